"""Documents as pages need them: listed, found, and each with what became of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from motcua.foundation.ledger import public as ledger
from motcua.kernel.searching import read_search
from motcua.services.news import models
from motcua.services.news.queries.document_rows import files_of, relations_of, said_of
from motcua.services.news.rules.document import PREFIX, Act
from motcua.services.news.rules.documents import Bond, Document, Effect, Kind, Subject, effect_on, number_key
from motcua.services.news.rules.words import DOCUMENT_STREAM, State
from motcua.services.news.searching import COUNTED, DOCUMENTS, best

PUBLIC = frozenset({State.PUBLISHED})


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a document; one that came before titles were kept has none."""

    place: int
    digest: str
    title: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """
    A document of the list: its number there, whose entry it is, what it says, and what became of it.

    :param replaced_from: since when another that is told replaces it; None if none does.
    :param proposed: why it is to be withdrawn, where somebody proposed that. :param reason: why it was.
    """

    id: int
    unit_id: int
    state: State
    document: Document
    files: tuple[FileView, ...]
    replaced_from: date | None
    last_at: datetime
    told_at: datetime | None
    proposed: str
    proposed_by: str
    reason: str

    def effect_on(self, on: date) -> Effect:
        """Say whether it holds on a day."""
        return effect_on(self.document, on, replaced_from=self.replaced_from)


@dataclass(frozen=True, slots=True)
class Mention:
    """A later document that replaces or amends one."""

    bond: Bond
    id: int
    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Which documents are looked for; what is empty narrows nothing.

    :param number: how it begins; digits alone are a whole number: ``12`` is not ``120/KH-UBND``.
    :param effect: on the day ``on``.
    """

    text: str = ""
    number: str = ""
    kind: Kind | None = None
    subject: Subject | None = None
    issuer: str = ""
    year: int | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of documents; ``more``: there are more than ``total``, which is as far as is counted."""

    total: int
    more: bool
    documents: tuple[DocumentView, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened to a document: what, when, by which post, why, and which parts were corrected."""

    act: Act
    at: datetime
    actor: str
    reason: str
    parts: tuple[str, ...]


def documents(
    *,
    unit_ids: Collection[int] | None = None,
    states: Collection[State] = PUBLIC,
    offset: int = 0,
    most: int = 20,
) -> list[DocumentView]:
    """List documents, the newest first; without units those of all. Four SQL queries."""
    rows = _rows(unit_ids, states).order_by("-issued_on", "-pk")[offset : offset + most]
    return _views(rows)


def document_count(*, unit_ids: Collection[int] | None = None, states: Collection[State] = PUBLIC) -> int:
    """Count the documents that :func:`documents` would list. One SQL query."""
    return _rows(unit_ids, states).count()


def find_documents(wanted: Wanted, *, on: date, offset: int = 0, most: int = 20) -> Found:
    """
    Give the documents that are told and looked for: with words the best first, else the newest.

    Six SQL queries. Beyond the last page it is the last.
    """
    chosen = _narrowed(_rows(None, PUBLIC), wanted, on)
    sought = read_search(wanted.text)
    if sought:
        total, ids = best(DOCUMENTS, sought, chosen, offset=offset, most=most)
    else:
        total = chosen.order_by()[:COUNTED].count()
        offset = min(offset, max(0, (total - 1) // most * most))
        ids = list(chosen.order_by("-issued_on", "-pk").values_list("pk", flat=True)[offset : offset + most])
    place = {pk: number for number, pk in enumerate(ids)}
    views = _views(_rows(None, PUBLIC).filter(pk__in=ids))
    return Found(total, total >= COUNTED, tuple(sorted(views, key=lambda one: place[one.id])))


def document(document_id: int) -> DocumentView | None:
    """Give a document in any state; None if there is none. Four SQL queries."""
    found = _views(_rows(None, frozenset(State)).filter(pk=document_id))
    return found[0] if found else None


def mentions(document_id: int) -> list[Mention]:
    """Give the documents that are told and replace or amend one, the latest first. One SQL query."""
    rows = models.DocumentRelation.objects.filter(
        target=document_id, document__state=State.PUBLISHED.value
    ).select_related("document")
    return [
        Mention(Bond(one.bond), one.document_id, one.document.number, one.document.issued_on)
        for one in rows.order_by("-document__issued_on", "-pk")
    ]


def issuers() -> list[str]:
    """Give who issued the documents that are told, by name. One SQL query."""
    return list(_rows(None, PUBLIC).order_by("issuer").values_list("issuer", flat=True).distinct()[:200])


def years() -> list[int]:
    """Give the years of the documents that are told, the latest first. One SQL query."""
    return [day.year for day in _rows(None, PUBLIC).dates("issued_on", "year", order="DESC")]


def history(document_id: int) -> list[Happened]:
    """Give what happened to a document, in its order. One SQL query."""
    return [
        Happened(
            Act(event.kind.removeprefix(PREFIX)),
            event.occurred_at,
            event.actor,
            str(event.payload.get("reason", "")),
            tuple(event.payload.get("parts", ())),
        )
        for event in ledger.read(f"{DOCUMENT_STREAM}{document_id}")
    ]


def told_by_subject() -> dict[Subject, tuple[int, date]]:
    """Count the documents that are told of each subject, with the latest day of issue. One SQL query."""
    counted = _rows(None, PUBLIC).order_by().values("subject").annotate(many=Count("pk"), last=Max("issued_on"))
    return {Subject(one["subject"]): (one["many"], one["last"]) for one in counted}


def document_addresses(*, most: int) -> list[tuple[int, datetime]]:
    """Give the documents that are told by their numbers here, with when each last changed. One SQL query."""
    return list(_rows(None, PUBLIC).order_by("-issued_on", "-pk").values_list("pk", "last_at")[:most])


def _rows(unit_ids: Collection[int] | None, states: Collection[State]) -> QuerySet[models.Document]:
    rows = models.Document.objects.filter(state__in=[state.value for state in states])
    return rows if unit_ids is None else rows.filter(unit_id__in=unit_ids)


def _replacing() -> "QuerySet[Any, Any]":
    """Give what is told to replace an earlier document of this site, with since when it does."""
    return models.DocumentRelation.objects.filter(
        target__isnull=False, bond=Bond.REPLACES.value, document__state=State.PUBLISHED.value
    ).annotate(begins=Coalesce("document__effective_from", "document__issued_on"))


def _narrowed(rows: QuerySet[models.Document], wanted: Wanted, on: date) -> QuerySet[models.Document]:
    if wanted.number and (key := number_key(wanted.number)):
        rows = rows.filter(Q(number_key=key) | Q(number_key__startswith=f"{key}/" if key.isdecimal() else key))
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind.value)
    if wanted.subject is not None:
        rows = rows.filter(subject=wanted.subject.value)
    if wanted.issuer:
        rows = rows.filter(issuer=wanted.issuer)
    if wanted.year is not None:
        rows = rows.filter(issued_on__year=wanted.year)
    return rows if wanted.effect is None else rows.filter(_effect(wanted.effect, on))


def _effect(effect: Effect, on: date) -> Q:
    """Give what ``rules.documents.effect_on`` says, as a condition."""
    replaced = Q(pk__in=_replacing().filter(begins__lte=on).values("target"))
    stays = ~replaced
    lasts = stays & (Q(effective_to__isnull=True) | Q(effective_to__gte=on))
    return {
        Effect.REPLACED: replaced,
        Effect.ENDED: stays & Q(effective_to__lt=on),
        Effect.UNSTATED: lasts & Q(effective_from__isnull=True),
        Effect.IN_FORCE: lasts & Q(effective_from__lte=on),
        Effect.NOT_YET: lasts & Q(effective_from__gt=on),
    }[effect]


def _views(chosen: QuerySet[models.Document]) -> list[DocumentView]:
    rows = list(chosen)
    relations, files = relations_of(rows), files_of(rows)
    replaced: dict[int, date] = {}
    for target, begins in _replacing().filter(target__in=rows).values_list("target", "begins"):
        replaced[target] = min(begins, replaced.get(target, begins))
    return [
        DocumentView(
            row.pk,
            row.unit_id,
            State(row.state),
            said_of(row, relations.get(row.pk, ()), row.abstract),
            tuple(FileView(one.place, one.digest, one.title) for one in files.get(row.pk, ())),
            replaced.get(row.pk),
            row.last_at,
            row.told_at,
            row.proposed,
            row.proposed_by,
            row.reason,
        )
        for row in rows
    ]
