"""Inspections: from the plan to a conclusion whose every figure opens, and to remedies that stay mended."""

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
    "KIND_TITLES",
    "MODE_TITLES",
    "PART_TITLES",
    "Kind",
    "Mode",
    "Part",
    "UnknownInspection",
]
