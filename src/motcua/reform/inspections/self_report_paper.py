"""
The paper of a self-report: each field with the computed figures beside what the unit says, and its words.

Papers are Vietnamese whatever language a page is read in. A report that was not sent is a draft.
"""

from collections.abc import Iterator
from datetime import date

from django.utils import translation
from django.utils.translation import gettext

from motcua.foundation.papers.public import (
    Block,
    Check,
    Column,
    Document,
    Heading,
    Level,
    Paragraph,
    Run,
    Table,
    heads,
    paragraphs,
)
from motcua.foundation.units import public as units
from motcua.reform.indicators.public import REGISTRY
from motcua.reform.inspections.queries.self_reports import ReportLineView, ReportPartView, ReportView
from motcua.reform.inspections.queries.signatures import Signing
from motcua.reform.inspections.rules.outline import REPORT_WORDS_TITLES, ReportLineKind
from motcua.reform.inspections.rules.self_report import RegisterState, SentFigure
from motcua.reform.inspections.telling import said, stated_said
from motcua.reform.registers.public import FIELD_TITLES, REGISTERS

DRAFT = "Dự thảo"
NUMBERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
FIGURES = (
    Column("Nội dung", width=7, words=True),
    Column("Hệ thống tính", width=4),
    Column("Đơn vị báo cáo", width=3),
    Column("Giải trình", width=6, words=True),
)
SHELVES = (
    Column("Sổ, hồ sơ", width=6, words=True),
    Column("Tình trạng", width=8, words=True),
    Column("Giải trình", width=6, words=True),
)


def self_report_paper(view: ReportView, signing: Signing | None, check: Check | None, *, on: date) -> Document:
    """Set a self-report. :param signing: who sent it; none while it is a draft."""
    unit, period = view.place.unit, view.inspection.period
    with translation.override("vi"):
        return Document(
            above=heads.above(unit, on=on),
            issuer=heads.body(unit),
            sign=f"BC-{heads.abbreviation(unit)}",
            place=heads.locality(unit, on=on),
            kind="Báo cáo",
            about=f"Tự kiểm tra công tác cải cách hành chính từ ngày {_day(period.first)} đến ngày {_day(period.last)}",
            addressees=(heads.body(view.inspection.unit),),
            blocks=tuple(_blocks(view)),
            signatures=(heads.signed(_signer(signing, unit), unit),),
            receivers=("Như trên", "Lưu: VT"),
            check=check,
            draft="" if signing else DRAFT,
            layout="inspection-self-report",
        )


def _blocks(view: ReportView) -> Iterator[Block]:
    yield Paragraph(f"{heads.body(view.place.unit)} báo cáo phục vụ cuộc “{view.inspection.title}” như sau:")
    edition = view.edition
    if edition is not None and edition.number > 1:
        why = view.amended.get(edition.number - 1, "")
        yield Paragraph((Run(f"Bản lập lại lần {edition.number - 1}. Lý do: {' '.join(why.split())}", italic=True),))
    number = 0
    for part in view.parts:
        if part.field is not None:
            yield Heading(Level.HEADING, NUMBERS[number], gettext(FIELD_TITLES[part.field]))
            yield from _field(part)
            number += 1
            continue
        for line in part.lines:
            if line.line.words is not None:
                yield Heading(Level.HEADING, NUMBERS[number], gettext(REPORT_WORDS_TITLES[line.line.words]))
                yield from paragraphs(line.note or "Không có.")
                number += 1
    source = (
        "Số liệu do hệ thống tính từ hồ sơ và sổ theo dõi; số của đơn vị khác với hệ thống đứng bên cạnh, có lý do."
    )
    yield Paragraph((Run(f"{source}/.", italic=True),))


def _field(part: ReportPartView) -> Iterator[Block]:
    figures = [line for line in part.lines if line.line.kind is ReportLineKind.FIGURE]
    shelves = [line for line in part.lines if line.line.kind is ReportLineKind.REGISTER]
    for line in part.lines:
        if line.line.kind is ReportLineKind.TEXT:
            yield from paragraphs(line.note)
    if figures:
        yield _table(FIGURES, [_figure(line) for line in figures])
    if shelves:
        yield _table(SHELVES, [_shelf(line) for line in shelves])


def _table(columns: tuple[Column, ...], rows: list[tuple[str, ...]]) -> Table:
    """Set a table without the columns in which nothing is said."""
    told = [place for place in range(len(columns)) if place < 2 or any(row[place] for row in rows)]
    return Table(tuple(columns[place] for place in told), tuple(tuple(row[place] for place in told) for row in rows))


def _figure(line: ReportLineView) -> tuple[str, ...]:
    figure = line.figure
    measure = "number"
    if figure is not None:
        measure = figure.measure if isinstance(figure, SentFigure) else figure.indicator.measure.value
    title = next(one.title for one in REGISTRY if one.code == line.line.of)
    return gettext(title), _computed(line, measure), stated_said(line.said.stated, measure), _explained(line)


def _computed(line: ReportLineView, measure: str) -> str:
    figure = line.figure
    if figure is None:
        return ""
    counts = f" ({said(figure, 'counts')})" if measure == "percent" and figure.denominator else ""
    return f"{said(figure)}{counts}"


def _shelf(line: ReportLineView) -> tuple[str, ...]:
    said_of = _register(line.register) if line.register is not None else ""
    stated = f"; đơn vị báo cáo: {stated_said(line.said.stated)}" if line.said.stated else ""
    return gettext(REGISTERS[line.line.of].title), f"{said_of}{stated}", _explained(line)


def _register(state: RegisterState) -> str:
    """Say how a register stands, in one line."""
    if state.records is None:
        clauses = ["chưa có bản ghi, chưa kê khai đủ"]
    else:
        clauses = [f"{state.records} bản ghi", "đã kê khai đủ" if state.complete else "chưa kê khai đủ"]
    for count, words in (
        (state.present, "văn bản phải có, đúng hạn"),
        (state.late, "muộn"),
        (state.missing, "còn thiếu"),
        (state.without_evidence, "chưa có minh chứng"),
    ):
        if count:
            clauses.append(f"{count} {words}")
    return "; ".join(clauses)


def _explained(line: ReportLineView) -> str:
    """Give reason, explanation and attachments in one line."""
    attached = f"Kèm theo: {', '.join(file.name for file in line.files)}." if line.files else ""
    return " ".join(" ".join((line.reason, line.note, attached)).split())


def _signer(signing: Signing | None, unit: units.Unit) -> str:
    """Give who signs on paper: whoever sent it, if that is a head or a deputy, else the head of the unit."""
    if signing is not None and signing.signer.startswith(("Phó ", *heads.CHIEFS)):
        return signing.signer
    return "" if unit.level is units.Level.DEPARTMENT else "Chủ tịch"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
