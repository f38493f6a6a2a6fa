"""``motcua calendar``: the days and hours by which deadlines are reckoned; each change needs its decision or source."""

import csv
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import click

from motcua.cli import start
from motcua.kernel.periods import read_day
from motcua.kernel.refusals import Refused, gettext_noop

BY = "administrator@command-line"
"""Who did it, as the ledger will say: somebody who has the machine itself."""

COLUMNS = ("day", "kind", "name", "hours", "swapped_with", "source", "sure")


@click.group()
def calendar() -> None:
    """Show and edit working days and hours. An edit adds a dated row, and moves no deadline that was given before."""


def _edit(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that every edit has."""
    for option in (
        click.option("--sure", default="", metavar="TEXT", help="How sure the source is: high, medium, illustrative."),
        click.option("--source", required=True, metavar="TEXT", help="Number and date of the decision."),
        click.option("--unit", metavar="CODE", help="For this unit and those below it; without it, for the country."),
    ):
        command = option(command)
    return command


@calendar.command()
@click.option("--from", "first", type=int, metavar="YEAR", help="First year.")
@click.option("--to", "last", type=int, metavar="YEAR", help="Last year.")
def seed(first: int | None, last: int | None) -> None:
    """Add years, and what is known by now of those that are there: public holidays and sourced swaps."""
    start()
    from django.utils.translation import gettext

    from motcua.foundation.worktime.public import covered_years, seed_calendar

    years = {name: year for name, year in (("first_year", first), ("last_year", last)) if year is not None}
    added = seed_calendar(at=datetime.now(UTC), **years)
    covered = covered_years() or (0, 0)
    said = {"added": added, "first": covered[0], "last": covered[1]}
    click.echo(gettext("%(added)s days added; the calendar covers %(first)s to %(last)s") % said, err=True)


@calendar.command()
@click.option("--year", type=int, required=True, metavar="YEAR", help="Which year.")
@click.option("--unit", metavar="CODE", help="Whose calendar; without it, the country's.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def show(year: int, unit: str | None, form: str) -> None:
    """List the days of a year that are not as their week says, with their sources."""
    start()
    from motcua.foundation.worktime.public import calendar_for

    found = calendar_for(_unit_id(unit, _last_of(year)))
    rows = [
        {
            "day": row.day.isoformat(),
            "kind": row.kind.value,
            "name": row.name,
            "hours": ", ".join(map(str, row.sessions)) or None,
            "swapped_with": row.swapped_with.isoformat() if row.swapped_with else None,
            "source": row.source,
            "sure": row.sure,
        }
        for row in found.exceptions(year)
    ]
    match form:
        case "json":
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        case "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([row[column] for column in COLUMNS] for row in rows)
        case _:
            for row in rows:
                click.echo(f"{row['day']}  {row['kind']:<6}  {row['name']}  [{row['sure']}: {row['source']}]")


@calendar.command()
@click.option("--off", required=True, metavar="DATE", help="The working day that is given off.")
@click.option("--worked", required=True, metavar="DATE", help="The rest day that is worked for it.")
@click.option("--hours", default="", metavar="HOURS", help="Hours of the make-up day, if not those of the day off.")
@_edit
def swap(off: str, worked: str, hours: str, **edit: Any) -> None:
    """Swap a working day and a rest day (hoán đổi ngày làm việc)."""
    start()
    from motcua.foundation.worktime.public import read_sessions, swap_days

    day, other = read_day(off, field="--off"), read_day(worked, field="--worked")
    swap_days(off=day, worked=other, sessions=read_sessions(hours), **_by(edit, on=day))
    _done()


@calendar.command()
@click.argument("day", metavar="DATE")
@click.argument("kind", type=click.Choice(["off", "worked", "none"]))
@click.option("--name", default="", metavar="TEXT", help="What the day is called, in Vietnamese.")
@click.option("--name-en", default="", metavar="TEXT", help="The same in English.")
@click.option("--hours", default="", metavar="HOURS", help="Hours of a worked day, as 07:30-11:30 for a half day.")
@_edit
def day(day: str, kind: str, name: str, name_en: str, hours: str, **edit: Any) -> None:
    """Give a day off, have it worked, or withdraw what was said of it (none)."""
    start()
    from motcua.foundation.worktime.public import DayKind, read_sessions, set_day

    on = read_day(day, field="DATE")
    sessions = read_sessions(hours)
    set_day(day=on, kind=DayKind(kind), name=name, name_en=name_en, sessions=sessions, **_by(edit, on=on))
    _done()


@calendar.command()
@click.argument("weekdays", metavar="WEEKDAYS")
@click.argument("hours", metavar="HOURS")
@click.option("--from", "first", required=True, metavar="DATE", help="First day on which they hold.")
@click.option("--to", "last", metavar="DATE", help="Last day on which they hold.")
@click.option("--season", nargs=2, metavar="MM-DD MM-DD", help="Part of every year in which they hold, both included.")
@click.option("--reception-only", is_flag=True, help="Such a day is no working day when terms count days.")
@_edit
def hours(
    weekdays: str,
    hours: str,
    first: str,
    last: str | None,
    season: tuple[str, str] | None,
    reception_only: bool,
    **edit: Any,
) -> None:
    """
    Set the hours of WEEKDAYS (as 1,2,3,4,5; 1 is Monday) from a day on.

    HOURS are written 07:30-11:30,13:00-17:00; closed stands for a day on which nobody works.
    """
    start()
    from motcua.foundation.worktime.public import read_season, read_sessions, set_hours

    on = read_day(first, field="--from")
    set_hours(
        weekdays=_weekdays(weekdays),
        sessions=() if hours == "closed" else read_sessions(hours),
        valid_from=on,
        valid_to=read_day(last, field="--to") if last else None,
        season=read_season(*season) if season else None,
        counts=not reception_only,
        **_by(edit, on=on),
    )
    _done()


@calendar.command()
@click.option("--from", "first", required=True, metavar="DATE", help="First day of receipt for which it holds.")
@click.option("--style", type=click.Choice(["close_of_day", "exact_hours"]), required=True, help="See motcua due.")
@click.option(
    "--cut-off", required=True, metavar="HH:MM", help="After it a same-day term ends on the next working day."
)
@click.option("--day-minutes", type=int, default=480, show_default=True, help="Minutes of a standard working day.")
@_edit
def counting(first: str, style: str, cut_off: str, day_minutes: int, **edit: Any) -> None:
    """Set how terms are counted from a day on."""
    start()
    from motcua.foundation.worktime.public import CountingStyle, read_time, set_counting

    on = read_day(first, field="--from")
    set_counting(
        valid_from=on,
        style=CountingStyle(style),
        cut_off=read_time(cut_off, field="--cut-off"),
        day_minutes=day_minutes,
        **_by(edit, on=on),
    )
    _done()


def _by(edit: dict[str, Any], *, on: date) -> dict[str, Any]:
    from motcua.foundation.worktime.public import Ground

    return {
        "unit_id": _unit_id(edit["unit"], on),
        "ground": Ground(edit["source"], edit["sure"]),
        "by": BY,
        "at": datetime.now(UTC),
    }


def _unit_id(code: str | None, on: date) -> int | None:
    from motcua.foundation.units.public import find

    return find(code, on=on).id if code else None


def _last_of(year: int) -> date:
    try:
        return date(year, 12, 31)
    except ValueError:
        raise Refused(
            gettext_noop("this is not a year"), field="--year", value=year, expected=gettext_noop("write it as 2026")
        ) from None


def _weekdays(text: str) -> list[int]:
    try:
        return [int(number) for number in text.split(",")]
    except ValueError:
        raise Refused(
            gettext_noop("these are not days of the week"),
            field="WEEKDAYS",
            value=text,
            expected=gettext_noop("write numbers from 1 (Monday) to 7 (Sunday)"),
        ) from None


def _done() -> None:
    from django.utils.translation import gettext

    click.echo(gettext("recorded; deadlines given before stay as they were"), err=True)
