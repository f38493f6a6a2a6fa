"""
Changes to the tree of offices. Each is one transaction; each unit it touches gets its event in the same.

Everyone who changes the tree waits for the one before: changes are rare, and each is checked against all others.
``by`` is the actor as the ledger knows it; ``at`` is when the act was recorded, aware; ``on`` is the first day on which
the new state holds.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import models, queries
from motcua.foundation.units.rules.draft import Draft
from motcua.foundation.units.rules.history import History
from motcua.foundation.units.rules.levels import guess_level
from motcua.foundation.units.rules.lists import take_list
from motcua.foundation.units.rules.reorganisation import take_reorganisation
from motcua.foundation.units.rules.words import BEGINNING, Level, Unit
from motcua.kernel.tables import Row, Taken

VERSION = 1
"""The version of this module's payloads."""

BATCH = 400
"""Rows in one statement; SQLite takes no more than 999 values."""


def found(
    *,
    code: str,
    name: str,
    level: Level,
    on: date,
    by: str,
    at: datetime,
    parent_id: int | None = None,
    until: date | None = None,
) -> Unit:
    """
    Found a unit.

    :param until: its last day, if that is known.
    :raises CodeInUse: if another unit bears the code on any of its days.
    :raises Misplaced: if the parent does not live as long, or is not of a higher level.
    """
    with _changing(by, at) as draft:
        key, _ = draft.kinds[draft.found(code=code, name=name, level=level, parent_id=parent_id, on=on, until=until)]
    return queries.by_key([key])[key]


def rename(*, unit_id: int, on: date, by: str, at: datetime, name: str | None = None, code: str | None = None) -> None:
    """
    Give a unit another name or code from a day on, until the next change of the same on record.

    :raises NotInBeing: if it does not exist on that day.
    :raises CodeInUse: if another unit bears the code.
    """
    with _changing(by, at) as draft:
        draft.rename(unit_id, name=name, code=code, on=on)


def move(*, unit_id: int, parent_id: int | None, on: date, by: str, at: datetime) -> None:
    """
    Put a unit under another from a day on, until the next move on record.

    :raises NotInBeing: if it does not exist on that day.
    :raises Misplaced: if the parent does not live as long, is not of a higher level, or stands under it.
    """
    with _changing(by, at) as draft:
        draft.move(unit_id, parent_id=parent_id, on=on)


def merge(*, unit_ids: Sequence[int], into: int, on: date, by: str, at: datetime) -> None:
    """
    End units whose successor is another; what stands under them follows it.

    :raises NotInBeing: if one of them does not exist on the day before, or the successor on that day.
    :raises ChangedLater: if a later change of one of them is on record.
    """
    with _changing(by, at) as draft:
        draft.merge(unit_ids, into=into, on=on)


def dissolve(*, unit_id: int, on: date, by: str, at: datetime, successors: Sequence[int] = ()) -> None:
    """
    End a unit, with the units that share its work after it, the main one first, or with none.

    What stands under it follows the main successor; without one its departments end with it.

    :raises NotInBeing: if it does not exist on the day before, or a successor on that day.
    :raises ChangedLater: if a later change of it is on record.
    :raises StillNeeded: if a lower level of government stands under it and nothing follows it.
    """
    with _changing(by, at) as draft:
        draft.dissolve(unit_id, on=on, successors=successors)


def ensure(*, names: Mapping[str, str], on: date, by: str, at: datetime) -> dict[str, Unit]:
    """
    Make sure that each code is borne by a unit on a day; give the units by code.

    What is missing is founded at the top of the tree as of :data:`BEGINNING`, or of the day after the last one's end.

    :param names: a name for each code; an empty one becomes the code. The level is what the name tells, else commune.
    :raises CodeInUse: if a unit bears the code only later: then the list it came from must begin earlier.
    """
    with _changing(by, at) as draft:
        for code, name in names.items():
            if draft.bearer(code, on) is None:
                draft.found(
                    code=code,
                    name=name or code,
                    level=guess_level(name, under=None) or Level.COMMUNE,
                    parent_id=None,
                    on=draft.free_since(code, on) or BEGINNING,
                )
    return {code: queries.find(code, on=on) for code in names}


def take_units(rows: Sequence[Row], *, start: date, renames: bool, by: str, at: datetime) -> Taken:
    """
    Take in a list of units as it stood on a day, whole or not at all; see :func:`rules.lists.take_list`.

    :raises RowsRefused: with everything that is wrong.
    """
    with _changing(by, at) as draft:
        return take_list(draft, rows, start=start, renames=renames)


def reorganise(rows: Sequence[Row], *, on: date, by: str, at: datetime) -> Taken:
    """
    Take in a reorganisation, whole or not at all; see :func:`rules.reorganisation.take_reorganisation`.

    :raises RowsRefused: with everything that is wrong.
    """
    with _changing(by, at) as draft:
        return take_reorganisation(draft, rows, on=on)


@contextmanager
def _changing(by: str, at: datetime) -> Iterator[Draft]:
    with transaction.atomic():
        tree, _ = models.Tree.objects.select_for_update().get_or_create(id=models.Tree.ONLY, defaults={"stamp": ""})
        history = queries.history()
        draft = Draft(history)
        yield draft
        if draft.happened:
            _write(draft, history, by, at)
            tree.stamp = secrets.token_hex(16)
            tree.save(update_fields=["stamp"])


def _write(draft: Draft, history: History, by: str, at: datetime) -> None:
    """Write what the draft changed: units, their standings anew, successions, events."""
    known = [unit_id for unit_id in draft.changed if unit_id > 0]
    batches = [known[first : first + BATCH] for first in range(0, len(known), BATCH)]
    rows = {row.id: row for batch in batches for row in models.Unit.objects.filter(id__in=batch)}
    new = [unit_id for unit_id in draft.kinds if unit_id < 0]
    rows |= {unit_id: models.Unit(key=draft.kinds[unit_id][0], level=draft.kinds[unit_id][1]) for unit_id in new}
    numbers = []
    for one in draft.happened:
        rows[one.unit_id].events += 1
        numbers.append(rows[one.unit_id].events)
    models.Unit.objects.bulk_create([rows[unit_id] for unit_id in new])
    models.Unit.objects.bulk_update([rows[unit_id] for unit_id in known], ["events"], batch_size=BATCH)
    ids = {unit_id: row.id for unit_id, row in rows.items()}
    for batch in batches:
        models.Standing.objects.filter(unit_id__in=batch).delete()
    models.Standing.objects.bulk_create(
        models.Standing(
            unit_id=ids[unit_id],
            code=one.code,
            name=one.name,
            parent_id=one.parent_id and ids.get(one.parent_id, one.parent_id),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for unit_id in sorted(draft.changed)
        for one in draft.standings[unit_id]
    )
    models.Succession.objects.bulk_create(
        models.Succession(
            predecessor_id=ids[one.predecessor_id],
            successor_id=ids.get(one.successor_id, one.successor_id),
            on=one.on,
            main=one.main,
        )
        for one in draft.successions[len(history.successions) :]
    )
    ledger.append_all(
        (
            ledger.NewEvent(
                stream=f"unit/{ids[one.unit_id]}",
                number=number,
                kind=one.kind,
                version=VERSION,
                occurred_at=at,
                actor=by,
                unit=draft.kinds[one.unit_id][0],
                payload=one.payload,
            )
            for one, number in zip(draft.happened, numbers, strict=True)
        ),
        recorded_at=at,
    )
