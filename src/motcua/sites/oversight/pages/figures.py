"""The figures of the units that a post oversees: unit by unit, each number open to its dossiers."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.reform.indicators.public import REGISTRY, By, Report
from motcua.sites.look.public import answering, asking, clock, ii06, staff


@dataclass(frozen=True, slots=True)
class Share:
    """An indicator of the question: its code, title and formula, its numerator and denominator."""

    code: str
    title: str
    formula: str
    part: int
    whole: int
    source: str


@require_safe
@staff(Act.SEE_FIGURES)
def figures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the form unit by unit, and the indicators made from it. Fourteen SQL queries, and a read of the facts."""
    asked = asking.read(request, default_unit=actor.unit_id)
    context = {
        "section": "oversight",
        "asked": asked,
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
    }
    if asked.question is None:
        return render(request, "oversight/none.html", context, status=400 if asked.problems else 200)
    question = asked.question
    if not may(actor, Act.SEE_FIGURES, units=[question.unit.id]):
        said = gettext("%(unit)s lies beyond what your post oversees. Its open figures are on the public site.")
        raise PermissionDenied(said % {"unit": question.unit.name})
    split = answering.asked_split(request, default=By.UNIT)
    made = answering.Answers.to(question, now=clock.now()).report(split)
    context |= {
        "question": question,
        "scope": answering.scope_said(question),
        "near": asking.near(question),
        "splits": answering.splits(question, split),
        "made": made,
        "form": ii06.Form(
            answering.total(actor, question, made), answering.lines(actor, question, made), answering.HEADS[split]
        ),
        "shares": _shares(made),
    }
    return render(request, "oversight/figures.html", context, status=400 if asked.problems else 200)


def _shares(made: Report) -> list[Share]:
    return [
        Share(
            one.code,
            gettext(one.title),
            one.formula,
            one.numerator(made.figures),
            one.denominator(made.figures),
            one.source,
        )
        for one in REGISTRY.in_force(made.period.last)
    ]
