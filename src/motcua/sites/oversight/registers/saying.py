"""What registers say in the words of the page: values, standings, how often, how sure, what happened."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.accounts.public import titles_of
from motcua.foundation.units import public as units
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import (
    HEAD,
    Cadence,
    Column,
    Fate,
    Happened,
    Kind,
    RecordView,
    Register,
    Standing,
    Sure,
    Type,
    Value,
)
from motcua.sites.look.public import words

STANDINGS = {
    Standing.PRESENT: ("ok", gettext_lazy("Issued in time")),
    Standing.LATE: ("wait", gettext_lazy("Issued late")),
    Standing.MISSING: ("late", gettext_lazy("Not there, overdue")),
    Standing.DUE_SOON: ("ontime", gettext_lazy("Due soon")),
    Standing.AHEAD: ("open", gettext_lazy("Ahead")),
}
"""The look of each standing, and its word."""
FATES = {
    Fate.NEW: ("ok", gettext_lazy("New record")),
    Fate.CORRECTED: ("ontime", gettext_lazy("Correction")),
    Fate.UNCHANGED: ("open", gettext_lazy("On record already")),
    Fate.REFUSED: ("late", gettext_lazy("Row refused")),
}
CADENCES = {
    Cadence.MONTHLY: gettext_lazy("every month"),
    Cadence.QUARTERLY: gettext_lazy("every quarter"),
    Cadence.YEARLY: gettext_lazy("every year"),
    Cadence.BY_TERM: gettext_lazy("once a term"),
    Cadence.STANDING: gettext_lazy("one that is in force"),
    Cadence.AS_IT_HAPPENS: gettext_lazy("as it happens"),
}
SURE = {
    Sure.SOURCED: gettext_lazy("seen in the source"),
    Sure.HIGH: gettext_lazy("known, source not at hand"),
    Sure.MEDIUM: gettext_lazy("to be confirmed"),
    Sure.ILLUSTRATIVE: gettext_lazy("illustration, to be replaced by the office"),
}
HAPPENED = {
    Kind.RECORDED: gettext_lazy("The record was made"),
    Kind.CORRECTED: gettext_lazy("The record was corrected"),
    Kind.WITHDRAWN: gettext_lazy("The record was withdrawn"),
    Kind.EVIDENCE_ATTACHED: gettext_lazy("Evidence was put beside it"),
    Kind.EVIDENCE_DETACHED: gettext_lazy("Evidence was taken away"),
}


def title(register: Register) -> str:
    """Name a register."""
    return gettext(register.title)


def head(column: Column) -> str:
    """Name a column, with a capital."""
    said = gettext(column.title)
    return said[:1].upper() + said[1:]


def unit_names(views: Iterable[RecordView], columns: Iterable[Column]) -> dict[str, str]:
    """Give the names of the units that records name, by key. One SQL query."""
    asked = [column.name for column in columns if column.type is Type.UNIT]
    keys = {str(view.values[name]) for view in views for name in asked if name in view.values}
    return {key: unit.name for key, unit in units.by_key(keys).items()} if keys else {}


def value(column: Column, held: Value | None, names: Mapping[str, str]) -> str:
    """Write a value for people to read; a dash where there is none."""
    if held is None or held == "":
        return "–"
    match column.type:
        case Type.DAY:
            return words.day(date.fromisoformat(str(held)))
        case Type.COUNT:
            return words.number(int(held))
        case Type.DONG:
            return gettext("%(amount)s đồng") % {"amount": words.number(int(held))}
        case Type.NUMBER:
            return words.decimals(Decimal(str(held)))
        case Type.PERCENT:
            return f"{words.decimals(Decimal(str(held)))}{words.NBSP}%"
        case Type.UNIT:
            return names.get(str(held), str(held))
        case _:
            return registers.written(column, held, gettext)


def head_values(view: RecordView) -> dict[str, Value]:
    """Give what every record says, by the names of those columns."""
    return {
        "first_on": view.period.first.isoformat(),
        "last_on": view.period.last.isoformat(),
        "effective_on": view.effective_on.isoformat(),
        "responsible": view.responsible,
        "public": view.public,
    }


def lines(view: RecordView, register: Register) -> list[tuple[str, str]]:
    """Give a record as pairs of name and value, its own columns first. One SQL query where it names units."""
    names = unit_names([view], register.columns)
    held = {**view.values, **head_values(view)}
    return [(head(column), value(column, held.get(column.name), names)) for column in (*register.columns, *HEAD)]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a record in words, with what it changed and the leaf that proves it."""

    happened: Happened
    what: str
    who: str
    details: tuple[tuple[str, str], ...]

    @property
    def leaf(self) -> str:
        """Give the trace of the event."""
        return self.happened.leaf.hex()


def events(view: RecordView, register: Register) -> list[Event]:
    """Tell the history of a record, the latest first. Four SQL queries at most."""
    told = registers.history(view.id)
    posts = titles_of({one.actor for one in told})
    files = {one.digest: one.name for one in view.evidence}
    names = {
        key: unit.name
        for key, unit in units.by_key(
            {
                str(one.payload["values"][column.name])
                for one in told
                for column in register.columns
                if column.type is Type.UNIT and column.name in one.payload.get("values", ())
            }
        ).items()
    }
    said: list[Event] = []
    before: Mapping[str, Any] | None = None
    for one in told:
        details = [*_details(one, before, register, names, files)]
        if one.reason:
            details.append((gettext("Reason"), one.reason))
        if "values" in one.payload:
            before = one.payload
        said.append(Event(one, str(HAPPENED[one.kind]), posts.get(one.actor, one.actor), tuple(details)))
    return said[::-1]


def _details(
    one: Happened,
    before: Mapping[str, Any] | None,
    register: Register,
    names: Mapping[str, str],
    files: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Give what an event changed: each column with its old and its new value, or the file that it was about."""
    if digest := one.payload.get("digest"):
        yield gettext("File"), files.get(digest, f"{digest[:12]}…")
        if day := one.payload.get("effective_on"):
            yield gettext("In force from"), words.day(date.fromisoformat(day))
    if before is None or "values" not in one.payload:
        return
    for column in (*HEAD, *register.columns):
        old, new = (_said_of(payload, column) for payload in (before, one.payload))
        if old == new:
            continue
        if column.personal:
            yield head(column), gettext("changed")
        else:
            pair = {"old": value(column, old, names), "new": value(column, new, names)}
            yield head(column), gettext("%(old)s → %(new)s") % pair


def _said_of(payload: Mapping[str, Any], column: Column) -> Value | None:
    """Give what an event says of a column: of every record's it stands openly, of personal ones a commitment stands."""
    if column in HEAD:
        said: Value | None = payload.get(column.name)
        return said
    held: Value | None = payload["texts" if column.personal else "values"].get(column.name)
    return held
