"""What came in a period and what became of it, by the way that it came: as the public sees it, for any unit below."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import Tally
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import asking, cases, clock, staff


@require_safe
@staff(Act.SEE_DOSSIERS)
def figures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Count the cases of a unit by channel and by what became of them. Eight SQL queries."""
    asked = asking.read(request, default_unit=home(actor, Act.SEE_DOSSIERS))
    question = asked.question
    if question is None:
        raise PermissionDenied(gettext("There is no unit yet."))
    if not may(actor, Act.SEE_DOSSIERS, units=question.unit_ids()):
        raise PermissionDenied(gettext("Your post sees no dossiers of %(unit)s.") % {"unit": question.unit.name})
    now = clock.now()
    counted = feedback.tally(question.unit_ids(), question.period, at=now)
    context = frame(actor) | {
        "asked": asked,
        "question": question,
        "near": asking.near(question),
        "period": question.period,
        "counted_unit": question.unit,
        "as_of": now,
        "tallies": [(cases.CHANNELS[channel], tally) for channel, tally in counted.items()],
        "sum": sum(counted.values(), start=Tally()),
    }
    return render(request, "desk/feedback/figures.html", context, status=400 if asked.problems else 200)
