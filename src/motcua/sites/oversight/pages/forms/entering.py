"""Entering a form by hand: for a unit that is not on the system, and for forms that no facts fill."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.kernel.refusals import Refused
from motcua.kernel.vietnamese import sort_key
from motcua.reform.forms import public as forms
from motcua.reform.forms.public import Form, Imbalance, Line
from motcua.services.procedures import public as procedures
from motcua.sites.look.public import asking, clock, staff
from motcua.sites.oversight.opening import opened_strictly
from motcua.sites.oversight.pages.forms.asked import PRESET, asked_form, needs, query
from motcua.sites.oversight.pages.forms.sheets import REASON, preset_name

TOTAL = "cong"


@dataclass(frozen=True, slots=True)
class Field:
    """One number to enter: its name in the form, what it is called, what was given, what is wrong with it."""

    name: str
    said: str
    given: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Entered:
    """The lines as they were given; ``values`` is None where the line is left empty or is wrong."""

    key: str
    name: str
    fields: tuple[Field, ...]
    values: tuple[int, ...] | None


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_FORMS)
def enter(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for the numbers of a form, check its identities, and keep it. Fifteen SQL queries."""
    question, context = opened_strictly(request, actor)
    needs(actor, Act.KEEP_FORMS, question.unit)
    form = asked_form(request, question)
    preset = asking.clean(request.GET.get(PRESET, "")) or forms.FREE
    lines = [_entered(request, form, key, name, place) for place, (key, name) in enumerate(_lines(form, question))]
    total = _entered(request, form, "", gettext("Total"), TOTAL)
    problems: list[tuple[str, str]] = [
        (field.name, f"{line.name}, {field.said}: {field.wrong}")
        for line in (*lines, total)
        for field in line.fields
        if field.wrong
    ]
    imbalances: tuple[Imbalance, ...] = ()
    if request.method == "POST" and not problems:
        given = [Line(one.key, one.name, form.summed(one.values)) for one in lines if one.values is not None]
        summed = form.summed(total.values) if total.values is not None else _sum(form, given)
        try:
            sheet = forms.enter(
                form=form.code,
                unit=question.unit.code,
                period=question.period,
                preset=preset,
                lines=given,
                total=summed,
                by=actor.key,
                at=clock.now(),
                reason=request.POST.get(REASON, ""),
            )
            return redirect("form-sheet", sheet=sheet)
        except forms.Unbalanced as refusal:
            imbalances = refusal.imbalances
            problems = [(REASON, forms.fault_said(one)) for one in imbalances]
        except Refused as refusal:
            problems = [(REASON, refusal.message(gettext))]
    context |= _context(form, preset, lines, total, question) | {
        "problems": problems,
        "imbalances": imbalances,
        "reason": request.POST.get(REASON, ""),
    }
    return render(request, "oversight/forms/enter.html", context, status=400 if problems else 200)


def _context(
    form: Form, preset: str, lines: list[Entered], total: Entered, question: asking.Question
) -> dict[str, Any]:
    language = get_language()
    blocks = [column.block.in_language(language) if column.block else "" for column in form.by_hand]
    return {
        "form": form,
        "form_title": form.title.in_language(get_language()),
        "preset_name": preset_name(preset),
        "heads": [column.title.in_language(language) for column in form.by_hand],
        "over": [(over, len(list(columns))) for over, columns in groupby(blocks)],
        "numbers": [column.number for column in form.by_hand],
        "lines": lines,
        "total": total,
        "identities": form.identities,
        "query": query(question, form.code, preset),
    }


def _lines(form: Form, question: asking.Question) -> list[tuple[str, str]]:
    """Give the lines that a form has for a unit: the fields in force, or the unit and the governments below it."""
    if form.rows is forms.Rows.FIELD:
        known = {one.field_code: one.field_name for one in procedures.in_force(on=question.period.last)}
        return sorted(known.items(), key=lambda one: sort_key(one[1]))
    structure = question.structure
    own = structure.below(question.unit.id, own=True)
    below = [] if form.own else [one for one in structure.children(question.unit.id) if one.id not in own]
    return [(one.code, one.name) for one in (question.unit, *sorted(below, key=lambda one: one.code))]


def _entered(request: HttpRequest, form: Form, key: str, name: str, place: int | str) -> Entered:
    given = {column.number: request.POST.get(f"o-{place}-{column.number}", "").strip() for column in form.by_hand}
    empty = not any(given.values())
    numbers = {number: _count(text) for number, text in given.items()}
    fields = tuple(
        Field(
            f"o-{place}-{column.number}",
            f"({column.number}) {column.title.in_language(get_language())}",
            given[column.number],
            "" if numbers[column.number] is not None else gettext("write a whole number from 0"),
        )
        for column in form.by_hand
    )
    whole = None if empty or None in numbers.values() else [numbers.get(one.number) or 0 for one in form.columns]
    return Entered(key, name, fields, tuple(whole) if whole is not None else None)


def _count(text: str) -> int | None:
    """Read a count, its thousands grouped or not; empty is zero, and None what is no count."""
    plain = re.sub(r"(?<=\d)[.,\s](?=\d{3}(\D|$))", "", text)
    return int(plain or 0) if re.fullmatch(r"\d{0,12}", plain, re.ASCII) else None


def _sum(form: Form, lines: list[Line]) -> tuple[int, ...]:
    return tuple(sum(line.values[place] for line in lines) for place in range(len(form.columns)))
