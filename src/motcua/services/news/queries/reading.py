"""Visits, as of an instant."""

from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone

from motcua.services.news.lists import reading_on
from motcua.services.news.models import DayVisits, MinuteVisits
from motcua.services.news.rules.reading import Visits

DAY = timedelta(days=1)


def visits(at: datetime) -> Visits:
    """Give the visits up to an instant: now, today, yesterday, in its month and its year. Two SQL queries."""
    today = timezone.localdate(at)
    days = dict(
        DayVisits.objects.filter(day__range=(min(today.replace(month=1, day=1), today - DAY), today)).values_list(
            "day", "count"
        )
    )
    here = MinuteVisits.objects.filter(
        minute__gt=at - timedelta(minutes=reading_on(today).now_minutes), minute__lte=at
    ).aggregate(count=Sum("count"))
    year = {day: count for day, count in days.items() if day.year == today.year}
    return Visits(
        now=here["count"] or 0,
        today=days.get(today, 0),
        yesterday=days.get(today - DAY, 0),
        month=sum(count for day, count in year.items() if day.month == today.month),
        year=sum(year.values()),
    )


def last_visit() -> datetime | None:
    """Give the last minute in which anybody was counted; None if nobody was. One SQL query."""
    return MinuteVisits.objects.order_by("-minute").values_list("minute", flat=True).first()
