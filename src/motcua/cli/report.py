"""``motcua report``: the figures of a unit, on the terminal or into a file."""

import gc
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli import start

if TYPE_CHECKING:
    from motcua.reform.indicators.public import Report


@click.group()
def report() -> None:
    """Make reports."""


@report.command()
@click.option(
    "--unit", required=True, metavar="CODE", help="Whose dossiers; CODE@DATE names the bearer on another day."
)
@click.option("--from", "first", required=True, metavar="DATE", help="First day of the period.")
@click.option("--to", "last", required=True, metavar="DATE", help="Last day of the period.")
@click.option("--own", is_flag=True, help="Leave out lower levels of government.")
@click.option(
    "--unit-as",
    type=click.Choice(["receiving", "competent"]),
    default="receiving",
    show_default=True,
    help="Count a dossier for the unit that received it, or for the one whose it is in law.",
)
@click.option("--as-of", metavar="T", help="What was true at T. Default: the end of the period, or now if earlier.")
@click.option("--known-at", metavar="T", help="From what had been recorded by T. Slower: it replays the ledger.")
@click.option("--structure", metavar="DATE", help="The tree of offices of this day. Default: the last of the period.")
@click.option("--by", metavar="GROUP", help="Break down by unit, field, procedure, channel or month.")
@click.option("--rows", is_flag=True, help="List the dossiers behind the figures.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "xlsx"]), default="table", show_default=True
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file.")
def dossiers(
    unit: str,
    first: str,
    last: str,
    own: bool,
    unit_as: str,
    as_of: str | None,
    known_at: str | None,
    structure: str | None,
    by: str | None,
    rows: bool,
    form: str,
    output: Path | None,
) -> None:
    """
    Count dossiers received, resolved and being resolved, as form II.06 does.

    Days are written YYYY-MM-DD and both ends belong to the period; instants as 2022-10-14T09:30, a bare day being its
    first instant. The figures agree with each other, or none is given.
    """
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("a workbook is not for the terminal: give --output FILE")
    gc.disable()  # what is loaded here stays: to look through it for garbage takes a tenth of a report's time
    start()
    from zoneinfo import ZoneInfo

    from django.conf import settings

    from motcua.foundation.facts.public import engine
    from motcua.kernel.periods import Period, read_day, read_instant
    from motcua.reform.indicators import public as indicators

    engine(settings.MOTCUA_ENGINE)
    gc.enable()

    zone = ZoneInfo(settings.TIME_ZONE)
    period = Period(read_day(first, field="--from"), read_day(last, field="--to"))
    judged_at = read_instant(as_of, field="--as-of", zone=zone) if as_of else None
    recorded_until = read_instant(known_at, field="--known-at", zone=zone) if known_at else None
    tree_of = read_day(structure, field="--structure") if structure else None
    broken_down = indicators.read_by(by) if by else None
    now = datetime.now(UTC)

    def made(facts: indicators.Facts) -> "Report":
        return indicators.report(
            facts,
            unit=unit,
            period=period,
            now=now,
            own=own,
            unit_as=indicators.UnitAs(unit_as),
            as_of=judged_at,
            structure_on=tree_of,
            by=broken_down,
            rows=rows,
        )

    tell = Telling()
    if recorded_until is None:
        answer = made(indicators.up_to_date(at=now, progress=tell))
    else:
        with indicators.known_at(recorded_until, at=now, progress=tell) as facts:
            answer = made(facts)
    tell.end()
    put(_written(answer, form), output)


@report.command("form")
@click.argument("code", metavar="FORM")
@click.option("--unit", required=True, metavar="CODE", help="Whose form; CODE@DATE names the bearer on another day.")
@click.option("--from", "first", required=True, metavar="DATE", help="First day of the period.")
@click.option("--to", "last", required=True, metavar="DATE", help="Last day of the period.")
@click.option("--own", is_flag=True, help="Leave out lower levels of government, where the form has them.")
@click.option(
    "--format", "kind", type=click.Choice(["table", "json", "xlsx", "pdf"]), default="table", show_default=True
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file.")
def statutory_form(code: str, unit: str, first: str, last: str, own: bool, kind: str, output: Path | None) -> None:
    """
    Fill a statutory form: II.06, II.06a, II.06b, II.06c, SO-HO-SO, or one that the office made.

    II.06 has a line a field for the unit with all units below it, II.06a for the unit's own one-stop shop, II.06b and
    II.06c a line a unit. SO-HO-SO lists the dossiers received. Both ends belong to the period.
    """
    if kind in {"xlsx", "pdf"} and output is None and sys.stdout.isatty():
        raise click.UsageError("this is not for the terminal: give --output FILE")
    start()
    from django.utils import translation

    from motcua.foundation.units import public as units
    from motcua.kernel.periods import Period, read_day
    from motcua.reform.forms import public as forms
    from motcua.reform.indicators import public as indicators

    period = Period(read_day(first, field="--from"), read_day(last, field="--to"))
    form = forms.forms().find(code, on=period.last)
    now = datetime.now(UTC)
    of = units.find(unit, on=period.last)
    tell = Telling()
    facts = indicators.up_to_date(at=now, progress=tell)
    tell.end()
    with translation.override("vi" if kind == "pdf" else translation.get_language()):
        if form.rows is forms.Rows.DOSSIER:
            rows = forms.book(facts, form=form, unit=unit, period=period, now=now)
            laid = forms.lay_book(form, of, period, rows)
            told = forms.book_as_json(form, laid, unit_code=of.code) if kind == "json" else ""
        else:
            sheet = forms.make(facts, form=form, unit=unit, period=period, preset=forms.FREE, now=now, own=own)
            laid = forms.lay(form, sheet)
            told = forms.as_json(form, sheet, unit_code=of.code) if kind == "json" else ""
        if kind == "xlsx":
            content = forms.as_xlsx(laid)
        elif kind == "pdf":
            content = forms.as_pdf(laid)
        else:
            content = (told or "".join(f"{line}\n" for line in forms.as_lines(laid))).encode()
    put(content, output)


def _written(answer: "Report", form: str) -> bytes:
    from motcua.reform.indicators import public as indicators

    if form == "xlsx":
        return indicators.as_xlsx(answer)
    if form == "json":
        return indicators.as_json(answer).encode()
    if form == "csv":
        return indicators.as_csv(answer).encode()
    return "".join(f"{line}\n" for line in indicators.as_lines(answer)).encode()


def put(content: bytes | Iterable[bytes], output: Path | None) -> None:
    """Write bytes, or pieces of them as they come, to the standard output or into a file that is whole or not there."""
    pieces = [content] if isinstance(content, bytes) else content
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    from motcua.kernel.refusals import Refused, gettext_noop

    fresh = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as file:
            file.writelines(pieces)
        fresh.replace(output)
    except OSError as failure:
        fresh.unlink(missing_ok=True)
        raise Refused(
            gettext_noop("the file cannot be written: %(why)s"),
            field="--output",
            value=output,
            params={"why": failure.strerror},
        ) from None


class Telling:
    """Says how far the reading of the ledger is, where a person is looking."""

    def __init__(self) -> None:
        self.said = False

    def __call__(self, done: int) -> None:
        if sys.stderr.isatty():
            from django.utils.translation import gettext

            said = gettext("reading the ledger: %(done)s dossiers") % {"done": f"{done:,}"}
            click.echo(f"\r{said}", nl=False, err=True)
            self.said = True

    def end(self) -> None:
        """Go on to the next line, if anything was said."""
        if self.said:
            click.echo(err=True)
