"""Between the state that the rules know and the rows that the database keeps."""

from dataclasses import asdict
from typing import Any

from motcua.services.results.models import Result
from motcua.services.results.rules.state import ResultState
from motcua.services.results.rules.words import Medium, Stage


def columns_of(state: ResultState) -> dict[str, Any]:
    """Give the columns of a row, but its dossier."""
    return asdict(state) | {"stage": state.stage.value, "medium": state.medium.value}


def state_of(row: Result) -> ResultState:
    """Give the state that a row stands for."""
    return ResultState(
        number=row.number,
        stage=Stage(row.stage),
        version=row.version,
        medium=Medium(row.medium),
        grants=row.grants,
        drafter=row.drafter,
        to=row.to,
        sent_back=row.sent_back,
        signer=row.signer,
        digest=row.digest,
        issues=row.issues,
        text=row.text,
        on=row.on,
        valid_until=row.valid_until,
    )
