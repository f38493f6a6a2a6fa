"""The province in which the tests of units play."""

import pytest

from units.cast import Province, set_up_province


@pytest.fixture
def province(db: None) -> Province:
    """Found the province in a database that the test gives back."""
    return set_up_province()
