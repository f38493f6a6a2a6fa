"""The number books of an office: opened, continued from what was given elsewhere, and read number by number."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.numbering import public as numbering
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import carried, frame
from motcua.sites.look.public import clock, leafing, once, staff

KEEP = (Act.ISSUE, Act.KEEP_PROCEDURES)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*KEEP)
@once
def books(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the number books of the post's office, and open one. Six SQL queries to show."""
    now = clock.now()
    structure = units.structure(timezone.localdate(now))
    own = [structure.units[one] for one in structure.below(actor.government_id, own=True)]
    fields = _fields(own, timezone.localdate(now).year)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            numbering.open_book(
                unit=entries["unit"],
                code=entries["code"],
                name=entries["name"],
                pattern=entries["pattern"],
                year=entries.number("year") or 0,
                last=entries.number("last") or 0,
                by=actor.key,
                at=now,
            )
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("number-books"))
    names = {one.id: one.name for one in own}
    context = frame(actor) | {
        "books": [(one, names[one.unit_id]) for one in numbering.books(names)],
        "entries": entries,
    }
    return render(request, "desk/books/list.html", context, status=400 if entries.problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*KEEP)
@once
def book(request: HttpRequest, actor: Actor, book: int) -> HttpResponse:
    """Show the numbers of a book, and annul one that was given by mistake. Seven SQL queries to show."""
    found = numbering.find_book(book)
    if found is None:
        raise Http404
    if not any(may(actor, act, units=[found.unit_id]) for act in KEEP):
        raise PermissionDenied(gettext("This is for another unit to do."))
    fields = (Field("reason", gettext_lazy("Reason"), needed=True),)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    number = carried(request, "so")
    if request.method == "POST" and not entries.problems:
        try:
            if not numbering.is_of(number, book=book):
                raise numbering.UnknownBook(gettext("there is no such number, or it was annulled"), field="so")
            numbering.annul(number=number, reason=entries["reason"], by=actor.key, at=clock.now())
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(request.path)
    page = leafing.asked(request)
    context = frame(actor) | {
        "book": found,
        "numbers": numbering.numbers(book, offset=(page - 1) * leafing.LENGTH, limit=leafing.LENGTH),
        "leaf": leafing.leaf(request, total=numbering.count(book)),
        "entries": entries,
    }
    return render(request, "desk/books/book.html", context, status=400 if entries.problems else 200)


def _fields(own: Sequence[units.Unit], year: int) -> Sequence[Field]:
    return (
        Field(
            "unit", gettext_lazy("Office"), kind="choice", needed=True, size="w-20",
            choices=[(one.key, one.name) for one in own], first=own[0].key if own else "",
        ),
        Field("name", gettext_lazy("Name of the book"), needed=True, hint="Sổ đăng ký quyết định"),
        Field("code", gettext_lazy("Short code"), needed=True, hint="quyet-dinh", size="w-12"),
        Field(
            "pattern", gettext_lazy("How numbers are written"), needed=True, hint="{n}/QĐ-UBND",
            first="{n}/QĐ-UBND", size="w-12",
        ),
        Field("year", gettext_lazy("Year"), kind="number", needed=True, first=str(year), size="w-12"),
        Field(
            "last", gettext_lazy("Last number that was given elsewhere"), kind="number", first="0", size="w-12",
            hint=gettext_lazy("The book goes on after it."),
        ),
    )  # fmt: skip
