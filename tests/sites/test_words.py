"""Numbers, days and times as the page's language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from motcua.sites.look import words

NBSP = "\u00a0"
DAY = date(2022, 10, 13)
LATE_IN_UTC = datetime(2022, 10, 12, 18, 30, tzinfo=UTC)  # already the 13th in Việt Nam


@pytest.mark.parametrize(
    ("language", "number", "percent"), [("vi", "10.095", f"95,9{NBSP}%"), ("en", "10,095", "95.9%")]
)
def test_numbers_speak_the_language(language: str, number: str, percent: str) -> None:
    with translation.override(language):
        assert words.number(10095) == number
        assert words.percent(8876, 9256) == percent


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(9999, 10000, "99,9"), (10000, 10000, "100,0"), (1, 10000, "0,1"), (0, 7, "0,0"), (1, 3, "33,3"), (2, 3, "66,7")],
)
def test_a_share_never_rounds_up_to_all_nor_down_to_none(part: int, whole: int, said: str) -> None:
    with translation.override("vi"):
        assert words.percent(part, whole) == f"{said}{NBSP}%"


def test_a_share_of_nothing_is_a_dash_and_not_zero() -> None:
    assert words.percent(0, 0) == "–"


@given(whole=some.integers(1, 10**9), data=some.data())
def test_a_share_lies_between_none_and_all(whole: int, data: some.DataObject) -> None:
    part = data.draw(some.integers(0, whole))
    with translation.override("en"):
        shown = Decimal(words.percent(part, whole).rstrip("%"))
    assert (shown == 0) == (part == 0)
    assert (shown == 100) == (part == whole)
    assert abs(shown - Decimal(part) * 100 / whole) <= Decimal("0.1")


def test_days_and_instants_are_those_of_the_installations_zone() -> None:
    with translation.override("vi"):
        assert words.day(LATE_IN_UTC) == "13/10/2022"
        assert words.clock_time(LATE_IN_UTC) == "01:30"
        assert words.moment(LATE_IN_UTC) == f"13/10/2022{NBSP}01:30"


@pytest.mark.parametrize(
    ("language", "long", "short", "above"),
    [
        ("vi", f"Thứ{NBSP}Năm, 13/10/2022", "13/10", "Năm"),
        ("en", f"Thursday, 13{NBSP}Oct{NBSP}2022", f"13{NBSP}Oct", "Thu"),
    ],
)
def test_days_speak_the_language(language: str, long: str, short: str, above: str) -> None:
    with translation.override(language):
        assert (words.long_day(DAY), words.short_day(DAY), words.short_weekday(DAY)) == (long, short, above)


def test_a_period_names_its_year_once() -> None:
    with translation.override("vi"):
        assert words.period(date(2022, 1, 1), date(2022, 10, 14)) == "từ 01/01 đến 14/10/2022"
        assert words.period(date(2021, 12, 15), date(2022, 3, 14)) == "từ 15/12/2021 đến 14/03/2022"


def test_a_trace_stands_in_groups_of_four() -> None:
    assert words.trace("c5df6e83ab") == "c5df 6e83 ab"
