"""Reads of conclusions: as they are being written, as they were signed, and which there are for the public."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models import Conclusion, StatementText
from motcua.reform.inspections.queries.conclusion_rows import state_of, texts_of
from motcua.reform.inspections.rules.conclusion import (
    ConclusionState,
    Group,
    Mending,
    StatementKind,
    UnknownStatement,
)
from motcua.reform.inspections.rules.figures import FigureRef, FixedFigure
from motcua.reform.inspections.rules.sealing import labelled
from motcua.reform.inspections.rules.supports import Support, read_support
from motcua.reform.registers.public import ReformField


@dataclass(frozen=True, slots=True)
class SignedFigure:
    """A figure of a signed conclusion: fixed, as it was written, and what it is called."""

    name: str
    fixed: FixedFigure
    said: str
    title: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """
    A statement of a conclusion.

    :param label: its number on paper; it may change until the conclusion is signed.
    :param text: with ``{name}`` where a figure stands.
    :param figures: what it asks for, by name; ``fixed`` what was fixed of it, once it is signed.
    :param supports: each with what it is called; while the conclusion is being written it is called nothing.
    :param author: who wrote it last, as a post; empty where it is signed.
    """

    label: str
    key: str
    number: int
    version: int
    group: int
    kind: StatementKind
    field: ReformField
    text: str
    figures: Mapping[str, FigureRef]
    fixed: Mapping[str, SignedFigure]
    supports: tuple[tuple[Support, str], ...]
    mending: Mending | None
    author: str
    written_at: datetime | None

    @property
    def own_word(self) -> bool:
        """Say whether nothing supports it, so that it is the inspectors' own word."""
        return not self.figures and not self.supports


@dataclass(frozen=True, slots=True)
class Sealed:
    """
    What was signed.

    :param content: the whole document; :param digest: the SHA-256 of its canonical JSON.
    :param leaf: of the event of its signing, in hex: what proves it in the ledger.
    """

    content: Mapping[str, Any]
    digest: str
    leaf: str
    at: datetime
    number: str
    on: date
    signer: str


@dataclass(frozen=True, slots=True)
class ConclusionView:
    """
    The conclusion of an inspection as it stands.

    :param events: how many there are, to see whether it changed.
    :param article: the article of the news that it was published as.
    """

    inspection_id: int
    events: int
    groups: tuple[Group, ...]
    statements: tuple[StatementView, ...]
    sealed: Sealed | None
    article: int | None
    published_at: datetime | None

    def statement(self, key: str) -> StatementView:
        """Give a statement by its key. :raises UnknownStatement:"""
        for one in self.statements:
            if one.key == key:
                return one
        raise UnknownStatement(
            gettext_noop("the conclusion has no such part"),
            field="statement",
            value=key,
            expected=gettext_noop("look at it again: it may have been removed"),
        )

    def of(self, kind: StatementKind) -> tuple[StatementView, ...]:
        """Give the statements of one part."""
        return tuple(one for one in self.statements if one.kind is kind)

    def refs(self) -> frozenset[FigureRef]:
        """Give the figures of all statements."""
        return frozenset(ref for one in self.statements for ref in one.figures.values())


@dataclass(frozen=True, slots=True)
class ConclusionLine:
    """A signed conclusion in a list."""

    inspection_id: int
    title: str
    number: str
    on: date
    unit: str
    places: tuple[str, ...]
    digest: str
    article: int | None


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version of a statement's text: who wrote it, and when."""

    version: int
    text: str
    author: str
    at: datetime


def conclusion(inspection_id: int) -> ConclusionView:
    """Give the conclusion of an inspection; an empty one while nothing was written. Three SQL queries."""
    row = Conclusion.objects.filter(inspection=inspection_id).first()
    if row is None:
        return ConclusionView(inspection_id, 0, (), (), None, None, None)
    state = state_of(row)
    if state.content is not None:
        statements, sealed = _signed(state), _sealed(row, state)
    else:
        statements, sealed = _written(row, state), None
    return ConclusionView(
        inspection_id, state.number, state.groups, statements, sealed, state.article, state.published_at
    )


def conclusions(*, inspection_ids: Collection[int] | None = None, published: bool = False) -> list[ConclusionLine]:
    """
    List signed conclusions, the latest first. One SQL query.

    :param inspection_ids: of these alone; :param published: those alone that the public may read.
    """
    rows = Conclusion.objects.filter(signed_at__isnull=False)
    if inspection_ids is not None:
        rows = rows.filter(inspection__in=inspection_ids)
    if published:
        rows = rows.filter(article__isnull=False)
    return [
        ConclusionLine(
            inspection_id=row.inspection_id,
            title=content["title"],
            number=content["number"],
            on=date.fromisoformat(content["on"]),
            unit=content["unit"]["name"],
            places=tuple(one["name"] for one in content["places"]),
            digest=row.digest,
            article=row.article,
        )
        for row in rows.order_by("-signed_at", "-pk")
        if (content := row.content)
    ]


def versions(inspection_id: int, statement: int) -> list[TextVersion]:
    """Give every version of a statement's text that was not erased, the first first. Two SQL queries."""
    rows = StatementText.objects.filter(conclusion__inspection=inspection_id, statement=statement)
    found = list(rows.order_by("version"))
    titles = accounts.titles_of({one.author for one in found})
    return [TextVersion(one.version, one.text, titles.get(one.author, one.author), one.at) for one in found]


def unit_of(sealed: Sealed) -> units.Unit:
    """Give the unit that concluded. One SQL query."""
    key = sealed.content["unit"]["key"]
    return units.by_key([key])[key]


def read_figure(name: str, said: Mapping[str, Any]) -> SignedFigure:
    """Read a figure of a signed conclusion from its content."""
    return SignedFigure(name, FixedFigure.from_payload(said), said["said"], said["title"])


def _sealed(row: Conclusion, state: ConclusionState) -> Sealed:
    content = state.content or {}
    return Sealed(
        content=content,
        digest=state.digest,
        leaf=row.leaf,
        at=datetime.fromisoformat(content["signed_at"]),
        number=content["number"],
        on=date.fromisoformat(content["on"]),
        signer=content["signer"],
    )


def _written(row: Conclusion, state: ConclusionState) -> tuple[StatementView, ...]:
    texts = texts_of(row)
    titles = accounts.titles_of({one.author for one in texts.values()})
    return tuple(
        StatementView(
            label=label,
            key=one.key,
            number=one.number,
            version=one.version,
            group=one.group,
            kind=one.kind,
            field=one.field,
            text=texts[one.number].text if one.number in texts else "",
            figures=one.figures,
            fixed={},
            supports=tuple((each, "") for each in one.supports),
            mending=one.mending,
            author=titles.get(texts[one.number].author, "") if one.number in texts else "",
            written_at=texts[one.number].at if one.number in texts else None,
        )
        for label, one in labelled(state)
    )


def _signed(state: ConclusionState) -> tuple[StatementView, ...]:
    """Give the statements as they were signed: from what was signed alone, whatever became of the rest."""
    found = []
    for said in (state.content or {})["statements"]:
        fixed = {name: read_figure(name, one) for name, one in said["figures"].items()}
        number = int(said["key"].removeprefix("s"))
        found.append(
            StatementView(
                label=said["label"],
                key=said["key"],
                number=number,
                version=0,
                group=said["group"],
                kind=StatementKind(said["kind"]),
                field=ReformField(said["field"]),
                text=said["text"],
                figures={name: one.fixed.ref for name, one in fixed.items()},
                fixed=fixed,
                supports=tuple((read_support(_unlabelled(one)), one["label"]) for one in said["supports"]),
                mending=Mending.from_payload(said["mending"]) if said["mending"] else None,
                author="",
                written_at=None,
            )
        )
    return tuple(found)


def _unlabelled(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in said.items() if name != "label"}
