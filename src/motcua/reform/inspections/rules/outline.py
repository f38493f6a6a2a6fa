"""The outline of a self-report: dated data that says, field by field, which figures a unit reports of itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.foundation.units.public import Level
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.registers.public import ReformField, Register


class WrongOutline(Refused):
    """The data of the outline is not what it must be."""


class ReportLineKind(StrEnum):
    """What a line of a report is filled with."""

    FIGURE = "figure"  # an indicator of the period
    REGISTER = "register"  # how a register stands
    TEXT = "text"  # words of the unit


class ReportWords(StrEnum):
    """What the unit says in words."""

    OVERVIEW = "overview"
    RESULTS = "results"  # of one field
    LIMITS = "limits"
    CAUSES = "causes"
    PROPOSALS = "proposals"


REPORT_WORDS_TITLES: Mapping[ReportWords, str] = {
    ReportWords.OVERVIEW: gettext_noop("How the unit stands in general"),
    ReportWords.RESULTS: gettext_noop("What came of it"),
    ReportWords.LIMITS: gettext_noop("What falls short"),
    ReportWords.CAUSES: gettext_noop("Causes"),
    ReportWords.PROPOSALS: gettext_noop("Proposals"),
}
"""What the texts are called; marked for translation."""
LAST = (ReportWords.LIMITS, ReportWords.CAUSES, ReportWords.PROPOSALS)
"""What is said at the end."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a report: ``of`` is the code of an indicator or a register, or which words and of which field."""

    kind: ReportLineKind
    of: str

    @property
    def code(self) -> str:
        """Give the code by which forms and events name it."""
        return f"{self.kind.value}/{self.of}"

    @property
    def words(self) -> ReportWords | None:
        """Say which words of the unit stand here, if any."""
        return ReportWords(self.of.partition(".")[0]) if self.kind is ReportLineKind.TEXT else None


@dataclass(frozen=True, slots=True)
class ReportPart:
    """The lines of one field; of no field are the words at the beginning and at the end."""

    field: ReformField | None
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """
    An outline as it holds from a day on.

    :param due_days: how many days before the visit the report is to be handed in.
    :param figures: by field the codes of indicators, in the order in which they are reported.
    """

    valid_from: date
    due_days: int
    source: str
    sure: str
    figures: Mapping[ReformField, tuple[str, ...]]

    def parts(
        self,
        fields: Collection[ReformField],
        *,
        level: Level,
        registers: Iterable[Register],
        indicators: Collection[str],
    ) -> tuple[ReportPart, ...]:
        """
        Give what a unit of a level reports on some fields, in the order of the fields.

        :param registers: all that there are; those that the level must keep are reported on.
        :param indicators: the codes in force; a figure of another is not asked for.
        """
        kept = list(registers)

        def lines(field: ReformField) -> Iterator[ReportLine]:
            for code in self.figures.get(field, ()):
                if code in indicators:
                    yield ReportLine(ReportLineKind.FIGURE, code)
            for register in kept:
                if register.field is field and level in register.levels:
                    yield ReportLine(ReportLineKind.REGISTER, register.code)
            yield ReportLine(ReportLineKind.TEXT, f"{ReportWords.RESULTS.value}.{field.value}")

        return (
            ReportPart(None, (ReportLine(ReportLineKind.TEXT, ReportWords.OVERVIEW.value),)),
            *(ReportPart(field, tuple(lines(field))) for field in ReformField if field in fields),
            ReportPart(None, tuple(ReportLine(ReportLineKind.TEXT, one.value) for one in LAST)),
        )


def read_outlines(data: Mapping[str, Any], *, known: Collection[str]) -> tuple[Outline, ...]:
    """
    Read the outlines of all times from parsed TOML.

    :param known: the codes of all indicators that there are.
    :raises WrongOutline: saying what is wrong with it.
    """
    try:
        found = tuple(_outline(one) for one in data["outline"])
    except (KeyError, TypeError, ValueError) as fault:
        raise WrongOutline(
            gettext_noop("the outline of self-reports cannot be read: %(fault)s"),
            field="outline",
            params={"fault": fault},
        ) from fault
    for one in found:
        for code in (code for codes in one.figures.values() for code in codes):
            if code not in known:
                raise WrongOutline(
                    gettext_noop("the outline of self-reports names an indicator that there is not"),
                    field="figures",
                    value=code,
                    expected=gettext_noop("“motcua indicators list” lists those that are"),
                )
    return found


def in_force(outlines: Iterable[Outline], on: date) -> Outline:
    """Give the outline that holds on a day. :raises WrongOutline: before the first."""
    held = [one for one in outlines if one.valid_from <= on]
    if not held:
        raise WrongOutline(gettext_noop("no outline of self-reports is known for this day"), field="on", value=on)
    return max(held, key=lambda one: one.valid_from)


def _outline(told: Mapping[str, Any]) -> Outline:
    return Outline(
        valid_from=told["valid_from"],
        due_days=int(told["due_days"]),
        source=str(told["source"]),
        sure=str(told["sure"]),
        figures={ReformField(one["field"]): tuple(map(str, one["figures"])) for one in told["field"]},
    )
