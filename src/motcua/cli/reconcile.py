"""``motcua reconcile``: another system's dossiers or counts beside ours."""

from datetime import UTC, datetime
from pathlib import Path

import click

from motcua.cli import start
from motcua.cli.report import Telling, put


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", required=True, metavar="CODE", help="Whose figures.")
@click.option("--from", "first", required=True, metavar="DATE", help="First day of the period.")
@click.option("--to", "last", required=True, metavar="DATE", help="Last day of the period.")
@click.option("--own", is_flag=True, help="Leave out lower levels of government.")
@click.option("--format", "kind", type=click.Choice(["table", "csv", "xlsx"]), default="table", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file.")
def reconcile(file: Path, unit: str, first: str, last: str, own: bool, kind: str, output: Path | None) -> None:
    """
    Set FILE of another system beside the figures of a unit, and tell each difference by dossier and rule.

    FILE is CSV or XLSX: a list of dossiers (code, received, due, finished, channel, standing) or counts (figure, count;
    a figure is the number of a column of form II.06, or its code). Nothing is stored. Exit 1 where figures differ.
    """
    start()
    from zoneinfo import ZoneInfo

    from django.conf import settings
    from django.utils.translation import gettext

    from motcua.kernel.periods import Period, read_day
    from motcua.reform.indicators import public as indicators
    from motcua.reform.reconciliation import public as reconciliation

    period = Period(read_day(first, field="--from"), read_day(last, field="--to"))
    theirs = reconciliation.read_file(file, zone=ZoneInfo(settings.TIME_ZONE))
    now = datetime.now(UTC)
    tell = Telling()
    facts = indicators.up_to_date(at=now, progress=tell)
    tell.end()
    found = reconciliation.reconcile(facts, theirs, unit=unit, period=period, now=now, own=own)
    if kind == "xlsx":
        put(reconciliation.as_xlsx(found), output)
    elif kind == "csv":
        put(reconciliation.as_csv(found).encode(), output)
    else:
        put("".join(f"{line}\n" for line in reconciliation.as_lines(found)).encode(), output)
    differing = sum(1 for figure in found.figures if figure.apart)
    if found.differences or differing:
        said = gettext("%(figures)s figures and %(dossiers)s dossiers differ")
        click.echo(said % {"figures": differing, "dossiers": len(found.differences)}, err=True)
        raise SystemExit(1)
