"""The offices in which the tests of registers play: a district with a department, two communes, and evidence."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from PIL import Image

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
FOUNDED = date(2020, 1, 1)
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
BY = "post/1"


@dataclass(frozen=True, slots=True)
class Offices:
    """Units by what they are."""

    province: units.Unit
    district: units.Unit
    department: units.Unit
    commune: units.Unit
    neighbour: units.Unit


def set_up_offices() -> Offices:
    """Found the offices."""

    def found(code: str, name: str, level: units.Level, parent: units.Unit | None) -> units.Unit:
        parent_id = parent.id if parent else None
        return units.found(code=code, name=name, level=level, parent_id=parent_id, on=FOUNDED, by="test", at=AT)

    province = found("01", "Tỉnh Mẫu", units.Level.PROVINCE, None)
    district = found("101", "Huyện Sông", units.Level.DISTRICT, province)
    return Offices(
        province,
        district,
        found("101-TP", "Phòng Tư pháp", units.Level.DEPARTMENT, district),
        found("00101", "Xã Cối", units.Level.COMMUNE, district),
        found("00102", "Xã Bến", units.Level.COMMUNE, district),
    )


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals name a column in the language that is active."""
    with translation.override("en"):
        yield


@pytest.fixture
def offices(db: None) -> Offices:
    """Found the offices in a database that the test gives back."""
    return set_up_offices()


def scan(unit: units.Unit, shade: int = 0) -> str:
    """Keep a picture as evidence; give its digest."""
    made = io.BytesIO()
    Image.new("L", (8, 8), shade).save(made, "PNG")
    kept = files.keep(name="quyet-dinh.png", content=made.getvalue(), unit=unit, purpose="registers", by=BY, at=AT)
    return kept.digest


def plan(number: str = "05/KH-UBND", **also: object) -> dict[str, object]:
    """Give what a plan of the year 2022 says."""
    return {
        "first_on": "2022-01-01",
        "last_on": "2022-12-31",
        "number": number,
        "issued_on": "2022-01-12",
        "subject": "Cải cách hành chính năm 2022",
        **also,
    }
