"""The office in which the tests of casework play."""

import pytest

from casework.cast import Office, set_up_office


@pytest.fixture
def office(db: None) -> Office:
    """Found the office in a database that the test gives back."""
    return set_up_office()
