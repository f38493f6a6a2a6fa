"""What every act on surveys needs: its unit, and its event in the ledger."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop

VERSION = 1
"""The version of this module's payloads, where an act does not name its own."""


def append(
    stream: str,
    number: int,
    kind: str,
    payload: Mapping[str, Any],
    *,
    unit: str,
    by: str,
    at: datetime,
    occurred_at: datetime | None = None,
    version: int = VERSION,
) -> bytes:
    """Add the event of an act to the ledger; give its leaf."""
    return ledger.append(
        ledger.NewEvent(stream, number, kind, version, occurred_at or at, by, unit, payload), recorded_at=at
    )


def unit_of_key(key: str) -> units.Unit:
    """Find a unit. :raises UnknownUnit:"""
    found = units.by_key([key]).get(key)
    if found is None:
        raise units.UnknownUnit(gettext_noop("there is no unit of this key"), field="unit", value=key)
    return found
