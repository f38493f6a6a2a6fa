"""The visits of the source: what was looked at, photographed and found at each place, and the minutes of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import resources

from django.db import transaction

from motcua.reference.inspection.cast import Cast, Told
from motcua.reference.inspection.statements import Sentence
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    Answer,
    Cause,
    FindingKind,
    InspectionView,
    Item,
    Minutes,
    PlaceView,
    SaidOfLine,
    SaidToFind,
    Severity,
    Side,
    StatementKind,
)

DRAWN = "(ảnh dựng lại)"
"""Stands behind every caption: the source's pictures are not kept."""

Found = Mapping[str, Sequence[int]]
"""The findings, by id, that were made of each statement, by its entry in the source."""


def report(wanted: Told, held: InspectionView, cast: Cast) -> None:
    """Hand in the report of each place as the program fills it: the source tells of none that differed."""
    for told in wanted["place"]:
        place = next(one for one in held.places if one.unit.code == told["unit"])
        inspections.send_report(place_id=place.id, **cast.acts(told["reported"]))


@transaction.atomic
def hold_visits(wanted: Told, figures: Told, held: InspectionView, sentences: Sequence[Sentence], cast: Cast) -> Found:
    """Visit each place, and have its minutes signed by both sides; give what was found."""
    found: dict[str, list[int]] = defaultdict(list)
    leader, secretary = (f"post/{one.post_id}" for one in (held.members[0], held.members[1]))
    for told in wanted["place"]:
        place = next(one for one in held.places if one.unit.code == told["unit"])
        visited = wanted[told["visited"]]
        begun, ended = told["begun"], told["ended"]
        inspections.begin_visit(place_id=place.id, checklist=visited["checklist"], by=secretary, at=begun)
        about = [one for one in sentences if place in one.places]
        for line, answer in _answers(visited, about).items():
            said = SaidOfLine(answer, note=f"Theo nội dung kết luận {wanted['mark']}")
            inspections.answer_line(place_id=place.id, line=line, said=said, by=secretary, at=begun)
        _photograph(wanted, figures, place, by=secretary, at=begun)
        for one in about:
            if one.kind in (StatementKind.GOOD, StatementKind.LIMIT):
                found[one.source].append(_find(one, place, by=secretary, at=begun))
        edition = inspections.write_minutes(
            place_id=place.id, minutes=_minutes(told, visited, held, about), seen=0, by=secretary, at=ended
        )
        for side, by in ((Side.TEAM, leader), (Side.UNIT, f"post/{cast.posts[told['signed']]}")):
            inspections.sign_minutes(place_id=place.id, side=side, edition=edition, by=by, at=ended)
    return found


def _answers(visited: Told, about: Sequence[Sentence]) -> dict[str, Answer]:
    """Answer the lines that were checked or that a statement rests on; what is limited in any is met in part."""
    met = [line for one in visited["check"] for line in one["lines"]]
    for one in about:
        if not one.is_limit:
            met += one.told.get("lines", ())
    partly = [line for one in about if one.is_limit for line in one.told.get("lines", ())]
    return dict.fromkeys(met, Answer.YES) | dict.fromkeys(partly, Answer.PARTLY)


def _photograph(wanted: Told, figures: Told, place: PlaceView, *, by: str, at: datetime) -> None:
    folder = resources.files("motcua.reference").joinpath("data", "photographs")
    captions = figures["inspection"]["photographs"]
    for told, caption in zip(wanted["photograph"], captions, strict=True):
        if told["unit"] == place.unit.code:
            inspections.add_photograph(
                place_id=place.id,
                line="",
                caption=f"{caption} {DRAWN}",
                name=told["file"],
                content=folder.joinpath(told["file"]).read_bytes(),
                captured_at=at,
                by=by,
                at=at,
            )


def _find(one: Sentence, place: PlaceView, *, by: str, at: datetime) -> int:
    """Make a finding of a statement. The source names a cause for some, and nobody who is to blame."""
    weighed = one.told.get("finding", {})
    said = SaidToFind(
        kind=FindingKind(one.kind.value),
        text=one.said,
        field=one.field,
        severity=Severity(weighed["severity"]) if weighed else None,
        cause=Cause(weighed["cause"]) if weighed else None,
        cause_text=weighed.get("cause_text", ""),
    )
    return inspections.make_finding(place_id=place.id, line="", said=said, by=by, at=at)


def _minutes(told: Told, visited: Told, held: InspectionView, about: Sequence[Sentence]) -> Minutes:
    return Minutes(
        held_at=told["where"],
        began_at=told["begun"],
        ended_at=told["ended"],
        team=tuple(one.title for one in held.members),
        unit=tuple(one["text"] for one in visited["attending"]),
        reporter=told["reporter"],
        report=visited["report"],
        checked=tuple(Item("procedures", one["text"]) for one in visited["check"]),
        good=_items(about, StatementKind.GOOD),
        limits=_items(about, StatementKind.LIMIT),
        team_view=visited["team_view"],
        unit_view=visited["unit_view"],
    )


def _items(about: Sequence[Sentence], kind: StatementKind) -> tuple[Item, ...]:
    return tuple(Item(one.field.value, one.said) for one in about if one.kind is kind)
