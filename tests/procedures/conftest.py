"""The catalogue of the tests: registration of residence, once seven working days, since 2022 five."""

from datetime import UTC, date, datetime

import pytest

from motcua.foundation.worktime.public import Measure, Term
from motcua.services.procedures import public as procedures

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
FIRST, CHANGED = date(2020, 1, 1), date(2022, 1, 1)
CODE = "1.004222"


@pytest.fixture
def residence(db: None) -> str:
    """Publish a procedure and change it; give its code."""
    for on, days in ((FIRST, 7), (CHANGED, 5)):
        procedures.publish(
            code=CODE,
            name="Đăng ký thường trú",
            field_code="CT",
            field_name="Cư trú",
            term=Term(days, Measure.WORKING_DAYS),
            decision=f"QĐ {days}",
            on=on,
            by="post/1",
            at=AT,
        )
    return CODE
