"""Taking the notes of a device that was offline: each once, in the order of its device, none lost."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.actions.visit_writing import locked, write
from motcua.reform.inspections.actions.visiting import answered, found, keep_picture, photographed, remarked
from motcua.reform.inspections.models import DeviceNote, Visit
from motcua.reform.inspections.rules.notes import (
    AlteredNote,
    Note,
    NoteKind,
    checked,
    digest_of,
    ensure_follows,
    read_answer,
    read_finding,
    read_text,
)
from motcua.reform.inspections.rules.visit import Aside
from motcua.reform.inspections.rules.visit_life import Act


@dataclass(frozen=True, slots=True)
class Taken:
    """
    What became of a note; the same note sent again gets the same.

    :param number: of the event of the visit that it became.
    :param received_at: by the server's clock.
    :param hash: what the next note of its device must carry as ``previous``.
    :param aside: why it was set aside: kept and shown, but nothing in the visit was changed by it.
    """

    uuid: str
    number: int
    received_at: datetime
    hash: str
    aside: Aside | None


def take_note(*, place_id: int, note: Note, by: str, at: datetime) -> Taken:
    """
    Take a note, once. A well-made note is never refused for what it says: if it cannot be applied it is set aside.

    :raises NotANote: :raises AlteredNote: if it, its picture or another note of its number is not what was sealed.
    :raises BrokenChain: if it does not follow the last note taken from its device for this place.
    :raises UnknownVisit: while the visit has not begun.
    """
    hashed = checked(note)
    before = _taken(place_id, note, hashed)
    if before:
        return before
    kept, refusal = _picture(place_id, note, by=by, at=at)
    with transaction.atomic():
        row = locked(place_id, closed=True)
        before = _taken(place_id, note, hashed)
        if before:
            return before
        last = DeviceNote.objects.filter(visit=row, device=note.device).order_by("-number").first()
        ensure_follows(note, last.hash if last else "")
        aside, number = _apply(row, note, hashed, kept, refusal, by=by, at=at)
        return _taken_of(
            DeviceNote.objects.create(
                visit=row,
                uuid=note.uuid,
                device=note.device,
                hash=hashed,
                number=number,
                slow=_seconds(note),
                captured_at=note.captured_at,
                received_at=at,
                aside=aside or "",
            )
        )


def last_of(place_id: int, device: str) -> str:
    """Give the hash of the last note taken from a device for a place: what its next note must carry. One SQL query."""
    held = DeviceNote.objects.filter(visit__place=place_id, device=device).order_by("-number")
    return held.values_list("hash", flat=True).first() or ""


def _apply(
    row: Visit, note: Note, hashed: str, kept: files.Kept | None, refusal: Refused | None, *, by: str, at: datetime
) -> tuple[Aside | None, int]:
    """Apply a note to a visit, or set it aside; say which, and the number of its event."""
    device = {
        "uuid": note.uuid,
        "device": note.device,
        "previous": note.previous,
        "hash": hashed,
        "slow": _seconds(note),
        "captured_at": note.captured_at.isoformat(),
    }
    also: dict[str, Any] = {"by": by, "at": at, "happened": note.happened_at(at), "device": device}

    def set_aside(why: Aside, said: str) -> tuple[Aside, int]:
        payload = {"aside": why.value, "kind": note.kind.value, "line": note.line[:64], "note": device}
        if kept:
            payload["digest"] = kept.digest
        texts = {"payload": json.dumps(dict(note.payload), ensure_ascii=False, sort_keys=True), "why": said}
        happened = note.happened_at(at)
        return why, write(row, Act.SET_ASIDE, payload, texts=texts, by=by, at=at, happened_at=happened)

    if row.closed_at is not None:
        return set_aside(Aside.CLOSED, "")
    if refusal is not None:
        return set_aside(Aside.REFUSED, refusal.message())
    try:
        return None, _APPLY[note.kind](row, note, kept, also)
    except Refused as wrong:
        return set_aside(Aside.REFUSED, wrong.message())


def _answer(row: Visit, note: Note, _kept: files.Kept | None, also: dict[str, Any]) -> int:
    return answered(row, note.line, read_answer(note.payload), **also)


def _remark(row: Visit, note: Note, _kept: files.Kept | None, also: dict[str, Any]) -> int:
    return remarked(row, note.line, read_text(note.payload, "text"), **also)


def _photograph(row: Visit, note: Note, kept: files.Kept | None, also: dict[str, Any]) -> int:
    if kept is None:
        raise AlteredNote(gettext_noop("the picture is missing"), field="content")
    caption = read_text(note.payload, "caption", needed=False)
    return photographed(row, note.line, kept, str(note.payload["digest"]), caption, **also)


def _finding(row: Visit, note: Note, _kept: files.Kept | None, also: dict[str, Any]) -> int:
    return found(row, note.line, read_finding(note.payload), **also)


_APPLY: dict[NoteKind, Callable[[Visit, Note, files.Kept | None, dict[str, Any]], int]] = {
    NoteKind.ANSWER: _answer,
    NoteKind.REMARK: _remark,
    NoteKind.PHOTOGRAPH: _photograph,
    NoteKind.FINDING: _finding,
}


def _picture(place_id: int, note: Note, *, by: str, at: datetime) -> tuple[files.Kept | None, Refused | None]:
    """Keep the picture of a photograph; say so if its kind is none that is kept. :raises AlteredNote:"""
    if note.kind is not NoteKind.PHOTOGRAPH:
        return None, None
    if digest_of(note.content) != note.payload.get("digest"):
        raise AlteredNote(
            gettext_noop("the picture is not the one that was hashed at capture"),
            field="content",
            value=digest_of(note.content),
            expected=gettext_noop("send it again, whole"),
        )
    try:
        ending = "png" if note.content.startswith(b"\x89PNG") else "jpg"
        return keep_picture(place_id, f"{note.uuid}.{ending}", note.content, by=by, at=at), None
    except files.FileRefused as refusal:
        return None, refusal


def _taken(place_id: int, note: Note, hashed: str) -> Taken | None:
    """Give what became of a note that was taken before. :raises AlteredNote: if that was another one."""
    held = DeviceNote.objects.select_related("visit").filter(uuid=note.uuid).first()
    if held is None:
        return None
    if held.hash != hashed or held.visit.place_id != place_id:
        raise AlteredNote(
            gettext_noop("another note was taken under this number"),
            field="uuid",
            value=note.uuid,
            expected=gettext_noop("send the note as it was sealed"),
        )
    return _taken_of(held)


def _taken_of(held: DeviceNote) -> Taken:
    aside = Aside(held.aside) if held.aside else None
    return Taken(str(held.uuid), held.number, held.received_at, held.hash, aside)


def _seconds(note: Note) -> int:
    return round(note.slow.total_seconds())
