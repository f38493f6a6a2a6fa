"""Between the state that the rules know and the rows that the database keeps."""

from datetime import datetime
from typing import Any

from motcua.foundation.units import public as units
from motcua.services.casework.models import Branch as BranchRow
from motcua.services.casework.models import Case, Seat
from motcua.services.casework.rules.state import Asking, Branch, CaseState, Place, Waits
from motcua.services.casework.rules.words import Part

VERSION = 1
"""The version of this module's payloads in the ledger."""


def stream_name(dossier_id: int) -> str:
    """Name the ledger's stream of the work on a dossier."""
    return f"case/{dossier_id}"


def post_id(key: str) -> int:
    """Give the id of a post by the key under which it acts; 0, which no post has, for who is none."""
    number = key.removeprefix("post/")
    return int(number) if key.startswith("post/") and number.isdecimal() else 0


def columns_of(state: CaseState, *, unit_id: int) -> dict[str, Any]:
    """Give the columns of a row, but its dossier and its process; ``unit_id`` is that of the place."""
    place = state.place
    return {
        "number": state.number,
        "case": state.case,
        "step": place.step,
        "unit_id": unit_id,
        "step_since": place.since,
        "step_due": place.due,
        "main_id": post_id(place.main) if place.main else None,
        "moved_by": place.moved_by,
        "before": _place_told(state.before) if state.before else None,
        "asking": [state.asking.about, state.asking.asked_by, state.asking.number] if state.asking else None,
        "agency_due": state.agency_due,
        "waits": [state.waits.to, state.waits.unit, state.waits.post, state.waits.by] if state.waits else None,
    }


def branch_columns(branch: Branch, *, unit_id: int | None) -> dict[str, Any]:
    """Give the columns of a branch's row, but its case."""
    return {
        "number": branch.number,
        "part": branch.part,
        "of": branch.of,
        "step": branch.step,
        "unit_id": unit_id,
        "outside": branch.outside,
        "reference": branch.reference,
        "opened_at": branch.opened_at,
        "since": branch.since,
        "due": branch.due,
        "main_id": post_id(branch.main) if branch.main else None,
        "answered_at": branch.answered_at,
    }


def state_of(row: Case) -> CaseState:
    """Give the state that a row stands for. Three SQL queries, and one where it has branches."""
    before = row.before
    branches = list(BranchRow.objects.filter(case=row).order_by("number"))
    return CaseState(
        number=row.number,
        case=row.case,
        place=Place(
            step=row.step,
            unit=units.by_id([row.unit_id])[row.unit_id].key,
            since=row.step_since,
            due=row.step_due,
            main=f"post/{row.main_id}" if row.main_id else None,
            moved_by=row.moved_by,
        ),
        before=Place(
            before["step"],
            before["unit"],
            datetime.fromisoformat(before["since"]),
            datetime.fromisoformat(before["due"]) if before["due"] else None,
            before["main"],
            before["moved_by"],
        )
        if before
        else None,
        seats=tuple((Part(seat.part), f"post/{seat.post_id}") for seat in Seat.objects.filter(case=row).order_by("pk")),
        asking=Asking(*row.asking) if row.asking else None,
        agency_due=row.agency_due,
        branches=_branches(branches),
        waits=Waits(*row.waits) if row.waits else None,
    )


def _branches(rows: list[BranchRow]) -> tuple[Branch, ...]:
    keys = units.by_id([row.unit_id for row in rows if row.unit_id is not None]) if rows else {}
    return tuple(
        Branch(
            number=row.number,
            part=row.part,
            of=row.of,
            step=row.step,
            unit=keys[row.unit_id].key if row.unit_id is not None else "",
            outside=row.outside,
            opened_at=row.opened_at,
            since=row.since,
            due=row.due,
            main=f"post/{row.main_id}" if row.main_id else None,
            reference=row.reference,
            answered_at=row.answered_at,
        )
        for row in rows
    )


def _place_told(place: Place) -> dict[str, Any]:
    return {
        "step": place.step,
        "unit": place.unit,
        "since": place.since.isoformat(),
        "due": place.due.isoformat() if place.due else None,
        "main": place.main,
        "moved_by": place.moved_by,
    }
