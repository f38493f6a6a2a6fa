"""Whose records a post may see, and whose it may keep."""

from datetime import date

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units


def may_see(actor: Actor | None, unit_id: int) -> bool:
    """Say whether a post may see the records of a unit: its own, and of those below where its role reaches down."""
    return may(actor, Act.SEE_REGISTERS, units=[unit_id])


def may_keep(actor: Actor | None, unit_id: int, *, on: date) -> bool:
    """
    Say whether a post may keep the records of a unit: of its own government and its departments, of no other.

    A district's reform officer sees the communes' records and does not write them. One SQL query.
    """
    if actor is None or not may(actor, Act.KEEP_REGISTERS, units=[unit_id]):
        return False
    return unit_id in own_government(actor.unit_id, on=on)


def own_government(unit_id: int, *, on: date) -> frozenset[int]:
    """Give the government that a unit belongs to and all its departments; none after its end. One SQL query."""
    structure = units.structure(on)
    if unit_id not in structure.units:
        return frozenset()
    line = (structure.units[unit_id], *structure.above(unit_id))
    home = next((unit for unit in line if unit.level is not units.Level.DEPARTMENT), line[-1])
    return structure.below(home.id, own=True)
