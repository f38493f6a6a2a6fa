"""What inspections are held to: dated settings, each with its source and how sure it is. A change is a new record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from motcua.kernel.refusals import Refused, gettext_noop


class Dated(Protocol):
    """A record that holds from a day on, until the next of its kind."""

    @property
    def valid_from(self) -> date: ...


DatedT = TypeVar("DatedT", bound=Dated)


@dataclass(frozen=True, slots=True)
class Terms:
    """
    What holds from a day on.

    :param notice_days: days of the calendar that lie at least between the notice and the first visit.
    :param mandate_days: days after the last visit for which the team may still look into what it is about.
    :param conflict_years: for how many years a post held in an inspected unit keeps a person out of its inspection.
    :param share_percent: the share of the units directly below that are to be inspected in a year.
    :param remedy_report_days: days after the conclusion in which the inspected report what they mended.
    """

    notice_days: int
    mandate_days: int
    conflict_years: int
    share_percent: int
    remedy_report_days: int
    valid_from: date
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class Weights:
    """
    What speaks for visiting a unit, in points for one of each, from a day on.

    :param late: for each dossier of a hundred that ended late; ``rising``: for each by which that rose.
    :param never: if the unit was never visited; ``year``: for each year since it was.
    :param most: what one reason gives at most.
    """

    late: int
    rising: int
    signal: int
    open_finding: int
    feedback: int
    year: int
    never: int
    most: int
    valid_from: date
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All records of all times."""

    terms: tuple[Terms, ...]
    weights: tuple[Weights, ...]


def read_settings(data: Mapping[str, Any]) -> Settings:
    """Read the settings from parsed TOML."""
    return Settings(
        terms=tuple(Terms(**one) for one in data["terms"]), weights=tuple(Weights(**one) for one in data["weights"])
    )


def in_force(records: Sequence[DatedT], on: date) -> DatedT:
    """Give what holds on a day. :raises Refused: before the first record."""
    held = [one for one in records if one.valid_from <= on]
    if not held:
        raise Refused(gettext_noop("no settings of inspections are known for this day"), field="on", value=on)
    return max(held, key=lambda one: one.valid_from)
