"""A dossier as an act finds it, and what an act is: where it is asked, who may do it, what it asks, how it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.services.casework import public as casework
from motcua.services.casework.public import CaseView
from motcua.services.dossiers.public import Brief, Kind
from motcua.sites.desk.pages.filling import Entries, Field


@dataclass(frozen=True, slots=True)
class Matter:
    """A dossier as an act finds it: itself, the work on it if one was begun, who acts, and when."""

    dossier: Brief
    case: CaseView | None
    actor: Actor
    at: datetime

    @property
    def leads(self) -> bool:
        """Say whether who acts leads the unit that has the dossier."""
        return may(self.actor, Act.DECIDE, units=[self.dossier.holder_id])

    @property
    def in_hand(self) -> bool:
        """Say whether who acts has it: nobody is named, or it is theirs, or they stand in, or lead. One SQL query."""
        if self.case is None or self.case.main is None or self.leads:
            return True
        mine = {self.actor.key} | casework.stood_in_for(self.actor.key, on=timezone.localdate(self.at))
        return not self.case.hands().isdisjoint(mine)


Fields = Callable[[Matter], Sequence[Field]]
Do = Callable[[Matter, Entries], object]
Open = Callable[[Matter], bool]


@dataclass(frozen=True, slots=True)
class Deed:
    """
    One act: the word of its address, what opens it to a post, and to a dossier as it stands.

    ``by_receiver``: it is for the office that received the dossier too, not alone for the unit that has it.
    """

    word: str
    acts: tuple[Act, ...]
    name: str | Promise
    fields: Fields
    do: Do
    open: Open
    help: str | Promise = ""
    by_receiver: bool = False

    @property
    def address(self) -> str:
        """Give the name of its address."""
        return f"dossier-{self.word}"

    def may(self, matter: Matter) -> bool:
        """Say whether the post may do it to a dossier of these units."""
        where = {matter.dossier.holder_id} | ({matter.dossier.receiving_unit_id} if self.by_receiver else set())
        return any(may(matter.actor, act, units=where) for act in self.acts)


def of_kind(kind: Kind) -> Open:
    """Open an act while this may happen to the dossier."""
    return lambda matter: kind in matter.dossier.next


def handled(kind: Kind) -> Open:
    """Open an act while this may happen to the dossier, to those who have it in hand."""
    return lambda matter: kind in matter.dossier.next and matter.case is not None and matter.in_hand


def only(*fields: Field) -> Fields:
    """Ask the same of everyone."""
    return lambda matter: fields


def area(name: str, label: Promise, *, hint: str | Promise = "", needed: bool = True) -> Field:
    """Ask for a text of some lines."""
    return Field(name, label, kind="area", hint=hint, needed=needed)


def bare(act: Callable[..., object]) -> Do:
    """Do what needs nothing but the dossier, who and when."""
    return lambda matter, given: act(code=matter.dossier.code, by=matter.actor.key, at=matter.at)


def for_a_reason(act: Callable[..., object]) -> Do:
    """Do what needs a reason."""
    return lambda matter, given: act(
        code=matter.dossier.code, reason=given["reason"], by=matter.actor.key, at=matter.at
    )


REASON = area("reason", gettext_lazy("Reason"))
