"""
A link is made that lets somebody answer once about a stage of a dossier, without a code or a secret; and answered on.

The token stands in the link alone: what is kept is its digest. ``survey.invited`` is the event of the first, stream
``invitation/<id>``; the second is an answer as any other.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.surveys import models
from motcua.services.surveys.actions.answering import AlreadyAnswered, Entered, Given, record
from motcua.services.surveys.actions.recording import append
from motcua.services.surveys.lists import invitations_last
from motcua.services.surveys.queries import invitations
from motcua.services.surveys.queries.stages import check_stage
from motcua.services.surveys.rules.indices import WrongAnswer
from motcua.services.surveys.rules.invitations import BYTES, DeadInvitation, check_open, digest_of, until
from motcua.services.surveys.rules.words import CITIZEN, INVITATION_STREAM, ONE_STOP, SELF, Method, Stage


@dataclass(frozen=True, slots=True)
class Invited:
    """A link that was made: its token, which can be given out now and never again, and until when it holds."""

    token: str = field(repr=False)
    ends_at: datetime


def invite(*, dossier: str, stage: Stage, method: Method, by: str, at: datetime) -> Invited:
    """
    Make a link for one answer about a stage of a dossier; links made before for the same hold no more.

    Whether somebody has answered already is not told: only whoever opens the link learns it.

    :param method: ``link``, or ``kiosk`` for a device at the counter.
    :raises UnknownDossier: if none was accepted under this code. :raises WrongAnswer: if the stage has not come.
    """
    known = dossiers.brief(dossier)
    if known is None or known.received_at is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="dossier", value=dossier)
    check_stage(known, stage)
    if method not in SELF:
        raise WrongAnswer(gettext_noop("nobody is invited to paper by a link"), field="method", value=method.value)
    token, salt = secrets.token_urlsafe(BYTES), secrets.token_bytes(16)
    row = models.Invitation(
        dossier_id=known.id,
        campaign=ONE_STOP,
        stage=stage,
        method=method,
        digest=digest_of(token),
        made_at=at,
        ends_at=until(method, at, invitations_last(on=at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())),
        salt=salt,
    )
    with transaction.atomic():
        row.save(force_insert=True)
        payload = {
            "campaign": ONE_STOP,
            "stage": stage.value,
            "method": method.value,
            "ends": row.ends_at.isoformat(),
            "dossier": ledger.commitment(str(known.id), salt),
        }
        unit = units.by_id([known.receiving_unit_id])[known.receiving_unit_id].key
        append(f"{INVITATION_STREAM}{row.pk}", 1, "survey.invited", payload, unit=unit, by=by, at=at)
    return Invited(token, row.ends_at)


def answer_invited(*, token: str, slip: int, answers: Mapping[str, int], at: datetime, comment: str = "") -> Entered:
    """
    Record what whoever holds a link answered; the link ends with it.

    :param slip: the id of the slip whose questions were shown.
    :raises DeadInvitation: if the link is unknown, over, replaced, or was answered on.
    :raises WrongAnswer: :raises UnknownSlip:
    """
    found = invitations.by_token(token, at=at)
    if found is None:
        raise DeadInvitation(gettext_noop("there is no such link"), field="token")
    check_open(found.standing)
    unit = units.by_id([found.unit_id])[found.unit_id]
    given = Given(slip, unit, answers, found.stage, found.method, comment, found.dossier_id)
    try:
        return record(given, on=at.astimezone(ZoneInfo(settings.TIME_ZONE)).date(), by=CITIZEN, at=at)
    except AlreadyAnswered as late:
        raise DeadInvitation(
            gettext_noop("a slip was answered for this already; it counts, and there is no second one"), field="token"
        ) from late
