"""Many at once in one visit: a note sent twice is taken once, devices all come in, and one side signs once."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from inspections.conftest import BY, set_up_stage
from inspections.test_minutes import MINUTES
from inspections.visits import Tablet, at, begun, picture, take
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Answer, SaidOfLine, Side, Taken

Together = Callable[..., list[object]]


@pytest.fixture
def place_id(committing_db: object, home: Path) -> int:
    return begun(home, set_up_stage())


def test_a_note_that_is_sent_twice_at_once_is_taken_once(place_id: int, together: Together) -> None:
    note = Tablet().photograph("", "Bảng niêm yết", picture())
    came = together(*[lambda: take(place_id, note)[0]] * 4)
    assert len({*came}) == 1
    assert isinstance(came[0], Taken)
    assert len(inspections.photographs([place_id])) == 1
    assert inspections.replay_visit() == []


def test_devices_and_the_page_write_at_once_and_nothing_is_lost(place_id: int, together: Together) -> None:
    tablets = [Tablet(f"tablet-{number}") for number in range(3)]
    notes = [
        [tablet.answer("1.1.1", "yes"), tablet.answer("2.1.1", "no"), tablet.answer("2.1.2", "partly")]
        for tablet in tablets
    ]

    def on_the_page() -> None:
        for _ in range(3):
            inspections.answer_line(place_id=place_id, line="2.1.2", said=SaidOfLine(Answer.YES), by=BY, at=at(19, 6))

    came = together(*[lambda some=some: take(place_id, *some) for some in notes], on_the_page)
    assert [one for one in came if isinstance(one, Exception)] == []
    visit = inspections.visit(place_id)
    assert visit.number == 1 + 9 + 3
    assert len(visit.devices) == 9
    assert visit.answers["2.1.2"].answer is Answer.YES, "it was captured last"
    assert inspections.replay_visit() == []


def test_of_two_that_write_the_minutes_at_once_one_is_told(place_id: int, together: Together) -> None:
    def write() -> int:
        return inspections.write_minutes(place_id=place_id, minutes=MINUTES, seen=0, by=BY, at=at(19, 4))

    came = Counter(type(one) for one in together(write, write, write))
    assert came == {int: 1, inspections.NotThisEdition: 2}

    view = inspections.minutes_view(place_id)
    assert view is not None
    edition = view.state.edition

    def sign() -> None:
        inspections.sign_minutes(place_id=place_id, side=Side.TEAM, edition=edition, by=BY, at=at(19, 5))

    came = Counter(type(one) for one in together(sign, sign))
    assert came == {type(None): 1, inspections.SignedAlready: 1}
    assert inspections.replay_visit() == []
