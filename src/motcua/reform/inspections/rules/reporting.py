"""What may be said in a self-report, and when: each function checks one act and gives the payload of its event."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Protocol

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.rules.outline import ReportLine, ReportLineKind
from motcua.reform.inspections.rules.self_report import RegisterState, ReportStage, SelfReportState
from motcua.reform.inspections.rules.words import Kind

WHOLE = frozenset({"number", "dong"})
"""The measures whose figures are whole numbers."""
LONGEST = 8000
_DIGITS = re.compile(r"\d{1,15}", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(\1\d{3})*", re.ASCII)
_BROKEN = re.compile(r"(\d{1,15}|\d{1,3}(?:\.\d{3})+),(\d{1,4})|(\d{1,15}|\d{1,3}(?:,\d{3})+)\.(\d{1,4})", re.ASCII)

Payload = dict[str, Any]


class NotAsked(Refused):
    """A report is not asked of this unit now: not yet, or no more."""


class AlreadySent(Refused):
    """The report was sent, and is changed by a new edition alone."""


class NotSent(Refused):
    """The report has not been sent yet."""


class UnknownReportLine(Refused):
    """The outline has no such line."""


class NotAFigure(Refused):
    """What is written is not a figure that this line can have."""


class ReasonNeeded(Refused):
    """The unit's figure is another than the computed one, and no reason says why."""


class WrittenMeanwhile(Refused):
    """Somebody else wrote this line since it was shown."""


class UnknownAttachment(Refused):
    """The unit keeps no such file."""


class TooLong(Refused):
    """A text is longer than can be kept."""


class Figure(Protocol):
    """A computed figure, as it is now or as it was."""

    @property
    def value(self) -> Fraction | None: ...
    @property
    def numerator(self) -> int: ...
    @property
    def denominator(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """
    What the unit says of a line; it stands in place of all that it said before.

    :param stated: its own figure as people write it; empty to take the computed one.
    :param reason: why that is another.
    :param note: an explanation, or the text of a line of words.
    :param files: digests of what is attached.
    :param seen: the number of the event that said the line last, as the writer knows; None writes over any.
    """

    stated: str = ""
    reason: str = ""
    note: str = ""
    files: tuple[str, ...] = ()
    seen: int | None = None

    def texts(self) -> dict[str, str]:
        """Give its texts by name; an empty one is none."""
        return {name: text.strip() for name, text in (("reason", self.reason), ("note", self.note)) if text.strip()}


def asked(kind: Kind, *, notified: bool, live: bool, visit_on: date, on: date) -> bool:
    """Say whether a unit is asked for its report: from the notice on, or from the visit where none is given."""
    return live and (visit_on <= on if kind is Kind.UNANNOUNCED else notified)


def check_asked(is_asked: bool) -> None:
    """:raises NotAsked: if no report is asked of the unit."""
    if not is_asked:
        raise NotAsked(
            gettext_noop("no report is asked of this unit now"),
            field="place",
            expected=gettext_noop("it is asked from the notice on, until the inspection is closed or called off"),
        )


def read_stated(text: str, measure: str, *, field: str = "") -> str:
    """
    Read a figure as people write it, and give it as it is kept: ``10095``, ``95.9``, ``882/882``.

    :param measure: of the indicator; a register has whole numbers.
    :raises NotAFigure:
    """
    written = "".join(text.split()).removesuffix("%")
    if not written:
        return ""
    counts = [_whole(one) for one in written.split("/")]
    if measure in WHOLE and len(counts) == 1 and counts[0] is not None:
        return str(counts[0])
    if measure == "percent" and len(counts) == 2 and None not in counts:
        part, whole = counts[0] or 0, counts[1] or 0
        if part <= whole:
            return f"{part}/{whole}"
    if measure not in WHOLE and len(counts) == 1:
        value = _decimal(written)
        if value is not None and (measure != "percent" or value <= 100):
            return f"{value:f}"
    raise NotAFigure(
        gettext_noop("this is not a figure of this line"),
        field=field,
        value=text.strip()[:40],
        expected=gettext_noop("write a whole number, as 10095")
        if measure in WHOLE
        else gettext_noop("write the share in per cent, as 95,9, or its two counts, as 882/900")
        if measure == "percent"
        else gettext_noop("write a number, as 2,5"),
    )


def agrees(stated: str, figure: Figure) -> bool:
    """Say whether a stated figure is the computed one, as far as it is written out; to state none agrees."""
    if not stated:
        return True
    if "/" in stated:
        return stated == f"{figure.numerator}/{figure.denominator}"
    if figure.value is None:
        return False
    value = Decimal(stated)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    exact = Decimal(figure.value.numerator) / figure.value.denominator
    return exact.quantize(step, ROUND_HALF_UP) == value


def agrees_with(stated: str, register: RegisterState) -> bool:
    """Say whether a stated number of records is the one on record; to state none agrees."""
    return not stated or stated == str(register.records)


def written(
    state: SelfReportState,
    lines: Mapping[str, ReportLine],
    entries: Mapping[str, ReportEntry],
    *,
    measures: Mapping[str, str],
    kept: Collection[str],
) -> Payload:
    """
    Say what the unit writes; commitments to its texts are the caller's.

    :param lines: the lines of the outline by code, and :param measures: the measures of the figures among them.
    :param kept: digests of files that the unit handed in.
    :raises AlreadySent: :raises UnknownReportLine: :raises WrittenMeanwhile: :raises NotAFigure: :raises TooLong:
    :raises UnknownAttachment:
    """
    if state.stage is ReportStage.SENT:
        raise AlreadySent(
            gettext_noop("the report was sent and is no longer edited"),
            field="report",
            expected=gettext_noop("begin a new edition and say why"),
        )
    said: Payload = {}
    for code, entry in entries.items():
        line = lines.get(code)
        if line is None or (line.kind is ReportLineKind.TEXT and (entry.stated or entry.reason)):
            raise UnknownReportLine(gettext_noop("the outline has no such line"), field="line", value=code)
        if entry.seen is not None and entry.seen != state.said(code).number:
            raise WrittenMeanwhile(
                gettext_noop("somebody else wrote this line in the meantime"),
                field=code,
                expected=gettext_noop("read what stands there now, and write it again"),
            )
        for name, text in entry.texts().items():
            if len(text) > LONGEST:
                raise TooLong(
                    gettext_noop("the text has %(length)s letters, and at most %(most)s are kept"),
                    field=code,
                    expected=gettext_noop("shorten it, or attach a file"),
                    params={"length": len(text), "most": LONGEST, "name": name},
                )
        strange = next((one for one in entry.files if one not in kept), None)
        if strange is not None:
            raise UnknownAttachment(
                gettext_noop("the unit keeps no such file"),
                field=code,
                value=strange,
                expected=gettext_noop("hand it in first"),
            )
        stated = read_stated(entry.stated, measures.get(code, "number"), field=code)
        said[code] = {"stated": stated, "files": list(dict.fromkeys(entry.files))}
    return {"lines": said}


def check_reasons(
    stated: Mapping[str, str],
    reasoned: Collection[str],
    figures: Mapping[str, Figure],
    registers: Mapping[str, RegisterState],
) -> None:
    """:raises ReasonNeeded: for the first line whose stated figure differs from the computed one without a reason."""
    for code in differing(stated, figures, registers):
        if code not in reasoned:
            raise ReasonNeeded(
                gettext_noop("the unit's figure is another than the computed one, and no reason says why"),
                field=code,
                value=stated[code],
                expected=gettext_noop("write the reason, or leave the figure empty to take the computed one"),
            )


def differing(
    stated: Mapping[str, str], figures: Mapping[str, Figure], registers: Mapping[str, RegisterState]
) -> list[str]:
    """Give the lines whose stated figure is another than the computed one, in the order in which they are given."""
    return [
        code
        for code, one in stated.items()
        if one
        and not (
            agrees(one, figures[code]) if code in figures else code in registers and agrees_with(one, registers[code])
        )
    ]


def sent(state: SelfReportState, *, on: date, due_on: date | None) -> Payload:
    """Say that the unit hands its report in; after its day it is taken and marked late. :raises AlreadySent:"""
    if state.stage is ReportStage.SENT:
        raise AlreadySent(
            gettext_noop("the report was sent already"),
            field="report",
            expected=gettext_noop("begin a new edition and say why"),
        )
    return {
        "edition": len(state.editions) + 1,
        "due_on": due_on.isoformat() if due_on else None,
        "late": due_on is not None and on > due_on,
    }


def amended(state: SelfReportState, reason: str) -> None:
    """Check that a new edition may be begun. :raises NotSent: :raises ReasonNeeded:"""
    if state.stage is not ReportStage.SENT:
        raise NotSent(
            gettext_noop("the report has not been sent, so it can still be edited"),
            field="report",
        )
    if not reason.strip():
        raise ReasonNeeded(
            gettext_noop("a new edition needs its reason"),
            field="reason",
            expected=gettext_noop("write what was wrong or is missing"),
        )


def codes(lines: Iterable[ReportLine]) -> dict[str, ReportLine]:
    """Give lines by their codes."""
    return {line.code: line for line in lines}


def _whole(text: str) -> int | None:
    if _DIGITS.fullmatch(text):
        return int(text)
    return int(re.sub("[.,]", "", text)) if _GROUPED.fullmatch(text) and len(text) < 20 else None


def _decimal(text: str) -> Decimal | None:
    """Read a number with or without decimals; a comma stands before decimals, and so does a lone stop."""
    broken = _BROKEN.fullmatch(text)
    if broken:
        whole, rest = (broken[1], broken[2]) if broken[1] else (broken[3], broken[4])
        if "." in text and "," not in text and len(rest) == 3 and _GROUPED.fullmatch(text):
            return Decimal(text.replace(".", ""))
        return Decimal(f"{int(re.sub('[.,]', '', whole))}.{rest}")
    whole_number = _whole(text)
    return None if whole_number is None else Decimal(whole_number)
