"""Rules that law may change, as dated records. A change is a new record; none is ever edited."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from motcua.kernel.refusals import Refused, gettext_noop


class Dated(Protocol):
    """A record that holds from a day on, until the next of its kind."""

    @property
    def valid_from(self) -> date: ...


DatedT = TypeVar("DatedT", bound=Dated)


def in_force(records: tuple[DatedT, ...], on: date) -> DatedT:
    """Give the record in force on a day. :raises Refused: before the first of them."""
    held = [record for record in records if record.valid_from <= on]
    if not held:
        raise Refused(gettext_noop("no rule is known for this day"), field="at", value=on.isoformat())
    return max(held, key=lambda record: record.valid_from)


@dataclass(frozen=True, slots=True)
class JudgingRule:
    """
    How an end is set against the due time.

    Early: on a day before the due day. On time: on the due day and not after ``judged_until``. Overdue: after it.
    ``extensions_count`` says whether an extension moves ``judged_until``.
    """

    code: str
    valid_from: date
    extensions_count: bool
    source: str
    sure: str


JUDGING = (
    JudgingRule(
        code="day-of-due.1",
        valid_from=date(1900, 1, 1),
        extensions_count=False,
        source="form II.06 of TT 01/2020/TT-VPCP names the three; no text was found that lets an extension count",
        sure="reading",
    ),
)


@dataclass(frozen=True, slots=True)
class ExtensionPolicy:
    """How often a due time may be put off, and until when: ``days_before`` the due day, in days of the calendar."""

    valid_from: date
    most: int
    days_before: int
    source: str
    sure: str


EXTENSIONS = (
    ExtensionPolicy(
        valid_from=date(1900, 1, 1),
        most=1,
        days_before=1,
        source="NĐ 61/2018/NĐ-CP: apology at the latest a day before the due day, a new appointment at most once",
        sure="secondary source",
    ),
    ExtensionPolicy(
        valid_from=date(2025, 7, 1),
        most=1,
        days_before=1,
        source="NĐ 118/2025/NĐ-CP, taken as carried over in substance",
        sure="illustrative",
    ),
)
