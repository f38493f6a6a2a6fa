"""The forms of a unit by period: what is kept, what stands out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.kernel.periods import Period
from motcua.reform.forms import public as forms
from motcua.reform.forms.public import Form, Kept
from motcua.sites.look.public import asking, clock, staff
from motcua.sites.oversight.opening import opened
from motcua.sites.oversight.pages.forms.asked import FORM, PRESET, STANDINGS, YEAR, asked_form, query

EARLIEST = 2000


@dataclass(frozen=True, slots=True)
class Due:
    """A period of a preset: the sheet that is kept, if there is one; ``ahead`` says that it is not over."""

    period: Period
    kept: Kept | None
    query: str
    ahead: bool
    word: str | Promise


@dataclass(frozen=True, slots=True)
class Group:
    """The periods of a preset in a year, with where the preset comes from."""

    name: str
    source: str
    dues: tuple[Due, ...]


@require_safe
@staff(Act.SEE_FIGURES)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the periods of a year with the sheets that are kept. Fifteen SQL queries."""
    question, context = opened(request, actor)
    if question is None:
        return render(request, "oversight/none.html", context, status=400 if context["asked"].problems else 200)
    today = timezone.localdate(clock.now())
    year = _year(request, today)
    last = date(year, 12, 31)
    problem = ""
    known = [one for one in forms.forms().in_force(last) if one.rows is not forms.Rows.DOSSIER]
    try:
        form = asked_form(request, replace(question, period=Period(last, last)))
    except forms.UnknownForm as refusal:
        form, problem = known[0], refusal.message(gettext)
    kept = forms.kept_of(question.unit.id, form=form.code, year=year)
    context |= {
        "form": form,
        "form_title": form.title.in_language(get_language()),
        "forms": [(one.code, one.title.in_language(get_language())) for one in known],
        "year": year,
        "years": range(today.year + 1, today.year - 6, -1),
        "groups": list(_groups(question, form, kept, year, today)),
        "free": [one for one in kept if one.sheet.preset == forms.FREE and one.latest],
        "standings": STANDINGS,
        "problem": problem,
        "source": forms.source_said(form),
        "may_keep": may(actor, Act.KEEP_FORMS, units=[question.unit.id]),
        "free_query": query(question, form.code, forms.FREE),
        "names": {"form": FORM, "year": YEAR, "preset": PRESET},
    }
    return render(request, "oversight/forms/listed.html", context, status=400 if problem else 200)


def _year(request: HttpRequest, today: date) -> int:
    text = request.GET.get(YEAR, "")
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else today.year
    return min(max(year, EARLIEST), today.year + 1)


def _groups(question: asking.Question, form: Form, kept: list[Kept], year: int, today: date) -> Iterator[Group]:
    found = {(one.sheet.preset, one.sheet.period): one for one in kept if one.latest}
    for preset in forms.presets():
        if not preset.valid_from <= date(year, 12, 31):
            continue
        dues = []
        for period in preset.periods(year):
            one = found.get((preset.code, period))
            asked = replace(question, period=period)
            word = STANDINGS[one.standing if one else "missing"]
            dues.append(Due(period, one, query(asked, form.code, preset.code), period.last >= today, word))
        yield Group(preset.title.in_language(get_language()), preset.source.in_language(get_language()), tuple(dues))
