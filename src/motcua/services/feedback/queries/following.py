"""A case as its sender sees it, who has its number and its secret: how it stands, and what was said to each other."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.feedback.following import is_secret
from motcua.services.feedback.models import Attachment, Case, Following, Words
from motcua.services.feedback.queries.lists import standing
from motcua.services.feedback.rows import known_states, stream_name
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.deciding import may_follow
from motcua.services.feedback.rules.words import PREFIX, SENDER, TOLD_WHERE, Kind

SHOWN = {
    Kind.SENDER_ASKED: ("question",),
    Kind.SENDER_TOLD: ("text",),
    Kind.ANSWERED: ("answer",),
    Kind.TOLD: ("answer",),
    Kind.JUDGED: ("text",),
    Kind.REOPENED: ("note",),
}
"""What of each event its sender reads; notes among offices are theirs."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that happened to a case, with what was said; ``own``: the sender did it here."""

    kind: Kind
    at: datetime
    said: str
    own: bool


@dataclass(frozen=True, slots=True)
class SenderView:
    """
    A case as its sender sees it; ``next`` is what may happen to it now.

    ``question`` is what the office waits to be told, ``answer`` the last one, ``told_where`` where a complaint goes.
    """

    id: int
    state: CaseState
    standing: str
    text: str
    receiving_unit: str
    holder: str
    files: tuple[str, ...]
    turns: tuple[Turn, ...]
    question: str
    answer: str
    told_where: str
    next: frozenset[Kind]

    def may_reopen(self, at: datetime) -> bool:
        """Say whether the time for reopening runs still; who has not said so yet says first that it is not solved."""
        until = self.state.reopen_until
        return bool({Kind.REOPENED, Kind.JUDGED} & self.next) and until is not None and at <= until


def case_of_secret(number: int, secret: str) -> int | None:
    """Give the case of a number, if the secret is its own. One SQL query; as long for a wrong one as for none."""
    row = Following.objects.filter(case=number).first()
    known = is_secret(number, secret, row.digest if row else "")
    return number if row is not None and known else None


def sender_view(case: int, *, at: datetime) -> SenderView | None:
    """Give a case to its sender; None if nobody may follow it. Seven SQL queries, however many events."""
    row = Case.objects.filter(pk=case).first()
    if row is None or not Following.objects.filter(case=case).exists():
        return None
    state = known_states([row])[row.pk]
    known = units.by_id({row.receiving_unit_id, row.holder_id})
    words: dict[int, dict[str, str]] = {}
    for one in Words.objects.filter(case=row):
        words.setdefault(one.number, {})[one.part] = one.text
    turns, notes = [], {}
    for event in ledger.read(stream_name(row.pk)):
        kind, said = Kind(event.kind.removeprefix(PREFIX)), words.get(event.number, {})
        shown = " ".join(said[part] for part in SHOWN.get(kind, ()) if part in said)
        turns.append(Turn(kind, event.occurred_at, shown, event.actor == SENDER))
        notes[kind] = said.get("note", "")

    def last(kind: Kind) -> str:
        return next((turn.said for turn in turns[::-1] if turn.kind is kind), "")

    return SenderView(
        id=row.pk,
        state=state,
        standing=standing(state, at),
        text=words.get(1, {}).get("text", ""),
        receiving_unit=known[row.receiving_unit_id].name,
        holder=known[row.holder_id].name,
        files=tuple(Attachment.objects.filter(case=row).order_by("pk").values_list("name", flat=True)),
        turns=tuple(turns),
        question=last(Kind.SENDER_ASKED),
        answer=last(Kind.TOLD) if state.joined_to else last(Kind.ANSWERED),
        told_where=notes.get(Kind.CLASSIFIED, "") if state.classification in TOLD_WHERE else "",
        next=frozenset(kind for kind in Kind if may_follow(state, kind)),
    )
