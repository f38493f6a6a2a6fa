"""Between a score's state and its row: a row holds lines as plain JSON, a state as records."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from motcua.reform.scorecards.models import Score
from motcua.reform.scorecards.rules.life import EMPTY, Line, ScoreState, Stage
from motcua.reform.scorecards.rules.scorecard import Figure

VERSION = 1
"""The version of this module's payloads."""


def stream_name(score_id: int) -> str:
    """Name the ledger's stream of a score."""
    return f"score/{score_id}"


def round_stream(round_id: int) -> str:
    """Name the ledger's stream of a round."""
    return f"scoring_round/{round_id}"


def state_of(row: Score) -> ScoreState:
    """Give the state that a row holds."""
    lines = {code: _line(said) for code, said in row.lines.items()}
    return ScoreState(row.number, Stage(row.stage), row.submitted_at, row.late, lines)


def columns_of(state: ScoreState) -> dict[str, Any]:
    """Give the columns of a row that holds a state."""
    return {
        "number": state.number,
        "stage": state.stage.value,
        "submitted_at": state.submitted_at,
        "late": state.late,
        "lines": {code: _said(line) for code, line in state.lines.items()},
    }


def _said(line: Line) -> dict[str, Any]:
    """Give what of a line is not as in an empty one."""
    empty = asdict(EMPTY)
    return {name: _plain(value) for name, value in asdict(line).items() if value != empty[name]}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return [value["numerator"], value["denominator"]]
    return str(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value


def _line(said: dict[str, Any]) -> Line:
    read = dict(said)
    for name in ("own", "verified", "surveyed"):
        if name in read:
            read[name] = Decimal(read[name])
    for name in ("figure", "survey"):
        if name in read:
            read[name] = Figure(*read[name])
    if "evidence" in read:
        read["evidence"] = tuple(read["evidence"])
    return Line(**read)
