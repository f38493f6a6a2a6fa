"""``motcua export``: what is on record goes out as files for other programs."""

import sys
from pathlib import Path

import click

from motcua.cli import start


@click.group()
def export() -> None:
    """Write files for other programs."""


@export.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--unit", metavar="CODE", help="Only what it and the units below it received; CODE@DATE names a bearer.")
@click.option("--from", "first", metavar="DATE", help="Only what was received on this day or later.")
@click.option("--to", "last", metavar="DATE", help="Only what was received until this day.")
def xes(file: Path, unit: str | None, first: str | None, last: str | None) -> None:
    """
    Write dossiers as an event log in XES, as process miners read it; packed if FILE ends in .gz.

    It holds nothing of a person. What is not in the words of the event exchange (consulted, answered, paid ...) is
    told too; "motcua import events" takes the log again, by a map that skips those.
    """
    start()
    from datetime import UTC, date, datetime
    from zoneinfo import ZoneInfo

    from django.conf import settings
    from django.utils.translation import gettext

    from motcua.config.home import ensure_usable
    from motcua.foundation.units import public as units
    from motcua.kernel.periods import Period, read_day
    from motcua.services.dossiers import public as dossiers

    ensure_usable()
    today = datetime.now(UTC).astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    begins = read_day(first, field="--from") if first else date(1900, 1, 1)
    ends = read_day(last, field="--to") if last else max(today, begins)
    unit_ids = None
    if unit:
        found = units.find(unit, on=ends)
        on = min(ends, found.valid_to) if found.valid_to else ends
        unit_ids = units.structure(on).below(found.id)
    told = gettext("%(dossiers)s dossiers written")

    def tell(done: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{told % {'dossiers': f'{done:,}'}}", nl=False, err=True)

    period = Period(begins, ends) if first or last else None
    exported = dossiers.export_event_log(file, unit_ids=unit_ids, period=period, told=tell)
    if sys.stderr.isatty():
        click.echo(err=True)
    click.echo(
        gettext("dossiers %(dossiers)s, events %(events)s")
        % {
            "dossiers": exported.dossiers,
            "events": exported.events,
        }
    )
