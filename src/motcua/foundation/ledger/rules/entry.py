"""The exact bytes of an event. What is hashed is what is stored; what people read is made from it."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop

LEAF = b"\x00"
_NAMES = {"stream", "number", "kind", "version", "occurred_at", "recorded_at", "actor", "unit", "payload"}
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d\.\d{6}\+00:00", re.ASCII)
"""An instant as it is written: in UTC, to the microsecond."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """
    Something that happened, to be recorded.

    ``number`` counts from 1 within its ``stream``; the pair is unique, and so a lock without waiting. ``actor`` and
    ``unit`` are opaque. ``payload`` holds nothing of a person: a salted :func:`commitment` stands for it.
    """

    stream: str
    number: int
    kind: str
    version: int
    occurred_at: datetime
    actor: str
    unit: str
    payload: Mapping[str, Any]


class NotCanonical(Refused):
    """These bytes are not those that this program would have written for what they say."""


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode


def entry_bytes(event: NewEvent, recorded_at: datetime) -> bytes:
    """Give the bytes that are stored for an event: JSON with sorted keys, UTF-8, times in UTC to the microsecond."""
    return _encode(
        {
            "stream": event.stream,
            "number": event.number,
            "kind": event.kind,
            "version": event.version,
            "occurred_at": _written(event.occurred_at),
            "recorded_at": _written(recorded_at),
            "actor": event.actor,
            "unit": event.unit,
            "payload": event.payload,
        }
    ).encode()


def read_entry(entry: bytes) -> tuple[NewEvent, datetime]:
    """
    Read stored bytes back: the event, and when it was recorded.

    :raises NotCanonical: if they are no entry, or not to the byte what writing it again would give.
    """
    fields = _fields(entry)
    event = _event(fields)
    try:
        canonical = (
            fields.keys() == _NAMES
            and _WRITTEN.fullmatch(fields["occurred_at"])
            and _WRITTEN.fullmatch(fields["recorded_at"])
            and _encode(fields).encode() == entry
        )
    except (ValueError, RecursionError, OverflowError):
        canonical = False
    if not canonical:
        raise NotCanonical(gettext_noop("the bytes are not canonical"), field="entry")
    return event


def parse_entry(entry: bytes) -> tuple[NewEvent, datetime]:
    """Read stored bytes without asking whether they are canonical. :raises NotCanonical: if they are no entry."""
    return _event(_fields(entry))


def _fields(entry: bytes) -> Any:
    try:
        return json.loads(entry.decode())
    except (ValueError, RecursionError) as damage:
        raise _no_entry() from damage


def _event(fields: Any) -> tuple[NewEvent, datetime]:
    try:
        stream, number, kind, version = fields["stream"], fields["number"], fields["kind"], fields["version"]
        actor, unit, payload = fields["actor"], fields["unit"], fields["payload"]
        occurred_at = datetime.fromisoformat(fields["occurred_at"])
        recorded_at = datetime.fromisoformat(fields["recorded_at"])
    except (ValueError, KeyError, TypeError) as damage:
        raise _no_entry() from damage
    texts = type(stream) is type(kind) is type(actor) is type(unit) is str
    counts = type(number) is type(version) is int and number > 0 and version > 0
    if not (texts and counts and type(payload) is dict):
        raise _no_entry()
    return NewEvent(stream, number, kind, version, occurred_at, actor, unit, payload), recorded_at


def _no_entry() -> NotCanonical:
    return NotCanonical(gettext_noop("the bytes are no entry of a ledger"), field="entry")


def leaf_of(entry: bytes) -> bytes:
    """Give the leaf of an entry: SHA-256 over a zero byte and the entry (RFC 9162, 2.1.1)."""
    return hashlib.sha256(LEAF + entry).digest()


def commitment(value: str, salt: bytes) -> str:
    """
    Give what stands in a leaf for a value that may have to be erased: SHA-256 over salt and value, in hex.

    Without the salt, which is kept and erased with the value, nothing can be learnt of it.
    """
    return hashlib.sha256(len(salt).to_bytes(2, "big") + salt + value.encode()).hexdigest()


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
