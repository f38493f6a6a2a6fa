"""The office of the tests of casework, whose same-day lane has a register, receipts and a tariff."""

import pytest

from casework.conftest import office
from certification.cast import Lane, set_up_lane

__all__ = ["office"]


@pytest.fixture
def lane(db: None) -> Lane:
    """Set the lane up in a database that the test gives back."""
    return set_up_lane()
