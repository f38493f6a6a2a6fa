"""``motcua scorecard``: what scorecards there are, and units scored by them."""

import gc
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli import start

if TYPE_CHECKING:
    from motcua.reform.scorecards.public import Door, Result, Scorecard

FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "xlsx"]), default="table", show_default=True
)


@click.group()
def scorecard() -> None:
    """Score units by trees of criteria."""


@scorecard.command("list")
def list_() -> None:
    """List the scorecards of the program and of this home's folder scorecards."""
    start()
    from django.utils.translation import gettext

    from motcua.reform.scorecards import public as scorecards

    shelf = scorecards.shelf()
    width = max(len(one.scorecard.code) for one in shelf.cards)
    for one in shelf.cards:
        card = one.scorecard
        until = card.valid_to.isoformat() if card.valid_to else "…"
        click.echo(f"{card.code:<{width}}  {card.valid_from} – {until:<10}  {scorecards.titled(card)}")
        click.echo(f"{'':<{width}}  {scorecards.basis(card)}")
    for fault in shelf.faults:
        click.echo(fault.message(gettext), err=True)
    if shelf.faults:
        sys.exit(1)


@scorecard.command()
@click.argument("name")
def show(name: str) -> None:
    """Show the tree of a scorecard: components, points, clauses, where the figures come from."""
    start()
    from motcua.reform.scorecards import public as scorecards

    for line in scorecards.tree_lines(scorecards.find(name).scorecard):
        click.echo(line)


@scorecard.command()
@click.argument("name")
@click.option(
    "--figures", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV or XLSX."
)
@FORMAT
def evaluate(name: str, figures: Path, form: str) -> None:
    """
    Score units from figures of elsewhere: columns unit, code, numerator, denominator, and perhaps score.

    Empty counts are unknown, which is not zero. A score stands where nothing is counted.
    """
    _not_for_the_terminal(form)
    gc.disable()  # what is made here stays: to look through it for garbage takes a third of the time
    start()
    from motcua.kernel.sheets import read_rows
    from motcua.reform.scorecards import public as scorecards

    card = scorecards.find(name).scorecard
    rows = read_rows(figures, needed=scorecards.FIGURES_NEEDED, known=scorecards.FIGURES_KNOWN)
    taken = scorecards.take_figures(rows, card)
    _write(card, [scorecards.evaluate(card, known, unit=unit) for unit, known in taken.items()], form)


@scorecard.command()
@click.argument("name")
@click.option("--unit", required=True, multiple=True, metavar="CODE", help="Whose figures; may be given several times.")
@click.option("--from", "first", required=True, metavar="DATE", help="First day of the period.")
@click.option("--to", "last", required=True, metavar="DATE", help="Last day of the period.")
@click.option("--own", is_flag=True, help="Leave out lower levels of government.")
@FORMAT
def score(name: str, unit: tuple[str, ...], first: str, last: str, own: bool, form: str) -> None:
    """
    Score units from what is recorded here: each component by its indicator, with the address of its rows.

    What rests on no indicator has no data; it is scored in a round.
    """
    _not_for_the_terminal(form)
    start()
    from urllib.parse import urlencode

    from django.urls import reverse

    from motcua.foundation.units import public as units
    from motcua.kernel.periods import Period, read_day
    from motcua.reform.indicators import public as indicators
    from motcua.reform.scorecards import public as scorecards
    from motcua.sites.look.public import asking

    period = Period(read_day(first, field="--from"), read_day(last, field="--to"))
    card = scorecards.find(name, on=period.last).scorecard
    for code in unit:
        units.find(code, on=period.last)
    now = datetime.now(UTC)
    facts = indicators.up_to_date(at=now)

    def door(code: str, component: scorecards.Component) -> str:
        if not component.indicator:
            return ""
        asked = {asking.UNIT: code, asking.FIRST: period.first, asking.LAST: period.last}
        below = {} if own else {asking.SCOPE: asking.WITH_BELOW}
        return f"{reverse('indicator', kwargs={'code': component.indicator})}?{urlencode(asked | below)}"

    _write(card, scorecards.score(facts, card, units=unit, period=period, now=now, own=own), form, door)


def _not_for_the_terminal(form: str) -> None:
    if form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("a workbook is not for the terminal: send it into a file")


def _write(card: "Scorecard", results: "Sequence[Result]", form: str, door: "Door | None" = None) -> None:
    from motcua.reform.scorecards import public as scorecards

    if form == "xlsx":
        content = scorecards.as_xlsx(card, results)
    elif form == "json":
        content = scorecards.as_json(card, results, door).encode()
    elif form == "csv":
        content = scorecards.as_csv(results).encode()
    else:
        content = "".join(f"{line}\n" for line in scorecards.as_lines(card, results, door)).encode()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
