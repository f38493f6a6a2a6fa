"""``motcua due``: when a term ends, and why."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli import language, start

if TYPE_CHECKING:
    from motcua.foundation.worktime.public import Calendar, Deadline, Step


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
    help="How working days are counted; else the office's.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def due(
    received: str,
    days: int | None,
    calendar_days: int | None,
    hours: int | None,
    months: int | None,
    same_day: bool,
    unit: str | None,
    style: str | None,
    form: str,
) -> None:
    """Reckon a deadline, and show its working. It needs no installation, and uses its calendar where there is one."""
    start()
    from motcua.foundation.worktime.public import CountingStyle, Measure, Term, deadline
    from motcua.kernel.periods import read_instant

    terms = [
        (Measure.WORKING_DAYS, days),
        (Measure.CALENDAR_DAYS, calendar_days),
        (Measure.WORKING_HOURS, hours),
        (Measure.MONTHS, months),
        (Measure.SAME_DAY, 1 if same_day else None),
    ]
    given = [(measure, amount) for measure, amount in terms if amount is not None]
    if len(given) != 1:
        raise click.UsageError("give one of --days, --calendar-days, --hours, --months, --same-day")
    ((measure, amount),) = given
    calendar = _calendar(unit, received)
    at = read_instant(received, field="--received", zone=calendar.zone)
    found = deadline(calendar, at, Term(amount, measure), style=CountingStyle(style) if style else None)
    click.echo(_json(calendar, at, amount, measure.value, found) if form == "json" else _table(found))


def _calendar(unit: str | None, received: str) -> "Calendar":
    """Give the calendar of the installation, or the packaged one where there is no database yet."""
    from django.db import OperationalError, ProgrammingError, connection

    from motcua.foundation.units.public import find
    from motcua.foundation.worktime.public import Calendar, calendar_for
    from motcua.kernel.periods import read_instant

    no_home = connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).is_file()
    if unit is None and no_home:
        return Calendar.default()
    try:
        zone = calendar_for(None).zone
        if unit is None:
            return calendar_for(None)
        day = read_instant(received, field="--received", zone=zone).astimezone(zone).date()
        return calendar_for(find(unit, on=day).id)
    except (OperationalError, ProgrammingError):
        if unit is not None:
            raise click.UsageError("--unit needs an installation: run motcua migrate") from None
        return Calendar.default()


def _json(calendar: "Calendar", at: datetime, amount: int, measure: str, found: "Deadline") -> str:
    zone = calendar.zone
    return json.dumps(
        {
            "received": at.astimezone(zone).isoformat(),
            "due": found.due_at.astimezone(zone).isoformat(),
            "judged_until": found.judged_until.astimezone(zone).isoformat(),
            "days": amount,
            "measure": measure,
            "steps": [_step(step) for step in found.steps],
        },
        ensure_ascii=False,
        indent=2,
    )


def _step(step: "Step") -> dict[str, object]:
    said: dict[str, object] = {"kind": step.kind.value, "at": step.at.isoformat()}
    for name in ("ordinal", "minutes", "name", "source"):
        value = getattr(step, name)
        if value not in (None, ""):
            said[name] = value
    return said


def _table(found: "Deadline") -> str:
    from django.utils.translation import gettext

    vietnamese = language() == "vi"
    lines = [step.text(gettext, vietnamese=vietnamese) for step in found.steps]
    return "\n".join(lines)
