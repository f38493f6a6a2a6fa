"""The register book of a period, to read, print and keep. It names no person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor
from motcua.reform.forms import public as forms
from motcua.reform.indicators import public as indicators
from motcua.sites.look.public import clock, leafing, looking, staff
from motcua.sites.oversight.opening import opened_strictly
from motcua.sites.oversight.pages.forms.asked import KIND, download, needs

CODE = "SO-HO-SO"


@require_safe
@staff(Act.SEE_DOSSIERS)
def book(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the dossiers received in a period, fifty a page. Twenty-one SQL queries, five more for each thousand."""
    question, context = opened_strictly(request, actor)
    needs(actor, Act.SEE_DOSSIERS, question.unit)
    form = forms.forms().find(CODE, on=question.period.last)
    now = clock.now()
    rows = forms.book(
        indicators.up_to_date(at=now),
        form=form,
        unit=question.unit.code,
        period=question.period,
        now=now,
        own=question.own,
    )
    leaf = leafing.leaf(request, total=len(rows))
    asked_for, as_file = f"{request.path}?{question.query()}", request.GET.get(KIND) in {"xlsx", "pdf"}
    on_page = min(leafing.LENGTH, len(rows) - leaf.offset)
    looking.note(
        actor,
        looking.Seen.DOSSIERS,
        asked_for,
        unit_id=question.unit.id,
        shown=len(rows) if as_file else on_page,
    )
    if request.GET.get(KIND) in {"xlsx", "pdf"}:
        return download(
            lambda: forms.lay_book(form, question.unit, question.period, rows),
            kind=request.GET[KIND],
            name=f"so-ho-so-{question.unit.code}-{question.period.first}-{question.period.last}",
        )
    heads = forms.heads(form)
    context |= {
        "form": form,
        "form_title": form.title.in_language(get_language()),
        "heads": heads,
        "rows": [list(zip(heads, row, strict=True)) for row in rows[leaf.offset : leaf.offset + leafing.LENGTH]],
        "count": len(rows),
        "leaf": leaf,
        "source": forms.source_said(form),
        "query": question.query(),
    }
    return render(request, "oversight/forms/book.html", context)
