"""Several at once: for one dossier and stage one slip is taken, and the rest leave nothing behind."""

from collections.abc import Callable
from datetime import date

import pytest

from dossiers.cast import CLERK, set_up_office
from motcua.services.surveys import models
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import AlreadyAnswered, Method, Stage
from surveys.cast import GOOD, on

Together = Callable[..., list[object]]


@pytest.mark.usefixtures("committing_db")
def test_one_slip_a_dossier_and_stage_however_many_enter_it(together: Together) -> None:
    office = set_up_office()
    good = surveys.one_stop_slip(valid_from=date(2022, 1, 1))
    slip = surveys.issue_slip(slip=good, unit=office.shop.key, by=CLERK, at=on("01-03 09:00"))
    code = office.receive().state.code

    def enter() -> object:
        return surveys.enter_slip(
            slip=slip,
            unit=office.shop.key,
            answers=GOOD,
            stage=Stage.RESULT,
            method=Method.PAPER,
            dossier=code,
            by=CLERK,
            at=on("03-10 09:00"),
        )

    results = together(*[enter] * 4)
    assert sum(isinstance(one, surveys.Entered) for one in results) == 1
    assert sum(isinstance(one, AlreadyAnswered) for one in results) == 3
    assert models.AnswerSlip.objects.count() == 1
    assert models.Answer.objects.count() == len(GOOD)
