"""``motcua administrator`` and ``motcua people``: who signs in, while there is nobody to ask."""

from datetime import UTC, datetime

import click

from motcua.cli import start

BY = "administrator@command-line"
"""Who did it, as the ledger will say: somebody who has the machine itself."""


@click.group()
def administrator() -> None:
    """Make the first administrator."""


@administrator.command()
@click.argument("staff_name")
@click.option("--name", required=True, help="The person's name.")
@click.option("--unit", metavar="CODE", help="The unit of the post. Default: the one at the top of the tree.")
@click.option("--post", "title", default="Quản trị hệ thống", show_default=True, help="The title of the post.")
@click.option("--email", default="", help="An address to sign in with, beside STAFF_NAME.")
def create(staff_name: str, name: str, unit: str | None, title: str, email: str) -> None:
    """Give a person a post with the role of an administrator; print the address to choose a password, good once."""
    start()
    from motcua.config.home import ensure_usable
    from motcua.foundation.accounts import public as accounts

    ensure_usable()
    path = accounts.create_administrator(
        name=name,
        staff_name=staff_name,
        email=email,
        title=title,
        unit_id=_unit(unit),
        on=accounts.today(),
        by=BY,
        at=datetime.now(UTC),
    )
    click.echo(path)
    _say_what_to_do()


@click.group()
def people() -> None:
    """Let people in, and keep them out."""


@people.command()
@click.argument("staff_names", nargs=-1, required=True, metavar="STAFF_NAME...")
def invite(staff_names: tuple[str, ...]) -> None:
    """Print for each person the address to choose a password, good once."""
    start()
    from motcua.config.home import ensure_usable
    from motcua.foundation.accounts import public as accounts

    ensure_usable()
    at = datetime.now(UTC)
    for staff_name in staff_names:
        click.echo(accounts.invite(staff_name=staff_name, by=BY, at=at))
    _say_what_to_do()


@people.command()
@click.argument("staff_name")
def reset(staff_name: str) -> None:
    """Take password and second factor from a person whose phone is lost; print the address to choose a new password."""
    start()
    from motcua.config.home import ensure_usable
    from motcua.foundation.accounts import public as accounts

    ensure_usable()
    click.echo(accounts.reset(staff_name=staff_name, by=BY, at=datetime.now(UTC)))
    _say_what_to_do()


@people.command()
@click.argument("staff_name")
def lock(staff_name: str) -> None:
    """Keep a person from signing in, and end their sessions."""
    start()
    from motcua.config.home import ensure_usable
    from motcua.foundation.accounts import public as accounts

    ensure_usable()
    accounts.lock_out(staff_name=staff_name, by=BY, at=datetime.now(UTC))


def _unit(code: str | None) -> int:
    from motcua.foundation.accounts.public import today
    from motcua.foundation.units import public as units
    from motcua.kernel.refusals import Refused, gettext_noop

    if code:
        return units.find(code, on=today()).id
    tops = units.structure(today()).children(None)
    if len(tops) == 1:
        return tops[0].id
    raise Refused(
        gettext_noop("there is not one unit at the top of the tree"),
        field="--unit",
        expected=gettext_noop("import the units first, or write the code of the post's unit"),
    )


def _say_what_to_do() -> None:
    from django.utils.translation import gettext

    click.echo(gettext("open this path at the installation's address; it is good once, and for three days"), err=True)
