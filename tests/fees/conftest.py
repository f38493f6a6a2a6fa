"""The office of the tests of casework, with a receipt book and an account."""

from pathlib import Path

import pytest

from casework.conftest import office
from fees.cast import Till, set_up_till

__all__ = ["office"]


@pytest.fixture
def till(db: None, home: Path) -> Till:
    """Set the till up in a database that the test gives back."""
    return set_up_till()
