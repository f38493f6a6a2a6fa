"""Folding for search and the order of the dictionary."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.vietnamese import fold, sort_key

TEXT = st.text(alphabet="aàáảãạăằâầbcdđeèêềghikmnoòôồơờpqrstuùưừvxyỳ ĐÁẤ", max_size=20)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đất đai", "dat dai"), ("  Hộ   tịch ", "ho tich"), ("UỶ BAN", "uy ban"), ("Quỳnh Phụ", "quynh phu")],
)
def test_tones_marks_case_and_spaces_fold_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_how_a_letter_is_composed_does_not_count(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(decomposed)
    assert sort_key(composed) == sort_key(decomposed)


def test_the_order_is_that_of_the_dictionary() -> None:
    ordered = ["ba", "bà", "bả", "bã", "bá", "bạ", "băng", "bâng", "cô", "da", "đa", "em", "êm", "om", "ôm", "ơm", "ư"]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_letters_come_before_tones_and_a_word_before_the_next() -> None:
    names = ["An Vinh", "Ấp", "An Bài", "An Khê", "An Ấp"]
    assert sorted(names, key=sort_key) == ["An Ấp", "An Bài", "An Khê", "An Vinh", "Ấp"]
