"""The words of the tree of offices: levels, a unit on a day, and what is refused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop

BEGINNING = date(1900, 1, 1)
"""Stands for "founded before the records begin"."""

DISTRICTS_ENDED_ON = date(2025, 7, 1)
"""First day without a district level. Source: Luật 72/2025/QH15 (16/6/2025), in force on this day."""


class Level(StrEnum):
    """Levels of government from the top, and the departments that any of them has."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    DEPARTMENT = "department"

    def may_stand_under(self, parent: "Level") -> bool:
        """Say whether a unit of this level may stand under one of another: a higher one; departments nest."""
        order = list(Level)
        return order.index(parent) < order.index(self) or self is parent is Level.DEPARTMENT


@dataclass(frozen=True, slots=True)
class Unit:
    """
    An office as it stands on a day.

    :param key: code and founding day, ``12472@2025-07-01``; unique and stable, where codes are given again.
    :param valid_from: the day it was founded, not that of its latest change.
    :param valid_to: its last day; none while it lives.
    """

    id: int
    key: str
    code: str
    name: str
    level: Level
    parent_id: int | None
    valid_from: date
    valid_to: date | None

    def lives(self, on: date) -> bool:
        """Say whether it exists on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit was called and where it stood, from one day to another, both included; an open end is none."""

    unit_id: int
    code: str
    name: str
    parent_id: int | None
    valid_from: date
    valid_to: date | None

    def covers(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def meets(self, first: date, last: date | None) -> bool:
        """Say whether it holds on any day of a stretch."""
        return (last is None or self.valid_from <= last) and (self.valid_to is None or first <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit answers for another from a day on. Of several successors one is the main one."""

    predecessor_id: int
    successor_id: int
    on: date
    main: bool


class UnknownUnit(Refused):
    """No unit answers to this code on this day."""


class CodeInUse(Refused):
    """A living unit bears this code already."""


class NotInBeing(Refused):
    """The unit does not exist on that day."""


class Misplaced(Refused):
    """The unit cannot stand there."""


class StillNeeded(Refused):
    """Units that live on stand under it."""


class ChangedLater(Refused):
    """A later change is on record."""


def unit_key(code: str, founded_on: date) -> str:
    """Give the key of a unit."""
    return f"{code}@{founded_on:%Y-%m-%d}"


def split_key(text: str) -> tuple[str, date | None]:
    """Take ``CODE@DATE`` apart; without a date there is none."""
    code, at, day = text.strip().rpartition("@")
    if not at:
        return text.strip(), None
    try:
        return code, date.fromisoformat(day)
    except ValueError:
        raise UnknownUnit(
            gettext_noop("what follows @ is not a day"),
            field="unit",
            value=text,
            expected=gettext_noop("write CODE or CODE@YYYY-MM-DD"),
        ) from None


def check_code(code: str) -> None:
    """Check that a text can be a code. :raises Refused:"""
    if not 1 <= len(code) <= 64 or code != code.strip() or "@" in code or not code.isprintable():
        raise Refused(
            gettext_noop("this cannot be the code of a unit"),
            field="code",
            value=code,
            expected=gettext_noop("write 1 to 64 letters, digits and signs without @"),
        )


def check_name(name: str) -> None:
    """Check that a text can be a name. :raises Refused:"""
    if not 1 <= len(name) <= 200 or name != name.strip() or not name.isprintable():
        raise Refused(
            gettext_noop("this cannot be the name of a unit"),
            field="name",
            value=name,
            expected=gettext_noop("write 1 to 200 letters on one line"),
        )
