"""How the end of a dossier, or a dossier that has none yet, stands to its due time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from motcua.services.dossiers.rules.state import DossierState
from motcua.services.dossiers.rules.words import OPEN, Timeliness

SMALLEST = timedelta(microseconds=1)


def judge(*, at: datetime, judged_until: datetime, stopped_at: datetime | None, zone: ZoneInfo) -> Timeliness:
    """
    Say whether an end is early, on time or overdue.

    While the clock stands, the dossier is judged as at the moment it stopped. Days are those of ``zone``.
    """
    judged_at = stopped_at or at
    if judged_at > judged_until:
        return Timeliness.OVERDUE
    due_day = judged_until.astimezone(zone).date()
    return Timeliness.EARLY if judged_at.astimezone(zone).date() < due_day else Timeliness.ON_TIME


def late_from(state: DossierState) -> datetime | None:
    """Give the first instant at which the dossier, left as it is, counts as overdue; None if it never will."""
    if state.state not in OPEN or state.judged_until is None:
        return None
    if state.stopped_at is not None and state.stopped_at <= state.judged_until:
        return None
    return state.judged_until + SMALLEST
