"""One act on a recommendation is recorded: lock, decide, append to the ledger, write the row and what was said."""

import json
import secrets
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models.recommendation import Recommendation, RecommendationRemark
from motcua.reform.inspections.queries.recommendation_rows import columns_of, state_of, stream_name
from motcua.reform.inspections.rules.recommendation import (
    PREFIX,
    Act,
    RecommendationState,
    UnknownRecommendation,
    apply,
)
from motcua.reform.inspections.rules.remedying import Payload

VERSION = 1
"""The version of the payloads of recommendations."""

Decide = Callable[[RecommendationState, Recommendation, date], Payload]
"""Gives the payload of an act, from where the recommendation stands and the local day."""


def record(
    act: Act, recommendation_id: int, decide: Decide, *, text: str = "", by: str, at: datetime
) -> RecommendationState:
    """Record one act. :param text: what is said with it; a salted commitment stands for it in the ledger."""
    with transaction.atomic():
        row = Recommendation.objects.select_for_update().filter(pk=recommendation_id).first()
        if row is None:
            raise UnknownRecommendation(
                gettext_noop("there is no such recommendation"), field="recommendation", value=recommendation_id
            )
        key = units.by_id([row.unit_id])[row.unit_id].key
        state = state_of(row, key)
        payload = decide(state, row, timezone.localdate(at))
        text, salt = text.strip(), secrets.token_bytes(16)
        if text:
            payload |= {"remark": ledger.commitment(json.dumps([by, text], ensure_ascii=False), salt)}
        after = apply(state, act, at, by, payload)
        append(row.pk, act, after, payload, by=by, at=at)
        columns = columns_of(after)
        for column, value in columns.items():
            setattr(row, column, value)
        row.save(update_fields=list(columns))
        if text:
            RecommendationRemark.objects.create(
                recommendation=row, number=after.number, author=by, at=at, text=text, salt=salt
            )
    return after


def append(
    recommendation_id: int, act: Act, after: RecommendationState, payload: Payload, *, by: str, at: datetime
) -> None:
    """Append the event that brought a recommendation to a state."""
    ledger.append(
        ledger.NewEvent(
            stream=stream_name(recommendation_id),
            number=after.number,
            kind=PREFIX + act.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=after.unit,
            payload=payload,
        ),
        recorded_at=at,
    )
