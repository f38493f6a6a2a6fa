"""Reading what a tablet sends: its clock, whose notes they are, and the notes with their pictures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.public import Note, NoteKind

MOST_NOTES = 100
MOST_BYTES = 60_000_000
"""Of all pictures of one request. A tablet sends six million, or one picture that is larger."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MOMENT = 10**13
"""In milliseconds; it is the year 2286."""


class NotNotes(Refused):
    """What was sent is not what a tablet sends."""


@dataclass(frozen=True, slots=True)
class Sent:
    """
    What a tablet sent.

    :param post: the key of the post for which the notes were written.
    :param slow: how far its clock was behind the server's when it sent them; negative if ahead.
    """

    post: str
    slow: timedelta
    notes: tuple[Note, ...]


def read(request: HttpRequest, *, now: datetime) -> Sent:
    """Read the notes of a request, in their order. :raises NotNotes: if it is anything else."""
    if sum(one.size or 0 for one in request.FILES.values() if isinstance(one, UploadedFile)) > MOST_BYTES:
        raise _wrong("pictures")
    try:
        said = json.loads(request.POST.get("notes", ""))
    except (ValueError, RecursionError):
        said = None
    match said:
        case {"post": str(post), "sent_at": int(sent_at), "notes": list(given)} if len(given) <= MOST_NOTES:
            slow = now - _moment(sent_at)
            return Sent(post, slow, tuple(_note(one, request.FILES, slow, now) for one in given))
        case _:
            raise _wrong("notes")


def _note(said: object, pictures: Mapping[str, Any], slow: timedelta, now: datetime) -> Note:
    match said:
        case {
            "uuid": str(uuid),
            "device": str(device),
            "captured_at": int(captured_at),
            "kind": str(kind),
            "line": str(line),
            "payload": dict(payload),
            "previous": str(previous),
            "hash": str(hashed),
        } if kind in [*NoteKind] and hashed and not _has_nul(line, *payload.values()):
            content = _content(pictures.get(uuid), now)
            moment = _moment(captured_at)
            return Note(uuid, device, moment, NoteKind(kind), line, payload, previous, hashed, slow, content)
        case _:
            raise _wrong("notes")


def _has_nul(*values: object) -> bool:
    """Say whether a text holds what PostgreSQL keeps in none."""
    return any("\0" in value for value in values if isinstance(value, str))


def _content(picture: "UploadedFile[bytes] | None", now: datetime) -> bytes:
    """Give the bytes of a picture. :raises TooLarge: before they are read."""
    if picture is None:
        return b""
    files.check_size(picture.size or 0, limits=files.limits(now))
    content: bytes = picture.read()
    return content


def _moment(milliseconds: int) -> datetime:
    if isinstance(milliseconds, bool) or not 0 <= milliseconds <= _LAST_MOMENT:
        raise _wrong("sent_at")
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _wrong(field: str) -> NotNotes:
    return NotNotes(
        gettext_noop("this is not what a tablet sends"),
        field=field,
        expected=gettext_noop("send notes from the page for inspecting without a line"),
    )
