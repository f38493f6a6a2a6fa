"""Rounds of scoring: opening one, its ranking, closing it."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import Component, Deadlines, ScoringRound, UnitScore
from motcua.sites.look.public import asking, charts, clock, staff
from motcua.sites.oversight import scoring
from motcua.sites.oversight.pages.scorecards import access
from motcua.sites.oversight.pages.scorecards.filling import read_day

FIELDS = {
    "bo": gettext_lazy("Scorecard"),
    "tu": gettext_lazy("First day of the period"),
    "den": gettext_lazy("Last day of the period"),
    "nop": gettext_lazy("Units submit until"),
    "tham-dinh": gettext_lazy("They are verified until"),
    "giai-trinh": gettext_lazy("They answer until"),
    "don-vi": gettext_lazy("Units"),
}
"""The fields of the form that opens a round, and their names."""
DAYS = ("tu", "den", "nop", "tham-dinh", "giai-trinh")
FIELD_OF = {"scorecard": "bo", "to": "den", "verify_until": "tham-dinh", "units": "don-vi"}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the ranking: its place, or none while it is not verified; ``lost`` is by group, in their order."""

    score: UnitScore
    place: int | None
    tied: bool
    total: Decimal | None
    groups: tuple[Decimal | None, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.VERIFY_SCORES)
def open_(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open a round for units below the one it is opened for: the form, and what is wrong with it. Ten SQL queries."""
    today = timezone.localdate(clock.now())
    structure = units.structure(today)
    own = structure.units.get(home(actor, Act.VERIFY_SCORES))
    children = structure.children(own.id) if own else ()
    below = sorted((one for one in children if one.level is not units.Level.DEPARTMENT), key=lambda one: one.code)
    given = {name: asking.clean(request.POST.get(name, "")) for name in FIELDS}
    sent = request.POST.getlist("don-vi")
    chosen = {one.id for one in below if request.method != "POST" or str(one.id) in sent}
    problems: dict[str, str] = {}
    if request.method == "POST" and own is not None:
        try:
            round_id = scorecards.open_round(
                scorecard=given["bo"],
                unit=own,
                below=chosen,
                period=Period(read_day(given, "tu"), read_day(given, "den")),
                deadlines=Deadlines(
                    read_day(given, "nop"), read_day(given, "tham-dinh"), read_day(given, "giai-trinh")
                ),
                by=actor.key,
                at=clock.now(),
            )
        except Refused as refusal:
            field = FIELD_OF.get(refusal.field, refusal.field)
            field = field if field in FIELDS else "bo"
            problems[field] = f"{FIELDS[field]}: {refusal.reason(gettext)}"
        else:
            return redirect("scoring-round", round_id=round_id)
    context = access.frame(actor) | {
        "cards": [(one.scorecard.code, scorecards.titled(one.scorecard)) for one in scorecards.shelf().cards],
        "below": below,
        "chosen": chosen,
        "given": given,
        "days": [(name, FIELDS[name], given[name], problems.get(name, "")) for name in DAYS],
        "problems": problems,
        "wrong_units": problems.get("don-vi", ""),
    }
    return render(request, "oversight/scorecards/open.html", context, status=400 if problems else 200)


@require_safe
@staff(Act.SEE_FIGURES)
def ranking(request: HttpRequest, actor: Actor, round_id: int) -> HttpResponse:
    """Show a round: its units in their places, ties as ties, and where points are lost. Eight SQL queries."""
    one = access.found(round_id)
    scores = access.visible(actor, one)
    placed = _placed(one, scores)
    context = access.frame(actor) | {
        "round": one,
        "title": scorecards.titled(one.scorecard),
        "groups": [scorecards.titled(group) for group in one.scorecard.groups],
        "placed": placed,
        "all_seen": access.sees_all(actor, one),
        "lost": _lost(one, scores) if any(place.total is not None for place in placed) else [],
        "may_close": access.may_close(actor, one) and timezone.localdate(clock.now()) > one.deadlines.answer_until,
    }
    return render(request, "oversight/scorecards/round.html", context)


@require_POST
@staff(Act.VERIFY_SCORES)
def close(request: HttpRequest, actor: Actor, round_id: int) -> HttpResponse:
    """Close a round. :raises NotNow: before the last day to answer is over."""
    one = access.found(round_id)
    access.ensure(may(actor, Act.VERIFY_SCORES, units=[one.unit.id]), gettext("Only who opened a round may close it."))
    scorecards.close_round(round_id=round_id, by=actor.key, at=clock.now())
    return redirect("scoring-round", round_id=round_id)


def _placed(one: ScoringRound, scores: tuple[UnitScore, ...]) -> list[Place]:
    by_code = {score.unit.code: score for score in scores}
    return [
        Place(by_code[ranked.unit], ranked.place, ranked.tied, ranked.total, _groups(one, by_code[ranked.unit]))
        for ranked in one.ranking()
        if ranked.unit in by_code
    ]


def _groups(one: ScoringRound, score: UnitScore) -> tuple[Decimal | None, ...]:
    """Give the points of each group: those that count so far, none where nobody has said any."""
    found = []
    for group in one.scorecard.groups:
        known = [scoring.shown_of(leaf, score.state.line(leaf.code)) for leaf in group.leaves()]
        points = [value for value in known if value is not None]
        found.append(sum(points, scoring.ZERO) if points else None)
    return tuple(found)


def _lost(one: ScoringRound, scores: tuple[UnitScore, ...]) -> list[charts.Part]:
    """Give the components at which the verified units lose the most points on average, for a chart."""
    verified = [score for score in scores if score.state.stage == "verified"]

    def lost(component: Component) -> Decimal:
        missing = (component.most - (score.state.line(component.code).final(component) or 0) for score in verified)
        return sum(missing, scoring.ZERO) / len(verified)

    means = sorted(((lost(leaf), leaf) for leaf in one.scorecard.components()), key=lambda pair: -pair[0])
    return [
        charts.Part(scorecards.titled(leaf), int(mean * 100), "late", said=scorecards.points(mean))
        for mean, leaf in means[: scoring.MOST_LOST]
        if mean > 0
    ]
