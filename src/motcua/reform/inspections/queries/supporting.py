"""What supports statements: whether it is there and as it was, and how it is called."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators.public import REGISTRY
from motcua.reform.inspections.models import Finding as FindingRow
from motcua.reform.inspections.models import Photograph as PhotographRow
from motcua.reform.inspections.models import Place
from motcua.reform.inspections.queries.inspections import place
from motcua.reform.inspections.queries.visits import begun, findings, photographs, visit
from motcua.reform.inspections.rules.figures import FigureRef
from motcua.reform.inspections.rules.supports import (
    Case,
    Dossier,
    File,
    Finding,
    Line,
    Minutes,
    Photograph,
    Record,
    Report,
    Support,
    WrongSupport,
    support_payload,
)
from motcua.reform.registers import public as registers
from motcua.services.dossiers import public as dossiers
from motcua.services.feedback import public as feedback


def ensure_there(supports: Collection[Support], *, at: datetime) -> None:
    """
    See that each support is there, and that files are what they were when they were kept. A few SQL queries each.

    :raises WrongSupport: for the first that is not. :raises AlteredOnDisk: :raises UnknownFile: for a file.
    """
    for one in supports:
        if not _there(one, at):
            raise WrongSupport(
                gettext_noop("what the statement rests on is not there"),
                field="supports",
                value=str(support_payload(one)),
                expected=gettext_noop("choose from what was recorded, found and photographed"),
            )


def supports_at(place_ids: Collection[int]) -> list[Support]:
    """Give what the visits of places found, photographed and wrote down, for statements to rest on. Four queries."""
    found: list[Support] = [Finding(one.id) for one in findings(place_ids)]
    found += [Photograph(one.place_id, one.number) for one in photographs(place_ids)]
    begun_at = begun(place_ids)
    found += [Minutes(one) for one in place_ids if one in begun_at]
    return found


def labels(supports: Collection[Support]) -> dict[Support, str]:
    """Give what each support is called. A few SQL queries each."""
    return {one: label(one) for one in supports}


def label(support: Support) -> str:
    """Say in a few words what a support is; no text that names a person is in it."""
    return _LABELS[type(support)](support)


def altered(support: Support) -> str:
    """Say why a file can no longer be shown as it was kept; empty where it can. It reads the file."""
    if isinstance(support, File):
        try:
            files.read(support.digest)
        except Refused as refusal:
            return refusal.reason(gettext)
    return ""


def _there(support: Support, at: datetime) -> bool:
    match support:
        case FigureRef(code, _, _, last):
            return any(one.code == code for one in REGISTRY.in_force(last))
        case Record(number):
            return _found(lambda: registers.find(number), registers.UnknownRecord)
        case File(digest):
            files.read(digest)
            return True
        case Line(place_id, code):
            return Place.objects.filter(pk=place_id).exists() and code in _codes(place_id)
        case Finding(number):
            return FindingRow.objects.filter(pk=number, withdrawn=False).exists()
        case Photograph(place_id, number):
            return PhotographRow.objects.filter(visit__place=place_id, number=number, withdrawn=False).exists()
        case Report(place_id) | Minutes(place_id):
            return Place.objects.filter(pk=place_id).exists()
        case Case(number):
            return feedback.case_view(number, at=at) is not None
        case Dossier(code):
            return dossiers.stream_of(code) is not None


def _codes(place_id: int) -> set[str]:
    return {question.code for question in visit(place_id).checklist.questions}


def _found(read: Callable[[], Any], missing: type[Refused]) -> bool:
    try:
        read()
    except missing:
        return False
    return True


def _of_figure(one: FigureRef) -> str:
    indicator = REGISTRY.find(one.code, on=one.last)
    return f"{gettext(indicator.title)}, {units.find(one.unit, on=one.last).name}"


def _of_record(one: Record) -> str:
    """Name the register, and of the record what tells it from others; nothing that may name persons."""
    view = registers.find(one.id)
    register = registers.REGISTERS[view.register]
    told = (registers.Type.DOCUMENT, registers.Type.TEXT)
    columns = sorted((one for one in register.columns if one.type in told and not one.personal), key=_less_telling)
    said = [str(view.values[column.name]) for column in columns if view.values.get(column.name)][:MOST_WORDS]
    unit = units.by_id([view.unit_id])[view.unit_id].name
    return f"{gettext(register.title)}, {unit}" + (f": {', '.join(said)}" if said else "")


def _less_telling(column: registers.Column) -> bool:
    return column.type is not registers.Type.DOCUMENT


def _of_line(one: Line) -> str:
    _, question = visit(one.place).checklist.line(one.code)
    said = {"code": question.code, "place": place(one.place).unit.name}
    return gettext("line %(code)s of the checklist, %(place)s") % said


def _of_finding(one: Finding) -> str:
    found = FindingRow.objects.select_related("visit").get(pk=one.id)
    said = {"number": found.number, "place": place(found.visit.place_id).unit.name}
    return gettext("finding %(number)s, %(place)s") % said


def _at(text: str) -> Callable[[Any], str]:
    return lambda one: gettext(text) % {"place": place(one.place).unit.name}


MOST_WORDS = 2
"""Of so many columns of a record a label says what stands there."""

_LABELS: Mapping[type[Any], Callable[[Any], str]] = {
    FigureRef: _of_figure,
    Record: _of_record,
    File: lambda one: str(one.name),
    Line: _of_line,
    Finding: _of_finding,
    Photograph: _at(gettext_noop("photograph, %(place)s")),
    Report: _at(gettext_noop("the unit's own report, %(place)s")),
    Minutes: _at(gettext_noop("minutes of the visit, %(place)s")),
    Case: lambda one: gettext("feedback number %(id)s") % {"id": one.id},
    Dossier: lambda one: gettext("dossier %(code)s") % {"code": one.code},
}
