"""The office whose forms are filled, with two communes below it and some dossiers of the first quarter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import translation

from dossiers.cast import CLERK, YEAR, Office, set_up_office
from dossiers.plain import on
from motcua.foundation.ledger.public import ensure_keys
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.services.dossiers import public as dossiers

QUARTER = Period(date(2022, 1, 1), date(2022, 3, 31))
AFTER = datetime.fromisoformat("2022-04-05T08:00+07:00")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """What is said is compared in English."""
    with translation.override("en"):
        yield


@dataclass(frozen=True)
class District:
    """A district's one-stop shop, two communes below it, and the codes of its dossiers."""

    office: Office
    north: units.Unit
    south: units.Unit
    early: str
    late: str
    pending: str


@pytest.fixture
def district(db: None, home: Path) -> District:
    """Give the district in a database that is rolled back."""
    return set_up_district()


def set_up_district() -> District:
    """Three dossiers at the district (early, late, pending) and one in each commune, all of March."""
    ensure_keys()
    office = set_up_office()
    at = datetime.fromisoformat("2022-01-03T08:00+07:00")
    north, south = (
        units.found(
            code=code, name=name, level=units.Level.COMMUNE, on=YEAR, by="test", at=at, parent_id=office.shop.id
        )
        for code, name in (("12472", "Xã Bắc"), ("12475", "Xã Nam"))
    )
    codes = [
        str(office.receive(f"03-0{place} 09:00", **also).state.code)
        for place, also in enumerate(({}, {}, {"channel": dossiers.Channel.ONLINE}), 1)
    ]
    dossiers.finish(code=codes[0], by=CLERK, at=on("03-04 09:00"))
    dossiers.finish(code=codes[1], by=CLERK, at=on("03-30 09:00"))
    for unit in (north, south):
        office.receive("03-29 10:00", unit=unit.key)
    return District(office, north, south, *codes)
