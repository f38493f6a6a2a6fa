"""The office whose dossiers are reported on."""

from pathlib import Path

import pytest

from dossiers.cast import Office, set_up_office
from motcua.foundation.ledger.public import ensure_keys


@pytest.fixture
def office(db: None, home: Path) -> Office:
    """Found the office of the dossiers' tests, in a home that can sign and a database that the test gives back."""
    ensure_keys()
    return set_up_office()
