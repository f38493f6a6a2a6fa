"""The proof that the rows of conclusions say what the ledger says."""

from itertools import groupby

from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections.models.conclusion import Conclusion
from motcua.reform.inspections.queries.conclusion_rows import state_of, stream_name, texts_of
from motcua.reform.inspections.rules.conclusion import PREFIX, Act, ConclusionState, fold
from motcua.reform.inspections.rules.differences import Difference, differences
from motcua.reform.inspections.rules.sealing import digest_of


def replay_conclusions() -> list[Difference]:
    """
    Make every conclusion again from its events, and hold texts and digest against what stands for them there.

    Two SQL queries for five hundred conclusions, and one for each of their texts.
    """
    rows = {stream_name(row.inspection_id): row for row in Conclusion.objects.order_by("pk")}
    made: dict[str, ConclusionState] = {}
    leaves: dict[str, str] = {}
    for stream, group in groupby(ledger.read_many(rows.keys()), key=lambda event: event.stream):
        events = list(group)
        made[stream] = fold(events)
        leaves[stream] = next((one.leaf.hex() for one in events if one.kind == PREFIX + Act.SIGNED.value), "")
    found: list[Difference] = []
    for stream, row in rows.items():
        state = state_of(row)
        found += differences(stream, state, made.get(stream, ConclusionState()))
        if row.leaf != leaves.get(stream, ""):
            found.append(Difference(stream, "leaf"))
        if state.content is not None and digest_of(state.content) != state.digest:
            found.append(Difference(stream, "digest"))
        found += _texts(stream, row, state)
    return found


def _texts(stream: str, row: Conclusion, state: ConclusionState) -> list[Difference]:
    """Hold the texts against their commitments; one that was erased is not there, and is no difference."""
    texts = texts_of(row)
    return [
        Difference(stream, one.key)
        for one in state.statements
        if one.number in texts and ledger.commitment(texts[one.number].text, bytes(texts[one.number].salt)) != one.text
    ]
