"""The country's calendar before anyone edits it: the package ``holidays``, and the sourced rows that win over it."""

import importlib
import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from motcua.foundation.worktime.rules.records import (
    CountingRow,
    DayKind,
    DayRow,
    HoursRow,
    Layer,
    Sessions,
    read_sessions,
)
from motcua.foundation.worktime.rules.words import CountingStyle

SOURCE = "package holidays, after the labour code in force in the year (2019: Điều 111-112)"
SWAPPED = re.compile(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})")


def layer(first_year: int, last_year: int) -> Layer:
    """Give what the country says for whole years: days in order with the sourced rows last, hours, way of counting."""
    return Layer(
        days=(*holidays(first_year, last_year), *sourced(first_year, last_year)),
        hours=hours(),
        counting=counting(),
    )


def holidays(first_year: int, last_year: int) -> tuple[DayRow, ...]:
    """Give public holidays, compensating days, and swapped days as the package knows them, in order."""
    # The package takes half a second to import, and only a calendar that is being made needs it.
    package: Any = importlib.import_module("holidays")
    years = range(first_year - 1, last_year + 2)  # a swap may reach over the new year
    vietnamese = package.Vietnam(years=years, language="vi")
    english = package.Vietnam(years=years, language="en_US")
    rows = []
    for day, name in vietnamese.items():
        if swap := SWAPPED.search(name):
            worked = date(int(swap[3]), int(swap[2]), int(swap[1]))
            rows.append(swapped_off(day, worked, source=SOURCE, sure="high"))
            rows.append(make_up(worked, day, source=SOURCE, sure="high"))
        else:
            rows.append(DayRow(day, DayKind.OFF, name, english[day], source=SOURCE, sure="high"))
    return tuple(sorted((row for row in rows if first_year <= row.day.year <= last_year), key=lambda row: row.day))


def sourced(first_year: int, last_year: int) -> tuple[DayRow, ...]:
    """Give the days of the packaged file, which win over the package ``holidays``, in order."""
    rows = []
    for entry in _file()["swap"]:
        rows.append(swapped_off(entry["off"], entry["worked"], source=entry["source_off"], sure=entry["sure_off"]))
        rows.append(make_up(entry["worked"], entry["off"], source=entry["source_worked"], sure=entry["sure_worked"]))
    for entry in _file()["yearly"]:
        for year in range(first_year, last_year + 1):
            day = date(year, entry["month"], entry["day"])
            if day >= entry["valid_from"]:
                rows.append(
                    DayRow(
                        day,
                        DayKind.OFF,
                        entry["name"],
                        entry["name_en"],
                        source=entry["source"],
                        sure=entry["sure"],
                    )
                )
    return tuple(sorted((row for row in rows if first_year <= row.day.year <= last_year), key=lambda row: row.day))


def hours() -> tuple[HoursRow, ...]:
    """Give the working week that holds where no office has said otherwise."""
    return tuple(
        HoursRow(
            weekday=weekday,
            sessions=read_sessions(entry["sessions"]),
            valid_from=entry["valid_from"],
            source=entry["source"],
            sure=entry["sure"],
        )
        for entry in _file()["hours"]
        for weekday in entry["weekdays"]
    )


def counting() -> tuple[CountingRow, ...]:
    """Give the way of counting that holds where no office has said otherwise."""
    return tuple(
        CountingRow(
            valid_from=entry["valid_from"],
            cut_off=entry["cut_off"],
            style=CountingStyle(entry["style"]),
            day_minutes=entry["day_minutes"],
            source=entry["source"],
            sure=entry["sure"],
        )
        for entry in _file()["counting"]
    )


def swapped_off(day: date, worked: date, *, source: str, sure: str) -> DayRow:
    """Give the row of a working day that is given off, for which a rest day is worked."""
    return DayRow(
        day,
        DayKind.OFF,
        f"Ngày nghỉ, làm bù vào {worked:%d/%m/%Y}",
        f"Day off, made up for on {worked:%d/%m/%Y}",
        worked,
        source=source,
        sure=sure,
    )


def make_up(day: date, off: date, *, source: str, sure: str, sessions: Sessions = ()) -> DayRow:
    """Give the row of a rest day that is worked for a working day given off."""
    return DayRow(
        day,
        DayKind.WORKED,
        f"Ngày làm bù cho {off:%d/%m/%Y}",
        f"Make-up day for {off:%d/%m/%Y}",
        off,
        sessions,
        source,
        sure,
    )


def titled(source: str, *, vietnamese: bool) -> str:
    """Give the title of a source as it is read in a language; what an office wrote itself stays as it wrote it."""
    found = next((one for one in _file()["title"] if one["source"] == source), None)
    return source if found is None else str(found["vi" if vietnamese else "en"])


@cache
def _file() -> dict[str, Any]:
    path = files("motcua.foundation.worktime") / "data" / "vietnam.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
