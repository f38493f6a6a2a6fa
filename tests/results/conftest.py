"""The office of the tests of casework, whose leader and seal have certificates for trying out."""

from pathlib import Path

import pytest

from casework.conftest import office
from results.cast import Desk, set_up_desk

__all__ = ["office"]


@pytest.fixture
def desk(db: None, home: Path) -> Desk:
    """Set the desk up in a database that the test gives back."""
    return set_up_desk()
