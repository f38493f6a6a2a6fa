"""What an address asks of the forms, and how a sheet is shown: each number the door to its dossiers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, override

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.reform.forms import public as forms
from motcua.reform.forms.public import Form, Kept, Laid, Sheet, Standing
from motcua.reform.indicators.public import By
from motcua.sites.look.public import answering, asking, ii06

Question = asking.Question
FORM, PRESET, YEAR, KIND = "bieu", "ky", "nam", "dang"
USUAL = "II.06a"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

STANDINGS: dict[str, str | Promise] = {
    "missing": gettext_lazy("Not there yet"),
    Standing.FROZEN: gettext_lazy("Frozen, not sent"),
    Standing.SENT: gettext_lazy("Sent, not answered"),
    Standing.ACCEPTED: gettext_lazy("Accepted above"),
    Standing.SENT_BACK: gettext_lazy("Sent back"),
}
"""How a sheet stands, in words."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a sheet: what is counted, and where it leads; empty where it opens onto nothing."""

    count: int
    url: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet as the page shows it."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """An identity, and whether the sheet keeps it; if not, where and by how much."""

    written: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as the page shows it."""

    heads: tuple[forms.Head, ...]
    over: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    total: Line
    checks: tuple[Check, ...]
    notes: tuple[str, ...]


def table(actor: Actor, form: Form, sheet: Sheet, question: Question) -> Table:
    """Give a sheet as the page shows it. Three SQL queries."""
    laid = forms.lay(form, sheet)
    columns = [column.title.in_language(get_language()) for column in form.columns]

    def line(name: str, values: Sequence[int], door: Callable[[str], str]) -> Line:
        return Line(
            name,
            tuple(
                Cell(value, door(column.count) if column.count in ii06.BY_CELL else "", said)
                for value, column, said in zip(values, form.columns, columns, strict=True)
            ),
        )

    return Table(
        heads=laid.heads[2:],
        over=tuple((over, len(list(heads))) for over, heads in groupby(head.over for head in laid.heads[2:])),
        lines=tuple(line(one.name, one.values, _door(actor, form, sheet, question, one.key)) for one in sheet.lines),
        total=line(gettext("Total"), sheet.total, _door(actor, form, sheet, question, "")),
        checks=(
            *(Check(text, kept=True) for text in laid.identities),
            *(Check(text, kept=False) for text in laid.faults),
        ),
        notes=laid.notes,
    )


def _door(actor: Actor, form: Form, sheet: Sheet, question: Question, key: str) -> Callable[[str], str]:
    """
    Give where the numbers of a line lead: to the dossiers, or to the sheet from below that the line is.

    What a person entered leads nowhere.
    """
    asked = replace(question, own=form.own)
    unit = question.structure.by_code.get(key) if form.rows is forms.Rows.UNIT else None
    if sheet.origin is forms.Origin.BELOW:
        part = next((one for one in sheet.parts if unit and one.unit == unit.key), None)
        return lambda cell: reverse("form-sheet", kwargs={"sheet": part.sheet}) if part else ""
    if sheet.origin is forms.Origin.HAND or (key and form.rows is forms.Rows.UNIT and unit is None):
        return lambda cell: ""
    if unit is not None:
        return answering.door(actor, replace(asked, own=unit.id == question.unit.id).of(unit))
    return answering.door(actor, asked, (By.FIELD, key) if key else None)


def question_of(kept: Kept) -> Question:
    """Give the question that a kept sheet answers."""
    structure = units.structure(kept.sheet.period.last)
    return Question(structure.units[kept.unit_id], kept.sheet.period, own=kept.form.own, structure=structure)


def asked_form(request: HttpRequest, question: Question, *, usual: str = USUAL) -> Form:
    """Read which form an address asks for. :raises UnknownForm:"""
    return forms.forms().find(asking.clean(request.GET.get(FORM, "")) or usual, on=question.period.last)


def query(question: Question, form: str, preset: str) -> str:
    """Write what is asked as the query of an address."""
    return replace(question, own=True).query(**{FORM: form, PRESET: preset})


def needs(actor: Actor, act: Act, unit: units.Unit) -> None:
    """Let only those on who may do an act for a unit. :raises PermissionDenied:"""
    if not may(actor, act, units=[unit.id]):
        said = gettext("Your post “%(post)s” may not do this for %(unit)s.")
        raise PermissionDenied(said % {"post": actor.title, "unit": unit.name})


def download(laid: Callable[[], Laid], *, kind: str, name: str) -> HttpResponse:
    """Give a form as a file to keep; a PDF speaks Vietnamese, as the form does."""
    if kind == "pdf":
        with override("vi"):
            content, type_of = forms.as_pdf(laid()), "application/pdf"
    else:
        content, type_of = forms.as_xlsx(laid()), XLSX
    return HttpResponse(
        content,
        content_type=type_of,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{kind}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
