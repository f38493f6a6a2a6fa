"""``motcua inspection``: which inspections there are, and their conclusions as papers and as files to be checked."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli import start
from motcua.cli.report import put

if TYPE_CHECKING:
    from motcua.reform.inspections.public import Doors


@click.group()
def inspection() -> None:
    """List inspections, and write out what they concluded."""


@inspection.command("list")
def list_() -> None:
    """List all inspections, the latest first: number, days, units, and whether a conclusion was signed."""
    start()
    from django.utils.translation import gettext

    from motcua.foundation.units import public as units
    from motcua.reform.inspections import public as inspections

    signed = {one.inspection_id: one for one in inspections.conclusions()}
    for one in inspections.inspections(units.history().kinds):
        said = signed.get(one.id)
        standing = (
            gettext("concluded by %(number)s") % {"number": said.number}
            if said
            else gettext("called off")
            if one.cancelled
            else gettext("no conclusion yet")
        )
        days = sorted({place.visit_on.isoformat() for place in one.places})
        places = ", ".join(f"{place.unit.name} ({place.unit.code})" for place in one.places)
        click.echo(f"{one.id}  {', '.join(days)}  {one.title}")
        click.echo(f"{'':<{len(str(one.id))}}  {places}; {standing}")


@inspection.command()
@click.argument("inspection_id", metavar="ID", type=int)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "pdf", "docx"]),
    default="json",
    show_default=True,
    help="JSON is what the stand-alone verifier checks.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file.")
@click.option("--site", default="", metavar="ADDRESS", help="Where its figures open, as https://example.gov.vn.")
def conclude(inspection_id: int, form: str, output: Path | None, site: str) -> None:
    """
    Write the conclusion of an inspection: as it was signed, or as a draft with its figures as they are now.

    Each figure of the paper has a footnote with its address; the JSON holds each with its counts, the digest of its
    rows and the checkpoint, and the proof of the signing.
    """
    if form != "json" and output is None and sys.stdout.isatty():
        raise click.UsageError("a paper is not for the terminal: give --output FILE")
    start()
    put(_written(inspection_id, form, site), output)


@inspection.command()
def watch() -> None:
    """
    Look at the figures that closed recommendations watch, and open again what has slipped back.

    The worker does it once a day.
    """
    start()
    from motcua.reform.inspections import public as inspections

    looked = inspections.check_watches(at=datetime.now(UTC))
    click.echo(f"looked at {looked.watches}, opened again {len(looked.reopened)}")
    for one in looked.reopened:
        click.echo(f"recommendation {one}")


def _written(inspection_id: int, form: str, site: str) -> bytes:
    from django.conf import settings

    from motcua.foundation.papers import public as papers
    from motcua.reform.inspections import public as inspections

    inspections.inspection(inspection_id)  # refuses one that there is not
    view = inspections.conclusion(inspection_id)
    content = (
        view.sealed.content
        if view.sealed
        else inspections.assembled(inspection_id, now=datetime.now(UTC).replace(second=0, microsecond=0))[1]
    )
    if form == "json":
        return inspections.conclusion_file(content, view.sealed)
    doors = _doors(inspection_id, site or f"https://{settings.MOTCUA_ORIGIN}")
    document = inspections.conclusion_paper(content, view.sealed, doors)
    write: Callable[..., bytes] = papers.document_pdf if form == "pdf" else papers.document_docx
    return write(document, on=inspections.paper_day(content))


def _doors(inspection_id: int, site: str) -> "Doors":
    from django.urls import reverse

    from motcua.reform.inspections import public as inspections

    root = site.rstrip("/")
    return inspections.Doors(
        figure=lambda key, name: root + reverse("about-inspection-figure", args=[inspection_id, key, name]),
        check=root + reverse("inspection-check", args=[inspection_id]),
    )
