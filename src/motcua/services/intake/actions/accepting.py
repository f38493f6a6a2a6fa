"""A dossier is accepted at the counter, asked to be completed before that, or not accepted: each one transaction."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Defect, Filing, Person
from motcua.services.intake.actions.drafts import content_of, locked
from motcua.services.intake.models import Draft, Intake, Note
from motcua.services.intake.queries.handed import held_of
from motcua.services.intake.rules.content import (
    Content,
    Mark,
    NotComplete,
    PaperLine,
    answered,
    check_acceptable,
    check_person,
    owed_in_parts,
)
from motcua.services.intake.rules.state import PREFIX, IntakeState, apply
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Answers, LaidForm

VERSION = 1
"""The version of this module's payloads in the ledger."""

Fees = tuple[int | None, int | None]
"""What is owed in all and what of it in advance, as :func:`owed_in_parts` gives it."""
NOTHING: Fees = (None, None)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A dossier that was accepted, and the leaf of its receipt."""

    code: str
    dossier_id: int
    leaf: bytes


def accept(*, draft: int, post_id: int, by: str, at: datetime) -> Accepted:
    """
    Accept what was filled in: the dossier, its papers, the work on it and what is owed, all or nothing.

    The draft goes with it, so nothing can be accepted twice.

    :raises NotComplete: if something is missing. :raises UnknownDraft: :raises NoTerm:
    """
    with transaction.atomic():
        row = locked(draft, post_id)
        content = content_of(row)
        on = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
        asked = procedures.asked(content.procedure, on=on)
        check_acceptable(content, asked)
        laid = procedures.laid_form(content.procedure, on=on, case=content.case) if content.answers else None
        answers = answered(content, laid.form if laid else None, on)
        recorded = _received(row, content, fees=owed_in_parts(asked.tariffs_of(content.channel), content), by=by, at=at)
        code = recorded.state.code
        if code is None:
            raise AssertionError("an accepted dossier has a code")
        _record_papers(recorded.dossier_id, content, answers, laid, unit=recorded.state.receiving_unit, by=by, at=at)
        _count_papers(code, content.papers, by=by, at=at)
        casework.open_case(code=code, case=content.case, main=by, by=by, at=at)
        row.delete()
    return Accepted(code, recorded.dossier_id, recorded.leaf)


def ask_before_accepting(*, draft: int, post_id: int, defects: Sequence[Defect], by: str, at: datetime) -> str:
    """
    Ask for all that is missing before the dossier is accepted; give the request key by which it is found again.

    What is filled in stays, so that it is taken up where it was when the citizen comes back.

    :raises NotComplete: without a procedure or a person. :raises Refused: for a defect without what or legal basis.
    """
    with transaction.atomic():
        row = locked(draft, post_id)
        content = content_of(row)
        if not content.procedure:
            raise NotComplete(gettext_noop("choose a procedure"), field="procedure")
        check_person(content)
        code = f"request:{row.key}"
        if dossiers.brief(code) is None:
            dossiers.submit(filing=_filing(row, content, fees=NOTHING, by=by), by=by, at=at)
        dossiers.request_supplement(code=code, defects=defects, by=by, at=at)
        return row.key


def refuse(*, draft: int, post_id: int, reason: str, by: str, at: datetime) -> str:
    """Refuse to accept, with the reason that the refusal slip states; give the request key. The draft goes."""
    with transaction.atomic():
        row = locked(draft, post_id)
        content = content_of(row)
        if not content.procedure:
            raise NotComplete(gettext_noop("choose a procedure"), field="procedure")
        check_person(content)
        if dossiers.brief(f"request:{row.key}") is None:
            dossiers.refuse_intake(filing=_filing(row, content, fees=NOTHING, by=by), reason=reason, by=by, at=at)
        else:
            dossiers.decline(request_key=row.key, reason=reason, by=by, at=at)
        key = row.key
        row.delete()
    return key


def take_in_supplement(*, code: str, papers: Sequence[PaperLine], by: str, at: datetime) -> None:
    """
    Take in what was asked for, with the papers that came; the clock goes on as the procedure says.

    :raises UnknownDossier: :raises OutOfOrder: if nothing was asked for.
    """
    dossier = dossiers.brief(code)
    if dossier is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="code", value=code)
    with transaction.atomic():
        dossiers.take_supplement(code=code, by=by, at=at)
        row = Intake.objects.select_for_update().filter(dossier_id=dossier.id).first()
        if row is not None and papers:
            payload, private = {"papers": [_told(line) for line in papers]}, {"papers": _names(papers)}
            _append(row, _state(row), "supplemented", payload, private, unit=dossier.receiving_unit, by=by, at=at)


def _received(row: Draft, content: Content, *, fees: Fees, by: str, at: datetime) -> dossiers.Recorded:
    if dossiers.brief(f"request:{row.key}") is not None:
        return dossiers.accept(request_key=row.key, by=by, at=at)
    return dossiers.receive(filing=_filing(row, content, fees=fees, by=by), by=by, at=at)


def _filing(row: Draft, content: Content, *, fees: Fees, by: str) -> Filing:
    person = content.person
    return Filing(
        procedure=content.procedure,
        unit=units.by_id([row.unit_id])[row.unit_id].key,
        channel=_channel(content.channel),
        person=Person(person.name.strip(), person.identity_number, person.phone, person.address),
        request_key=row.key,
        fee_owed=fees[0],
        fee_advance=fees[1],
        filed_by=by if content.channel == Channel.ONLINE_ASSISTED.value else None,
    )


def _channel(word: str) -> Channel:
    if word not in set(Channel):
        raise Refused(gettext_noop("there is no such channel"), field="channel", value=word)
    return Channel(word)


def _record_papers(
    dossier_id: int,
    content: Content,
    answers: Answers,
    laid: LaidForm | None,
    *,
    unit: str,
    by: str,
    at: datetime,
) -> None:
    given = [line for line in content.papers if line.mark in {Mark.ENOUGH, Mark.HELD}]
    payload: dict[str, Any] = {
        "case": content.case,
        "sets": content.sets,
        "return_by": content.return_by.value,
        "papers": [_told(line) for line in given],
    }
    who = content.representative
    private: dict[str, Any] = {
        "papers": _names(given),
        "representative": [who.name, who.identity_number, who.phone, who.address],
        "email": content.email,
        "return_address": content.return_address,
    }
    if answers and laid:
        payload["form"] = laid.digest
        private["answers"] = {"form": laid.digest, **procedures.written_answers(answers)}
    row = Intake(dossier_id=dossier_id, private={name: private[name] for name in private if name != "papers"})
    _append(row, None, "accepted", payload, private, unit=unit, by=by, at=at)


def _append(
    row: Intake,
    before: IntakeState | None,
    kind: str,
    payload: dict[str, Any],
    private: dict[str, Any],
    *,
    unit: str,
    by: str,
    at: datetime,
) -> None:
    salt = secrets.token_bytes(16)
    told = {**payload, "private": ledger.commitment(json.dumps(private, ensure_ascii=False, sort_keys=True), salt)}
    after = apply(before, kind, told)
    row.number, row.case, row.sets, row.return_by = after.number, after.case, after.sets, after.return_by
    row.papers = [[one.code, one.originals, one.copies, [*one.files], one.reused_from] for one in after.papers]
    row.save(force_insert=before is None)
    Note.objects.create(intake=row, number=after.number, body=private, salt=salt)
    ledger.append(
        ledger.NewEvent(
            stream=f"intake/{row.dossier_id}",
            number=after.number,
            kind=PREFIX + kind,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=told,
        ),
        recorded_at=at,
    )


def _state(row: Intake) -> IntakeState:
    from_rows = tuple(held_of(one) for one in row.papers)
    return IntakeState(row.number, row.case, row.sets, row.return_by, from_rows)


def _count_papers(code: str, papers: Sequence[PaperLine], *, by: str, at: datetime) -> None:
    given = [line for line in papers if line.mark in {Mark.ENOUGH, Mark.HELD}]
    if given:
        held = sum(line.mark is Mark.HELD for line in given)
        scanned = sum(bool(line.files) or line.mark is Mark.HELD for line in given)
        dossiers.note_papers(code=code, papers=len(given), digitised=scanned, reused=held, by=by, at=at)


def _told(line: PaperLine) -> dict[str, Any]:
    held = line.mark is Mark.HELD
    return {
        "code": line.code,
        "originals": 0 if held else line.originals,
        "copies": 0 if held else line.copies,
        "files": [*line.files],
        "reused_from": line.reused_from,
    }


def _names(papers: Sequence[PaperLine]) -> dict[str, list[str]]:
    return {line.code: [line.name, line.remark] for line in papers}
