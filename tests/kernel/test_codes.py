"""The code of a dossier, in both orders of the agency's code."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.codes import LAST_SERIAL, DossierCode, read

AGENCIES = st.sampled_from(["000.00.27.H54", "028.00.27.H54", "H54.27", "H54", "H54.27.28"])


@given(AGENCIES, st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, LAST_SERIAL))
def test_what_is_written_is_read(agency: str, day: date, serial: int) -> None:
    code = DossierCode(agency, day, serial)
    assert read(str(code)) == code


def test_the_levels_run_from_the_province_down_in_either_order() -> None:
    old, new = read("028.00.27.H54-221014-0001"), read("H54.27.28-221014-0001")
    assert old is not None
    assert new is not None
    assert old.levels[0] == new.levels[0] == "H54"
    assert old.levels[1] == new.levels[1] == "27"


@pytest.mark.parametrize(
    "text", ["", "HS-001", "000.00.27.H54-221332-0001", "000.00.27.H54-221014-1", "27-221014-0001", "H54-22101-0001"]
)
def test_a_code_of_another_system_stays_as_it_is(text: str) -> None:
    assert read(text) is None
