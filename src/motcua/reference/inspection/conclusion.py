"""The conclusion of the source: written from what was found, signed, accepted by the district, and published."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from motcua.reference.inspection.cast import Cast, Told
from motcua.reference.inspection.statements import Sentence
from motcua.reference.inspection.visits import DRAWN, Found
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    Comparison,
    Draft,
    InspectionView,
    Mending,
    PlaceView,
    Remedy,
    Shown,
    StatementKind,
    Support,
    Watch,
    read_support,
)
from motcua.reform.registers import public as registers
from motcua.services.feedback import public as feedback


def conclude(wanted: Told, held: InspectionView, sentences: Sequence[Sentence], found: Found, cast: Cast) -> None:
    """Write every statement with what supports it, recommend to mend each limit, and sign."""
    _write(wanted, held, sentences, found, **cast.acts(wanted["concluding"]["written"]))
    signed = wanted["concluding"]["signed"]
    inspections.sign_conclusion(
        inspection_id=held.id, number=wanted["concluding"]["number"], on=signed["at"].date(), **cast.acts(signed)
    )


@transaction.atomic
def _write(
    wanted: Told, held: InspectionView, sentences: Sequence[Sentence], found: Found, *, by: str, at: datetime
) -> None:
    groups = {
        one["key"]: inspections.write_group(
            inspection_id=held.id,
            title=one["title"],
            places=[place.id for place in held.places if place.unit.code in one["places"]],
            by=by,
            at=at,
        )
        for one in wanted["group"]
    }
    stated = [
        Draft(groups[one.group], one.kind, one.field, one.text, one.figures, tuple(_supports(one, held, found)))
        for one in sentences
    ]
    asked = [_recommendation(wanted["recommending"], one, groups, held, found) for one in sentences if one.is_limit]
    for draft in (*stated, *asked):
        inspections.write_statement(inspection_id=held.id, draft=draft, by=by, at=at)


def accept(wanted: Told, held: InspectionView, cast: Cast) -> None:
    """Accept what is recommended, as the district did; who reports on it is reconstructed."""
    told = wanted["concluding"]["accepted"]
    for one in inspections.of_inspection(held.id):
        inspections.accept_recommendation(
            recommendation_id=one.id, owner_id=cast.posts[told["owner"]], **cast.acts(told)
        )


def publish(wanted: Told, page: Told, figures: Told, held: InspectionView, cast: Cast) -> int:
    """
    Publish the conclusion as the page that the source is, with the photographs of the visits; give the article's id.

    :param page: what ``news.toml`` says. :param figures: what the source says, as ``figures.toml`` has it.
    """
    taken = {one.caption: one.digest for one in inspections.photographs([place.id for place in held.places])}
    captions = [f"{caption} {DRAWN}" for caption in figures["inspection"]["photographs"]]
    return inspections.publish_conclusion(
        inspection_id=held.id,
        title=figures["portal"]["title"],
        by_line=page["by_line"],
        lead=page["lead"],
        body=page["body"],
        photographs=[
            Shown(taken[caption], drawn["alt"], caption)
            for drawn, caption in zip(wanted["photograph"], captions, strict=True)
        ],
        published_on=page["published_on"],
        **cast.acts(wanted["concluding"]["published"]),
    )


def _recommendation(told: Told, one: Sentence, groups: Told, held: InspectionView, found: Found) -> Draft:
    """Recommend to the district to mend a limit: the source asks no more than that of it."""
    to = tuple(place.id for place in held.places if place.unit.code == told["to"])
    watched = one.told.get("watch")
    watch = watched and Watch(watched["code"], Comparison(watched["is"]), Decimal(watched["target"]), own=True)
    return Draft(
        groups[one.group],
        StatementKind.RECOMMENDATION,
        one.field,
        one.told["mend"],
        supports=tuple(_findings(one, found)),
        mending=Mending(Remedy.MEND, told["due_on"], to, watch),
    )


def _supports(one: Sentence, held: InspectionView, found: Found) -> Iterator[Support]:
    """
    Give what a statement rests on beside its figures: records and cases, and the findings of a limit.

    Where there is no record and no figure, the lines of the checklist; a line that asks and was left open in any case.
    """
    for code in one.told.get("registers", ()):
        for record in registers.records(code, [place.unit.id for place in one.places], held.period):
            yield read_support({"is": "record", "id": record.id})
    if one.told.get("cases"):
        for case in feedback.published(unit_ids=[place.unit.id for place in one.places]).rows:
            yield read_support({"is": "case", "id": case.case_id})
    for place in one.places:
        for line in _lines(one, place):
            yield read_support({"is": "line", "place": place.id, "code": line})
    if one.is_limit:
        yield from _findings(one, found)


def _lines(one: Sentence, place: PlaceView) -> Iterator[str]:
    if not one.figures and "registers" not in one.told:
        yield from one.told["lines"]
    left_open = one.told.get("open_lines", {})
    if left_open.get("unit") == place.unit.code:
        yield from left_open["lines"]


def _findings(one: Sentence, found: Found) -> Iterator[Support]:
    for finding in found[one.source]:
        yield read_support({"is": "finding", "id": finding})
