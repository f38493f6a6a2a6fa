"""Reading a scorecard from TOML: all that is wrong is gathered, each with its line and what would be right."""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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
from motcua.reform.scorecards.rules.points import NONE, rounded
from motcua.reform.scorecards.rules.scorecard import Component, Empty, Grade, Group, Scorecard

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

Table = Mapping[str, Any]


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
    reader = _Reader(indicators, registers)
    card = reader.card(said)
    if reader.faults:
        lines = lines_of(text, {path for path, _ in reader.faults})
        raise WrongScorecard(name, [refusal.at_line(lines[path]) for path, refusal in reader.faults])
    return card


@dataclass(slots=True)
class _Reader:
    """Reads tables into records. What is wrong is gathered, and something harmless stands in its place."""

    indicators: Collection[str] | None
    registers: Collection[str] | None
    faults: list[tuple[Path, Refused]] = field(default_factory=list)

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

    # -- single values

    def fault(self, path: Path, text: str, *, value: object = None, expected: str = "", **params: object) -> None:
        """Gather a fault; ``text`` and ``expected`` are marked for translation where they are written."""
        refusal = Refused(text, field=_written(path), value=value, expected=expected, params=params)
        self.faults.append((path, refusal))

    def known(self, said: Table, path: Path, keys: Collection[str]) -> None:
        """Check that nothing else is said in a table."""
        for key in said:
            if key not in keys:
                near = ", ".join(get_close_matches(key, keys, n=1)) or ", ".join(keys)
                self.fault(
                    (*path, key),
                    gettext_noop("this is not known here"),
                    expected=gettext_noop("perhaps %(near)s is meant"),
                    near=near,
                )

    def tables(self, said: Table, path: Path, key: str, *, needed: bool = False) -> Iterator[tuple[Path, Table]]:
        """Give the tables of a list, each with its path."""
        value = said.get(key, [])
        if (needed and not value) or not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fault(
                (*path, key),
                gettext_noop("a list of tables is needed here"),
                expected=gettext_noop("write [[%(name)s]]"),
                name=key,
            )
            return
        for place, one in enumerate(value):
            yield (*path, key, place), one

    def text(self, said: Table, path: Path, key: str, default: str | None = None) -> str:
        value = said.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fault(
                (*path, key), _MISSING[value is None], value=value, expected=gettext_noop("write a text in quotes")
            )
            return default or ""
        return value.strip()

    def number(
        self, said: Table, path: Path, key: str, default: Decimal | None = None, *, negative: bool = False
    ) -> Fraction:
        value = said.get(key, default)
        fits = isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite()
        if not fits or (value < 0 and not negative):
            self.fault(
                (*path, key), _MISSING[value is None], value=value, expected=gettext_noop("write a number, as 0.8")
            )
            return Fraction(0)
        return Fraction(value)

    def points(self, said: Table, path: Path, key: str) -> Decimal:
        exact = self.number(said, path, key)
        if exact != Fraction(rounded(exact)):
            self.fault(
                (*path, key),
                gettext_noop("points have two decimals at the most"),
                value=said[key],
                expected=gettext_noop("write a number, as 0.25"),
            )
        return rounded(exact)

    def day(self, said: Table, path: Path, key: str, *, needed: bool = True) -> date | None:
        value = said.get(key)
        if value is None and not needed:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(
                (*path, key),
                _MISSING[value is None],
                value=value,
                expected=gettext_noop("write a day without quotes, as 2022-08-01"),
            )
            return None
        return value

    def yes(self, said: Table, path: Path, key: str) -> bool:
        value = said.get(key, False)
        if not isinstance(value, bool):
            self.fault((*path, key), _MISSING[False], value=value, expected=gettext_noop("write true or false"))
        return value is True

    def word(self, said: Table, path: Path, key: str, words: Any, default: Any = None) -> Any:
        """Read one of some words; none if it is another."""
        value = said.get(key, default)
        if value in [*words]:
            return words(value)
        self.fault(
            (*path, key),
            _MISSING[value is None],
            value=value,
            expected=gettext_noop("write one of %(words)s"),
            words=", ".join(words),
        )
        return None


_MISSING = {True: gettext_noop("this is missing"), False: gettext_noop("this cannot stand here")}
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


def _written(path: Path) -> str:
    """Write a path as people count: ``groups[2].components[1].max``."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text
