"""The start: plans and what speaks for a visit, openings, mandates, who may see and do what, and the papers."""

from motcua.reform.inspections.actions.opening import (
    cancel,
    change_team,
    close,
    decide,
    move_visits,
    notify,
    open_inspection,
)
from motcua.reform.inspections.actions.planning import amend, draft_plan, issue_plan, rewrite_plan
from motcua.reform.inspections.queries.coverage import coverage
from motcua.reform.inspections.queries.inspections import (
    InspectionLine,
    InspectionView,
    MemberView,
    PlaceView,
    inspection,
    inspections,
    is_concluded,
    place,
)
from motcua.reform.inspections.queries.plans import PlanView, TargetView, plan, plans
from motcua.reform.inspections.queries.reach import (
    in_team,
    may_answer,
    may_inspect,
    may_order,
    may_plan,
    may_see,
    may_see_place,
    may_see_plan,
    may_sign,
    open_to,
    plans_for,
    plans_open_to,
    years_open_to,
)
from motcua.reform.inspections.queries.replay import replay_all
from motcua.reform.inspections.queries.risk import Proposed, proposals
from motcua.reform.inspections.queries.signatures import Signing, decision_signed, notice_signed, plan_signed
from motcua.reform.inspections.queries.teams import directly_below
from motcua.reform.inspections.queries.terms import latest_notice, terms
from motcua.reform.inspections.reasons import reason_said
from motcua.reform.inspections.rules.coverage import Coverage
from motcua.reform.inspections.rules.deciding import (
    Clash,
    ConflictOfInterest,
    NewMember,
    NewPlace,
    NotNow,
    TooLate,
    WrongPlace,
    WrongTeam,
)
from motcua.reform.inspections.rules.differences import Difference
from motcua.reform.inspections.rules.life import Numbered
from motcua.reform.inspections.rules.planning import NewTarget, UnknownPlan
from motcua.reform.inspections.rules.risk import GROUND_TITLES, Ground, Reason
from motcua.reform.inspections.rules.terms import Terms
from motcua.reform.inspections.rules.words import (
    KIND_TITLES,
    MODE_TITLES,
    PART_TITLES,
    Kind,
    Mode,
    Part,
    UnknownInspection,
)
from motcua.reform.inspections.start_papers import decision_paper, notice_paper, plan_paper

__all__ = [
    "GROUND_TITLES",
    "KIND_TITLES",
    "MODE_TITLES",
    "PART_TITLES",
    "Clash",
    "ConflictOfInterest",
    "Coverage",
    "Difference",
    "Ground",
    "InspectionLine",
    "InspectionView",
    "Kind",
    "MemberView",
    "Mode",
    "NewMember",
    "NewPlace",
    "NewTarget",
    "NotNow",
    "Numbered",
    "Part",
    "PlaceView",
    "PlanView",
    "Proposed",
    "Reason",
    "Signing",
    "TargetView",
    "Terms",
    "TooLate",
    "UnknownInspection",
    "UnknownPlan",
    "WrongPlace",
    "WrongTeam",
    "amend",
    "cancel",
    "change_team",
    "close",
    "coverage",
    "decide",
    "decision_paper",
    "decision_signed",
    "directly_below",
    "draft_plan",
    "in_team",
    "inspection",
    "inspections",
    "is_concluded",
    "issue_plan",
    "latest_notice",
    "may_answer",
    "may_inspect",
    "may_order",
    "may_plan",
    "may_see",
    "may_see_place",
    "may_see_plan",
    "may_sign",
    "move_visits",
    "notice_paper",
    "notice_signed",
    "notify",
    "open_inspection",
    "open_to",
    "place",
    "plan",
    "plan_paper",
    "plan_signed",
    "plans",
    "plans_for",
    "plans_open_to",
    "proposals",
    "reason_said",
    "replay_all",
    "rewrite_plan",
    "terms",
    "years_open_to",
]
