"""Posts, who holds them and what they may: dated, recorded by number, and asked anew each time."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import Error, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.cast import AT, Office, actor, employ, user
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.models import Grant, Holding, Post, User
from motcua.foundation.accounts.public import Role
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused

TURN = date(2024, 7, 1)
EVE = date(2024, 6, 30)


def test_what_is_withdrawn_is_gone_the_next_time_it_is_asked(office: Office) -> None:
    today = accounts.today()
    assert actor("mot-cua").roles == {Role.ONE_STOP_OFFICER}
    accounts.withdraw(post_id=office.posts["mot-cua"], role=Role.ONE_STOP_OFFICER, on=today, by="test", at=AT)
    assert actor("mot-cua").roles == frozenset()
    accounts.leave(post_id=office.posts["mot-cua"], on=today, by="test", at=AT)
    assert accounts.actor_of(user("mot-cua")) is None


def test_a_closed_post_has_neither_holder_nor_roles(office: Office) -> None:
    post = office.posts["chu-tich"]
    accounts.close_post(post_id=post, on=TURN, by="test", at=AT)
    assert accounts.actor_of(user("chu-tich"), on=EVE) is not None
    assert accounts.actor_of(user("chu-tich"), on=TURN) is None
    assert set(Holding.objects.filter(post_id=post).values_list("valid_to", flat=True)) == {EVE}
    assert set(Grant.objects.filter(post_id=post).values_list("valid_to", flat=True)) == {EVE}


def test_a_post_passes_from_one_person_to_the_next(office: Office) -> None:
    post, heir = office.posts["chu-tich"], actor("hang-xom").person_id
    accounts.leave(post_id=post, on=TURN, by="test", at=AT)
    accounts.hold(post_id=post, person_id=heir, on=TURN, by="test", at=AT)
    before, after = (
        accounts.actor_of(user("chu-tich"), on=EVE),
        accounts.actor_of(user("hang-xom"), on=TURN, post_id=post),
    )
    assert before
    assert after
    assert before.key == after.key
    assert accounts.actor_of(user("chu-tich"), on=TURN) is None


def test_each_act_is_an_event_without_a_name(office: Office) -> None:
    post = office.posts["kiem-tra"]
    accounts.withdraw(post_id=post, role=Role.INSPECTOR, unit_id=office.neighbour, on=TURN, by="post/9", at=AT)
    accounts.leave(post_id=post, on=TURN, by="post/9", at=AT)
    accounts.close_post(post_id=post, on=TURN, by="post/9", at=AT)
    events = ledger.read(f"post/{post}")
    assert [event.kind for event in events] == [
        "post.opened",
        "post.granted",
        "post.held",
        "post.withdrawn",
        "post.left",
        "post.closed",
    ]
    assert [event.number for event in events] == [1, 2, 3, 4, 5, 6]
    assert events[1].payload == {"role": "inspector", "over": "00102@2020-01-01", "on": "2020-01-01", "until": None}
    assert events[-1].actor == "post/9"
    people = [event for one in User.objects.all() for event in ledger.read(f"person/{one.person_id}")]
    assert people
    assert not [event for event in [*events, *people] if "Người" in str(event.payload)]


def test_what_is_granted_already_leaves_no_event(office: Office) -> None:
    post = office.posts["mot-cua"]
    before = len(ledger.read(f"post/{post}"))
    accounts.grant(post_id=post, role=Role.ONE_STOP_OFFICER, on=TURN, by="test", at=AT)
    accounts.grant(post_id=post, role=Role.ONE_STOP_OFFICER, on=TURN, until=TURN, by="test", at=AT)
    assert len(ledger.read(f"post/{post}")) == before


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            lambda o: accounts.open_post(unit_id=o.commune, title="Vị trí mot-cua", on=TURN, by="t", at=AT),
            "the unit has a post of this title; tell them apart by a number",
        ),
        (
            lambda o: accounts.open_post(unit_id=o.commune, title="Mới", on=date(2019, 1, 1), by="t", at=AT),
            "the unit does not exist on that day",
        ),
        (lambda o: accounts.open_post(unit_id=o.commune, title="", on=TURN, by="t", at=AT), "cannot be the title"),
        (
            lambda o: accounts.hold(post_id=o.posts["mot-cua"], person_id=1, on=TURN, by="t", at=AT),
            "somebody holds this post on these days",
        ),
        (
            lambda o: accounts.hold(post_id=o.posts["mot-cua"], person_id=1, on=date(2019, 1, 1), by="t", at=AT),
            "the post Vị trí mot-cua does not exist on 2019-01-01",
        ),
        (
            lambda o: accounts.grant(post_id=o.posts["mot-cua"], role=Role.CLERK, on=TURN, until=EVE, by="t", at=AT),
            "it would end before it begins",
        ),
        (
            lambda o: accounts.grant(
                post_id=o.posts["mot-cua"], role=Role.ONE_STOP_OFFICER, on=date(2019, 1, 1), by="t", at=AT
            ),
            "does not exist on 2019-01-01",
        ),
        (
            lambda o: accounts.withdraw(post_id=o.posts["mot-cua"], role=Role.CLERK, on=TURN, by="t", at=AT),
            "the post has no such role on that day",
        ),
        (
            lambda o: (
                accounts.leave(post_id=o.posts["mot-cua"], on=date(2019, 1, 1), by="t", at=AT)
                or accounts.leave(post_id=o.posts["mot-cua"], on=TURN, by="t", at=AT)
            ),
            "nobody holds this post on that day",
        ),
        (lambda o: accounts.close_post(post_id=0, on=TURN, by="t", at=AT), "there is no such post"),
    ],
)
def test_a_wrong_act_says_what_is_wrong(office: Office, act: Callable[[Office], object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        act(office)


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (Post, {"valid_to": date(2019, 1, 1)}),
        (Holding, {"valid_to": date(2019, 1, 1)}),
        (Grant, {"valid_to": date(2019, 1, 1)}),
        (Grant, {"role": "king"}),
        (User, {"username": "Upper"}),
        (User, {"email": "same@mau.example"}),
    ],
)
def test_the_database_refuses_what_cannot_be(office: Office, row: type, changes: dict[str, object]) -> None:
    with pytest.raises(Error), transaction.atomic():
        row.objects.update(**changes)


def test_an_actor_takes_three_queries(office: Office, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    one = user("lanh-dao")
    accounts.actor_of(one)
    with django_assert_num_queries(3):
        accounts.actor_of(one)
    with django_assert_num_queries(1):
        assert accounts.titles_of({"import", "post/0", f"post/{office.posts['cchc']}"}) == {
            f"post/{office.posts['cchc']}": "Vị trí cchc"
        }


def test_somebody_without_a_post_or_locked_out_does_not_act(office: Office) -> None:
    accounts.register(name="Người mới", staff_name="moi", by="test", at=AT)
    assert accounts.actor_of(user("moi")) is None
    accounts.lock_out(staff_name="lanh-dao", by="test", at=AT)
    assert accounts.actor_of(user("lanh-dao")) is None


def test_a_staff_name_and_an_address_are_given_once(office: Office) -> None:
    with pytest.raises(accounts.NameTaken, match="somebody signs in with this name"):
        employ("Mot-Cua", Role.CLERK, unit_id=office.commune)
    with pytest.raises(accounts.NameTaken, match="somebody signs in with this address"):
        accounts.register(name="Người", staff_name="khac", email="MOT-CUA@mau.example", by="test", at=AT)
    for staff_name, email in (("a b", ""), ("@", ""), ("a@b.vn", ""), ("x" * 65, ""), ("khac", "khong-phai")):
        with pytest.raises(Refused):
            accounts.register(name="Người", staff_name=staff_name, email=email, by="test", at=AT)
