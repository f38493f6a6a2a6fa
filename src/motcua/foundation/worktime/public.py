"""Working time: what a term comes to in an office's calendar and why, how a pause moves it, and how days change."""

from motcua.foundation.worktime.actions import (
    Ground,
    NotSeeded,
    seed_calendar,
    set_counting,
    set_day,
    set_hours,
    swap_days,
)
from motcua.foundation.worktime.queries import calendar_for, covered_years
from motcua.foundation.worktime.rules.calendar import BeyondCalendar, Calendar
from motcua.foundation.worktime.rules.deadlines import (
    Deadline,
    Due,
    deadline,
    deadlines,
    due,
    due_from_bare_date,
    restart,
    shift,
    working_days,
    working_minutes,
)
from motcua.foundation.worktime.rules.explanation import Step, StepKind
from motcua.foundation.worktime.rules.words import CountingStyle, Measure, Term, WrongTerm

__all__ = [
    "BeyondCalendar",
    "Calendar",
    "CountingStyle",
    "Deadline",
    "Due",
    "Ground",
    "Measure",
    "NotSeeded",
    "Step",
    "StepKind",
    "Term",
    "WrongTerm",
    "calendar_for",
    "covered_years",
    "deadline",
    "deadlines",
    "due",
    "due_from_bare_date",
    "restart",
    "seed_calendar",
    "set_counting",
    "set_day",
    "set_hours",
    "shift",
    "swap_days",
    "working_days",
    "working_minutes",
]
