"""Look at what closed recommendations watch, and open those again that have slipped back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Facts
from motcua.reform.inspections.actions.recommendation_record import record
from motcua.reform.inspections.queries.figures import live
from motcua.reform.inspections.queries.terms import terms
from motcua.reform.inspections.queries.watched import Look, closed_and_watched, figure_of
from motcua.reform.inspections.rules import remedying
from motcua.reform.inspections.rules.recommendation import Act
from motcua.reform.inspections.rules.remedying import NotAtThisStage
from motcua.reform.inspections.rules.watching import Seen

WATCH = "watch"
"""The actor of what follows from a figure alone."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How many watches were looked at, and which recommendations were opened again, by id."""

    watches: int
    reopened: Sequence[int]


def check_watches(*, at: datetime, facts: Facts | None = None, by: str = WATCH) -> Looked:
    """
    Look at every figure that a closed recommendation watches, and open again what has slipped back.

    One transaction for each that something follows from; looking twice on a day opens nothing twice. One scan of the
    facts for each stretch of days and population that is looked at.

    :param facts: by default those that follow from all that was recorded until now.
    """
    on = timezone.localdate(at)
    watched = closed_and_watched()
    refs = {one.id: ref for one in watched if (ref := figure_of(one.state, one.unit_id, on=on))}
    if not refs:
        return Looked(0, ())
    figures = live(set(refs.values()), now=at, facts=facts or indicators.up_to_date(at=at))
    again = []
    for one in watched:
        ref = refs.get(one.id)
        now = Look(ref, figures[ref]).seen if ref else None
        act = now and remedying.looked(one.state, now)
        if now and act and _record(act, one.id, now, by=by, at=at) and act is Act.REOPENED:
            again.append(one.id)
    return Looked(len(refs), tuple(again))


def _record(act: Act, recommendation_id: int, now: Seen, *, by: str, at: datetime) -> bool:
    """Record what follows from a figure; false if somebody has done otherwise in the meantime."""
    on = timezone.localdate(at)
    due_on = on + timedelta(days=terms(on).remedy_report_days)
    try:
        record(
            act,
            recommendation_id,
            lambda state, _row, _on: remedying.follows(state, act, seen=now, due_on=due_on),
            by=by,
            at=at,
        )
    except NotAtThisStage:
        return False
    return True
