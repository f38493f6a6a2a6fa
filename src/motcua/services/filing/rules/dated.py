"""The dated rules of filing online: whether an office takes it on its own portal, and how much one person may have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar


class Dated(Protocol):
    """A rule that holds from a day on."""

    @property
    def valid_from(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether offices take dossiers by portals of their own from a day on, where their own decision says nothing."""

    valid_from: date
    open: bool
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class Limits:
    """
    How much is taken, from a day on.

    :param unverified: how many dossiers may wait to be looked at, of one person whom nobody has identified.
    :param open: how many may be filled in at once with one account.
    :param kept_days: how long what nobody touches is kept.
    """

    valid_from: date
    unverified: int
    open: int
    kept_days: int
    files_a_paper: int
    source: str
    sure: str

    @property
    def kept(self) -> timedelta:
        """Give how long what nobody touches is kept."""
        return timedelta(days=self.kept_days)


@dataclass(frozen=True, slots=True)
class Answer:
    """Within how many working hours an office answers what was sent online, from a day on."""

    valid_from: date
    working_hours: int
    source: str
    sure: str


D = TypeVar("D", bound=Dated)


def in_force(rules: Sequence[D], on: date) -> D:
    """Give the rule of a day; before the first one, the first."""
    held = [one for one in rules if one.valid_from <= on]
    return max(held or rules[:1], key=lambda one: one.valid_from)


def read_rules(data: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Read the rules from parsed TOML, in the order of their days."""
    return tuple(sorted((Rule(**one) for one in data["rule"]), key=lambda one: one.valid_from))


def read_limits(data: Mapping[str, Any]) -> tuple[Limits, ...]:
    """Read the limits from parsed TOML, in the order of their days."""
    return tuple(sorted((Limits(**one) for one in data["limit"]), key=lambda one: one.valid_from))


def read_answers(data: Mapping[str, Any]) -> tuple[Answer, ...]:
    """Read the times to answer from parsed TOML, in the order of their days."""
    return tuple(sorted((Answer(**one) for one in data["answer"]), key=lambda one: one.valid_from))
