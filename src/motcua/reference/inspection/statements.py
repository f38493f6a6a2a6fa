"""What the source states, from ``inspection.toml``: each sentence with its figures and the places that it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from motcua.reference.inspection.cast import Told
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import FigureRef, InspectionView, PlaceView, StatementKind
from motcua.reform.registers.public import ReformField


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    One statement of the source.

    :param told: as the file has it; ``source`` is the entry of ``figures.toml`` that it stands for.
    :param text: with ``{name}`` where a figure stands, and :param said: with the figures in their places.
    """

    told: Told
    group: str
    places: tuple[PlaceView, ...]
    kind: StatementKind
    field: ReformField
    text: str
    said: str
    figures: Mapping[str, FigureRef]

    @property
    def source(self) -> str:
        """Give the entry of the source."""
        return str(self.told["source"])

    @property
    def is_limit(self) -> bool:
        """Say whether it is one to be mended."""
        return self.kind is StatementKind.LIMIT


def sentences(wanted: Told, held: InspectionView, *, now: datetime) -> list[Sentence]:
    """Give all statements in their order, with the figures as they are. One scan a population."""
    refs = [_refs(told, held) for told in wanted["statement"]]
    found = inspections.live({ref for some in refs for ref in some.values()}, now=now)
    with translation.override("vi"):
        words = [{name: inspections.said(found[ref], ref.part) for name, ref in some.items()} for some in refs]
    groups = {one["key"]: one["places"] for one in wanted["group"]}
    return [
        Sentence(
            told=told,
            group=told["group"],
            places=tuple(one for one in held.places if one.unit.code in groups[told["group"]]),
            kind=StatementKind(told["kind"]),
            field=ReformField(told["field"]),
            text=told["text"],
            said=told["text"].format(**said),
            figures=some,
        )
        for told, some, said in zip(wanted["statement"], refs, words, strict=True)
    ]


def _refs(told: Told, held: InspectionView) -> dict[str, FigureRef]:
    return dict(_named(told, held))


def _named(told: Told, held: InspectionView) -> Iterator[tuple[str, FigureRef]]:
    """Give the figures of a statement; each leaves out lower levels of government unless it is said to look below."""
    for name, said in told.get("figures", {}).items():
        asked = dict(said)
        own = not asked.pop("below", False)
        yield name, FigureRef(**asked, first=held.period.first, last=held.period.last, own=own)
