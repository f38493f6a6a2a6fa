"""The days of the installation."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def local_day(at: datetime) -> date:
    """Give the day of an instant where the installation counts its days."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
