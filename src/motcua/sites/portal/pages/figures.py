"""The open figures: form II.06 of any unit and period, each number a door."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import acting
from motcua.reform.indicators.public import By
from motcua.sites.look.public import answering, asking, charts, clock, ii06, words

MOST_MONTHS = 24
"""So many months are drawn; a longer period has no such chart."""


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show the form. Eight SQL queries, and a read of the facts where the report is not at hand."""
    asked = asking.read(request)
    split = answering.asked_split(request, default=By.FIELD)
    context = {"section": "figures", "part": "form", "asked": asked, "trail": [{"name": gettext("Open figures")}]}
    if asked.question is None:
        return render(request, "portal/figures/none.html", context, status=400 if asked.problems else 200)
    question = asked.question
    actor = acting(request) if request.user.is_authenticated else None
    answers = answering.Answers.to(question, now=clock.now())
    made = answers.report(split)
    form = ii06.Form(
        answering.total(actor, question, made), answering.lines(actor, question, made), answering.HEADS[split]
    )
    context |= {
        "question": question,
        "scope": answering.scope_said(question),
        "near": asking.near(question),
        "splits": answering.splits(question, split),
        "made": made,
        "form": form,
        "months": _months(answers),
        "most": _most(form),
        "practice": [gettext(said) for said in made.practice.statements()],
        "csv": question.query(**{answering.BY: answering.BY_WORDS[split]}),
    }
    return render(request, "portal/figures/page.html", context, status=400 if asked.problems else 200)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the form as comma-separated values, UTF-8, one line a field or unit, the total last."""
    question = asking.read(request).strictly()
    split = answering.asked_split(request, default=By.FIELD)
    made = answering.Answers.to(question, now=clock.now()).report(split)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="II.06-{question.unit.code}-{question.period.first}-{question.period.last}.csv"'
    )
    writer = csv.writer(response)
    writer.writerow(["name", *(column.cell for column in ii06.COLUMNS)])
    for line in (*answering.lines(None, question, made), answering.total(None, question, made)):
        name = line.name if line.name[:1] not in "=+-@\t" else f"'{line.name}"
        writer.writerow([name, *(cell.count for cell in line.cells)])
    return response


def _months(answers: answering.Answers) -> list[charts.Part]:
    """Give the dossiers resolved overdue by the month of their result; nothing for a short or a long period."""
    if not 2 <= sum(1 for _ in answers.question.period.months()) <= MOST_MONTHS:
        return []
    counted = answers.overdue_by_month()
    years = len({year for year, _ in counted})
    return [
        charts.Part(f"{month}/{year % 100:02}" if years > 1 else str(month), late, "late")
        for (year, month), late in counted.items()
    ]


def _most(form: ii06.Form) -> str:
    """Say where most of the dossiers resolved overdue were."""
    late, worst = form.total.count("resolved.overdue"), next(iter(form.overdue), None)
    if worst is None:
        return gettext("None was resolved overdue.")
    said = {"count": words.number(late), "where": worst.label, "share": words.percent(worst.count, late)}
    return gettext("%(count)s dossiers; the most in “%(where)s” (%(share)s)") % said
