"""The recommendations of a post: those to the units that it answers for, and those of inspections by its own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Only
from motcua.sites.look.public import clock, leafing, staff
from motcua.sites.oversight.pages.inspections.access import frame, today

SIDE, ONLY, OF = "ben", "loc", "cuoc"
BY_US = "kiem-tra"


@dataclass(frozen=True, slots=True)
class Filter:
    """A sort of recommendations that one may look at alone: its name in the address, its head and shape."""

    only: Only
    word: str
    name: str | Promise
    shape: str = ""


FILTERS = (
    Filter(Only.OPEN, "", gettext_lazy("Not over")),
    Filter(Only.OVERDUE, "qua-han", gettext_lazy("Overdue"), "late"),
    Filter(Only.WAITING, "cho-kiem-tra", gettext_lazy("Wait for the inspecting side"), "wait"),
    Filter(Only.SLIPPED, "mo-lai", gettext_lazy("Opened again")),
    Filter(Only.ESCALATED, "cap-tren", gettext_lazy("With the unit above")),
    Filter(Only.ALL, "tat-ca", gettext_lazy("All")),
)


@require_safe
@staff(Act.SEE_FIGURES)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the recommendations of a side. Nine SQL queries, however many rows."""
    on = today()
    inspects = may(actor, Act.PLAN_INSPECTIONS) or may(actor, Act.SIGN_INSPECTIONS)
    answers = may(actor, Act.ANSWER_INSPECTIONS)
    ours = inspects and (request.GET.get(SIDE) == BY_US or not answers)
    chosen = next((one for one in FILTERS if one.word == request.GET.get(ONLY, "")), FILTERS[0])
    page, of = leafing.asked(request), request.GET.get(OF, "")
    of = of if of.isascii() and of.isdecimal() and len(of) < 16 else ""
    found = inspections.recommendations(
        to=() if ours else inspections.answered_by(_reach(actor, Act.ANSWER_INSPECTIONS), on=on),
        by=_reach(actor, Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS) if ours else (),
        owner="" if ours else actor.key,
        inspection_id=int(of) if of else None,
        on=on,
        only=chosen.only,
        offset=(page - 1) * leafing.LENGTH,
        limit=leafing.LENGTH,
    )
    context = frame(actor) | {
        "today": on,
        "ours": ours,
        "both": inspects and answers,
        "filters": [
            (one, found.counts[one.only], one is chosen, _query({SIDE: BY_US if ours else "", ONLY: one.word, OF: of}))
            for one in FILTERS
        ],
        "other_side": _query({SIDE: "" if ours else BY_US, OF: of}),
        "rows": found.rows,
        "leaf": leafing.leaf(request, total=found.counts[chosen.only]),
        "watches": inspects,
    }
    return render(request, "oversight/inspections/recommendations/list.html", context)


@require_POST
@staff(Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS)
def watches(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Look now at what all closed recommendations watch, and open again what slipped back."""
    looked = inspections.check_watches(at=clock.now(), by=actor.key)
    told = gettext("%(watches)s figures were looked at, and %(reopened)s recommendations were opened again.")
    messages.success(request, told % {"watches": looked.watches, "reopened": len(looked.reopened)})
    return redirect(f"{reverse('inspection-recommendations')}?{_query({SIDE: BY_US})}")


def _query(asked: dict[str, str]) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def _reach(actor: Actor, *acts: Act) -> frozenset[int]:
    """Give the units for which one of some acts is open to a post."""
    within = frozenset().union(*actor.reach.values())
    return frozenset(unit for unit in within if any(may(actor, act, units=[unit]) for act in acts))
