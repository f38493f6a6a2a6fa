"""Those who read: how a rating is bound to one of them without knowing who, and what is counted as a visit."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.kernel.refusals import gettext_noop
from motcua.services.news.rules.words import HIGHEST, LOWEST, WrongPoints


@dataclass(frozen=True, slots=True)
class Reader:
    """What a request tells of its sender. It is hashed at once, and kept nowhere."""

    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Reading:
    """
    How readers are told apart and counted, from a day on.

    :param keep_days: for so many days a reader's second rating of an article is known as one; then salt and hashes go.
    :param now_minutes: who came within so many minutes is here now.
    :param bots: words in the name of a program that reads without a person.
    """

    valid_from: date
    keep_days: int
    now_minutes: int
    bots: tuple[str, ...]
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class Rated:
    """The points of all ratings, and how many there are."""

    points: int = 0
    count: int = 0

    @property
    def mean(self) -> float | None:
        """Give the points of a rating on average; None if there is none."""
        return self.points / self.count if self.count else None


@dataclass(frozen=True, slots=True)
class Visits:
    """How often pages of news were opened by people: now, and on the days of a calendar up to an instant."""

    now: int
    today: int
    yesterday: int
    month: int
    year: int


def read_rules(data: Mapping[str, Any]) -> tuple[Reading, ...]:
    """Read the dated rules, the earliest first."""
    rules = [Reading(**{**one, "bots": tuple(one["bots"])}) for one in data["reading"]]
    return tuple(sorted(rules, key=lambda rule: rule.valid_from))


def rule_on(rules: Iterable[Reading], on: date) -> Reading:
    """Give the rule of a day: the latest that has begun, before the first that one."""
    known = list(rules)
    return next((one for one in reversed(known) if one.valid_from <= on), known[0])


def mark_of(salt: bytes, reader: Reader, article_id: int) -> str:
    """Give the hash that stands for a reader of an article: another salt or article gives another hash."""
    return hmac.new(salt, f"{article_id}\n{reader.address}\n{reader.agent}".encode(), hashlib.sha256).hexdigest()


def is_bot(agent: str, rule: Reading) -> bool:
    """Say whether a program reads without a person; one that does not say its name is taken for such."""
    name = agent.lower()
    return not name.strip() or any(word in name for word in rule.bots)


def check_points(points: int) -> int:
    """Let points pass that are on the scale. :raises WrongPoints:"""
    if not LOWEST <= points <= HIGHEST:
        raise WrongPoints(
            gettext_noop("this is not on the scale"),
            field="points",
            value=points,
            expected=gettext_noop("choose 1 to 5 points"),
        )
    return points
