"""Who may do what, where: every role against every act, near and far."""

from datetime import date

import pytest

from accounts.cast import AT, YEAR, Office, actor, employ, user
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, Role, home, may, may_confirm
from motcua.foundation.units import public as units

MATRIX = """
                  one_stop_officer specialist leader clerk reform_officer inspector inspection_member administrator
see_dossiers      x                x          x      x     x              x         x                 -
receive           x                -          -      -     -              -         -                 -
process           x                x          -      -     -              -         -                 -
decide            -                -          x      -     -              -         -                 -
issue             -                -          -      x     -              -         -                 -
return            x                -          -      -     -              -         -                 -
confirm           -                -          x      -     -              -         -                 -
see_figures       x                x          x      x     x              x         x                 x
take_feedback     x                -          -      x     x              -         -                 -
answer_feedback   -                x          x      -     x              -         -                 -
publish_feedback  -                -          x      -     x              -         -                 -
enter_slips       -                -          -      x     x              -         -                 -
issue_slips       -                -          -      -     x              -         -                 -
read_comments     -                -          -      -     x              -         -                 -
keep_postings     x                -          -      -     x              -         -                 -
write_news        -                -          -      x     x              -         -                 -
publish_news      -                -          x      -     -              -         -                 -
see_registers     -                -          x      x     x              x         x                 -
keep_registers    -                -          -      x     x              -         -                 -
keep_forms        -                -          -      -     x              -         -                 -
send_forms        -                -          x      -     -              -         -                 -
score             -                -          -      -     x              -         -                 -
verify_scores     -                -          -      -     x              x         -                 -
plan_inspections  -                -          -      -     x              x         -                 -
inspect           -                -          -      -     x              x         x                 -
sign_inspections  -                -          x      -     -              x         -                 -
answer_inspections -               -          x      -     x              -         -                 -
see_looks         -                -          x      -     -              -         -                 x
keep_units        -                -          -      -     -              -         -                 x
keep_people       -                -          -      -     -              -         -                 x
keep_procedures   -                -          -      -     -              -         -                 x
keep_calendars    -                -          -      -     -              -         -                 x
keep_rules        -                -          -      -     -              -         -                 x
import            -                -          -      -     -              -         -                 x
"""
HEAD, *LINES = [line.split() for line in MATRIX.strip().splitlines()]
CELLS = [(act, role, mark == "x") for act, *marks in LINES for role, mark in zip(HEAD, marks, strict=True)]

HERE, ELSEWHERE = frozenset({1}), frozenset({2})


def holder(role: Role) -> Actor:
    return Actor("post/1", 1, 1, "Vị trí", 1, 1, frozenset({role}), {role: HERE})


def test_the_matrix_names_every_act_and_every_role() -> None:
    assert {act for act, _, _ in CELLS} == set(Act)
    assert set(HEAD) == set(Role)


@pytest.mark.parametrize(("act", "role", "allowed"), CELLS)
def test_a_role_may_do_what_the_matrix_says_and_only_within_reach(act: str, role: str, allowed: bool) -> None:
    one = holder(Role(role))
    assert may(one, Act(act), units=HERE) is allowed
    assert may(one, Act(act), units=HERE | ELSEWHERE) is allowed
    assert may(one, Act(act)) is allowed
    assert not may(one, Act(act), units=ELSEWHERE)
    assert not may(one, Act(act), units=frozenset())
    assert not may(None, Act(act), units=HERE)


def test_a_post_of_a_department_acts_for_its_government_where_its_role_reaches_there() -> None:
    department, government = 2, 1
    reach = {Role.REFORM_OFFICER: frozenset({1, 2}), Role.SPECIALIST: frozenset({2})}
    one = Actor("post/1", 1, 1, "Vị trí", department, government, frozenset(reach), reach)
    assert home(one, Act.KEEP_REGISTERS) == government
    assert home(one, Act.PROCESS) == department
    assert home(one, Act.DECIDE) == department  # not open to it at all


def test_a_role_reaches_its_unit_and_what_it_is_for(office: Office) -> None:
    below = frozenset({office.district, office.department, office.commune, office.neighbour})
    reach = {
        "mot-cua": {office.commune},
        "chuyen-vien": {office.department},
        "lanh-dao": below,
        "chu-tich": {office.commune},
        "van-thu": {office.district, office.department},
        "cchc": below,
        "kiem-tra": {office.neighbour},
        "quan-tri": below,
    }
    for staff_name, units_reached in reach.items():
        [reached] = actor(staff_name).reach.values()
        assert reached == units_reached, staff_name


def test_the_actor_is_the_post(office: Office) -> None:
    leader = actor("lanh-dao")
    assert leader.key == f"post/{office.posts['lanh-dao']}"
    assert (leader.title, leader.unit_id, leader.roles) == ("Vị trí lanh-dao", office.district, {Role.LEADER})


def test_two_roles_are_not_one(office: Office) -> None:
    """A leader here who is a one-stop officer there receives nothing here and decides nothing there."""
    post = employ("hai-vai", Role.LEADER, unit_id=office.commune)
    accounts.grant(post_id=post, role=Role.ONE_STOP_OFFICER, unit_id=office.neighbour, on=YEAR, by="test", at=AT)
    both = actor("hai-vai")
    here, there = {office.commune}, {office.neighbour}
    assert may(both, Act.DECIDE, units=here)
    assert may(both, Act.RECEIVE, units=there)
    assert not may(both, Act.DECIDE, units=there)
    assert not may(both, Act.RECEIVE, units=here)


def test_the_second_person_is_another_person_of_the_unit_or_above(office: Office) -> None:
    first, here = actor("chu-tich"), {office.commune}
    assert may_confirm(actor("lanh-dao"), first, units=here)
    assert not may_confirm(first, first, units=here)
    assert not may_confirm(actor("mot-cua"), first, units=here)
    assert not may_confirm(first, actor("hang-xom"), units={office.neighbour})
    assert not may_confirm(None, first, units=here)


def test_one_person_in_two_posts_is_one_person(office: Office) -> None:
    second = accounts.open_post(unit_id=office.district, title="Kiêm nhiệm", on=YEAR, by="test", at=AT)
    accounts.grant(post_id=second, role=Role.LEADER, on=YEAR, by="test", at=AT)
    accounts.hold(post_id=second, person_id=actor("chu-tich").person_id, on=date(2021, 1, 1), by="test", at=AT)
    first = accounts.actor_of(user("chu-tich"), post_id=office.posts["chu-tich"])
    other = accounts.actor_of(user("chu-tich"), post_id=second)
    assert first
    assert other
    assert first.key != other.key
    assert not may_confirm(other, first, units={office.commune})
    assert [post.id for post in accounts.posts_of(user("chu-tich"))] == [first.post_id, other.post_id]
    assert accounts.actor_of(user("chu-tich")) == first


def test_a_post_of_a_unit_that_has_ended_opens_nothing(office: Office) -> None:
    turn = date(2024, 7, 1)
    units.merge(unit_ids=[office.commune], into=office.neighbour, on=turn, by="test", at=AT)
    assert accounts.actor_of(user("mot-cua"), on=date(2024, 6, 30)) is not None
    assert accounts.actor_of(user("mot-cua"), on=turn) is None


def test_a_role_over_a_unit_that_has_ended_reaches_nothing(office: Office) -> None:
    turn = date(2024, 7, 1)
    units.merge(unit_ids=[office.neighbour], into=office.commune, on=turn, by="test", at=AT)
    inspector = actor("kiem-tra", on=turn)
    assert not inspector.roles
    assert not may(inspector, Act.SEE_DOSSIERS)
