"""Units are reorganised in one act, and what is open goes to whoever is competent from then on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.kernel.tables import Row, RowsRefused, Taken
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers

VERSION = 1
"""The version of this module's payloads in the ledger."""

ROUTING = ("field", "procedure")
"""Columns that say which of several successors has the dossiers of a field or of a procedure."""

MOST_PARTS = 1_000_000
NOTE = "Sắp xếp đơn vị hành chính"
"""What stands beside each hand-over; it is the office's word, and names nobody."""


@dataclass(frozen=True, slots=True)
class Reorganised:
    """
    What came of it: rows of units, dossiers that another unit has now, and that are another's in law now.

    :param parts: parts of dossiers that another unit has now.
    """

    units: Taken
    passed_on: int
    competence: int
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen: how many open dossiers of which ended unit would go where, by names."""

    lines: tuple[tuple[str, str, int], ...]


def reorganise(rows: Sequence[Row], *, on: date, by: str, at: datetime) -> Reorganised:
    """
    Take in a reorganisation, and pass on all that is open in the units that ended; whole or not at all.

    Nothing is filed again: receipt, terms and history stay as they were, under the old names; who has a dossier and
    whose it is in law change with an event each. A unit that was divided gives its dossiers to its main successor, but
    those of a field or procedure to the one whose row names it. Event ``succession.done``, stream ``succession/<day>``.

    :param on: the first day of the new order.
    :raises RowsRefused: with everything that is wrong.
    """
    plain = [Row(row.line, {name: cell for name, cell in row.cells.items() if name not in ROUTING}) for row in rows]
    with transaction.atomic():
        before = units.structure(on - timedelta(days=1))
        taken = units.reorganise(_once(plain), on=on, by=by, at=at)
        after = units.structure(on)
        ended = set(before.units) - set(after.units)
        routes = _routes(rows, before, after)
        passed = competence = parts = 0
        for one in dossiers.open_with(ended):
            holder = _successor(one.procedure, one.field, one.holder_id, after, routes)
            competent = _successor(one.procedure, one.field, one.competent_id, after, routes)
            if holder is not None:
                casework.pass_on(code=one.code, to=holder.key, note=NOTE, by=by, at=at)
                passed += 1
            if competent is not None:
                dossiers.name_competent(code=one.code, unit=competent.key, reason=NOTE, by=by, at=at)
                competence += 1
        for part in casework.out_with(ended, most=MOST_PARTS):
            unit_id = part.branch.unit_id
            follower = _successor(part.procedure, part.field, unit_id, after, routes) if unit_id is not None else None
            if follower is not None:
                casework.pass_on_branch(
                    code=part.code, branch=part.branch.number, to=follower.key, note=NOTE, by=by, at=at
                )
                parts += 1
        if taken.taken or passed or competence or parts:
            stream = f"succession/{on.isoformat()}"
            ledger.append(
                ledger.NewEvent(
                    stream=stream,
                    number=len(ledger.read(stream)) + 1,
                    kind="succession.done",
                    version=VERSION,
                    occurred_at=at,
                    actor=by,
                    unit="",
                    payload={"units": taken.taken, "passed_on": passed, "competence": competence, "parts": parts},
                ),
                recorded_at=at,
            )
    return Reorganised(taken, passed, competence, parts)


def plan(rows: Sequence[Row], *, on: date, by: str, at: datetime) -> Plan:
    """
    Say what a reorganisation would do to what is open, and do nothing of it.

    :raises RowsRefused: as the act itself would.
    """
    with transaction.atomic():
        before = units.structure(on - timedelta(days=1))
        counted: dict[tuple[str, str], int] = {}
        held = {one.code: one.holder_id for one in dossiers.open_with(before.units)}
        reorganise(rows, on=on, by=by, at=at)
        for code, holder_id in held.items():
            now = dossiers.brief(code)
            if now is None or now.holder_id == holder_id:
                continue
            names = (before.units[holder_id].name, units.by_id([now.holder_id])[now.holder_id].name)
            counted[names] = counted.get(names, 0) + 1
        transaction.set_rollback(True)
    return Plan(tuple((old, new, count) for (old, new), count in sorted(counted.items())))


def _once(rows: Sequence[Row]) -> list[Row]:
    """Give each row of units once: those that differ by field or procedure alone say the same of units."""
    seen: dict[tuple[tuple[str, str], ...], Row] = {}
    for row in rows:
        seen.setdefault(tuple(sorted(row.cells.items())), row)
    return [*seen.values()]


Routes = Mapping[tuple[int, str, str], units.Unit]


def _routes(rows: Sequence[Row], before: units.Structure, after: units.Structure) -> Routes:
    found: dict[tuple[int, str, str], units.Unit] = {}
    for row in rows:
        for column in ROUTING:
            if not row[column]:
                continue
            old, new = before.by_code.get(row["old_code"]), after.by_code.get(row["new_code"])
            if old is None or new is None:
                refusal = units.UnknownUnit(
                    gettext_noop("no unit of this code lives before and after the change"),
                    field=column,
                    value=row["old_code"] if old is None else row["new_code"],
                ).at_line(row.line)
                raise RowsRefused([refusal], read=len(rows))
            found[old.id, column, row[column]] = new
    return found


def _successor(procedure: str, field: str, unit_id: int, after: units.Structure, routes: Routes) -> units.Unit | None:
    """Give the unit that has from now on what another had; None where that lives on, or nobody follows it."""
    if unit_id in after.units:
        return None
    routed = routes.get((unit_id, "procedure", procedure)) or routes.get((unit_id, "field", field))
    place = after.place(unit_id)
    return routed or (after.units[place] if place is not None else None)
