"""A dossier as an act finds it, and what an act is: where it is asked, who may do it, what it asks, how it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.services.casework import public as casework
from motcua.services.casework.public import BranchView, CaseView
from motcua.services.dossiers.public import Brief, Kind
from motcua.services.procedures.public import StepAct
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

    def out(self, acts: Sequence[Act]) -> list[BranchView]:
        """Give the parts of the dossier still out that the post may do, those outside as who has the dossier."""
        branches = self.case.branches if self.case else ()
        return [
            one
            for one in branches
            if one.answered_at is None
            and any(may(self.actor, act, units=[one.unit_id or self.dossier.holder_id]) for act in acts)
        ]

    def leads_part(self, number: str) -> bool:
        """Say whether who acts leads the unit that has a part."""
        return str(number) in {str(one.number) for one in self.out([Act.DECIDE])}

    def allows(self, acts: Sequence[StepAct]) -> bool:
        """Say whether the step in which the work stands allows one of some acts; leaders may always act."""
        if self.case is None or self.case.step is None or not acts:
            return True
        leads, code = self.leads, self.case.step.code
        return any(casework.allows(self.case.process, code, act, leads=leads) for act in acts)


Fields = Callable[[Matter], Sequence[Field]]
Do = Callable[[Matter, Entries], object]
Open = Callable[[Matter], bool]


@dataclass(frozen=True, slots=True)
class Deed:
    """
    One act: the word of its address, what opens it to a post, and to a dossier as it stands.

    ``by_receiver``: it is for the office that received the dossier too, not alone for the unit that has it.
    ``new_slip``: a new slip is handed out with it.
    ``step_acts``: the step must allow one of these. ``of_part``: it is for the units that have a part of the dossier.
    """

    word: str
    acts: tuple[Act, ...]
    name: str | Promise
    fields: Fields
    do: Do
    open: Open
    help: str | Promise = ""
    by_receiver: bool = False
    new_slip: bool = False
    step_acts: tuple[StepAct, ...] = ()
    of_part: bool = False

    @property
    def address(self) -> str:
        """Give the name of its address."""
        return f"dossier-{self.word}"

    def may(self, matter: Matter) -> bool:
        """Say whether the post may do it to a dossier of these units."""
        if self.of_part:
            return bool(matter.out(self.acts))
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
