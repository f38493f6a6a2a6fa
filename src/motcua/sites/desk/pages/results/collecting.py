"""Results that wait to be collected, the longest waiting first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units import public as units
from motcua.services.collecting import public as collecting
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Line
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, leafing, looking, staff


@dataclass(frozen=True, slots=True)
class Row:
    """A result that waits, and for how many days."""

    line: Line
    days: int


@require_safe
@staff(Act.RETURN, Act.DECIDE)
def to_collect(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits to be collected from the post's office. Fifteen SQL queries, however many rows."""
    now = clock.now()
    today = timezone.localdate(now)
    own = units.structure(today).below(actor.unit_id, own=True)
    page = leafing.asked(request)
    total, codes = dossiers.to_collect(own, offset=(page - 1) * leafing.LENGTH, limit=leafing.LENGTH)
    corrected = collecting.corrected_to_hand_over(own)
    lines = dossiers.lines(codes, at=now)
    looking.note(actor, looking.Seen.DOSSIERS, "to-collect", unit_id=actor.unit_id, shown=len(lines))
    context = frame(actor) | {
        "total": total,
        "corrected": corrected,
        "rows": [Row(one, (today - timezone.localdate(one.closed_at)).days) for one in lines if one.closed_at],
        "leaf": leafing.leaf(request, total=total),
    }
    return render(request, "desk/results/collect.html", context)
