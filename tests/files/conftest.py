"""The units that files are kept for."""

from datetime import UTC, date, datetime

import pytest

from motcua.foundation.units import public as units

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def found(code: str, name: str) -> units.Unit:
    return units.found(code=code, name=name, level=units.Level.COMMUNE, on=date(2020, 1, 1), by="post/1", at=AT)


@pytest.fixture
def unit(db: None) -> units.Unit:
    """Give a commune."""
    return found("12472", "Xã Mẫu Một")


@pytest.fixture
def neighbour(db: None) -> units.Unit:
    """Give another commune."""
    return found("12475", "Xã Mẫu Hai")
