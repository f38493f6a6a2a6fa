"""A conclusion is written: headings, and beneath them statements, each in as many versions as it takes."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.public import REGISTRY
from motcua.reform.inspections.models import Inspection, Place
from motcua.reform.inspections.models.conclusion import Conclusion, StatementText
from motcua.reform.inspections.queries.conclusion_rows import VERSION, columns_of, state_of, stream_name, texts_of
from motcua.reform.inspections.queries.supporting import ensure_there
from motcua.reform.inspections.rules import drafting
from motcua.reform.inspections.rules.conclusion import PREFIX, Act, ConclusionState, Draft, Payload, apply
from motcua.reform.inspections.rules.deciding import NotNow
from motcua.reform.inspections.rules.words import UnknownInspection

Decide = Callable[[ConclusionState], Payload]


def write_group(*, inspection_id: int, title: str, places: Sequence[int], group: int = 0, by: str, at: datetime) -> int:
    """
    Put a heading into a conclusion, or write one anew, and give its number.

    :param places: the ids of those that the statements beneath it are about.
    :param group: which one is changed; 0 for a new one.
    :raises ConclusionSigned: :raises UnknownStatement: :raises NotAStatement:
    """
    with transaction.atomic():
        row = locked(inspection_id)
        of = set(Place.objects.filter(inspection=inspection_id).values_list("pk", flat=True))
        payload = drafting.grouped(state_of(row), title, places, of=of, group=group)
        after = record(row, Act.GROUPED, payload, by=by, at=at)
    return group or after.number


def write_statement(
    *, inspection_id: int, draft: Draft, statement: int = 0, version: int = 0, by: str, at: datetime
) -> int:
    """
    Write a statement, or one anew, and give its number.

    :param statement: which one is rewritten; 0 for a new one.
    :param version: of the one that is rewritten, as its writer saw it.
    :raises StaleStatement: if somebody else has rewritten it since; both texts stand in the refusal.
    :raises ConclusionSigned: :raises UnknownStatement: :raises NotAStatement: :raises WrongSupport:
    :raises UnknownIndicator: :raises UnknownUnit: if a figure is of an indicator or a unit that is not there.
    """
    draft = drafting.with_text(draft)
    on = timezone.localdate(at)
    with transaction.atomic():
        row = locked(inspection_id)
        state = state_of(row)
        if statement:
            known = texts_of(row).get(statement)
            theirs = known.text if known else ""
            payload = drafting.restated(state, draft, statement=statement, version=version, theirs=theirs, on=on)
        else:
            payload = drafting.stated(state, draft, on=on)
        for ref in draft.figures.values():
            REGISTRY.find(ref.code, on=ref.last)
            units.find(ref.unit, on=ref.last)
        ensure_there(draft.supports, at=at)
        salt = secrets.token_bytes(16)
        payload["text"] = ledger.commitment(draft.text, salt)
        after = record(row, Act.RESTATED if statement else Act.STATED, payload, by=by, at=at)
        number = statement or after.number
        StatementText.objects.create(
            conclusion=row,
            statement=number,
            version=payload["version"],
            author=by,
            at=at,
            text=draft.text,
            salt=salt,
        )
    return number


def remove_statement(*, inspection_id: int, statement: int, by: str, at: datetime) -> None:
    """Take a statement out of a conclusion; its versions stay in the ledger. :raises ConclusionSigned: as above."""
    _decided(inspection_id, Act.REMOVED, lambda state: drafting.removed(state, statement), by, at)


def arrange_statements(*, inspection_id: int, order: Sequence[int], by: str, at: datetime) -> None:
    """Put the statements in an order; parts and headings stay together. :raises NotAStatement: as above."""
    _decided(inspection_id, Act.ARRANGED, lambda state: drafting.arranged(state, order), by, at)


def locked(inspection_id: int) -> Conclusion:
    """
    Lock the conclusion of an inspection; the first who writes begins it.

    :raises UnknownInspection: :raises NotNow: if the inspection was not decided, or was cancelled or closed.
    """
    inspection = Inspection.objects.select_for_update().filter(pk=inspection_id).first()
    if inspection is None:
        raise UnknownInspection(gettext_noop("there is no such inspection"), field="inspection", value=inspection_id)
    if inspection.cancelled:
        raise NotNow(
            gettext_noop("the inspection was cancelled"),
            field="inspection",
            expected=gettext_noop("an inspection that did not take place has no conclusion"),
        )
    row, _ = Conclusion.objects.get_or_create(inspection=inspection)
    return row


def record(row: Conclusion, act: Act, payload: Payload, *, by: str, at: datetime) -> ConclusionState:
    """Append an event, and bring the row to the state after it."""
    before = state_of(row)
    after = apply(before, act, at, payload)
    unit_id = Inspection.objects.values_list("unit_id", flat=True).get(pk=row.inspection_id)
    leaf = ledger.append(
        ledger.NewEvent(
            stream=stream_name(row.inspection_id),
            number=after.number,
            kind=PREFIX + act.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=units.by_id([unit_id])[unit_id].key,
            payload=payload,
        ),
        recorded_at=at,
    )
    for column, value in columns_of(after).items():
        setattr(row, column, value)
    if act is Act.SIGNED:
        row.leaf = leaf.hex()
    row.save()
    return after


def _decided(inspection_id: int, act: Act, decide: Decide, by: str, at: datetime) -> None:
    with transaction.atomic():
        row = locked(inspection_id)
        record(row, act, decide(state_of(row)), by=by, at=at)
