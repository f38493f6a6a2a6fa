"""What offices must show of their procedures: the board of each, to read, to print, and to reach the office by."""

from dataclasses import replace
from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.papers import public as papers
from motcua.foundation.units import public as units
from motcua.services.procedures import public as procedures
from motcua.sites.look.public import Limit, asking, clock, published

PRINTS = Limit("boards", most=30, seconds=60)
"""A sheet takes some hundredths of a second to set."""


@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    """List the offices that take dossiers, each with how many procedures and how it is reached. Four SQL queries."""
    on = timezone.localdate(clock.now())
    structure, many = units.structure(on), procedures.offers_by_unit(on=on)
    contacts = units.contacts(list(many), on=on)
    top = asking.site_unit(structure)
    walk = structure.walk(top.id) if top else ()
    context = {
        "section": "procedures",
        "trail": [{"url": reverse("procedures"), "name": gettext("Procedures")}, {"name": gettext("Boards")}],
        "offices": [(one, many[one.id], contacts.get(one.id)) for one in walk if one.id in many],
    }
    return render(request, "portal/boards/list.html", context)


@require_safe
def board(request: HttpRequest, unit: int) -> HttpResponse:
    """Show what an office offers, by field, and where feedback on it is taken. Eight SQL queries."""
    on = timezone.localdate(clock.now())
    office = _office(unit, on)
    listed = published.offered(unit, on)
    context = {
        "section": "procedures",
        "trail": [
            {"url": reverse("procedures"), "name": gettext("Procedures")},
            {"url": reverse("boards"), "name": gettext("Boards")},
            {"name": office.name},
        ],
        "office": office,
        "on": on,
        "contact": units.contacts([unit], on=on).get(unit),
        "fields": [(name, list(some)) for name, some in groupby(listed, key=lambda one: one.field_name)],
        "many": len(listed),
    }
    return render(request, "portal/boards/board.html", context)


@require_safe
def index_pdf(request: HttpRequest, unit: int) -> HttpResponse:
    """Give the index of a board as PDF, to print and put up; it is Vietnamese in whatever language the page is."""
    on = timezone.localdate(clock.now())
    office = _office(unit, on)
    if PRINTS.spent(request):
        return _later(request)
    return _pdf(published.board(office, on, site=asking.public_address(request)), f"danh-muc-{office.code}-{on}")


@require_safe
def sheet_pdf(request: HttpRequest, unit: int, code: str) -> HttpResponse:
    """Give the sheet of one procedure of a board as PDF."""
    on = timezone.localdate(clock.now())
    office = _office(unit, on)
    version = next((one for one in published.offered(office.id, on) if one.code == code), None)
    if version is None:
        raise Http404
    if PRINTS.spent(request):
        return _later(request)
    with translation.override("vi"):
        board = published.board(office, on, site=asking.public_address(request), listed=(version,), sheets=True)
    return _pdf(replace(board, with_index=False), f"niem-yet-{code}-{on}")


def _office(unit: int, on: date) -> units.Unit:
    found = units.structure(on).units.get(unit)
    if found is None:
        raise Http404
    return found


def _pdf(board: papers.Board, name: str) -> HttpResponse:
    answer = HttpResponse(papers.board_pdf(board), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def _later(request: HttpRequest) -> HttpResponse:
    answer = render(request, "429.html", status=429)
    answer.headers["Retry-After"] = str(PRINTS.seconds)
    return answer
