"""Numbers are given in order, each once, also to those who ask at the same time; a year begins with its first."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.cast import Office, on, set_up_office
from motcua.kernel.refusals import Refused
from motcua.services.numbering import models
from motcua.services.numbering import public as numbering
from motcua.services.numbering.rules import written

DAY = date(2022, 3, 1)


def opened(office: Office, **given: object) -> numbering.Book:
    words = {"code": "qd", "name": "Sổ quyết định", "pattern": "{n}/QĐ-UBND", "year": 2022, **given}
    return numbering.open_book(unit=office.district.key, by=office.posts["clerk"], at=on("01-04 08:00"), **words)  # type: ignore[arg-type]  # words of the book


def taken(book: numbering.Book, *, day: date = DAY, several: int = 1) -> list[str]:
    found = numbering.take(book=book.id, on=day, about="result/1", several=several, by="post/1", at=on("03-01 09:00"))
    return [one.text for one in found]


def test_numbers_follow_each_other(office: Office) -> None:
    book = opened(office)
    assert taken(book) + taken(book, several=2) == ["01/QĐ-UBND", "02/QĐ-UBND", "03/QĐ-UBND"]
    (now,) = numbering.books([office.district.id], year=2022)
    assert (now.last, len(numbering.numbers(book.id))) == (3, 3)


def test_a_book_goes_on_after_what_was_given_elsewhere(office: Office) -> None:
    assert taken(opened(office, last=1_340)) == ["1341/QĐ-UBND"]


def test_the_next_year_begins_with_one_and_late_papers_of_the_old_year_stay_in_its_book(office: Office) -> None:
    book = opened(office, pattern="{n}/{year}/GP", last=7)
    assert taken(book, day=date(2023, 1, 3)) == ["01/2023/GP"]
    assert taken(book, day=date(2022, 12, 30)) == ["08/2022/GP"]
    assert taken(book, day=date(2023, 1, 4)) == ["02/2023/GP"]
    assert [one.year for one in numbering.books([office.district.id])] == [2023, 2022]


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2024, 1, 2)])
def test_any_other_year_is_refused(office: Office, day: date) -> None:
    with pytest.raises(numbering.WrongYear):
        taken(opened(office), day=day)


def test_an_annulled_number_stays_and_is_not_given_again(office: Office) -> None:
    book = opened(office)
    taken(book, several=2)
    second, _ = numbering.numbers(book.id)
    numbering.annul(number=second.id, reason="ghi nhầm sổ", by="post/1", at=on("03-01 10:00"))
    assert taken(book) == ["03/QĐ-UBND"]
    assert [bool(one.annulled_at) for one in numbering.numbers(book.id)] == [False, True, False]
    with pytest.raises(numbering.UnknownBook):
        numbering.annul(number=second.id, reason="lần nữa", by="post/1", at=on("03-01 11:00"))


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"pattern": "QĐ-UBND"}, numbering.NotAPattern),
        ({"pattern": "{n}/{n}"}, numbering.NotAPattern),
        ({"pattern": "{n}/{0.__class__}"}, numbering.NotAPattern),
        ({"last": -1}, numbering.NotANumber),
        ({"last": 1_000_000}, numbering.NotANumber),
        ({"name": " "}, numbering.NotANumber),
    ],
)
def test_what_cannot_be_a_book_is_refused(office: Office, words: dict[str, object], refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        opened(office, **words)
    assert not models.Book.objects.exists()


def test_a_unit_has_a_book_once(office: Office) -> None:
    opened(office)
    with pytest.raises(numbering.BookExists):
        opened(office)


def test_a_replay_gives_the_same_books_and_finds_what_was_changed(office: Office) -> None:
    book = opened(office, last=4)
    taken(book, several=3)
    numbering.annul(number=numbering.numbers(book.id)[0].id, reason="ghi nhầm", by="post/1", at=on("03-01 10:00"))
    taken(book, day=date(2023, 1, 3))
    assert numbering.replay_all() == []
    models.Number.objects.filter(book=book.id, number=6).update(annulled_at=on("03-02 10:00"))
    assert numbering.replay_all() == [f"book/{book.id}"]


@given(number=st.integers(1, 999_999), year=st.integers(1990, 2099))
def test_two_numbers_are_never_written_alike(number: int, year: int) -> None:
    one = written("{n}/{year}/QĐ", number=number, year=year)
    assert one != written("{n}/{year}/QĐ", number=number + 1, year=year)
    assert one.split("/")[:2] == [f"{number:02}", str(year)]


@pytest.mark.usefixtures("committing_db")
def test_two_who_ask_at_the_same_time_get_two_numbers(together: Callable[..., list[object]]) -> None:
    book = opened(set_up_office())
    given = together(*[lambda: taken(book, several=5)] * 4)
    assert sorted(one for numbers in given for one in numbers) == sorted(  # type: ignore[attr-defined]  # lists of texts
        f"{number:02}/QĐ-UBND" for number in range(1, 21)
    )
