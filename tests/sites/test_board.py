"""The board of an office: what hangs, what does not, put up and taken down by who keeps it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from motcua.foundation.ledger import public as ledger
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Standing
from sites.town import BIRTH, COPY, LOAN, TRANSFER, Town

BOARD = "/ban/niem-yet/"


@pytest.fixture
def undone(town: Town) -> Iterator[None]:
    """Give back what the test records: others read the same town."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def standing(town: Town, which: str) -> Standing:
    board = procedures.board(town.district.id, date(2022, 10, 10))
    return next(line.standing for line in board if line.offer == town.postings[which])


def page(town: Town, which: str) -> str:
    return reverse("board-posting", kwargs={"offer": town.postings[which]})


def test_the_most_urgent_stands_first_and_each_standing_is_counted(
    town: Town, signed_in: Callable[[str], Client]
) -> None:
    said = signed_in("mot-cua").get(BOARD, headers={"accept-language": "vi"}).content.decode()
    rows = said[said.index("<tbody>") :]
    assert [rows.index(code) for code in (BIRTH, COPY, LOAN, TRANSFER)] == sorted(
        rows.index(code) for code in (BIRTH, COPY, LOAN, TRANSFER)
    )
    shown = signed_in("mot-cua").get(BOARD + "?loc=thieu")
    assert [one.line.procedure.code for one in shown.context["lines"]] == [LOAN]
    assert [one.count for one in shown.context["filters"]] == [1, 1, 1, 1, 1]


def test_a_board_as_of_an_earlier_day(town: Town, signed_in: Callable[[str], Client]) -> None:
    shown = signed_in("cchc").get(BOARD + "?ngay=2022-08-02")
    assert {one.line.standing for one in shown.context["lines"]} == {Standing.MISSING}
    assert signed_in("cchc").get(BOARD + "?ngay=2031-01-01").context["day"] == date(2022, 10, 10)


@pytest.mark.parametrize("query", ["?ngay=x", "?don-vi=none"])
def test_what_cannot_be_asked_is_said(town: Town, signed_in: Callable[[str], Client], query: str) -> None:
    answer = signed_in("cchc").get(BOARD + query)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_put_up_completed_and_taken_down(town: Town, signed_in: Callable[[str], Client], undone: None) -> None:
    client = signed_in("mot-cua")
    put_up = {"on": "2022-10-10", "lam": "dan"}
    answer = client.post(page(town, "late"), put_up | {"missing": ["basis"]})
    assert (answer.status_code, answer.headers["Location"].split("#")[0]) == (302, f"{BOARD}?don-vi=338")
    assert standing(town, "late") is Standing.INCOMPLETE
    client.post(page(town, "late"), put_up)
    assert standing(town, "late") is Standing.POSTED
    client.post(page(town, "late"), {"on": "2022-10-10", "lam": "go"})
    assert standing(town, "late") is Standing.LATE
    *_, last = ledger.read(f"{procedures.OFFER_STREAM}{town.postings['late']}")
    assert last.actor.startswith("post/")


def test_what_is_no_longer_in_force_can_only_be_taken_down(
    town: Town, signed_in: Callable[[str], Client], undone: None
) -> None:
    client = signed_in("mot-cua")
    assert 'value="dan"' not in client.get(page(town, "expired")).content.decode()
    client.post(page(town, "expired"), {"on": "2022-10-10", "lam": "go"})
    assert client.get(page(town, "expired")).status_code == 404


@pytest.mark.parametrize(
    ("on", "said"), [("", "on"), ("2022-10-11", "on"), ("2022-07-01", "procedure"), ("31/02/2022", "on")]
)
def test_a_day_that_cannot_be_is_refused_and_every_entry_kept(
    town: Town, signed_in: Callable[[str], Client], undone: None, on: str, said: str
) -> None:
    answer = signed_in("mot-cua").post(page(town, "late"), {"on": on, "missing": ["fees"], "lam": "dan"})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert 'role="alert"' in text
    assert 'value="fees" checked' in text
    assert f'value="{on}"' in text
    assert standing(town, "late") is Standing.LATE


@pytest.mark.parametrize("who", ["lanh-dao", "van-thu", "thanh-tra"])
def test_who_only_sees_a_board_cannot_change_it(
    town: Town, signed_in: Callable[[str], Client], undone: None, who: str
) -> None:
    client = signed_in(who)
    assert '<form method="post" class="read"' not in client.get(page(town, "late")).content.decode()
    assert client.post(page(town, "late"), {"on": "2022-10-10", "lam": "dan"}).status_code == 403


def test_the_index_lists_what_must_hang_and_nothing_that_is_over(
    town: Town, signed_in: Callable[[str], Client]
) -> None:
    said = signed_in("cchc").get("/ban/niem-yet/muc-luc/").content.decode()
    assert all(code in said for code in (TRANSFER, LOAN, BIRTH))
    assert COPY not in said


def test_a_board_costs_a_fixed_number_of_queries(
    town: Town, signed_in: Callable[[str], Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = signed_in("mot-cua")
    client.get(BOARD)
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]  # a context manager
        client.get(BOARD)
