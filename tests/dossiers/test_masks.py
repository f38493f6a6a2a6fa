"""Masks show enough to tell two persons apart, and never more than they say."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.services.dossiers.public import masked_name, masked_number


def test_a_name_keeps_its_first_word_and_initials() -> None:
    assert masked_name("NGUYỄN THỊ MẪU") == "NGUYỄN T. M."
    assert masked_name("Công ty TNHH Mẫu") == "Công t. T. M."
    assert masked_name("") == ""


def test_a_number_keeps_its_last_figures_where_it_is_long_enough() -> None:
    assert masked_number("034188000417") == "…0417"
    assert masked_number("0912 345 678") == "…5678"
    assert (masked_number("1234567"), masked_number("")) == ("…", "")


@given(st.text("0123456789 ", max_size=30))
def test_no_number_shows_more_than_four_figures_nor_half_of_itself(number: str) -> None:
    shown = masked_number(number).removeprefix("…")
    plain = "".join(number.split())
    assert len(shown) <= 4
    assert len(shown) * 2 <= len(plain)
    assert plain.endswith(shown)


@given(st.text(max_size=60))
def test_of_every_word_but_the_first_one_letter_is_shown(name: str) -> None:
    words, shown = name.split(), masked_name(name).split()
    assert len(shown) == len(words)
    assert all(len(mask) == 2 and mask[0] == word[0] for mask, word in zip(shown[1:], words[1:], strict=True))
