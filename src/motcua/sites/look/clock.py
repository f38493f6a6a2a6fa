"""What the pages take as now: the present, and in a demo the moment at which its case stands still."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Give the instant that pages are told as of, aware."""
    if settings.MOTCUA_DEMO_STANDS_AT:
        return datetime.fromisoformat(settings.MOTCUA_DEMO_STANDS_AT)
    return timezone.now()
