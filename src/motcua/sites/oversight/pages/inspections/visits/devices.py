"""What came from devices that were offline: when it was captured, when it came, and how wrong a clock was."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext, ngettext

from motcua.reform.inspections.public import NoteKept

RIGHT = timedelta(minutes=2)
"""A clock that is off by less is right."""


def clock_said(slow: int) -> str:
    """Say how wrong a device's clock was, in days, hours or minutes; empty if it was right."""
    off = timedelta(seconds=abs(slow))
    if off < RIGHT:
        return ""
    if off >= timedelta(hours=23, minutes=30):
        days = round(off / timedelta(days=1))
        amount = ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    elif off >= timedelta(minutes=50):
        hours = round(off / timedelta(hours=1))
        amount = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    else:
        minutes = round(off / timedelta(minutes=1))
        amount = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    said = (
        gettext("clock of the device %(amount)s slow") if slow > 0 else gettext("clock of the device %(amount)s fast")
    )
    return said % {"amount": amount}


def told(notes: Iterable[NoteKept]) -> list[tuple[NoteKept, str]]:
    """Give the notes that were applied, the latest first, each with how wrong its clock was."""
    applied = (one for one in notes if one.aside is None)
    return [(one, clock_said(one.slow)) for one in sorted(applied, key=lambda each: each.number, reverse=True)]
