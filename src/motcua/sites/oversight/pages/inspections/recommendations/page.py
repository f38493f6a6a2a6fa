"""One recommendation: how it stands, what it watches, what comes next, its evidence and all that happened to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Indicator, Measure
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Look, RecommendationView, Step, Watch
from motcua.sites.look.public import asking, clock, looking, staff
from motcua.sites.oversight import doors
from motcua.sites.oversight.pages.inspections.access import frame
from motcua.sites.oversight.pages.inspections.recommendations import acts
from motcua.sites.oversight.pages.inspections.recommendations.access import Opened, opened
from motcua.sites.oversight.pages.inspections.recommendations.acts import Form


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file or a record that stands beside a recommendation, and where it opens."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Watched:
    """What a recommendation watches: the figure as it is now, whether it is well, and where its rows are."""

    look: Look | None
    title: str
    target: str
    met: bool | None
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, in words."""

    step: Step
    who: str

    @property
    def leaf(self) -> str:
        """Give the trace of the event."""
        return self.step.leaf.hex()


@require_safe
@staff(Act.SEE_FIGURES)
def page(request: HttpRequest, actor: Actor, recommendation_id: int) -> HttpResponse:
    """Show a recommendation to both sides, to whom it was taken up, and to who oversees the unit."""
    return _shown(request, actor, opened(actor, recommendation_id))


@require_POST
@staff(Act.SEE_FIGURES)
def act(request: HttpRequest, actor: Actor, recommendation_id: int, word: str) -> HttpResponse:
    """Do one thing to a recommendation; what is refused is told on its page, with all that was entered."""
    form = acts.BY_WORD.get(word)
    if form is None:
        raise Http404
    one = opened(actor, recommendation_id)
    if form.act not in one.may:
        raise PermissionDenied(gettext("This is not open to your post, or the recommendation stands elsewhere now."))
    try:
        acts.do(form, request, actor, one.view)
    except Refused as refusal:
        return _shown(request, actor, one, wrong=(form, refusal))
    return redirect("inspection-recommendation", recommendation_id=recommendation_id)


@require_safe
@staff(Act.SEE_FIGURES)
def evidence(request: HttpRequest, actor: Actor, recommendation_id: int, digest: str) -> HttpResponse:
    """Hand out a file that stands beside a recommendation. :raises AlteredOnDisk: if it is not what was put there."""
    view = opened(actor, recommendation_id).view
    kept = files.kept([digest]).get(digest) if f"file/{digest}" in view.state.evidence else None
    if kept is None:
        raise Http404
    looking.note(actor, looking.Seen.FILE, digest, unit_id=view.unit.id)
    name = f"{digest[:16]}{files.ENDINGS[kept.kind][0]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(files.read(digest), content_type=kept.media_type, headers=headers)


def _shown(
    request: HttpRequest, actor: Actor, one: Opened, *, wrong: tuple[Form, Refused] | None = None
) -> HttpResponse:
    view = one.view
    problem: dict[str, Any] = {}
    if wrong is not None:
        form, refusal = wrong
        field = acts.FIELD_OF.get(refusal.field, refusal.field)
        at = field if field in form.fields else (form.fields or ("",))[0]
        problem = {"form": form, "field": at, "said": refusal.reason(gettext)}
    forms = [form for form in acts.FORMS if form.act in one.may]
    context = frame(actor) | {
        "one": view,
        "today": one.today,
        "owner": accounts.titles_of([view.state.owner]).get(view.state.owner, ""),
        "watched": _watched(view),
        "evidence": _evidence(view),
        "told": _told(inspections.steps(view.id)),
        "next": [form for form in forms if form.main],
        "also": [form for form in forms if not form.main],
        "posts": accounts.posts_in(one.own, on=one.today) if any(acts.OWNER in form.fields for form in forms) else [],
        "names": acts.FIELDS,
        "given": request.POST,
        "problem": problem,
        "largest": files.limits(clock.now()).largest // 1_000_000,
    }
    return render(request, "oversight/inspections/recommendations/one.html", context, status=400 if problem else 200)


def _watched(view: RecommendationView) -> Watched | None:
    """Look at what a recommendation watches now. A read of the facts, kept for the minute."""
    watch = view.state.watch
    if watch is None:
        return None
    now = clock.now()
    look = inspections.watched_now(view.state, view.unit.id, facts=indicators.up_to_date(at=now), at=now)
    if look is None:
        return Watched(None, watch.indicator, f"{watch.target:f}", None, "", "")
    structure = units.structure(look.ref.last)
    unit = structure.units[units.find(look.ref.unit, on=look.ref.last).id]
    question = asking.Question(unit, look.ref.period, own=watch.own, structure=structure)
    return Watched(
        look=look,
        title=gettext(look.computed.indicator.title),
        target=_target(watch, look.computed.indicator),
        met=watch.met(look.computed.value),
        said=inspections.said(look.computed),
        url=doors.rows_url(watch.indicator, question),
    )


def _target(watch: Watch, indicator: Indicator) -> str:
    """Say what the figure must be, as ``ít nhất 95 %``."""
    number = f"{watch.target.normalize():f}".replace(".", ",")
    unit = " %" if indicator.measure is Measure.PERCENT else ""
    return f"{gettext(inspections.COMPARISON_TITLES[watch.comparison])} {number}{unit}"


def _evidence(view: RecommendationView) -> list[Evidence]:
    named = [one.removeprefix("file/") for one in view.state.evidence if one.startswith("file/")]
    kept = files.kept(named, unit_id=view.unit.id)
    found = []
    for reference in view.state.evidence:
        kind, _, key = reference.partition("/")
        if kind == "file":
            name = kept[key].name if key in kept else ""
            found.append(Evidence(name or key[:12], reverse("inspection-recommendation-file", args=[view.id, key])))
        else:
            name = gettext("record %(number)s of a register") % {"number": key}
            found.append(Evidence(name, reverse("record", args=[int(key)])))
    return found


def _told(steps: Iterable[Step]) -> list[Told]:
    found = list(steps)[::-1]
    titles = accounts.titles_of({step.by for step in found})
    return [Told(step, titles.get(step.by, "")) for step in found]
