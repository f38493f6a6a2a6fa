"""Where one finds an office: its address, its telephones, when it is open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from motcua.kernel.refusals import Refused, gettext_noop

LONGEST = 300
_NUMBER = re.compile(r"\+?[0-9][0-9 .()-]{2,29}")
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True, slots=True)
class Contact:
    """
    How one reaches an office; what is not known is empty.

    :param phone: of the one-stop shop.
    :param hotline: where feedback on procedures is taken, which must stand on the board (TT 02/2017, our reading).
    :param hours: when it takes dossiers, as it is said to citizens.
    """

    address: str = ""
    phone: str = ""
    hotline: str = ""
    email: str = ""
    hours: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is known."""
        return not any(getattr(self, one.name) for one in fields(self))

    @property
    def takes_feedback(self) -> bool:
        """Say whether it tells where feedback is taken: an address, and a telephone or mail."""
        return bool(self.address and (self.hotline or self.email))


def flaws_of_contact(contact: Contact) -> Iterator[Refused]:
    """Give everything that is wrong with what is written."""
    for one in fields(contact):
        value = getattr(contact, one.name)
        if len(value) > LONGEST or not value.isprintable():
            yield Refused(
                gettext_noop("this is not one line of at most 300 letters"), field=one.name, value=value[:LONGEST]
            )
    for name in ("phone", "hotline"):
        value = getattr(contact, name)
        if value and not _NUMBER.fullmatch(value):
            yield Refused(
                gettext_noop("this is not a telephone number"),
                field=name,
                value=value,
                expected=gettext_noop("write digits, as 0227 3123 456"),
            )
    if contact.email and not _MAIL.fullmatch(contact.email):
        yield Refused(gettext_noop("this is not an e-mail address"), field="email", value=contact.email)
