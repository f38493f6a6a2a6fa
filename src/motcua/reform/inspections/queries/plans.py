"""Reads of plans: one whole, and those of some units."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models import Inspection, InspectionRemark, Plan
from motcua.reform.inspections.queries.inspection_rows import plan_state_of, plan_stream
from motcua.reform.inspections.queries.inspections import MemberView
from motcua.reform.inspections.rules.life import Numbered
from motcua.reform.inspections.rules.planning import UnknownPlan
from motcua.reform.inspections.rules.risk import Reason
from motcua.reform.inspections.rules.words import Mode, Part
from motcua.reform.registers.public import ReformField


@dataclass(frozen=True, slots=True)
class TargetView:
    """A unit in a plan, when it is visited, and why it was proposed, if it was."""

    unit: units.Unit
    visit_on: date
    mode: Mode
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """Why a plan was amended."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of a unit's inspections in a year, and the inspections opened by it."""

    id: int
    unit: units.Unit
    year: int
    title: str
    purpose: str
    period: Period
    fields: tuple[ReformField, ...]
    targets: tuple[TargetView, ...]
    members: tuple[MemberView, ...]
    issued: Numbered | None
    amendments: tuple[Amendment, ...]
    inspections: tuple[int, ...]


def plans(unit_ids: Collection[int], *, year: int | None = None, since: int | None = None) -> list[PlanView]:
    """Give the plans of some units, the latest year first; of one year, or from one on. Five SQL queries."""
    rows = Plan.objects.filter(unit__in=unit_ids).order_by("-year", "-pk")
    if year is not None:
        rows = rows.filter(year=year)
    if since is not None:
        rows = rows.filter(year__gte=since)
    return _views(list(rows))


def plan(plan_id: int) -> PlanView:
    """Give a plan. Five SQL queries. :raises UnknownPlan: if there is none."""
    row = Plan.objects.filter(pk=plan_id).first()
    if row is None:
        raise UnknownPlan(gettext_noop("there is no such plan"), field="plan", value=plan_id)
    return _views([row])[0]


def _views(rows: list[Plan]) -> list[PlanView]:
    states = [plan_state_of(row) for row in rows]
    titles = accounts.titles_of({key for state in states for key in state.members})
    known = units.by_key(
        {state.unit for state in states}
        | {target.unit for state in states for target in state.targets}
        | {member.unit for state in states for member in state.members.values()}
    )
    streams = {plan_stream(row.pk): row.pk for row in rows}
    remarks: dict[int, list[Amendment]] = {}
    for one in InspectionRemark.objects.filter(stream__in=streams).order_by("number"):
        remarks.setdefault(streams[one.stream], []).append(Amendment(one.author, one.at, one.text))
    opened: dict[int, list[int]] = {}
    for inspection_id, plan_id in Inspection.objects.filter(plan__in=rows).order_by("pk").values_list("pk", "plan_id"):
        opened.setdefault(plan_id, []).append(inspection_id)
    parts = list(Part)
    return [
        PlanView(
            id=row.pk,
            unit=known[state.unit],
            year=state.year,
            title=state.title,
            purpose=state.purpose,
            period=state.period,
            fields=tuple(ReformField(one) for one in state.fields),
            targets=tuple(TargetView(known[one.unit], one.visit_on, one.mode, one.reasons) for one in state.targets),
            members=tuple(
                sorted(
                    (
                        MemberView(int(key.removeprefix("post/")), titles[key], known[one.unit], one.part)
                        for key, one in state.members.items()
                    ),
                    key=lambda one: (parts.index(one.part), one.unit.code, one.post_id),
                )
            ),
            issued=state.issued,
            amendments=tuple(remarks.get(row.pk, ())),
            inspections=tuple(opened.get(row.pk, ())),
        )
        for row, state in zip(rows, states, strict=True)
    ]
