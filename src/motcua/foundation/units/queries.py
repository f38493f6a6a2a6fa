"""Reads of the tree. The tree is answered from the compiled history: one SQL query while it is unchanged, else four."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db import connection
from django.db.models import Q

from motcua.foundation.units import models
from motcua.foundation.units.rules.contact import Contact
from motcua.foundation.units.rules.history import History, Structure
from motcua.foundation.units.rules.words import Level, Standing, Succession, Unit

_compiled: tuple[str, History] | None = None


def history() -> History:
    """
    Give the history of the tree as the database holds it now. One SQL query while it is unchanged, else four.

    The stamp is compared on every call, so a change by another process, and one that was rolled back, are both seen.
    """
    global _compiled
    stamp = _stamp()
    if _compiled is None or _compiled[0] != stamp:
        _compiled = stamp, _compile()
    return _compiled[1]


def find(code: str, *, on: date) -> Unit:
    """Give the unit that bears a code on a day; ``CODE@DATE`` names another day. One SQL query. :raises UnknownUnit:"""
    return history().find(code, on)


def structure(on: date) -> Structure:
    """Give the tree of a day. One SQL query."""
    return history().structure(on)


def by_id(ids: Collection[int]) -> dict[int, Unit]:
    """Give units by id with their latest names; unknown ids are left out. One SQL query."""
    known = history()
    return {unit_id: known.latest(unit_id) for unit_id in ids if unit_id in known.kinds}


def by_key(keys: Collection[str]) -> dict[str, Unit]:
    """Give units by key with their latest names; unknown keys are left out. One SQL query."""
    known = history()
    return {key: known.latest(unit_id) for key in keys if (unit_id := known.id_of(key)) is not None}


def contacts(unit_ids: Collection[int], *, on: date) -> dict[int, Contact]:
    """
    Give how offices are reached on a day; a department that says nothing is reached as what it is a department of.

    Two SQL queries. An office of which nothing is known is left out.
    """
    tree = structure(on)
    above = {one: list(_up_to_government(tree, one)) for one in unit_ids if one in tree.units}
    rows = models.ContactRow.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        unit__in={unit for line in above.values() for unit in line},
        valid_from__lte=on,
    )
    said = {row.unit_id: contact for row in rows if not (contact := row.contact()).is_empty}
    nearest = {one: next((said[unit] for unit in line if unit in said), None) for one, line in above.items()}
    return {one: contact for one, contact in nearest.items() if contact is not None}


def _up_to_government(tree: Structure, unit_id: int) -> Iterator[int]:
    yield unit_id
    below = tree.units[unit_id]
    for upper in tree.above(unit_id):
        if below.level is not Level.DEPARTMENT:
            return
        yield upper.id
        below = upper


def _stamp() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stamp FROM units_tree")
        row = cursor.fetchone()
    return row[0] if row else ""


def _compile() -> History:
    return History(
        kinds={
            unit_id: (key, Level(level))
            for unit_id, key, level in models.Unit.objects.values_list("id", "key", "level")
        },
        standings=(
            Standing(*row)
            for row in models.Standing.objects.values_list(
                "unit_id", "code", "name", "parent_id", "valid_from", "valid_to"
            )
        ),
        successions=(
            Succession(*row)
            for row in models.Succession.objects.order_by("id").values_list(
                "predecessor_id", "successor_id", "on", "main"
            )
        ),
    )
