"""Several at once: for one dossier and stage one slip is taken, and the rest leave nothing behind."""

from collections.abc import Callable
from datetime import date

import pytest

from dossiers.cast import CLERK, set_up_office
from motcua.services.surveys import models
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import AlreadyAnswered, DeadInvitation, Method, Stage
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


@pytest.mark.usefixtures("committing_db")
def test_the_sums_hold_all_that_was_entered_at_once(together: Together) -> None:
    office = set_up_office()
    good = surveys.one_stop_slip(valid_from=date(2022, 1, 1))
    slip = surveys.issue_slip(slip=good, unit=office.shop.key, by=CLERK, at=on("01-03 09:00"))

    def enter() -> object:
        return surveys.enter_slip(
            slip=slip,
            unit=office.shop.key,
            answers=GOOD,
            stage=Stage.VISIT,
            method=Method.PAPER,
            by=CLERK,
            at=on("03-10 09:00"),
        )

    assert all(isinstance(one, surveys.Entered) for one in together(*[enter] * 4))
    assert models.MonthSlips.objects.get().slips == 4
    assert set(models.MonthAnswers.objects.values_list("answers", "satisfied")) == {(4, 4)}


@pytest.mark.usefixtures("committing_db")
def test_a_link_takes_one_answer_however_many_send_it(together: Together) -> None:
    office = set_up_office()
    good = surveys.one_stop_slip(valid_from=date(2022, 1, 1))
    slip = surveys.issue_slip(slip=good, unit=office.shop.key, by=CLERK, at=on("01-03 09:00"))
    code, at = str(office.receive().state.code), on("03-10 09:00")
    token = surveys.invite(dossier=code, stage=Stage.RECEIPT, method=Method.LINK, by=CLERK, at=at).token
    results = together(*[lambda: surveys.answer_invited(token=token, slip=slip, answers=GOOD, at=at)] * 4)
    assert sum(isinstance(one, surveys.Entered) for one in results) == 1
    assert sum(isinstance(one, DeadInvitation) for one in results) == 3
    assert models.AnswerSlip.objects.count() == models.MonthSlips.objects.get().slips == 1
