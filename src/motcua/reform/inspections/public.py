"""Inspections: from the plan to a conclusion whose every figure opens, and to remedies that stay mended."""

from motcua.reform.inspections.actions.recommend import propose
from motcua.reform.inspections.rules.recommendation import (
    REMEDY_TITLES,
    STANDING_TITLES,
    RecommendationState,
    Remedy,
    Standing,
    UnknownRecommendation,
)
from motcua.reform.inspections.rules.remedying import NotSaid, WrongDay
from motcua.reform.inspections.rules.watching import COMPARISON_TITLES, Comparison, Seen, Watch, read_target
from motcua.reform.inspections.rules.words import (
    KIND_TITLES,
    MODE_TITLES,
    PART_TITLES,
    Kind,
    Mode,
    Part,
    UnknownInspection,
)

__all__ = [
    "COMPARISON_TITLES",
    "KIND_TITLES",
    "MODE_TITLES",
    "PART_TITLES",
    "REMEDY_TITLES",
    "STANDING_TITLES",
    "Comparison",
    "Kind",
    "Mode",
    "NotSaid",
    "Part",
    "RecommendationState",
    "Remedy",
    "Seen",
    "Standing",
    "UnknownInspection",
    "UnknownRecommendation",
    "Watch",
    "WrongDay",
    "propose",
    "read_target",
]
