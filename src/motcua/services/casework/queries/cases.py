"""The work on dossiers as pages show it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.casework.models import Branch, Case, Seat, Text
from motcua.services.casework.queries.branches import BranchView, branches_of
from motcua.services.casework.rows import post_id, state_of, stream_name
from motcua.services.casework.rules.deciding import following
from motcua.services.casework.rules.state import Asking, CaseState, Waits, fold
from motcua.services.casework.rules.words import PREFIX, Kind, Part
from motcua.services.procedures.public import Process, ProcessStep, read_steps

CHUNK = 1_000
HALF = 50
"""Hundredths of the term that are left where nothing says how many."""


@dataclass(frozen=True, slots=True)
class Seated:
    """A post that has to do with a dossier."""

    part: Part
    post: str
    title: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened to the work: when, what, which post did it, for whom or where to, what was written."""

    number: int
    at: datetime
    kind: Kind
    actor: str
    title: str
    step: str
    other: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """The work on a dossier: its process, where it stands, who has it, and what may follow."""

    case: str
    process: Process
    step: ProcessStep | None
    step_since: datetime
    step_due: datetime | None
    unit_name: str
    main: Seated | None
    seats: tuple[Seated, ...]
    moved_by: str
    can_be_taken_back: bool
    asking: Asking | None
    agency_due: datetime | None
    following: tuple[ProcessStep, ...]
    turns: tuple[Turn, ...]
    number: int
    branches: tuple[BranchView, ...] = ()
    waits: Waits | None = None

    def hands(self) -> frozenset[str]:
        """Give the posts that have it in hand."""
        seats = {one.post for one in self.seats if one.part is Part.COORDINATOR}
        return frozenset(seats | ({self.main.post} if self.main else set()))


def in_hand(posts: Collection[str]) -> QuerySet[Any, int]:
    """
    Give the ids of the dossiers that posts have in hand: handler, co-ordinator or a part.

    It asks nothing by itself: it is meant to become a part of another SQL query.
    """
    ids = [post_id(post) for post in posts]
    main = Case.objects.filter(main__in=ids).values_list("dossier_id", flat=True)
    beside = Seat.objects.filter(post__in=ids, part=Part.COORDINATOR.value).values_list("case__dossier_id", flat=True)
    parts = Branch.objects.filter(main__in=ids, answered_at__isnull=True).values_list("case__dossier_id", flat=True)
    return main.order_by().union(beside.order_by(), parts.order_by())


@dataclass(frozen=True, slots=True)
class Hold:
    """Who has a dossier by name, and how many hundredths of the term its steps to come have, this one included."""

    main: str
    share_left: int


def holds(dossier_ids: Collection[int]) -> dict[int, Hold]:
    """Give who has each of many dossiers, and what is left of its process, where work was begun. Two SQL queries."""
    rows = list(Case.objects.filter(dossier_id__in=dossier_ids))
    titles = accounts.titles_of({f"post/{row.main_id}" for row in rows if row.main_id})
    found = {}
    for row in rows:
        process = Process(steps=read_steps(row.steps), valid_from=row.step_since.date())
        line = process.main_line()
        place = next((at for at, step in enumerate(line) if step.code == row.step), 0)
        left = sum(step.share for step in line[place:]) if line else HALF
        found[row.dossier_id] = Hold(titles.get(f"post/{row.main_id}", "") if row.main_id else "", left)
    return found


def turns_of(dossier_id: int) -> int:
    """Count what happened to the work on a dossier; 0 if none was begun. One SQL query."""
    return Case.objects.filter(dossier_id=dossier_id).values_list("number", flat=True).first() or 0


def case_of(dossier_id: int) -> CaseView | None:
    """Give the work on a dossier; None if none was begun. Seven SQL queries."""
    row = Case.objects.filter(dossier_id=dossier_id).first()
    if row is None:
        return None
    state = state_of(row)
    process = Process(steps=read_steps(row.steps), valid_from=row.step_since.date())
    events = ledger.read(stream_name(dossier_id))
    texts = dict(Text.objects.filter(case=row).values_list("number", "text"))
    named = {event.actor for event in events} | {str(event.payload.get("post") or "") for event in events}
    named |= {str(event.payload.get("main") or "") for event in events} | {post for _, post in state.seats}
    titles = accounts.titles_of(named)
    return CaseView(
        case=state.case,
        process=process,
        step=process.step(state.place.step),
        step_since=state.place.since,
        step_due=state.place.due,
        unit_name=units.by_key([state.place.unit])[state.place.unit].name,
        main=Seated(Part.MAIN, state.place.main, titles.get(state.place.main, "")) if state.place.main else None,
        seats=tuple(Seated(part, post, titles.get(post, "")) for part, post in state.seats),
        moved_by=state.place.moved_by,
        can_be_taken_back=state.before is not None,
        asking=state.asking,
        agency_due=state.agency_due,
        following=tuple(following(process, state.place.step)),
        turns=tuple(_turn(event, process, titles, texts) for event in events),
        number=state.number,
        branches=branches_of(dossier_id) if state.branches else (),
        waits=state.waits,
    )


def replay_all(*, most: int = 100) -> list[str]:
    """
    Make the work on every dossier again from its events, and say where its row differs: ``case/7: place``.

    Four SQL queries a dossier.

    :param most: so many differences are told at the most.
    """
    rows = Case.objects.order_by("pk").iterator(chunk_size=CHUNK)
    return list(islice((said for row in rows for said in _differences(row)), most))


def _differences(row: Case) -> Iterator[str]:
    stored, stream = state_of(row), stream_name(row.dossier_id)
    replayed = fold(ledger.read(stream))
    if replayed is None:
        yield f"{stream}: events"
        return
    for one in fields(CaseState):
        if getattr(stored, one.name) != getattr(replayed, one.name):
            yield f"{stream}: {one.name}"


def _turn(event: ledger.Event, process: Process, titles: dict[str, str], texts: dict[int, str]) -> Turn:
    kind = Kind(event.kind.removeprefix(PREFIX))
    step = process.step(str(event.payload.get("step", "")))
    other = str(event.payload.get("post") or event.payload.get("main") or "")
    return Turn(
        number=event.number,
        at=event.occurred_at,
        kind=kind,
        actor=event.actor,
        title=titles.get(event.actor, ""),
        step=step.name if step else "",
        other=titles.get(other, ""),
        text="" if kind is Kind.CONSENT_ASKED else texts.get(event.number, ""),
    )
