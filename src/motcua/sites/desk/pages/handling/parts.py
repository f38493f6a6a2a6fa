"""What units do with their part of a dossier: name who does it, hand it on, note its number outside, send it back."""

from collections.abc import Callable, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act
from motcua.foundation.units import public as units
from motcua.services.casework import public as casework
from motcua.services.casework.public import BranchView
from motcua.sites.desk.pages.filling import Choices, Field
from motcua.sites.desk.pages.handling.matter import Deed, Matter, Open, area

HANDLES = (Act.PROCESS, Act.DECIDE, Act.ISSUE)


def _inside(branch: BranchView) -> bool:
    return branch.unit_id is not None


def _outside(branch: BranchView) -> bool:
    return branch.unit_id is None


def _going_on(branch: BranchView) -> bool:
    return branch.unit_id is not None and branch.has_next


def _any(branch: BranchView) -> bool:
    return True


def _open(of: Callable[[BranchView], bool]) -> Open:
    return lambda matter: any(of(one) for one in matter.out(HANDLES))


def _which(matter: Matter, of: Callable[[BranchView], bool]) -> Field:
    found = [one for one in matter.out(HANDLES) if of(one)]
    return Field(
        "branch",
        gettext_lazy("Part of the dossier"),
        kind="choice",
        needed=True,
        choices=[(str(one.number), f"{one.name} · {one.unit_name}") for one in found],
        first=str(found[0].number) if found else "",
        size="w-20",
    )


def _post(matter: Matter) -> Field:
    """Offer the posts of the units that have a part, and of those below."""
    on = timezone.localdate(matter.at)
    structure = units.structure(on)
    within: set[int] = set()
    for one in matter.out(HANDLES):
        if one.unit_id is not None:
            within |= structure.below(one.unit_id, own=True) | {one.unit_id}
    posts: Choices = [
        (f"post/{post.id}", f"{post.title} · {post.unit_name}") for post in accounts.posts_in(within, on=on)
    ]
    return Field("post", gettext_lazy("To whom"), kind="choice", choices=posts)


def _naming(matter: Matter) -> Sequence[Field]:
    return _which(matter, _inside), _post(matter)


def _moving(matter: Matter) -> Sequence[Field]:
    return _which(matter, _going_on), area("note", gettext_lazy("Note"), needed=False)


def _sending(matter: Matter) -> Sequence[Field]:
    return (
        _which(matter, _outside),
        Field("reference", gettext_lazy("Its number with that agency"), needed=True, size="w-20"),
    )


def _answering(matter: Matter) -> Sequence[Field]:
    return _which(matter, _any), area("answer", gettext_lazy("What came of it"))


PARTS = (
    Deed(
        "tra-phan",
        HANDLES,
        gettext_lazy("Send the part back"),
        _answering,
        lambda matter, given: casework.answer_branch(
            code=matter.dossier.code,
            branch=int(given["branch"]),
            answer=given["answer"],
            leads=matter.leads_part(given["branch"]),
            by=matter.actor.key,
            at=matter.at,
        ),
        _open(_any),
        gettext_lazy("When the last part that is waited for is back, the dossier goes on by itself."),
        of_part=True,
    ),
    Deed(
        "chuyen-phan",
        HANDLES,
        gettext_lazy("Hand the part on"),
        _moving,
        lambda matter, given: casework.move_branch(
            code=matter.dossier.code,
            branch=int(given["branch"]),
            note=given["note"],
            leads=matter.leads_part(given["branch"]),
            by=matter.actor.key,
            at=matter.at,
        ),
        _open(_going_on),
        of_part=True,
    ),
    Deed(
        "giao-phan",
        HANDLES,
        gettext_lazy("Name who does the part"),
        _naming,
        lambda matter, given: casework.name_for_branch(
            code=matter.dossier.code,
            branch=int(given["branch"]),
            post=given["post"] or None,
            leads=matter.leads_part(given["branch"]),
            by=matter.actor.key,
            at=matter.at,
        ),
        _open(_inside),
        of_part=True,
    ),
    Deed(
        "gui-ngoai",
        HANDLES,
        gettext_lazy("Note the number of a part sent out"),
        _sending,
        lambda matter, given: casework.send_outside(
            code=matter.dossier.code,
            branch=int(given["branch"]),
            reference=given["reference"],
            leads=matter.leads_part(given["branch"]),
            by=matter.actor.key,
            at=matter.at,
        ),
        _open(_outside),
        gettext_lazy("That agency does not use this system; what it answers is written down by hand."),
        of_part=True,
    ),
)
