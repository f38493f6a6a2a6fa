"""A plan is drafted and rewritten, issued under a number, and amended with a reason."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.actions.inspection_writing import remark
from motcua.reform.inspections.models import Plan
from motcua.reform.inspections.queries import teams
from motcua.reform.inspections.queries.inspection_rows import VERSION, plan_columns, plan_state_of, plan_stream
from motcua.reform.inspections.rules import planning
from motcua.reform.inspections.rules.deciding import NewMember, NotNow, check_fields, check_text
from motcua.reform.inspections.rules.life import Seated
from motcua.reform.inspections.rules.planning import PREFIX, Act, NewTarget, PlanState, Target, UnknownPlan, apply
from motcua.reform.registers.public import ReformField


@transaction.atomic
def draft_plan(
    *,
    unit_id: int,
    year: int,
    title: str,
    purpose: str,
    period: Period,
    fields: Collection[ReformField],
    targets: Sequence[NewTarget] = (),
    members: Sequence[NewMember] = (),
    by: str,
    at: datetime,
) -> int:
    """
    Draft the plan of a unit for a year, and give its id. A team may be named now or by each decision.

    :raises WrongPlace: if a target does not stand below, or its day lies in another year.
    """
    row = Plan(unit_id=unit_id, year=year, first=period.first, last=period.last)
    payload = _head(year, title, purpose, period, fields) | _content(unit_id, year, targets, members, at)
    row.save(force_insert=True)
    _write(row, PlanState(), Act.DRAFTED, payload, by=by, at=at)
    return row.pk


@transaction.atomic
def rewrite_plan(
    *,
    plan_id: int,
    year: int,
    title: str,
    purpose: str,
    period: Period,
    fields: Collection[ReformField],
    targets: Sequence[NewTarget],
    members: Sequence[NewMember] = (),
    by: str,
    at: datetime,
) -> None:
    """Write a draft anew. :raises NotNow: once the plan was issued. :raises WrongPlace: as for a draft."""
    row, state = _locked(plan_id)
    planning.check_draft(state)
    payload = _head(year, title, purpose, period, fields) | _content(row.unit_id, year, targets, members, at)
    _write(row, state, Act.REWRITTEN, payload, by=by, at=at)


@transaction.atomic
def issue_plan(*, plan_id: int, number: str, on: date, by: str, at: datetime) -> None:
    """Issue a plan under its number. :raises NotNow: a second time. :raises WrongPlace: if it names no unit."""
    row, state = _locked(plan_id)
    planning.check_issue(state)
    number = check_text(number, field="number", most=64)
    _write(row, state, Act.ISSUED, {"number": number, "on": on.isoformat()}, by=by, at=at)


@transaction.atomic
def amend(
    *,
    plan_id: int,
    targets: Sequence[NewTarget],
    members: Sequence[NewMember] = (),
    reason: str,
    by: str,
    at: datetime,
) -> None:
    """Amend where an issued plan goes, and who does, with the reason. :raises NotNow: while it is a draft."""
    row, state = _locked(plan_id)
    planning.check_amendment(state)
    reason = check_text(reason, field="reason", most=2000)
    payload = _content(row.unit_id, state.year, targets, members, at)
    payload["reason"] = remark(plan_stream(row.pk), state.number + 1, reason, by=by, at=at)
    _write(row, state, Act.AMENDED, payload, by=by, at=at)


def known_plan(plan_id: int, unit_id: int) -> None:
    """Check that a plan is a unit's own and issued. :raises UnknownPlan: :raises NotNow:"""
    row, state = _locked(plan_id)
    if row.unit_id != unit_id:
        raise UnknownPlan(gettext_noop("the plan is another unit's"), field="plan", value=plan_id)
    if state.issued is None:
        raise NotNow(gettext_noop("the plan is not issued yet"), field="plan", value=state.title)


def _locked(plan_id: int) -> tuple[Plan, PlanState]:
    row = Plan.objects.select_for_update().filter(pk=plan_id).first()
    if row is None:
        raise UnknownPlan(gettext_noop("there is no such plan"), field="plan", value=plan_id)
    return row, plan_state_of(row)


def _head(year: int, title: str, purpose: str, period: Period, fields: Collection[ReformField]) -> dict[str, Any]:
    check_fields(fields)
    return planning.said_head(
        year,
        check_text(title, field="title", most=300),
        check_text(purpose, field="purpose", most=4000),
        period,
        [one.value for one in ReformField if one in fields],
    )


def _content(
    unit_id: int, year: int, targets: Sequence[NewTarget], members: Sequence[NewMember], at: datetime
) -> dict[str, Any]:
    """Check where a plan goes and who does, and say both as the event does."""
    today = timezone.localdate(at)
    _own, below = teams.beneath(unit_id, on=today)
    planning.check_targets(year, targets, below=below)
    planning.check_members(tuple(members))
    seated = teams.seated([one.post_id for one in members], on=today)
    known, levels = units.by_id({one.unit_id for one in targets}), list(units.Level)
    ordered = sorted(
        targets,
        key=lambda one: (one.visit_on, levels.index(known[one.unit_id].level), known[one.unit_id].code),
    )
    return planning.said_content(
        (Target(known[one.unit_id].key, one.visit_on, one.mode, one.reasons) for one in ordered),
        {f"post/{one.post_id}": Seated(seated[one.post_id].key, one.part) for one in members},
    )


def _write(row: Plan, before: PlanState, act: Act, payload: Mapping[str, Any], *, by: str, at: datetime) -> None:
    key = units.by_id([row.unit_id])[row.unit_id].key
    after = apply(before, act, key, payload)
    ledger.append(
        ledger.NewEvent(
            stream=plan_stream(row.pk),
            number=after.number,
            kind=PREFIX + act.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=key,
            payload=payload,
        ),
        recorded_at=at,
    )
    for column, value in plan_columns(after).items():
        setattr(row, column, value)
    row.save()
