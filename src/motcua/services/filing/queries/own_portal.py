"""Which offices take dossiers by their own portals, on which day."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import groupby

from motcua.foundation.ledger import public as ledger
from motcua.services.filing.lists import rule_on
from motcua.services.filing.models import OwnPortal
from motcua.services.filing.rules.own_portal import Said, Standing, fold, standing
from motcua.services.procedures import public as procedures


def said_by(unit_id: int) -> tuple[Said, ...]:
    """Give what an office has said of its own portal, in the order of its events. One SQL query."""
    return tuple(_said(row) for row in OwnPortal.objects.filter(unit=unit_id).order_by("number"))


def own_portals(unit_ids: Collection[int], *, on: date) -> Mapping[int, Standing]:
    """Say of offices whether they take dossiers by their own portals on a day, and why. One SQL query."""
    rows = OwnPortal.objects.filter(unit__in=unit_ids).order_by("unit", "number")
    said = {unit: tuple(map(_said, of)) for unit, of in groupby(rows, key=lambda row: row.unit_id)}
    rule = rule_on(on)
    return {unit: standing(said.get(unit, ()), rule, on=on) for unit in unit_ids}


def takers(code: str, *, on: date) -> frozenset[int]:
    """
    Give the offices at which a procedure can be filed online on a day, by id. Three SQL queries at most.

    Those that offer it online (at level 3 or 4, or partly or fully in the scheme of 2022), by their own portals.
    """
    offering = [unit for unit, reach in procedures.offering(code, on=on).items() if reach.takes_online]
    return frozenset(unit for unit, held in own_portals(offering, on=on).items() if held.open)


def differing() -> Iterator[str]:
    """Say which offices' rows differ from their events. One SQL query each and one more."""
    for unit in OwnPortal.objects.order_by("unit").values_list("unit", flat=True).distinct():
        if fold(ledger.read(f"own_portal/{unit}")) != said_by(unit):
            yield f"own_portal/{unit}"


def _said(row: OwnPortal) -> Said:
    return Said(row.since, row.open, row.decision)
