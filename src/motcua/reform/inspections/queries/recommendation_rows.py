"""Between the state of a recommendation and its row."""

from typing import Any

from motcua.reform.inspections.models.recommendation import Recommendation
from motcua.reform.inspections.rules.recommendation import STREAM, RecommendationState, Remedy, Standing
from motcua.reform.inspections.rules.watching import Seen, Watch

_SAME = (
    "number", "statement", "text", "field", "due_first", "due_on", "proposed_at", "accepted", "answered_by",
    "answered_at", "owner", "asked_until", "reported_by", "reported_on", "verified_by", "verified_at", "closed_at",
    "reopened",
)  # fmt: skip
"""The columns that hold what the state holds."""


def stream_name(recommendation_id: int) -> str:
    """Name the ledger's stream of a recommendation."""
    return f"{STREAM}{recommendation_id}"


def state_of(row: Recommendation, unit: str) -> RecommendationState:
    """Give the state that a row holds; the key of its unit comes with it."""
    return RecommendationState(
        **{name: getattr(row, name) for name in _SAME},
        inspection=row.inspection_id,
        unit=unit,
        findings=tuple(row.findings),
        kind=Remedy(row.kind),
        watch=Watch.from_payload(row.watch) if row.watch else None,
        standing=Standing(row.standing),
        evidence=tuple(row.evidence),
        escalated=tuple(row.escalated),
        seen=Seen.from_payload(row.seen) if row.seen else None,
    )


def columns_of(state: RecommendationState) -> dict[str, Any]:
    """Give the columns of a row that holds a state, but for whose it is."""
    return {
        **{name: getattr(state, name) for name in _SAME},
        "findings": list(state.findings),
        "kind": state.kind.value,
        "watch": state.watch.to_payload() if state.watch else None,
        "standing": state.standing.value,
        "evidence": list(state.evidence),
        "escalated": list(state.escalated),
        "seen": state.seen.to_payload() if state.seen else None,
    }
