"""
Reading the code of an identity card, as a scanner types it.

The layout is no published text: seven fields with strokes between them are what the cards of 2021 on hold (secondary
sources). So each field is known by its pattern and not by its place alone; what does not fit is said, never guessed.
A code fills a form in; it proves nothing, for nobody signed it. What follows the seven fields is dropped: relatives.
"""

import re
from dataclasses import dataclass
from datetime import date

from motcua.kernel.refusals import Refused, gettext_noop

_ID, _OLD, _DATE = re.compile(r"\d{12}"), re.compile(r"\d{9}"), re.compile(r"\d{8}")
_HEALTH = re.compile(r"[A-Z]{2}\d{13}|\d{10}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){3,}")
_GENDERS = {"nam": "male", "nữ": "female", "nu": "female"}
_NEVER = re.compile(r"[\d?\ufffd]")
"""What a name never has; a keyboard program that writes Vietnamese by figures leaves them."""
_DOUBLED, _TONE = re.compile(r"aa|ee|oo|dd|aw|uw|ow", re.IGNORECASE), re.compile(r"[sfrxj]\b", re.IGNORECASE)
"""What a keyboard program that writes Vietnamese by letters leaves. A name may have the one, as some of the Ê Đê do, or
the other; plain letters with both are none."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. A health-insurance card has no identity number; ``gender`` is male, female or empty."""

    identity_number: str
    name: str
    born: date | None
    gender: str
    address: str
    issued: date | None
    health: bool = False


class NotACard(Refused):
    """What was scanned is no card that is known here."""


class Garbled(NotACard):
    """A scanner or a keyboard program has changed what the card holds."""


def read_card(text: str) -> Card:
    """
    Read what a scanner typed.

    :raises Garbled: if the strokes, the letters or the figures were changed on the way.
    :raises NotACard: for anything else.
    """
    text = text.strip()
    fields = [field.strip() for field in text.split("|")]
    if len(fields) < 3:
        if re.match(r"\d{12}\D", text) and len(_DATE.findall(text[12:])) >= 2:
            raise Garbled(
                gettext_noop("the strokes between the fields were changed on the way"),
                field="scan",
                expected=gettext_noop("set the scanner to the layout of an English keyboard, or turn typing aids off"),
            )
        raise _unknown()
    if _HEALTH.fullmatch(fields[0]) and not _ID.fullmatch(fields[0]):
        return _health(fields)
    if not _ID.fullmatch(fields[0]):
        raise _unknown()
    return _identity(fields)


def _identity(fields: list[str]) -> Card:
    rest = fields[1:]
    if rest and (rest[0] == "" or _OLD.fullmatch(rest[0])):
        rest = rest[1:]
    dates = [place for place, field in enumerate(rest) if _DATE.fullmatch(field)]
    genders = [place for place, field in enumerate(rest) if field.lower() in _GENDERS]
    if not dates or not genders or not dates[0] < genders[0] or dates[0] != 1:
        raise _unknown()
    name, born = rest[0], _day(rest[dates[0]])
    issued_at = next((place for place in dates if place > genders[0]), None)
    address = rest[genders[0] + 1] if genders[0] + 1 < len(rest) and genders[0] + 1 != issued_at else ""
    gender = _GENDERS[rest[genders[0]].lower()]
    if born is None or not name or _typed(name):
        raise Garbled(
            gettext_noop("letters or figures were changed on the way"),
            field="scan",
            value=name,
            expected=gettext_noop("turn the typing aid for Vietnamese off while scanning, or type it in"),
        )
    _agree(fields[0], born, gender)
    return Card(fields[0], name, born, gender, address, _day(rest[issued_at]) if issued_at is not None else None)


def _typed(name: str) -> bool:
    return bool(_NEVER.search(name) or (name.isascii() and _DOUBLED.search(name) and _TONE.search(name)))


def _agree(number: str, born: date, gender: str) -> None:
    """Check the number against the rest: its fourth figure tells century and gender, the next two the year of birth."""
    century = (born.year - 1900) // 100
    if int(number[3]) != 2 * century + (gender == "female") or int(number[4:6]) != born.year % 100:
        raise Garbled(
            gettext_noop("the number does not agree with the day of birth and the gender"),
            field="scan",
            value=number,
            expected=gettext_noop("scan again, or compare with the card and type it in"),
        )


def _health(fields: list[str]) -> Card:
    def plain(field: str) -> str:
        if not _HEX.fullmatch(field):
            return field
        try:
            return bytes.fromhex(field).decode("utf-8")
        except UnicodeDecodeError:
            return field

    name = plain(fields[1])
    born = next((day for field in fields[2:4] if (day := _day(field.replace("/", "")))), None)
    gender = {"1": "male", "2": "female"}.get(fields[3] if len(fields) > 3 else "", "")
    return Card("", name, born, gender, plain(fields[4]) if len(fields) > 4 else "", None, health=True)


def _day(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return None


def _unknown() -> NotACard:
    return NotACard(
        gettext_noop("this is not the code of an identity card"),
        field="scan",
        expected=gettext_noop(
            "scan the square code on the front of the card, or on the back of one issued since July 2024"
        ),
    )
