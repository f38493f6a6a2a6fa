"""An answer as it was typed, as it is kept, and as it is read: days, numbers, codes."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from motcua.kernel.vietnamese import fold
from motcua.services.procedures.rules.form.words import Kind, Question

Units = Mapping[str, str]
"""The units that may be chosen: their codes with their names."""

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_NUMBER = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)", re.ASCII)
_CODED = re.compile(r"\(([^()]{1,64})\)$")
_FIGURES = 15
_YEARS = range(1800, 2300)


def clean(text: str, *, lines: bool = False) -> str:
    """Give what was typed in one form of Unicode, without control characters and spaces at its ends."""
    if lines:
        return "\n".join(clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(letter for letter in spaced if letter.isprintable()).strip()


def kept(question: Question, text: str, units: Units) -> str:
    """Give an answer as it is kept: a day as ISO 8601, a number as digits; else as it was typed."""
    typed = clean(text, lines=question.kind is Kind.LONG_TEXT)
    match question.kind:
        case Kind.DATE:
            return day.isoformat() if (day := read_day(typed)) else typed
        case Kind.NUMBER | Kind.MONEY:
            return typed if (number := read_number(typed, question.kind)) is None else str(number)
        case Kind.IDENTITY_NUMBER:
            plain = re.sub(r"[\s.-]", "", typed)
            return plain if is_identity_number(plain) else typed
        case Kind.PHONE:
            plain = re.sub(r"^(\+84|0084)", "0", re.sub(r"[\s.()-]", "", typed))
            return plain if is_phone(plain) else typed
        case Kind.UNIT:
            return typed if typed in units else _unit(typed, units)
    return typed


def typed(question: Question, value: str) -> str:
    """Give a kept answer as it stands in its field: dd/mm/yyyy, a number with its points."""
    if question.kind is Kind.DATE and (day := read_day(value)):
        return said_day(day)
    if question.kind in {Kind.NUMBER, Kind.MONEY} and (number := read_number(value, question.kind)) is not None:
        return said_number(number)
    return value


def read_day(text: str) -> date | None:
    """Read a day as people write it, 14/10/2022, or as it is kept, 2022-10-14; None if it is none."""
    written = _DAY.fullmatch(text)
    try:
        day = date(*map(int, written.groups()[::-1])) if written else date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def read_number(text: str, kind: Kind = Kind.NUMBER) -> int | None:
    """Read a whole number, with points between thousands or without, of at most fifteen figures; None if it is none."""
    plain = text.replace(" ", "")
    if kind is Kind.MONEY:
        plain = re.sub(r"(đồng|đ|vnđ|vnd)$", "", plain.lower())
    if not _NUMBER.fullmatch(plain) or len(plain.replace(".", "").lstrip("-")) > _FIGURES:
        return None
    return int(plain.replace(".", ""))


def said_day(day: date) -> str:
    """Write a day as people do."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def said_number(number: int) -> str:
    """Write a number with a point between thousands."""
    return f"{number:,}".replace(",", ".")


def is_identity_number(text: str) -> bool:
    """Say whether it is a number of an identity card: nine or twelve figures."""
    return text.isascii() and text.isdecimal() and len(text) in {9, 12}


def is_phone(text: str) -> bool:
    """Say whether it is a telephone number of the country: a nought and eight to ten figures."""
    return text.isascii() and text.isdecimal() and text[:1] == "0" and 9 <= len(text) <= 11


def is_email(text: str) -> bool:
    """Say whether it may be an address for e-mail: what stands before and after one @, and a point after it."""
    name, at, domain = text.partition("@")
    return bool(name and at and " " not in text and "@" not in domain and all(domain.split(".")) and "." in domain)


def follows(pattern: str, text: str) -> bool:
    """Say whether a text is written as one of the patterns says."""
    return any(_fits(one, text) for one in pattern.split(" | "))


def _fits(pattern: str, text: str) -> bool:
    if len(pattern) != len(text):
        return False
    tests = {"9": _figure, "A": str.isalpha, "*": str.isalnum}
    return all(tests[one](letter) if one in tests else one == letter for one, letter in zip(pattern, text, strict=True))


def _figure(letter: str) -> bool:
    return letter.isascii() and letter.isdecimal()


def _unit(text: str, units: Units) -> str:
    """Give the code of the one unit that bears a name, or whose code stands in brackets after it; else the text."""
    if (coded := _CODED.search(text)) and coded[1] in units:
        return coded[1]
    wanted = fold(text)
    named = [code for code, name in units.items() if fold(name) == wanted] if wanted else []
    return named[0] if len(named) == 1 else text
