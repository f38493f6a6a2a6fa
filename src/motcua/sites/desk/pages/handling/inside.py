"""What officers do with a dossier among themselves: hand on, name who works on it, ask, write an opinion, take back."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Role
from motcua.foundation.units import public as units
from motcua.services.casework import public as casework
from motcua.services.casework.public import Part
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Kind
from motcua.services.procedures.public import StepAct
from motcua.sites.desk.pages.filling import Choices, Field
from motcua.sites.desk.pages.handling.matter import Deed, Matter, area, handled, of_kind, only

PARTS = {
    Part.MAIN: gettext_lazy("Main handler"),
    Part.COORDINATOR: gettext_lazy("Co-ordinator"),
    Part.FOLLOWER: gettext_lazy("Follower"),
}
HANDLES = (Act.PROCESS, Act.DECIDE, Act.ISSUE)


def _moving(matter: Matter) -> Sequence[Field]:
    case = matter.case
    steps = case.following if case else ()
    people: dict[str, str] = {}
    on = timezone.localdate(matter.at)
    structure = units.structure(on)
    for step in steps:
        unit = casework.unit_of_step(matter.dossier, step, at=matter.at)
        within = structure.below(unit.id, own=True) | {unit.id}
        for post in accounts.posts_with(Role(step.role), within, on=on):
            people[f"post/{post.id}"] = f"{post.title} · {post.unit_name}"
    return (
        Field(
            "to",
            gettext_lazy("Next step"),
            kind="choice",
            needed=True,
            choices=[(step.code, step.name) for step in steps],
            first=steps[0].code if steps else "",
            size="w-20",
        ),
        Field(
            "post",
            gettext_lazy("To whom"),
            kind="choice",
            choices=[*people.items()],
            first=next((post for post in people if post != matter.actor.key), next(iter(people), "")),
        ),
        area("note", gettext_lazy("Note"), needed=False),
    )


def _assigning(matter: Matter) -> Sequence[Field]:
    on = timezone.localdate(matter.at)
    within = units.structure(on).below(matter.actor.government_id, own=True) | {matter.dossier.holder_id}
    posts: Choices = [
        (f"post/{post.id}", f"{post.title} · {post.unit_name}") for post in accounts.posts_in(within, on=on)
    ]
    return (
        Field(
            "part",
            gettext_lazy("Part"),
            kind="choice",
            needed=True,
            choices=[(part.value, name) for part, name in PARTS.items()],
            size="w-12",
        ),
        Field("post", gettext_lazy("To whom"), kind="choice", needed=True, choices=posts),
    )


def _agencies(matter: Matter) -> Sequence[Field]:
    """Offer the units near who has the dossier: those above and beside, those below."""
    structure = units.structure(timezone.localdate(matter.at))
    place = structure.place(matter.dossier.holder_id)
    near: dict[str, units.Unit] = {}
    if place is not None:
        for unit in (*structure.children(place), *structure.above(place)):
            near[unit.key] = unit
            near |= {one.key: one for one in structure.children(unit.id) if one.level is units.Level.DEPARTMENT}
    near.pop(matter.dossier.holder, None)
    ordered = sorted(near.values(), key=lambda unit: unit.code)
    return (
        Field(
            "agency",
            gettext_lazy("Agency that is asked"),
            kind="choice",
            needed=True,
            choices=[(unit.key, unit.name) for unit in ordered],
            size="w-20",
        ),
        area("question", gettext_lazy("Question")),
        Field("due", gettext_lazy("To be answered by"), kind="moment", size="w-12"),
    )


def _competent(matter: Matter) -> Sequence[Field]:
    agency, *_ = _agencies(matter)
    field = Field(
        "unit", gettext_lazy("Competent unit"), kind="choice", needed=True, choices=agency.choices, size="w-20"
    )
    return field, area("reason", gettext_lazy("Reason"))


INSIDE = (
    Deed(
        "mo-xu-ly",
        (Act.PROCESS, Act.DECIDE),
        gettext_lazy("Begin the work"),
        only(),
        lambda matter, given: casework.open_case(
            code=matter.dossier.code, main=matter.actor.key, by=matter.actor.key, at=matter.at
        ),
        lambda matter: matter.case is None and Kind.FORWARDED in matter.dossier.next,
        gettext_lazy("The process in force on the day of receipt is followed from its first step."),
        by_receiver=True,
    ),
    Deed(
        "chuyen-buoc",
        HANDLES,
        gettext_lazy("Hand on"),
        _moving,
        lambda matter, given: casework.move(
            code=matter.dossier.code,
            to=given["to"],
            post=given["post"] or None,
            note=given["note"],
            leads=matter.leads,
            by=matter.actor.key,
            at=matter.at,
        ),
        lambda matter: bool(matter.case and matter.case.following) and handled(Kind.FORWARDED)(matter),
        gettext_lazy("Without a name it waits in the unit until somebody takes it."),
    ),
    Deed(
        "y-kien-co-quan",
        (Act.PROCESS, Act.DECIDE),
        gettext_lazy("Ask another agency"),
        _agencies,
        lambda matter, given: casework.ask_agency(
            code=matter.dossier.code,
            agency=given["agency"],
            question=given["question"],
            due=given.moment("due"),
            leads=matter.leads,
            by=matter.actor.key,
            at=matter.at,
        ),
        handled(Kind.CONSULTED),
        gettext_lazy("The term of the dossier runs on unless the procedure says otherwise."),
        step_acts=(StepAct.CONSULT,),
    ),
    Deed(
        "tra-loi-y-kien",
        (Act.PROCESS, Act.DECIDE),
        gettext_lazy("Answer who asked"),
        only(area("answer", gettext_lazy("Opinion"))),
        lambda matter, given: casework.answer_agency(
            code=matter.dossier.code, answer=given["answer"], by=matter.actor.key, at=matter.at
        ),
        lambda matter: Kind.ANSWERED in matter.dossier.next and matter.case is not None,
    ),
    Deed(
        "phan-cong",
        (Act.PROCESS, Act.DECIDE),
        gettext_lazy("Name who works on it"),
        _assigning,
        lambda matter, given: casework.assign(
            code=matter.dossier.code,
            part=Part(given["part"]),
            post=given["post"],
            leads=matter.leads,
            by=matter.actor.key,
            at=matter.at,
        ),
        handled(Kind.FORWARDED),
    ),
    Deed(
        "y-kien",
        HANDLES,
        gettext_lazy("Write an opinion"),
        only(area("text", gettext_lazy("Opinion"))),
        lambda matter, given: casework.opine(
            code=matter.dossier.code, text=given["text"], by=matter.actor.key, at=matter.at
        ),
        lambda matter: matter.case is not None and Kind.FORWARDED in matter.dossier.next,
        by_receiver=True,
    ),
    Deed(
        "thu-hoi",
        (*HANDLES, Act.RECEIVE),
        gettext_lazy("Take my last step back"),
        only(),
        lambda matter, given: casework.take_back(code=matter.dossier.code, by=matter.actor.key, at=matter.at),
        lambda matter: (
            matter.case is not None
            and matter.case.can_be_taken_back
            and matter.case.moved_by == matter.actor.key
            and Kind.FORWARDED in matter.dossier.next
        ),
        by_receiver=True,
    ),
    Deed(
        "tham-quyen",
        (Act.RECEIVE, Act.DECIDE),
        gettext_lazy("Name the competent unit"),
        _competent,
        lambda matter, given: dossiers.name_competent(
            code=matter.dossier.code,
            unit=given["unit"],
            reason=given["reason"],
            by=matter.actor.key,
            at=matter.at,
        ),
        of_kind(Kind.COMPETENCE_NAMED),
    ),
)
