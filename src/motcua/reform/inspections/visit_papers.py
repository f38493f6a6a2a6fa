"""
The papers of a visit, in the layout of NĐ 30/2020: the minutes that both sides sign, and the checklist.

Papers are Vietnamese whatever language a page is read in, so their words stand here as they are printed.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.translation import gettext

from motcua.foundation.papers.public import (
    Block,
    Check,
    Column,
    Document,
    Heading,
    Level,
    Listing,
    Paragraph,
    Run,
    Signature,
    Table,
    heads,
    paragraphs,
)
from motcua.reform.inspections.queries.inspections import InspectionView, PlaceView
from motcua.reform.inspections.queries.minutes import MinutesView
from motcua.reform.inspections.queries.prefilling import LineView
from motcua.reform.inspections.queries.visits import VisitView
from motcua.reform.inspections.rules.minutes import Item, Manner, Minutes, Side, Signed
from motcua.reform.inspections.rules.visit import Answer
from motcua.reform.inspections.telling import said
from motcua.reform.registers.public import FIELD_TITLES, ReformField

ANSWERS: Mapping[Answer, str] = {
    Answer.YES: "Đạt",
    Answer.PARTLY: "Đạt một phần",
    Answer.NO: "Không đạt",
    Answer.NOT_APPLICABLE: "Không áp dụng",
}
DRAFT = "Dự thảo"


def minutes_paper(
    one: InspectionView, place: PlaceView, view: MinutesView, check: Check | None, *, on: date
) -> Document:
    """Set the minutes of a visit: when, where and who, what was heard, looked at and found, and what both sides say."""
    minutes = view.minutes
    if minutes is None:
        raise ValueError("the text of these minutes was erased")
    with translation.override("vi"):
        return Document(
            above=heads.body(one.unit),
            issuer="Đoàn kiểm tra",
            sign="BB-ĐKT",
            place=heads.locality(place.unit, on=on),
            kind="Biên bản",
            about=f"Kiểm tra công tác cải cách hành chính tại {heads.body(place.unit)}",
            blocks=tuple(_minutes_blocks(one, minutes, view)),
            signatures=(
                _signature(view.state.of(Side.UNIT), "Đại diện đơn vị được kiểm tra"),
                _signature(view.state.of(Side.TEAM), "Đại diện Đoàn kiểm tra"),
            ),
            receivers=(heads.body(place.unit), "Đoàn kiểm tra", "Lưu: VT"),
            check=check,
            draft="" if view.state.complete else DRAFT,
            layout="inspection-minutes",
        )


def checklist_paper(
    one: InspectionView, place: PlaceView, visit: VisitView, lines: list[LineView], *, on: date
) -> Document:
    """Set a checklist with what is known and answered, a table a field; what is open is filled in by hand."""
    with translation.override("vi"):
        return Document(
            above=heads.body(one.unit),
            issuer="Đoàn kiểm tra",
            sign="PL-ĐKT",
            place=heads.locality(place.unit, on=on),
            kind="Phiếu kiểm tra",
            about=f"{visit.checklist.title}: {place.unit.name}",
            blocks=tuple(_checklist_blocks(visit, lines)),
            signatures=(Signature("Người kiểm tra", hint="(Ký, ghi rõ chức vụ)"),),
            receivers=("Đoàn kiểm tra", "Lưu: hồ sơ kiểm tra"),
            draft=DRAFT if visit.closed_at is None else "",
            layout="inspection-checklist",
        )


def _minutes_blocks(one: InspectionView, minutes: Minutes, view: MinutesView) -> Iterator[Block]:
    yield Paragraph(
        f"Hồi {_clock(minutes.began_at)}, tại {minutes.held_at}, Đoàn kiểm tra tiến hành {_lowered(one.title)}."
    )
    yield Heading(Level.HEADING, "I", "Thành phần")
    yield Heading(Level.CLAUSE, "1", "Đoàn kiểm tra")
    yield Listing(heads.enumerated(minutes.team))
    yield Heading(Level.CLAUSE, "2", "Đơn vị được kiểm tra")
    yield Listing(heads.enumerated(minutes.unit))
    yield Heading(Level.HEADING, "II", "Nội dung")
    if minutes.report:
        by = f" của {minutes.reporter}" if minutes.reporter else ""
        yield Paragraph((Run(f"Đoàn nghe báo cáo{by}:", bold=True),))
        yield from paragraphs(minutes.report)
    yield from _part("1", "Nội dung đã kiểm tra", minutes.checked)
    yield from _part("2", "Ưu điểm", minutes.good)
    yield from _part("3", "Tồn tại, hạn chế", minutes.limits)
    yield Heading(Level.HEADING, "III", "Ý kiến")
    yield Heading(Level.CLAUSE, "1", "Ý kiến của Đoàn kiểm tra")
    yield from paragraphs(minutes.team_view or "Không có ý kiến khác.")
    yield Heading(Level.CLAUSE, "2", "Ý kiến của đơn vị được kiểm tra")
    yield from paragraphs(minutes.unit_view or "Không có ý kiến khác.")
    if view.reason:
        yield Paragraph(f"Đơn vị không ký biên bản, nêu lý do: {' '.join(view.reason.split())}")
    yield Paragraph(
        f"Biên bản lập xong hồi {_clock(minutes.ended_at)}, đã đọc cho các bên nghe, lập thành hai bản, mỗi bên giữ "
        "một bản./."
    )


def _part(number: str, title: str, items: tuple[Item, ...]) -> Iterator[Block]:
    yield Heading(Level.CLAUSE, number, title)
    if not items:
        yield Paragraph("Không có.")
    for field in ("", *ReformField):
        texts = tuple(heads.ended(one.text) for one in items if one.field == field)
        if not texts:
            continue
        if field:
            yield Paragraph((Run(f"{gettext(FIELD_TITLES[ReformField(field)])}:", italic=True),))
        yield Listing(texts)


def _signature(signed: Signed | None, side: str) -> Signature:
    if signed is None or signed.manner is Manner.PAPER:
        return Signature(side, hint="(Ký, ghi rõ họ tên, chức vụ)")
    if signed.manner is Manner.DECLINED:
        return Signature(side, hint="(Không ký)")
    at = timezone.localtime(signed.at)
    return Signature(side, hint=f"(Ký điện tử lúc {at:%H:%M} ngày {at:%d/%m/%Y})")


def _checklist_blocks(visit: VisitView, lines: list[LineView]) -> Iterator[Block]:
    columns = (
        Column("Mã", width=1.1, words=True),
        Column("Nội dung", width=5, words=True),
        Column("Số liệu, sổ sách", width=2, words=True),
        Column("Kết quả", width=1.6, words=True),
        Column("Ghi chú", width=2.6, words=True),
    )
    for field in ReformField:
        of = [line for line in lines if line.field is field]
        if of:
            rows = tuple(_line_row(line, visit) for line in of)
            yield Table(columns, rows, caption=gettext(FIELD_TITLES[field]))


def _line_row(line: LineView, visit: VisitView) -> tuple[str, ...]:
    answered = visit.answers.get(line.question.code)
    known = said(line.computed) if line.computed else ""
    if line.register is not None:
        known = f"{line.register.records} bản ghi" if line.stated else "chưa có bản ghi"
    result = ANSWERS[answered.answer] if answered else ""
    if answered and answered.looked is not None:
        right = "–" if answered.right is None else answered.right
        result = f"{result} ({right}/{answered.looked} {line.question.counted})"
    note = " ".join(visit.notes_of.get(line.question.code, "").split())
    return (line.question.code, line.question.text, known, result, note)


def _clock(moment: datetime) -> str:
    at = timezone.localtime(moment)
    return f"{at.hour} giờ {at.minute:02d} phút ngày {at.day:02d}/{at.month:02d}/{at.year}"


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]
