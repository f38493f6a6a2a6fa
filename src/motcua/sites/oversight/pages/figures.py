"""The figures of the units that a post oversees: unit by unit, each number open to its dossiers."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.reform.indicators.public import By, Report, beside_form
from motcua.sites.look.public import answering, clock, ii06, staff
from motcua.sites.oversight.opening import opened


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
    question, context = opened(request, actor)
    status = 400 if context["asked"].problems else 200
    if question is None:
        return render(request, "oversight/none.html", context, status=status)
    split = answering.asked_split(request, default=By.UNIT)
    made = answering.Answers.to(question, now=clock.now()).report(split)
    context |= {
        "splits": answering.splits(question, split),
        "made": made,
        "form": ii06.Form(
            answering.total(actor, question, made), answering.lines(actor, question, made), answering.HEADS[split]
        ),
        "shares": _shares(made),
    }
    return render(request, "oversight/figures.html", context, status=status)


def _shares(made: Report) -> list[Share]:
    return [
        Share(
            one.code,
            gettext(one.title),
            gettext(one.formula),
            one.numerator(made.figures.value),
            one.denominator(made.figures.value) or 0,
            one.source,
        )
        for one in beside_form(made.period.last)
    ]
