"""The overview of a unit: one page for its leader, on which each mark is a door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.reform.indicators.public import By
from motcua.sites.look.public import answering, clock, ii06, staff
from motcua.sites.oversight import drawing, signs
from motcua.sites.oversight.due import due
from motcua.sites.oversight.figure import figure
from motcua.sites.oversight.opening import opened
from motcua.sites.oversight.overview import VOICE, overview


@require_safe
@staff(Act.SEE_FIGURES)
def dashboard(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the overview of a unit. Twenty-one SQL queries while it is at hand, else reads of the facts."""
    question, context = opened(request, actor)
    status = 400 if context["asked"].problems else 200
    if question is None:
        return render(request, "oversight/none.html", context, status=status)
    made = overview(answering.Answers.to(question, now=clock.now()))
    context |= {
        "made": made.by_field,
        "strip": drawing.headline(actor, question, made),
        "form": ii06.Form(answering.total(actor, question, made.by_field), (), answering.HEADS[By.FIELD]),
        "trend": drawing.trend(actor, question, made.months),
        "clocks": drawing.clocks(question, made),
        "causes": drawing.causes(actor, question, made),
        "heat": drawing.heat(actor, question, made),
        "peers": drawing.peers(actor, question, made.peers),
        "below": drawing.below(actor, question, made.below),
        "voice": [figure(made.computed[code], question) for code in VOICE if code in made.computed],
        "due": due(actor, question, on=localdate(clock.now())),
        "signals": signs.raised(made.computed, question),
    }
    return render(request, "oversight/dashboard.html", context, status=status)
