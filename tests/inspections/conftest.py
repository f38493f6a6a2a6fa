"""A province with an inspecting department, a district with two communes, and an inspection of the district and one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from motcua.foundation.units import public as units

FOUNDED = date(2010, 1, 1)
BY = "post/1"


def at(day: int, hour: int = 2, minute: int = 0) -> datetime:
    """Give a time in UTC of a day of October 2022; two o'clock is nine in Vietnam."""
    return datetime(2022, 10, day, hour, minute, tzinfo=UTC)


@dataclass(frozen=True)
class Land:
    """The units of the tests."""

    province: units.Unit
    department: units.Unit
    district: units.Unit
    one: units.Unit
    two: units.Unit


@pytest.fixture
def land(db: None) -> Land:
    """Found the units."""

    def found(code: str, name: str, level: units.Level, parent: units.Unit | None) -> units.Unit:
        parent_id = parent.id if parent else None
        return units.found(code=code, name=name, level=level, on=FOUNDED, by=BY, at=at(1), parent_id=parent_id)

    province = found("34", "Tỉnh Mẫu", units.Level.PROVINCE, None)
    department = found("34.SNV", "Sở Nội vụ", units.Level.DEPARTMENT, province)
    district = found("338", "Huyện Mẫu", units.Level.DISTRICT, province)
    one = found("12472", "Xã Mẫu Một", units.Level.COMMUNE, district)
    two = found("12475", "Xã Mẫu Hai", units.Level.COMMUNE, district)
    return Land(province, department, district, one, two)
