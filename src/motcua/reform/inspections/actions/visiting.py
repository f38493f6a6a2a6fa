"""What is done on the spot: begin the visit, answer its lines, remark, photograph, find, and take back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.actions.visit_writing import asked_line, locked, write
from motcua.reform.inspections.models import Finding, LineAnswer, Photograph, Place, Remark, Visit
from motcua.reform.inspections.queries.checklists import find_checklist
from motcua.reform.inspections.queries.visits import answered_of
from motcua.reform.inspections.rules.deciding import NotNow
from motcua.reform.inspections.rules.notes import SaidOfLine, SaidToFind, checked_answer, checked_finding, digest_of
from motcua.reform.inspections.rules.visit import Answered, NotAFinding, UnknownFinding, UnknownPhotograph
from motcua.reform.inspections.rules.visit_life import Act, latest
from motcua.reform.inspections.rules.words import UnknownInspection

Device = Mapping[str, Any]
"""What of a device's note stands in the event that it became."""


class AlreadyBegun(Refused):
    """The visit of this place has begun."""


class NothingSaid(Refused):
    """A reason or a text is needed and was not given."""


def begin_visit(*, place_id: int, checklist: str, by: str, at: datetime) -> None:
    """
    Begin the visit of a place with the checklist that is in force on its day, which it keeps as it is now.

    :raises UnknownInspection: :raises NotNow: :raises UnknownChecklist: :raises AlreadyBegun:
    """
    with transaction.atomic():
        place = Place.objects.select_for_update(of=("self",)).select_related("inspection").filter(pk=place_id).first()
        if place is None:
            raise UnknownInspection(gettext_noop("there is no such place of an inspection"), field="place")
        if place.inspection.cancelled or place.inspection.closed_at is not None:
            raise NotNow(gettext_noop("the inspection is called off or closed"), field="place")
        if Visit.objects.filter(place=place).exists():
            raise AlreadyBegun(gettext_noop("the visit of this place has begun already"), field="place")
        held = find_checklist(checklist, on=place.visit_on)
        row = Visit(
            place=place, checklist=held.checklist.code, text=held.text, digest=held.digest, begun_at=at, number=0
        )
        row.save(force_insert=True)
        write(row, Act.BEGUN, {"checklist": row.checklist, "digest": row.digest}, by=by, at=at)


def answer_line(*, place_id: int, line: str, said: SaidOfLine, by: str, at: datetime) -> int:
    """
    Answer a line of the checklist; what was answered before stays in the ledger. Gives the number of the event.

    :raises UnknownVisit: :raises VisitClosed: :raises UnknownLine: :raises NotAnAnswer:
    """
    with transaction.atomic():
        return answered(locked(place_id), line, checked_answer(said), by=by, at=at)


def remark(*, place_id: int, line: str, text: str, by: str, at: datetime) -> int:
    """Write a remark on a line, or with an empty line on the visit as a whole. :raises NothingSaid: and as above."""
    with transaction.atomic():
        return remarked(locked(place_id), line, stated(text, "text"), by=by, at=at)


def add_photograph(
    *, place_id: int, line: str, caption: str, name: str, content: bytes, captured_at: datetime, by: str, at: datetime
) -> int:
    """
    Keep a photograph with its caption, and the digest of the picture as it came.

    :param line: the line that it shows; empty for the visit as a whole.
    :param captured_at: when it was taken, as far as one knows.
    :raises FileRefused: a subclass of it, for whatever is no picture. :raises UnknownVisit: :raises VisitClosed:
    """
    kept = keep_picture(place_id, name, content, by=by, at=at)
    with transaction.atomic():
        row = locked(place_id)
        return photographed(row, line, kept, digest_of(content), caption, by=by, at=at, happened=min(captured_at, at))


def withdraw_photograph(*, place_id: int, number: int, reason: str, by: str, at: datetime) -> None:
    """Take a photograph out, with the reason. :raises UnknownPhotograph: :raises NothingSaid: :raises VisitClosed:"""
    why = stated(reason, "reason")
    with transaction.atomic():
        row = locked(place_id)
        gone = Photograph.objects.filter(visit=row, number=number, withdrawn=False).update(withdrawn=True)
        if not gone:
            raise UnknownPhotograph(gettext_noop("there is no such photograph"), field="photograph", value=number)
        write(row, Act.PHOTOGRAPH_WITHDRAWN, {"photograph": number}, texts={"reason": why}, by=by, at=at)


def make_finding(*, place_id: int, line: str, said: SaidToFind, by: str, at: datetime) -> int:
    """
    Make a finding from a line, or with an empty line by itself, and give its id.

    :raises NotAFinding: :raises UnknownLine: :raises UnknownVisit: :raises VisitClosed:
    """
    with transaction.atomic():
        row = locked(place_id)
        number = found(row, line, checked_finding(said), by=by, at=at)
        return Finding.objects.values_list("pk", flat=True).get(visit=row, number=number)


def withdraw_finding(*, place_id: int, number: int, reason: str, by: str, at: datetime) -> None:
    """Take a finding back, with the reason. :raises UnknownFinding: :raises NothingSaid: :raises VisitClosed:"""
    why = stated(reason, "reason")
    with transaction.atomic():
        row = locked(place_id)
        if not Finding.objects.filter(visit=row, number=number, withdrawn=False).update(withdrawn=True):
            raise UnknownFinding(gettext_noop("there is no such finding"), field="finding", value=number)
        write(row, Act.FINDING_WITHDRAWN, {"finding": number}, texts={"reason": why}, by=by, at=at)


def answered(
    row: Visit,
    line: str,
    said: SaidOfLine,
    *,
    by: str,
    at: datetime,
    happened: datetime | None = None,
    device: Device | None = None,
) -> int:
    """Record an answer to a visit that is locked."""
    asked_line(row, line)
    payload = {"line": line, "answer": said.answer.value, "looked": said.looked, "right": said.right}
    texts = {"note": said.note}
    number = write(row, Act.ANSWERED, _with(payload, device), texts=texts, by=by, at=at, happened_at=happened)
    new = Answered(number, said.answer, said.looked, said.right, happened or at, by)
    stands = LineAnswer.objects.filter(visit=row, line=line).first()
    if latest(answered_of(stands) if stands else None, new) is new:
        columns = {
            "number": number,
            "answer": new.answer.value,
            "looked": new.looked,
            "right": new.right,
            "at": new.at,
            "by": by,
        }
        LineAnswer.objects.update_or_create(visit=row, line=line, defaults=columns)
    return number


def remarked(
    row: Visit,
    line: str,
    text: str,
    *,
    by: str,
    at: datetime,
    happened: datetime | None = None,
    device: Device | None = None,
) -> int:
    """Record a remark in a visit that is locked."""
    _ensure_line(row, line)
    texts = {"text": text}
    number = write(row, Act.REMARKED, _with({"line": line}, device), texts=texts, by=by, at=at, happened_at=happened)
    Remark.objects.create(visit=row, number=number, line=line, at=happened or at, by=by)
    return number


def photographed(
    row: Visit,
    line: str,
    kept: files.Kept,
    captured: str,
    caption: str,
    *,
    by: str,
    at: datetime,
    happened: datetime | None = None,
    device: Device | None = None,
) -> int:
    """Record a photograph of a visit that is locked."""
    _ensure_line(row, line)
    payload = _with({"line": line, "digest": kept.digest, "captured": captured}, device)
    texts = {"caption": caption}
    number = write(row, Act.PHOTOGRAPHED, payload, texts=texts, by=by, at=at, happened_at=happened)
    Photograph.objects.create(
        visit=row,
        number=number,
        line=line,
        digest=kept.digest,
        captured=captured,
        at=happened or at,
        received_at=at,
        by=by,
    )
    return number


def found(
    row: Visit,
    line: str,
    said: SaidToFind,
    *,
    by: str,
    at: datetime,
    happened: datetime | None = None,
    device: Device | None = None,
) -> int:
    """Record a finding of a visit that is locked."""
    field = asked_line(row, line)[0] if line else said.field
    if field is None:
        raise NotAFinding(
            gettext_noop("the finding is of no field"),
            field="field",
            expected=gettext_noop("name the field, or the line that it came from"),
        )
    columns = {
        "kind": said.kind.value,
        "field": (said.field or field).value,
        "severity": said.severity.value if said.severity else "",
        "cause": said.cause.value if said.cause else "",
    }
    texts = {"text": said.text, "cause": said.cause_text, "responsible": said.responsible}
    payload = _with({"line": line, **columns}, device)
    number = write(row, Act.FOUND, payload, texts=texts, by=by, at=at, happened_at=happened)
    Finding.objects.create(visit=row, number=number, line=line, at=happened or at, by=by, **columns)
    return number


def keep_picture(place_id: int, name: str, content: bytes, *, by: str, at: datetime) -> files.Kept:
    """Keep a picture for the unit that inspects. :raises FileRefused: :raises UnknownInspection:"""
    kept = keep_for_inspection(place_id, name, content, by=by, at=at)
    if kept.kind not in {files.Kind.JPEG, files.Kind.PNG}:
        raise files.UnknownKind(
            gettext_noop("this is no photograph"), field="file", expected=gettext_noop("send a JPEG or a PNG")
        )
    return kept


def keep_for_inspection(place_id: int, name: str, content: bytes, *, by: str, at: datetime) -> files.Kept:
    """Keep a file for the unit that inspects. :raises FileRefused: :raises UnknownInspection:"""
    place = Place.objects.select_related("inspection").filter(pk=place_id).first()
    if place is None:
        raise UnknownInspection(gettext_noop("there is no such place of an inspection"), field="place")
    unit = units.by_id([place.inspection.unit_id])[place.inspection.unit_id]
    return files.keep(name=name, content=content, unit=unit, purpose="inspections", by=by, at=at)


def stated(text: str, field: str) -> str:
    """Give a text that must be there. :raises NothingSaid:"""
    if not text.strip():
        raise NothingSaid(gettext_noop("nothing is said here"), field=field, expected=gettext_noop("write a sentence"))
    return text


def _ensure_line(row: Visit, line: str) -> None:
    if line:
        asked_line(row, line)


def _with(payload: Mapping[str, Any], device: Device | None) -> Mapping[str, Any]:
    return {**payload, "note": device} if device else payload
