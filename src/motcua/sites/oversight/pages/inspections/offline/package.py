"""What a tablet takes along of a place: the lines of its checklist, as texts that need nothing else to be shown."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import LineView, PlaceView, VisitView
from motcua.reform.registers.public import FIELD_TITLES


def sections(place: PlaceView, *, now: datetime) -> list[dict[str, Any]]:
    """
    Give the lines of a visit by field and criterion, each with its figure and its answer as they stand now.

    :raises UnknownVisit: while the visit has not begun, for then it has no checklist yet.
    """
    visit = inspections.visit(place.id)
    return [
        {"title": gettext(FIELD_TITLES[field]), "criteria": _criteria(lines, visit)}
        for field, lines in groupby(inspections.prefilled(place.id, now=now), key=lambda line: line.field)
    ]


def _criteria(lines: Iterable[LineView], visit: VisitView) -> list[dict[str, Any]]:
    return [
        {
            "title": _in_words(criterion.title, criterion.title_en),
            "lines": [_line(one, visit) for one in of],
        }
        for criterion, of in groupby(lines, key=lambda line: line.criterion)
    ]


def _line(line: LineView, visit: VisitView) -> dict[str, Any]:
    question = line.question
    return {
        "code": question.code,
        "text": _in_words(question.text, question.text_en),
        "figure": _known(line),
        "counted": question.counted,
        "answer": _answer(question.code, visit),
    }


def _known(line: LineView) -> str:
    """Say what the program knows before anybody looks: the figure with its counts, or how the register stands."""
    if line.computed is not None:
        value = inspections.said(line.computed)
        return value if line.computed.denominator is None else f"{value} ({inspections.said(line.computed, 'counts')})"
    if line.register is None:
        return ""
    if not line.stated:
        return gettext("The register is not declared complete.")
    number = line.register.records
    return ngettext("%(number)s record", "%(number)s records", number) % {"number": number}


def _answer(line: str, visit: VisitView) -> dict[str, Any] | None:
    """Give what is answered at a line."""
    answered = visit.answers.get(line)
    if answered is None:
        return None
    return {
        "answer": answered.answer.value,
        "looked": answered.looked,
        "right": answered.right,
        "note": visit.notes_of.get(line, ""),
        "at": round(answered.at.timestamp() * 1000),
    }


def _in_words(vietnamese: str, english: str) -> str:
    return english if english and get_language() == "en" else vietnamese
