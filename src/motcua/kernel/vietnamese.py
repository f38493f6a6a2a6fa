"""Vietnamese text: folding for search, and the order of the dictionary."""

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # trăng, mũ, móc: they make another letter
_RANK = {letter: chr(0x100 + place) for place, letter in enumerate(_LETTERS)}


def fold(text: str) -> str:
    """Strip tones, marks and case, and turn đ into d, so that ``Đất đai`` is found by ``dat dai``."""
    decomposed = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def sort_key(text: str) -> str:
    """Give a key whose plain order is that of a Vietnamese dictionary: letters first, then tones, word by word."""
    words = []
    for word in unicodedata.normalize("NFC", text.casefold()).split():
        letters, tones = [], []
        for composed in word:
            base, tone = "", 0
            for mark in unicodedata.normalize("NFD", composed):
                if mark in _TONES:
                    tone = _TONES[mark]
                elif not unicodedata.combining(mark) or mark in _SHAPES:
                    base += mark
            letter = unicodedata.normalize("NFC", base)
            letters.append(_RANK.get(letter, letter))
            tones.append(str(tone))
        words.append("".join(letters) + "\x01" + "".join(tones))
    return "\x02".join(words)
