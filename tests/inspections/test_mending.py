"""Who may do what with a recommendation, object by object."""

from collections.abc import Callable
from datetime import date

import pytest

from inspections.conftest import PERIOD, Opened, at, seat
from inspections.remedies import accepted, proposed
from motcua.foundation.accounts.public import Actor, Role
from motcua.foundation.units import public as units
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Ground, Reach

DAY = date(2022, 11, 1)
Acting = Callable[[str, date], Actor]

NOTHING = Reach(sees=False, mends=False, answers=False, follows_up=False)
INSPECTS = Reach(sees=True, mends=False, answers=False, follows_up=True)
ANSWERS = Reach(sees=True, mends=True, answers=True, follows_up=False)
OVERSEES = Reach(sees=True, mends=False, answers=False, follows_up=False)


def reach(actor: Actor | None, one: int, on: date = DAY) -> Reach:
    view = inspections.recommendation(one)
    return inspections.recommendation_reach(actor, view, by=inspections.answering(view.unit.id, on=on))


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("giam-doc", INSPECTS),
        ("kiem-tra", INSPECTS),
        ("cchc-so", INSPECTS),
        ("thong-tin", NOTHING),
        ("lanh-dao-huyen", OVERSEES),
        ("cchc-huyen", OVERSEES),
        ("chu-tich-mot", ANSWERS),
        ("chu-tich-hai", NOTHING),
    ],
)
def test_each_post_may_what_its_side_may(told: Opened, acting: Acting, who: str, expected: Reach) -> None:
    assert reach(acting(who, DAY), proposed(told)) == expected


def test_a_visitor_may_nothing(told: Opened) -> None:
    assert reach(None, proposed(told)) == NOTHING


def test_who_answers_for_it_may_mend_it_whatever_the_role(told: Opened, acting: Acting) -> None:
    owner = seat("mot-cua-mot", "Công chức Một cửa", told.stage.one.id, Role.ONE_STOP_OFFICER)
    one = accepted(told)
    assert reach(acting("mot-cua-mot", DAY), one) == NOTHING
    inspections.assign(recommendation_id=one, owner_id=owner, by=told.stage.key("chu-tich-mot"), at=at(11, 1))
    assert reach(acting("mot-cua-mot", DAY), one) == Reach(sees=True, mends=True, answers=False, follows_up=False)


def test_the_head_of_a_department_does_not_answer_for_the_whole(told: Opened, acting: Acting) -> None:
    seat("truong-phong", "Trưởng phòng Nội vụ", told.stage.office.id, Role.LEADER)
    one = proposed(told, unit_id=told.stage.district.id)
    assert reach(acting("truong-phong", DAY), one) == NOTHING
    assert reach(acting("lanh-dao-huyen", DAY), one) == ANSWERS


def test_the_successor_answers_for_what_was_left_undone(told: Opened, acting: Acting) -> None:
    one, stage = proposed(told), told.stage
    merged = date(2022, 11, 15)
    units.merge(unit_ids=[stage.one.id], into=stage.two.id, on=merged, by="post/1", at=at(11, 15))
    assert inspections.answering(stage.one.id, on=merged).head == stage.two.id
    assert reach(acting("chu-tich-hai", merged), one, merged) == ANSWERS
    owner = stage.posts["chu-tich-hai"]
    by = stage.key("chu-tich-hai")
    after = inspections.accept_recommendation(recommendation_id=one, owner_id=owner, by=by, at=at(11, 16))
    assert after.owner == by


def test_the_next_plan_counts_what_a_unit_that_ended_left_undone_for_its_successor(told: Opened) -> None:
    proposed(told)
    stage, merged = told.stage, date(2022, 11, 15)
    units.merge(unit_ids=[stage.one.id], into=stage.two.id, on=merged, by="post/1", at=at(11, 15))
    made = inspections.proposals(stage.district.id, period=PERIOD, now=at(12, 1), on=date(2022, 12, 1))
    found = {one.unit.id: {why.ground: why.figure for why in one.reasons} for one in made}
    assert found[stage.two.id][Ground.OPEN_FINDINGS] == 1


def test_what_is_asked_of_a_unit_that_ended_is_in_the_list_of_its_successor(told: Opened) -> None:
    one, stage = proposed(told), told.stage
    units.merge(unit_ids=[stage.one.id], into=stage.two.id, on=date(2022, 11, 15), by="post/1", at=at(11, 15))
    for day, expected in ((date(2022, 11, 14), []), (date(2022, 11, 15), [one])):
        to = inspections.answered_by([stage.two.id], on=day)
        assert [found.id for found in inspections.recommendations(to=to, on=day).rows] == expected
