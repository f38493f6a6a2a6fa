"""The desk on which the imports' tests play."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from exchange.desk import Desk, set_up_offices


@pytest.fixture
def desk(db: None, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk in a database that the test gives back, with two communes and two procedures; it speaks English."""
    set_up_offices()
    with override("en"):
        yield Desk(tmp_path)
