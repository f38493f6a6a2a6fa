"""The office in which the tests of accounts play."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from accounts.cast import Office, set_up_office


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    """Set the office up in a database that the test gives back, and forget attempts to sign in."""
    cache.clear()
    yield set_up_office()
    cache.clear()
