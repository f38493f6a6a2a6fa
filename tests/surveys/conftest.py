"""The office in which the tests of surveys play: that of the dossiers, with a slip of the province."""

from datetime import date

import pytest

from dossiers.cast import CLERK, set_up_office
from motcua.foundation.units import public as units
from motcua.services.surveys import public as surveys
from surveys.cast import Shop, on


@pytest.fixture
def shop(db: None) -> Shop:
    """Found the office; its province issues a good slip."""
    office = set_up_office()
    province = units.find("34", on=date(2022, 1, 1))
    slip = surveys.one_stop_slip(valid_from=date(2022, 1, 1))
    return Shop(office, surveys.issue_slip(slip=slip, unit=province.key, by=CLERK, at=on("01-03 09:00")))
