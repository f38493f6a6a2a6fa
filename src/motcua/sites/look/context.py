"""What the frame of every page shows: whose site it is, how far the ledger is sealed, whether the data are made up."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.sites.look import asking, display

KEPT = 15
"""Seconds for which the frame may lag behind."""

T = TypeVar("T")


class Frame:
    """Asked for only where a template shows it; no SQL query while what is kept is fresh."""

    demo: bool = settings.MOTCUA_DEMO

    @cached_property
    def place(self) -> str:
        """Name the unit whose site this is; empty where there is none yet."""
        return kept("frame.place", _place)

    @cached_property
    def site_note(self) -> str:
        """Say whose site it is."""
        return gettext("Site of %(place)s") % {"place": self.place} if self.place else gettext("One-stop shop")

    @cached_property
    def ledger(self) -> ledger.Status:
        """Say how far the ledger is sealed, and when it was."""
        return kept("frame.ledger", ledger.status)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give templates the frame, and how the reader wants pages shown."""
    return {"frame": Frame(), "display": display.read(request), "account_door": _door(request)}


def _door(request: HttpRequest) -> str:
    """Say which way the door of an account leads: ``in`` an applicant, ``out`` a visitor, none the staff."""
    if not hasattr(request, "user"):  # an answer that was given before anybody was asked for
        return "out"
    if accounts.applicant_signed_in(request):
        return "in"
    return "" if request.user.is_authenticated else "out"


def kept(key: str, ask: Callable[[], T]) -> T:
    """Keep an answer for some seconds in this process, even if it is None."""
    found: T | None = cache.get(key, ...)
    if found is ...:
        found = ask()
        cache.set(key, found, KEPT)
    return found  # type: ignore[return-value]  # None only where T allows it


def _place() -> str:
    question = asking.default()
    return question.unit.name if question else ""
