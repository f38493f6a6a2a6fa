"""The proof that the rows of recommendations say what the ledger says: each made again from its events."""

from itertools import groupby

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.reform.inspections.models.recommendation import Recommendation
from motcua.reform.inspections.queries.recommendation_rows import state_of, stream_name
from motcua.reform.inspections.rules.differences import Difference, differences
from motcua.reform.inspections.rules.recommendation import fold


def replay_recommendations() -> list[Difference]:
    """
    Make every recommendation again from its events and set it against its row.

    Three SQL queries for five hundred of them.
    """
    rows = {stream_name(row.pk): row for row in Recommendation.objects.order_by("pk")}
    known = units.by_id({row.unit_id for row in rows.values()})
    made = {
        stream: fold(events)
        for stream, events in groupby(ledger.read_many(rows.keys()), key=lambda event: event.stream)
    }
    found: list[Difference] = []
    for stream, row in rows.items():
        replayed, stored = made.get(stream), state_of(row, known[row.unit_id].key)
        found.extend(differences(stream, stored, replayed) if replayed else [Difference(stream, "number")])
    return found
