"""A province of the tests: a district with three communes and a department, as a file and as units."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from motcua.foundation.units import public as units

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
YEAR = date(2020, 1, 1)
TURN = date(2024, 7, 1)
EVE = date(2024, 6, 30)


@dataclass(frozen=True, slots=True)
class Province:
    """Ids of the province's units."""

    province: int
    district: int
    department: int
    mill: int
    ford: int
    hill: int


def found(code: str, name: str, level: units.Level, parent: int | None, on: date = YEAR) -> int:
    return units.found(code=code, name=name, level=level, parent_id=parent, on=on, by="post/1", at=AT).id


def set_up_province() -> Province:
    province = found("01", "Tỉnh Mẫu", units.Level.PROVINCE, None)
    district = found("101", "Huyện Sông", units.Level.DISTRICT, province)
    return Province(
        province,
        district,
        found("101-TP", "Phòng Tư pháp", units.Level.DEPARTMENT, district),
        found("00101", "Xã Cối", units.Level.COMMUNE, district),
        found("00102", "Xã Bến", units.Level.COMMUNE, district),
        found("00103", "Xã Đồi", units.Level.COMMUNE, district),
    )
