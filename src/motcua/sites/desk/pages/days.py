"""Today, and the day as of which a page is asked."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from motcua.kernel.refusals import Refused
from motcua.sites.look.public import asking, clock

DAY = "ngay"


def today() -> date:
    """Give the local day."""
    return timezone.localdate(clock.now())


def asked_day(request: HttpRequest) -> tuple[date, str]:
    """Read as of which day a page is asked, and say what is wrong with that; then it is today."""
    text = asking.clean(request.GET.get(DAY, ""))
    try:
        return (asking.day(text, DAY) if text else today()), ""
    except Refused as refusal:
        return today(), refusal.reason(gettext)
