"""What may be asked, how a request stands, and what each event does to the requests of a dossier."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop

PREFIX = "request."
CITIZEN = "citizen"
"""Who asks with the slip in hand. Nobody signs in for it, so no other name is known."""
LONGEST = 2_000


class What(StrEnum):
    """What is asked: to take the dossier back, or to put something right in it."""

    WITHDRAW = "withdraw"
    CORRECT = "correct"


class Standing(StrEnum):
    """How a request stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class Kind(StrEnum):
    """What happens to a request."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class NotAsked(Refused):
    """This cannot be asked, or not answered, as things stand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its number within the dossier, what is asked, by whom, how it stands."""

    number: int
    what: What
    by: str
    standing: Standing = Standing.OPEN


Requests = tuple[Asked, ...]


def apply(requests: Requests, kind: Kind, by: str, payload: Mapping[str, Any]) -> Requests:
    """Give the requests of a dossier after an event. :raises NotAsked: if it cannot follow."""
    if kind is Kind.ASKED:
        what = What(payload["what"])
        if any(one.what is what and one.standing is Standing.OPEN for one in requests):
            raise NotAsked(
                gettext_noop("this was asked already and waits for its answer"), field="what", value=what.value
            )
        return (*requests, Asked(len(requests) + 1, what, by))
    number = int(payload["request"])
    if not any(one.number == number and one.standing is Standing.OPEN for one in requests):
        raise NotAsked(gettext_noop("this request was answered already"), field="request", value=number)
    return tuple(replace(one, standing=Standing(kind.value)) if one.number == number else one for one in requests)


def stated(text: str, field: str) -> str:
    """Give a text back without white space around it. :raises NotAsked: if there is none, or it is too long."""
    if not 0 < len(text.strip()) <= LONGEST:
        raise NotAsked(
            gettext_noop("say it in words"),
            field=field,
            value=len(text),
            expected=gettext_noop("at most %(most)s letters"),
            params={"most": LONGEST},
        )
    return text.strip()
