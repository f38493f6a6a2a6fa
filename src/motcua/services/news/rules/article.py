"""An article after its events: one reducer, used live and in replay."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from motcua.kernel.refusals import gettext_noop
from motcua.kernel.vietnamese import fold as folded
from motcua.services.news.rules.words import PREFIX, Kind, OutOfOrder, State, Topic

Payload = Mapping[str, Any]
SLUG = 80
"""Letters of a title that stand in its address."""


class Happening(Protocol):
    """An event as the ledger gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def payload(self) -> Payload: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """What an article says. The ledger holds a commitment to it: a by-line or a sentence may name a person."""

    title: str
    lead: str
    body: str
    by_line: str
    about_label: str = ""

    def committed(self) -> str:
        """Give the text that the commitment is made of."""
        return json.dumps([self.title, self.lead, self.body, self.by_line, self.about_label], ensure_ascii=False)


def photograph_words(alt: str, caption: str) -> str:
    """Give the text that the commitment to a photograph's words is made of."""
    return json.dumps([alt, caption], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph's place, the digest of its file (empty: a caption alone), the commitment to its words."""

    place: int
    digest: str
    words: str


@dataclass(frozen=True, slots=True)
class ArticleState:
    """
    An article as its events make it.

    :param unit: the key of the unit whose article it is.
    :param about: what it tells of, as another module knows it: ``inspection/12``; empty for none.
    :param wording: the commitment to what it says.
    :param published_on: the local day that it bears.
    """

    state: State
    number: int
    last_at: datetime
    unit: str
    about: str
    wording: str
    pictures: tuple[Picture, ...] = ()
    published_on: date | None = None
    reason: str = ""
    topic: Topic = Topic.NEWS


_BEFORE: Mapping[Kind, frozenset[State | None]] = {
    Kind.WRITTEN: frozenset({None}),
    Kind.REWRITTEN: frozenset({State.DRAFT}),
    Kind.PHOTOGRAPH_ADDED: frozenset({State.DRAFT}),
    Kind.PHOTOGRAPH_REMOVED: frozenset({State.DRAFT}),
    Kind.PUBLISHED: frozenset({State.DRAFT}),
    Kind.WITHDRAWN: frozenset({State.DRAFT, State.PUBLISHED}),
}
"""In which states each thing may happen. What was published is not rewritten: it is withdrawn."""


def may_follow(state: State | None, kind: Kind) -> bool:
    """Say whether a thing may happen to an article in a state; None is the beginning."""
    return state in _BEFORE[kind]


def check(state: ArticleState, kind: Kind) -> None:
    """Let a thing happen or refuse it. :raises OutOfOrder:"""
    if not may_follow(state.state, kind):
        raise OutOfOrder(
            gettext_noop("what is published or withdrawn is not changed"),
            field="article",
            expected=gettext_noop("withdraw it and write another"),
        )


def apply(before: ArticleState | None, kind: str, at: datetime, payload: Payload) -> ArticleState:
    """Give the article after one more event. It trusts the event; ``kind`` is without its prefix."""
    if before is None:
        said = (payload["unit"], payload["about"], payload["wording"])
        return ArticleState(State.DRAFT, 1, at, *said, topic=_topic(payload))
    return replace(before, number=before.number + 1, last_at=at, **_changes(before, Kind(kind), payload))


def _changes(before: ArticleState, kind: Kind, payload: Payload) -> dict[str, Any]:
    match kind:
        case Kind.REWRITTEN:
            return {"wording": payload["wording"], "about": payload["about"], "topic": _topic(payload)}
        case Kind.PHOTOGRAPH_ADDED:
            picture = Picture(before.number + 1, payload["digest"], payload["words"])
            return {"pictures": (*before.pictures, picture)}
        case Kind.PHOTOGRAPH_REMOVED:
            return {"pictures": tuple(one for one in before.pictures if one.place != payload["place"])}
        case Kind.PUBLISHED:
            return {"state": State.PUBLISHED, "published_on": date.fromisoformat(payload["published_on"])}
        case Kind.WITHDRAWN:
            return {"state": State.WITHDRAWN, "reason": payload["reason"]}
        case Kind.WRITTEN:
            return {}


def _topic(payload: Payload) -> Topic:
    """Read of which part of the site an article is; before that was kept, all were news."""
    return Topic(payload.get("topic", Topic.NEWS))


def fold(events: Iterable[Happening]) -> ArticleState | None:
    """Give the article after all its events, in their order; None if there are none."""
    state: ArticleState | None = None
    for event in events:
        state = apply(state, event.kind.removeprefix(PREFIX), event.occurred_at, event.payload)
    return state


def slug(title: str, article_id: int) -> str:
    """Give the last part of an article's address: its title without marks, and its number."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in folded(title)).split()
    return f"{'-'.join(words)[:SLUG].strip('-') or 'bai'}-{article_id}"


def number_in(slug: str) -> int | None:
    """Read an article's number from its address; None if there is none."""
    text = slug.rpartition("-")[2]
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
