"""The dossiers behind a figure, for posts that may see them."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.reform.indicators.public import Row
from motcua.sites.look.public import answering, asking, clock, listing, looking, staff, words


@require_safe
@staff(Act.SEE_DOSSIERS)
def rows(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    List the dossiers of a figure that belong to units within the post's reach, and say how many do not.

    Twenty-one SQL queries at most for a page, and a read of the facts.
    """
    question, now = asking.read(request).strictly(), clock.now()
    column, group = answering.asked_cell(request)
    if not may(actor, Act.SEE_DOSSIERS, units=question.unit_ids()):
        raise PermissionDenied(gettext("Your post sees no dossiers of %(unit)s.") % {"unit": question.unit.name})
    found = answering.Answers.to(question, now=now).dossiers_behind(column.cell, group)
    seen = _within_reach(actor, question, found)
    hidden = len(found) - len(seen)
    listed = listing.listing(request, answering.judged(seen), to="desk-dossier", now=now)
    asked_for = f"{request.path}?{question.query(**{answering.CELL: column.cell})}"
    looking.note(actor, looking.Seen.DOSSIERS, asked_for, unit_id=question.unit.id, shown=len(listed.lines))
    said = {"count": words.number(len(found)), "what": column.counted}
    context = {
        "section": "oversight",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "heading": gettext("%(count)s %(what)s") % said,
        "question": question,
        "scope": answering.scope_said(question),
        "how": column.how,
        "hidden": ngettext(
            "%(n)s dossier belongs to a unit that your post does not see.",
            "%(n)s dossiers belong to units that your post does not see.",
            hidden,
        )
        % {"n": words.number(hidden)}
        if hidden
        else "",
        "listing": listed,
        "back": f"{reverse('oversight')}?{question.query()}",
    }
    return render(request, "desk/rows.html", context)


def _within_reach(actor: Actor, question: asking.Question, found: Sequence[Row]) -> list[Row]:
    by_code = question.structure.by_code
    seen = {code: may(actor, Act.SEE_DOSSIERS, units=[by_code[code].id]) for code in {row.unit for row in found}}
    return [row for row in found if seen[row.unit]]
