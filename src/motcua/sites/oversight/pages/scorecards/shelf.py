"""The shelf of scorecards with the rounds under way, and a unit scored from its own figures."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.reform.indicators import public as indicators
from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import Component, Scorecard, ScoreState, ScoringRound
from motcua.sites.look.public import clock, staff
from motcua.sites.oversight import doors, scoring
from motcua.sites.oversight.opening import opened
from motcua.sites.oversight.pages.scorecards import access


@dataclass(frozen=True, slots=True)
class Shelved:
    """A scorecard on the shelf."""

    scorecard: Scorecard
    own: bool

    @property
    def title(self) -> str:
        """Name it."""
        return scorecards.titled(self.scorecard)

    @property
    def basis(self) -> str:
        """Say what it rests on."""
        return scorecards.basis(self.scorecard)

    @property
    def components(self) -> int:
        """Count its components."""
        return sum(1 for _ in self.scorecard.components())


@dataclass(frozen=True, slots=True)
class Running:
    """A round as the list shows it: how many units have submitted and been verified."""

    round: ScoringRound
    submitted: int
    verified: int

    @property
    def title(self) -> str:
        """Name its scorecard."""
        return scorecards.titled(self.round.scorecard)


@require_safe
@staff(Act.SEE_FIGURES)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the scorecards, and the rounds that the post's units opened or are scored in. Eight SQL queries."""
    shelf = scorecards.shelf()
    reach = frozenset().union(*actor.reach.values())
    context = access.frame(actor) | {
        "cards": [Shelved(one.scorecard, one.own) for one in shelf.cards],
        "faults": [one.message(gettext) for one in shelf.faults],
        "rounds": [_running(one) for one in scorecards.rounds(reach)],
        "may_open": may(actor, Act.VERIFY_SCORES),
    }
    return render(request, "oversight/scorecards/list.html", context)


@require_safe
@staff(Act.SEE_FIGURES)
def computed(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show a scorecard with the points that a unit's own figures give. Ten SQL queries, and a read of the facts."""
    question, context = opened(request, actor)
    status = 400 if context["asked"].problems else 200
    if question is None:
        return render(request, "oversight/none.html", context, status=status)
    known = [one for one in scorecards.shelf().cards if one.scorecard.code == code]
    if not known:
        raise Http404
    card = next((one.scorecard for one in known if one.scorecard.in_force(question.period.last)), None)
    if card is None:
        context |= {"card": known[-1].scorecard, "title": scorecards.titled(known[-1].scorecard)}
        return render(request, "oversight/scorecards/not_in_force.html", context, status=status)
    now = clock.now()
    figures = scorecards.computed_figures(
        indicators.up_to_date(at=now),
        card,
        units=[question.unit.code],
        period=question.period,
        now=now,
        own=question.own,
    )[question.unit.code]

    def door(component: Component) -> str:
        return doors.indicator_url(component.indicator, question) if component.indicator else ""

    laid = scoring.parts(card, ScoreState(), figures=figures, door=door, computed=True)
    total = sum((part.total for part in laid if part.depth == 0), scoring.ZERO)
    whole = all(row.shown is not None for part in laid for row in part.rows)
    grade = card.grade(total) if whole else None
    context |= {
        "card": card,
        "title": scorecards.titled(card),
        "basis": scorecards.basis(card),
        "parts": laid,
        "lost": scoring.lost_first(laid),
        "total": total,
        "known_most": sum(
            (row.component.most for part in laid for row in part.rows if row.shown is not None), scoring.ZERO
        ),
        "grade": scorecards.titled_grade(grade) if grade else "",
    }
    return render(request, "oversight/scorecards/computed.html", context, status=status)


def _running(one: ScoringRound) -> Running:
    stages = [score.state.stage for score in one.scores]
    return Running(one, sum(stage != "open" for stage in stages), sum(stage == "verified" for stage in stages))
