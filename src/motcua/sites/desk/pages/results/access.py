"""Who may do what with a result, and what its pages begin with."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.services.dossiers.public import Kind as Happens
from motcua.services.numbering import public as numbering
from motcua.services.numbering.public import Book
from motcua.services.procedures.public import StepAct
from motcua.services.results.public import Kind, Medium, ResultView, Stage
from motcua.sites.desk.pages.handling.matter import Matter
from motcua.sites.look.public import clock

STAGES = {
    Stage.DRAFTED: (gettext_lazy("being drafted"), "open"),
    Stage.SUBMITTED: (gettext_lazy("with the leader, to be signed"), "wait"),
    Stage.SIGNED: (gettext_lazy("signed, to be numbered and issued"), "ontime"),
    Stage.ISSUED: (gettext_lazy("issued"), "early"),
    Stage.ANNULLED: (gettext_lazy("annulled"), "late"),
}
MEDIA = {
    Medium.ELECTRONIC: gettext_lazy("Electronic, signed and sealed in the file"),
    Medium.PAPER: gettext_lazy("On paper, signed by hand and stamped"),
}
HAPPENED = {
    Kind.DRAFTED: gettext_lazy("A version was drafted"),
    Kind.SUBMITTED: gettext_lazy("Given to the leader to sign"),
    Kind.SENT_BACK: gettext_lazy("Sent back to be changed"),
    Kind.SIGNED: gettext_lazy("The result was signed"),
    Kind.ISSUED: gettext_lazy("Numbered, sealed and issued"),
    Kind.ANNULLED: gettext_lazy("The result was annulled"),
}


DRAFTED_IN, ISSUED_IN = (StepAct.DRAFT,), (StepAct.ISSUE, StepAct.APPROVE)
"""What a step allows where a result is drafted, and where one is issued: a process may have no step of the clerk's."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What a post may do with a result now."""

    draft: bool
    submit: bool
    sign: bool
    send_back: bool
    issue: bool
    annul: bool


def ways(matter: Matter, view: ResultView | None) -> Ways:
    """Say what the post may do with the result of a dossier as it stands. One SQL query."""
    dossier, actor = matter.dossier, matter.actor
    stage = view.state.stage if view else None
    here = [dossier.holder_id]
    works = may(actor, Act.PROCESS, units=here) and matter.in_hand
    leads = may(actor, Act.DECIDE, units=here)
    is_open = Happens.FINISHED in dossier.next
    clerk = may(actor, Act.ISSUE, units=dossier.unit_ids)
    drafts = matter.allows(DRAFTED_IN)
    return Ways(
        draft=(works or leads) and (stage is Stage.ANNULLED or (stage in {None, Stage.DRAFTED} and is_open and drafts)),
        submit=works and stage is Stage.DRAFTED and drafts,
        sign=leads and stage is Stage.SUBMITTED and bool(view and view.state.to in {"", actor.key}),
        send_back=(leads and stage is Stage.SUBMITTED) or (clerk and stage is Stage.SIGNED),
        issue=clerk and stage is Stage.SIGNED and matter.allows(ISSUED_IN),
        annul=may(actor, Act.DECIDE, units=dossier.unit_ids) and stage is Stage.ISSUED,
    )


def books_of(actor: Actor) -> Sequence[Book]:
    """Give the books of this year that the government of a post has, or those that go on with it. Two queries."""
    on = timezone.localdate(clock.now())
    held = numbering.books(units.structure(on).below(actor.government_id, own=True))
    current = {(one.unit_id, one.code) for one in held if one.year == on.year}
    return [
        one
        for one in held
        if one.year == on.year or (one.year == on.year - 1 and (one.unit_id, one.code) not in current)
    ]


def usual_book(books: Sequence[Book]) -> int | None:
    """Give the book that a result was numbered from last; None if none was. One SQL query."""
    return numbering.last_used([one.id for one in books], about="result/")


def government(actor: Actor) -> units.Unit:
    """Give the government in whose name a post signs and issues. One SQL query."""
    return units.by_id([actor.government_id])[actor.government_id]


def stage_said(view: ResultView) -> tuple[object, str]:
    """Give the words of a stage, and the shape of its tag."""
    return STAGES[view.state.stage]
