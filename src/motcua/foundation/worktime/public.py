"""Working time: what a term comes to in an office's calendar and why, how a pause moves it, and how days change."""

from motcua.foundation.worktime.actions.days import set_day, swap_days
from motcua.foundation.worktime.actions.recording import Ground, NotSeeded
from motcua.foundation.worktime.actions.seed import seed_calendar
from motcua.foundation.worktime.actions.week import set_counting, set_hours
from motcua.foundation.worktime.queries import calendar_for, covered_years
from motcua.foundation.worktime.rules.calendar import BeyondCalendar, Calendar
from motcua.foundation.worktime.rules.deadlines import (
    Deadline,
    Due,
    after_work,
    deadline,
    deadlines,
    due,
    due_from_bare_date,
    restart,
    shift,
    working_days,
    working_minutes,
)
from motcua.foundation.worktime.rules.explanation import Step, StepKind, when
from motcua.foundation.worktime.rules.records import (
    DayKind,
    DayRow,
    Season,
    Session,
    Sessions,
    WrongRow,
    read_season,
    read_sessions,
    read_time,
)
from motcua.foundation.worktime.rules.vietnam import titled
from motcua.foundation.worktime.rules.words import CountingStyle, Measure, Term, WrongTerm

__all__ = [
    "BeyondCalendar",
    "Calendar",
    "CountingStyle",
    "DayKind",
    "DayRow",
    "Deadline",
    "Due",
    "Ground",
    "Measure",
    "NotSeeded",
    "Season",
    "Session",
    "Sessions",
    "Step",
    "StepKind",
    "Term",
    "WrongRow",
    "WrongTerm",
    "after_work",
    "calendar_for",
    "covered_years",
    "deadline",
    "deadlines",
    "due",
    "due_from_bare_date",
    "read_season",
    "read_sessions",
    "read_time",
    "restart",
    "seed_calendar",
    "set_counting",
    "set_day",
    "set_hours",
    "shift",
    "swap_days",
    "titled",
    "when",
    "working_days",
    "working_minutes",
]
