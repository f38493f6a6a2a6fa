"""Reading a checklist from TOML: all that is wrong is gathered, each with its line and what would be right."""

import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from motcua.foundation.units.public import Level
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import RowsRefused
from motcua.reform.inspections.rules.checklist import Asks, Checklist, Criterion, Question, Section
from motcua.reform.registers.public import ReformField
from motcua.reform.scorecards.public import TomlPath, TomlTable, TomlValues, line_of_fault, lines_of, why

_CHECKLIST = (
    "code",
    "title",
    "title_en",
    "valid_from",
    "valid_to",
    "source",
    "source_en",
    "sure",
    "sure_en",
    "sections",
)
_SECTION = ("field", "criteria")
_CRITERION = ("code", "title", "title_en", "questions")
_QUESTION = ("code", "text", "text_en", "levels", "counted")
_BASIS = ("indicator", "register", "evidence", "observation")


class WrongChecklist(RowsRefused):
    """A file is no checklist. Its message has a line for each thing that is wrong."""

    def __init__(self, name: str, refusals: list[Refused]) -> None:
        super().__init__(sorted(refusals, key=lambda one: one.line or 0), read=0)
        self.name = name

    def message(self, translate: Any = str) -> str:
        """Name the file, then say what is wrong with each line."""
        return f"{self.name}:\n{super().message(translate)}"


def read_checklist(
    text: str, *, name: str, indicators: Collection[str] | None, registers: Collection[str] | None
) -> Checklist:
    """
    Read a checklist.

    :param name: the file's, for messages.
    :param indicators: the codes that there are, ``registers`` likewise; none takes any, for what was checked before.
    :raises WrongChecklist: with everything that is wrong.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        refusal = Refused(
            gettext_noop("the file is not TOML: %(why)s"),
            expected=gettext_noop("put it right at that place"),
            line=line_of_fault(text, fault),
            params={"why": why(fault)},
        )
        raise WrongChecklist(name, [refusal]) from None
    reader = _Reader(indicators=indicators, registers=registers)
    checklist = reader.checklist(said)
    if reader.faults:
        lines = lines_of(text, {path for path, _ in reader.faults})
        raise WrongChecklist(name, [refusal.at_line(lines[path]) for path, refusal in reader.faults])
    return checklist


@dataclass(slots=True)
class _Reader(TomlValues):
    """Reads tables into records, against the codes of indicators and registers that there are."""

    indicators: Collection[str] | None = None
    registers: Collection[str] | None = None

    def checklist(self, said: TomlTable) -> Checklist:
        self.known(said, (), _CHECKLIST)
        sections = tuple(self.section(one, path) for path, one in self.tables(said, (), "sections", needed=True))
        self.once(sections)
        return Checklist(
            code=self.text(said, (), "code"),
            title=self.text(said, (), "title"),
            title_en=self.text(said, (), "title_en", ""),
            valid_from=self.day(said, (), "valid_from") or date.min,
            valid_to=self.day(said, (), "valid_to", needed=False),
            source=self.text(said, (), "source"),
            source_en=self.text(said, (), "source_en", ""),
            sure=self.text(said, (), "sure"),
            sure_en=self.text(said, (), "sure_en", ""),
            sections=sections,
        )

    def section(self, said: TomlTable, path: TomlPath) -> Section:
        self.known(said, path, _SECTION)
        field = self.word(said, path, "field", ReformField) or ReformField.STEERING
        found = self.tables(said, path, "criteria", needed=True)
        return Section(field, tuple(self.criterion(one, at) for at, one in found))

    def criterion(self, said: TomlTable, path: TomlPath) -> Criterion:
        self.known(said, path, _CRITERION)
        return Criterion(
            code=self.text(said, path, "code"),
            title=self.text(said, path, "title"),
            title_en=self.text(said, path, "title_en", ""),
            questions=tuple(self.question(one, at) for at, one in self.tables(said, path, "questions", needed=True)),
        )

    def question(self, said: TomlTable, path: TomlPath) -> Question:
        self.known(said, path, (*_QUESTION, *_BASIS))
        asks, of = self.basis(said, path)
        return Question(
            code=self.text(said, path, "code"),
            text=self.text(said, path, "text"),
            text_en=self.text(said, path, "text_en", ""),
            asks=asks,
            of=of,
            levels=self.levels(said, path),
            counted=self.text(said, path, "counted", ""),
        )

    def basis(self, said: TomlTable, path: TomlPath) -> tuple[Asks, str]:
        """Read what a question asks for: the code of an indicator or a register, a paper, or what is seen."""
        named = [key for key in _BASIS if key in said]
        if len(named) != 1:
            self.fault(
                path,
                gettext_noop("it must be said once what the question asks for"),
                value=said.get("code"),
                expected=gettext_noop("write one of indicator, register, evidence and observation"),
            )
            return Asks.OBSERVATION, ""
        asks = Asks(named[0])
        if asks in {Asks.EVIDENCE, Asks.OBSERVATION}:
            if said[asks.value] is not True:
                self.fault((*path, asks.value), gettext_noop("this can be true alone"), value=said[asks.value])
            return asks, ""
        text = self.text(said, path, asks.value)
        codes = self.indicators if asks is Asks.INDICATOR else self.registers
        if text and codes is not None and text not in codes:
            near = ", ".join(get_close_matches(text, codes, n=3, cutoff=0.5))
            self.fault(
                (*path, asks.value),
                gettext_noop("there is no indicator of this code")
                if asks is Asks.INDICATOR
                else gettext_noop("there is no register of this code"),
                value=text,
                expected=gettext_noop("near it are %(near)s") if near else gettext_noop("write a code that exists"),
                near=near,
            )
        return asks, text

    def levels(self, said: TomlTable, path: TomlPath) -> frozenset[Level]:
        listed = said.get("levels", [])
        words = [one for one in listed if one in [*Level]] if isinstance(listed, list) else []
        if not isinstance(listed, list) or len(words) != len(listed):
            self.fault(
                (*path, "levels"),
                gettext_noop("a list of levels is needed here"),
                value=listed,
                expected=gettext_noop("write some of %(words)s"),
                words=", ".join(Level),
            )
        return frozenset(map(Level, words))

    def once(self, sections: tuple[Section, ...]) -> None:
        """Check that no two lines share a code, nor two sections a field."""
        fields = Counter(section.field for section in sections)
        for place, section in enumerate(sections):
            if fields[section.field] > 1 and section.field in {one.field for one in sections[:place]}:
                self.fault(
                    ("sections", place, "field"),
                    gettext_noop("this field has a section already"),
                    value=section.field.value,
                    expected=gettext_noop("put its criteria there"),
                )
        seen: set[str] = set()
        for place, section in enumerate(sections):
            for at, criterion in enumerate(section.criteria):
                for number, question in enumerate(criterion.questions):
                    if question.code in seen:
                        self.fault(
                            ("sections", place, "criteria", at, "questions", number, "code"),
                            gettext_noop("this code stands there already"),
                            value=question.code,
                            expected=gettext_noop("give each its own"),
                        )
                    seen.add(question.code)
