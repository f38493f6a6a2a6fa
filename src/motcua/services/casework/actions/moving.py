"""The work begins, goes from step to step, and comes back when a step was a slip."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework.actions.recording import Work, known, locked, record, written
from motcua.services.casework.clocks import local_day
from motcua.services.casework.models import Case
from motcua.services.casework.queries.absence import stood_in_for
from motcua.services.casework.rows import state_of
from motcua.services.casework.rules.deciding import check_following, check_hand, check_taken_back, shares_until
from motcua.services.casework.rules.state import CaseState
from motcua.services.casework.rules.words import Kind
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Process, ProcessStep, steps_of


class WrongPlace(Refused):
    """The step is not done by this unit or post."""


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
            "due": _step_due(dossier, process, step.code),
            "main": main,
            "case": case,
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
        target = _target(work, step, unit=unit, post=post, at=at)
        if target.key != work.dossier.holder or work.dossier.state is dossiers.State.ACCEPTED:
            dossiers.forward(code=code, to=target.key, note=note, by=by, at=at)
        payload = {
            "step": step.code,
            "unit": target.key,
            "due": _step_due(work.dossier, work.process, step.code),
            "main": post,
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


def unit_of_step(dossier: Brief, step: ProcessStep, *, at: datetime) -> units.Unit:
    """Give the unit by which a step is done. Two SQL queries. :raises UnknownUnit:"""
    if step.where.startswith("unit:"):
        return units.find(step.where.removeprefix("unit:"), on=local_day(at))
    key = {
        "receiving": dossier.receiving_unit,
        "competent": dossier.competent_unit,
        "same": dossier.holder,
    }[step.where]
    return units.by_key([key])[key]


def _target(work: Work, step: ProcessStep, *, unit: str, post: str | None, at: datetime) -> units.Unit:
    """Give the unit that the work goes to: the step's own, or one of its departments."""
    own = unit_of_step(work.dossier, step, at=at)
    on = local_day(at)
    within = units.structure(on).below(own.id, own=True) | {own.id}
    if post is not None:
        held = {f"post/{one.id}": one.unit_id for one in accounts.posts_in(within, on=on)}
        if post not in held:
            raise WrongPlace(
                gettext_noop("nobody holds this post where the step is done"),
                field="post",
                value=post,
                expected=gettext_noop("choose a post of that unit"),
            )
        return units.by_id([held[post]])[held[post]]
    if unit and unit != own.key:
        named = units.by_key([unit]).get(unit)
        if named is None or named.id not in within:
            raise WrongPlace(
                gettext_noop("this step is not done by that unit"),
                field="unit",
                value=unit,
                expected=gettext_noop("choose the unit of the step or one of its departments"),
            )
        return named
    return own


def _step_due(dossier: Brief, process: Process, step: str) -> str | None:
    """Give, as text, the instant at which a step's share of the term is over, in the working time of the office."""
    if dossier.received_at is None or dossier.judged_until is None:
        return None
    share = shares_until(process, step)
    if share >= 100:
        return dossier.judged_until.isoformat()
    calendar = worktime.calendar_for(dossier.receiving_unit_id)
    whole = worktime.working_minutes(calendar, dossier.received_at, dossier.judged_until)
    return worktime.after_work(calendar, dossier.received_at, whole * share // 100).isoformat()
