"""One figure: what it is, how it is reckoned, which law, and what it is made of here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, acting, may
from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.public import REGISTRY, Count, UnknownIndicator, described, practice_on
from motcua.reform.performance import public as performance
from motcua.reform.performance.public import Line
from motcua.sites.look.public import answering, asking, saying
from motcua.sites.portal.pages.performance import laying, opening

Made = tuple[str, int | None, str]
"""What a side of a share is made of: what is counted, how many, and where its dossiers are."""


@require_safe
def definition(request: HttpRequest, code: str) -> HttpResponse:
    """
    Show a figure with its definition. Two SQL queries where it is at hand, else as :func:`opening.shown` says.

    :raises UnknownIndicator: if it is not shown, or not in force on the last day of the period.
    """
    asked, context = opening.context(request)
    question = asked.strictly()
    shown = opening.shown(question)
    one = shown.made.whole.figure(code)
    if one is None:
        raise UnknownIndicator(
            gettext_noop("no figure of this name is shown for these days"),
            field="indicator",
            value=asking.clean(code),
            expected=gettext_noop("come here from a figure on the page of the office"),
        )
    defined = laying.defined(one)
    url = laying.definition_url(question)
    door = answering.door(None, question)
    actor = acting(request) if request.user.is_authenticated else None
    lines = shown.made.table("unit").lines
    context |= {
        "trail": [
            {"url": reverse("figures"), "name": gettext("Open figures")},
            {"url": f"{reverse('performance')}?{question.query()}", "name": gettext("How the office does")},
            {"name": gettext(defined.title)},
        ],
        "question": question,
        "span": opening.span_said(performance.span(question.period)),
        "scope": answering.scope_said(question),
        "made": shown.made,
        "card": laying.card(one, shown.before.whole.figure(code) if shown.before else None, url),
        "before_said": opening.span_said(performance.span(shown.before.period)) if shown.before else "",
        "told": described(defined),
        "sure": saying.SURE[defined.sure],
        "better": saying.BETTER[defined.better],
        "settings": [gettext(said) for said in practice_on(question.period.last).statements(defined.settings)],
        "numerator": [_made(count, shown.made.whole, one.numerator, defined.counts, door) for count in defined.counts],
        "denominator": [
            _made(count, shown.made.whole, one.denominator, defined.population, door) for count in defined.population
        ],
        "of_persons": performance.BY_CODE[code].of_persons,
        "fewest": performance.FEWEST,
        "versions": [record for record in REGISTRY if record.code == code],
        "trend": laying.trend(shown.made, code, question),
        "units": [
            (line, figure, laying.said(figure))
            for line in lines
            if (figure := line.figure(code)) and (figure.kept_back or figure.denominator)
        ],
        "staff_url": f"{reverse('indicator', kwargs={'code': code})}?{question.query()}"
        if may(actor, Act.SEE_FIGURES, units=[question.unit.id])
        else "",
    }
    return render(request, "portal/performance/definition.html", context)


def _made(count: Count, whole: Line, total: int | None, among: tuple[Count, ...], door: Callable[[str], str]) -> Made:
    """Say what a count is and how many; where it is one of the form's, it leads to its dossiers."""
    title = gettext(count.title)
    if count.code in performance.CELLS:
        return title, whole.count(count.code), door(count.code)
    return title, total if len(among) == 1 else None, ""
