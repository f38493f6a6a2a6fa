"""Which runs of days sheets are made for: presets, as dated data, and any days at all."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.forms.rules.declaring import Words

FREE = "free"
"""Stands for days that no preset gives."""


@dataclass(frozen=True, slots=True)
class Preset:
    """
    A way to cut a year into the periods of reports.

    :param starts: the months in which periods begin; each lasts ``months``.
    :param cut_day: data are taken from this day of the month before to the day before it in the last month; 1 is the
        calendar's cut.
    :param send_within: days after the last one within which a sheet is to be with the unit above.
    :param sure: how well the source says so.
    """

    code: str
    title: Words
    starts: tuple[int, ...]
    months: int
    cut_day: int
    send_within: int
    valid_from: date
    source: Words
    sure: str

    def periods(self, year: int) -> Iterator[Period]:
        """Give the periods of a year in order."""
        for start in self.starts:
            begins, ends = date(year, start, 1), _later(date(year, start, 1), self.months)
            if self.cut_day > 1:
                begins = _later(begins, -1).replace(day=self.cut_day)
                ends = _later(ends, -1).replace(day=self.cut_day)
            yield Period(begins, ends - timedelta(days=1))

    def holds(self, period: Period) -> bool:
        """Say whether a period is one of its own."""
        return self.valid_from <= period.last and period in self.periods(period.last.year)


def _later(month: date, months: int) -> date:
    """Give the first day of a month so many months later."""
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def read_presets(text: str) -> tuple[Preset, ...]:
    """Read the presets that the program carries."""
    said = tomllib.loads(text)
    return tuple(
        Preset(
            code=one["code"],
            title=Words(**one["title"]),
            starts=tuple(one["starts"]),
            months=one["months"],
            cut_day=one.get("cut_day", 1),
            send_within=said["send_within"],
            valid_from=one["valid_from"],
            source=Words(**one["source"]),
            sure=one["sure"],
        )
        for one in said["preset"]
    )


class NotOfPreset(Refused):
    """The days are not a period of the preset."""


def check_preset(code: str, period: Period, presets: tuple[Preset, ...]) -> None:
    """Check that a period is one of a preset's, or that none is claimed. :raises NotOfPreset:"""
    preset = next((one for one in presets if one.code == code), None)
    if code != FREE and (preset is None or not preset.holds(period)):
        near = next(preset.periods(period.last.year), None) if preset else None
        raise NotOfPreset(
            gettext_noop("these days are not a period of this kind"),
            field="period",
            value=f"{period.first} – {period.last}",
            expected=gettext_noop("take one of its periods, as %(first)s to %(last)s")
            if near
            else gettext_noop("write one of %(codes)s"),
            params={
                "first": near.first if near else "",
                "last": near.last if near else "",
                "codes": ", ".join([*(one.code for one in presets), FREE]),
            },
        )
