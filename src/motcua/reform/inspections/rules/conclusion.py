"""The words of a conclusion, and its life: a pure fold of its events, used live and in replay."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.rules.figures import FigureRef
from motcua.reform.inspections.rules.recommendation import Remedy
from motcua.reform.inspections.rules.supports import Support, read_support, support_payload
from motcua.reform.inspections.rules.watching import Watch
from motcua.reform.registers.public import ReformField

STREAM = "conclusion/"
"""How the name of a stream begins; the id of the inspection follows."""
PREFIX = "conclusion."

Payload = Mapping[str, Any]


class Act(StrEnum):
    """What happens to a conclusion; the ledger's kinds are these after ``conclusion.``."""

    GROUPED = "grouped"
    STATED = "stated"
    RESTATED = "restated"
    REMOVED = "removed"
    ARRANGED = "arranged"
    SIGNED = "signed"
    PUBLISHED = "published"


class StatementKind(StrEnum):
    """What a statement of a conclusion is; the conclusion has its parts in this order."""

    GOOD = "good"
    LIMIT = "limit"
    CAUSE = "cause"
    RESPONSIBILITY = "responsibility"
    RECOMMENDATION = "recommendation"


PART_OF: Mapping[StatementKind, str] = {
    StatementKind.GOOD: gettext_noop("What was achieved"),
    StatementKind.LIMIT: gettext_noop("Shortcomings and limits"),
    StatementKind.CAUSE: gettext_noop("Causes"),
    StatementKind.RESPONSIBILITY: gettext_noop("Responsibility"),
    StatementKind.RECOMMENDATION: gettext_noop("Recommendations"),
}
"""The part of a conclusion in which statements of a kind stand."""


class UnknownStatement(Refused):
    """The conclusion has no such statement or group."""


class ConclusionSigned(Refused):
    """A signed conclusion is not changed."""


class StaleStatement(Refused):
    """Somebody else has rewritten the statement in the meantime. ``theirs`` is what stands, ``mine`` what was given."""

    mine = ""
    theirs = ""
    version = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A heading under which statements stand, and the places that they are about."""

    number: int
    title: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """
    What a recommendation asks for.

    :param due_on: by when the unit reports that it is done.
    :param places: who is to do it; by default every place of its group.
    :param watch: the figure that must say so before it can be closed.
    """

    kind: Remedy
    due_on: date
    places: tuple[int, ...] = ()
    watch: Watch | None = None

    def to_payload(self) -> dict[str, Any]:
        """Give it as it stands in an event and in a row."""
        return {
            "kind": self.kind.value,
            "due_on": self.due_on.isoformat(),
            "places": list(self.places),
            "watch": self.watch.to_payload() if self.watch else None,
        }

    @classmethod
    def from_payload(cls, said: Payload) -> "Mending":
        """Read it back."""
        watch = Watch.from_payload(said["watch"]) if said["watch"] else None
        return cls(Remedy(said["kind"]), date.fromisoformat(said["due_on"]), tuple(said["places"]), watch)


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A statement as it is written.

    :param text: with ``{name}`` where a figure stands.
    :param figures: by those names; one that the text does not name supports it all the same.
    :param mending: of a recommendation, and of nothing else.
    """

    group: int
    kind: StatementKind
    field: ReformField
    text: str
    figures: Mapping[str, FigureRef] = dataclasses.field(default_factory=dict)
    supports: tuple[Support, ...] = ()
    mending: Mending | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """
    A statement as it stands.

    :param number: of the event that first stated it; its name within the conclusion, for good.
    :param version: how often it was written.
    :param text: the commitment that stands for its text in the ledger until it is signed.
    """

    number: int
    version: int
    group: int
    kind: StatementKind
    field: ReformField
    text: str
    figures: Mapping[str, FigureRef]
    supports: tuple[Support, ...]
    mending: Mending | None

    @property
    def key(self) -> str:
        """Give the word that names it: in addresses, in papers, and to what follows from it."""
        return f"s{self.number}"

    @property
    def own_word(self) -> bool:
        """Say whether nothing supports it, so that it is the inspectors' own word."""
        return not self.figures and not self.supports

    def to_payload(self) -> dict[str, Any]:
        """Give it as it stands in a row."""
        return {"number": self.number, "version": self.version, "text": self.text, **said_draft(self)}

    @classmethod
    def from_payload(cls, said: Payload) -> "Statement":
        """Read it back."""
        return cls(
            number=said["number"],
            version=said["version"],
            group=said["group"],
            kind=StatementKind(said["kind"]),
            field=ReformField(said["field"]),
            text=said["text"],
            figures={name: FigureRef.from_payload(one) for name, one in said["figures"].items()},
            supports=tuple(map(read_support, said["supports"])),
            mending=Mending.from_payload(said["mending"]) if said["mending"] else None,
        )


@dataclass(frozen=True, slots=True)
class ConclusionState:
    """
    A conclusion after its events.

    :param statements: in the order in which they stand.
    :param content: what was signed, whole; :param digest: the SHA-256 of its canonical JSON, in hex.
    :param article: the article of the news that it was published as.
    """

    number: int = 0
    groups: tuple[Group, ...] = ()
    statements: tuple[Statement, ...] = ()
    content: Payload | None = None
    digest: str = ""
    signed_at: datetime | None = None
    article: int | None = None
    published_at: datetime | None = None

    def group(self, number: int) -> Group:
        """Give a group. :raises UnknownStatement:"""
        return _one_of(self.groups, number, "group")

    def statement(self, number: int) -> Statement:
        """Give a statement. :raises UnknownStatement:"""
        return _one_of(self.statements, number, "statement")

    def placed(self) -> tuple[Statement, ...]:
        """Give the statements as they stand on paper: by part, then by group, then in their own order."""
        groups = [one.number for one in self.groups]
        kinds = list(StatementKind)
        return tuple(sorted(self.statements, key=lambda one: (kinds.index(one.kind), groups.index(one.group))))


class Happening(Protocol):
    """An event as the ledger gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def payload(self) -> Payload: ...


One = TypeVar("One", Group, Statement)


def fold(events: Iterable[Happening]) -> ConclusionState:
    """Give the conclusion after all its events, in their order."""
    state = ConclusionState()
    for event in events:
        state = apply(state, Act(event.kind.removeprefix(PREFIX)), event.occurred_at, event.payload)
    return state


def apply(before: ConclusionState, act: Act, at: datetime, payload: Payload) -> ConclusionState:
    """Give the conclusion after one more event. It trusts the event."""
    after = replace(before, number=before.number + 1)
    match act:
        case Act.GROUPED:
            group = Group(payload.get("group") or after.number, payload["title"], tuple(payload["places"]))
            return replace(after, groups=_put(before.groups, group))
        case Act.STATED | Act.RESTATED:
            number = payload.get("statement", after.number)
            said = {**payload, "number": number, "version": payload["version"]}
            return replace(after, statements=_put(before.statements, Statement.from_payload(said)))
        case Act.REMOVED:
            return replace(
                after, statements=tuple(one for one in before.statements if one.number != payload["statement"])
            )
        case Act.ARRANGED:
            order = payload["order"]
            return replace(after, statements=tuple(sorted(before.statements, key=lambda one: order.index(one.number))))
        case Act.SIGNED:
            return replace(after, content=payload["conclusion"], digest=payload["digest"], signed_at=at)
        case Act.PUBLISHED:
            return replace(after, article=payload["article"], published_at=at)


def said_draft(draft: Draft | Statement) -> dict[str, Any]:
    """Say what a statement is in an event, all but its text."""
    return {
        "group": draft.group,
        "kind": draft.kind.value,
        "field": draft.field.value,
        "figures": {name: ref.to_payload() for name, ref in sorted(draft.figures.items())},
        "supports": [support_payload(one) for one in draft.supports],
        "mending": draft.mending.to_payload() if draft.mending else None,
    }


def _put(those: tuple[One, ...], one: One) -> tuple[One, ...]:
    """Put one in the place of that of its number, else at the end."""
    if all(other.number != one.number for other in those):
        return those + (one,)  # noqa: RUF005 - unpacked, the checker of types no longer knows of what kind they are
    return tuple(one if other.number == one.number else other for other in those)


def _one_of(those: tuple[One, ...], number: int, name: str) -> One:
    for one in those:
        if one.number == number:
            return one
    raise UnknownStatement(
        gettext_noop("the conclusion has no such part"),
        field=name,
        value=number,
        expected=gettext_noop("look at it again: it may have been removed"),
    )
