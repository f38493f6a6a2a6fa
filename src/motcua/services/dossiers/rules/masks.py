"""How a person is shown to whoever need not know all: enough to tell two apart, too little to find one."""

SHOWN = 4
"""So many of the last figures of a number are shown, where it has at least twice as many."""


def masked_name(name: str) -> str:
    """Give a name with its first word whole and of each other its first letter: ``NGUYỄN T. M.``"""
    first, *rest = name.split() or [""]
    return " ".join([first, *(f"{word[0]}." for word in rest)])


def masked_number(number: str) -> str:
    """Give the last figures of a number, or none of a short one: ``…0417``."""
    plain = "".join(number.split())
    return f"…{plain[-SHOWN:]}" if len(plain) >= 2 * SHOWN else "…" if plain else ""
