"""
What an office offers of the catalogue: from when to when, how far online, and since when it hangs on its board.

An offer is folded from its events by :func:`apply`, live and in replay; whether a thing may happen to it is checked
before it is recorded. Days are inclusive at both ends; an open end is none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import Any, Protocol

from motcua.kernel.refusals import Refused, gettext_noop

PREFIX = "procedure_offer."
"""What the ledger's kinds of offers begin with."""

DAY = timedelta(days=1)


class OnlineLevel(StrEnum):
    """How far a procedure goes online, as NĐ 42/2022/NĐ-CP has it (in force since 2022)."""

    INFORMATION = "information"
    PARTIAL = "partial"
    FULL = "full"


OLD_LEVELS = range(1, 5)
"""
The levels of NĐ 43/2011/NĐ-CP: information; forms to load down; filing online; payment and result online too.

Source: TT 32/2017/TT-BTTTT for 1 and 2 [S88]; 3 and 4 from memory, high confidence. Offices spoke of them long after
NĐ 42/2022, so the two schemes stand side by side and neither is reckoned from the other.
"""


class OfferKind(StrEnum):
    """What can happen to an offer."""

    OFFERED = "offered"
    WITHDRAWN = "withdrawn"
    POSTED = "posted"
    UNPOSTED = "unposted"
    PUBLISHED = "published"


class NotOffered(Refused):
    """The office does not offer this procedure on that day."""


class OfferChangedLater(Refused):
    """Something that begins on or after this day is on record of the offer."""


class ChangedMeanwhile(Refused):
    """Someone else recorded something of the same offer at the same time."""


class NotYet(Refused):
    """A day on which something is said to have happened has not come."""


class WrongLevel(Refused):
    """A level that the scheme does not have."""


class NotPosted(Refused):
    """Nothing of this procedure hangs on the board."""


@dataclass(frozen=True, slots=True)
class Reach:
    """From a day on: whether it is offered, how far online in both schemes, whether its fees can be paid online."""

    since: date
    offered: bool
    level_old: int | None = None
    level_new: OnlineLevel | None = None
    payment_online: bool = False

    @property
    def takes_online(self) -> bool:
        """Say whether a dossier can be filed online: at level 3 or 4, or partly or fully in the scheme of 2022."""
        return (self.level_old or 0) >= 3 or self.level_new in {OnlineLevel.PARTIAL, OnlineLevel.FULL}

    def payload(self) -> dict[str, Any]:
        """Give what the ledger will hold."""
        said: dict[str, Any] = {"on": self.since.isoformat()}
        if self.offered:
            said |= {
                "level_old": self.level_old,
                "level_new": self.level_new.value if self.level_new else None,
                "payment_online": self.payment_online,
            }
        return said


@dataclass(frozen=True, slots=True)
class Posting:
    """A procedure on a board: since when, until when (the first day without it), and which parts are missing."""

    on: date
    until: date | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """
    What one office offers of one procedure; ``unit`` is the unit's key, ``procedure`` its code.

    ``reaches`` and ``postings`` are in the order of their days; ``published`` are the days on which the entry of the
    office was published in the national database.
    """

    number: int
    unit: str
    procedure: str
    reaches: tuple[Reach, ...] = ()
    postings: tuple[Posting, ...] = ()
    published: tuple[date, ...] = ()

    def reach(self, on: date) -> Reach | None:
        """Give how far it goes online on a day; none where it is not offered."""
        held = [reach for reach in self.reaches if reach.since <= on]
        return held[-1] if held and held[-1].offered else None

    def stretches(self) -> Iterator[tuple[Reach, date | None]]:
        """Give each reach in which it is offered, with its last day; none while it lasts."""
        for reach, following in zip_longest(self.reaches, self.reaches[1:]):
            if reach.offered:
                yield reach, following.since - DAY if following else None

    def hanging(self, on: date) -> Posting | None:
        """Give what hangs on the board on a day."""
        hung = [one for one in self.postings if one.on <= on and (one.until is None or on < one.until)]
        return hung[-1] if hung else None


class Happening(Protocol):
    """What the fold needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


def apply(before: Offer | None, kind: str, payload: Mapping[str, Any]) -> Offer:
    """
    Give the offer after one more event. It trusts the event, which was decided on before it was recorded.

    :param before: none for the first event.
    :param kind: the word of the event, without the ledger's prefix.
    """
    on = date.fromisoformat(payload["on"])
    if before is None:
        before = Offer(0, payload["unit"], payload["procedure"])
    after = replace(before, number=before.number + 1)
    match OfferKind(kind):
        case OfferKind.OFFERED:
            level = payload["level_new"]
            reach = Reach(
                on, True, payload["level_old"], OnlineLevel(level) if level else None, payload["payment_online"]
            )
            return replace(after, reaches=(*before.reaches, reach))
        case OfferKind.WITHDRAWN:
            return replace(after, reaches=(*before.reaches, Reach(on, False)))
        case OfferKind.POSTED:
            return replace(after, postings=(*_taken_down(before, on), Posting(on, None, tuple(payload["missing"]))))
        case OfferKind.UNPOSTED:
            return replace(after, postings=_taken_down(before, on))
        case OfferKind.PUBLISHED:
            return replace(after, published=(*before.published, on))


def fold(events: Iterable[Happening]) -> Offer | None:
    """Give the offer after all its events, in their order; none if there are none."""
    offer: Offer | None = None
    for event in events:
        offer = apply(offer, event.kind.removeprefix(PREFIX), event.payload)
    return offer


def check_level(level_old: int | None, level_new: str | None) -> OnlineLevel | None:
    """Read the levels of both schemes. :raises WrongLevel: if one is none of its scheme."""
    if level_old is not None and level_old not in OLD_LEVELS:
        raise WrongLevel(
            gettext_noop("the old scheme has no such level"),
            field="level_old",
            value=level_old,
            expected=gettext_noop("write 1, 2, 3 or 4, or leave it empty"),
        )
    if level_new is not None and level_new not in set(OnlineLevel):
        raise WrongLevel(
            gettext_noop("the scheme of 2022 has no such level"),
            field="level_new",
            value=level_new,
            expected=gettext_noop("write information, partial or full, or leave it empty"),
        )
    return OnlineLevel(level_new) if level_new is not None else None


def says_more(offer: Offer | None, reach: Reach) -> bool:
    """
    Say whether an office that offers this from a day on, or no longer, says anything new.

    :raises OfferChangedLater: if it does, and something that begins on or after that day is on record.
    """
    if offer is None or not offer.reaches:
        return True
    now = offer.reach(reach.since)
    if now is not None and replace(now, since=reach.since) == reach:
        return False
    check_later(reach.since, offer.reaches[-1].since + DAY)
    return True


def check_offered(offer: Offer | None, on: date, *, code: str) -> Offer:
    """Give an offer that stands on a day. :raises NotOffered: otherwise."""
    if offer is not None and offer.reach(on):
        return offer
    raise NotOffered(
        gettext_noop("the office does not offer this procedure on that day"),
        field="procedure",
        value=code,
        expected=gettext_noop("say first from when on it does"),
    )


def check_hanging(offer: Offer | None, *, code: str) -> Posting:
    """Give what hangs last. :raises NotPosted: if nothing does."""
    last = offer.postings[-1] if offer and offer.postings else None
    if last is None or last.until is not None:
        raise NotPosted(
            gettext_noop("this procedure does not hang on the board"),
            field="procedure",
            value=code,
            expected=gettext_noop("only what was put up can be taken down"),
        )
    return last


def last_of_board(offer: Offer) -> date:
    """Give the last day of which something is on record of the board."""
    return max((day for one in offer.postings for day in (one.on, one.until) if day), default=date.min)


def check_later(on: date, first: date) -> None:
    """Check that a day is not before another. :raises OfferChangedLater: otherwise."""
    if on < first:
        raise OfferChangedLater(
            gettext_noop("something of a later day is on record already"),
            field="on",
            value=on.isoformat(),
            expected=gettext_noop("give a day not before %(first)s"),
            params={"first": first.isoformat()},
        )


def _taken_down(offer: Offer, on: date) -> tuple[Posting, ...]:
    """Give the postings with what hangs taken down on a day."""
    if not offer.postings or offer.postings[-1].until is not None:
        return offer.postings
    return (*offer.postings[:-1], replace(offer.postings[-1], until=on))
