"""What a reader asks of the figures: which unit, which days, alone or with the units below. Read from the address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.sites.look import clock

UNIT, FIRST, LAST, SCOPE = "don-vi", "tu", "den", "gom"
WITH_BELOW = "ca-cap-duoi"
LONGEST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Question:
    """
    One question to the figures.

    ``own`` leaves out lower levels of government; ``structure`` is the tree of the period's last day.
    """

    unit: units.Unit
    period: Period
    own: bool
    structure: units.Structure = field(repr=False)

    def query(self, **more: str) -> str:
        """Write the question, and what more is asked, as the query of an address."""
        asked = {UNIT: self.unit.code, FIRST: self.period.first.isoformat(), LAST: self.period.last.isoformat()}
        if not self.own:
            asked[SCOPE] = WITH_BELOW
        return urlencode(asked | {name: value for name, value in more.items() if value})

    def of(self, unit: units.Unit) -> "Question":
        """Ask the same of another unit."""
        return replace(self, unit=unit)

    def unit_ids(self) -> frozenset[int]:
        """Give the units that the question is about."""
        return self.structure.below(self.unit.id, own=self.own)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was read, with what was wrong in it; the wrong parts stand at their defaults."""

    question: Question | None
    given: Mapping[str, str]
    problems: tuple[tuple[str, Refused], ...]

    def strictly(self) -> Question:
        """Give the question where the page cannot ask again. :raises Refused: if anything was wrong in it."""
        for _, problem in self.problems:
            raise problem
        if self.question is None:
            raise Refused(
                gettext_noop("no unit is known yet"), field=UNIT, expected=gettext_noop("import the units first")
            )
        return self.question


def read(request: HttpRequest, *, default_unit: int | None = None) -> Asked:
    """
    Read a question from an address.

    Without a unit it is the one whose site this is; without days, from 1 January to the last day on which
    something happened to a dossier. ``question`` is None where there is no unit yet.
    """
    given = {name: clean(request.GET.get(name, "")) for name in (UNIT, FIRST, LAST, SCOPE)}
    problems: list[tuple[str, Refused]] = []
    until = _last_day()
    period = Period(until.replace(month=1, day=1), until)
    try:
        period = _period(given, until)
    except Refused as refusal:
        problems.append((LAST if refusal.field in {LAST, "to"} else FIRST, refusal))
    structure = units.structure(period.last)
    unit = structure.units.get(default_unit or -1) or site_unit(structure)
    if given[UNIT]:
        try:
            unit = units.find(given[UNIT], on=period.last)
        except Refused as refusal:
            problems.append((UNIT, refusal))
    known = unit is not None and unit.id in structure.units
    question = Question(unit, period, given[SCOPE] != WITH_BELOW, structure) if unit and known else None
    return Asked(question, given, tuple(problems))


def default() -> Question | None:
    """Give what is asked where nothing is said: the unit whose site this is, this year until the last day known of."""
    until = _last_day()
    period = Period(until.replace(month=1, day=1), until)
    structure = units.structure(until)
    unit = site_unit(structure)
    return Question(unit, period, own=True, structure=structure) if unit else None


def _last_day() -> date:
    today = timezone.localdate(clock.now())
    return min(dossiers.last_day() or today, today)


def clean(text: str) -> str:
    """Strip what an address asks for of control characters, and of all beyond a hundred letters."""
    return printable(text)[:100]


def printable(text: str) -> str:
    """Strip a line of control characters. Nothing is cut off: whoever keeps it says how long it may be."""
    return "".join(letter for letter in text if letter.isprintable()).strip()


def _period(given: Mapping[str, str], until: date) -> Period:
    last = day(given[LAST], LAST) if given[LAST] else until
    first = day(given[FIRST], FIRST) if given[FIRST] else last.replace(month=1, day=1)
    period = Period(first, last)
    if not first.year > 1900 or last.year > timezone.localdate(clock.now()).year + 1:
        raise Refused(
            gettext_noop("there are no figures for this day"),
            field=LAST if first.year > 1900 else FIRST,
            value=(last if first.year > 1900 else first).isoformat(),
            expected=gettext_noop("give a day from 1901 to the end of next year"),
        )
    if (last - first).days > LONGEST_YEARS * 366:
        raise Refused(
            gettext_noop("the period is too long"),
            field=FIRST,
            value=first.isoformat(),
            expected=gettext_noop("ask for ten years at the most"),
        )
    return period


LABELS = {UNIT: gettext_lazy("Unit"), FIRST: gettext_lazy("From"), LAST: gettext_lazy("To")}


def problem_said(field: str, refusal: Refused) -> str:
    """Say what was wrong with a field, by the name that it has on the page."""
    return f"{LABELS[field]}, “{refusal.value}”: {refusal.reason(gettext)}"


def day(text: str, field: str) -> date:
    """Read a day as people write it, 14/10/2022, or as addresses do, 2022-10-14. :raises Refused: if it is none."""
    written = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text, re.ASCII)
    try:
        return date(*map(int, written.groups()[::-1])) if written else date.fromisoformat(text)
    except ValueError:
        raise Refused(
            gettext_noop("this is not a day of the calendar"),
            field=field,
            value=text,
            expected=gettext_noop("write it as 14/10/2022"),
        ) from None


def public_address(request: HttpRequest) -> str:
    """Give where the public site is, as this request found it: ``https://motcua.example``."""
    return f"{request.scheme}://{request.get_host()}"


def site_unit(structure: units.Structure) -> units.Unit | None:
    """
    Give the unit whose site this is: the highest that has other than one government below it.

    A province that is known only because its one district stands under it is passed over. Among several at the top it
    is the first by code; None where there is no unit.
    """
    chosen: units.Unit | None = None
    below = structure.children(None)
    while below:
        governments = [unit for unit in below if unit.level is not units.Level.DEPARTMENT]
        if chosen is not None and len(governments) != 1:
            break
        chosen = min(governments or below, key=lambda unit: unit.code)
        below = structure.children(chosen.id)
    return chosen


def near(question: Question) -> tuple[Sequence[units.Unit], Sequence[units.Unit]]:
    """Give the units that one may go to from here: those above, the highest first, and those below, or beside."""
    structure = question.structure
    above = structure.above(question.unit.id)[::-1]
    below = structure.children(question.unit.id) or structure.children(question.unit.parent_id)
    return above, sorted((unit for unit in below if unit.id != question.unit.id), key=lambda unit: unit.code)


def amount(text: str, field: str) -> int:
    """Read an amount as people write it: ``120.000``. :raises Refused:"""
    plain = text.replace(".", "").replace(" ", "").removesuffix("đ").removesuffix("đồng")
    if plain.isascii() and plain.isdecimal() and len(plain) < 13:
        return int(plain)
    raise Refused(
        gettext_noop("this is not an amount"), field=field, value=text, expected=gettext_noop("whole đồng, as 120.000")
    )
