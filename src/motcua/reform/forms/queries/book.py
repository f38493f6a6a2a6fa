"""The register book: the dossiers received in a period, as the book lists them. It names no person."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext

from motcua.foundation.facts.public import Facts
from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.forms.rules.declaring import ByHand, Form, Rows
from motcua.reform.indicators import public as indicators
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Line, Outcome, Timeliness

RECEIVED = ("received.online", "received.direct")
OUTCOMES = {
    Outcome.REFUSED: gettext_noop("not granted"),
    Outcome.WITHDRAWN: gettext_noop("withdrawn"),
    Outcome.STOPPED: gettext_noop("stopped"),
}
TIMELINESS = {Timeliness.OVERDUE: gettext_noop("overdue")}


def book(
    facts: Facts, *, form: Form, unit: str, period: Period, now: datetime, own: bool = True
) -> list[tuple[str, ...]]:
    """
    List the dossiers received in a period, in the order of receipt; a cell for each column of the form.

    A read of the facts, and five SQL queries for each thousand dossiers.

    :raises ByHand: if the form is no list of dossiers.
    """
    if form.rows is not Rows.DOSSIER:
        raise ByHand(gettext_noop("this form is no list of dossiers"), field="form", value=form.code)
    made = indicators.report(facts, unit=unit, period=period, now=now, own=own, rows=True)
    codes = [row.code for row in made.rows or () if not set(RECEIVED).isdisjoint(row.counted_as)]
    return [
        tuple(_HOLDS[column.holds](line, place) for column in form.columns)
        for place, line in enumerate(dossiers.lines(codes, at=now), 1)
    ]


def _day(at: datetime | None) -> str:
    return f"{at.astimezone(ZoneInfo(settings.TIME_ZONE)):%d/%m/%Y}" if at else ""


def _note(line: Line) -> str:
    said = [OUTCOMES[line.outcome]] if line.outcome in OUTCOMES else []
    said += [TIMELINESS[line.timeliness]] if line.timeliness in TIMELINESS else []
    return ", ".join(map(gettext, said))


_HOLDS: Mapping[str, Callable[[Line, int], str]] = {
    "place": lambda line, place: str(place),
    "code": lambda line, place: line.code,
    "procedure": lambda line, place: line.procedure_name,
    "unit": lambda line, place: line.unit_name,
    "received": lambda line, place: _day(line.received_at),
    "due": lambda line, place: _day(line.due_at),
    "closed": lambda line, place: _day(line.closed_at),
    "note": lambda line, place: _note(line),
    "nothing": lambda line, place: "",
    "": lambda line, place: "",
}
