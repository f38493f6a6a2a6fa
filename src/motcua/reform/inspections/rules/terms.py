"""What inspections are held to: dated settings, each with its source and how sure it is. A change is a new record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop


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


def read_terms(data: Mapping[str, Any]) -> tuple[Terms, ...]:
    """Read the settings of all times from parsed TOML."""
    return tuple(Terms(**one) for one in data["terms"])


def in_force(all_terms: tuple[Terms, ...], on: date) -> Terms:
    """Give what holds on a day. :raises Refused: before the first record."""
    held = [one for one in all_terms if one.valid_from <= on]
    if not held:
        raise Refused(gettext_noop("no settings of inspections are known for this day"), field="on", value=on)
    return max(held, key=lambda one: one.valid_from)
