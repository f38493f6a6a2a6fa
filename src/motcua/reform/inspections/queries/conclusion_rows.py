"""Between a conclusion's state and its row: a row holds groups and statements as plain JSON, a state as records."""

from typing import Any

from motcua.reform.inspections.models.conclusion import Conclusion, StatementText
from motcua.reform.inspections.rules.conclusion import STREAM, ConclusionState, Group, Statement

VERSION = 1
"""The version of the payloads of conclusions."""


def stream_name(inspection_id: int) -> str:
    """Name the ledger's stream of a conclusion."""
    return f"{STREAM}{inspection_id}"


def state_of(row: Conclusion) -> ConclusionState:
    """Give the state that a row holds."""
    return ConclusionState(
        number=row.number,
        groups=tuple(Group(one["number"], one["title"], tuple(one["places"])) for one in row.groups),
        statements=tuple(map(Statement.from_payload, row.statements)),
        content=row.content,
        digest=row.digest,
        signed_at=row.signed_at,
        article=row.article,
        published_at=row.published_at,
    )


def columns_of(state: ConclusionState) -> dict[str, Any]:
    """Give the columns of a row that holds a state."""
    return {
        "number": state.number,
        "groups": [{"number": one.number, "title": one.title, "places": list(one.places)} for one in state.groups],
        "statements": [one.to_payload() for one in state.statements],
        "content": state.content,
        "digest": state.digest,
        "signed_at": state.signed_at,
        "article": state.article,
        "published_at": state.published_at,
    }


def texts_of(row: Conclusion) -> dict[int, StatementText]:
    """Give the text of each statement as it stands, by its number. One SQL query."""
    versions = {(one["number"], one["version"]) for one in row.statements}
    return {
        one.statement: one
        for one in StatementText.objects.filter(conclusion=row)
        if (one.statement, one.version) in versions
    }
