"""How an act on an inspection is written: its row locked, its event appended, its rows brought to the state after."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models import Inspection, InspectionRemark, Member, Place
from motcua.reform.inspections.queries.inspection_rows import VERSION, columns_of, state_of, stream_name
from motcua.reform.inspections.rules.life import PREFIX, Act, InspectionState, apply
from motcua.reform.inspections.rules.words import UnknownInspection


def one_at_a_time() -> None:
    """
    Let nobody else open or move an inspection until this transaction ends, so that two cannot take the same day.

    SQLite has one writer as it is.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE inspections_place IN SHARE ROW EXCLUSIVE MODE")


def locked(inspection_id: int) -> tuple[Inspection, InspectionState]:
    """Lock an inspection, and give its row and state. :raises UnknownInspection: if there is none."""
    row = Inspection.objects.select_for_update().filter(pk=inspection_id).first()
    if row is None:
        raise UnknownInspection(gettext_noop("there is no such inspection"), field="inspection", value=inspection_id)
    return row, state_of(row, Place.objects.filter(inspection=row), Member.objects.filter(inspection=row))


def write(
    row: Inspection,
    before: InspectionState,
    act: Act,
    payload: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    reason: str = "",
) -> InspectionState:
    """Append the event, and bring the inspection's row to the state after it; give that state."""
    key = before.unit or units.by_id([row.unit_id])[row.unit_id].key
    said = dict(payload)
    if reason:
        said["reason"] = remark(stream_name(row.pk), before.number + 1, reason, by=by, at=at)
    after = apply(before, act, at, key, said)
    ledger.append(
        ledger.NewEvent(
            stream=stream_name(row.pk),
            number=after.number,
            kind=PREFIX + act.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=key,
            payload=said,
        ),
        recorded_at=at,
    )
    columns = columns_of(after)
    for column, value in columns.items():
        setattr(row, column, value)
    row.save()
    return after


def remark(stream: str, number: int, text: str, *, by: str, at: datetime) -> str:
    """Keep a reason beside the ledger, and give the commitment that stands for it there."""
    salt = secrets.token_bytes(16)
    InspectionRemark.objects.create(stream=stream, number=number, author=by, at=at, text=text, salt=salt)
    return ledger.commitment(json.dumps([by, text], ensure_ascii=False), salt)
