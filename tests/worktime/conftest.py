"""The calendars that the tests of working time reckon by."""

import pytest

from motcua.foundation.worktime.public import Calendar


@pytest.fixture(scope="session")
def country() -> Calendar:
    """The country's calendar, as it is before anyone has edited it."""
    return Calendar.default()
