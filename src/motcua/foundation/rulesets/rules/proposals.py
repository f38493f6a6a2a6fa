"""A record of an installation's own: somebody proposes it, somebody else confirms it, before the day it begins."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop

PREFIX = "rules."


class Standing(StrEnum):
    """How a proposal stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Kind(StrEnum):
    """What happens to a proposal."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class NotDone(Refused):
    """This cannot be done with a proposal as it stands."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record that is to be added to a table: what it says, from when, by which document, and how it stands."""

    table: str
    content: Mapping[str, Any]
    valid_from: date
    source: str
    sure: str
    standing: Standing = Standing.WAITING


def apply(before: Proposal | None, kind: Kind, payload: Mapping[str, Any], *, on: date) -> Proposal:
    """
    Give a proposal after an event.

    :param on: the local day on which it happens.
    :raises NotDone: if it was answered already, or is confirmed on the day it begins or later.
    """
    if before is None:
        if kind is not Kind.PROPOSED:
            raise NotDone(gettext_noop("there is no such proposal"), field="proposal")
        return Proposal(
            table=payload["table"],
            content=payload["content"],
            valid_from=date.fromisoformat(payload["valid_from"]),
            source=payload["source"],
            sure=payload["sure"],
        )
    if before.standing is not Standing.WAITING or kind is Kind.PROPOSED:
        raise NotDone(
            gettext_noop("somebody was quicker: this proposal is answered"),
            field="proposal",
            value=before.standing.value,
        )
    if kind is Kind.CONFIRMED and before.valid_from <= on:
        raise NotDone(
            gettext_noop("the day has come from which this was to hold: what was decided since stays so"),
            field="valid_from",
            value=before.valid_from,
            expected=gettext_noop("decline it, and let it be proposed for a later day"),
        )
    return replace(before, standing=Standing(kind.value))
