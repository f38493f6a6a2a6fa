"""A link that lets somebody answer once. It names nobody; answering ends it, and time, and a new link."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.surveys.rules.words import Method

BYTES = 18
"""How many random bytes a link has; nobody tries so many."""


class Standing(StrEnum):
    """Whether a link can be answered on, or why not."""

    OPEN = "open"
    ANSWERED = "answered"
    OVER = "over"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long links hold from a day on: one that is taken home, and one on a device at the counter."""

    valid_from: date
    days: int
    minutes_at_counter: int
    source: str
    sure: str


class DeadInvitation(Refused):
    """This link cannot be answered on."""


def digest_of(token: str) -> str:
    """Give what is kept of a link's token; the token itself is kept nowhere."""
    return hashlib.sha256(b"motcua.surveys.invitation\x00" + token.encode("utf-8", "surrogatepass")).hexdigest()


def until(method: Method, made_at: datetime, lasting: Lasting) -> datetime:
    """Give the first instant at which a link no longer holds."""
    if method is Method.KIOSK:
        return made_at + timedelta(minutes=lasting.minutes_at_counter)
    return made_at + timedelta(days=lasting.days)


def standing(*, answered: bool, latest: bool, ends_at: datetime, at: datetime) -> Standing:
    """
    Say how a link stands.

    :param answered: whether a slip was answered for its dossier and stage, by whatever way.
    :param latest: whether none was made after it for the same dossier and stage.
    """
    if answered:
        return Standing.ANSWERED
    if not latest:
        return Standing.REPLACED
    return Standing.OPEN if at < ends_at else Standing.OVER


def check_open(how: Standing) -> None:
    """Check that a link can be answered on. :raises DeadInvitation:"""
    said = {
        Standing.ANSWERED: gettext_noop("a slip was answered for this already; it counts, and there is no second one"),
        Standing.OVER: gettext_noop("this link is over"),
        Standing.REPLACED: gettext_noop("another link took the place of this one"),
    }.get(how)
    if said is not None:
        raise DeadInvitation(said, field="token", value=how.value)


def lasting_on(known: Sequence[Lasting], on: date) -> Lasting:
    """Give how long a link holds that is made on a day; before the first rule, by the first."""
    held = [one for one in known if one.valid_from <= on]
    return max(held, key=lambda one: one.valid_from) if held else min(known, key=lambda one: one.valid_from)


def read_lasting(data: Mapping[str, Any]) -> tuple[Lasting, ...]:
    """Read the dated rules from parsed TOML."""
    return tuple(
        Lasting(one["valid_from"], one["days"], one["minutes_at_counter"], one["source"], one["sure"])
        for one in data["lasting"]
    )
