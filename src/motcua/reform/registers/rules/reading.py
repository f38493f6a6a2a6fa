"""How a value is read, by the type of its column, and how it is written for people."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from motcua.kernel.periods import read_day
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.vietnamese import fold
from motcua.reform.registers.rules.words import Choice, Column, Translate, Type, Value, ValueRefused

MOST = {Type.COUNT: 999_999_999, Type.DONG: 999_999_999_999_999}
"""The largest values; a workbook keeps numbers of fifteen digits exactly."""

LONGEST = {Type.TEXT: 2000, Type.POST: 200, Type.DOCUMENT: 60, Type.UNIT: 80}
EARLIEST, LATEST = date(1945, 9, 2), date(2099, 12, 31)

YES, NO = gettext_noop("yes"), gettext_noop("no")
_YES, _NO = {"yes", "true", "1", "x", "co"}, {"no", "false", "0", "khong"}

_WHOLE = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}([.,\s]\d{3})+")
_OF_PEOPLE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")


@dataclass(frozen=True, slots=True)
class Tongue:
    """
    What reading needs to know from elsewhere.

    :param translate: gives a title in the language that is spoken.
    :param vietnamese: gives it in Vietnamese, which is read whatever is spoken.
    :param unit_key: gives the key of the unit that bears a code on a day; it raises a refusal if there is none.
    :param on: the day on which codes are looked up.
    """

    translate: Translate = str
    vietnamese: Translate = str
    unit_key: Callable[[str, date], str] = lambda code, _: code
    on: date = LATEST

    def names(self, title: str) -> tuple[str, ...]:
        """Give how a title may be written, folded: in English, in the language that is spoken, in Vietnamese."""
        return fold(title), fold(self.translate(title)), fold(self.vietnamese(title))


def tidy(given: object) -> str:
    """Give a text on one line, in one normal form, without spaces at its ends."""
    return " ".join(unicodedata.normalize("NFC", str(given)).split())


def read_value(column: Column, given: object, tongue: Tongue) -> Value | None:
    """
    Read a value, as a person or a program gives it; None if it is empty.

    :param given: a text, or what the column's type suggests: a date, an int, a bool, a Decimal.
    :raises Refused: with the column's title, the value, and what would be right.
    """
    if given is None or tidy(given) == "":
        return None
    text = given.isoformat() if isinstance(given, date) else tidy(given)
    try:
        return _value(column, text, tongue)
    except Refused as refused:
        refused.field = tongue.translate(column.title)
        raise


def _value(column: Column, text: str, tongue: Tongue) -> Value:
    match column.type:
        case Type.DAY:
            return read_date(text).isoformat()
        case Type.COUNT | Type.DONG:
            return _whole(text, most=MOST[column.type])
        case Type.NUMBER:
            return _decimal(text, places=3, most=MOST[Type.COUNT])
        case Type.PERCENT:
            return _decimal(text, places=2, most=100)
        case Type.CHOICE:
            return _choice(column.choices, text, tongue)
        case Type.FLAG:
            return _flag(text, tongue)
        case Type.UNIT:
            return tongue.unit_key(_text(text, longest=LONGEST[column.type]), tongue.on)
        case Type.TEXT | Type.POST | Type.DOCUMENT:
            return _text(text, longest=LONGEST[column.type])


def read_date(text: str) -> date:
    """Read a day in ISO 8601. A day as people write it is refused with its ISO form. :raises ValueRefused:"""
    if told := _OF_PEOPLE.fullmatch(text):
        raise ValueRefused(
            gettext_noop("this day is written as a text whose order of day and month is not certain"),
            value=text,
            expected=gettext_noop("write %(near)s, or make the cell a date"),
            params={"near": f"{told[3]}-{int(told[2]):02}-{int(told[1]):02}"},
        )
    day = read_day(text, field="")
    if not EARLIEST <= day <= LATEST:
        raise ValueRefused(
            gettext_noop("this day cannot be meant"),
            value=text,
            expected=gettext_noop("write a day from %(first)s to %(last)s"),
            params={"first": EARLIEST, "last": LATEST},
        )
    return day


def written(column: Column, value: Value, translate: Translate = str, codes: Mapping[str, str] | None = None) -> str:
    """
    Write a value as text that reads back as the same value.

    :param codes: the codes by which units are written, by their keys; the key itself is written where it is not there.
    """
    match column.type:
        case Type.CHOICE:
            return translate(next(choice.title for choice in column.choices if choice.code == value))
        case Type.FLAG:
            return translate(YES if value else NO)
        case Type.UNIT:
            return (codes or {}).get(str(value), str(value))
    return str(value)


def _whole(text: str, *, most: int) -> int:
    number = int(text) if _WHOLE.fullmatch(text) and len(text) < 20 else None
    if number is None:
        grouped = _GROUPED.fullmatch(text)
        raise ValueRefused(
            gettext_noop("this is not a whole number"),
            value=text,
            expected=gettext_noop("write digits alone, as %(near)s"),
            params={"near": re.sub(r"\D", "", text) if grouped else "1200000"},
        )
    if not 0 <= number <= most:
        raise ValueRefused(
            gettext_noop("a count is not negative") if number < 0 else gettext_noop("this number is too large"),
            value=text,
            expected=gettext_noop("write a number from 0 to %(most)s"),
            params={"most": most},
        )
    return number


def _decimal(text: str, *, places: int, most: int) -> str:
    point = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    number = Decimal(point) if _DECIMAL.fullmatch(point) and len(point) < 20 else None
    if number is None or not 0 <= number <= most or round(number, places) != number:
        raise ValueRefused(
            gettext_noop("this is not such a number"),
            value=text,
            expected=gettext_noop("write a number from 0 to %(most)s with at most %(places)s decimals"),
            params={"most": most, "places": places},
        )
    return f"{number.normalize():f}"


def _choice(choices: tuple[Choice, ...], text: str, tongue: Tongue) -> str:
    words = {word: one.code for one in choices for word in (fold(one.code), *tongue.names(one.title))}
    code = words.get(fold(text))
    if code is None:
        near = get_close_matches(fold(text), words, n=1, cutoff=0.6)
        titles = {choice.code: tongue.translate(choice.title) for choice in choices}
        raise ValueRefused(
            gettext_noop("this is not one of the values"),
            value=text,
            expected=gettext_noop("perhaps %(near)s is meant")
            if near
            else gettext_noop("write one of these: %(choices)s"),
            params={"near": titles[words[near[0]]] if near else "", "choices": "; ".join(titles.values())},
        )
    return code


def _flag(text: str, tongue: Tongue) -> bool:
    word = fold(text)
    if word in _YES | {*tongue.names(YES)}:
        return True
    if word in _NO | {*tongue.names(NO)}:
        return False
    raise ValueRefused(
        gettext_noop("this is neither yes nor no"),
        value=text,
        expected=gettext_noop("say yes or no"),
    )


def _text(text: str, *, longest: int) -> str:
    if len(text) > longest or not text.isprintable():
        raise ValueRefused(
            gettext_noop("the text is too long, or has signs that cannot be printed"),
            value=text,
            expected=gettext_noop("write at most %(longest)s letters"),
            params={"longest": longest},
        )
    return text
