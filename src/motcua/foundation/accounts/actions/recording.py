"""How a change to a post or a person is recorded: the next event of its stream, in the caller's transaction."""

from datetime import datetime
from typing import Any

from motcua.foundation.accounts.models import Person, Post
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units

VERSION = 1
"""The version of this module's payloads."""


def record(row: Post | Person, kind: str, *, by: str, at: datetime, **payload: Any) -> None:
    """
    Append the next event of a post or a person. Two SQL statements, and one to name a post's unit.

    :raises StreamConflict: if someone else has changed it in the meantime.
    """
    row.events += 1
    row.save(update_fields=["events"])
    unit = units.by_id([row.unit_id])[row.unit_id].key if isinstance(row, Post) else ""
    word = "post" if isinstance(row, Post) else "person"
    event = ledger.NewEvent(
        stream=f"{word}/{row.pk}",
        number=row.events,
        kind=f"{word}.{kind}",
        version=VERSION,
        occurred_at=at,
        actor=by,
        unit=unit,
        payload=payload,
    )
    ledger.append(event, recorded_at=at)
