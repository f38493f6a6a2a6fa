"""One case as its offices see it: how it stands, what was said, and each event with its leaf."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.feedback.models import Attachment, Case, Words
from motcua.services.feedback.queries.lists import next_due, standing
from motcua.services.feedback.rows import known_states, sender_of, stream_name
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.deciding import may_follow
from motcua.services.feedback.rules.sender import Sender
from motcua.services.feedback.rules.words import PREFIX, Kind


@dataclass(frozen=True, slots=True)
class EventLine:
    """
    One event of a case: what was said with it stands in ``words``, part by part, unless it was erased.

    ``backdated``: it was entered later than it is said to have happened; ``imported``: it came from another system.
    """

    number: int
    kind: Kind
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    actor_title: str
    unit_name: str
    leaf: str
    position: int | None
    backdated: bool
    imported: bool
    payload: dict[str, Any]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """
    A case with everything that its offices know of it.

    ``next`` is what may happen to it now; ``files`` are digests, ``joined`` the cases that point to it;
    ``unit_ids`` are the units that have to do with it.
    """

    id: int
    state: CaseState
    text: str
    sender: Sender | None
    receiving_unit: str
    holder: str
    dossier_code: str | None
    standing: str
    due_at: datetime
    unit_ids: frozenset[int]
    holder_id: int
    next: frozenset[Kind]
    files: tuple[str, ...]
    joined: tuple[int, ...]
    events: tuple[EventLine, ...]


def case_view(case_id: int, *, at: datetime) -> CaseView | None:
    """Give a case to its offices; None if there is none. Nine SQL queries, however many events."""
    row = Case.objects.filter(pk=case_id).first()
    if row is None:
        return None
    state = known_states([row])[row.pk]
    known = units.by_id({row.receiving_unit_id, row.holder_id})
    words: dict[int, list[tuple[str, str]]] = {}
    for one in Words.objects.filter(case=row).order_by("number", "pk"):
        words.setdefault(one.number, []).append((one.part, one.text))
    return CaseView(
        id=row.pk,
        state=state,
        text=dict(words.get(1, ())).get("text", ""),
        sender=sender_of(row.pk),
        receiving_unit=known[row.receiving_unit_id].name,
        holder=known[row.holder_id].name,
        dossier_code=Case.objects.values_list("dossier__code", flat=True).get(pk=row.pk) if row.dossier_id else None,
        standing=standing(state, at),
        due_at=next_due(state),
        unit_ids=frozenset({row.receiving_unit_id, row.holder_id}),
        holder_id=row.holder_id,
        next=frozenset(kind for kind in Kind if may_follow(state, kind)),
        files=tuple(Attachment.objects.filter(case=row).order_by("pk").values_list("digest", flat=True)),
        joined=tuple(Case.objects.filter(joined_to=row).order_by("pk").values_list("pk", flat=True)),
        events=_events(ledger.read(stream_name(row.pk)), words),
    )


def _events(events: list[ledger.Event], words: dict[int, list[tuple[str, str]]]) -> tuple[EventLine, ...]:
    titles = accounts.titles_of({event.actor for event in events})
    known = units.by_key({event.unit for event in events} | {event.payload.get("holder", "") for event in events})
    return tuple(
        EventLine(
            number=event.number,
            kind=Kind(event.kind.removeprefix(PREFIX)),
            occurred_at=event.occurred_at,
            recorded_at=event.recorded_at,
            actor=event.actor,
            actor_title=titles.get(event.actor, ""),
            unit_name=known[event.unit].name if event.unit in known else "",
            leaf=event.leaf.hex(),
            position=event.position,
            backdated=bool(event.payload.get("entered_later")),
            imported=bool(event.payload.get("imported")),
            payload=event.payload
            | ({"holder": known[event.payload["holder"]].name} if event.payload.get("holder") in known else {}),
            words=tuple(words.get(event.number, ())),
        )
        for event in events
    )
