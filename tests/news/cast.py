"""What the tests of news say again and again."""

from dataclasses import replace
from datetime import date, datetime

from motcua.foundation.units import public as units
from motcua.services.news import public as news
from motcua.services.news.public import Document, DocumentKind, Reader, Wording

BY, OTHER = "post/1", "post/2"
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


PLAN = Document(
    "12/KH-UBND", date(2022, 2, 1), "UBND huyện Mẫu", "Phó Chủ tịch", "Kế hoạch cải cách hành chính", DocumentKind.PLAN
)


def drafted(office: units.Unit, said: Document = PLAN) -> int:
    """Write a document down; give its number."""
    return news.draft_document(document=said, unit=office.key, by=BY, at=AT)


def told(office: units.Unit, said: Document = PLAN, *, at: datetime = AT) -> int:
    """Write a document down and tell it; give its number."""
    document = drafted(office, said)
    news.tell_document(document=document, by=BY, at=at)
    return document


def withdrawn(document: int) -> None:
    """Withdraw a document by two."""
    news.propose_withdrawal(document=document, reason="nhập nhầm", by=BY, at=AT)
    news.withdraw_document(document=document, by=OTHER, at=AT)
