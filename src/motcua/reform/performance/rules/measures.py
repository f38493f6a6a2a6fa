"""Which figures of an office are shown to everyone, by what they tell of."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class About(StrEnum):
    """What a figure tells of."""

    TIME = "time"
    HOLDERS = "holders"
    FILING = "filing"
    COMPLETION = "completion"
    VOICE = "voice"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Shown:
    """
    An indicator that is shown.

    :param of_persons: it tells what persons did or went through, so it is kept back where few stand behind it.
    """

    code: str
    about: About
    of_persons: bool = False


SHOWN = (
    Shown("dossiers.on_time", About.TIME),
    Shown("dossiers.on_time_of_received", About.TIME),
    Shown("dossiers.on_time_of_cohort", About.TIME),
    Shown("dossiers.not_late", About.TIME),
    Shown("dossiers.late", About.TIME),
    Shown("dossiers.days_office", About.HOLDERS, of_persons=True),
    Shown("dossiers.days_agency", About.HOLDERS, of_persons=True),
    Shown("dossiers.days_citizen", About.HOLDERS, of_persons=True),
    Shown("dossiers.online", About.FILING),
    Shown("dossiers.online_assisted", About.FILING, of_persons=True),
    Shown("dossiers.repeat_requests", About.COMPLETION, of_persons=True),
    Shown("dossiers.apologies", About.COMPLETION),
    Shown("dossiers.apologies_in_time", About.COMPLETION),
    Shown("feedback.in_time", About.VOICE),
    Shown("feedback.satisfied", About.VOICE, of_persons=True),
    Shown("feedback.published", About.VOICE),
    Shown("postings.complete", About.POSTED),
    Shown("postings.in_time", About.POSTED),
    Shown("publications.in_time", About.POSTED),
)
BY_CODE = {one.code: one for one in SHOWN}

CELLS = (
    "received.total",
    "received.online",
    "received.direct",
    "received.carried_over",
    "resolved.total",
    "resolved.early",
    "resolved.on_time",
    "resolved.overdue",
    "pending.total",
    "pending.in_time",
    "pending.overdue",
)
"""The counts of form II.06 that stand in every line, in this order."""

OF_FIELDS = ("dossiers.on_time", "dossiers.online", "dossiers.repeat_requests")
OF_MONTHS = (*OF_FIELDS, "feedback.in_time")
"""What stands in the lines of fields, and of months."""


def shown_of(codes: Collection[str], in_force: Collection[str]) -> tuple[str, ...]:
    """Give those of some codes whose definitions are in force, in the order in which they are shown."""
    return tuple(one.code for one in SHOWN if one.code in codes and one.code in in_force)
