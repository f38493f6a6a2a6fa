"""
What must hang on an office's board, which parts of it, and by when; how a board stands on a day.

What the law says is dated data, each record with its source and how sure it is; none is ever edited.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.rules.offering import DAY, Offer, Posting, Reach
from motcua.services.procedures.rules.words import Procedure


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a procedure that is posted; ``always`` is false for those that only some procedures have."""

    code: str
    name: str
    always: bool = True


@dataclass(frozen=True, slots=True)
class PostingRule:
    """
    What a posting consists of, and how many working days after a procedure comes into force it must hang.

    ``publishing_days`` are those by which the entry must stand in the national database. ``source`` and ``sure`` are
    marked for translation.
    """

    valid_from: date
    parts: tuple[Part, ...]
    posting_days: int
    publishing_days: int
    source: str
    sure: str

    def part(self, code: str) -> Part:
        """Give a part by its code. :raises UnknownPart:"""
        for part in self.parts:
            if part.code == code:
                return part
        raise UnknownPart(
            gettext_noop("a posting has no such part"),
            field="missing",
            value=code,
            expected=gettext_noop("write one of %(parts)s"),
            params={"parts": ", ".join(part.code for part in self.parts)},
        )


class UnknownPart(Refused):
    """No part of a posting has this name."""


POSTING_RULES = (
    PostingRule(
        valid_from=date(1900, 1, 1),
        parts=(
            Part("name", gettext_noop("name of the procedure")),
            Part("steps", gettext_noop("steps of the procedure")),
            Part("ways", gettext_noop("ways of doing it")),
            Part("papers", gettext_noop("papers, and how many sets")),
            Part("term", gettext_noop("term of the procedure")),
            Part("who", gettext_noop("who may ask for it")),
            Part("office", gettext_noop("office that resolves it")),
            Part("result", gettext_noop("result of the procedure")),
            Part("forms", gettext_noop("forms to fill in"), always=False),
            Part("result_form", gettext_noop("form of the result"), always=False),
            Part("conditions", gettext_noop("conditions of the procedure"), always=False),
            Part("fees", gettext_noop("fees and charges of the procedure"), always=False),
            Part("basis", gettext_noop("legal basis, and the publishing decision")),
        ),
        posting_days=5,
        publishing_days=5,
        source=gettext_noop(
            "Parts: NĐ 63/2010/NĐ-CP art. 8, from a secondary source. Time: at once after the publishing decision"
            " (a letter of the Government Office); no number of days is named"
        ),
        sure=gettext_noop("the number of days is illustrative, and so is to reckon it from the day of effect"),
    ),
)


def posting_rule(on: date) -> PostingRule:
    """Give the rule in force on a day."""
    return max((rule for rule in POSTING_RULES if rule.valid_from <= on), key=lambda rule: rule.valid_from)


class Standing(StrEnum):
    """How a procedure stands on a board."""

    POSTED = "posted"
    INCOMPLETE = "incomplete"
    LATE = "late"
    MISSING = "missing"
    EXPIRED = "expired"


DueDay = Callable[[date, int], date | None]
"""Gives the day so many working days after another; none beyond the calendar."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One version of a procedure as far as an office offers it: what must hang from a day on, and by when."""

    version: Procedure
    since: date
    until: date | None

    def posted(self, offer: Offer) -> list[Posting]:
        """Give the postings that were of this version."""
        return [one for one in offer.postings if self.covers(one.on)]

    def published_on(self, offer: Offer) -> date | None:
        """Give the first day on which its entry was published in the national database."""
        return min((day for day in offer.published if self.covers(day)), default=None)

    def covers(self, day: date) -> bool:
        """Say whether it stands on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def duties(offer: Offer, versions: Sequence[Procedure], *, living: date | None) -> Iterator[Duty]:
    """
    Give the duties of an offer, one for each version in each run of days in which it was offered throughout.

    :param living: the last day of the office; none while it lives.
    """
    for first, last in _runs(offer):
        for version in versions:
            since = max(version.valid_from, first)
            until = min((day for day in (version.valid_to, last, living) if day), default=None)
            if until is None or since <= until:
                yield Duty(version, since, until)


def _runs(offer: Offer) -> Iterator[tuple[date, date | None]]:
    """Give the first and last days in which it was offered without a break, however far online."""
    run: tuple[date, date | None] | None = None
    for reach, last in offer.stretches():
        if run and run[1] == reach.since - DAY:
            run = run[0], last
        else:
            if run:
                yield run
            run = reach.since, last
    if run:
        yield run


def stretches(offer: Offer, duty: Duty) -> Iterator[tuple[Reach, date, date | None]]:
    """Cut a duty where the office's reach changed: each reach with its first and its last day within the duty."""
    for reach, last in offer.stretches():
        since = max(reach.since, duty.since)
        until = min((day for day in (last, duty.until) if day), default=None)
        if until is None or since <= until:
            yield reach, since, until


def hung(postings: Sequence[Posting]) -> tuple[date | None, date | None, int | None]:
    """Give of the postings of a duty: the first day, the day since which nothing hangs, how many parts are missing."""
    if not postings:
        return None, None, None
    return postings[0].on, postings[-1].until, len(postings[-1].missing)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """
    One procedure of an office's board on a day.

    ``since`` is the first day of what must hang, ``due`` the last day on which it may be missing; both are none where
    nothing must hang any more. ``posted_on`` is when what hangs was first put up, ``missing`` the codes of its parts
    that are not there.
    """

    offer: int
    procedure: Procedure
    since: date | None
    due: date | None
    posted_on: date | None
    missing: tuple[str, ...]
    published_on: date | None
    standing: Standing

    @property
    def posted_late(self) -> bool:
        """Say whether it was put up only after its due day."""
        return self.posted_on is not None and self.due is not None and self.posted_on > self.due


def board_line(
    offer_id: int, offer: Offer, versions: Sequence[Procedure], on: date, *, due: DueDay, living: date | None
) -> BoardLine | None:
    """Give how an offer stands on the board on a day; none where nothing must hang and nothing does."""
    hangs = offer.hanging(on)
    duty = next((one for one in duties(offer, versions, living=living) if one.covers(on)), None)
    if duty is None:
        if hangs is None:
            return None
        last = [one for one in versions if one.valid_from <= hangs.on] or versions[:1]
        return BoardLine(offer_id, last[-1], None, None, hangs.on, hangs.missing, None, Standing.EXPIRED)
    due_day = due(duty.since, posting_rule(duty.since).posting_days)
    posted_on = hangs.on if hangs else None
    if hangs is not None and duty.covers(hangs.on):
        standing = Standing.INCOMPLETE if hangs.missing else Standing.POSTED
        posted_on = _first_of_run(duty.posted(offer), hangs)
    elif hangs is not None:
        standing = Standing.EXPIRED
    else:
        standing = Standing.LATE if due_day is not None and on > due_day else Standing.MISSING
    return BoardLine(
        offer_id,
        duty.version,
        duty.since,
        due_day,
        posted_on,
        hangs.missing if hangs else (),
        duty.published_on(offer),
        standing,
    )


def _first_of_run(postings: Sequence[Posting], last: Posting) -> date:
    """Give when what hangs now was first put up: a posting that was only completed since goes on."""
    first = last
    for one in reversed(postings):
        if one.until == first.on:
            first = one
    return first.on
