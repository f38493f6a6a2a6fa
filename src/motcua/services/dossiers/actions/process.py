"""A dossier goes from hand to hand inside the administration."""

from datetime import datetime

from motcua.services.dossiers.actions.recording import Backdating, Recorded, record
from motcua.services.dossiers.rules.deciding import Step
from motcua.services.dossiers.rules.words import Kind


def forward(
    *, code: str, to: str, by: str, at: datetime, note: str = "", backdating: Backdating | None = None
) -> Recorded:
    """Hand a dossier over to the unit that works on it next; from then on the time is that unit's."""
    step = Step(Kind.FORWARDED, at, unit=to, remark=note)
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)


def consult(
    *, code: str, agency: str, by: str, at: datetime, question: str = "", backdating: Backdating | None = None
) -> Recorded:
    """Ask another agency for its opinion. The term runs on unless the procedure's policy says otherwise."""
    step = Step(Kind.CONSULTED, at, unit=agency, remark=question)
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)


def answer(*, code: str, by: str, at: datetime, note: str = "", backdating: Backdating | None = None) -> Recorded:
    """Record the opinion of the agency that was asked; the dossier is again with who asked."""
    step = Step(Kind.ANSWERED, at, remark=note)
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)


def name_competent(
    *, code: str, unit: str, by: str, at: datetime, reason: str = "", backdating: Backdating | None = None
) -> Recorded:
    """Name the unit whose figure the dossier is in law; until then it is the receiving one."""
    step = Step(Kind.COMPETENCE_NAMED, at, unit=unit, remark=reason)
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)


def sign_decision(
    *, code: str, by: str, at: datetime, note: str = "", backdating: Backdating | None = None
) -> Recorded:
    """Record that the decision is signed; it is finished when the result reaches the one-stop shop."""
    step = Step(Kind.DECIDED, at, remark=note)
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)
