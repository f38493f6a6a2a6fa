"""The working clock of an office, as the rules of a dossier read it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.worktime import public as worktime
from motcua.services.dossiers.rules.deciding import Due, Term, Terms
from motcua.services.procedures.public import Procedure


@dataclass(frozen=True, slots=True)
class OfficeClock:
    """The working time of one unit's calendar."""

    calendar: worktime.Calendar

    def due(self, start: datetime, term: Term) -> Due:
        """Give the due time of a whole term that starts now."""
        return Due(*worktime.due(self.calendar, start, worktime.Term(term[0], worktime.Measure(term[1]))))

    def due_on(self, day: date) -> Due:
        """Give the due time that a bare day stands for."""
        return Due(*worktime.due_from_bare_date(self.calendar, day))

    def moved(self, due: Due, stopped: datetime, resumed: datetime) -> Due:
        """Move a due time by the working time that the clock stood."""
        given = worktime.shift(self.calendar, due.due_at, due.judged_until, stopped=stopped, resumed=resumed)
        return Due(given.due_at, given.judged_until)

    def worked(self, start: datetime, end: datetime) -> int:
        """Count the working minutes between two instants."""
        return worktime.working_minutes(self.calendar, start, end)

    def term(self, start: datetime, due: Due) -> Term:
        """Measure the term that a given due time amounts to, in working days; at least one."""
        zone = self.calendar.zone
        days = worktime.working_days(
            self.calendar, start.astimezone(zone).date(), due.judged_until.astimezone(zone).date()
        )
        return max(days, 1), worktime.Measure.WORKING_DAYS.value


def local_zone() -> ZoneInfo:
    """Give the zone in which the installation counts its days."""
    return ZoneInfo(settings.TIME_ZONE)


def terms_for(procedure: Procedure, unit_id: int | None) -> Terms:
    """Give what a dossier of a procedure at a unit is held to. One SQL query while calendars are as they were."""
    policy = procedure.policy
    return Terms(
        clock=OfficeClock(worktime.calendar_for(unit_id)),
        zone=local_zone(),
        procedure=procedure.code,
        field=procedure.field_code,
        term=(procedure.term.amount, procedure.term.measure.value) if procedure.term else None,
        on_supplement=policy.supplement,
        on_pause=policy.pause,
        on_agency=policy.agency,
    )
