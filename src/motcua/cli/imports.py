"""``motcua import``: what the installation stands on comes in as files, each taken whole or not at all."""

import csv
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli import LazyGroup, start

if TYPE_CHECKING:
    from motcua.kernel.tables import Row, Taken

BY = "import"
"""Who did it, as the ledger will say."""

DOUBTS_SHOWN = 20
"""So many of the parts that could not be read are named where no file for them is given."""

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


COMMANDS = {
    "events": "motcua.cli.import_events:events",
    "register": "motcua.cli.import_register:register",
}


@click.group(name="import", cls=LazyGroup, commands_at=COMMANDS)
def imports() -> None:
    """Take in files: events, units, reorganisations, procedures, offers, what is asked, forms, people, registers."""


@imports.command()
@click.argument("file", type=_FILE)
@click.option("--from", "first", metavar="DATE", help="Since when the list holds. Default: since always.")
@click.option("--rename", is_flag=True, help="Take another name under a known code as a renaming.")
def units(file: Path, first: str | None, rename: bool) -> None:
    """
    Take in the units of FILE, CSV or XLSX, as they stood on a day.

    Columns: code, name, parent_code; also parent_name, level, valid_from, valid_to. Without level it is told from the
    name: Tỉnh, Thành phố, Huyện, Quận, Thị xã, Xã, Phường, Thị trấn, Phòng. Both days of a validity are included.
    """
    start()
    from motcua.foundation.units import public

    since = _day(first, "--from") if first else public.BEGINNING

    def take(rows: "Sequence[Row]", at: datetime) -> "Taken":
        return public.take_units(rows, start=since, renames=rename, by=BY, at=at)

    _import(file, public.LIST_NEEDED, public.LIST_KNOWN, take)


@imports.command()
@click.argument("file", type=_FILE)
@click.option("--on", "day", required=True, metavar="DATE", help="First day of the new order.")
def reorganisation(file: Path, day: str) -> None:
    """
    Take in what a reorganisation did from FILE, CSV or XLSX: each row an old unit and the one that follows it.

    Columns: old_code, old_name, new_code, new_name; also parent_code, level of the new unit. A new unit may bear the
    code of an old one. A row without new_code ends a unit without a successor. Open dossiers go to the unit that
    follows; where a unit was divided, the columns field and procedure say which dossiers go where.
    """
    start()
    from django.utils.translation import gettext

    from motcua.foundation.units import public
    from motcua.services.succession.public import ROUTING, reorganise

    on = _day(day, "--on")

    def take(rows: "Sequence[Row]", at: datetime) -> "Taken":
        done = reorganise(rows, on=on, by=BY, at=at)
        if done.passed_on or done.competence or done.parts:
            said = gettext(
                "open dossiers passed on: %(passed)s; of another competence now: %(competence)s;"
                " parts of dossiers passed on: %(parts)s"
            )
            told = {"passed": done.passed_on, "competence": done.competence, "parts": done.parts}
            click.echo(said % told, err=True)
        return done.units

    _import(file, public.REORGANISATION_NEEDED, (*public.REORGANISATION_KNOWN, *ROUTING), take)


@imports.command()
@click.argument("file", type=_FILE)
@click.option("--from", "first", metavar="DATE", help="Since when the list holds. Default: since always.")
@click.option("--doubts", type=click.Path(path_type=Path), help="Write what could not be read to this CSV file.")
def procedures(file: Path, first: str | None, doubts: Path | None) -> None:
    """
    Take in the procedures of FILE, CSV or XLSX. What a known one says otherwise becomes its new version.

    Columns: code, name, field_code, field_name; also term and measure (working_days, calendar_days, working_hours,
    months, same_day), supplement, pause and agency (restart, pause, run), sensitive, decision, valid_from.

    A file of JSON lines (.jsonl, .jsonl.gz) is read as records of the national portal, with all that it publishes of
    each procedure. What cannot be told apart in them is kept as it came and named, never guessed.
    """
    start()
    from motcua.foundation.units.public import BEGINNING
    from motcua.services.procedures import public

    since = _day(first, "--from") if first else BEGINNING
    if file.name.lower().endswith((".jsonl", ".jsonl.gz")):
        _import_guides(file, since, doubts)
        return

    def take(rows: "Sequence[Row]", at: datetime) -> "Taken":
        return public.take_procedures(rows, start=since, by=BY, at=at)

    _import(file, public.LIST_NEEDED, public.LIST_KNOWN, take)


@imports.command()
@click.argument("file", type=_FILE)
@click.option("--from", "first", metavar="DATE", help="Since when the list holds. Default: today.")
def offers(file: Path, first: str | None) -> None:
    """
    Take in what offices offer from FILE, CSV or XLSX: each row an office and a procedure that it takes dossiers of.

    Columns: unit, procedure (their codes); also level_old (1 to 4), level_new (information, partial, full),
    payment_online (yes, no), valid_from. What a row says otherwise than before holds from its day on.
    """
    start()
    from motcua.foundation.accounts.public import today
    from motcua.services.procedures import public

    since = _day(first, "--from") if first else today()

    def take(rows: "Sequence[Row]", at: datetime) -> "Taken":
        return public.take_offers(rows, start=since, by=BY, at=at)

    _import(file, public.OFFERS_NEEDED, public.OFFERS_KNOWN, take)


@imports.command()
@click.argument("file", type=_FILE)
@click.option("--from", "first", metavar="DATE", help="From which day on it is asked. Default: today.")
def asked(file: Path, first: str | None) -> None:
    """
    Take in what procedures ask from FILE, CSV or XLSX: each row a part of it. It says the whole of each that it names.

    Columns: procedure (its code), part (paper, case, tariff, exemption, defect, whole), code, name. Of a paper also
    originals, copies, required, digitise, form, result_of; of a case papers (codes with semicolons), term, measure;
    of a tariff kind (fee, charge), amount, per (dossier, copy, page), reduced_from, reduced, at_most, channels, due
    (advance, final), legal_basis; of an exemption tariff, percent, legal_basis; of a defect paper, legal_basis; of the
    whole, whose name is that of the result, same_day, result_months, soon_days, illustrative, legal_basis.
    """
    start()
    from motcua.foundation.accounts.public import today
    from motcua.services.procedures import public

    since = _day(first, "--from") if first else today()

    def take(rows: "Sequence[Row]", at: datetime) -> "Taken":
        return public.take_asked(rows, start=since, by=BY, at=at)

    _import(file, public.ASKED_NEEDED, public.ASKED_KNOWN, take)


@imports.command()
@click.argument("file", type=_FILE)
@click.option("--from", "first", metavar="DATE", help="From which day on they hold. Default: today.")
def forms(file: Path, first: str | None) -> None:
    """
    Take in the electronic forms of procedures from FILE, TOML or JSON, each whole.

    Each table of form names its procedure, perhaps a case, and has pages; a page has code, title and items; an item is
    a question (code, label, kind) or a group (code, label, questions, repeated). All names:
    docs/how-to/write-an-electronic-form.md.
    """
    start()
    from motcua.config.home import ensure_usable
    from motcua.foundation.accounts.public import today
    from motcua.foundation.ledger.public import seal
    from motcua.kernel.tables import RowsRefused
    from motcua.kernel.trees import read_tree
    from motcua.services.procedures import public

    since = _day(first, "--from") if first else today()
    ensure_usable()
    at = datetime.now(UTC)
    body, text = read_tree(file)
    try:
        taken = public.take_forms(body, text=text, on=since, by=BY, at=at)
    except RowsRefused as refused:
        click.echo(refused.taken.text())
        raise
    seal(at=at)
    click.echo(taken.text())


@imports.command()
@click.argument("file", type=_FILE)
@click.option("--from", "first", metavar="DATE", help="Since when the list holds. Default: today.")
def people(file: Path, first: str | None) -> None:
    """
    Take in the posts of FILE, CSV or XLSX, with their roles and who holds them.

    Columns: unit_code, post, roles; also over, staff_name, person_name, email, valid_from, valid_to. Roles and over
    (codes of the units over which the post has them, its own if empty) are lists with semicolons. Those who are new
    choose a password at the address that "motcua people invite" gives.
    """
    start()
    from motcua.foundation.accounts import public

    since = _day(first, "--from") if first else public.today()

    def take(rows: "Sequence[Row]", at: datetime) -> "Taken":
        return public.take_people(rows, start=since, by=BY, at=at)

    _import(file, public.PEOPLE_NEEDED, public.PEOPLE_KNOWN, take)


def _import(
    file: Path,
    needed: Collection[str],
    known: Collection[str],
    take: "Callable[[Sequence[Row], datetime], Taken]",
) -> None:
    """Take a file in, seal what it brought, and say what came of its rows. :raises RowsRefused: having said that."""
    from motcua.config.home import ensure_usable
    from motcua.foundation.ledger.public import seal
    from motcua.kernel.sheets import read_rows
    from motcua.kernel.tables import RowsRefused

    ensure_usable()
    at = datetime.now(UTC)
    try:
        taken = take(read_rows(file, needed=needed, known=known), at)
    except RowsRefused as refused:
        click.echo(refused.taken.text())
        raise
    seal(at=at)
    click.echo(taken.text())


def _import_guides(file: Path, since: date, doubts: Path | None) -> None:
    """Take records of the national portal in, and name what could not be read. :raises RowsRefused:"""
    from django.utils.translation import gettext

    from motcua.config.home import ensure_usable
    from motcua.foundation.ledger.public import seal
    from motcua.kernel.jsonlines import read_json_lines
    from motcua.kernel.tables import RowsRefused, harmless
    from motcua.services.procedures import public

    ensure_usable()
    at = datetime.now(UTC)
    try:
        taken = public.take_guides(read_json_lines(file), source=file.name, on=since, by=BY, at=at)
    except RowsRefused as refused:
        click.echo(refused.taken.text())
        raise
    seal(at=at)
    click.echo(taken.rows.text())
    if not taken.doubts:
        return
    said = gettext("%(doubts)s parts of %(codes)s procedures could not be read")
    many = {"doubts": len(taken.doubts), "codes": len({one.code for one in taken.doubts})}
    click.echo(said % many, err=True)
    if doubts is not None:
        with doubts.open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(("line", "code", "part", "value", "reason"))
            for one in taken.doubts:
                cells = (str(one.line), one.code, one.part, one.value, gettext(one.reason))
                writer.writerow([harmless(cell) for cell in cells])
        return
    for one in taken.doubts[:DOUBTS_SHOWN]:
        place = gettext("line %(line)s") % {"line": one.line}
        click.echo(f"  {place}: {one.code}, {one.part} “{one.value}”: {gettext(one.reason)}", err=True)
    if len(taken.doubts) > DOUBTS_SHOWN:
        click.echo("  " + gettext("and the others: name a file with --doubts"), err=True)


def _day(text: str, option: str) -> date:
    from motcua.kernel.periods import read_day

    return read_day(text, field=option)
