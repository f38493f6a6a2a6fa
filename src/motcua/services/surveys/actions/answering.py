"""
What somebody answered is recorded, once for a dossier and stage; an entry of paper that was wrong is withdrawn.

Each is one transaction with its event ``survey.answered`` or ``survey.withdrawn``, stream ``survey/<id>``. ``by`` is
the actor as the ledger knows it, ``at`` the server's time, aware.
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
from motcua.services.surveys import models
from motcua.services.surveys.actions.counting import count_in, count_out
from motcua.services.surveys.actions.recording import append, unit_of_key
from motcua.services.surveys.queries import slips
from motcua.services.surveys.queries.stages import check_stage
from motcua.services.surveys.rules.indices import WrongAnswer, check_answers, unanswered
from motcua.services.surveys.rules.words import CITIZEN, SELF, SLIP_STREAM, STREAM, Method, Stage

LONGEST = 4_000
"""No comment is longer, in letters."""


class AlreadyAnswered(Refused):
    """A slip was answered for this dossier and stage."""


class UnknownSlip(Refused):
    """There is no such slip."""


@dataclass(frozen=True, slots=True)
class Entered:
    """An answer slip that was entered, and the leaf of its event."""

    answer_slip_id: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """An answer slip as it comes, on paper or on a page, before anything of it is recorded."""

    slip: int
    unit: units.Unit
    answers: Mapping[str, int]
    stage: Stage
    method: Method
    comment: str
    dossier_id: int | None


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
    served = unit_of_key(unit)
    on, today = answered_on or _day(at), _day(at)
    if on > today:
        raise Refused(gettext_noop("this day has not come yet"), field="answered_on", value=on.isoformat())
    dossier_id = _dossier_id(dossier, served.id, stage) if dossier else None
    given = Given(slip, served, answers, stage, method, comment, dossier_id)
    return record(given, on=on, by=by, at=at)


def answer(
    *, dossier: str, stage: Stage, slip: int, answers: Mapping[str, int], at: datetime, comment: str = ""
) -> Entered:
    """
    Record what whoever holds the receipt of a dossier answered on a page about one of its stages.

    :param slip: the id of the slip whose questions were shown.
    :raises WrongAnswer: also if a needed question was left out, or the stage has not come.
    :raises AlreadyAnswered: :raises UnknownSlip: :raises UnknownDossier:
    """
    known = dossiers.brief(dossier)
    if known is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="dossier", value=dossier)
    check_stage(known, stage)
    unit = units.by_id([known.receiving_unit_id])[known.receiving_unit_id]
    given = Given(slip, unit, answers, stage, Method.LINK, comment, known.id)
    return record(given, on=_day(at), by=CITIZEN, at=at)


def record(given: Given, *, on: date, by: str, at: datetime) -> Entered:
    """
    Record an answer slip. Twenty SQL queries at most.

    :raises UnknownSlip: :raises WrongAnswer: :raises AlreadyAnswered:
    """
    issued = slips.by_id(given.slip)
    if issued is None or not issued.in_use(on) or not slips.applies_to(issued, given.unit.id, on):
        raise UnknownSlip(
            gettext_noop("this slip is not in use at the unit on that day"), field="slip", value=given.slip
        )
    check_answers(issued.slip, given.answers)
    left_out = unanswered(issued.slip, given.answers) if given.method in SELF else ()
    if left_out:
        raise WrongAnswer(gettext_noop("choose one of the answers"), field=left_out[0].code)
    comment = _comment(given.comment, free_text=issued.slip.free_text)
    salt, bond_salt = secrets.token_bytes(16), secrets.token_bytes(16)
    row = models.AnswerSlip(
        slip_id=given.slip,
        unit_id=given.unit.id,
        stage=given.stage,
        method=given.method,
        answered_at=at if on == _day(at) else _noon(on),
        answered_on=on,
        comment=comment,
        salt=salt,
    )
    payload: dict[str, Any] = {
        "slip": f"{SLIP_STREAM}{given.slip}",
        "campaign": issued.slip.campaign,
        "stage": given.stage.value,
        "method": given.method.value,
        "answers": [
            [one.code, one.element.value, given.answers[one.code]]
            for one in issued.slip.questions
            if one.code in given.answers
        ],
    }
    if comment:
        payload["comment"] = ledger.commitment(comment, salt)
    if given.dossier_id is not None:
        payload["dossier"] = ledger.commitment(str(given.dossier_id), bond_salt)
    answers = {issued.question_ids[code]: value for code, value in given.answers.items()}
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            models.Answer.objects.bulk_create(
                models.Answer(answer_slip=row, question_id=question, value=value) for question, value in answers.items()
            )
            if given.dossier_id is not None:
                models.Bond.objects.create(
                    answer_slip=row,
                    campaign=issued.slip.campaign,
                    dossier_id=given.dossier_id,
                    stage=given.stage,
                    salt=bond_salt,
                )
            count_in(row, answers)
            leaf = append(
                f"{STREAM}{row.pk}",
                1,
                "survey.answered",
                payload,
                unit=given.unit.key,
                by=by,
                at=at,
                occurred_at=row.answered_at,
            )
    except IntegrityError as conflict:
        if given.dossier_id is None:
            raise
        raise AlreadyAnswered(
            gettext_noop("a slip was answered for this dossier at this stage"), field="dossier"
        ) from conflict
    return Entered(row.pk, leaf)


def withdraw_slip(*, answer_slip: int, reason: str, by: str, at: datetime) -> None:
    """
    Take back an entry of paper that was wrong; it leaves all figures, and its dossier may be answered for again.

    What people answered by themselves nobody takes back.

    :param reason: it stays in the ledger and must name nobody.
    :raises UnknownSlip: if there is no such entry of paper, or it was withdrawn before.
    """
    if not 1 <= len(reason.strip()) <= 300:
        raise Refused(
            gettext_noop("the reason must be stated"), field="reason", expected=gettext_noop("write 1 to 300 letters")
        )
    with transaction.atomic():
        rows = models.AnswerSlip.objects.select_for_update()
        row = rows.filter(pk=answer_slip, method=Method.PAPER, withdrawn=False).first()
        if row is None:
            raise UnknownSlip(gettext_noop("there is no such entry"), field="answer_slip", value=answer_slip)
        count_out(row, dict(models.Answer.objects.filter(answer_slip=row).values_list("question_id", "value")))
        row.events += 1
        row.withdrawn = True
        row.comment = ""
        row.save(update_fields=["events", "withdrawn", "comment"])
        models.Bond.objects.filter(answer_slip=row).delete()
        key = units.by_id([row.unit_id])[row.unit_id].key
        payload = {"reason": reason.strip()}
        append(f"{STREAM}{row.pk}", row.events, "survey.withdrawn", payload, unit=key, by=by, at=at)


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


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def _noon(on: date) -> datetime:
    """Give the middle of a day: the hour at which a paper slip was filled in is not known."""
    return datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo(settings.TIME_ZONE))
