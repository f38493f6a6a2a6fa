"""From the numbers of an overview to charts whose marks are doors, each with one sentence that states the finding."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from django.urls import reverse
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.reform.indicators.public import By, Figures, Report
from motcua.sites.look.public import answering, asking, charts, saying, words
from motcua.sites.oversight import doors
from motcua.sites.oversight.overview import COMPLETED, HOLDERS, ON_TIME, ONLINE, OVERDUE_BY, Beside, Month, Overview

MOST_BARS = 6
MOST_FIELDS = 10
"""So many causes are drawn, and so many fields; the form has them all."""

MOST_BESIDE = 12
ENDS = 3
"""Beyond so many units there stand the first, the last, and those next to the asked one."""


@dataclass(frozen=True, slots=True)
class Headline:
    """
    One of the four figures at the head: what it is, where it leads, and what it is made of.

    :param said: how it is written; empty where there is no data, which is not zero.
    """

    what: str
    said: str
    url: str
    more: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A line through the months."""

    finding: str
    line: charts.Line
    heads: tuple[str, ...]

    @property
    def points(self) -> list[charts.Point]:
        """Give the points in order."""
        return [dot.point for dot in self.line.dots]


@dataclass(frozen=True, slots=True)
class Clocks:
    """In whose hands the time was."""

    finding: str
    parts: tuple[charts.Part, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from zero, the longest first; ``also`` cuts across them."""

    finding: str
    what: str
    parts: tuple[charts.Part, ...]
    also: charts.Part | None = None


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat map of fields and months."""

    finding: str
    lines: tuple[charts.HeatLine, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Units on one axis; ``left_out`` of those with figures are not drawn, and so many are ``without``."""

    finding: str
    strip: charts.Strip
    left_out: int
    without: int


def headline(actor: Actor, question: asking.Question, made: Overview) -> list[Headline]:
    """Give the four figures at the head."""
    figures, door = made.by_field.figures, answering.door(actor, question)
    received, resolved, pending = figures.received, figures.resolved, figures.pending
    number, accepted = words.number, received.online + received.direct
    on_time = resolved.early + resolved.on_time
    return [
        Headline(
            gettext("resolved early or on time"),
            words.percent(on_time, resolved.total) if resolved.total else "",
            doors.indicator_url(ON_TIME, question) if ON_TIME in made.computed and resolved.total else "",
            gettext("%(part)s of %(whole)s resolved") % {"part": number(on_time), "whole": number(resolved.total)},
        ),
        Headline(
            gettext("overdue and still open"),
            number(pending.overdue),
            door("pending.overdue") if pending.overdue else "",
            gettext("of %(whole)s being resolved") % {"whole": number(pending.total)},
        ),
        Headline(
            gettext("to be resolved"),
            number(received.total),
            door("received.total") if received.total else "",
            gettext("%(part)s of them carried over") % {"part": number(received.carried_over)},
        ),
        Headline(
            gettext("received online"),
            words.percent(received.online, accepted) if accepted else "",
            doors.indicator_url(ONLINE, question) if ONLINE in made.computed and accepted else "",
            gettext("%(part)s of %(whole)s received in the period")
            % {"part": number(received.online), "whole": number(accepted)},
        ),
    ]


def trend(actor: Actor, question: asking.Question, months: Sequence[Month]) -> Trend | None:
    """Draw the share resolved early or on time, month by month; nothing where there is but one month."""
    points = []
    for month in months:
        asked = replace(question, period=month.period)
        door, resolved = answering.door(actor, asked), month.made.figures.resolved
        points.append(
            charts.share(
                month_name(month),
                resolved.early + resolved.on_time,
                resolved.total,
                url=doors.indicator_url(ON_TIME, asked),
                mark=month_mark(month, months),
                counts=(
                    (resolved.total, door("resolved.total")),
                    (resolved.overdue, door("resolved.overdue")),
                ),
            )
        )
    known = [point for point in points if point.value is not None]
    if len(known) < 2:
        return None
    last, lowest = known[-1], min(known, key=lambda point: point.value or 0)
    said = {"last": last.label, "now": last.said, "lowest": lowest.label, "then": lowest.said}
    finding = gettext("%(last)s: %(now)s on time; the lowest was %(lowest)s: %(then)s") % said
    if last.value == lowest.value:
        finding = gettext("%(last)s: %(now)s on time, the lowest of all months") % said
    return Trend(finding, charts.line(points), (gettext("Resolved"), gettext("Overdue"), gettext("On time")))


def month_name(month: Month) -> str:
    """Name a month in full."""
    return gettext("month %(month)s") % {"month": f"{month.period.first:%m/%Y}"}


def month_mark(month: Month, among: Sequence[Month]) -> str:
    """Name a month beneath a chart, with its year where there is more than one."""
    first = month.period.first
    return f"{first.month}/{first:%y}" if len({one.period.first.year for one in among}) > 1 else str(first.month)


def clocks(question: asking.Question, made: Overview) -> Clocks | None:
    """Draw in whose hands the working days of a resolved dossier were; nothing where none was resolved."""
    held = [made.computed[code] for code in HOLDERS if code in made.computed]
    minutes = sum(one.numerator for one in held)
    if not minutes:
        return None
    parts = tuple(
        charts.Part(str(name), one.numerator, fill, doors.indicator_url(one.code, question), saying.said(one))
        for one, (name, fill) in zip(held, saying.HOLDER_LOOKS.values(), strict=True)
    )
    most = max(parts, key=lambda part: part.count)
    said = {"holder": most.label, "share": words.percent(most.count, minutes)}
    return Clocks(gettext("%(share)s of the time: %(holder)s") % said, parts)


@dataclass(frozen=True, slots=True)
class Causes:
    """Where the dossiers resolved overdue were, and in whose hands the most of their days."""

    by_field: Bars
    by_procedure: Bars
    by_holder: Bars | None


def causes(actor: Actor, question: asking.Question, made: Overview) -> Causes | None:
    """Draw what lay behind the dossiers resolved overdue; nothing where there is none."""
    if not made.by_field.figures.resolved.overdue:
        return None
    fields, procedures = (_late(actor, question, one) for one in (made.by_field, made.by_procedure))
    late = made.by_field.figures.resolved.overdue
    return Causes(
        _bars(fields, late, gettext("Field"), gettext("%(share)s of the overdue are in “%(what)s”")),
        _bars(procedures, late, gettext("Procedure"), gettext("%(share)s of the overdue are of “%(what)s”")),
        _by_holder(question, made),
    )


def _bars(parts: Sequence[charts.Part], whole: int, what: str, finding: str) -> Bars:
    said = {"share": words.percent(parts[0].count, whole), "what": parts[0].label}
    return Bars(finding % said, what, tuple(parts[:MOST_BARS]))


def _by_holder(question: asking.Question, made: Overview) -> Bars | None:
    """Draw in whose hands the overdue were the longest; nothing where no time of any holder is known."""
    if not any(made.computed[code].numerator for code in HOLDERS if code in made.computed):
        return None
    late, asked = [made.computed[code] for code in OVERDUE_BY], made.computed[COMPLETED]
    parts = [
        charts.Part(str(name), one.numerator, "late", doors.rows_url(one.code, question))
        for one, (name, _) in zip(late, saying.HOLDER_LOOKS.values(), strict=True)
    ]
    parts.sort(key=lambda part: -part.count)
    finding = gettext("%(share)s of the overdue were the longest with: %(what)s")
    also = charts.Part(
        gettext("of them after a request for completion"), asked.numerator, "late", doors.rows_url(asked.code, question)
    )
    return replace(_bars(parts, asked.denominator or 0, gettext("Holder"), finding), also=also)


def _late(actor: Actor, question: asking.Question, report: Report) -> list[charts.Part]:
    by = report.by or By.FIELD
    parts = [
        charts.Part(
            group.name,
            group.figures.resolved.overdue,
            "late",
            answering.door(actor, question, (by, group.key))("resolved.overdue"),
        )
        for group in report.groups
        if group.figures.resolved.overdue
    ]
    return sorted(parts, key=lambda part: -part.count)


def heat(actor: Actor, question: asking.Question, made: Overview) -> Heat | None:
    """Draw the share resolved overdue by field and month, the most overdue first; nothing without two months."""
    if len(made.months) < 2 or not made.by_field.figures.resolved.total:
        return None
    worst = sorted(made.by_field.groups, key=lambda group: -group.figures.resolved.overdue)[:MOST_FIELDS]
    lines = [_heat_line(actor, question, made, group.key, group.name) for group in worst]
    lines = [line for line in lines if line.cells[-1].whole]
    every = [(line.name, cell) for line in lines for cell in line.cells[:-1] if cell.part]
    finding = gettext("None was resolved overdue.")
    if every:
        name, cell = max(every, key=lambda pair: (Fraction(pair[1].part, pair[1].whole), pair[1].part))
        said = {"field": name, "month": cell.head, "share": words.percent(cell.part, cell.whole)}
        finding = gettext("Overdue the most: “%(field)s” in month %(month)s, %(share)s of those resolved") % said
    return Heat(finding, (*lines, _heat_line(actor, question, made, "", gettext("All fields"))))


def _heat_line(actor: Actor, question: asking.Question, made: Overview, key: str, name: str) -> charts.HeatLine:
    group = (By.FIELD, key) if key else None

    def cell(head: str, asked: asking.Question, report: Report) -> charts.Cell:
        figures = _of(report, key)
        part, whole = (figures.resolved.overdue, figures.resolved.total) if figures else (0, 0)
        url = answering.door(actor, asked, group)("resolved.overdue")
        return charts.Cell(head, part, whole, words.bare_percent(part, whole), url)

    cells = [
        cell(month_mark(month, made.months), replace(question, period=month.period), month.made)
        for month in made.months
    ]
    return charts.HeatLine(name, (*cells, cell(gettext("Whole period"), question, made.by_field)))


def _of(report: Report, key: str) -> Figures | None:
    if not key:
        return report.figures
    return next((group.figures for group in report.groups if group.key == key), None)


def peers(actor: Actor, question: asking.Question, units: Sequence[Beside]) -> Compared | None:
    """Compare a unit with its peers, the best first, ties as ties; nothing where it has none."""
    points = _ordered(actor, question, units)
    known = [point.value for point in points if point.value is not None]
    own = next((point for point in points if point.own), None)
    if own is None or own.value is None or len(known) < 2:
        return None
    better, equal = sum(value > own.value for value in known), known.count(own.value)
    said = {"place": better + 1, "of": len(known), "others": equal - 1}
    finding = gettext("In place %(place)s of %(of)s") % said
    if equal > 1:
        finding = gettext("In place %(place)s of %(of)s, with %(others)s more") % said
    return _compared(finding, points)


def below(actor: Actor, question: asking.Question, units: Sequence[Beside]) -> Compared | None:
    """Compare the governments below a unit, the lowest first; nothing where there are not two with figures."""
    points = sorted(_ordered(actor, question, units), key=lambda point: (point.value is None, point.value))
    known = [point for point in points if point.value is not None]
    if len(known) < 2:
        return None
    said = {"unit": known[0].label, "share": known[0].said, "count": words.number(len(known))}
    finding = gettext("The lowest of %(count)s: %(unit)s, %(share)s") % said
    if known[0].value == known[-1].value:
        finding = gettext("All %(count)s alike: %(share)s") % said
    return _compared(finding, points)


def _ordered(actor: Actor, question: asking.Question, units: Sequence[Beside]) -> list[charts.Point]:
    points = [
        saying.point(
            one.unit.name,
            one.computed,
            url=_unit_url(actor, question.of(one.unit)),
            own=one.unit.id == question.unit.id,
        )
        for one in units
    ]
    return sorted(points, key=lambda point: (point.value is None, -(point.value or 0), point.label))


def _unit_url(actor: Actor, question: asking.Question) -> str:
    overseen = may(actor, Act.SEE_FIGURES, units=[question.unit.id])
    return f"{reverse('oversight-dashboard' if overseen else 'figures')}?{question.query()}"


def _compared(finding: str, points: Sequence[charts.Point]) -> Compared:
    """Draw the points that have a value, of many those at the ends and next to the asked one."""
    known = [point for point in points if point.value is not None]
    own = next((place for place, point in enumerate(known) if point.own), 0)
    near = {*range(ENDS), *range(own - 1, own + 2), *range(len(known) - ENDS, len(known))}
    shown = [point for place, point in enumerate(known) if len(known) <= MOST_BESIDE or place in near]
    middle = median(point.value for point in known if point.value is not None)
    return Compared(finding, charts.strip(shown, middle=middle), len(known) - len(shown), len(points) - len(known))
