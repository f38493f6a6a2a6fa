"""Who may see, write and sign a conclusion, object by object."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import ConclusionView, InspectionView
from motcua.sites.oversight.pages.inspections import access


@dataclass(frozen=True, slots=True)
class Here:
    """A conclusion that a post may see, and what it may do with it."""

    inspection: InspectionView
    view: ConclusionView
    may_write: bool
    may_sign: bool


def seen(actor: Actor, inspection_id: int) -> Here:
    """
    Give a conclusion: the inspecting side sees it as it is written, the inspected from its signing on.

    :raises Http404: if there is no such inspection. :raises PermissionDenied:
    """
    found, today = access.seen(actor, inspection_id), access.today()
    view = inspections.conclusion(inspection_id)
    writes = inspections.may_inspect(actor, found, on=today)
    signs = inspections.may_sign(actor, found, on=today)
    holds = any(may(actor, act, units=[found.unit.id]) for act in (Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS))
    access.ensure(
        view.sealed is not None or writes or signs or holds or inspections.in_team(actor, found, on=today),
        gettext("The conclusion is open to your post once it is signed."),
    )
    return Here(found, view, writes and view.sealed is None, signs)


def written(actor: Actor, inspection_id: int) -> Here:
    """Give a conclusion that a post may write. :raises Http404: :raises PermissionDenied:"""
    here = seen(actor, inspection_id)
    access.ensure(here.may_write, gettext("A conclusion is written by the team, until it is signed."))
    return here


def signed_by(actor: Actor, inspection_id: int) -> Here:
    """Give a conclusion that a post may sign or publish. :raises Http404: :raises PermissionDenied:"""
    here = seen(actor, inspection_id)
    access.ensure(here.may_sign, gettext("It is signed by the head of the team or by a leader of the inspecting unit."))
    return here


def statement(here: Here, key: str) -> inspections.StatementView:
    """Give a statement. :raises Http404: if there is none of this key."""
    try:
        return here.view.statement(key)
    except inspections.UnknownStatement as unknown:
        raise Http404 from unknown
