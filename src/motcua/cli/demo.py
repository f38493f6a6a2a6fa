"""``motcua demo``: the reference case, loaded, set beside its source, and served."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli import language, start

if TYPE_CHECKING:
    from motcua.reference.public import Compared


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to serve on.")
@click.option("--no-serve", is_flag=True, help="Load and compare only.")
def demo(port: int, no_serve: bool) -> None:
    """
    Load the inspection of huyện Quỳnh Phụ of October 2022, show its figures beside those of the source, and serve it.

    What is told at the end is the address of its conclusion.

    The home is MOTCUA_HOME, else ./var/demo; one that was not made by this command is left alone. Exit 1 if a figure
    differs.
    """
    home = Path(os.environ.setdefault("MOTCUA_HOME", str(Path("var", "demo").resolve())))
    _mark(home)
    start()
    from django.utils.translation import gettext

    from motcua.config.home import make_usable
    from motcua.reference.public import compare, load
    from motcua.services.dossiers.public import last_day

    def told(step: str) -> None:
        click.echo(gettext(step), err=True)

    make_usable(at=datetime.now(UTC), told=told)
    if last_day() is None:
        load(at=datetime.now(UTC), told=told)
    compared = compare(now=datetime.now(UTC))
    click.echo(_table(compared))
    if not all(one.agrees for one in compared):
        sys.exit(1)
    if not no_serve:
        from motcua.cli.serve import serve_afresh

        serve_afresh(port=port, page=_opening_page())


def _mark(home: Path) -> None:
    """Mark a home as a demo's. :raises click.UsageError: for one that holds something else."""
    from motcua.reference.moment import STANDS_AT

    mark = home / "DEMO"
    if not mark.exists():
        if home.exists() and any(home.iterdir()):
            raise click.UsageError(
                f"{home} holds an installation that is not a demo: name an empty folder in MOTCUA_HOME"
            )
        home.mkdir(parents=True, exist_ok=True)
        mark.write_text(STANDS_AT.isoformat() + "\n", encoding="ascii")


def _opening_page() -> str:
    """Give the address of the page on which the demo opens: the conclusion of the inspection, as anyone reads it."""
    from django.urls import reverse

    from motcua.reform.inspections.public import conclusions

    return reverse("about-inspection", args=[conclusions(published=True)[0].inspection_id])


def _table(compared: "list[Compared]") -> str:
    """Lay the figures out: of the source, computed, and whether they are the same."""
    from django.utils.translation import gettext

    point = "." if language() == "vi" else ","
    head = (gettext("unit"), gettext("figure"), gettext("source"), gettext("computed"), "")
    rows = [
        (
            one.unit,
            gettext(one.figure),
            f"{one.source:,}".replace(",", point),
            f"{one.computed:,}".replace(",", point),
            "=" if one.agrees else "≠",
        )
        for one in compared
    ]
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(5)]
    return "\n".join(
        f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:>{widths[3]}}  {row[4]}".rstrip()
        for row in [head, *rows]
    )
