"""Each unit does its part of a dossier beside the main line, which goes on when the last it waits for is back."""

from datetime import datetime

from django.db import transaction

from motcua.kernel.refusals import gettext_noop
from motcua.services.casework.actions.moving import carry
from motcua.services.casework.actions.places import WrongPlace, share_due, unit_of_step
from motcua.services.casework.actions.recording import Work, locked, record, written
from motcua.services.casework.clocks import local_day
from motcua.services.casework.queries.absence import stood_in_for
from motcua.services.casework.rules.branching import awaited, branch_shares, check_branch, lane_of
from motcua.services.casework.rules.deciding import NoSuchStep, NotYourCase, check_hand
from motcua.services.casework.rules.state import Branch, CaseState
from motcua.services.casework.rules.words import Kind

LONGEST_REFERENCE = 100


def name_for_branch(
    *, code: str, branch: int, post: str | None, by: str, at: datetime, leads: bool = False
) -> CaseState:
    """
    Name who does a part of a dossier at its unit; None gives it back to the unit. The page offers posts of that unit.

    :param leads: whether who acts leads the unit that has the part, which the page has asked.
    :raises NoSuchBranch: :raises NotYourCase: if another post has it.
    """
    with transaction.atomic():
        work = locked(code)
        out = check_branch(work.state, branch)
        _check_hand(work, out, by=by, at=at, leads=leads)
        if out.main == post:
            return work.state
        payload = {"branch": branch, "post": post}
        return record(work.row, work.state, Kind.BRANCH_NAMED, payload, unit=out.unit, by=by, at=at)


def move_branch(
    *, code: str, branch: int, post: str | None = None, note: str = "", by: str, at: datetime, leads: bool = False
) -> CaseState:
    """
    Hand a part of a dossier on to the next step of it.

    :raises NoSuchBranch: :raises NotYourCase: :raises NoSuchStep: after the last step of the part, which is answered.
    """
    note = written(note, field="note", needed=False)
    with transaction.atomic():
        work = locked(code)
        out = check_branch(work.state, branch)
        _check_hand(work, out, by=by, at=at, leads=leads)
        lane = lane_of(work.process, out.step)
        if len(lane) < 2 or not out.unit:
            raise NoSuchStep(
                gettext_noop("this is the last step of the part"),
                field="branch",
                value=str(branch),
                expected=gettext_noop("send it back with an answer"),
            )
        step = lane[1]
        unit = out.unit if step.where == "same" else unit_of_step(work.dossier, step, at=at).key
        payload = {
            "branch": branch,
            "step": step.code,
            "unit": unit,
            "due": share_due(work.dossier, branch_shares(work.process, of=out.of, step=step.code)),
            "post": post,
        }
        return record(work.row, work.state, Kind.BRANCH_MOVED, payload, unit=out.unit, by=by, at=at, text=note)


def pass_on_branch(*, code: str, branch: int, to: str, by: str, at: datetime, note: str = "") -> CaseState:
    """
    Let another unit have a part of a dossier in the same step, as when units are reorganised; nobody is named.

    :param to: key of the unit. :raises NoSuchBranch:
    """
    with transaction.atomic():
        work = locked(code)
        out = check_branch(work.state, branch)
        due = out.due.isoformat() if out.due else None
        payload = {"branch": branch, "step": out.step, "unit": to, "due": due, "post": None}
        return record(work.row, work.state, Kind.BRANCH_MOVED, payload, unit=to, by=by, at=at, text=note)


def send_outside(*, code: str, branch: int, reference: str, by: str, at: datetime, leads: bool = False) -> CaseState:
    """
    Write down under which number an agency that does not use this system has its part.

    :raises NoSuchBranch: :raises NotYourCase: :raises WrongPlace: if its unit works in this system.
    """
    reference = written(reference, field="reference")[:LONGEST_REFERENCE]
    with transaction.atomic():
        work = locked(code)
        out = check_branch(work.state, branch)
        if out.unit:
            raise WrongPlace(
                gettext_noop("this part is with a unit that works in this system"), field="branch", value=str(branch)
            )
        _check_hand(work, out, by=by, at=at, leads=leads)
        payload = {"branch": branch, "reference": reference}
        return record(work.row, work.state, Kind.BRANCH_SENT, payload, unit=work.dossier.holder, by=by, at=at)


def answer_branch(*, code: str, branch: int, answer: str, by: str, at: datetime, leads: bool = False) -> CaseState:
    """
    Send a part of a dossier back with what came of it. If it was the last that the decided step waits for, go there.

    What an agency outside answered is written down by who has the dossier.

    :raises NoSuchBranch: :raises NotYourCase:
    """
    answer = written(answer, field="answer")
    with transaction.atomic():
        work = locked(code)
        out = check_branch(work.state, branch)
        _check_hand(work, out, by=by, at=at, leads=leads)
        payload = {"branch": branch}
        unit = out.unit or work.dossier.holder
        state = record(work.row, work.state, Kind.BRANCH_ANSWERED, payload, unit=unit, by=by, at=at, text=answer)
        waits = state.waits
        step = work.process.step(waits.to) if waits else None
        if waits is None or step is None or awaited(work.process, state.branches, waits.to):
            return state
        back = Work(work.row, state, work.process, work.dossier)
        return carry(back, step, unit=waits.unit, post=waits.post, note="", moved_by=waits.by, by=by, at=at)


def _check_hand(work: Work, branch: Branch, *, by: str, at: datetime, leads: bool) -> None:
    """Check that a post may do a part: nobody has it, or it has it, stands in for who has, or leads the unit."""
    standing_in = stood_in_for(by, on=local_day(at))
    if not branch.unit:
        check_hand(work.state, by, standing_in=standing_in, leads=leads)
    elif not (leads or branch.main is None or branch.main in {by, *standing_in}):
        raise NotYourCase(
            gettext_noop("another post has this part of the dossier"),
            field="branch",
            value=str(branch.number),
            expected=gettext_noop("ask who has it, or the leader, to pass it to you"),
        )
