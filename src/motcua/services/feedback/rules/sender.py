"""Who sent a case, and what of that must not stand in what is published."""

import re
from dataclasses import astuple, dataclass

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.vietnamese import fold

_IDENTITY = re.compile(r"(?<!\d)\d(?: ?\d){11}(?! ?\d)")
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]+\.[^\s@]+")
_LONGEST = {"name": 200, "email": 200, "address": 300, "phone": 20, "identity_number": 20, "caller": 20}


FEWEST_DIGITS = 7
"""A number of fewer digits, without what stands for the country, is nobody's."""


@dataclass(frozen=True, slots=True)
class Sender:
    """
    Who sent a case, as far as told. It is kept beside the ledger, which holds a salted commitment to it.

    ``caller`` is the number that a hotline call came from.
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    identity_number: str = ""
    caller: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is told at all."""
        return not any(astuple(self))


class NamesTheSender(Refused):
    """What was to be published says who sent the case."""


def check_sender(sender: Sender) -> None:
    """Check that what is told of a sender can be so. :raises Refused: with the field."""
    for field, most in _LONGEST.items():
        if len(getattr(sender, field)) > most:
            raise Refused(
                gettext_noop("this is too long"),
                field=field,
                value=getattr(sender, field),
                expected=gettext_noop("write %(most)s letters at the most"),
                params={"most": most},
            )
    for field in ("phone", "caller"):
        digits = _digits(getattr(sender, field))
        if getattr(sender, field) and not (8 <= len(digits) <= 15):
            raise Refused(
                gettext_noop("this is not a telephone number"),
                field=field,
                value=getattr(sender, field),
                expected=gettext_noop("write 8 to 15 digits"),
            )
    if sender.identity_number and len(_digits(sender.identity_number)) not in {9, 12}:
        raise Refused(
            gettext_noop("this is not an identity number"),
            field="identity_number",
            value=sender.identity_number,
            expected=gettext_noop("write 9 or 12 digits"),
        )


def check_mail(mail: str) -> None:
    """Check that what a sender typed can be a mail address; empty is fine. :raises Refused:"""
    if mail and not (len(mail) <= _LONGEST["email"] and _MAIL.fullmatch(mail)):
        raise Refused(
            gettext_noop("this is not an e-mail address"),
            field="email",
            value=mail,
            expected=gettext_noop("write it as ten@mien.vn"),
        )


def check_publishable(text: str, sender: Sender | None, *, field: str) -> None:
    """
    Check that a text names neither the sender nor anyone's identity number.

    Names are found without regard to tones and case, numbers without regard to spaces and dots.

    :raises NamesTheSender: with what gives the sender away.
    """
    if found := _IDENTITY.search(text):
        raise _given_away(
            field, gettext_noop("a number of twelve digits reads as somebody's identity number"), found[0]
        )
    if sender is None:
        return
    words = f" {_words(text)} "
    for value in (sender.name, sender.address, sender.email):
        if value and f" {_words(value)} " in words:
            raise _given_away(field, gettext_noop("this says who sent the case"), value)
    digits = _digits(text)
    for value in (sender.phone, sender.caller, sender.identity_number):
        if value and _local(_digits(value)) in digits:
            raise _given_away(field, gettext_noop("this says who sent the case"), value)


def telephone(text: str) -> str:
    """Give the digits of a telephone number, alike however it is written: ``+84 912…`` and ``0912.…`` are one."""
    return _local(_digits(text))


def _given_away(field: str, text: str, value: str) -> NamesTheSender:
    return NamesTheSender(text, field=field, value=value, expected=gettext_noop("leave it out"))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _local(digits: str) -> str:
    """Give a number without what stands for the country or for it: ``84912…`` and ``0912…`` are one."""
    return digits.removeprefix("84") if len(digits) > 10 and digits.startswith("84") else digits.removeprefix("0")
