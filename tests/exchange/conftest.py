"""The desk on which the imports' tests play."""

from pathlib import Path

import pytest

from exchange.desk import Desk, set_up_offices


@pytest.fixture
def desk(db: None, tmp_path: Path) -> Desk:
    """Give a desk in a database that the test gives back, with two communes and two procedures."""
    set_up_offices()
    return Desk(tmp_path)
