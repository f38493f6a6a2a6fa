"""What a conclusion may state and does not yet: each finding of the visits, each answered line with its figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.reform.indicators.public import REGISTRY
from motcua.reform.inspections.queries.conclusions import ConclusionView
from motcua.reform.inspections.queries.inspections import InspectionView, PlaceView
from motcua.reform.inspections.queries.visits import FindingView, VisitView, visit
from motcua.reform.inspections.rules.checklist import Asks
from motcua.reform.inspections.rules.conclusion import StatementKind
from motcua.reform.inspections.rules.figures import FigureRef
from motcua.reform.inspections.rules.supports import Finding, Line, Support
from motcua.reform.inspections.rules.visit import Answer, FindingKind, UnknownVisit
from motcua.reform.registers.public import ReformField

FIGURE = "so_lieu"
"""What the figure of a line is called in a proposed text."""

_KINDS: Mapping[FindingKind, StatementKind] = {
    FindingKind.GOOD: StatementKind.GOOD,
    FindingKind.LIMIT: StatementKind.LIMIT,
}
_ANSWERS: Mapping[Answer, StatementKind] = {
    Answer.YES: StatementKind.GOOD,
    Answer.PARTLY: StatementKind.LIMIT,
    Answer.NO: StatementKind.LIMIT,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A statement that follows from a visit, for somebody to take, to reword, or to leave.

    :param key: names it in an address; it is the same as long as the visit stays as it is.
    """

    key: str
    place: PlaceView
    kind: StatementKind
    field: ReformField
    text: str
    figures: Mapping[str, FigureRef]
    supports: tuple[Support, ...]


def suggestions(inspection: InspectionView, conclusion: ConclusionView) -> list[Suggestion]:
    """
    Propose statements from what was found and answered at the places and is stated nowhere. Seven SQL queries a place.

    A finding is proposed as it was written, what caused it and who answers for it too; a line without a finding only
    where it was answered and asks for a figure, which then stands in the text.
    """
    cited = {support for one in conclusion.statements for support, _ in one.supports}
    found: list[Suggestion] = []
    for place in inspection.places:
        try:
            seen = visit(place.id)
        except UnknownVisit:
            continue
        found += (one for one in _suggested(inspection, place, seen) if not cited & {*one.supports})
    return found


def _suggested(inspection: InspectionView, place: PlaceView, seen: VisitView) -> Iterator[Suggestion]:
    stated = {one.line for one in seen.findings if one.line and not one.withdrawn}
    for one in seen.findings:
        if not one.withdrawn:
            yield from _of_finding(inspection, place, seen, one)
    for code, answered in seen.answers.items():
        kind = _ANSWERS.get(answered.answer)
        figures = _figure(inspection, place, seen, code)
        if kind is not None and code not in stated and figures:
            field, question = seen.checklist.line(code)
            text = f"{question.text.rstrip(' ?.:')}: {{{FIGURE}}}."
            support: tuple[Support, ...] = (Line(place.id, code),)
            yield Suggestion(f"dong-{place.id}-{code}", place, kind, field, text, figures, support)


def _of_finding(
    inspection: InspectionView, place: PlaceView, seen: VisitView, one: FindingView
) -> Iterator[Suggestion]:
    supports: tuple[Support, ...] = (Finding(one.id),)
    if one.line:
        supports = (*supports, Line(place.id, one.line))
    figures = _figure(inspection, place, seen, one.line) if one.line else {}
    said: tuple[tuple[str, StatementKind, str, Mapping[str, FigureRef]], ...] = (
        ("", _KINDS[one.kind], one.text, figures),
        ("-nn", StatementKind.CAUSE, one.cause_text, {}),
        ("-tn", StatementKind.RESPONSIBILITY, one.responsible, {}),
    )
    for ending, kind, text, called in said:
        if text:
            yield Suggestion(f"phat-hien-{one.id}{ending}", place, kind, one.field, text, called, supports)


def _figure(inspection: InspectionView, place: PlaceView, seen: VisitView, code: str) -> dict[str, FigureRef]:
    """Give the figure that a line asks for, of the place's own government in the period that is looked at."""
    _, question = seen.checklist.line(code)
    last = inspection.period.last
    known = {one.code for one in REGISTRY.in_force(last)}
    if question.asks is not Asks.INDICATOR or question.of not in known:
        return {}
    return {FIGURE: FigureRef(question.of, place.unit.code, inspection.period.first, last, own=True)}
