"""The office of the tests of casework, whose own portal is open here."""

from datetime import date

import pytest

from casework.cast import BIRTH, Office, on
from casework.conftest import office
from filing.cast import ASKED, FROM
from motcua.services.procedures import public as procedures

__all__ = ["office"]


@pytest.fixture
def portal(office: Office) -> Office:
    """Ask for papers, and offer it online."""
    procedures.ask(code=BIRTH, asked=ASKED, on=FROM, by="test", at=on("02-01 08:00"))
    procedures.offer(
        unit=office.district.key,
        procedure=BIRTH,
        on=date(2022, 1, 4),
        level_new="full",
        by="test",
        at=on("02-01 08:00"),
    )
    return office
