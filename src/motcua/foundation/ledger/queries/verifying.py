"""Whether all of the ledger is as it was written: every byte, every place, every hash, every signature."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from motcua.foundation.ledger.keys import NoKey, verifier_key
from motcua.foundation.ledger.layers import head
from motcua.foundation.ledger.models import SignedCheckpoint
from motcua.foundation.ledger.queries import stored
from motcua.foundation.ledger.queries.growing import Grown
from motcua.foundation.ledger.queries.reading import pending
from motcua.foundation.ledger.queries.stored import EventRow
from motcua.foundation.ledger.rules import checkpoint as checkpoints
from motcua.foundation.ledger.rules.checkpoint import Checkpoint, VerifierKey
from motcua.foundation.ledger.rules.entry import NotCanonical, leaf_of, read_entry
from motcua.foundation.ledger.rules.findings import Finding, Verification
from motcua.foundation.ledger.rules.signed import Signed
from motcua.foundation.ledger.sending import sent_out
from motcua.kernel.refusals import gettext_noop

EVENT, POSITION, INBOX, CHECKPOINT = "ledger_event", "ledger_position", "ledger_inbox", "ledger_signedcheckpoint"
TELL_EVERY = 10_000


@dataclass(frozen=True, slots=True)
class Status:
    """How the ledger stands; ``verifier_key`` is empty before the installation has a key."""

    sealed: int
    pending: int
    checkpoint: Checkpoint | None
    signed_at: datetime | None
    verifier_key: str


def status() -> Status:
    """Say how the ledger stands. Three SQL queries, each of one row or one count."""
    try:
        key = str(verifier_key())
    except NoKey:
        key = ""
    last = SignedCheckpoint.objects.order_by("-size").first()
    if last is None:
        return Status(head(), pending(), None, None, key)
    return Status(head(), pending(), checkpoints.read(last.text), last.signed_at, key)


def verify(
    *,
    known: Iterable[tuple[str, str]] = (),
    told: Callable[[int], None] | None = None,
    most: int = 100,
) -> Verification:
    """
    Look at the whole ledger; nothing is changed, and others may write meanwhile. Memory does not grow with it.

    Reads each event's bytes again, hashes them, checks that they are canonical and that the columns beside them agree;
    that positions and the numbers of each stream have no gaps and every event has a position or waits for one; grows
    the tree anew and compares each tile and, at its size, each checkpoint with its signature; and does the same with
    the checkpoints that were sent out and those that someone else has kept, so that a history written and signed anew
    is found too.

    :param known: checkpoints from outside, each with the name of where it is from and its text.
    :param told: called with the number of events looked at so far.
    :param most: the search ends at so many findings.
    :raises NoKey: if there is no key to check signatures with.
    """
    run = _Run(known, told)
    findings = tuple(islice(run.findings(), most))
    return Verification(run.placed, run.pending, run.checkpoints, findings, complete=len(findings) < most)


class _Run:
    """One walk through the ledger."""

    def __init__(self, known: Iterable[tuple[str, str]], told: Callable[[int], None] | None) -> None:
        self.key: VerifierKey = verifier_key()
        # The checkpoints first: what is sealed meanwhile is then longer than they say, never shorter.
        self.largest = stored.largest_checkpoint()
        self.known = [*((str(file), text) for file, text in sent_out()), *known]
        self.size = stored.last_position()
        self.told = told
        self.placed = self.pending = self.checkpoints = 0

    def findings(self) -> Iterator[Finding]:
        yield from self._sealed()
        yield from self._waiting()
        for stream, number in stored.unplaced():
            yield Finding(
                gettext_noop("the event has no position and waits for none"), table=EVENT, stream=stream, number=number
            )
        for position, _ in stored.placed_twice():
            yield Finding(gettext_noop("the event has a position and waits for one"), table=INBOX, position=position)
        for stream, first, last, count in stored.broken_streams():
            yield Finding(
                gettext_noop("its %(count)s events are numbered from %(first)s to %(number)s: some are missing"),
                table=EVENT,
                stream=stream,
                number=last,
                params={"count": count, "first": first, "number": last},
            )
        for table, count in stored.strays():
            yield Finding(
                gettext_noop("%(count)s rows have no place in the ledger"), table=table, params={"count": count}
            )

    def _sealed(self) -> Iterator[Finding]:
        """Walk through the placed events and let the tree grow beside them."""
        grown, signed = (
            Grown(),
            Signed(self.key, stored.checkpoints(self.largest), Finding("", table=CHECKPOINT), self.known, every=True),
        )
        yield from signed.at(grown)
        for row in stored.placed(self.size):
            if row.place != grown.size:
                if not isinstance(row.place, int) or row.place < grown.size:
                    yield Finding(gettext_noop("this is no position"), table=POSITION, params={"found": row.place})
                    continue
                yield Finding(
                    gettext_noop("there is no such position"),
                    table=POSITION,
                    position=grown.size,
                    until=row.place - 1,
                )
                yield from grown.skip_to(row.place)
            holds, found = _entry(row, row.place)
            yield from found
            yield from grown.push(row.leaf if holds else None, told=row.leaf, stream=str(row.stream), number=row.number)
            self.placed += 1
            yield from signed.at(grown)
            if self.told is not None and self.placed % TELL_EVERY == 0:
                self.told(self.placed)
        yield from signed.beyond(self.size)
        self.checkpoints = signed.seen

    def _waiting(self) -> Iterator[Finding]:
        for row in stored.waiting():
            self.pending += 1
            yield from _entry(row, None)[1]


def _entry(row: EventRow, position: int | None) -> tuple[bool, list[Finding]]:
    """Say whether an event's leaf is that of its bytes, and what else of it is not as it was written."""
    if row.event_id is None:
        table = INBOX if position is None else POSITION
        text = gettext_noop("event %(id)s is gone") if position is None else gettext_noop("the event is gone")
        return False, [Finding(text, table=table, position=position, params={"id": row.place})]

    def found(text: str, **params: object) -> Finding:
        return Finding(text, table=EVENT, position=position, stream=str(row.stream), number=row.number, params=params)

    if leaf_of(row.entry) != row.leaf:
        return False, [found(gettext_noop("the bytes do not hash to the leaf"))]
    try:
        event, recorded_at = read_entry(row.entry)
    except NotCanonical as damage:
        return True, [found(damage.text)]
    if (row.stream, row.number, row.kind, row.recorded_at) == (event.stream, event.number, event.kind, recorded_at):
        return True, []
    columns = (
        ("stream", row.stream, event.stream),
        ("number", row.number, event.number),
        ("kind", row.kind, event.kind),
        ("recorded_at", row.recorded_at, recorded_at),
    )
    return True, [
        found(gettext_noop("the column %(column)s does not say what the bytes say"), column=name)
        for name, column, said in columns
        if column != said
    ]
