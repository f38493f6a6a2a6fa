"""The proof that the rows say what the ledger says: every score made again from its events."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import groupby

from motcua.foundation.ledger import public as ledger
from motcua.reform.scorecards.models import Score
from motcua.reform.scorecards.rows import state_of, stream_name
from motcua.reform.scorecards.rules.life import ScoreState, fold


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a score's row differs from what its events say."""

    score_id: int
    field: str
    stored: str
    replayed: str


def replay_all() -> list[Difference]:
    """Make every score again from its events and set it against its row. Two SQL queries for five hundred scores."""
    rows = {stream_name(row.pk): row for row in Score.objects.order_by("pk")}
    made = {
        stream: fold(events)
        for stream, events in groupby(ledger.read_many(rows.keys()), key=lambda event: event.stream)
    }
    return [one for stream, row in rows.items() for one in _differences(row, made.get(stream, ScoreState()))]


def _differences(row: Score, replayed: ScoreState) -> Iterator[Difference]:
    stored = state_of(row)
    for one in fields(ScoreState):
        kept, made = getattr(stored, one.name), getattr(replayed, one.name)
        if kept != made:
            yield Difference(row.pk, one.name, str(kept), str(made))
