"""The signals of a unit: questions to check, each with its base rate and its rows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.reform.indicators import public as indicators
from motcua.sites.look.public import clock, staff
from motcua.sites.oversight import signs
from motcua.sites.oversight.opening import opened


@require_safe
@staff(Act.SEE_FIGURES)
def signals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the signals that a unit's figures raise; where none is, nothing. Fifteen SQL queries."""
    question, context = opened(request, actor)
    status = 400 if context["asked"].problems else 200
    if question is None:
        return render(request, "oversight/none.html", context, status=status)
    now, codes = clock.now(), signs.codes(question)
    facts = indicators.up_to_date(at=now)
    computed = indicators.compute_all(
        facts, codes, units=[question.unit.code], period=question.period, now=now, own=question.own
    )[question.unit.code]
    context |= {"signals": signs.raised(computed, question), "looked_for": len(codes), "facts": facts.id}
    return render(request, "oversight/signals.html", context, status=status)
