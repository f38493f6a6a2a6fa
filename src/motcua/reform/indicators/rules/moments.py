"""The instants and the days of a report, as the facts hold them: instants naive in UTC, days local."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

SMALLEST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """
    The instants of a report, naive in UTC as the facts hold them, and its local days.

    What is known of is what happened up to ``until``, itself included. ``begins`` is the first instant of the period,
    and never later than just after that. Whether something is late is judged at ``judged_at``. ``first_day`` is the
    first day of the period, ``last_day`` that of ``until``.
    """

    begins: datetime
    until: datetime
    judged_at: datetime
    first_day: date
    last_day: date


def moment(*, begins: datetime, ends: datetime, judged_at: datetime) -> Moment:
    """
    Give the instants of a report; all are aware, and ``begins`` is in the zone of the days.

    :param ends: the first instant after the period. A dossier that comes in at that very instant is not of the period,
        also when it is the instant of judgement; one that comes in at an earlier instant of judgement is.
    """
    first, after, judged = (at.astimezone(UTC).replace(tzinfo=None) for at in (begins, ends, judged_at))
    until = min(judged, after - SMALLEST)
    last_day = min(judged_at, ends - SMALLEST).astimezone(begins.tzinfo).date()
    return Moment(min(first, until + SMALLEST), until, judged, begins.date(), last_day)
