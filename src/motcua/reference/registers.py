"""What the source says of registers, as records of each unit; every one says that it is reconstructed, and of what."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from motcua.foundation.files import public as files
from motcua.foundation.papers import public as papers
from motcua.foundation.units.public import Level, Unit
from motcua.kernel.periods import Period
from motcua.reform.registers import public as registers

MARK = "(tái dựng)"
"""Stands behind every number of a document, for the source tells none."""

SPOKEN_OF = {"district", "inspected"}
"""The groups of units that the source speaks of; the others are filled in so that nothing is said against them."""

EVIDENCE = "Minh chứng tái dựng.pdf"


@transaction.atomic
def load_registers(wanted: Mapping[str, Any], units: Mapping[str, Unit], *, by: str, at: datetime) -> int:
    """
    Record what ``registers.toml`` says, each with its evidence, and declare complete what was; give how many records.

    :param units: all units of the case by code.
    """
    groups = _groups(wanted, units)
    (district,) = groups["district"]
    paper = files.keep(name=EVIDENCE, content=_evidence(wanted), unit=district, purpose="registers", by=by, at=at)
    number = 0
    for told in wanted["record"]:
        for unit, said in _units(told, groups):
            given = _given(told, wanted, said)
            registers.attach_evidence(
                record_id=registers.record(register=told["register"], unit_id=unit.id, given=given, by=by, at=at),
                digest=paper.digest,
                name=EVIDENCE,
                effective_on=wanted["cut"],
                by=by,
                at=at,
            )
            number += 1
    period = Period(wanted["first_on"], wanted["cut"])
    for told in wanted["complete"]:
        for unit, _ in _units(told, groups):
            for code in told["registers"]:
                registers.declare_complete(
                    register=code, unit_id=unit.id, period=period, by=by, at=at, on=wanted["cut"]
                )
    return number


def _groups(wanted: Mapping[str, Any], units: Mapping[str, Unit]) -> dict[str, list[Unit]]:
    groups = {name: [units[code] for code in codes] for name, codes in wanted["units"].items()}
    named = {unit.id for group in groups.values() for unit in group}
    groups["others"] = [unit for unit in units.values() if unit.level is Level.COMMUNE and unit.id not in named]
    return groups


def _units(told: Mapping[str, Any], groups: Mapping[str, Sequence[Unit]]) -> Iterator[tuple[Unit, str]]:
    """Give the units of a record, each with what the source says of it; of those it does not speak of, nothing."""
    for name in told["of"]:
        said = told.get("said", "") if name in SPOKEN_OF else ""
        for unit in groups[name][told.get("after", 0) : told.get("first")]:
            yield unit, said


def _given(told: Mapping[str, Any], wanted: Mapping[str, Any], said: str) -> dict[str, object]:
    given = {
        "first_on": told.get("first_on", wanted["first_on"]),
        "last_on": told.get("last_on", wanted["last_on"]),
        **told["given"],
        "note": f"Tái dựng; nguồn nêu: “{said}”" if said else "Tái dựng; nguồn không nêu riêng",
    }
    if "number" in given:
        given["number"] = f"{given['number']} {MARK}"
    return given


def _evidence(wanted: Mapping[str, Any]) -> bytes:
    """Set a paper that stands where the documents would be, for the source holds none of them."""
    with translation.override("vi"):
        said = dict.fromkeys(
            (gettext(registers.register_of(told["register"]).title), told.get("said", "không nêu riêng"))
            for told in wanted["record"]
        )
    return papers.sheet_pdf(
        papers.Sheet(
            agency="Dữ liệu tái dựng",
            title="Minh chứng tái dựng: nguồn không kèm văn bản",
            period=f"Tính đến ngày {wanted['cut']:%d/%m/%Y}",
            on=wanted["cut"],
            columns=(papers.Column("Sổ", width=4, words=True), papers.Column("Nguồn nêu", width=8, words=True)),
            rows=tuple(said),
        )
    )
