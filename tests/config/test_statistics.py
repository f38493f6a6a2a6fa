"""The embedded database chooses between its indexes by what they hold, once it has looked."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from motcua.config.home import take_statistics
from motcua.foundation.units import public as units


def test_statistics_are_taken_of_what_is_there(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("speaks of sqlite")
    begun = date(2020, 1, 1)
    at = datetime(2020, 1, 1, tzinfo=UTC)
    units.found(code="1", name="Tỉnh", level=units.Level.PROVINCE, on=begun, by="test", at=at)
    take_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'units_unit'")
        assert cursor.fetchone()[0] > 0
