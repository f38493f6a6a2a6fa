"""
The yearly report of inspections as a paper and as a workbook, made of the same tables.

It is Vietnamese whatever language a page is read in, so its words stand here as they are printed.
"""

import importlib
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext

from motcua.foundation.papers.public import Block, Column, Document, Heading, Level, Paragraph, Table, heads
from motcua.reform.inspections.queries.synthesis import Synthesis
from motcua.reform.inspections.rules.synthesis import Tally
from motcua.reform.inspections.rules.visit import CAUSE_TITLES
from motcua.reform.registers.public import FIELD_TITLES

Cell = str | int

TALLY = ("Ưu điểm", "Hạn chế", "Kiến nghị", "Đã kết thúc", "Quá hạn")
"""The columns of a tally, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the report. The first ``words`` columns hold words, the others numbers; a total stands last if any."""

    title: str
    columns: tuple[str, ...]
    words: int
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()


def synthesis_parts(one: Synthesis) -> tuple[Part, ...]:
    """Give the tables of a year's report: places, fields, causes, and what was found again."""
    with translation.override("vi"):
        return (
            Part(
                "Các đơn vị được kiểm tra",
                ("Đơn vị", "Ngày kiểm tra", *TALLY),
                2,
                tuple(
                    (place.unit.name, _day(place.visit_on, visited=place.visited), *_cells(place.tally))
                    for place in one.places
                ),
                ("Cộng", "", *_cells(one.whole)),
            ),
            Part(
                "Kết quả theo lĩnh vực",
                ("Lĩnh vực", *TALLY),
                1,
                tuple((gettext(FIELD_TITLES[field]), *_cells(tallied)) for field, tallied in one.fields),
                ("Cộng", *_cells(one.whole)),
            ),
            Part(
                "Hạn chế theo nguyên nhân",
                ("Nguyên nhân", "Số hạn chế"),
                1,
                tuple((_capital(gettext(CAUSE_TITLES[cause])), number) for cause, number in one.causes),
                ("Cộng", one.whole.limits) if one.causes else (),
            ),
            Part(
                "Hạn chế lặp lại qua các năm hoặc ở nhiều đơn vị",
                ("Nội dung kiểm tra", "Đơn vị trong năm", "Đã nêu các năm trước"),
                3,
                tuple(
                    (
                        f"{each.line}. {each.text}",
                        ", ".join(unit.name for unit in each.inspected),
                        "; ".join(f"{unit.name} ({', '.join(map(str, years))})" for unit, years in each.before),
                    )
                    for each in one.again
                ),
            ),
        )


def synthesis_sentences(one: Synthesis) -> tuple[str, ...]:
    """Say in three sentences how many units were looked at and what became of what was recommended."""
    kept, covered = one.kept, one.coverage
    share = f"{covered.visited(one.year)}/{len(covered.units)}"
    return (
        f"Năm {one.year} tiến hành {one.inspections} cuộc kiểm tra tại {len(one.places)} lượt đơn vị, đã kiểm tra"
        f" {one.visited}; số đơn vị cấp dưới được kiểm tra {share}, yêu cầu {covered.asked} %.",
        f"Phát hiện {one.whole.good} ưu điểm và {one.whole.limits} hạn chế; kiến nghị {kept.made} nội dung,"
        f" đã xác nhận hoàn thành {kept.handled}.",
        f"Kiến nghị đến hạn trong năm: {kept.due}, báo cáo đúng hạn {kept.in_time}; đang quá hạn {kept.overdue},"
        f" chuyển lên cấp trên {kept.escalated}, mở lại {kept.reopened}.",
    )


def synthesis_paper(one: Synthesis) -> Document:
    """Set the report as a draft: number, signature and the office's own assessment come with whoever issues it."""
    blocks: list[Block] = [Paragraph(sentence) for sentence in synthesis_sentences(one)]
    for number, part in enumerate((part for part in synthesis_parts(one) if part.rows), 1):
        blocks += [Heading(Level.CLAUSE, str(number), part.title), _table(part)]
    return Document(
        above=heads.above(one.unit, on=one.on),
        issuer=heads.body(one.unit),
        sign=f"BC-{heads.abbreviation(one.unit)}",
        place=heads.locality(one.unit, on=one.on),
        kind="Báo cáo",
        about=f"Kết quả kiểm tra công tác cải cách hành chính năm {one.year}",
        blocks=tuple(blocks),
        signatures=(heads.signed("", one.unit),),
        receivers=("Các đơn vị được kiểm tra", "Lưu: VT"),
        draft="Dự thảo",
        layout="inspection-synthesis",
    )


def synthesis_xlsx(one: Synthesis) -> bytes:
    """Write the tables of the report as a workbook, a sheet each."""
    workbook = importlib.import_module("motcua.reform.inspections.synthesis_workbook")
    written: bytes = workbook.write(one, synthesis_parts(one))
    return written


def _table(part: Part) -> Table:
    return Table(
        columns=tuple(Column(name, width=3 if at < part.words else 1, words=at < part.words)
                      for at, name in enumerate(part.columns)),
        rows=tuple(tuple(map(str, row)) for row in (*part.rows, *((part.total,) if part.total else ()))),
    )  # fmt: skip


def _cells(tally: Tally) -> tuple[int, ...]:
    return tally.good, tally.limits, tally.made, tally.over, tally.overdue


def _day(on: date, *, visited: bool) -> str:
    return f"{on:%d/%m/%Y}" if visited else f"{on:%d/%m/%Y} (chưa tiến hành)"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
