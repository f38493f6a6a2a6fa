"""The office of the tests of results, whose result was issued as a file."""

from pathlib import Path

import pytest

from results.cast import Desk, set_up_desk

__all__ = ["issued"]


@pytest.fixture
def issued(db: None, home: Path) -> Desk:
    """Set the desk up, and issue what was drafted."""
    desk = set_up_desk()
    desk.whole_way()
    return desk
