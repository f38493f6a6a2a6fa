"""The office waits for the citizen: papers that are missing, a payment, a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.actions.recording import Backdating, Recorded, record, stated
from motcua.services.dossiers.rules.deciding import Step
from motcua.services.dossiers.rules.state import DossierState
from motcua.services.dossiers.rules.words import Kind, WaitsFor


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is missing or wrong, its legal basis, and whether it could be seen at the first request."""

    what: str
    legal_basis: str
    could_be_seen: bool = True


class NotAllAtOnce(Refused):
    """A second request asks for what could have been asked for the first time, and no leader stands for it."""


def check_defect(defect: Defect) -> None:
    """Check that a defect is named in one line and has its legal basis. :raises Refused:"""
    if not defect.what.strip() or "\n" in defect.what:
        raise Refused(gettext_noop("each thing that is missing is named in one line"), field="what")
    if not defect.legal_basis.strip():
        raise Refused(gettext_noop("each thing asked for has its legal basis"), field="legal_basis", value=defect.what)


def request_supplement(
    *,
    code: str,
    defects: Sequence[Defect],
    by: str,
    at: datetime,
    approved_by: str = "",
    backdating: Backdating | None = None,
) -> Recorded:
    """
    Ask the citizen for everything that is missing, at once.

    A second request on a point that could have been seen the first time needs a leader, and is counted in public.
    Source: NĐ 61/2018/NĐ-CP art. 17 (guide once, fully), from memory, high confidence.

    :raises NotAllAtOnce: if it is such a second request and ``approved_by`` names no other person.
    """
    if not defects:
        raise Refused(gettext_noop("a request for completion lists what is missing"), field="defects")
    for defect in defects:
        check_defect(defect)

    def step(state: DossierState) -> Step:
        repeated = state.requests > 0 and any(defect.could_be_seen for defect in defects)
        if repeated and (not approved_by or approved_by == by):
            raise NotAllAtOnce(
                gettext_noop("this could have been asked for the first time"),
                field="defects",
                expected=gettext_noop("a leader must stand for asking again"),
            )
        asked = [{"legal_basis": defect.legal_basis, "could_be_seen": defect.could_be_seen} for defect in defects]
        extra: dict[str, object] = {"defects": asked}
        if repeated:
            extra |= {"repeated": True, "approved_by": approved_by}
        return Step(Kind.SUPPLEMENT_REQUESTED, at, remark="\n".join(defect.what for defect in defects), extra=extra)

    return record(code, by=by, at=at, step=step, backdating=backdating)


def take_supplement(*, code: str, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """Take in what was missing. The term restarts unless the policy says otherwise; what was late stays late."""
    step = Step(Kind.SUPPLEMENTED, at)
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)


def pause(
    *, code: str, waits_for: WaitsFor, reason: str, by: str, at: datetime, backdating: Backdating | None = None
) -> Recorded:
    """Stop the clock while the citizen has to pay or to come."""
    step = Step(Kind.PAUSED, at, waits_for=waits_for, remark=stated(reason))
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)


def resume(*, code: str, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """Let the clock run again; the due time moves by the working time it stood."""
    step = Step(Kind.RESUMED, at)
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)
