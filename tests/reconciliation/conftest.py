"""The office whose figures are set beside another system's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from dossiers.cast import Office, set_up_office
from motcua.foundation.ledger.public import ensure_keys


@pytest.fixture
def office(db: None, home: Path) -> Office:
    """Found the office of the dossiers' tests, in a home that can sign."""
    ensure_keys()
    return set_up_office()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """What is said is compared in English."""
    with translation.override("en"):
        yield
