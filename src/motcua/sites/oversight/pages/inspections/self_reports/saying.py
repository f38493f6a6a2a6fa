"""A self-report in words: its parts, its lines, and how each figure and register stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from motcua.foundation.units import public as units
from motcua.reform.indicators.public import REGISTRY
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    REPORT_WORDS_TITLES,
    RegisterState,
    ReportLine,
    ReportLineKind,
    ReportLineView,
    ReportPartView,
    ReportStage,
    ReportStanding,
    ReportView,
)
from motcua.reform.registers.public import FIELD_TITLES, REGISTERS, ReformField
from motcua.sites.look.public import asking, words
from motcua.sites.oversight import doors

SLUGS: Mapping[ReformField, str] = {
    ReformField.STEERING: "chi-dao",
    ReformField.INSTITUTIONS: "the-che",
    ReformField.PROCEDURES: "thu-tuc",
    ReformField.ORGANISATION: "to-chuc",
    ReformField.CIVIL_SERVICE: "cong-vu",
    ReformField.PUBLIC_FINANCE: "tai-chinh",
    ReformField.DIGITAL_GOVERNMENT: "chinh-quyen-so",
    ReformField.QUALITY_SYSTEM: "chat-luong",
}
"""How an address names the part of a field."""
FIRST, LAST = "tinh-hinh", "ton-tai"
"""How an address names what is said at the beginning and at the end."""
LAST_TITLE = gettext_lazy("What falls short, its causes, proposals")


@dataclass(frozen=True, slots=True)
class Row:
    """
    A line of the report in words.

    :param number: its place in the report, by which the fields of a form are named.
    :param computed: the computed figure; empty for other lines. ``counts`` are its two, ``now`` what it is today.
    :param url: where the figure or the register opens.
    :param stated: the unit's own figure; ``entered`` as it stands in a form, which reads it again as it is.
    :param register: how the register stands, in clauses.
    """

    number: int
    view: ReportLineView
    title: str
    computed: str
    counts: str
    now: str
    url: str
    stated: str
    entered: str
    register: tuple[str, ...]

    @property
    def code(self) -> str:
        """Give the code of the line."""
        return self.view.line.code

    @property
    def is_text(self) -> bool:
        """Say whether it holds words alone."""
        return self.view.line.kind is ReportLineKind.TEXT

    @property
    def said(self) -> bool:
        """Say whether the unit has said anything of it."""
        return bool(self.stated or self.view.said.texts or self.view.said.files)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report: how an address names it, its title, its lines, and how many of them the unit wrote."""

    slug: str
    title: str | Promise
    rows: tuple[Row, ...]

    @property
    def written(self) -> int:
        """Count the lines of which the unit has said something."""
        return sum(row.said for row in self.rows)


def parts(view: ReportView) -> list[Part]:
    """Give the parts of a report in order. Two SQL queries."""
    structure = units.structure(view.inspection.period.last)
    unit = structure.units.get(view.place.unit.id)
    question = asking.Question(unit, view.inspection.period, own=True, structure=structure) if unit else None
    found, number = [], 0
    for place, part in enumerate(view.parts):
        rows = []
        for line in part.lines:
            number += 1
            rows.append(_row(number, line, question))
        slug, title = _part_named(part, last=place > 0)
        found.append(Part(slug, title, tuple(rows)))
    return found


def line_title(line: ReportLine) -> str:
    """Name a line."""
    if line.words is not None:
        return gettext(REPORT_WORDS_TITLES[line.words])
    if line.kind is ReportLineKind.REGISTER:
        return gettext(REGISTERS[line.of].title)
    return gettext(next(one.title for one in REGISTRY if one.code == line.of))


def register_said(state: RegisterState) -> Iterator[str]:
    """Say how a register stands, clause by clause."""
    if state.records is None:
        yield gettext("nothing on record, and not declared complete")
    else:
        yield ngettext("%(n)s record", "%(n)s records", state.records) % {"n": words.number(state.records)}
        yield gettext("declared complete") if state.complete else gettext("not declared complete")
    for count, said in (
        (state.present, gettext("%(n)s of what is owed in time")),
        (state.late, gettext("%(n)s late")),
        (state.missing, gettext("%(n)s missing")),
        (state.without_evidence, gettext("%(n)s without evidence")),
    ):
        if count:
            yield said % {"n": words.number(count)}


def standing_said(one: ReportStanding, *, overdue: bool) -> tuple[str, str]:
    """Say how far a report has come, and as what it is drawn."""
    if one.sent is not None:
        said = gettext("sent %(at)s") % {"at": words.day(one.sent.sent_at)}
        if one.sent.due_on is not None:
            said = f"{said}, {gettext('late') if one.sent.late else gettext('in time')}"
        if one.stage is ReportStage.DRAFT:
            return f"{said}; {gettext('a new edition is being written')}", "wait"
        return said, "late" if one.sent.late else "ok"
    if not one.asked:
        return gettext("not sent"), "open"
    if one.due_on is None:
        return gettext("to be sent"), "wait"
    day = words.day(one.due_on)
    return (gettext("was due %(day)s") if overdue else gettext("due %(day)s")) % {"day": day}, (
        "late" if overdue else "wait"
    )


def _part_named(part: ReportPartView, *, last: bool) -> tuple[str, str | Promise]:
    if part.field is not None:
        return SLUGS[part.field], gettext(FIELD_TITLES[part.field])
    return (LAST, LAST_TITLE) if last else (FIRST, line_title(part.lines[0].line))


def _row(number: int, view: ReportLineView, question: asking.Question | None) -> Row:
    line, figure = view.line, view.figure
    measure = ""
    if figure is not None:
        measure = figure.measure if isinstance(figure, inspections.SentFigure) else figure.indicator.measure.value
    counts = figure is not None and bool(figure.denominator) and measure == "percent"
    return Row(
        number=number,
        view=view,
        title=line_title(line),
        computed=inspections.said(figure) if figure is not None else "",
        counts=inspections.said(figure, "counts") if figure is not None and counts else "",
        now=inspections.said(view.now) if view.now is not None else "",
        url=_url(line, question) if question is not None and _has_data(view) else "",
        stated=inspections.stated_said(view.said.stated, measure or "number"),
        entered=view.said.stated.replace(".", ","),
        register=tuple(register_said(view.register)) if view.register is not None else (),
    )


def _has_data(view: ReportLineView) -> bool:
    return view.figure is None or view.figure.value is not None


def _url(line: ReportLine, question: asking.Question) -> str:
    match line.kind:
        case ReportLineKind.FIGURE:
            return doors.indicator_url(line.of, question)
        case ReportLineKind.REGISTER:
            return f"{reverse('register', args=[line.of])}?{question.query()}"
        case _:
            return ""


def row_of(found: Sequence[Part], code: str) -> tuple[Part, Row] | None:
    """Give the part and the row of a line; None if there is none."""
    return next(((part, row) for part in found for row in part.rows if row.code == code), None)
