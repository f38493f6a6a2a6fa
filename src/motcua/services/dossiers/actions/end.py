"""A dossier ends: granted, decided against, taken back or stopped; and what came of it is handed over."""

from datetime import datetime

from motcua.kernel.refusals import gettext_noop
from motcua.services.dossiers.actions.recording import Backdating, Recorded, UnknownDossier, record, stated
from motcua.services.dossiers.models import Applicant, Remark
from motcua.services.dossiers.rules.deciding import Step
from motcua.services.dossiers.rules.words import Kind


def finish(
    *, code: str, by: str, at: datetime, result_digital: bool | None = None, backdating: Backdating | None = None
) -> Recorded:
    """
    Record that the granted result has reached the one-stop shop. Time is judged now, not when it is collected.

    :param result_digital: whether the result was issued electronically; none if nobody says.
    """
    step = Step(Kind.FINISHED, at, extra={} if result_digital is None else {"result_digital": result_digital})
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)


def refuse(*, code: str, reason: str, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """Record a decision against the applicant, with its reason; it finishes the dossier."""
    return _end(Kind.REFUSED, code, reason, by=by, at=at, backdating=backdating)


def withdraw(*, code: str, reason: str, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """Record that the applicant takes the dossier back."""
    return _end(Kind.WITHDRAWN, code, reason, by=by, at=at, backdating=backdating)


def stop(*, code: str, reason: str, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """
    Stop handling a dossier, with the reason that the notice states.

    Source: TT 03/2025/TT-VPCP, form 05, by its title; its grounds were not seen.
    """
    return _end(Kind.STOPPED, code, reason, by=by, at=at, backdating=backdating)


def return_result(*, code: str, by: str, at: datetime, way: str = "", backdating: Backdating | None = None) -> Recorded:
    """Hand the result over: at the counter, by post or electronically."""
    step = Step(Kind.RETURNED, at, extra={"way": way} if way else {})
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)


def return_again(*, code: str, by: str, at: datetime, way: str = "") -> Recorded:
    """Hand over a corrected result after one was handed over before; it is counted apart."""
    step = Step(Kind.RETURNED_AGAIN, at, extra={"way": way} if way else {})
    return record(code, by=by, at=at, step=lambda _: step)


def erase_applicant(*, code: str, reason: str, by: str, at: datetime) -> Recorded:
    """
    Erase the person whom a dossier is about and all remarks, with their salts; every proof in the ledger stays whole.

    :param reason: the legal ground, which stays in the ledger and must name nobody.
    :raises UnknownDossier: if there is no such dossier, or nothing of a person is kept with it.
    """
    step = Step(Kind.APPLICANT_ERASED, at, extra={"reason": stated(reason)})

    def erase(dossier_id: int) -> None:
        Remark.objects.filter(dossier_id=dossier_id).delete()
        erased, _ = Applicant.objects.filter(dossier_id=dossier_id).delete()
        if not erased:
            raise UnknownDossier(gettext_noop("no person is kept with this dossier"), field="code", value=code)

    return record(code, by=by, at=at, step=lambda _: step, also=erase)


def _end(kind: Kind, code: str, reason: str, *, by: str, at: datetime, backdating: Backdating | None) -> Recorded:
    step = Step(kind, at, remark=stated(reason))
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)
