"""Where a step is done and by when, and what it opens at other units."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework.actions.recording import Work
from motcua.services.casework.clocks import local_day
from motcua.services.casework.rules.branching import branch_shares, opened_by
from motcua.services.casework.rules.deciding import shares_until
from motcua.services.dossiers.public import Brief
from motcua.services.procedures.public import OUTSIDE, Process, ProcessStep


class WrongPlace(Refused):
    """The step is not done by this unit or post."""


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


def target_of(work: Work, step: ProcessStep, *, unit: str, post: str | None, at: datetime) -> units.Unit:
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


def step_due(dossier: Brief, process: Process, step: str) -> str | None:
    """Give, as text, the instant at which a step's share of the term is over, in the working time of the office."""
    return share_due(dossier, shares_until(process, step))


def share_due(dossier: Brief, share: int) -> str | None:
    """Give, as text, the instant at which so many hundredths of the term are over, in the office's working time."""
    if dossier.received_at is None or dossier.judged_until is None:
        return None
    if share >= 100:
        return dossier.judged_until.isoformat()
    calendar = worktime.calendar_for(dossier.receiving_unit_id)
    whole = worktime.working_minutes(calendar, dossier.received_at, dossier.judged_until)
    return worktime.after_work(calendar, dossier.received_at, whole * share // 100).isoformat()


def branches_told(
    dossier: Brief, process: Process, step: ProcessStep, *, out: Collection[str], at: datetime
) -> list[dict[str, Any]]:
    """
    Give what is recorded of the branches that a step opens when the work comes to it.

    :param out: parts that are out already, which are not opened again.
    """
    told = []
    for first in opened_by(process, step.code):
        if first.part in out:
            continue
        unit, outside = _where(dossier, first, at=at)
        due = share_due(dossier, branch_shares(process, of=step.code, step=first.code))
        told.append({"part": first.part, "step": first.code, "unit": unit, "outside": outside, "due": due})
    return told


def _where(dossier: Brief, step: ProcessStep, *, at: datetime) -> tuple[str, str]:
    """Give the key of the unit of a step; or the name of an agency that does not use this system."""
    if step.where.startswith(OUTSIDE):
        return "", step.where.removeprefix(OUTSIDE)
    return unit_of_step(dossier, step, at=at).key, ""
