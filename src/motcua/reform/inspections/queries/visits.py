"""Reads of visits: what was answered, remarked, photographed and found, and the notes of devices that brought it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models import DeviceNote, Finding, LineAnswer, Photograph, Remark, Visit, VisitText
from motcua.reform.inspections.queries.checklists import checklist_of
from motcua.reform.inspections.rules import visit as rules
from motcua.reform.inspections.rules.checklist import Checklist
from motcua.reform.inspections.rules.visit import (
    Answer,
    Answered,
    Aside,
    Cause,
    FindingKind,
    NoteKept,
    Severity,
    UnknownFinding,
    UnknownVisit,
)
from motcua.reform.registers.public import ReformField

Texts = Mapping[tuple[int, str], str]
"""The texts of a visit, by the number of the event and the name; an erased one is not there."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """
    A finding with what it says.

    :param number: of its event in the stream of the visit.
    :param line: the line of the checklist that it came from; empty if from none.
    :param responsible: the post that answers for it, by its title.
    """

    id: int
    place_id: int
    number: int
    line: str
    kind: FindingKind
    field: ReformField
    severity: Severity | None
    cause: Cause | None
    text: str
    cause_text: str
    responsible: str
    at: datetime
    by: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PhotographView:
    """
    A photograph with its caption.

    :param digest: under which ``foundation.files`` keeps it; ``captured`` is that of the picture as it was taken.
    :param at: when it was captured, by the server's clock; ``received_at`` when it came.
    """

    id: int
    place_id: int
    number: int
    line: str
    digest: str
    captured: str
    caption: str
    at: datetime
    received_at: datetime
    by: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A remark with its text."""

    number: int
    line: str
    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class AsideView:
    """A note that was set aside: what it said, and why it was not applied."""

    note: NoteKept
    payload: str
    why: str


@dataclass(frozen=True, slots=True)
class VisitView:
    """
    A visit as it stands.

    :param answers: by line; ``notes_of`` gives what was written beside each.
    :param devices: the notes of devices by the event that they became, so that a page can say when one was captured.
    """

    place_id: int
    checklist: Checklist
    digest: str
    begun_at: datetime
    closed_at: datetime | None
    number: int
    answers: Mapping[str, Answered]
    notes_of: Mapping[str, str]
    remarks: tuple[RemarkView, ...]
    photographs: tuple[PhotographView, ...]
    findings: tuple[FindingView, ...]
    devices: Mapping[int, NoteKept]
    aside: tuple[AsideView, ...]


def visit(place_id: int) -> VisitView:
    """Give the visit of a place. Seven SQL queries. :raises UnknownVisit: while it has not begun."""
    row = Visit.objects.filter(place_id=place_id).first()
    if row is None:
        raise UnknownVisit(
            gettext_noop("the visit of this place has not begun"),
            field="place",
            value=place_id,
            expected=gettext_noop("begin it and choose its checklist"),
        )
    texts = _texts([row.pk])[row.pk]
    answers = {one.line: answered_of(one) for one in LineAnswer.objects.filter(visit=row)}
    notes = {one.number: note_of(one) for one in DeviceNote.objects.filter(visit=row).order_by("number")}
    return VisitView(
        place_id=place_id,
        checklist=checklist_of(row.text),
        digest=row.digest,
        begun_at=row.begun_at,
        closed_at=row.closed_at,
        number=row.number,
        answers=answers,
        notes_of={line: texts.get((one.number, "note"), "") for line, one in answers.items()},
        remarks=tuple(
            RemarkView(one.number, one.line, texts.get((one.number, "text"), ""), one.at, one.by)
            for one in Remark.objects.filter(visit=row).order_by("number")
        ),
        photographs=tuple(
            _photograph(one, place_id, texts)
            for one in Photograph.objects.filter(visit=row, withdrawn=False).order_by("at", "number")
        ),
        findings=tuple(_finding(one, place_id, texts) for one in Finding.objects.filter(visit=row).order_by("number")),
        devices=notes,
        aside=tuple(
            AsideView(one, texts.get((number, "payload"), ""), texts.get((number, "why"), ""))
            for number, one in notes.items()
            if one.aside
        ),
    )


def begun(place_ids: Collection[int]) -> dict[int, tuple[datetime, datetime | None]]:
    """Give when the visits of places began and were closed; a place without visit is left out. One SQL query."""
    rows = Visit.objects.filter(place__in=place_ids).values_list("place_id", "begun_at", "closed_at")
    return {place: (begun_at, closed_at) for place, begun_at, closed_at in rows}


def findings(place_ids: Collection[int], *, withdrawn: bool = False) -> list[FindingView]:
    """Give the findings of places, by place and in the order in which they were made. Two SQL queries."""
    rows = Finding.objects.filter(visit__place__in=place_ids).select_related("visit")
    if not withdrawn:
        rows = rows.filter(withdrawn=False)
    found = list(rows.order_by("visit__place_id", "number"))
    texts = _texts({one.visit_id for one in found})
    return [_finding(one, one.visit.place_id, texts[one.visit_id]) for one in found]


def finding(finding_id: int) -> FindingView:
    """Give a finding, also one that was withdrawn. Two SQL queries. :raises UnknownFinding:"""
    row = Finding.objects.select_related("visit").filter(pk=finding_id).first()
    if row is None:
        raise UnknownFinding(gettext_noop("there is no such finding"), field="finding", value=finding_id)
    return _finding(row, row.visit.place_id, _texts([row.visit_id])[row.visit_id])


def photographs(place_ids: Collection[int]) -> list[PhotographView]:
    """Give the photographs of places, by place and time of capture. Two SQL queries."""
    rows = Photograph.objects.filter(visit__place__in=place_ids, withdrawn=False).select_related("visit")
    found = list(rows.order_by("visit__place_id", "at", "number"))
    texts = _texts({one.visit_id for one in found})
    return [_photograph(one, one.visit.place_id, texts[one.visit_id]) for one in found]


def answered_of(row: LineAnswer) -> Answered:
    """Give the answer that a row holds."""
    return Answered(row.number, Answer(row.answer), row.looked, row.right, row.at, row.by)


def note_of(row: DeviceNote) -> NoteKept:
    """Give the note that a row holds."""
    return NoteKept(
        uuid=str(row.uuid),
        device=row.device,
        hash=row.hash,
        number=row.number,
        slow=row.slow,
        captured_at=row.captured_at,
        received_at=row.received_at,
        aside=Aside(row.aside) if row.aside else None,
    )


def finding_of(row: Finding) -> rules.Finding:
    """Give the finding that a row holds, without its texts."""
    return rules.Finding(
        number=row.number,
        line=row.line,
        kind=FindingKind(row.kind),
        field=ReformField(row.field),
        severity=Severity(row.severity) if row.severity else None,
        cause=Cause(row.cause) if row.cause else None,
        at=row.at,
        by=row.by,
        withdrawn=row.withdrawn,
    )


def _finding(row: Finding, place_id: int, texts: Texts) -> FindingView:
    one = finding_of(row)
    return FindingView(
        id=row.pk,
        place_id=place_id,
        number=one.number,
        line=one.line,
        kind=one.kind,
        field=one.field,
        severity=one.severity,
        cause=one.cause,
        text=texts.get((row.number, "text"), ""),
        cause_text=texts.get((row.number, "cause"), ""),
        responsible=texts.get((row.number, "responsible"), ""),
        at=one.at,
        by=one.by,
        withdrawn=one.withdrawn,
    )


def _photograph(row: Photograph, place_id: int, texts: Texts) -> PhotographView:
    return PhotographView(
        id=row.pk,
        place_id=place_id,
        number=row.number,
        line=row.line,
        digest=row.digest,
        captured=row.captured,
        caption=texts.get((row.number, "caption"), ""),
        at=row.at,
        received_at=row.received_at,
        by=row.by,
        withdrawn=row.withdrawn,
    )


def _texts(visit_ids: Collection[int]) -> dict[int, dict[tuple[int, str], str]]:
    """Give the texts of visits. One SQL query."""
    found: dict[int, dict[tuple[int, str], str]] = {one: {} for one in visit_ids}
    for row in VisitText.objects.filter(visit__in=visit_ids).only("visit_id", "number", "name", "text"):
        found[row.visit_id][row.number, row.name] = row.text
    return found
