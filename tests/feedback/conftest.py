"""The office in which the tests of feedback play: that of the dossiers."""

import pytest

from dossiers.cast import Office, set_up_office


@pytest.fixture
def office(db: None) -> Office:
    """Found the office in a database that the test gives back."""
    return set_up_office()
