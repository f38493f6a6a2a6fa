"""What every act of a visit does: lock its row, write texts beside, append the event."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models import Visit, VisitText
from motcua.reform.inspections.queries.checklists import checklist_of
from motcua.reform.inspections.rules.checklist import Question
from motcua.reform.inspections.rules.notes import ensure_length
from motcua.reform.inspections.rules.visit import UnknownVisit, VisitClosed
from motcua.reform.inspections.rules.visit_life import PREFIX, Act
from motcua.reform.registers.public import ReformField

WHOLE = frozenset({"minutes", "payload"})
"""Texts that are made of several, each of which was checked."""
VERSION = 1
"""The version of a visit's payloads."""


def visit_stream(place_id: int) -> str:
    """Name the ledger's stream of the visit of a place."""
    return f"visit/{place_id}"


def locked(place_id: int, *, closed: bool = False) -> Visit:
    """
    Lock the visit of a place, within a transaction.

    :param closed: take one whose minutes are signed too.
    :raises UnknownVisit: :raises VisitClosed:
    """
    rows = Visit.objects.select_for_update(of=("self",)).select_related("place__inspection")
    row = rows.filter(place_id=place_id).first()
    if row is None:
        raise UnknownVisit(
            gettext_noop("the visit of this place has not begun"),
            field="place",
            value=place_id,
            expected=gettext_noop("begin it and choose its checklist"),
        )
    if row.closed_at is not None and not closed:
        raise VisitClosed(gettext_noop("the minutes are signed by both sides, and nothing changes any more"))
    return row


def asked_line(row: Visit, code: str) -> tuple[ReformField, Question]:
    """Give a line that the visit asks, with its field. :raises UnknownLine:"""
    return checklist_of(row.text).line(code)


def write(
    row: Visit,
    act: Act,
    payload: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    texts: Mapping[str, str] | None = None,
    happened_at: datetime | None = None,
) -> int:
    """
    Append one event to a visit that is locked, with the texts that stand beside it, and give its number.

    :param texts: by name; an empty one is none.
    :param happened_at: if it was not now.
    :raises NotANote: if a text is too long.
    """
    for name, text in (texts or {}).items():
        if name not in WHOLE:
            ensure_length(text, field=name)
    row.number += 1
    beside = [
        VisitText(visit=row, number=row.number, name=name, text=text.strip(), salt=secrets.token_bytes(16))
        for name, text in (texts or {}).items()
        if text.strip()
    ]
    held = {one.name: ledger.commitment(one.text, bytes(one.salt)) for one in beside}
    inspecting = row.place.inspection.unit_id
    ledger.append(
        ledger.NewEvent(
            stream=visit_stream(row.place_id),
            number=row.number,
            kind=PREFIX + act.value,
            version=VERSION,
            occurred_at=happened_at or at,
            actor=by,
            unit=units.by_id([inspecting])[inspecting].key,
            payload={**payload, "texts": held} if held else payload,
        ),
        recorded_at=at,
    )
    row.save()
    VisitText.objects.bulk_create(beside)
    return row.number
