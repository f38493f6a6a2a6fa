"""A recommendation is proposed, as the conclusion that states it is signed."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators import public as indicators
from motcua.reform.inspections.actions.recommendation_record import append
from motcua.reform.inspections.models import Inspection
from motcua.reform.inspections.models.recommendation import Recommendation
from motcua.reform.inspections.queries.recommendation_rows import columns_of
from motcua.reform.inspections.rules import remedying
from motcua.reform.inspections.rules.recommendation import Act, Remedy, apply
from motcua.reform.inspections.rules.remedying import NotAtThisStage
from motcua.reform.inspections.rules.watching import Watch
from motcua.reform.inspections.rules.words import UnknownInspection
from motcua.reform.registers.public import ReformField


def propose(
    *,
    inspection_id: int,
    unit_id: int,
    statement: str,
    text: str,
    field: ReformField,
    kind: Remedy,
    due_on: date,
    findings: Collection[int] = (),
    watch: Watch | None = None,
    by: str,
    at: datetime,
) -> int:
    """
    Say what a unit is to do, and by when, and give the recommendation's id.

    :param statement: the key of the statement in the conclusion; one is proposed once to a unit.
    :param findings: those that it answers, by id.
    :param watch: the figure that must say so before it can be closed.
    :raises UnknownInspection: :raises UnknownIndicator: :raises NotSaid: :raises WrongDay: :raises NotAtThisStage:
    """
    with transaction.atomic():
        if not Inspection.objects.filter(pk=inspection_id).exists():
            raise UnknownInspection(
                gettext_noop("there is no such inspection"), field="inspection", value=inspection_id
            )
        on = timezone.localdate(at)
        if watch is not None:
            indicators.REGISTRY.find(watch.indicator, on=on)
        unit = units.by_id([unit_id])[unit_id]
        payload = remedying.proposed(
            inspection=inspection_id,
            unit=unit.key,
            statement=statement,
            text=text,
            field=field.value,
            findings=findings,
            kind=kind,
            due_on=due_on,
            watch=watch,
            on=on,
        )
        if Recommendation.objects.filter(inspection=inspection_id, statement=statement, unit=unit_id).exists():
            raise NotAtThisStage(
                gettext_noop("this was recommended to the unit already"), field="statement", value=statement
            )
        state = apply(None, Act.PROPOSED, at, by, payload)
        row = Recommendation.objects.create(inspection_id=inspection_id, unit_id=unit_id, **columns_of(state))
        append(row.pk, Act.PROPOSED, state, payload, by=by, at=at)
    return row.pk
