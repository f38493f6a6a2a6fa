"""A unit's card in a round: the tree, the forms that fill it, and the evidence it names."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.reform.indicators import public as indicators
from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import Component, Figure, ScoringRound, UnitScore
from motcua.sites.look.public import asking, clock, looking, staff
from motcua.sites.oversight import doors, scoring
from motcua.sites.oversight.pages.scorecards import access, filling
from motcua.sites.oversight.pages.scorecards.filling import Filling
from motcua.sites.oversight.scoring import Part, Row

FORMS = {
    "cham": ("oversight/scorecards/score.html", "diem"),
    "tham-dinh": ("oversight/scorecards/verify.html", "diem"),
    "giai-trinh": ("oversight/scorecards/answer.html", "tra-loi"),
}
"""The template of each form, and how the fields begin at which refusals of its act are told."""


@require_safe
@staff(Act.SEE_FIGURES)
def card(request: HttpRequest, actor: Actor, round_id: int, unit_id: int) -> HttpResponse:
    """Show a unit's card: what was lost first, then every component with own, verified and survey points."""
    one = access.found(round_id)
    score = access.seen(actor, one, unit_id)
    return render(request, "oversight/scorecards/card.html", _context(actor, one, score, _laid(one, score)))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SCORE)
def score_form(request: HttpRequest, actor: Actor, round_id: int, unit_id: int) -> HttpResponse:
    """Score one's own unit, with note and evidence; what the indicators say now stands beside each field."""
    one = access.found(round_id)
    score = access.seen(actor, one, unit_id)
    access.ensure(
        access.may_score(actor, one, score), gettext("A unit is scored by its own post, while the round is open.")
    )

    def act(filled: Filling, rows: list[Row]) -> None:
        own = [row for row in rows if not row.by_survey]
        said = filling.entries(filled, own, unit=score.unit, by=actor.key, at=clock.now())
        if said and not filled.problems:
            scorecards.score_own(round_id=one.id, unit_id=unit_id, entries=said, by=actor.key, at=clock.now())

    return _form(request, actor, one, score, "cham", act)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.VERIFY_SCORES)
def verify_form(request: HttpRequest, actor: Actor, round_id: int, unit_id: int) -> HttpResponse:
    """Accept or adjust a unit's points with the reason, and enter what surveys found."""
    one = access.found(round_id)
    score = access.seen(actor, one, unit_id)
    access.ensure(
        access.may_verify(actor, one, score), gettext("A score is verified by the unit above, never by its own.")
    )

    def act(filled: Filling, rows: list[Row]) -> None:
        verdicts = filling.verdicts(filled, [row for row in rows if not row.by_survey])
        counts = filling.surveys(filled, [row for row in rows if row.by_survey])
        if filled.problems:
            return
        also: dict[str, Any] = {"round_id": one.id, "unit_id": unit_id, "for_unit": one.unit.id}
        also |= {"by": actor.key, "at": clock.now()}
        with transaction.atomic():  # two acts, and both or none of them
            if verdicts:
                scorecards.verify(verdicts=verdicts, **also)
            if counts:
                scorecards.take_survey(counts=counts, **also)

    return _form(request, actor, one, score, "tham-dinh", act)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SCORE)
def answer_form(request: HttpRequest, actor: Actor, round_id: int, unit_id: int) -> HttpResponse:
    """Answer the verification of one's own unit."""
    one = access.found(round_id)
    score = access.seen(actor, one, unit_id)
    access.ensure(
        access.may_score(actor, one, score), gettext("A unit answers by its own post, while the round is open.")
    )

    def act(filled: Filling, rows: list[Row]) -> None:
        said = filling.answers(filled, rows)
        if said:
            scorecards.answer(round_id=one.id, unit_id=unit_id, answers=said, by=actor.key, at=clock.now())

    return _form(request, actor, one, score, "giai-trinh", act)


@require_POST
@staff(Act.SCORE)
def submit(request: HttpRequest, actor: Actor, round_id: int, unit_id: int) -> HttpResponse:
    """Hand the score of one's own unit in. What is missing is told on its card."""
    one = access.found(round_id)
    score = access.seen(actor, one, unit_id)
    access.ensure(
        access.may_score(actor, one, score), gettext("A unit is scored by its own post, while the round is open.")
    )
    try:
        scorecards.submit(round_id=one.id, unit_id=unit_id, by=actor.key, at=clock.now())
    except Refused as refusal:
        context = _context(actor, one, score, _laid(one, score)) | {"problems": {"": refusal.reason(gettext)}}
        return render(request, "oversight/scorecards/card.html", context, status=400)
    return redirect("score-card", round_id=one.id, unit_id=unit_id)


@require_safe
@staff(Act.SEE_FIGURES)
def evidence(request: HttpRequest, actor: Actor, round_id: int, unit_id: int, digest: str) -> HttpResponse:
    """Hand out a file that a score names as evidence, never to be shown within a page of ours."""
    one = access.found(round_id)
    score = access.seen(actor, one, unit_id)
    named = {reference for line in score.state.lines.values() for reference in line.evidence}
    kept = files.kept([digest], unit_id=unit_id).get(digest) if f"file/{digest}" in named else None
    if kept is None:
        raise Http404
    looking.note(actor, looking.Seen.FILE, digest, unit_id=unit_id)
    return HttpResponse(
        files.read(digest),
        content_type=kept.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{digest[:16]}{files.ENDINGS[kept.kind][0]}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _form(
    request: HttpRequest,
    actor: Actor,
    one: ScoringRound,
    score: UnitScore,
    form: str,
    act: Callable[[Filling, list[Row]], None],
) -> HttpResponse:
    """Show a form, or do what it says; what is wrong is told above and beside, and every entry is kept."""
    template, prefix = FORMS[form]
    laid = _laid(one, score, now=form == "cham")
    filled = Filling(request)
    if request.method == "POST":
        rows = [row for part in laid for row in part.rows]
        try:
            act(filled, rows)
        except Refused as refusal:
            filled.refused(refusal, rows, prefix)
        if not filled.problems:
            return redirect("score-card", round_id=one.id, unit_id=score.unit.id)
    context = _context(actor, one, score, laid) | {"form": filled, "problems": filled.problems}
    return render(request, template, context, status=400 if filled.problems else 200)


def _laid(one: ScoringRound, score: UnitScore, *, now: bool = False) -> list[Part]:
    """
    Lay the score of a unit onto its tree. Four SQL queries.

    :param now: ask the indicators too, for what has not been scored yet.
    """
    structure = units.structure(one.period.last)
    question = asking.Question(score.unit, one.period, own=False, structure=structure)

    def door(component: Component) -> str:
        return doors.indicator_url(component.indicator, question) if component.indicator else ""

    figures: dict[str, Figure] = {}
    if now:
        at = clock.now()
        facts = indicators.up_to_date(at=at)
        code = structure.units[score.unit.id].code
        answers = scorecards.computed_figures(facts, one.scorecard, units=[code], period=one.period, now=at)
        figures = dict(answers[code])
    return scoring.parts(
        one.scorecard,
        score.state,
        figures=figures,
        door=door,
        evidence=scoring.evidence_of(one.id, score),
        remarks=scoring.remarks_of(score.id),
    )


def _context(actor: Actor, one: ScoringRound, score: UnitScore, laid: list[Part]) -> dict[str, Any]:
    state, today = score.state, timezone.localdate(clock.now())
    total = state.total(one.scorecard)
    grade = None if total is None else one.scorecard.grade(total)
    scores = access.may_score(actor, one, score)
    return access.frame(actor) | {
        "round": one,
        "score": score,
        "state": state,
        "title": scorecards.titled(one.scorecard),
        "basis": scorecards.basis(one.scorecard),
        "parts": laid,
        "columns": scoring.columns(one.scorecard, state),
        "total": total,
        "grade": scorecards.titled_grade(grade) if grade else "",
        "lost": scoring.lost_first(laid),
        "may_score": scores and state.stage == "open",
        "may_verify": access.may_verify(actor, one, score)
        and (state.stage != "open" or today > one.deadlines.submit_until),
        "may_answer": scores and state.stage == "verified" and today <= one.deadlines.answer_until,
    }
