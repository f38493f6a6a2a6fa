"""A document after its events: drafted, told, corrected, withdrawn by two; one reducer, used live and in replay."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from motcua.kernel.refusals import gettext_noop
from motcua.services.news.rules import documents
from motcua.services.news.rules.documents import Bond, Document, Relation, Subject
from motcua.services.news.rules.words import OutOfOrder, State

PREFIX = "news.document_"
"""How the kinds of a document's events begin in the ledger."""

MOST_FILES = 20
"""So many files a document has at the most."""

Payload = Mapping[str, Any]


class Act(StrEnum):
    """What can happen to a document."""

    ADDED = "added"  # drafted and told in one, as documents once were
    DRAFTED = "drafted"
    REVISED = "revised"
    ATTACHED = "attached"
    DETACHED = "detached"
    TOLD = "told"
    CORRECTED = "corrected"
    WITHDRAWAL_PROPOSED = "withdrawal_proposed"
    WITHDRAWAL_DECLINED = "withdrawal_declined"
    WITHDRAWN = "withdrawn"


class Happening(Protocol):
    """An event as the ledger gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def payload(self) -> Payload: ...


@dataclass(frozen=True, slots=True)
class Attached:
    """A file's place, its digest, the commitment to its title; empty where it has none."""

    place: int
    digest: str
    title: str


@dataclass(frozen=True, slots=True)
class DocumentState:
    """
    A document as its events make it.

    :param unit: the key of the unit that tells it.
    :param said: what stands on it, its abstract as a commitment.
    :param told_at: since when anyone reads it; None before.
    :param proposed: why it is to be withdrawn, where somebody proposed that, and :param proposed_by: who did.
    :param reason: why it was withdrawn.
    """

    state: State
    number: int
    last_at: datetime
    unit: str
    said: Document
    files: tuple[Attached, ...] = ()
    told_at: datetime | None = None
    proposed: str = ""
    proposed_by: str = ""
    reason: str = ""


_BEFORE: Mapping[Act, frozenset[State]] = {
    Act.REVISED: frozenset({State.DRAFT}),
    Act.ATTACHED: frozenset({State.DRAFT, State.PUBLISHED}),
    Act.DETACHED: frozenset({State.DRAFT, State.PUBLISHED}),
    Act.TOLD: frozenset({State.DRAFT}),
    Act.CORRECTED: frozenset({State.PUBLISHED}),
    Act.WITHDRAWAL_PROPOSED: frozenset({State.PUBLISHED}),
    Act.WITHDRAWAL_DECLINED: frozenset({State.PUBLISHED}),
    Act.WITHDRAWN: frozenset({State.DRAFT, State.PUBLISHED}),
}


def check(before: DocumentState, act: Act, *, by: str) -> None:
    """
    Let a thing happen or refuse it. What the public has seen goes only by two: one proposes, another confirms.

    :raises OutOfOrder:
    """
    if before.state not in _BEFORE[act]:
        raise OutOfOrder(
            gettext_noop("the document does not stand so that this can be done"),
            field="document",
            expected=gettext_noop("look at the page of the document again"),
        )
    if act is Act.WITHDRAWAL_PROPOSED and before.proposed:
        raise OutOfOrder(gettext_noop("its withdrawal is proposed already"), field="document")
    if act is Act.WITHDRAWAL_DECLINED and not before.proposed:
        raise OutOfOrder(gettext_noop("nobody proposed to withdraw it"), field="document")
    if act is Act.WITHDRAWN and before.state is State.PUBLISHED:
        if not before.proposed:
            raise OutOfOrder(
                gettext_noop("nobody proposed to withdraw it"),
                field="document",
                expected=gettext_noop("propose it with a reason; another confirms"),
            )
        if before.proposed_by == by:
            raise OutOfOrder(
                gettext_noop("whoever proposed the withdrawal does not confirm it"),
                field="document",
                expected=gettext_noop("let another post confirm it"),
            )


def apply(before: DocumentState | None, event: Happening) -> DocumentState:
    """Give the document after one more event. It trusts the event."""
    act, at, payload = Act(event.kind.removeprefix(PREFIX)), event.occurred_at, event.payload
    if before is None:
        added = act is Act.ADDED
        files = (Attached(1, payload["digest"], ""),) if payload.get("digest") else ()
        state = State.PUBLISHED if added else State.DRAFT
        return DocumentState(state, 1, at, event.unit, read_said(payload), files, at if added else None)
    return replace(before, number=before.number + 1, last_at=at, **_changes(before, act, at, payload, event.actor))


def _changes(before: DocumentState, act: Act, at: datetime, payload: Payload, actor: str) -> dict[str, Any]:
    match act:
        case Act.REVISED | Act.CORRECTED:
            return {"said": read_said(payload)}
        case Act.ATTACHED:
            return {"files": (*before.files, Attached(before.number + 1, payload["digest"], payload["title"]))}
        case Act.DETACHED:
            return {"files": tuple(one for one in before.files if one.place != payload["place"])}
        case Act.TOLD:
            return {"state": State.PUBLISHED, "told_at": at}
        case Act.WITHDRAWAL_PROPOSED:
            return {"proposed": payload["reason"], "proposed_by": actor}
        case Act.WITHDRAWAL_DECLINED:
            return {"proposed": "", "proposed_by": ""}
        case Act.WITHDRAWN:
            return {"state": State.WITHDRAWN, "reason": payload["reason"], "proposed": "", "proposed_by": ""}
        case Act.ADDED | Act.DRAFTED:
            return {}


def fold(events: Iterable[Happening]) -> DocumentState | None:
    """Give the document after all its events, in their order; None if there are none."""
    state: DocumentState | None = None
    for event in events:
        state = apply(state, event)
    return state


def said_payload(one: Document, abstract: str) -> dict[str, Any]:
    """Write what stands on a document for its event; ``abstract`` is the commitment to its abstract."""
    return {
        "number": one.number,
        "issued_on": one.issued_on.isoformat(),
        "issuer": one.issuer,
        "signer_post": one.signer_post,
        "abstract": abstract,
        "kind": one.kind.value,
        "subject": one.subject.value,
        "effective_from": one.effective_from and one.effective_from.isoformat(),
        "effective_to": one.effective_to and one.effective_to.isoformat(),
        "relations": written_relations(one.relations),
    }


def read_said(payload: Payload) -> Document:
    """Read what an event says of a document; the first version of them knew no kind, subject or relations."""
    return Document(
        payload["number"],
        date.fromisoformat(payload["issued_on"]),
        payload["issuer"],
        payload["signer_post"],
        payload["abstract"],
        documents.Kind(payload.get("kind", documents.Kind.OTHER)),
        Subject(payload.get("subject", Subject.OTHER)),
        _day(payload.get("effective_from")),
        _day(payload.get("effective_to")),
        read_relations(payload.get("relations", ())),
    )


def written_relations(relations: Iterable[Relation]) -> list[dict[str, Any]]:
    """Write relations as data."""
    return [
        {"bond": one.bond.value, "number": one.number, "on": one.issued_on.isoformat(), "document": one.document}
        for one in relations
    ]


def read_relations(said: Iterable[Mapping[str, Any]]) -> tuple[Relation, ...]:
    """Read relations from data."""
    return tuple(
        Relation(Bond(one["bond"]), one["number"], date.fromisoformat(one["on"]), one["document"]) for one in said
    )


def changed(before: Document, after: Document) -> tuple[str, ...]:
    """Give the fields in which two wordings of a document differ, in their order."""
    return tuple(name for name in Document.__slots__ if getattr(before, name) != getattr(after, name))


def title_words(title: str) -> str:
    """Give the text that the commitment to a file's title is made of."""
    return json.dumps([title], ensure_ascii=False)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
