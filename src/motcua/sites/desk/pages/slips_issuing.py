"""The slip of a unit as data: its questions in a plain form, how it looks, and what it lacks, before it is issued."""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import MOST_QUESTIONS, ONE_STOP, AsksCode, Element, Question, Slip
from motcua.sites.desk.pages import framing
from motcua.sites.desk.pages.filling import Entries, Field, Filled
from motcua.sites.desk.pages.slips import standing
from motcua.sites.look.public import clock, once, staff, surveying

ROWS = "so-cau"
"""The field that carries how many rows of questions the form has."""
MORE = 5
YES_NO = (("co", gettext_lazy("Yes")), ("khong", gettext_lazy("No")))
CODES = (
    (AsksCode.NO.value, gettext_lazy("No")),
    (AsksCode.OPTIONAL.value, gettext_lazy("It may be left empty")),
    (AsksCode.REQUIRED.value, gettext_lazy("It must be filled in")),
)
OURS, SIPAS = "cua-chuong-trinh", "sipas"
"""What the form may begin with, beside the slip in use."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.ISSUE_SLIPS)
@once
def issue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    Write the questions of the post's own unit, look at them with what they lack, and issue them from a day on.

    A poor slip is issued too, once it was looked at. Twelve SQL queries to show.
    """
    own = home(actor, Act.ISSUE_SLIPS)
    if not may(actor, Act.ISSUE_SLIPS, units=[own]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    today = timezone.localdate(clock.now())
    unit = units.structure(today).units[own]
    first = _begin_with(request.GET.get("tu", ""), unit.id, today)
    indices = [(one.code, surveying.index_said(one)) for one in surveys.known_indices()]
    if request.method == "POST":
        rows = _rows(request.POST.get(ROWS, ""))
        deed = request.POST.get("lam", "")
        rows = min(rows + MORE, MOST_QUESTIONS) if deed == "them" else rows
        entries = Entries.of(request, tuple(_fields(first, today, rows, indices)))
        if deed == "them":
            entries.problems.clear()
    else:
        deed, rows = "", min(len(first.questions) + MORE, MOST_QUESTIONS)
        entries = Entries.empty(tuple(_fields(first, today, rows, indices)))
    slip = None if entries.problems or deed == "them" else _slip(entries, rows)
    if slip is not None and deed == "ban-hanh":
        try:
            issued = surveys.issue_slip(slip=slip, unit=unit.key, by=actor.key, at=clock.now())
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{reverse('slips')}?ban-hanh={issued}")
    filled = entries.filled()
    head = len(filled) - rows * len(ROW)
    context = framing.frame(actor) | {
        "unit": unit,
        "entries": entries,
        "head": Entries(entries.fields[:head], entries.given, entries.problems),
        "rows": [_row(filled, head + place * len(ROW)) for place in range(rows)],
        "count": rows,
        "may_add": rows < MOST_QUESTIONS,
        "slip": slip,
        "standing": standing(slip, slip.valid_from) if slip else None,
        "looked": slip is not None and deed in {"xem", "ban-hanh"},
        "asked": [surveying.Asked(place, one) for place, one in enumerate(slip.questions, 1)] if slip else [],
        "scale": surveying.SCALE,
    }
    return render(request, "desk/slips/issue.html", context, status=400 if entries.problems else 200)


ROW = ("text", "element", "index", "needed", "code")
"""What is asked of each question."""


def _row(filled: list[Filled], start: int) -> list[Filled]:
    return filled[start : start + len(ROW)]


def _rows(text: str) -> int:
    """Read how many rows the form has."""
    return min(max(int(text), 1), MOST_QUESTIONS) if text.isascii() and text.isdecimal() and len(text) < 4 else MORE


def _begin_with(word: str, unit_id: int, today: date) -> Slip:
    """Give what the form begins with: the slip in use, else the program's own, or one for a survey held once."""
    if word == SIPAS:
        return surveys.sipas_slip(campaign=f"SIPAS-{today.year}", first=today, last=today.replace(month=12, day=31))
    issued = surveys.slip_of(unit_id, on=today) if word != OURS else None
    return issued.slip if issued else surveys.one_stop_slip(valid_from=today)


def _fields(first: Slip, today: date, rows: int, indices: list[tuple[str, str]]) -> Iterator[Field]:
    yield Field("title", gettext_lazy("Title of the slip"), needed=True, first=first.title)
    yield Field(
        "campaign",
        gettext_lazy("Survey"),
        hint=gettext_lazy(
            "Empty for the slip of the one-stop shop; a name for a survey that is held once, as SIPAS-2022."
        ),
        first="" if first.campaign == ONE_STOP else first.campaign,
        size="w-20",
    )
    yield Field("code", gettext_lazy("Code of the slip"), needed=True, first=first.code, size="w-20")
    yield Field("document_number", gettext_lazy("Number of the document"), needed=True, size="w-20")
    yield Field("document_date", gettext_lazy("Day of the document"), kind="day", hint="31/12/2022", size="w-12")
    yield Field(
        "valid_from", gettext_lazy("In use from"), kind="day", needed=True, first=f"{today:%d/%m/%Y}", size="w-12"
    )
    last = f"{first.valid_to:%d/%m/%Y}" if first.valid_to else ""
    yield Field("valid_to", gettext_lazy("Up to and including"), kind="day", first=last, size="w-12")
    for name, label, on in (
        ("free_text", gettext_lazy("Is there room for free text?"), first.free_text),
        ("asks_name", gettext_lazy("Does it ask for a name?"), first.asks_name),
        ("ticked", gettext_lazy("Is an answer ticked beforehand?"), first.ticked),
    ):
        yield Field(name, label, kind="choice", needed=True, choices=YES_NO, first=_yes(on), size="w-20")
    yield Field(
        "asks_code",
        gettext_lazy("Does it ask for the code of the dossier?"),
        kind="choice",
        needed=True,
        choices=CODES,
        first=first.asks_code.value,
        size="w-20",
    )
    elements = [(one.value, surveying.ELEMENTS[one]) for one in Element]
    for place in range(1, rows + 1):
        asks = first.questions[place - 1] if place <= len(first.questions) else None
        yield Field(f"text_{place}", gettext_lazy("Text of the question"), first=asks.text if asks else "")
        yield Field(
            f"element_{place}",
            gettext_lazy("Element"),
            kind="choice",
            choices=[("", "–"), *elements],
            first=asks.element.value if asks else "",
        )
        yield Field(
            f"index_{place}",
            gettext_lazy("Index that it covers"),
            kind="choice",
            choices=[("", gettext_lazy("none")), *indices],
            first=asks.index if asks else "",
        )
        yield Field(
            f"needed_{place}",
            gettext_lazy("Must be answered on a page"),
            kind="choice",
            choices=YES_NO,
            first=_yes(bool(asks and asks.needed)),
        )
        yield Field(f"code_{place}", gettext_lazy("Its code"), first=asks.code if asks else "")


def _yes(on: bool) -> str:
    return "co" if on else "khong"


def _slip(entries: Entries, rows: int) -> Slip | None:
    """Give the slip that the form says; what is wrong is put to its field, and there is none."""
    questions = []
    for place in range(1, rows + 1):
        text, element = entries[f"text_{place}"], entries[f"element_{place}"]
        if text and not element:
            entries.problems[f"element_{place}"] = gettext("choose one of the list")
        elif text:
            code = entries[f"code_{place}"] or str(place)
            needed = entries[f"needed_{place}"] == "co"
            questions.append(Question(code, Element(element), text, entries[f"index_{place}"], needed))
    try:
        slip = Slip(
            code=entries["code"],
            campaign=entries["campaign"] or ONE_STOP,
            title=entries["title"],
            questions=tuple(questions),
            valid_from=entries.day("valid_from") or timezone.localdate(clock.now()),
            valid_to=entries.day("valid_to"),
            free_text=entries["free_text"] == "co",
            asks_code=AsksCode(entries["asks_code"]),
            asks_name=entries["asks_name"] == "co",
            ticked=entries["ticked"] == "co",
            document_number=entries["document_number"] or "–",
            document_date=entries.day("document_date"),
        )
        surveys.check_slip(slip)
    except Refused as refusal:
        entries.refuse(refusal)
    return None if entries.problems else slip
