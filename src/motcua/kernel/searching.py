"""What a search looks for: words without tones and case, and words that must stand together."""

import re
from dataclasses import dataclass

from motcua.kernel.vietnamese import fold

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["“”«»]([^"“”«»]*)["“”«»]')
MOST_WORDS = 12
"""So many words of a search are looked for; the rest of them narrow nothing that people look for."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: every one of the phrases, each of words that stand side by side; most are of one word."""

    phrases: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.phrases)


def words_of(text: str) -> str:
    """Give the words of a text as they are looked for: without tones, case and signs, a space between them."""
    return " ".join(_WORD.findall(fold(text)))


def read_search(text: str) -> Sought:
    """Read what somebody typed: each word must be there; what stands in quotation marks, as it stands."""
    quoted = [words_of(part).split() for part in _QUOTED.findall(text)]
    loose = [[word] for word in words_of(_QUOTED.sub(" ", text)).split()]
    phrases: list[tuple[str, ...]] = []
    left = MOST_WORDS
    for phrase in (*quoted, *loose):
        if phrase and tuple(phrase) not in phrases and left > 0:
            phrases.append(tuple(phrase[:left]))
            left -= len(phrase)
    return Sought(tuple(phrases))
