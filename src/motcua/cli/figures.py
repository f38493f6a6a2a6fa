"""``motcua figures``: freeze what is shown of the place for the month that is over, and make a snapshot again."""

import sys
from datetime import UTC, datetime

import click

from motcua.cli import start

BY = "worker"
"""How the ledger names whoever freezes what is due."""


@click.group()
def figures() -> None:
    """Freeze what everyone may see, and make it again from the ledger."""


@figures.command()
def freeze() -> None:
    """Freeze the latest month that is over, of the place with all units below it, if that was not done."""
    start()
    from motcua.foundation.units import public as units
    from motcua.reform.performance import public as performance
    from motcua.sites.look.public import asking

    at = datetime.now(UTC)
    due = performance.due_month(at=at)
    unit = asking.site_unit(units.structure(due.last)) if due else None
    if due is None or unit is None or performance.frozen(unit.id, due, own=False):
        return
    number = performance.freeze(unit=unit.code, period=due, own=False, by=BY, at=at)
    click.echo(f"{number}  {unit.name} ({unit.code})  {due.first} – {due.last}")


@figures.command("list")
def list_() -> None:
    """List the snapshots that are kept: number, unit, days, when, and digest."""
    start()
    from motcua.foundation.units import public as units
    from motcua.reform.performance import public as performance

    known = performance.listed()
    names = units.by_id({one.unit_id for one in known})
    for one in known:
        click.echo(
            f"{one.id}  {names[one.unit_id].name}  {one.first} – {one.last}  {one.frozen_at:%Y-%m-%d}  {one.digest}"
        )


@figures.command()
@click.argument("number", metavar="NUMBER", type=int)
def rebuild(number: int) -> None:
    """Make a snapshot again from the events that it follows from. Exit 1 if its numbers are others."""
    start()
    from django.utils.translation import gettext

    from motcua.reform.performance import public as performance

    kept = performance.kept(number)
    found = performance.cited(performance.citation(kept.made), now=datetime.now(UTC))
    sound = performance.digest(kept.content) == kept.digest
    same = sound and performance.same_numbers(kept.made, found.then)
    click.echo(
        gettext("the same numbers, from the same %(events)s events") % {"events": kept.made.events}
        if same
        else gettext("the numbers are not those that were frozen")
    )
    for one in performance.changed(kept.made, found.then):
        click.echo(f"{one.by} {one.key}  {one.code}  {one.then} | {one.now}")
    if not same:
        sys.exit(1)
