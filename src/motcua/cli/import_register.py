"""``motcua import register``: the records of one register of a unit come in as a file."""

from datetime import UTC, datetime
from pathlib import Path

import click

from motcua.cli import start

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--register", "code", required=True, metavar="CODE", help="The register, as reform_plan.")
@click.option("--unit", required=True, metavar="U", help="Whose records they are; rows may name its departments.")
@click.option("--annotated", type=click.Path(dir_okay=False, path_type=Path), help="Write what is wrong here, as XLSX.")
def register(file: Path, code: str, unit: str, annotated: Path | None) -> None:
    """
    Take in the records of FILE, CSV or XLSX, whole or not at all. What is on record already stays as it is.

    Columns: first_on, last_on, those of the register, by name or title; also unit, effective_on, responsible, public.
    A row with the number of a record corrects it, for the reason that it states.
    """
    start()
    from motcua.cli.imports import BY
    from motcua.config.home import ensure_usable
    from motcua.foundation.ledger.public import seal
    from motcua.foundation.units import public as units
    from motcua.kernel.tables import RowsRefused
    from motcua.reform.registers import public as registers

    ensure_usable()
    at = datetime.now(UTC)
    unit_id = units.find(unit, on=at.date()).id
    content = file.read_bytes()
    try:
        taken = registers.take_import(register=code, unit_id=unit_id, name=file.name, content=content, by=BY, at=at)
    except RowsRefused as refused:
        if annotated:
            preview = registers.preview_import(register=code, unit_id=unit_id, name=file.name, content=content, at=at)
            annotated.write_bytes(registers.annotated(preview))
        click.echo(refused.taken.text())
        raise
    seal(at=at)
    click.echo(taken.text())
