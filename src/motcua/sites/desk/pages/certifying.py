"""The same-day lane: one screen for a batch of copies and signatures, and the register of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, Role
from motcua.foundation.papers.public import Column, Sheet, heads, sheet_pdf
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure
from motcua.kernel.refusals import Refused
from motcua.kernel.vietnamese import sort_key
from motcua.services.certification import public as certification
from motcua.services.certification.public import Line
from motcua.services.dossiers.public import Person
from motcua.services.fees import public as fees
from motcua.services.numbering import public as numbering
from motcua.services.procedures import public as procedures
from motcua.sites.desk.pages.filling import Choices, Entries, Field
from motcua.sites.desk.pages.handling.acts import DONE
from motcua.sites.desk.pages.intake.counter import office_of
from motcua.sites.look.public import clock, looking, once, staff, words

CERTIFYING = "Chứng thực"
"""The field whose procedures stand first; the others of the same day follow."""
ROWS = 6
"""So many papers of one citizen are written at once."""


@dataclass(frozen=True, slots=True)
class Written:
    """A row of the form as it is shown: its number, and its four entries with what is wrong with each."""

    place: int
    procedure: str
    what: str
    copies: str
    pages: str
    problem: str


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE)
@once
def certify(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Certify a batch, and show the register of the day. Twenty-four SQL queries to show."""
    office, now = office_of(actor), clock.now()
    on = timezone.localdate(now)
    fields = _fields(actor, office, on)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            done = certification.certify(
                unit=office.key,
                lines=_lines(entries),
                person=Person(entries["name"], entries["identity_number"]),
                book=int(entries["book"]),
                signer=entries["signer"],
                receipts=int(entries["receipts"]) if entries["receipts"] else None,
                by=actor.key,
                at=now,
            )
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{reverse('certify')}?{DONE}={','.join(one.code for one in done)}")
    register = certification.register_of(office.id, on)
    looking.note(actor, looking.Seen.DOSSIERS, f"register/{on}", unit_id=office.id, shown=len(register))
    filled = entries.filled()
    codes = request.GET.get(DONE, "").split(",")
    done_now = [one for one in register if one.code in codes]
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": office.name,
        "entries": entries,
        "above": [one for one in filled if "_" not in one.field.name or one.field.name == "identity_number"],
        "rows": [_written(entries, place) for place in range(1, ROWS + 1)],
        "procedures": next((one.choices for one in fields if one.name == "procedure_1"), ()),
        "register": register,
        "total": sum(one.fee for one in register),
        "done": done_now,
        "taken": sum(one.fee for one in done_now),
        "on": on,
        "without_book": not next(one.choices for one in fields if one.name == "book"),
    }
    return render(request, "desk/certifying.html", context, status=400 if entries.problems else 200)


@require_safe
@staff(Act.RECEIVE)
def register(request: HttpRequest, actor: Actor, day: str) -> HttpResponse:
    """Give the register of a day as a sheet to sign. Eight SQL queries."""
    office = office_of(actor)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    entries = certification.register_of(office.id, on)
    looking.note(actor, looking.Seen.DOSSIERS, f"register/{day}", unit_id=office.id, shown=len(entries))
    sheet = Sheet(
        agency=heads.body(office),
        title="Sổ chứng thực",
        period=f"Ngày {on:%d/%m/%Y}",
        on=on,
        place=heads.locality(office, on=on),
        columns=(
            Column("STT"),
            Column("Số chứng thực", width=2, words=True),
            Column("Người yêu cầu", width=3, words=True),
            Column("Loại giấy tờ", width=4, words=True),
            Column("Số bản"),
            Column("Số trang"),
            Column("Lệ phí (đồng)", width=2),
            Column("Người ký", width=3, words=True),
        ),
        rows=tuple(
            (
                str(place),
                one.number,
                one.who,
                one.what,
                str(one.copies),
                str(one.pages),
                words.number(one.fee),
                one.signer,
            )
            for place, one in enumerate(entries, 1)
        ),
        total=(
            "",
            "Cộng",
            "",
            "",
            str(sum(one.copies for one in entries)),
            "",
            words.number(sum(one.fee for one in entries)),
            "",
        ),
        notes=("Các cột của sổ là minh họa.",),
        signers=("Người lập sổ",),
    )
    answer = HttpResponse(sheet_pdf(sheet), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="so-chung-thuc-{day}.pdf"'
    return answer


def _fields(actor: Actor, office: units.Unit, on: date) -> Sequence[Field]:
    same_day = [one for one in procedures.in_force(on=on) if one.term and one.term.measure is Measure.SAME_DAY]
    same_day.sort(key=lambda one: (one.field_name != CERTIFYING, sort_key(one.name)))
    offered = [(one.code, one.name) for one in same_day]
    within = units.structure(on).below(actor.government_id, own=True) | {office.id}
    signers = [(f"post/{one.id}", one.title) for one in accounts.posts_with(Role.LEADER, within, on=on)]
    books = [(str(one.id), f"{one.name} {one.year}") for one in numbering.books([office.id], year=on.year)]
    usual = numbering.last_used([int(book) for book, _ in books], about="certification/")
    receipts = [(str(one.id), f"{one.series}, {one.next}") for one in fees.receipt_books(office.id)]
    return (
        Field("name", gettext_lazy("Name of who asks"), needed=True),
        Field("identity_number", gettext_lazy("Identity number"), size="w-20"),
        _choice("signer", gettext_lazy("Who signs"), signers, needed=True),
        _choice("book", gettext_lazy("Register book"), books, needed=True, first=str(usual or "")),
        _choice("receipts", gettext_lazy("Receipt book"), receipts, needed=False),
        *(
            field
            for place in range(1, ROWS + 1)
            for field in (
                Field(f"procedure_{place}", gettext_lazy("Procedure"), choices=offered, first=_first(offered)),
                Field(f"what_{place}", gettext_lazy("Which paper")),
                Field(f"copies_{place}", gettext_lazy("Number of copies"), first="1"),
                Field(f"pages_{place}", gettext_lazy("Pages of each"), first="1"),
            )
        ),
    )  # fmt: skip


def _choice(name: str, label: Promise, choices: Choices, *, needed: bool, first: str = "") -> Field:
    return Field(name, label, kind="choice", needed=needed, choices=choices, first=first or _first(choices))


def _first(choices: Choices) -> str:
    return choices[0][0] if choices else ""


def _lines(entries: Entries) -> list[Line]:
    """Read the rows in which a paper is written. :raises Refused: for a number that is none."""
    return [
        Line(
            entries[f"procedure_{place}"],
            entries[f"what_{place}"],
            entries.number(f"copies_{place}") or 0,
            entries.number(f"pages_{place}") or 0,
        )
        for place in range(1, ROWS + 1)
        if entries[f"what_{place}"]
    ]


def _written(entries: Entries, place: int) -> Written:
    procedure, what, copies, pages = (f"{name}_{place}" for name in ("procedure", "what", "copies", "pages"))
    problem = "; ".join(entries.problems[name] for name in (procedure, what, copies, pages) if name in entries.problems)
    return Written(place, entries[procedure], entries[what], entries[copies], entries[pages], problem)
