"""News of the town: a draft with a photograph, one published, one withdrawn, one of a commune; two documents."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PIL import Image

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.services.news import public as news
from motcua.services.news.public import Document, DocumentKind, Reader, Subject, Wording

At = Callable[[str], datetime]
BY = "post/1"
BODY = """Đoàn kiểm tra làm việc trong một ngày.

## Kết quả
- Niêm yết đầy đủ
- Còn hồ sơ quá hạn

<b>Chữ đậm</b> chỉ là chữ."""


@dataclass(frozen=True)
class Told:
    """Articles by their state, the place of a photograph in each, and documents."""

    draft: int
    published: int
    withdrawn: int
    in_commune: int
    place: int
    with_file: int
    without_file: int
    document_draft: int
    document_gone: int
    file: int

    def slug(self, which: str) -> str:
        """Give the last part of an article's address."""
        shown = news.article(getattr(self, which))
        assert shown
        return shown.slug


def build(at: At, *, district: units.Unit, commune: units.Unit) -> Told:
    """Write four articles, each with a photograph, and add two documents."""
    when = at("09-20 09:00")
    held = io.BytesIO()
    Image.new("RGB", (640, 400), (38, 84, 66)).save(held, "PNG")
    digest = files.keep(name="hop.png", content=held.getvalue(), unit=district, purpose="news", by=BY, at=when).digest
    paper = files.keep(name="kh.txt", content="Kế hoạch\n".encode(), unit=district, purpose="news", by=BY, at=when)

    def write(title: str, unit: units.Unit = district) -> int:
        said = Wording(title, "Đoàn của Sở đến làm việc tại huyện.", BODY, "Văn thư", "Kết luận kiểm tra")
        article = news.write_article(unit=unit.key, wording=said, about="inspection/0", by=BY, at=when)
        places.append(
            news.add_photograph(
                article=article, digest=digest, alt="Phòng họp có bàn dài", caption="Đoàn làm việc", by=BY, at=when
            )
        )
        news.add_photograph(article=article, digest="", alt="", caption="Ảnh không còn giữ", by=BY, at=when)
        return article

    places: list[int] = []
    draft, published = write("Bài đang viết"), write("Kiểm tra cải cách hành chính")
    withdrawn, in_commune = write("Bài có số liệu sai"), write("Bài của xã", commune)
    news.publish_article(article=published, by=BY, at=when)
    for number, points in enumerate((5, 4)):
        news.rate(article=published, points=points, reader=Reader(f"192.0.2.{number}", "x"), at=when)
    news.publish_article(article=withdrawn, by=BY, at=when)
    news.withdraw_article(article=withdrawn, reason="sai số liệu", by=BY, at=at("09-21 09:00"))
    plan = ("12/KH-UBND", date(2022, 9, 1), "UBND huyện Mẫu", "Phó Chủ tịch UBND huyện", "Kế hoạch cải cách")
    kinds = (DocumentKind.PLAN, Subject.REFORM)
    said = Document(*plan, *kinds, effective_from=date(2022, 9, 1), effective_to=date(2022, 12, 31))
    with_file, without_file, drafted, gone = (
        news.draft_document(document=one, unit=district.key, by=BY, at=when)
        for one in (said, Document(*plan), said, Document("13/QĐ-UBND", *plan[1:]))
    )
    place = news.attach_file(document=with_file, digest=paper.digest, title="Toàn văn", by=BY, at=when)
    for one in (with_file, without_file, gone):
        news.tell_document(document=one, by=BY, at=when)
    news.propose_withdrawal(document=gone, reason="đăng nhầm", by=BY, at=when)
    news.withdraw_document(document=gone, by="post/2", at=when)
    news.record_visits({at("10-10 10:50"): 2, at("10-09 08:00"): 1566})
    [shown] = set(places)
    return Told(draft, published, withdrawn, in_commune, shown, with_file, without_file, drafted, gone, place)
