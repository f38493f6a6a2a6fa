"""``motcua indicators``: what figures there are, how each is made, and what it is for a unit."""

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli import start
from motcua.cli.report import Telling, put

if TYPE_CHECKING:
    from motcua.reform.indicators.public import Answer, Listed

DAY = click.option("--on", metavar="DATE", help="Those in force on this day. Default: today.")


@click.group()
def indicators() -> None:
    """List, show and compute indicators."""


@indicators.command("list")
@DAY
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def list_(on: str | None, form: str) -> None:
    """List the indicators in force on a day."""
    start()
    from motcua.reform.indicators import public

    known = public.REGISTRY.in_force(_day(on))
    if form == "json":
        put(public.listed_as_json(known).encode(), None)
    elif form == "csv":
        put(public.listed_as_csv(known).encode(), None)
    else:
        put("".join(f"{line}\n" for line in public.listed_as_lines(known)).encode(), None)


@indicators.command()
@click.argument("code")
@DAY
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def show(code: str, on: str | None, form: str) -> None:
    """Show what an indicator measures, how it is reckoned and what it rests on."""
    start()
    import json

    from motcua.reform.indicators import public

    one = public.REGISTRY.find(code, on=_day(on))
    if form == "json":
        said = json.dumps(public.described(one), ensure_ascii=False, indent=2) + "\n"
    else:
        said = "".join(f"{line}\n" for line in public.shown_as_lines(one))
    put(said.encode(), None)


@indicators.command()
@click.argument("code")
@click.option("--unit", required=True, metavar="CODE", help="Whose; CODE@DATE names the bearer on another day.")
@click.option("--from", "first", required=True, metavar="DATE", help="First day of the period.")
@click.option("--to", "last", required=True, metavar="DATE", help="Last day of the period.")
@click.option("--own", is_flag=True, help="Leave out lower levels of government.")
@click.option("--as-of", metavar="T", help="What was true at T. Default: the end of the period, or now if earlier.")
@click.option("--by", metavar="GROUP", help="Break down by unit, field, procedure, channel or month.")
@click.option("--rows", is_flag=True, help="List the rows behind the figure. A workbook always does.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "xlsx"]), default="table", show_default=True
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file.")
def compute(
    code: str,
    unit: str,
    first: str,
    last: str,
    own: bool,
    as_of: str | None,
    by: str | None,
    rows: bool,
    form: str,
    output: Path | None,
) -> None:
    """
    Compute an indicator for a unit and all units below it.

    Days are written YYYY-MM-DD and both ends belong to the period; instants as 2022-10-14T09:30. What a row adds makes
    the figure: the rows of the counts its numerator, those of the population its denominator.
    """
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("a workbook is not for the terminal: give --output FILE")
    start()
    from zoneinfo import ZoneInfo

    from django.conf import settings

    from motcua.foundation.units import public as units
    from motcua.kernel.periods import Period, read_day, read_instant
    from motcua.reform.indicators import public

    period = Period(read_day(first, field="--from"), read_day(last, field="--to"))
    judged_at = read_instant(as_of, field="--as-of", zone=ZoneInfo(settings.TIME_ZONE)) if as_of else None
    broken_down = public.read_by(by) if by else None
    public.REGISTRY.find(code, on=period.last)
    now, tell = datetime.now(UTC), Telling()
    facts = public.up_to_date(at=now, progress=tell)
    tell.end()
    computed = public.compute(facts, code, unit=unit, period=period, now=now, as_of=judged_at, own=own, by=broken_down)
    bearer = units.find(unit, on=period.last)
    answer = public.Answer(computed, bearer.code, bearer.name, period, own)

    def listed() -> Iterator["Listed"]:
        for part in public.PARTS:
            for row in public.each_row_behind(
                facts, code, unit=unit, period=period, now=now, part=part, as_of=judged_at, own=own
            ):
                yield part, row

    if form == "xlsx":
        _put_workbook(answer, listed(), output)
        return
    write = {
        "json": public.answered_as_json,
        "csv": public.answered_as_csv,
        "table": lambda *said: (f"{line}\n" for line in public.answered_as_lines(*said)),
    }[form]
    put((piece.encode() for piece in write(answer, listed() if rows else None)), output)


def _day(text: str | None) -> date:
    from zoneinfo import ZoneInfo

    from django.conf import settings

    from motcua.kernel.periods import read_day

    return read_day(text, field="--on") if text else datetime.now(ZoneInfo(settings.TIME_ZONE)).date()


def _put_workbook(answer: "Answer", rows: Iterator["Listed"], output: Path | None) -> None:
    """Write the workbook beside where it goes, and hand it over whole."""
    from motcua.reform.indicators import public

    with tempfile.TemporaryDirectory(prefix="motcua-rows-") as folder:
        path = Path(folder) / "rows.xlsx"
        public.answered_as_xlsx(answer, rows, path)
        with path.open("rb") as written:
            put(iter(lambda: written.read(1 << 20), b""), output)
