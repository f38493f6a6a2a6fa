"""
A conclusion as an official paper: each figure has a footnote that leads to its rows, and a code leads to the check.

What stands here in Vietnamese are the set phrases of such papers; everything else comes from what was signed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext, override

from motcua.foundation.files import public as files
from motcua.foundation.papers import public as papers
from motcua.foundation.papers.public import (
    Appendix,
    Block,
    Column,
    Document,
    Heading,
    Level,
    Note,
    Paragraph,
    Run,
    heads,
)
from motcua.foundation.units import public as units
from motcua.reform.inspections.queries.assembling import LANGUAGE
from motcua.reform.inspections.queries.conclusions import Sealed, SignedFigure, read_figure
from motcua.reform.inspections.queries.visits import photographs
from motcua.reform.inspections.rules.conclusion import PART_OF, StatementKind
from motcua.reform.inspections.rules.drafting import pieces
from motcua.reform.inspections.rules.figures import VIETNAMESE
from motcua.reform.inspections.rules.recommendation import REMEDY_TITLES, Remedy

ROMAN = ("I", "II", "III", "IV", "V")
SHORT = 16
"""Digits of a digest that are printed: enough that no other conclusion has them."""

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Doors:
    """
    Where a paper leads.

    :param figure: gives the address of a figure, by the key of its statement and its name.
    :param check: the address at which the paper can be checked.
    """

    figure: Callable[[str, str], str]
    check: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph of a visit that goes with the paper."""

    digest: str
    caption: str


def conclusion_paper(content: Said, sealed: Sealed | None, doors: Doors) -> Document:
    """
    Lay a conclusion out as an official document; without what was signed, as a draft.

    The photographs that its statements rest on go with it. Six SQL queries.

    :raises AlteredOnDisk: if a photograph is not what was kept.
    """
    on, pictures = paper_day(content), _pictures(content)
    (unit,) = _named_at(content, [content["unit"]["key"]])
    number, sign = heads.numbered(content["number"], f"TB-{heads.abbreviation(unit)}")
    with override(LANGUAGE):
        return Document(
            above=heads.above(unit, on=on),
            issuer=heads.body(unit),
            number=number,
            sign=sign,
            place=heads.locality(unit, on=on),
            kind="Thông báo",
            about=_about(content),
            blocks=tuple(_blocks(content, doors)),
            signatures=(heads.signed(content["signer"], unit),),
            receivers=tuple(_receivers(content)),
            appendices=tuple(_appendices(content, pictures)),
            check=_check(sealed, doors),
            draft="" if sealed else "Dự thảo",
            layout="conclusion",
        )


def _about(content: Said) -> str:
    """Say what was looked at and where, unless the title says where itself."""
    about = f"Kết quả {_lower(content['title'])}"
    return about if " tại " in about else f"{about} tại {_places(content)}"


def _pictures(content: Said) -> list[Picture]:
    """Give the photographs that statements rest on, each once, with their captions."""
    cited = [one for said in content["statements"] for one in said["supports"] if one["is"] == "photograph"]
    known = {(one.place_id, one.number): one for one in photographs({one["place"] for one in cited})}
    asked = dict.fromkeys((one["place"], one["number"]) for one in cited)
    return [Picture(known[one].digest, known[one].caption) for one in asked if one in known]


def _blocks(content: Said, doors: Doors) -> Iterator[Block]:
    yield from (Paragraph((Run(line, italic=True),)) for line in _grounds(content))
    yield Paragraph(_opening(content))
    titles = {one["number"]: one["title"] for one in content["groups"]}
    places = {one["id"]: _lower(one["name"]) for one in content["places"]}
    of = {one["number"]: one["places"] for one in content["groups"]}
    for part, (kind, statements) in enumerate(groupby(content["statements"], key=lambda one: one["kind"])):
        yield Heading(Level.HEADING, ROMAN[part], gettext(PART_OF[StatementKind(kind)]))
        for place, (group, some) in enumerate(groupby(statements, key=lambda one: one["group"]), 1):
            yield Heading(Level.CLAUSE, str(place), titles[group])
            for one in some:
                yield from _statement(one, doors)
                if one["mending"]:
                    asked = one["mending"]["places"] or of[group]
                    yield Paragraph((Run(_asked(one["mending"], [places[each] for each in asked]), italic=True),))


def _grounds(content: Said) -> Iterator[str]:
    if content["plan"]:
        yield f"Căn cứ Kế hoạch số {content['plan']['number']} {_day(content['plan']['on'])};"
    if content["decision"]:
        yield f"Căn cứ Quyết định số {content['decision']['number']} {_day(content['decision']['on'])};"


def _opening(content: Said) -> str:
    first, last = content["period"]
    days = sorted({one["visit_on"] for one in content["places"]})
    when = _day(days[0]) if len(days) == 1 else f"từ {_day(days[0])} đến {_day(days[-1])}"
    head = next((one for one in content["team"]), None)
    agencies = list(dict.fromkeys(one["unit"] for one in content["team"]))
    led = "" if head is None else f" do {head['post']}"
    if head is not None and head["part"].lower() not in head["post"].lower():
        led += f" làm {_lower(head['part'])}"
    return (
        f"Đoàn kiểm tra{led}, gồm đại diện {_joined(agencies)}, {when} đã làm việc tại"
        f" {_places(content)}. Số liệu được tính từ {_day(first)} đến {_day(last)}."
        f" {content['unit']['name']} thông báo kết quả như sau:"
    )


def _statement(one: Said, doors: Doors) -> Iterator[Paragraph]:
    figures = {name: read_figure(name, said) for name, said in one["figures"].items()}
    for line, text in enumerate(one["text"].split("\n")):
        runs = [run for piece in pieces(text) for run in _runs(piece, one["key"], figures, doors)]
        if one["own_word"] and line == one["text"].count("\n"):
            runs.append(Run(" (nhận xét của đoàn)", italic=True))
        yield Paragraph(tuple(runs), number="" if line else f"{one['label']}.")


def _runs(piece: tuple[str, str], key: str, figures: Mapping[str, SignedFigure], doors: Doors) -> Iterator[Run]:
    words, name = piece
    if words:
        yield Run(words)
    if name:
        figure = figures[name]
        yield Run(figure.said, bold=True, note=Note(_noted(figure), doors.figure(key, name)))


def _noted(figure: SignedFigure) -> str:
    fixed = figure.fixed
    counts = (
        ""
        if fixed.denominator is None
        else f" ({VIETNAMESE.number(fixed.numerator)}/{VIETNAMESE.number(fixed.denominator)})"
    )
    return (
        f"{figure.title}{counts}, {_short_days(fixed.ref.first, fixed.ref.last)}; {VIETNAMESE.number(fixed.rows)} dòng,"
        f" SHA-256 {_grouped(fixed.digest)}. Xem tại"
    )


def _places(content: Said) -> str:
    return _joined([_lower(one["name"]) for one in content["places"]])


def _asked(mending: Said, places: Sequence[str]) -> str:
    kind = _lower(gettext(REMEDY_TITLES[Remedy(mending["kind"])]))
    return f"Nơi thực hiện: {_joined(places)}; yêu cầu: {kind}; báo cáo kết quả trước {_day(mending['due_on'])}."


def _appendices(content: Said, pictures: Sequence[Picture]) -> Iterator[Appendix]:
    rows = [
        (one["label"], said["title"], said["said"], VIETNAMESE.number(said["rows"]), _grouped(said["digest"]))
        for one in content["statements"]
        for said in one["figures"].values()
    ]
    numbers = ("I", "II") if rows and pictures else ("", "")
    if rows:
        checkpoint = next(said["checkpoint"] for one in content["statements"] for said in one["figures"].values())
        under = (
            f"Các số liệu được chốt khi điểm kiểm gần nhất của sổ cái có {checkpoint[0]} mục,"
            f" gốc {_grouped(checkpoint[1])}."
            if checkpoint
            else "Các số liệu được chốt khi sổ cái chưa có điểm kiểm nào."
        )
        columns = (
            Column("Nhận định", width=1.3, words=True),
            Column("Số liệu", width=5, words=True),
            Column("Giá trị", width=2),
            Column("Số dòng", width=1.2),
            Column("SHA-256 của các dòng", width=2.4, words=True),
        )
        yield Appendix("Số liệu đã chốt", (papers.Table(columns, tuple(rows)), Paragraph(under)), number=numbers[0])
    if pictures:
        figures = tuple(papers.Figure(files.read(one.digest), one.caption) for one in pictures)
        yield Appendix("Ảnh", figures, number=numbers[1])


def _receivers(content: Said) -> Iterator[str]:
    if content["above"]:
        yield f"{content['above']} (để báo cáo)"
    yield from map(heads.body, _named_at(content, [one["key"] for one in content["places"]]))
    yield from dict.fromkeys(one["unit"] for one in content["team"] if one["unit"] != content["unit"]["name"])
    yield "Lưu: VT"


def _check(sealed: Sealed | None, doors: Doors) -> papers.Check | None:
    if sealed is None:
        return None
    trace = f"Mã băm của kết luận: {_grouped(sealed.digest)}; dấu vết trong sổ cái: {_grouped(sealed.leaf)}"
    return papers.Check(f"{doors.check}?ma-bam={sealed.digest[:SHORT]}", trace)


def _named_at(content: Said, keys: Sequence[str]) -> list[units.Unit]:
    """Give units as they were called on the day of the paper."""
    structure = units.structure(paper_day(content))
    known = units.by_key(keys)
    return [structure.units.get(known[key].id, known[key]) for key in keys]


def _day(iso: str) -> str:
    return papers.day_in_words(date.fromisoformat(iso[:10]))


def _short_days(first: date, last: date) -> str:
    return f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"


def _grouped(digits: str) -> str:
    short = digits[:SHORT]
    return " ".join(short[place : place + 4] for place in range(0, len(short), 4))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _joined(names: Sequence[str]) -> str:
    *others, last = names or [""]
    return f"{', '.join(others)} và {last}" if others else last


def paper_day(content: Said) -> date:
    """Give the day of a paper: that of its signing, or of its draft."""
    return date.fromisoformat(content["on"])
