"""Reading a scorecard from TOML: all that is wrong is gathered, each with its line and what would be right."""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from itertools import pairwise
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import RowsRefused
from motcua.reform.scorecards.rules.clauses import (
    PARAMETERS,
    Clause,
    Given,
    Kind,
    Penalty,
    Proportional,
    Step,
    Stepwise,
    Survey,
    YesNo,
)
from motcua.reform.scorecards.rules.lines import Path, line_of_fault, lines_of, why
from motcua.reform.scorecards.rules.points import NONE
from motcua.reform.scorecards.rules.scorecard import Component, Empty, Grade, Group, Scorecard
from motcua.reform.scorecards.rules.values import Table, Values

_CARD = (
    "code",
    "title",
    "title_en",
    "max",
    "valid_from",
    "valid_to",
    "source",
    "sure",
    "source_en",
    "sure_en",
    "grades",
    "groups",
)
_GROUP = ("code", "title", "title_en", "max", "groups", "components")
_COMPONENT = ("code", "title", "title_en", "max", "clause", "empty", "beyond", "note")
_BASIS = ("indicator", "register", "outside")
_GRADE = ("from", "name", "name_en")


class WrongScorecard(RowsRefused):
    """A file is no scorecard. Its message has a line for each thing that is wrong."""

    def __init__(self, name: str, refusals: list[Refused]) -> None:
        super().__init__(sorted(refusals, key=lambda one: one.line or 0), read=0)
        self.name = name

    def message(self, translate: Any = str) -> str:
        """Name the file, then say what is wrong with each line."""
        return f"{self.name}:\n{super().message(translate)}"


def read_scorecard(
    text: str, *, name: str, indicators: Collection[str] | None, registers: Collection[str] | None
) -> Scorecard:
    """
    Read a scorecard.

    :param name: the file's, for messages.
    :param indicators: the codes that there are, ``registers`` likewise; none takes any, for what was checked before.
    :raises WrongScorecard: with everything that is wrong.
    """
    try:
        said = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        refusal = Refused(
            gettext_noop("the file is not TOML: %(why)s"),
            expected=gettext_noop("put it right at that place"),
            line=line_of_fault(text, fault),
            params={"why": why(fault)},
        )
        raise WrongScorecard(name, [refusal]) from None
    reader = _Reader(indicators=indicators, registers=registers)
    card = reader.card(said)
    if reader.faults:
        lines = lines_of(text, {path for path, _ in reader.faults})
        raise WrongScorecard(name, [refusal.at_line(lines[path]) for path, refusal in reader.faults])
    return card


@dataclass(slots=True)
class _Reader(Values):
    """Reads tables into records, against the codes of indicators and registers that there are."""

    indicators: Collection[str] | None = None
    registers: Collection[str] | None = None

    def card(self, said: Table) -> Scorecard:
        self.known(said, (), _CARD)
        groups = tuple(self.group(one, path) for path, one in self.tables(said, (), "groups", needed=True))
        card = Scorecard(
            code=self.text(said, (), "code"),
            title=self.text(said, (), "title"),
            title_en=self.text(said, (), "title_en", ""),
            most=self.points(said, (), "max"),
            valid_from=self.day(said, (), "valid_from") or date.min,
            valid_to=self.day(said, (), "valid_to", needed=False),
            source=self.text(said, (), "source"),
            sure=self.text(said, (), "sure"),
            source_en=self.text(said, (), "source_en", ""),
            sure_en=self.text(said, (), "sure_en", ""),
            groups=groups,
            grades=tuple(self.grade(one, path) for path, one in self.tables(said, (), "grades")),
        )
        if card.valid_to is not None and card.valid_to < card.valid_from:
            self.fault(
                ("valid_to",),
                gettext_noop("it ends before it begins"),
                value=card.valid_to,
                expected=gettext_noop("write a day on or after %(first)s"),
                first=card.valid_from,
            )
        self.adds_up(("max",), card.most, [group.most for group in groups])
        self.once(said)
        return card

    def group(self, said: Table, path: Path) -> Group:
        self.known(said, path, _GROUP)
        group = Group(
            code=self.text(said, path, "code"),
            title=self.text(said, path, "title"),
            title_en=self.text(said, path, "title_en", ""),
            most=self.points(said, path, "max"),
            components=tuple(self.component(one, at) for at, one in self.tables(said, path, "components")),
            groups=tuple(self.group(one, at) for at, one in self.tables(said, path, "groups")),
        )
        if not group.components and not group.groups:
            self.fault(
                path, gettext_noop("the group has no component"), expected=gettext_noop("add a table of components")
            )
        self.adds_up(
            (*path, "max"), group.most, [*(one.most for one in group.components), *(one.most for one in group.groups)]
        )
        return group

    def component(self, said: Table, path: Path) -> Component:
        kind = self.word(said, path, "clause", Kind)
        self.known(said, path, (*_COMPONENT, *_BASIS, *(PARAMETERS[kind] if kind else _ALL_PARAMETERS)))
        most = self.points(said, path, "max")
        return Component(
            code=self.text(said, path, "code"),
            title=self.text(said, path, "title"),
            title_en=self.text(said, path, "title_en", ""),
            most=most,
            clause=self.clause(said, path, kind, most),
            empty=self.word(said, path, "empty", Empty, Empty.NO_DATA) or Empty.NO_DATA,
            beyond=self.yes(said, path, "beyond"),
            note=self.text(said, path, "note", ""),
            **self.basis(said, path),
        )

    def basis(self, said: Table, path: Path) -> dict[str, str]:
        """Read where the figures come from: one of three."""
        named = [key for key in _BASIS if key in said]
        if len(named) != 1:
            self.fault(
                path,
                gettext_noop("it must be said once where the figures come from"),
                value=said.get("code"),
                expected=gettext_noop("write one of indicator, register and outside"),
            )
            return {}
        (key,) = named
        text = self.text(said, path, key)
        codes = {"indicator": self.indicators, "register": self.registers}.get(key)
        if text and codes is not None and text not in codes:
            near = ", ".join(get_close_matches(text, codes, n=3, cutoff=0.5))
            self.fault(
                (*path, key),
                gettext_noop("there is no indicator of this code")
                if key == "indicator"
                else gettext_noop("there is no register of this code"),
                value=text,
                expected=gettext_noop("near it are %(near)s") if near else gettext_noop("write a code that exists"),
                near=near,
            )
        return {key: text}

    def clause(self, said: Table, path: Path, kind: Kind | None, most: Decimal) -> Clause:
        match kind:
            case Kind.PROPORTIONAL:
                return Proportional(self.target(said, path), self.number(said, path, "floor", NONE))
            case Kind.SURVEY:
                target = self.target(said, path) if "target" in said else Fraction(1)
                return Survey(target, self.number(said, path, "floor", NONE))
            case Kind.STEPWISE:
                return self.stepwise(said, path, most)
            case Kind.PENALTY:
                least = self.number(said, path, "least", NONE, negative=True)
                if least > most:
                    self.fault(
                        (*path, "least"),
                        gettext_noop("this is more than the max of the component"),
                        value=said["least"],
                    )
                return Penalty(self.number(said, path, "each"), least)
            case Kind.YES_NO:
                return YesNo()
            case _:
                return Given()

    def target(self, said: Table, path: Path) -> Fraction:
        target = self.number(said, path, "target")
        if said.get("target") == 0:
            self.fault(
                (*path, "target"),
                gettext_noop("a target of nothing cannot be missed"),
                value=said["target"],
                expected=gettext_noop("write the rate that earns all points, as 0.8"),
            )
        return target or Fraction(1)

    def stepwise(self, said: Table, path: Path, most: Decimal) -> Clause:
        steps, bounds, faults = [], set(), len(self.faults)
        for at, one in self.tables(said, path, "steps", needed=True):
            bound = next((key for key in ("at_least", "at_most") if key in one), "at_least")
            self.known(one, at, (bound, "points"))
            bounds.add(bound)
            step = Step(self.number(one, at, bound), self.number(one, at, "points"))
            if step.points > most:
                self.fault(
                    (*at, "points"), gettext_noop("this is more than the max of the component"), value=one["points"]
                )
            steps.append(step)
        rising = bounds != {"at_most"}
        ordered = sorted(steps, key=lambda one: one.bound, reverse=not rising)
        contradicting = len(bounds) > 1 or any(later.points <= one.points for one, later in pairwise(ordered))
        if contradicting and len(self.faults) == faults:
            self.fault(
                (*path, "steps"),
                gettext_noop("the steps contradict each other"),
                expected=gettext_noop("write all with at_least or all with at_most, more points for a better rate"),
            )
        return Stepwise(tuple(steps), rising)

    def grade(self, said: Table, path: Path) -> Grade:
        self.known(said, path, _GRADE)
        return Grade(
            least=self.points(said, path, "from"),
            name=self.text(said, path, "name"),
            name_en=self.text(said, path, "name_en", ""),
        )

    def adds_up(self, path: Path, most: Decimal, parts: list[Decimal]) -> None:
        """Check that a whole is what its parts are together."""
        if parts and sum(parts) != most:
            self.fault(
                path,
                gettext_noop("the points do not add up: the parts have %(sum)s"),
                value=most,
                expected=gettext_noop("mend this number or those of the parts"),
                sum=sum(parts),
            )

    def once(self, said: Table) -> None:
        """Check that no two components, and no two groups, share a code."""
        for kind in ("components", "groups"):
            coded = [(path, one["code"]) for path, one in _all(said, (), kind) if isinstance(one.get("code"), str)]
            counts = Counter(code for _, code in coded)
            seen: set[str] = set()
            for path, code in coded:
                if counts[code] > 1 and code in seen:
                    self.fault(
                        (*path, "code"),
                        gettext_noop("this code stands there already"),
                        value=code,
                        expected=gettext_noop("give each its own"),
                    )
                seen.add(code)


_ALL_PARAMETERS = tuple({name: None for names in PARAMETERS.values() for name in names})


def _all(said: Table, path: Path, kind: str) -> Iterator[tuple[Path, Table]]:
    """Give all tables of a kind, at any depth, in order; what is no table is told of elsewhere."""
    for at, group in _dicts(said, path, "groups"):
        if kind == "groups":
            yield at, group
        else:
            yield from _dicts(group, at, kind)
        yield from _all(group, at, kind)


def _dicts(said: Table, path: Path, key: str) -> Iterator[tuple[Path, Table]]:
    listed = said.get(key)
    for place, one in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(one, dict):
            yield (*path, key, place), one
