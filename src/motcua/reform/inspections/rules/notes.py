"""
Notes of a device that was offline: how each is hashed, how one follows another, and what each kind says.

The tablet seals what it writes down before it says so; the server takes each note once, in the order of its device, and
can tell one that was altered or left out, since each carries the hash of the one before it.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.rules.visit import Answer, Cause, FindingKind, NotAFinding, NotAnAnswer, Severity
from motcua.reform.registers.public import ReformField

_DEVICE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HASH = re.compile(r"[0-9a-f]{64}")
LONGEST = 10_000
"""Letters of a text."""
MOST_COUNTED = 1_000_000
MOST_SLOW = timedelta(days=3660)
_FIRST_YEAR, _LAST_YEAR = 1970, 2200


class NoteKind(StrEnum):
    """What a note is."""

    ANSWER = "answer"
    REMARK = "remark"
    PHOTOGRAPH = "photograph"
    FINDING = "finding"


class NotANote(Refused):
    """This cannot be a note."""


class AlteredNote(Refused):
    """A note is not what was sealed on the device."""


class BrokenChain(Refused):
    """A note does not follow the one that was taken last from its device."""


@dataclass(frozen=True, slots=True)
class Note:
    """
    What a device wrote down, perhaps offline.

    :param uuid: made by the device; the same note sent again is taken once.
    :param captured_at: by the device's clock, aware; of it whole milliseconds count.
    :param line: the line of the checklist; empty for what is of none.
    :param payload: of an answer ``answer, note, looked, right``; of a remark ``text``; of a photograph ``digest,
        caption``; of a finding ``kind, text, field, severity, cause, cause_text, responsible``. Texts and whole numbers
        alone; what is left out is empty.
    :param previous: the hash of the note before it on the device for this place; empty for the first.
    :param hash: as the device reckoned it, see :func:`hash_of`; empty if it does not say.
    :param slow: how far the device's clock was behind the server's when the note was handed over; negative if ahead.
    :param content: the picture of a photograph as it came from the camera.
    """

    uuid: str
    device: str
    captured_at: datetime
    kind: NoteKind
    line: str
    payload: Mapping[str, Any]
    previous: str = ""
    hash: str = ""
    slow: timedelta = timedelta(0)
    content: bytes = field(default=b"", repr=False)

    @property
    def milliseconds(self) -> int:
        """Give when it was captured by the device's clock, in milliseconds since 1970 in UTC."""
        return (self.captured_at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)

    def happened_at(self, received_at: datetime) -> datetime:
        """Give when it was captured by the server's clock: the device's time set right, and never after receipt."""
        return min(self.captured_at + self.slow, received_at)


@dataclass(frozen=True, slots=True)
class SaidOfLine:
    """What an answer says."""

    answer: Answer
    note: str = ""
    looked: int | None = None
    right: int | None = None


@dataclass(frozen=True, slots=True)
class SaidToFind:
    """
    What a finding says.

    :param field: none takes the field of its line.
    :param severity: of a limit; :param cause: what a limit comes from, ``cause_text`` in words.
    :param responsible: the post that answers for it, by its title.
    """

    kind: FindingKind
    text: str
    field: ReformField | None = None
    severity: Severity | None = None
    cause: Cause | None = None
    cause_text: str = ""
    responsible: str = ""


def hash_of(note: Note) -> str:
    """
    Give the hash of a note: SHA-256 over JSON with sorted keys, without blanks, in UTF-8.

    The keys are captured_at (milliseconds since 1970), device, kind, line, payload, previous and uuid. ``slow`` is not
    among them, since it is measured when the note is handed over, nor the picture, whose digest is in the payload.
    """
    said = {
        "captured_at": note.milliseconds,
        "device": note.device,
        "kind": note.kind.value,
        "line": note.line,
        "payload": note.payload,
        "previous": note.previous,
        "uuid": note.uuid,
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(content: bytes) -> str:
    """Give the SHA-256 of a picture in hexadecimal, as a device reckons it at capture."""
    return hashlib.sha256(content).hexdigest()


def checked(note: Note) -> str:
    """Give the hash of a note that is well made. :raises NotANote: :raises AlteredNote:"""
    try:
        sound = str(UUID(note.uuid)) == note.uuid
    except ValueError:
        sound = False
    if not sound:
        raise NotANote(
            gettext_noop("this is not the number of a note"),
            field="uuid",
            value=note.uuid,
            expected=gettext_noop("write a UUID in small letters, with hyphens"),
        )
    if not _DEVICE.fullmatch(note.device):
        raise NotANote(
            gettext_noop("this cannot be the name of a device"),
            field="device",
            value=note.device,
            expected=gettext_noop("write up to 64 letters, digits, dots and hyphens"),
        )
    if note.previous and not _HASH.fullmatch(note.previous):
        raise NotANote(gettext_noop("this is not a hash"), field="previous", value=note.previous)
    if note.captured_at.tzinfo is None:
        raise NotANote(gettext_noop("the time has no zone"), field="captured_at", value=note.captured_at)
    if not _FIRST_YEAR <= note.captured_at.year <= _LAST_YEAR or abs(note.slow) > MOST_SLOW:
        raise NotANote(
            gettext_noop("no clock is so wrong"),
            field="captured_at",
            value=note.captured_at.isoformat(),
            expected=gettext_noop("set the clock of the device, and send its notes again"),
        )
    for name, value in note.payload.items():
        _ensure_plain(name, value)
    try:
        found = hash_of(note)
    except UnicodeEncodeError:
        raise NotANote(gettext_noop("the text is not Unicode"), field="payload") from None
    if note.hash and note.hash != found:
        raise AlteredNote(
            gettext_noop("the note is not what the device sealed"),
            field="hash",
            value=note.hash,
            expected=gettext_noop("its hash should be %(hash)s"),
            params={"hash": found},
        )
    return found


def ensure_follows(note: Note, last: str) -> None:
    """Check that a note follows the last one taken from its device. :raises BrokenChain:"""
    if note.previous != last:
        raise BrokenChain(
            gettext_noop("the note does not follow the last one that was taken from this device"),
            field="previous",
            value=note.previous,
            expected=gettext_noop("send the notes in the order in which they were written, after %(hash)s")
            if last
            else gettext_noop("send the first note first"),
            params={"hash": last},
        )


def read_answer(payload: Mapping[str, Any]) -> SaidOfLine:
    """Read what an answer says. :raises NotAnAnswer:"""
    answer = _text(payload, "answer")
    if answer not in [*Answer]:
        raise NotAnAnswer(
            gettext_noop("this is not an answer to a line"),
            field="answer",
            value=answer,
            expected=gettext_noop("write one of %(words)s"),
            params={"words": ", ".join(Answer)},
        )
    return checked_answer(
        SaidOfLine(Answer(answer), _text(payload, "note"), _count(payload, "looked"), _count(payload, "right"))
    )


def checked_answer(said: SaidOfLine) -> SaidOfLine:
    """Check that no more is right than was looked at, and give it back. :raises NotAnAnswer:"""
    if (said.right is not None and said.looked is None) or (said.right or 0) > (said.looked or 0):
        raise NotAnAnswer(
            gettext_noop("more is right than was looked at"),
            field="right",
            value=said.right,
            expected=gettext_noop("write how many were looked at, and of these how many are right"),
        )
    return said


def read_finding(payload: Mapping[str, Any]) -> SaidToFind:
    """Read what a finding says. :raises NotAFinding:"""
    return checked_finding(
        SaidToFind(
            kind=FindingKind(_word(payload, "kind", FindingKind)),
            text=_text(payload, "text"),
            field=ReformField(payload["field"]) if _word(payload, "field", ReformField, needed=False) else None,
            severity=Severity(payload["severity"]) if _word(payload, "severity", Severity, needed=False) else None,
            cause=Cause(payload["cause"]) if _word(payload, "cause", Cause, needed=False) else None,
            cause_text=_text(payload, "cause_text"),
            responsible=_text(payload, "responsible"),
        )
    )


def checked_finding(said: SaidToFind) -> SaidToFind:
    """Check that a finding says something, and that a limit says how much it weighs. :raises NotAFinding:"""
    if not said.text.strip():
        raise NotAFinding(
            gettext_noop("the finding says nothing"), field="text", expected=gettext_noop("write what was found")
        )
    if said.kind is FindingKind.LIMIT and said.severity is None:
        raise NotAFinding(
            gettext_noop("a limit says how much it weighs"),
            field="severity",
            expected=gettext_noop("write one of %(words)s"),
            params={"words": ", ".join(Severity)},
        )
    if said.kind is FindingKind.GOOD and (said.severity or said.cause or said.cause_text):
        raise NotAFinding(
            gettext_noop("a good point has no cause and no weight"),
            field="kind",
            value=said.kind.value,
            expected=gettext_noop("leave them empty, or make it a limit"),
        )
    return said


def ensure_length(text: str, *, field: str) -> None:
    """Check that a text is not too long to be kept. :raises NotANote:"""
    if len(text) > LONGEST:
        raise NotANote(
            gettext_noop("the text is longer than %(most)s letters"),
            field=field,
            expected=gettext_noop("shorten it"),
            params={"most": LONGEST},
        )


def read_text(payload: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    """Read a text of a note. :raises NotANote: if it is missing and needed."""
    said = _text(payload, name).strip()
    if needed and not said:
        raise NotANote(gettext_noop("the note says nothing"), field=name, expected=gettext_noop("write a text"))
    return said


def _word(payload: Mapping[str, Any], name: str, words: type[StrEnum], *, needed: bool = True) -> str:
    value = payload.get(name) or ""
    if value not in [*words] and (value or needed):
        raise NotAFinding(
            gettext_noop("this word is not known here"),
            field=name,
            value=value,
            expected=gettext_noop("write one of %(words)s"),
            params={"words": ", ".join(words)},
        )
    return str(value)


def _text(payload: Mapping[str, Any], name: str) -> str:
    value = payload.get(name) or ""
    return value if isinstance(value, str) else str(value)


def _count(payload: Mapping[str, Any], name: str) -> int | None:
    value = payload.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_COUNTED:
        raise NotAnAnswer(
            gettext_noop("this is not a count"), field=name, value=value, expected=gettext_noop("write 0 or more")
        )
    return value


def _ensure_plain(name: str, value: object) -> None:
    if isinstance(value, str):
        ensure_length(value, field=name)
    elif value is not None and (isinstance(value, bool) or not isinstance(value, int) or abs(value) > 2**53):
        raise NotANote(
            gettext_noop("a note holds texts and whole numbers alone"),
            field=name,
            value=value,
            expected=gettext_noop("write a text or a whole number"),
        )
