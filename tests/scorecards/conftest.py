"""A district and its communes, and a round of scoring among them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.scorecards import public as scorecards
from scorecards.cards import SMALL

FOUNDED = date(2010, 1, 1)
PERIOD = Period(date(2022, 1, 1), date(2022, 9, 30))
DEADLINES = scorecards.Deadlines(date(2022, 10, 5), date(2022, 10, 15), date(2022, 10, 20))
BY = "post/1"


def at(day: int, hour: int = 9) -> datetime:
    """Give an hour in UTC of a day of October 2022."""
    return datetime(2022, 10, day, hour, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """The units of the tests, and a round that the district has opened for its two communes."""

    province: units.Unit
    district: units.Unit
    one: units.Unit
    two: units.Unit
    round_id: int


@pytest.fixture
def small(home: Path) -> str:
    """Put the small scorecard on the home's shelf; give its code."""
    folder = home / "scorecards"
    folder.mkdir()
    known = SMALL.replace('register = "discipline"', 'outside = "Quyết định"')
    (folder / "small.toml").write_text(known, encoding="utf-8")
    return "small"


@pytest.fixture
def place(db: None, small: str) -> Place:
    """Found the units and open the round."""

    def found(code: str, name: str, level: units.Level, parent: units.Unit | None) -> units.Unit:
        parent_id = parent.id if parent else None
        return units.found(code=code, name=name, level=level, on=FOUNDED, by=BY, at=at(1), parent_id=parent_id)

    province = found("34", "Tỉnh Mẫu", units.Level.PROVINCE, None)
    district = found("338", "Huyện Mẫu", units.Level.DISTRICT, province)
    one = found("12472", "Xã Mẫu Một", units.Level.COMMUNE, district)
    two = found("12475", "Xã Mẫu Hai", units.Level.COMMUNE, district)
    round_id = scorecards.open_round(
        scorecard=small,
        unit=district,
        below=[one.id, two.id],
        period=PERIOD,
        deadlines=DEADLINES,
        by=BY,
        at=at(1),
    )
    return Place(province, district, one, two, round_id)
