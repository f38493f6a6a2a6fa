"""A district with two communes, an office of each, and dossiers that are open when it ends."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure, Term
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
YEAR = date(2020, 1, 1)
BIRTH, LAND = "1.001193", "1.012783"


def on(text: str) -> datetime:
    """Read a local time: ``2025-06-20 09:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass
class Place:
    """The units of before, by their codes then."""

    units: dict[str, units.Unit]

    def receive(self, where: str, procedure: str = BIRTH, at: str = "2025-06-20 09:00") -> str:
        """Take in a dossier."""
        filing = dossiers.Filing(procedure=procedure, unit=self.units[where].key, channel=dossiers.Channel.COUNTER)
        code = dossiers.receive(filing=filing, by="post/1", at=on(at)).state.code
        assert code is not None
        casework.open_case(code=code, by="post/1", at=on(at))
        return code


@pytest.fixture
def place(db: None) -> Place:
    """Found the units, and publish two procedures of different fields."""
    at, known = on("2020-01-02 08:00"), {}
    for code, name, level, parent in (
        ("34", "Tỉnh Mẫu", units.Level.PROVINCE, ""),
        ("338", "Huyện Mẫu", units.Level.DISTRICT, "34"),
        ("12472", "Thị trấn Cối", units.Level.COMMUNE, "338"),
        ("12475", "Xã An", units.Level.COMMUNE, "338"),
        ("12478", "Xã Bình", units.Level.COMMUNE, "338"),
    ):
        parent_id = known[parent].id if parent else None
        known[code] = units.found(code=code, name=name, level=level, on=YEAR, by="test", at=at, parent_id=parent_id)
    for code, field in ((BIRTH, "ho-tich"), (LAND, "dat-dai")):
        procedures.publish(
            code=code, name=f"Thủ tục {code}", field_code=field, field_name=field, on=YEAR, by="test", at=at,
            term=Term(10, Measure.WORKING_DAYS),
        )  # fmt: skip
    return Place(known)
