"""An applicant asks; an officer answers, once."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.requests.models import Correspondence, Request
from motcua.services.requests.queries import asked_in
from motcua.services.requests.rules import CITIZEN, PREFIX, Kind, NotAsked, Standing, What, apply, stated

VERSION = 1
"""The version of this module's payloads in the ledger."""


def ask(*, code: str, what: What, text: str, at: datetime, by: str = CITIZEN) -> int:
    """
    Ask for something about an accepted dossier; give the number of the request. Event ``request.asked``.

    :param text: why, or what is to be put right. :param by: ``citizen``, or the post that records it for somebody.
    :raises NotAsked: if the same is open, or nothing of the kind can be done to the dossier any more.
    :raises UnknownDossier:
    """
    text = stated(text, "text")
    with transaction.atomic():
        dossier, row = _locked(code)
        needed = dossiers.Kind.WITHDRAWN if what is What.WITHDRAW else dossiers.Kind.CORRECTED
        if needed not in dossier.next:
            raise NotAsked(
                gettext_noop("as the dossier stands, this can no longer be done"),
                field="what",
                value=what.value,
                expected=gettext_noop("ask at the counter"),
            )
        salt = secrets.token_bytes(16)
        payload = {"what": what.value, "text": ledger.commitment(text, salt)}
        after = apply(asked_in(row), Kind.ASKED, by, payload)
        Request.objects.create(
            correspondence=row,
            number=after[-1].number,
            what=what.value,
            standing=Standing.OPEN.value,
            by=by,
            asked_at=at,
            text=text,
            salt=salt,
        )
        _append(row, dossier, Kind.ASKED, payload, by=by, at=at)
        return after[-1].number


def accept(*, code: str, request: int, answer: str, by: str, at: datetime) -> None:
    """
    Accept a request, with words to the applicant; a withdrawal withdraws the dossier. Event ``request.accepted``.

    :raises NotAsked: if it was answered already. :raises OutOfOrder: if the dossier ended meanwhile.
    """
    with transaction.atomic():
        one = _answer(code, request, Kind.ACCEPTED, answer, by=by, at=at)
        if one.what == What.WITHDRAW:
            dossiers.withdraw(code=code, reason=one.text or answer, by=by, at=at)


def decline(*, code: str, request: int, answer: str, by: str, at: datetime) -> None:
    """Decline a request, with the reason to the applicant. Event ``request.declined``. :raises NotAsked:"""
    with transaction.atomic():
        _answer(code, request, Kind.DECLINED, answer, by=by, at=at)


def take_back(*, code: str, request: int, at: datetime, by: str = CITIZEN) -> None:
    """Take an open request back. Event ``request.taken_back``. :raises NotAsked: if it was answered already."""
    with transaction.atomic():
        dossier, row = _locked(code)
        payload = {"request": request}
        apply(asked_in(row), Kind.TAKEN_BACK, by, payload)
        Request.objects.filter(correspondence=row, number=request).update(
            standing=Standing.TAKEN_BACK.value, answered_by=by, answered_at=at
        )
        _append(row, dossier, Kind.TAKEN_BACK, payload, by=by, at=at)


def forget(code: str) -> int:
    """Erase the words of both sides about a dossier, with their salts. Give how many requests it was."""
    dossier = dossiers.brief(code)
    rows = Request.objects.filter(correspondence__dossier_id=dossier.id if dossier else 0)
    return rows.update(text=None, salt=None, answer=None, answer_salt=None)


def _answer(code: str, request: int, kind: Kind, answer: str, *, by: str, at: datetime) -> Request:
    answer = stated(answer, "answer")
    dossier, row = _locked(code)
    salt = secrets.token_bytes(16)
    payload = {"request": request, "answer": ledger.commitment(answer, salt)}
    apply(asked_in(row), kind, by, payload)
    held = Request.objects.filter(correspondence=row, number=request)
    held.update(standing=kind.value, answered_by=by, answered_at=at, answer=answer, answer_salt=salt)
    _append(row, dossier, kind, payload, by=by, at=at)
    return held.get()


def _locked(code: str) -> tuple[Brief, Correspondence]:
    """Lock the requests of an accepted dossier, within a transaction. :raises UnknownDossier:"""
    dossier = dossiers.brief(code)
    if dossier is None or dossier.received_at is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="code", value=code)
    row, _ = Correspondence.objects.select_for_update().get_or_create(dossier_id=dossier.id)
    return dossier, row


def _append(
    row: Correspondence, dossier: Brief, kind: Kind, payload: Mapping[str, Any], *, by: str, at: datetime
) -> None:
    Correspondence.objects.filter(pk=row.pk).update(number=row.number + 1)
    ledger.append(
        ledger.NewEvent(
            stream=f"request/{dossier.id}",
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
