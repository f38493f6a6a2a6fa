"""In which languages values are read, which unit a code means on a day, and which day it is."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from motcua.foundation.units import public as units
from motcua.reform.registers.rules.reading import Tongue


def tongue() -> Tongue:
    """Give what reading needs: the language that is active, Vietnamese, and the units by code or key."""
    return Tongue(translate=gettext, vietnamese=in_vietnamese, unit_key=_unit_key)


def _unit_key(code: str, on: date) -> str:
    return units.find(code, on=on).key


@cache
def in_vietnamese(text: str) -> str:
    """Give a text of this program in Vietnamese, whatever language is active."""
    with translation.override("vi"):
        return gettext(text)


def local_day(at: datetime) -> date:
    """Give the day of an instant in the installation's zone."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
