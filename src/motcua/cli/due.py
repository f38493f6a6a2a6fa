"""``motcua due``: when a term ends, and how that comes about."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from motcua.cli import language, start
from motcua.kernel.periods import read_instant
from motcua.kernel.refusals import Refused, gettext_noop

if TYPE_CHECKING:
    from motcua.foundation.worktime.public import Calendar, Deadline, Step, Term

TERMS = {
    "days": "working_days",
    "calendar_days": "calendar_days",
    "hours": "working_hours",
    "months": "months",
    "same_day": "same_day",
}
DAYS = ("days", "calendar_days")


@click.command()
@click.option("--received", required=True, metavar="TIME", help="When it came in; naive is the installation's zone.")
@click.option("--days", type=int, metavar="N", help="A term of working days.")
@click.option("--calendar-days", type=int, metavar="N", help="A term of days of the calendar.")
@click.option("--hours", type=int, metavar="N", help="A term of working hours.")
@click.option("--months", type=int, metavar="N", help="A term of months.")
@click.option("--same-day", is_flag=True, help="To be done on the day of receipt.")
@click.option("--unit", metavar="CODE", help="Whose calendar; without it, the country's.")
@click.option(
    "--style",
    type=click.Choice(["close_of_day", "exact_hours"]),
    help="How working days are counted; without it, as the calendar says.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def due(received: str, unit: str | None, style: str | None, form: str, same_day: bool, **amounts: int | None) -> None:
    """Reckon a deadline, and show its working. Without an installation, by the country's calendar."""
    given = {name: amount for name, amount in amounts.items() if amount is not None} | (
        {"same_day": 1} if same_day else {}
    )
    if len(given) != 1:
        raise click.UsageError("give one of --days, --calendar-days, --hours, --months, --same-day")
    ((name, amount),) = given.items()
    start()
    from django.conf import settings

    from motcua.foundation.worktime.public import CountingStyle, Measure, Term, WrongTerm, deadline

    at = read_instant(received, field="--received", zone=ZoneInfo(settings.TIME_ZONE))
    try:
        term = Term(amount, Measure(TERMS[name]))
    except WrongTerm as refusal:
        refusal.field = f"--{name.replace('_', '-')}"
        raise
    found = deadline(_calendar(unit, at), at, term, style=CountingStyle(style) if style else None)
    click.echo(_json(found, term, days=amount if name in DAYS else None) if form == "json" else _table(found, term))


def _calendar(unit: str | None, at: datetime) -> "Calendar":
    """Give the calendar of the installation; without one, the country's, and say so."""
    from django.conf import settings
    from django.utils.translation import gettext

    from motcua.foundation.units.public import find
    from motcua.foundation.worktime.public import Calendar, calendar_for

    zone = ZoneInfo(settings.TIME_ZONE)
    if _installed():
        return calendar_for(find(unit, on=at.astimezone(zone).date()).id if unit else None)
    if unit:
        raise Refused(
            gettext_noop("no unit is known where nothing is installed"),
            field="--unit",
            value=unit,
            expected=gettext_noop("run: motcua migrate"),
        )
    click.echo(gettext("nothing is installed here: the country's calendar, with illustrative hours"), err=True)
    return Calendar.default(zone=zone)


def _installed() -> bool:
    """Say whether there is a database that has calendars; a file that is not there is not made."""
    from django.db import OperationalError, connection

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        return False
    try:
        return "worktime_almanac" in connection.introspection.table_names()
    except OperationalError:
        raise Refused(
            gettext_noop("the database does not answer"),
            field="DATABASE_URL",
            expected=gettext_noop("see that it runs and may be reached, or run: motcua doctor"),
        ) from None


def _json(found: "Deadline", term: "Term", days: int | None) -> str:
    """Write as the event exchange does: a bare day lasts to its end, a time is judged to the instant."""
    by_day = found.due_at != found.judged_until
    told: dict[str, Any] = {
        "received": found.steps[0].at.isoformat(),
        "due": (found.due_at.date() if by_day else found.due_at).isoformat(),
        "days": days,
        "term": {"amount": term.amount, "measure": term.measure.value},
        "due_at": found.due_at.isoformat(),
        "judged_until": found.judged_until.isoformat(),
        "steps": [_step(step) for step in found.steps],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _step(step: "Step") -> dict[str, Any]:
    return {
        "at": step.at.isoformat(),
        "kind": step.kind.value,
        "name": step.name or None,
        "ordinal": step.ordinal,
        "minutes": step.minutes,
        "source": step.source or None,
    }


def _table(found: "Deadline", term: "Term") -> str:
    from django.utils.translation import gettext

    from motcua.foundation.worktime.public import when

    by_day = found.due_at != found.judged_until
    said = {"due": when(found.due_at, gettext), "term": term.text(gettext)}
    heading = (
        gettext("Due %(due)s (%(term)s); done on that day is in time") if by_day else gettext("Due %(due)s (%(term)s)")
    )
    steps = [f"  {step.text(gettext, vietnamese=language() == 'vi')}" for step in found.steps]
    return "\n".join([heading % said, *steps])
