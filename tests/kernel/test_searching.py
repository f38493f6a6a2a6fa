"""A search is read as people type it: words in any order without tones, quoted ones side by side, not too many."""

import pytest

from motcua.kernel.searching import MOST_WORDS, read_search, words_of


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Đất đai", (("dat",), ("dai",))),
        ("12/KH-UBND", (("12",), ("kh",), ("ubnd",))),
        ('"cải cách" hành', (("cai", "cach"), ("hanh",))),
        ("“cải cách” cải", (("cai", "cach"), ("cai",))),
        ("dat DAT Đất", (("dat",),)),
        ('" "', ()),
        ("", ()),
        ("- * ( ) ;", ()),
        ('"chưa đóng', (("chua",), ("dong",))),
    ],
)
def test_a_search_is_read(text: str, phrases: tuple[tuple[str, ...], ...]) -> None:
    sought = read_search(text)
    assert sought.phrases == phrases
    assert bool(sought) is bool(phrases)


def test_too_many_words_are_not_looked_for() -> None:
    many = " ".join(f"tu{number}" for number in range(40))
    assert len(read_search(many).phrases) == MOST_WORDS
    assert sum(len(phrase) for phrase in read_search(f'"{many}" them').phrases) == MOST_WORDS


def test_words_are_those_of_the_text_without_signs() -> None:
    assert words_of("Số 12/KH-UBND: “Đất_đai”") == "so 12 kh ubnd dat dai"
