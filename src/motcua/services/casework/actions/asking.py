"""What others are asked about a dossier: an agency for its opinion, a leader for consent, the citizen for papers."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework.actions.recording import Work, locked, record, written
from motcua.services.casework.clocks import local_day
from motcua.services.casework.models import Text
from motcua.services.casework.queries.absence import stood_in_for
from motcua.services.casework.rules.deciding import NoConsent, check_act, check_consent, check_hand
from motcua.services.casework.rules.state import CaseState
from motcua.services.casework.rules.words import Kind
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Defect
from motcua.services.procedures.public import StepAct

SUPPLEMENT = "supplement"
"""What a consent is about: asking once more for what could have been asked for the first time."""


class TooSoon(Refused):
    """The other agency would have to answer before it is asked."""


def ask_for_completion(
    *, code: str, defects: Sequence[Defect], by: str, at: datetime, leads: bool = False
) -> CaseState:
    """
    Ask the citizen for all that is missing, at once. Asking again for what could have been seen asks a leader first.

    The first request goes out; a second on a point that could have been seen becomes a question to a leader, and goes
    out with :func:`consent`. Source: as :func:`dossiers.request_supplement`.

    :raises NotYourCase: :raises Refused: for a defect without what or legal basis.
    """
    with transaction.atomic():
        work = locked(code)
        check_hand(work.state, by, standing_in=stood_in_for(by, on=local_day(at)), leads=leads)
        check_act(work.process, work.state, StepAct.ASK_COMPLETION, leads=leads)
        if work.dossier.requests and any(one.could_be_seen for one in defects):
            for one in defects:
                dossiers.check_defect(one)
            said = json.dumps([asdict(one) for one in defects], ensure_ascii=False)
            payload = {"about": SUPPLEMENT}
            return record(
                work.row, work.state, Kind.CONSENT_ASKED, payload, unit=work.dossier.holder, by=by, at=at, text=said
            )
        dossiers.request_supplement(code=code, defects=defects, by=by, at=at)
        return work.state


def asked_for(code: str) -> list[Defect]:
    """Give what a leader is asked to consent to; nothing where nobody asks. Nine SQL queries."""
    with transaction.atomic():
        work = locked(code)
        return _defects(work) if work.state.asking else []


def consent(*, code: str, number: int, by: str, at: datetime) -> CaseState:
    """
    Consent, as a second person, to what was asked; it is done in the name of who asked, with the consent beside it.

    :param number: what the leader saw: the number of the question.
    :raises NoConsent: if it is not asked any more, or by the same person.
    """
    with transaction.atomic():
        work = locked(code)
        asking = check_consent(work.state, number=number, by=by)
        defects = _defects(work)
        dossiers.request_supplement(code=code, defects=defects, by=asking.asked_by, approved_by=by, at=at)
        payload = {"about": asking.about}
        return record(work.row, work.state, Kind.CONSENTED, payload, unit=work.dossier.holder, by=by, at=at)


def decline_consent(*, code: str, number: int, reason: str, by: str, at: datetime) -> CaseState:
    """Decline what was asked, with the reason; nothing goes out. :raises NoConsent:"""
    reason = written(reason, field="reason")
    with transaction.atomic():
        work = locked(code)
        asking = check_consent(work.state, number=number, by=by)
        payload = {"about": asking.about}
        return record(work.row, work.state, Kind.DECLINED, payload, unit=work.dossier.holder, by=by, at=at, text=reason)


def ask_agency(
    *, code: str, agency: str, question: str, due: datetime | None, by: str, at: datetime, leads: bool = False
) -> CaseState:
    """
    Ask another agency for its opinion, by a time of its own. The term runs on unless the procedure's policy says no.

    :raises NotYourCase: :raises TooSoon: if that time is over already.
    """
    question = written(question, field="question")
    if due is not None and due <= at:
        raise TooSoon(gettext_noop("the agency needs time to answer"), field="due", value=due.isoformat())
    with transaction.atomic():
        work = locked(code)
        check_hand(work.state, by, standing_in=stood_in_for(by, on=local_day(at)), leads=leads)
        check_act(work.process, work.state, StepAct.CONSULT, leads=leads)
        dossiers.consult(code=code, agency=agency, question=question, by=by, at=at)
        payload = {"agency": agency, "due": due.isoformat() if due else None}
        return record(work.row, work.state, Kind.AGENCY_ASKED, payload, unit=work.dossier.holder, by=by, at=at)


def answer_agency(*, code: str, answer: str, by: str, at: datetime) -> CaseState:
    """Answer as the agency that was asked; the dossier is again with who asked."""
    answer = written(answer, field="answer")
    with transaction.atomic():
        work = locked(code)
        dossiers.answer(code=code, note=answer, by=by, at=at)
        return record(work.row, work.state, Kind.AGENCY_ANSWERED, {}, unit=work.dossier.holder, by=by, at=at)


def _defects(work: Work) -> list[Defect]:
    number = work.state.asking.number if work.state.asking else 0
    kept = Text.objects.filter(case=work.row, number=number).first()
    if kept is None:
        raise NoConsent(gettext_noop("what the consent was asked for has been erased"), field="number", value=number)
    return [Defect(**one) for one in json.loads(kept.text)]
