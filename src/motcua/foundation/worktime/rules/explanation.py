"""How a deadline came about, step by step, in words that a citizen can follow with a calendar in hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.kernel.refusals import gettext_noop


class StepKind(StrEnum):
    """What a step of the working says."""

    RECEIVED = "received"
    RESTARTED = "restarted"
    AFTER_CUT_OFF = "after_cut_off"
    COUNTED = "counted"
    MAKE_UP_DAY = "make_up_day"
    REST_DAY = "rest_day"
    HOLIDAY = "holiday"
    SWAPPED_OFF = "swapped_off"
    MONTH = "month"
    MONTH_END = "month_end"
    STOPPED = "stopped"
    TOO_LATE = "too_late"
    RESUMED = "resumed"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of the working: what happened on a day or at an instant.

    ``ordinal`` is the number of the day, or of the month, that is counted; ``minutes`` the working time that is.
    ``name`` is that of the holiday or the swap in Vietnamese, ``name_en`` in English; ``source`` the decision.
    """

    kind: StepKind
    at: date | datetime
    name: str = ""
    name_en: str = ""
    ordinal: int | None = None
    minutes: int | None = None
    source: str = ""

    def text(self, translate: Callable[[str], str] = str, *, vietnamese: bool = False) -> str:
        """Say the step in a line; ``vietnamese`` chooses the name."""
        name = self.name if vietnamese else self.name_en or self.name
        said = translate(self._sentence()) % {"ordinal": self.ordinal, **_hours(self.minutes)}
        return f"{when(self.at, translate)}: {said}" + (f" ({name})" if name else "")

    def _sentence(self) -> str:
        timed = self.minutes is not None
        match self.kind:
            case StepKind.COUNTED:
                return HOURS_COUNTED if timed else COUNTED
            case StepKind.MAKE_UP_DAY:
                return HOURS_MADE_UP if timed else MADE_UP
            case _:
                return _SENTENCES[self.kind]


def _hours(minutes: int | None) -> dict[str, int]:
    hours, left = divmod(minutes or 0, 60)
    return {"hours": hours, "minutes": left}


COUNTED = gettext_noop("day %(ordinal)s")
MADE_UP = gettext_noop("make-up day; it is day %(ordinal)s")
HOURS_COUNTED = gettext_noop("%(hours)s h %(minutes)02d min of work")
HOURS_MADE_UP = gettext_noop("make-up day; %(hours)s h %(minutes)02d min of work")

_SENTENCES = {
    StepKind.RECEIVED: gettext_noop("received; counting begins after this"),
    StepKind.RESTARTED: gettext_noop("complete at last; counting begins again after this"),
    StepKind.AFTER_CUT_OFF: gettext_noop("too late in the day; the next working day counts"),
    StepKind.REST_DAY: gettext_noop("rest day, not counted"),
    StepKind.HOLIDAY: gettext_noop("holiday, not counted"),
    StepKind.SWAPPED_OFF: gettext_noop("day off by a swap, not counted"),
    StepKind.MONTH: gettext_noop("month %(ordinal)s"),
    StepKind.MONTH_END: gettext_noop("month %(ordinal)s; it has no such day, so its last counts"),
    StepKind.STOPPED: gettext_noop("the clock stopped"),
    StepKind.TOO_LATE: gettext_noop("the clock stopped when the time was already over; nothing moves"),
    StepKind.RESUMED: gettext_noop("the clock ran on; it had stood for %(hours)s h %(minutes)02d min of working time"),
    StepKind.DUE: gettext_noop("this is the due time"),
}

WEEKDAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)
DAY = gettext_noop("%d %b %Y")
INSTANT = gettext_noop("%d %b %Y, %H:%M")


def when(at: date | datetime, translate: Callable[[str], str] = str) -> str:
    """Say a day or an instant with its weekday."""
    shown = at.strftime(translate(INSTANT if isinstance(at, datetime) else DAY))
    return f"{translate(WEEKDAYS[at.weekday()])} {shown}"
