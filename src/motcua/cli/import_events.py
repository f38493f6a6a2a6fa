"""``motcua import events``: dossiers come in as a file of events."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli import start

if TYPE_CHECKING:
    from motcua.services.dossiers.public import Progress

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--map", "mapping", type=_FILE, help="What the columns and values of the file mean (TOML).")
@click.option("--create-missing", is_flag=True, help="Make the units and procedures that the file names.")
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Take the dossiers that are good; write the rows of the others here, with the reasons.",
)
def events(file: Path, mapping: Path | None, create_missing: bool, rejects: Path | None) -> None:
    """
    Take in dossiers from FILE: CSV, XLSX, Parquet or XES, one event or, by a map, one dossier a row; packed or not.

    The file is taken whole or not at all, unless --rejects is given. What is on record already stays as it is.
    """
    start()
    from django.utils.translation import gettext

    from motcua.config.home import ensure_usable
    from motcua.services.dossiers import public as dossiers

    ensure_usable()
    wish = dossiers.Import(file, map=mapping, create_missing=create_missing, rejects=rejects)
    with _progress() as progress:
        imported = dossiers.import_events(wish, at=datetime.now(UTC), progress=progress)
    for line in imported.told(gettext, rejects):
        click.echo(line, err=True)
    click.echo(imported.rows.text())
    if imported.whole_refused:
        raise SystemExit(1)


@contextmanager
def _progress() -> "Iterator[Progress]":
    """Draw how far each phase is, at what rate, and how long it will take; on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda phase, done, total: None
        return
    from django.utils.translation import gettext
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from motcua.services.dossiers.public import Phase

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[Phase, TaskID] = {}

        def told(phase: Phase, done: int, total: int) -> None:
            if phase not in tasks:
                tasks[phase] = bars.add_task(gettext(phase), total=total, rate="")
            speed = bars.tasks[tasks[phase]].speed or 0
            rate = f"{speed / 1e6:,.1f} MB/s" if phase is Phase.READING else f"{speed:,.0f}/s"
            bars.update(tasks[phase], completed=done, total=total, rate=rate)

        yield told
