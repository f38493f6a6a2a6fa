"""What the units below have sent for a period: who is missing, who is late, and the sum of them all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.kernel.refusals import Refused
from motcua.reform.forms import public as forms
from motcua.reform.forms.public import Standing
from motcua.sites.look.public import asking, clock, staff
from motcua.sites.oversight.opening import opened_strictly
from motcua.sites.oversight.pages.forms.asked import FORM, PRESET, STANDINGS, asked_form, needs, query
from motcua.sites.oversight.pages.forms.sheets import REASON, preset_name

GATHERING = "II.06b"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_FIGURES)
def board(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who has sent a form for a period, or freeze the sum of what was accepted. Fifteen SQL queries."""
    question, context = opened_strictly(request, actor)
    form = asked_form(request, question, usual=GATHERING)
    preset = asking.clean(request.GET.get(PRESET, "")) or forms.FREE
    problem = ""
    if request.method == "POST":
        needs(actor, Act.KEEP_FORMS, question.unit)
        try:
            sheet = forms.gather(
                form=form.code,
                unit=question.unit.code,
                period=question.period,
                preset=preset,
                by=actor.key,
                at=clock.now(),
                reason=request.POST.get(REASON, ""),
            )
            return redirect("form-sheet", sheet=sheet)
        except Refused as refusal:
            problem = refusal.message(gettext)
    today = timezone.localdate(clock.now())
    rows = forms.expected(question.unit, form=form, preset=preset, period=question.period, today=today)
    context |= {
        "form": form,
        "form_title": form.title.in_language(get_language()),
        "rows": [
            (one, STANDINGS[one.word], query(question.of(one.unit), form.gathers or form.code, preset)) for one in rows
        ],
        "accepted": sum(one.word == Standing.ACCEPTED for one in rows),
        "late": sum(one.late for one in rows),
        "own": forms.latest(question.unit.id, form=form.gathers, preset=preset, period=question.period)
        if form.gathers
        else None,
        "own_query": query(question, form.gathers, preset),
        "preset": preset,
        "preset_name": preset_name(preset),
        "presets": [(one.code, one.title.in_language(get_language())) for one in forms.presets()],
        "names": {"form": FORM, "preset": PRESET},
        "query": query(question, form.code, preset),
        "may_keep": may(actor, Act.KEEP_FORMS, units=[question.unit.id]),
        "problem": problem,
        "reason": request.POST.get(REASON, ""),
    }
    return render(request, "oversight/forms/board.html", context, status=400 if problem else 200)
