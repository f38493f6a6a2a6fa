"""What the tests of news say again and again."""

from dataclasses import replace
from datetime import datetime

from motcua.foundation.units import public as units
from motcua.services.news import public as news
from motcua.services.news.public import Reader, Wording

BY = "post/1"
SAID = Wording("Đoàn kiểm tra làm việc", "Tóm tắt.", "Đoạn một.", "Nguyễn Thị Lành")


def on(text: str) -> datetime:
    """Read a local time of 2022: ``03-01 09:00``."""
    return datetime.fromisoformat(f"2022-{text}+07:00")


AT = on("03-01 09:00")


def draft(office: units.Unit, **also: str) -> int:
    """Write a draft; give its number."""
    return news.write_article(unit=office.key, wording=replace(SAID, **also), by=BY, at=AT)


def published(office: units.Unit, **also: str) -> int:
    """Write and publish an article; give its number."""
    article = draft(office, **also)
    news.publish_article(article=article, by=BY, at=AT)
    return article


def reader(number: int) -> Reader:
    """Give one of many readers."""
    return Reader(f"192.0.2.{number}", "Mozilla/5.0")
