"""A person asks for a copy of their data or for its erasure; it is recorded, and answered once."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.foundation.accounts.public import one_person
from motcua.foundation.ledger import public as ledger
from motcua.foundation.worktime import public as worktime
from motcua.kernel.refusals import gettext_noop
from motcua.services.casework import public as casework
from motcua.services.certification import public as certification
from motcua.services.collecting import public as collecting
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.fees import public as fees
from motcua.services.filing import public as filing
from motcua.services.intake import public as intake
from motcua.services.paperwork import public as paperwork
from motcua.services.privacy.models import Folder, Request
from motcua.services.privacy.queries import asked_in
from motcua.services.privacy.rules import PREFIX, Kind, Standing, What, apply, check_erasable, stated, two_needed
from motcua.services.privacy.terms import retention_on, term_on
from motcua.services.requests import public as requests
from motcua.services.results import public as results

VERSION = 1
"""The version of this module's payloads in the ledger."""


def ask(*, code: str, what: What, text: str, by: str, at: datetime) -> int:
    """
    Record what a person asks about the data kept with a dossier; give its number. Event ``privacy.asked``.

    :param text: how it was made sure who asks, and what exactly is asked.
    :raises NotDone: if the same is open. :raises UnknownDossier: :raises BeyondCalendar:
    """
    text = stated(text, "text")
    with transaction.atomic():
        dossier, row = _locked(code)
        calendar = worktime.calendar_for(dossier.receiving_unit_id)
        due = term_on(timezone.localdate(at)).due(calendar, at)
        salt = secrets.token_bytes(16)
        payload = {"what": what.value, "due": due.isoformat(), "text": ledger.commitment(text, salt)}
        number = apply(asked_in(row), Kind.ASKED, by, payload)[-1].number
        Request.objects.create(
            folder=row,
            number=number,
            what=what.value,
            standing=Standing.OPEN.value,
            by=by,
            asked_at=at,
            due_at=due,
            text=text,
            salt=salt,
        )
        _append(row, dossier, Kind.ASKED, payload, by=by, at=at)
        return number


def hand_over(*, code: str, request: int, answer: str, by: str, at: datetime) -> None:
    """Say that the copy was handed over, and how. Event ``privacy.done``. :raises NotDone: if it was answered."""
    with transaction.atomic():
        _answer(code, request, Kind.DONE, answer, {}, by=by, at=at)


def erase(*, code: str, request: int, answer: str, order: str, by: str, at: datetime) -> None:
    """
    Erase all that is kept of persons with a dossier, in every module, and say so. Event ``privacy.done``.

    Every proof in the ledger stays whole. What was decided stays: a signed result is a record of the State.

    :param order: number and date of the document that orders it although the dossier must stay whole; it names nobody.
    :raises NotDone: if it was answered already, recorded by the same person, or the dossier must stay as it is.
    """
    order = order.strip()
    with transaction.atomic():
        line = next(iter(dossiers.lines([code], at=at)), None)
        closed_on = timezone.localdate(line.closed_at) if line and line.closed_at else None
        today = timezone.localdate(at)
        check_erasable(closed_on=closed_on, years=retention_on(today).amount, on=today, order=order)
        _ensure_two(code, request, by=by, today=today)
        dossier = _answer(code, request, Kind.DONE, answer, {"order": order} if order else {}, by=by, at=at)
        _forget_everywhere(dossier, reason=order or f"privacy/{dossier.id}", by=by, at=at)


def _ensure_two(code: str, request: int, *, by: str, today: date) -> None:
    """Check that who erases is not the person who recorded the request, in another post. :raises NotDone:"""
    row = Request.objects.filter(folder__dossier__code=code, number=request).first()
    if row is not None and one_person(row.by, by, then=timezone.localdate(row.asked_at), on=today):
        raise two_needed(request)


def decline(*, code: str, request: int, answer: str, by: str, at: datetime) -> None:
    """Decline a request, with the reason to who asked. Event ``privacy.declined``. :raises NotDone:"""
    with transaction.atomic():
        _answer(code, request, Kind.DECLINED, answer, {}, by=by, at=at)


def _forget_everywhere(dossier: Brief, *, reason: str, by: str, at: datetime) -> None:
    """Have each module forget. Scans go first: which of them others need is told by the number of the person."""
    intake.forget(dossier.code, by=by, at=at)
    paperwork.forget(dossier.code)
    results.forget(dossier.id)
    certification.forget(dossier.id)
    collecting.forget(dossier, by=by, at=at)
    requests.forget(dossier.code)
    casework.forget(dossier.id)
    fees.forget(dossier.id)
    filing.forget_person(dossier.id)
    Request.objects.filter(folder__dossier_id=dossier.id).update(text=None, salt=None, answer=None, answer_salt=None)
    if dossiers.whose(dossier.code) is not None:
        dossiers.erase_applicant(code=dossier.code, reason=reason, by=by, at=at)


def _answer(
    code: str, request: int, kind: Kind, answer: str, also: Mapping[str, Any], *, by: str, at: datetime
) -> Brief:
    answer = stated(answer, "answer")
    dossier, row = _locked(code)
    salt = secrets.token_bytes(16)
    payload = {"request": request, "answer": ledger.commitment(answer, salt), **also}
    apply(asked_in(row), kind, by, payload)
    Request.objects.filter(folder=row, number=request).update(
        standing=kind.value, answered_by=by, answered_at=at, answer=answer, answer_salt=salt
    )
    _append(row, dossier, kind, payload, by=by, at=at)
    return dossier


def _locked(code: str) -> tuple[Brief, Folder]:
    """Lock the requests about a dossier, within a transaction. :raises UnknownDossier:"""
    dossier = dossiers.brief(code)
    if dossier is None or dossier.received_at is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="code", value=code)
    row, _ = Folder.objects.select_for_update().get_or_create(dossier_id=dossier.id)
    return dossier, row


def _append(row: Folder, dossier: Brief, kind: Kind, payload: Mapping[str, Any], *, by: str, at: datetime) -> None:
    Folder.objects.filter(pk=row.pk).update(number=row.number + 1)
    ledger.append(
        ledger.NewEvent(
            stream=f"privacy/{dossier.id}",
            number=row.number + 1,
            kind=PREFIX + kind.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=dossier.receiving_unit,
            payload=payload,
        ),
        recorded_at=at,
    )
