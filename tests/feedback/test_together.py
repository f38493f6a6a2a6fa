"""Several at once: of two who answer, reopen or close the same case at the same time, one is refused."""

from collections.abc import Callable

import pytest

from dossiers.cast import SPECIALIST, set_up_office
from feedback.cast import on, taken
from motcua.kernel.refusals import Refused
from motcua.services.feedback import public as feedback

Together = Callable[..., list[object]]


@pytest.mark.usefixtures("committing_db")
def test_a_case_is_answered_once(together: Together) -> None:
    case = taken(set_up_office())

    def answer() -> object:
        return feedback.answer(case=case, answer="Đã trả lời.", by=SPECIALIST, at=on("03-10 09:00"))

    results = together(*[answer] * 4)
    assert sum(isinstance(one, feedback.Recorded) for one in results) == 1
    assert sum(isinstance(one, Refused) for one in results) == 3
    assert feedback.replay_all() == []
