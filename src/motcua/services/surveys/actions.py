"""
What can be done with surveys: a slip is issued, an answered one is entered, a wrong entry is withdrawn.

Each is one transaction with its event, in the ledger's stream ``slip/<id>`` or ``survey/<id>``. ``by`` is the actor as
the ledger knows it, ``at`` the server's time, aware.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.surveys import models, queries
from motcua.services.surveys.rules.indices import WrongAnswer, check_answers
from motcua.services.surveys.rules.slips import Slip, check_slip
from motcua.services.surveys.rules.words import SLIP_STREAM, STREAM, Method, Stage

VERSION = 1
"""The version of this module's payloads."""

LONGEST = 4_000
"""No comment is longer, in letters."""


class AlreadyIssued(Refused):
    """The unit issued a slip of this campaign from the same day on."""


class AlreadyAnswered(Refused):
    """A slip was answered for this dossier and stage."""


class UnknownSlip(Refused):
    """There is no such slip."""


@dataclass(frozen=True, slots=True)
class Entered:
    """An answer slip that was entered, and the leaf of its event."""

    answer_slip_id: int
    leaf: bytes


def issue_slip(*, slip: Slip, unit: str, by: str, at: datetime) -> int:
    """
    Issue a slip for a unit and those below it, from a day on; give its id. A poor slip is issued too: it is what it is.

    :param unit: the key of the unit whose document it is.
    :raises WrongSlip: if it cannot be answered. :raises AlreadyIssued: :raises UnknownUnit:
    """
    check_slip(slip)
    issuer = _unit(unit)
    row = models.Slip(
        unit_id=issuer.id,
        code=slip.code,
        campaign=slip.campaign,
        title=slip.title,
        document_number=slip.document_number,
        document_date=slip.document_date,
        valid_from=slip.valid_from,
        valid_to=slip.valid_to,
        free_text=slip.free_text,
        asks_code=slip.asks_code,
        asks_name=slip.asks_name,
        ticked=slip.ticked,
    )
    with transaction.atomic():
        if models.Slip.objects.filter(unit_id=issuer.id, campaign=slip.campaign, valid_from=slip.valid_from).exists():
            raise AlreadyIssued(
                gettext_noop("the unit has issued a slip that begins on this day"),
                field="valid_from",
                value=slip.valid_from.isoformat(),
                expected=gettext_noop("let the new one begin on another day"),
            )
        row.save(force_insert=True)
        models.Question.objects.bulk_create(
            models.Question(
                slip=row,
                place=place,
                code=question.code,
                element=question.element,
                text=question.text,
                index=question.index,
            )
            for place, question in enumerate(slip.questions, 1)
        )
        _append(f"{SLIP_STREAM}{row.pk}", 1, "survey.slip_issued", _issued(slip), unit=issuer.key, by=by, at=at)
    return row.pk


def enter_slip(
    *,
    slip: int,
    unit: str,
    answers: Mapping[str, int],
    stage: Stage,
    method: Method,
    by: str,
    at: datetime,
    answered_on: date | None = None,
    dossier: str | None = None,
    comment: str = "",
) -> Entered:
    """
    Enter what somebody answered. Nothing says who: neither a row nor the ledger, which holds a commitment to the
    dossier and to the comment.

    :param unit: the key of the unit that served the person.
    :param answers: from 1 to 5 by the code of the question; what was left out is not there.
    :param answered_on: the day on which it was answered, if before it is entered.
    :param dossier: the code of the dossier, where the slip bears one.
    :raises UnknownSlip: if the slip is not the unit's, or was not in use on that day.
    :raises WrongAnswer: :raises AlreadyAnswered: :raises UnknownDossier: as those say.
    """
    served, zone = _unit(unit), ZoneInfo(settings.TIME_ZONE)
    on = answered_on or at.astimezone(zone).date()
    if on > at.astimezone(zone).date():
        raise Refused(gettext_noop("this day has not come yet"), field="answered_on", value=on.isoformat())
    issued = queries.by_id(slip)
    if issued is None or not issued.in_use(on) or not queries.applies_to(issued, served.id, on):
        raise UnknownSlip(gettext_noop("this slip is not in use at the unit on that day"), field="slip", value=slip)
    check_answers(issued.slip, answers)
    comment = _comment(comment, free_text=issued.slip.free_text)
    dossier_id = _dossier_id(dossier, served.id, stage) if dossier else None
    salt, bond_salt = secrets.token_bytes(16), secrets.token_bytes(16)
    row = models.AnswerSlip(
        slip_id=slip,
        unit_id=served.id,
        stage=stage,
        method=method,
        answered_at=at if answered_on in {None, at.astimezone(zone).date()} else _noon(on, zone),
        answered_on=on,
        comment=comment,
        salt=salt,
    )
    payload: dict[str, Any] = {
        "slip": f"{SLIP_STREAM}{slip}",
        "campaign": issued.slip.campaign,
        "stage": stage.value,
        "method": method.value,
        "answers": [
            [one.code, one.element.value, answers[one.code]] for one in issued.slip.questions if one.code in answers
        ],
    }
    if comment:
        payload["comment"] = ledger.commitment(comment, salt)
    if dossier_id is not None:
        payload["dossier"] = ledger.commitment(str(dossier_id), bond_salt)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            models.Answer.objects.bulk_create(
                models.Answer(answer_slip=row, question_id=issued.question_ids[code], value=value)
                for code, value in answers.items()
            )
            if dossier_id is not None:
                models.Bond.objects.create(
                    answer_slip=row,
                    campaign=issued.slip.campaign,
                    dossier_id=dossier_id,
                    stage=stage,
                    salt=bond_salt,
                )
            leaf = _append(
                f"{STREAM}{row.pk}",
                1,
                "survey.answered",
                payload,
                unit=served.key,
                by=by,
                at=at,
                occurred_at=row.answered_at,
            )
    except IntegrityError as conflict:
        if dossier_id is None:
            raise
        raise AlreadyAnswered(
            gettext_noop("a slip was answered for this dossier at this stage"), field="dossier", value=dossier
        ) from conflict
    return Entered(row.pk, leaf)


def withdraw_slip(*, answer_slip: int, reason: str, by: str, at: datetime) -> None:
    """
    Take back an entry that was wrong; it leaves all figures, and its dossier may be answered for again.

    :param reason: it stays in the ledger and must name nobody.
    :raises UnknownSlip: if there is no such entry, or it was withdrawn before.
    """
    if not 1 <= len(reason.strip()) <= 300:
        raise Refused(
            gettext_noop("the reason must be stated"), field="reason", expected=gettext_noop("write 1 to 300 letters")
        )
    with transaction.atomic():
        row = models.AnswerSlip.objects.select_for_update().filter(pk=answer_slip, withdrawn=False).first()
        if row is None:
            raise UnknownSlip(gettext_noop("there is no such entry"), field="answer_slip", value=answer_slip)
        row.events += 1
        row.withdrawn = True
        row.comment = ""
        row.save(update_fields=["events", "withdrawn", "comment"])
        models.Bond.objects.filter(answer_slip=row).delete()
        key = units.by_id([row.unit_id])[row.unit_id].key
        payload = {"reason": reason.strip()}
        _append(f"{STREAM}{row.pk}", row.events, "survey.withdrawn", payload, unit=key, by=by, at=at)


def _issued(slip: Slip) -> dict[str, Any]:
    return {
        "code": slip.code,
        "campaign": slip.campaign,
        "title": slip.title,
        "document": [slip.document_number, slip.document_date.isoformat() if slip.document_date else None],
        "valid": [slip.valid_from.isoformat(), slip.valid_to.isoformat() if slip.valid_to else None],
        "free_text": slip.free_text,
        "asks_code": slip.asks_code.value,
        "asks_name": slip.asks_name,
        "ticked": slip.ticked,
        "questions": [[one.code, one.element.value, one.text, one.index] for one in slip.questions],
    }


def _append(
    stream: str,
    number: int,
    kind: str,
    payload: Mapping[str, Any],
    *,
    unit: str,
    by: str,
    at: datetime,
    occurred_at: datetime | None = None,
) -> bytes:
    return ledger.append(
        ledger.NewEvent(stream, number, kind, VERSION, occurred_at or at, by, unit, payload), recorded_at=at
    )


def _unit(key: str) -> units.Unit:
    found = units.by_key([key]).get(key)
    if found is None:
        raise units.UnknownUnit(gettext_noop("there is no unit of this key"), field="unit", value=key)
    return found


def _dossier_id(code: str, unit_id: int, stage: Stage) -> int:
    stream, of = dossiers.stream_of(code), dossiers.units_of(code)
    if stream is None or of is None or unit_id not in of:
        raise dossiers.UnknownDossier(gettext_noop("the unit has no dossier of this code"), field="dossier", value=code)
    if stage is Stage.VISIT:
        raise WrongAnswer(
            gettext_noop("a slip of a dossier belongs to one of its stages"),
            field="stage",
            value=stage.value,
            expected=gettext_noop("say at which slip it was handed out"),
        )
    return int(stream.rpartition("/")[2])


def _comment(text: str, *, free_text: bool) -> str:
    text = text.strip()
    if text and not free_text:
        raise WrongAnswer(gettext_noop("the slip has no place for a comment"), field="comment")
    if len(text) > LONGEST:
        raise WrongAnswer(
            gettext_noop("this is too long"),
            field="comment",
            expected=gettext_noop("write %(most)s letters at the most"),
            params={"most": LONGEST},
        )
    return text


def _noon(on: date, zone: ZoneInfo) -> datetime:
    """Give the middle of a day: the hour at which a paper slip was filled in is not known."""
    return datetime(on.year, on.month, on.day, 12, tzinfo=zone)
