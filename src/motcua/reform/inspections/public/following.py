"""Recommendations and remedies: what was asked for, what became of it, what is watched, the synthesis of a year."""

from motcua.reform.inspections.actions.follow_up import (
    close_recommendation,
    confirm_done,
    escalate,
    grant_extension,
    refuse_extension,
    reopen_recommendation,
    send_back,
    take_back,
    uphold,
)
from motcua.reform.inspections.actions.recommend import propose
from motcua.reform.inspections.actions.remedy import (
    NotOfTheUnit,
    accept_recommendation,
    add_evidence,
    ask_extension,
    assign,
    report_done,
    reserve,
)
from motcua.reform.inspections.actions.watch import Looked, check_watches
from motcua.reform.inspections.queries.mending import Reach, answered_by, answering
from motcua.reform.inspections.queries.mending import reach as recommendation_reach
from motcua.reform.inspections.queries.recommendation_replay import replay_recommendations
from motcua.reform.inspections.queries.recommendations import (
    Listed,
    Only,
    RecommendationView,
    Step,
    of_inspection,
    open_for,
    recommendation,
    recommendations,
    steps,
    to_do,
)
from motcua.reform.inspections.queries.synthesis import Synthesis, synthesis
from motcua.reform.inspections.queries.watched import Look, watched_now
from motcua.reform.inspections.rules.recommendation import (
    REMEDY_TITLES,
    STANDING_TITLES,
    RecommendationState,
    Remedy,
    Standing,
    UnknownRecommendation,
)
from motcua.reform.inspections.rules.recommendation import Act as RecommendationAct
from motcua.reform.inspections.rules.remedying import (
    INSPECTING_MAY,
    UNIT_MAY,
    FigureSaysOtherwise,
    NotAtThisStage,
    NotSaid,
    SameHands,
    WrongDay,
    possible_acts,
)
from motcua.reform.inspections.rules.watching import COMPARISON_TITLES, Comparison, Seen, Watch, read_target
from motcua.reform.inspections.synthesis_paper import synthesis_paper, synthesis_parts, synthesis_xlsx

__all__ = [
    "COMPARISON_TITLES",
    "INSPECTING_MAY",
    "REMEDY_TITLES",
    "STANDING_TITLES",
    "UNIT_MAY",
    "Comparison",
    "FigureSaysOtherwise",
    "Listed",
    "Look",
    "Looked",
    "NotAtThisStage",
    "NotOfTheUnit",
    "NotSaid",
    "Only",
    "Reach",
    "RecommendationAct",
    "RecommendationState",
    "RecommendationView",
    "Remedy",
    "SameHands",
    "Seen",
    "Standing",
    "Step",
    "Synthesis",
    "UnknownRecommendation",
    "Watch",
    "WrongDay",
    "accept_recommendation",
    "add_evidence",
    "answered_by",
    "answering",
    "ask_extension",
    "assign",
    "check_watches",
    "close_recommendation",
    "confirm_done",
    "escalate",
    "grant_extension",
    "of_inspection",
    "open_for",
    "possible_acts",
    "propose",
    "read_target",
    "recommendation",
    "recommendation_reach",
    "recommendations",
    "refuse_extension",
    "reopen_recommendation",
    "replay_recommendations",
    "report_done",
    "reserve",
    "send_back",
    "steps",
    "synthesis",
    "synthesis_paper",
    "synthesis_parts",
    "synthesis_xlsx",
    "take_back",
    "to_do",
    "uphold",
    "watched_now",
]
