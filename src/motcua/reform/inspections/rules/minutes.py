"""The minutes of a visit: what they say, and who signs them."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop

LONGEST = 20_000
MOST_LINES = 400


class Side(StrEnum):
    """Who signs minutes."""

    TEAM = "team"
    UNIT = "unit"


class Manner(StrEnum):
    """How one signs."""

    ELECTRONIC = "electronic"
    PAPER = "paper"  # by hand, of which a scan is kept
    DECLINED = "declined"  # the unit does not sign, and says why


class NotMinutes(Refused):
    """These cannot be the minutes of a visit."""


class NotThisEdition(Refused):
    """Somebody has written the minutes anew in the meantime."""


class NoMinutes(Refused):
    """There are no minutes yet."""


class SignedAlready(Refused):
    """This side has signed, or one person would sign for both."""


@dataclass(frozen=True, slots=True)
class Item:
    """A point of the minutes. :param field: a value of ``ReformField``; empty for what is of none."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """
    What minutes say. People stand in them by their posts.

    :param held_at: where; ``began_at`` and ``ended_at`` when, aware.
    :param team: the posts of the team that were there; ``unit`` those of the inspected.
    :param report: the oral report that was heard; ``reporter`` the post that gave it.
    :param checked: what was looked at; ``good`` what is good, ``limits`` what is not.
    :param team_view: what the team says; ``unit_view`` what the unit says.
    """

    held_at: str
    began_at: datetime
    ended_at: datetime
    team: tuple[str, ...]
    unit: tuple[str, ...]
    reporter: str
    report: str
    checked: tuple[Item, ...]
    good: tuple[Item, ...]
    limits: tuple[Item, ...]
    team_view: str
    unit_view: str

    def to_text(self) -> str:
        """Give the exact text that is kept, and to which the ledger holds a commitment."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)

    @classmethod
    def from_text(cls, text: str) -> "Minutes":
        """Read a text that was kept."""
        said: dict[str, Any] = json.loads(text)
        for name in ("began_at", "ended_at"):
            said[name] = datetime.fromisoformat(said[name])
        for name in ("team", "unit"):
            said[name] = tuple(said[name])
        for name in ("checked", "good", "limits"):
            said[name] = tuple(Item(**one) for one in said[name])
        return cls(**said)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature. :param scan: the digest of the scanned paper; empty for an electronic one."""

    number: int
    side: Side
    manner: Manner
    scan: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class MinutesState:
    """
    The minutes after the events so far.

    :param edition: the number of the event that wrote them last; 0 while there are none.
    :param signed: the signatures of this edition: writing them anew voids those of the one before.
    """

    edition: int = 0
    at: datetime | None = None
    by: str = ""
    signed: tuple[Signed, ...] = ()

    @property
    def complete(self) -> bool:
        """Say whether both sides have signed, or the unit has declined to."""
        return {one.side for one in self.signed} == set(Side)

    def of(self, side: Side) -> Signed | None:
        """Give the signature of a side."""
        return next((one for one in self.signed if one.side is side), None)


UNWRITTEN = MinutesState()


def checked_minutes(minutes: Minutes) -> Minutes:
    """Check that minutes say when, where and who, and give them back. :raises NotMinutes:"""
    needed = {"held_at": minutes.held_at, "team": minutes.team, "unit": minutes.unit}
    for name, value in needed.items():
        if not value:
            raise NotMinutes(gettext_noop("this is missing"), field=name, expected=gettext_noop("write it down"))
    if minutes.ended_at < minutes.began_at:
        raise NotMinutes(
            gettext_noop("the meeting ends before it begins"),
            field="ended_at",
            value=minutes.ended_at.isoformat(),
            expected=gettext_noop("write a time after its beginning"),
        )
    items = (*minutes.checked, *minutes.good, *minutes.limits)
    if len(minutes.to_text()) > LONGEST * 10 or len(items) > MOST_LINES:
        raise NotMinutes(gettext_noop("the minutes are too long"), field="checked")
    return minutes


def ensure_edition(state: MinutesState, seen: int, *, field: str = "edition") -> None:
    """Check that somebody has the edition that stands before their eyes. :raises NotThisEdition:"""
    if seen != state.edition:
        raise NotThisEdition(
            gettext_noop("the minutes were written anew in the meantime"),
            field=field,
            value=seen,
            expected=gettext_noop("read the edition that stands now, and begin from it"),
        )


def ensure_may_sign(state: MinutesState, side: Side, manner: Manner, *, by: str) -> None:
    """Check that a side has not signed, and that nobody signs for both. :raises NoMinutes: :raises SignedAlready:"""
    if not state.edition:
        raise NoMinutes(
            gettext_noop("there are no minutes yet"), field="minutes", expected=gettext_noop("write them first")
        )
    if state.of(side) is not None:
        raise SignedAlready(gettext_noop("this side has signed already"), field="side", value=side.value)
    if manner is Manner.ELECTRONIC and any(one.by == by for one in state.signed):
        raise SignedAlready(
            gettext_noop("one post cannot sign for both sides"),
            field="side",
            value=side.value,
            expected=gettext_noop("let the other side sign"),
        )


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
