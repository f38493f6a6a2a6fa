"""The work begins, goes from step to step, and comes back when a step was a slip."""

from datetime import datetime

from django.db import transaction

from motcua.services.casework.actions.places import branches_told, step_due, target_of
from motcua.services.casework.actions.recording import Work, known, locked, record, written
from motcua.services.casework.clocks import local_day
from motcua.services.casework.models import Case
from motcua.services.casework.queries.absence import stood_in_for
from motcua.services.casework.rows import state_of
from motcua.services.casework.rules.branching import awaited
from motcua.services.casework.rules.deciding import check_following, check_hand, check_taken_back
from motcua.services.casework.rules.state import CaseState
from motcua.services.casework.rules.words import Kind
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import ProcessStep, steps_of


def open_case(*, code: str, by: str, at: datetime, case: str = "", main: str | None = None) -> CaseState:
    """
    Begin the work on an accepted dossier, by the process in force on the day of receipt; once: again it is as it is.

    One that has been passed on already begins after the first step.

    :param case: code of the procedure's case.
    :param main: the post that has it, if one does.
    :raises UnknownDossier:
    """
    dossier = known(code)
    with transaction.atomic():
        begun = Case.objects.select_for_update().filter(dossier_id=dossier.id).first()
        if begun is not None:
            return state_of(begun)
        if dossier.received_at is None:
            raise AssertionError(f"dossier {code} was not received")
        on = local_day(dossier.received_at)
        process = procedures.process_of(dossier.procedure, unit_key=dossier.receiving_unit, on=on)
        line = process.main_line()
        step = line[1 if dossier.state is not dossiers.State.ACCEPTED and len(line) > 1 else 0]
        payload = {
            "step": step.code,
            "unit": dossier.holder,
            "due": step_due(dossier, process, step.code),
            "main": main,
            "case": case,
            "branches": branches_told(dossier, process, step, out=(), at=at),
            "steps": steps_of(process),
        }
        row = Case(dossier_id=dossier.id, steps=payload["steps"])
        return record(row, None, Kind.OPENED, payload, unit=dossier.receiving_unit, by=by, at=at)


def move(
    *,
    code: str,
    to: str,
    by: str,
    at: datetime,
    unit: str = "",
    post: str | None = None,
    note: str = "",
    leads: bool = False,
) -> CaseState:
    """
    Hand the work on to the next step, to a unit or a post of it; the dossier goes with it.

    A step that waits for branches still out is remembered, and the work goes there by itself when the last is back.

    :param to: code of one of the steps that follow.
    :param unit: key of the unit, where the step's own is a government with departments; ``post`` names one of a post.
    :param leads: whether who acts leads the unit that has it, which the page has asked.
    :raises NoSuchStep: :raises NotYourCase: :raises WrongPlace: if the step is not done there.
    """
    note = written(note, field="note", needed=False)
    with transaction.atomic():
        work = locked(code)
        check_hand(work.state, by, standing_in=stood_in_for(by, on=local_day(at)), leads=leads)
        step = check_following(work.process, work.state, to)
        target = target_of(work, step, unit=unit, post=post, at=at)
        if awaited(work.process, work.state.branches, step.code):
            payload = {"to": step.code, "unit": target.key, "post": post}
            return record(work.row, work.state, Kind.WAITED, payload, unit=work.dossier.holder, by=by, at=at, text=note)
        return carry(work, step, unit=target.key, post=post, note=note, moved_by=by, by=by, at=at)


def carry(
    work: Work, step: ProcessStep, *, unit: str, post: str | None, note: str, moved_by: str, by: str, at: datetime
) -> CaseState:
    """Bring the work to a step, the dossier with it, and open what the step opens; within a transaction."""
    if unit != work.dossier.holder or work.dossier.state is dossiers.State.ACCEPTED:
        dossiers.forward(code=work.dossier.code, to=unit, note=note, by=by, at=at)
    out = {one.part for one in work.state.branches if one.answered_at is None}
    payload = {
        "step": step.code,
        "unit": unit,
        "due": step_due(work.dossier, work.process, step.code),
        "main": post,
        "moved_by": moved_by,
        "branches": branches_told(work.dossier, work.process, step, out=out, at=at),
    }
    return record(work.row, work.state, Kind.MOVED, payload, unit=work.dossier.holder, by=by, at=at, text=note)


def take_back(*, code: str, by: str, at: datetime) -> CaseState:
    """
    Take one's own last move back, while nothing happened after it; the dossier comes back with it.

    :raises NotTakenBack:
    """
    with transaction.atomic():
        work = locked(code)
        place = check_taken_back(work.state, by)
        if place.unit != work.dossier.holder:
            dossiers.forward(code=code, to=place.unit, by=by, at=at)
        return record(work.row, work.state, Kind.TAKEN_BACK, {}, unit=work.dossier.holder, by=by, at=at)


def pass_on(*, code: str, to: str, by: str, at: datetime, note: str = "") -> None:
    """
    Let another unit have a dossier and the work on it in the same step, as when units are reorganised; nobody is named.

    :param to: key of the unit.
    """
    with transaction.atomic():
        dossiers.forward(code=code, to=to, note=note, by=by, at=at)
        dossier = known(code)
        if not Case.objects.filter(dossier_id=dossier.id).exists():
            return
        work = locked(code)
        place = work.state.place
        due = place.due.isoformat() if place.due else None
        payload = {"step": place.step, "unit": to, "due": due, "main": None}
        record(work.row, work.state, Kind.MOVED, payload, unit=to, by=by, at=at, text=note)
