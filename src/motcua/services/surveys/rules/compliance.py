"""What a slip must ask, by a dated list, and exactly what one lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.services.surveys.rules.slips import Slip
from motcua.services.surveys.rules.words import AsksCode, MethodRule


@dataclass(frozen=True, slots=True)
class Index:
    """One of the indices of an evaluation. ``required``: a citizen sees it, so a slip must ask about it."""

    code: str
    number: int
    name: str
    name_en: str
    required: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """
    What slips must ask from a day on, until the next list. A list without indices says that none is on file.

    ``source`` and ``sure`` stand beside every result.
    """

    valid_from: date
    indices: tuple[Index, ...]
    rules: tuple[MethodRule, ...]
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class Compliance:
    """What a slip asks and lacks, set against the list of a day."""

    requirement: Requirement
    covered: tuple[Index, ...]
    missing: tuple[Index, ...]
    broken: tuple[MethodRule, ...]

    @property
    def met(self) -> bool | None:
        """Say whether it meets the rules; None where no list of indices is on file, and no rule is broken."""
        if self.missing or self.broken:
            return False
        return True if self.requirement.indices else None


def requirement_on(requirements: tuple[Requirement, ...], on: date) -> Requirement:
    """Give the list in force on a day; before the first, the first."""
    held = [one for one in requirements if one.valid_from <= on]
    return max(held, key=lambda one: one.valid_from) if held else min(requirements, key=lambda one: one.valid_from)


def check_compliance(slip: Slip, requirement: Requirement) -> Compliance:
    """Say what a slip asks and what it lacks."""
    asked = {question.index for question in slip.questions}
    return Compliance(
        requirement=requirement,
        covered=tuple(index for index in requirement.indices if index.code in asked),
        missing=tuple(index for index in requirement.indices if index.required and index.code not in asked),
        broken=tuple(rule for rule in requirement.rules if not _kept(slip, rule)),
    )


def _kept(slip: Slip, rule: MethodRule) -> bool:
    match rule:
        case MethodRule.NOTHING_TICKED:
            return not slip.ticked
        case MethodRule.FREE_TEXT:
            return slip.free_text
        case MethodRule.CODE_OPTIONAL:
            return slip.asks_code is not AsksCode.REQUIRED
        case MethodRule.NO_NAME:
            return not slip.asks_name


def read_requirements(data: Mapping[str, Any]) -> tuple[Requirement, ...]:
    """Read the dated lists from parsed TOML."""
    return tuple(
        Requirement(
            valid_from=one["valid_from"],
            indices=tuple(
                Index(each["code"], each["number"], each["name"], each["name_en"], each["required"])
                for each in one.get("index", ())
            ),
            rules=tuple(MethodRule(rule) for rule in one["rules"]),
            source=one["source"],
            sure=one["sure"],
        )
        for one in data["requirement"]
    )
