"""How a page about a unit opens: the question that its address asks, and whether the post may have the answer."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.units import public as units
from motcua.sites.look.public import answering, asking


def opened(request: HttpRequest, actor: Actor) -> tuple[asking.Question | None, dict[str, Any]]:
    """
    Read the question of an address, and give with it what every page of figures shows. Nine SQL queries.

    :raises PermissionDenied: if the unit lies beyond what the post oversees.
    """
    asked = asking.read(request, default_unit=home(actor, Act.SEE_FIGURES))
    question = asked.question
    context = {
        "section": "oversight",
        "asked": asked,
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
    }
    if question is None:
        return None, context
    if not may(actor, Act.SEE_FIGURES, units=[question.unit.id]):
        said = gettext("%(unit)s lies beyond what your post oversees. Its open figures are on the public site.")
        raise PermissionDenied(said % {"unit": question.unit.name})
    shown = {"question": question, "scope": answering.scope_said(question), "near": asking.near(question)}
    return question, context | shown


def opened_strictly(request: HttpRequest, actor: Actor) -> tuple[asking.Question, dict[str, Any]]:
    """Do the same where the page cannot ask again. :raises Refused: if anything was wrong in the question."""
    _, context = opened(request, actor)
    return context["asked"].strictly(), context
