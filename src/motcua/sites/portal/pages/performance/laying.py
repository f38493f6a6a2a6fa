"""From what is made to what is drawn: cards of figures, charts, and tables whose lines are charts too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.kernel.periods import Period
from motcua.reform.indicators.public import REGISTRY, By, Indicator, Measure
from motcua.reform.performance import public as performance
from motcua.reform.performance.public import About, Figure, Line, Performance
from motcua.sites.look.public import answering, asking, charts, ii06, saying, words

ON_TIME, ONLINE, SATISFIED = "dossiers.on_time", "dossiers.online", "surveys.satisfied"
HOLDERS = ("dossiers.days_office", "dossiers.days_agency", "dossiers.days_citizen")

ABOUT: dict[About, str | Promise] = {
    About.TIME: gettext_lazy("On time, by each definition in force"),
    About.HOLDERS: gettext_lazy("In whose hands the days were"),
    About.FILING: gettext_lazy("How dossiers were handed in"),
    About.COMPLETION: gettext_lazy("Asked again, and apologised"),
    About.VOICE: gettext_lazy("Feedback and proposals"),
    About.POSTED: gettext_lazy("Procedures made public"),
}

COLUMNS: tuple[tuple[str, str | Promise], ...] = (
    ("received.total", gettext_lazy("To be resolved")),
    ("resolved.total", gettext_lazy("Resolved")),
    ("resolved.overdue", gettext_lazy("Resolved overdue")),
    ("pending.total", gettext_lazy("Being resolved")),
    ("pending.overdue", gettext_lazy("Open and overdue")),
)
"""The counts that stand in the tables."""

SHARES: dict[str, str | Promise] = {
    "dossiers.online": gettext_lazy("Online"),
    "dossiers.repeat_requests": gettext_lazy("Asked again"),
    "feedback.in_time": gettext_lazy("Feedback in time"),
}
"""The shares that stand in the tables beside that of time."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with where it leads, if it leads anywhere."""

    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """
    A figure as it stands on the page.

    :param said: how it is written; empty where there is none: because it is ``kept_back``, or of no population.
    :param bar: how long a share is drawn, in per cent; empty for what is no share.
    :param before: the figure of the period before, and ``change`` how it went from there.
    """

    code: str
    title: str
    said: str
    part: int | None
    whole: int | None
    kept_back: bool
    url: str
    bar: str = ""
    fill: str = "1"
    before: str = ""
    change: str = ""


def defined(one: Figure) -> Indicator:
    """Give the definition of a figure."""
    return REGISTRY.find(one.code, on=one.valid_from)


def said(one: Figure) -> str:
    """Write a figure with its unit; empty where there is none."""
    return saying.with_unit(defined(one).measure, one.value, one.numerator, one.denominator)


def card(one: Figure, before: Figure | None, url: Callable[[str], str]) -> Card:
    """Lay out a figure beside the same of the period before."""
    of = defined(one)
    drawn = of.measure is Measure.PERCENT and one.value is not None
    return Card(
        one.code,
        gettext(of.title),
        said(one),
        one.numerator,
        one.denominator if of.measure is Measure.PERCENT else None,
        one.kept_back,
        url(one.code),
        f"{float(one.value or 0):.2f}%" if drawn else "",
        "late" if of.better == "lower" else "1",
        said(before) if before else "",
        change(one, before),
    )


def change(one: Figure, before: Figure | None) -> str:
    """Say how a figure went since the period before; empty where one of the two is not known."""
    if before is None or one.value is None or before.value is None or one.valid_from != before.valid_from:
        return ""
    exact = _to_a_tenth(one.value) - _to_a_tenth(before.value)
    if not exact:
        return gettext("as in the period before")
    number = words.decimals(abs(exact))
    if defined(one).measure is Measure.DAYS:
        up, down = gettext("%(n)s days more"), gettext("%(n)s days less")
    else:
        up, down = gettext("%(n)s points more"), gettext("%(n)s points less")
    return (up if exact > 0 else down) % {"n": number}


def _to_a_tenth(value: Fraction) -> Decimal:
    """Round as figures are written, so that a difference is that of what is read."""
    return (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)


def groups(made: Performance, before: Performance | None, url: Callable[[str], str]) -> list[tuple[str, list[Card]]]:
    """Give the figures of the whole by what they tell of."""
    found = []
    for about, name in ABOUT.items():
        cards = [
            card(one, before.whole.figure(one.code) if before else None, url)
            for one in made.whole.figures
            if performance.BY_CODE[one.code].about is about
        ]
        if cards:
            found.append((str(name), cards))
    return found


def definition_url(question: asking.Question) -> Callable[[str], str]:
    """Give where the definition of a figure is told, with the figure of a question."""
    return lambda code: f"{reverse('performance-definition', kwargs={'code': code})}?{question.query()}"


def satisfied(made: Performance, url: str) -> Card | None:
    """Lay out what people answered; None where no month is over."""
    told = made.satisfaction
    if told is None:
        return None
    title = gettext(REGISTRY.find(SATISFIED, on=made.period.last).title)
    if not told.answers:
        return Card(SATISFIED, title, "", None, None, bool(told.slips), url)
    share = f"{100 * told.satisfied / told.answers:.2f}%"
    written = words.percent(told.satisfied, told.answers)
    return Card(SATISFIED, title, written, told.satisfied, told.answers, False, url, share)


def form_line(line: Line, question: asking.Question | None) -> ii06.Line:
    """Give a line as form II.06 has it, each number a door; none where what is shown is not of now."""
    door = answering.door(None, question) if question else _nowhere
    return ii06.line(line.name, _count(line), door)


def _count(line: Line) -> Callable[[str], int]:
    return lambda cell: line.count(cell) if cell in performance.CELLS else 0


def _nowhere(cell: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Holders:
    """In whose hands the days were: one sentence, and the parts."""

    finding: str
    parts: tuple[charts.Part, ...]


def holders(made: Performance, url: Callable[[str], str]) -> Holders | None:
    """Draw in whose hands the working days of the resolved were; nothing where that is not known or kept back."""
    held = [one for code in HOLDERS if (one := made.whole.figure(code))]
    minutes = sum(one.numerator or 0 for one in held)
    if not minutes:
        return None
    parts = tuple(
        charts.Part(str(name), one.numerator or 0, fill, url(one.code), said(one))
        for one, (name, fill) in zip(held, saying.HOLDER_LOOKS.values(), strict=True)
    )
    most = max(parts, key=lambda part: part.count)
    finding = gettext("%(share)s of the time: %(holder)s") % {
        "holder": most.label,
        "share": words.percent(most.count, minutes),
    }
    return Holders(finding, parts)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its name and page, where it stands on the axis, its numbers and shares."""

    name: str
    url: str
    own: bool
    at: str
    on_time: str
    numbers: tuple[Number, ...]
    pairs: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """
    A table whose lines are a chart: each share of time a point on one axis, the dashed line the middle one.

    :param kept_back: whether any number in it is. ``empty`` names the units of which nothing was counted.
    """

    by: str
    what: str
    title: str
    finding: str
    rows: tuple[Row, ...]
    heads: tuple[str, ...]
    scale: charts.Axis | None
    middle: str
    kept_back: bool
    empty: tuple[str, ...]

    @property
    def axis(self) -> bool:
        """Say whether its lines are drawn on an axis; months are a line of their own."""
        return self.scale is not None and self.by != "month"


def laid(made: Performance, by: str, question: asking.Question | None) -> Laid | None:
    """
    Lay out a table, nothing where it has no two lines.

    :param question: what the numbers lead to; None where what is shown is not of now, and they lead nowhere.
    """
    told = made.table(by).lines
    lines = [line for line in told if by != "unit" or line.key == made.unit or _any(line)]
    if len(told) < 2:
        return None
    points = [_point(line) for line in lines]
    known = [point.value for point in points if point.value is not None]
    strip = charts.strip(points, middle=median(known) if known else None)
    codes = [code for code in SHARES if any(line.figure(code) for line in lines)]
    return Laid(
        by,
        str(WHAT[by]),
        str(TITLES[by]),
        _finding(by, points),
        tuple(
            _row(line, made, placed.at, codes, by, question) for line, placed in zip(lines, strip.placed, strict=True)
        ),
        (*(str(head) for _, head in COLUMNS), *(str(SHARES[code]) for code in codes)),
        strip.scale if known else None,
        strip.middle,
        any(one.kept_back for line in lines for one in line.figures),
        tuple(line.name for line in told if line not in lines),
    )


def _any(line: Line) -> bool:
    """Say whether anything stands in a line."""
    return any(line.counts) or any(one.value is not None for one in line.figures if one.code in SHARES)


WHAT: dict[str, str | Promise] = {
    "unit": gettext_lazy("Unit"),
    "field": gettext_lazy("Field"),
    "month": gettext_lazy("Month"),
}
TITLES: dict[str, str | Promise] = {
    "unit": gettext_lazy("Unit by unit"),
    "field": gettext_lazy("By field"),
    "month": gettext_lazy("Month by month"),
}


def _point(line: Line) -> charts.Point:
    one = line.figure(ON_TIME)
    return charts.Point(line.name, one.value if one else None, said=said(one) if one else "")


def _finding(by: str, points: Sequence[charts.Point]) -> str:
    """Say what a table shows in one sentence: where it is lowest."""
    known = [point for point in points if point.value is not None]
    if not known:
        return gettext("None was resolved in the period.")
    lowest = min(known, key=lambda point: point.value or Fraction(0))
    if all(point.value == lowest.value for point in known):
        return gettext("All alike: %(share)s on time") % {"share": lowest.said}
    return gettext("The lowest share on time: %(where)s, %(share)s") % {"where": lowest.label, "share": lowest.said}


def _row(
    line: Line, made: Performance, at: str, codes: Sequence[str], by: str, question: asking.Question | None
) -> Row:
    figure = line.figure(ON_TIME)
    asked, group = _asked(line, by, question)
    door = answering.door(None, asked, group) if asked else _nowhere
    shares = [line.figure(code) for code in codes]
    return Row(
        name=gettext("%(unit)s, its own one-stop shop") % {"unit": line.name} if by == "unit" and line.key == made.unit
        else line.name,
        url=f"?{asked.query()}" if asked and group is None else "",
        own=by == "unit" and line.key == made.unit,
        at=at,
        on_time=said(figure) if figure else "",
        numbers=tuple(Number(line.count(cell), door(cell)) for cell, _ in COLUMNS),
        pairs=tuple(
            (said(one), one) if one else ("", Figure(code, date.min, None, None, None))
            for one, code in zip(shares, codes, strict=True)
        ),
    )  # fmt: skip


def _asked(
    line: Line, by: str, question: asking.Question | None
) -> tuple[asking.Question | None, tuple[By, str] | None]:
    """Give the question that a line answers, and of which part of it the line is."""
    if question is None:
        return None, None
    if by == "field":
        return question, (By.FIELD, line.key)
    if by == "month":
        month = next(one for one in question.period.months() if f"{one.first:%Y-%m}" == line.key)
        return replace(question, period=month), None
    unit = question.structure.by_code[line.key]
    return replace(question, unit=unit, own=unit.id == question.unit.id), None


def trend(made: Performance, code: str, question: asking.Question | None) -> charts.Line | None:
    """Draw a figure through the months; nothing without two that are known."""
    lines = made.table("month").lines
    points = [_month(line, code, lines, question) for line in lines]
    if sum(point.value is not None for point in points) < 2:
        return None
    return charts.line(points)


def _month(line: Line, code: str, among: Sequence[Line], question: asking.Question | None) -> charts.Point:
    first = date.fromisoformat(f"{line.key}-01")
    one = line.figure(code)
    years = {other.key[:4] for other in among}
    label = gettext("month %(month)s") % {"month": line.name}
    mark = f"{first.month}/{first:%y}" if len(years) > 1 else str(first.month)
    if one is None or one.value is None:
        return charts.Point(label, None, mark=mark)
    asked = _asked(line, "month", question)[0]
    counts = ((one.denominator or 0, ""), (one.numerator or 0, ""))
    short = saying.written(defined(one).measure, one.value, one.numerator, one.denominator)
    url = f"?{asked.query()}" if asked else ""
    return charts.Point(label, one.value, said=said(one), short=short, mark=mark, url=url, counts=counts)


def whole_period(period: Period) -> str:
    """Name a period as a citation does: by its days."""
    return words.period(period.first, period.last)
