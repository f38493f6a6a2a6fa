"""Words that are read out and typed again: twelve letters and figures that nobody takes for one another."""

import base64

LETTERS, GROUP = 12, 4
FEWEST_BYTES = 8
"""So many bytes at least make a word: 60 of their 64 bits stand in it."""
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""Figures that no word has, and the letters that somebody read as them."""


def word_of(digest: bytes) -> str:
    """Write the beginning of a digest, or of what was drawn, as a word in groups of four."""
    text = base64.b32encode(digest).decode()[:LETTERS]
    return "-".join(text[place : place + GROUP] for place in range(0, LETTERS, GROUP))


def plain(word: str) -> str:
    """Give a word as it is compared: without what stands between its letters, and with what was misread mended."""
    return "".join(sign for sign in word.upper() if sign.isalnum()).translate(_MISREAD)
