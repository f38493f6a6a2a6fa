"""A form laid out for paper, workbook and terminal: heads in two levels, rows, and what is said beneath."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.forms.rules.declaring import SURE, Form, Rows
from motcua.reform.forms.rules.sheets import Imbalance, Origin, Sheet, check

PLACE = gettext_noop("No.")
NAME = {Rows.FIELD: gettext_noop("Fields, work by level"), Rows.UNIT: gettext_noop("Unit")}
ORIGINS = {
    Origin.FACTS: gettext_noop("Made from facts"),
    Origin.HAND: gettext_noop("Entered by hand"),
    Origin.BELOW: gettext_noop("Sum of the sheets from below"),
}
Cell = str | int
WORDS = frozenset({"code", "procedure", "unit", "note"})
WIDTHS = {"code": 4, "procedure": 6, "unit": 4, "note": 2, "received": 2.3, "due": 2.3, "closed": 2.3, "nothing": 2.5}
"""How wide the columns of a list of dossiers are, by what they hold."""


@dataclass(frozen=True, slots=True)
class Head:
    """
    The head of a column: its name, the head above it that it shares with neighbours, its number on the form.

    ``width`` is its share of a page, a number's being 1.
    """

    name: str
    over: str = ""
    number: str = ""
    words: bool = False
    width: float = 1


@dataclass(frozen=True, slots=True)
class Laid:
    """
    A form laid out in the language that is active; numbers stay numbers.

    :param identities: those that hold; :param faults: those that do not, with line and both sides.
    :param notes: source, practice; :param marks: what the numbers can be checked by.
    :param on: the day after the period, on which it can be made at the earliest.
    """

    number: str
    title: str
    unit: str
    above: str
    period: Period
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    identities: tuple[str, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    marks: tuple[str, ...]
    on: date

    @property
    def period_said(self) -> str:
        """Write the period."""
        return gettext("From %(first)s to %(last)s") % {
            "first": f"{self.period.first:%d/%m/%Y}",
            "last": f"{self.period.last:%d/%m/%Y}",
        }


def heads(form: Form) -> tuple[Head, ...]:
    """Give the heads of a form; one of counts begins with the place and the name of the line."""
    language = get_language()
    numbered = all(column.number > 2 for column in form.columns)
    first = (
        ()
        if form.rows is Rows.DOSSIER
        else (
            Head(gettext(PLACE), number="(1)" if numbered else ""),
            Head(gettext(NAME[form.rows]), number="(2)" if numbered else "", words=True, width=4),
        )
    )
    return first + tuple(
        Head(
            column.title.in_language(language),
            column.block.in_language(language) if column.block else "",
            f"({column.number})",
            words=column.holds in WORDS,
            width=WIDTHS.get(column.holds, 1),
        )
        for column in form.columns
    )


def lay(form: Form, sheet: Sheet, *, marks: Sequence[str] = ()) -> Laid:
    """Lay a sheet out. Three SQL queries. :param marks: what else it can be checked by."""
    found = sheet.imbalances or check(form, sheet.lines, sheet.total)
    broken = {one.code for one in found}
    trace = sheet.trace
    own_marks = [
        *([gettext("facts %(facts)s") % {"facts": trace.facts}] if trace.facts else []),
        *([gettext("ledger %(size)s, %(root)s") % {"size": trace.size, "root": trace.root}] if trace.size else []),
    ]
    return Laid(
        number=form.number,
        title=form.title.in_language(get_language()),
        unit=sheet.unit_name,
        above=above(sheet.unit, sheet.period.last),
        period=sheet.period,
        heads=heads(form),
        rows=tuple((place, line.name, *line.values) for place, line in enumerate(sheet.lines, 1)),
        total=("", gettext("TOTAL"), *sheet.total),
        identities=tuple(one.text for one in form.identities if one.code not in broken),
        faults=tuple(fault_said(one) for one in found),
        notes=tuple(_notes(form, sheet)),
        marks=(*own_marks, *marks),
        on=sheet.period.last,
    )


def above(unit_key: str, on: date) -> str:
    """Name the government above a unit, empty if there is none. Two SQL queries."""
    unit = units.by_key([unit_key])[unit_key]
    over = units.structure(on).above(unit.id)
    return next((one.name for one in over if one.level is not units.Level.DEPARTMENT), "")


def fault_said(one: Imbalance) -> str:
    """Say which identity does not hold, in which line, and both sides."""
    return gettext("%(line)s: %(identity)s does not hold, %(left)s is not %(right)s") % {
        "line": one.line or gettext("TOTAL"),
        "identity": one.text,
        "left": one.left,
        "right": one.right,
    }


def _notes(form: Form, sheet: Sheet) -> Iterable[str]:
    trace = sheet.trace
    if trace.as_of:
        yield gettext("%(origin)s; judged as at %(when)s.") % {
            "origin": gettext(ORIGINS[sheet.origin]),
            "when": f"{trace.as_of:%H:%M %d/%m/%Y}",
        }
    else:
        yield f"{gettext(ORIGINS[sheet.origin])}."
    for statement in trace.statements:
        yield gettext(statement)
    yield source_said(form)


def source_said(form: Form) -> str:
    """Say where the layout comes from and how sure that is."""
    return gettext("Layout: %(source)s (%(sure)s).") % {
        "source": form.source.in_language(get_language()),
        "sure": gettext(SURE[form.sure]),
    }


def lay_book(form: Form, unit: units.Unit, period: Period, rows: Sequence[tuple[str, ...]]) -> Laid:
    """Lay a list of dossiers out. Two SQL queries."""
    return Laid(
        number=form.number,
        title=form.title.in_language(get_language()),
        unit=unit.name,
        above=above(unit.key, period.last),
        period=period,
        heads=heads(form),
        rows=tuple(rows),
        total=(),
        identities=(),
        faults=(),
        notes=(
            gettext("Names, addresses and signatures are personal data and are not printed from the system."),
            source_said(form),
        ),
        marks=(),
        on=period.last,
    )
