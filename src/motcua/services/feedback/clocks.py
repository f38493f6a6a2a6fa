"""What a case is held to: the terms of its channel by the module's data, and the working time of its office."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.rulesets.public import InForce
from motcua.foundation.worktime import public as worktime
from motcua.services.feedback.rule_sets import PHRASES, TERMS
from motcua.services.feedback.rules.deciding import Due, Terms
from motcua.services.feedback.rules.phrases import Phrase, in_force, read_phrases
from motcua.services.feedback.rules.terms import read_policies
from motcua.services.feedback.rules.words import Channel


@dataclass(frozen=True, slots=True)
class OfficeClock:
    """The working time of one unit's calendar."""

    calendar: worktime.Calendar

    def due(self, start: datetime, term: worktime.Term) -> Due:
        """Give the due time of a whole term that starts now."""
        return Due(*worktime.due(self.calendar, start, term))

    def moved(self, due: Due, stopped: datetime, resumed: datetime) -> Due:
        """Move a due time by the working time that the clock stood."""
        given = worktime.shift(self.calendar, due.due_at, due.judged_until, stopped=stopped, resumed=resumed)
        return Due(given.due_at, given.judged_until)


policies = InForce(TERMS, read_policies)
"""Give the terms of all times."""

all_phrases = InForce(PHRASES, read_phrases)
"""Give the ready phrases of all times."""


def phrases(on: date) -> tuple[Phrase, ...]:
    """Give what an operator may say again and again, as it stands on a day."""
    return in_force(all_phrases(), on)


def local_zone() -> ZoneInfo:
    """Give the zone in which the installation counts its days."""
    return ZoneInfo(settings.TIME_ZONE)


def terms_for(channel: Channel, unit_id: int, on: date) -> Terms:
    """Give what a case of a channel at a unit is held to on a day. Two SQL queries at most while calendars stay."""
    handling = policies().handling(on)
    return Terms(
        clock=OfficeClock(worktime.calendar_for(unit_id)),
        zone=local_zone(),
        answer=policies().answer(channel, on).term,
        forward=handling.forward,
        reopen_days=handling.reopen_days,
        waiting_stands=handling.waiting_stands,
    )
