"""What was asked about data, what waits, what is kept of a person with a dossier; whether rows and events agree."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Q
from django.utils.translation import gettext

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import gettext_noop
from motcua.services.casework import public as casework
from motcua.services.collecting import public as collecting
from motcua.services.dossiers import public as dossiers
from motcua.services.fees import public as fees
from motcua.services.intake import public as intake
from motcua.services.paperwork import public as paperwork
from motcua.services.privacy.models import Folder, Request
from motcua.services.privacy.rules import PREFIX, Asked, Kind, Requests, Standing, What, apply
from motcua.services.procedures import public as procedures
from motcua.services.requests import public as requests

LOOKED = ("dossier", "person", "file", "paper")
LOOKS_TOLD = 200
YEARS_OF_LOOKS = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class Line:
    """A request as it is read. A text is empty once it was erased."""

    code: str
    number: int
    what: What
    standing: Standing
    by: str
    title: str
    asked_at: datetime
    due_at: datetime
    text: str
    answered_by: str
    answered_at: datetime | None
    answer: str


Value = str | int | datetime


@dataclass(frozen=True, slots=True)
class Section:
    """A part of what is kept: its name, and rows of a label, marked for translation or a word itself, and a value."""

    name: str
    rows: tuple[tuple[str, Value], ...]


def asked_in(row: Folder) -> Requests:
    """Give the requests about a dossier as the rules know them. One SQL query."""
    rows = Request.objects.filter(folder=row).order_by("number")
    return tuple(Asked(one.number, What(one.what), one.by, one.due_at, Standing(one.standing)) for one in rows)


def requests_about(dossier_id: int) -> list[Line]:
    """Give what was asked about the data of a dossier, the latest first. Two SQL queries."""
    return _lines(Q(folder__dossier_id=dossier_id), "-number", most=100)


def waiting_in(unit_ids: Collection[int], *, most: int = 200) -> list[Line]:
    """Give what waits for an answer of units that received the dossiers, what is due first. Two SQL queries."""
    return _lines(Q(answered_at__isnull=True, folder__dossier__receiving_unit__in=unit_ids), "due_at", most=most)


def kept_about(code: str, *, at: datetime) -> tuple[Section, ...]:
    """
    Give all that is kept of persons with a dossier, and who of the staff was shown it. Some forty SQL queries.

    Whoever shows it notes the look. Scans stand by their digests; they are handed out as files.
    """
    dossier = dossiers.brief(code)
    if dossier is None:
        return ()
    sections = (
        Section(gettext_noop("The dossier"), _of_dossier(dossier)),
        Section(gettext_noop("The applicant"), _of_person(code)),
        Section(gettext_noop("What was answered to the electronic form"), _of_answers(dossier.id)),
        Section(gettext_noop("Papers that were handed in"), _of_papers(code)),
        Section(gettext_noop("What was written about it"), _of_writing(code, dossier.id, at)),
        Section(gettext_noop("Papers that were handed out"), _of_slips(dossier.id)),
        Section(gettext_noop("What was paid"), _of_fees(dossier.id)),
        Section(gettext_noop("When its result was taken home"), _of_downloads(dossier.id)),
        Section(gettext_noop("Who was handed its result"), _of_hand_overs(dossier.id)),
        Section(gettext_noop("Who was shown it"), _of_looks(dossier, at)),
    )
    return tuple(one for one in sections if one.rows)


def replay_all(*, most: int = 100) -> list[str]:
    """Hold the requests about every dossier against their events, and say which differ. Three SQL queries each."""
    return list(islice(_differing(), most))


def _of_dossier(dossier: dossiers.Brief) -> tuple[tuple[str, Value], ...]:
    told: Sequence[tuple[str, Value | None]] = (
        (gettext_noop("Code"), dossier.code),
        (gettext_noop("Procedure"), dossier.procedure_name),
        (gettext_noop("Accepted"), dossier.received_at),
        (gettext_noop("Due"), dossier.due_at),
    )
    return tuple((label, value) for label, value in told if value)


def _of_person(code: str) -> tuple[tuple[str, Value], ...]:
    whose, details = dossiers.whose(code), intake.details(code)
    told: list[tuple[str, Value]] = []
    if whose:
        told += [
            (gettext_noop("Name of the applicant"), whose.name),
            (gettext_noop("Identity number"), whose.identity_number),
            (gettext_noop("Telephone"), whose.phone),
            (gettext_noop("Address"), whose.address),
        ]
    if details:
        who = details.representative
        told += [
            (gettext_noop("Filed by"), " · ".join(part for part in (who.name, who.identity_number, who.phone) if part)),
            (gettext_noop("E-mail"), details.email),
            (gettext_noop("Where the result is sent"), details.return_address),
        ]
    return tuple((label, value) for label, value in told if value)


def _of_answers(dossier_id: int) -> tuple[tuple[str, Value], ...]:
    found = intake.answered(dossier_id)
    pages = procedures.told(found.form, found.answers, translate=gettext) if found else ()
    return tuple(
        (" · ".join(filter(None, (part.label, str(part.row or ""), line.label))), line.value)
        for page in pages
        for part in page.parts
        for line in part.lines
        if line.value
    )


def _of_papers(code: str) -> tuple[tuple[str, Value], ...]:
    return tuple(
        (
            one.name or one.code,
            " · ".join(part for part in (one.remark, *one.files) if part) or f"{one.originals}+{one.copies}",
        )
        for one in intake.handed_in(code)
    )


def _of_writing(code: str, dossier_id: int, at: datetime) -> tuple[tuple[str, Value], ...]:
    view, work = dossiers.staff_view(code, at=at), casework.case_of(dossier_id)
    told = [(str(label), text) for event in view.events for label, text in event.details] if view else []
    told += [(one.title or one.actor, one.text) for one in work.turns if one.text] if work else []
    for line in requests.requests_of(dossier_id):
        told += [(gettext_noop("Asked by the applicant"), line.text), (gettext_noop("Answer"), line.answer)]
    return tuple((label, text) for label, text in told if text)


def _of_slips(dossier_id: int) -> tuple[tuple[str, Value], ...]:
    return tuple((one.form.value, one.issued_at) for one in paperwork.papers_of(dossier_id))


def _of_fees(dossier_id: int) -> tuple[tuple[str, Value], ...]:
    return tuple((f"{one.what.value} {one.receipt}".strip(), one.amount) for one in fees.lines_of_dossier(dossier_id))


def _of_downloads(dossier_id: int) -> tuple[tuple[str, Value], ...]:
    return tuple((one.way.value, one.at) for one in collecting.downloads_of(dossier_id))


def _of_hand_overs(dossier_id: int) -> tuple[tuple[str, Value], ...]:
    """Give when a result was handed over, and what is kept of who took it; the signature stands by its digest."""
    told: list[tuple[str, Value]] = []
    for one in collecting.handed_over(dossier_id):
        told.append((one.way.value, one.at))
        words = (one.name, one.owing, one.digest, one.relation.value if one.relation else "")
        told += [(one.way.value, " · ".join(filter(None, words)))] if any(words) else []
    return tuple(told)


def _of_looks(dossier: dossiers.Brief, at: datetime) -> tuple[tuple[str, Value], ...]:
    found = accounts.looks(
        dossier.unit_ids,
        first=at - YEARS_OF_LOOKS,
        end=at + timedelta(days=1),
        what=[f"{word}/{dossier.code}" for word in LOOKED],
        limit=LOOKS_TOLD,
    )
    return tuple((f"{one.post}, {one.post_unit}", one.at) for one in found.lines)


def _lines(chosen: Q, order: str, *, most: int) -> list[Line]:
    rows = list(Request.objects.filter(chosen).select_related("folder__dossier").order_by(order, "pk")[:most])
    titles = accounts.titles_of({name for row in rows for name in (row.by, row.answered_by) if name})
    return [
        Line(
            code=str(row.folder.dossier.code),
            number=row.number,
            what=What(row.what),
            standing=Standing(row.standing),
            by=row.by,
            title=titles.get(row.by, row.by),
            asked_at=row.asked_at,
            due_at=row.due_at,
            text=row.text or "",
            answered_by=titles.get(row.answered_by, row.answered_by),
            answered_at=row.answered_at,
            answer=row.answer or "",
        )
        for row in rows
    ]


def _differing() -> Iterator[str]:
    for row in Folder.objects.order_by("pk").iterator(chunk_size=1_000):
        asked: Requests = ()
        events = list(ledger.read(f"privacy/{row.dossier_id}"))
        for event in events:
            asked = apply(asked, Kind(event.kind.removeprefix(PREFIX)), event.actor, event.payload)
        if (asked, len(events)) != (asked_in(row), row.number) or not _said(row, events):
            yield f"privacy/{row.dossier_id}"


def _said(row: Folder, events: Sequence[ledger.Event]) -> bool:
    """Say whether every text that was not erased is the one that its event commits to."""
    held = {one.number: one for one in Request.objects.filter(folder=row)}
    asked = 0
    for event in events:
        asked += event.kind == PREFIX + Kind.ASKED.value
        one = held[event.payload.get("request", asked)]
        for name, text, salt in (("text", one.text, one.salt), ("answer", one.answer, one.answer_salt)):
            kept = text is not None and salt is not None and name in event.payload
            if kept and ledger.commitment(str(text), bytes(salt or b"")) != event.payload[name]:
                return False
    return True
