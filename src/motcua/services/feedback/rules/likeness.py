"""How near one text is to another: by the words that stand side by side in both, tones and case apart."""

from itertools import pairwise

from motcua.kernel.searching import words_of

NEAR = 0.3
"""From so much of likeness on, texts of different senders may say the same."""
FEWEST = 4
"""Texts of fewer words are near to nothing."""


def likeness(one: str, other: str) -> float:
    """Give how much of two texts is the same, from 0 to 1: the share of their pairs of words that both have."""
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return 0.0
    return len(first & second) / len(first | second)


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = words_of(text).split()
    return frozenset(pairwise(words)) if len(words) >= FEWEST else frozenset()
