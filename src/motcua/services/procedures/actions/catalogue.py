"""
Changes to the catalogue. Each is one transaction with its event in the ledger's stream ``procedure/<code>``.

``by`` is the actor as the ledger knows it; ``at`` is when the act was recorded, aware; ``on`` is the first day on which
the new state holds.
"""

import secrets
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units.public import BEGINNING
from motcua.foundation.worktime.public import Term
from motcua.kernel.tables import Row, Taken
from motcua.services.procedures import models
from motcua.services.procedures.queries.catalogue import catalogue, find
from motcua.services.procedures.rules.draft import NEW, Change, Content, Draft
from motcua.services.procedures.rules.lists import take_list
from motcua.services.procedures.rules.words import DEFAULT_POLICY, UNCLASSIFIED, ClockPolicy, Procedure

VERSION = 1
"""The version of this module's payloads."""


def publish(
    *,
    code: str,
    name: str,
    field_code: str,
    field_name: str,
    on: date,
    by: str,
    at: datetime,
    term: Term | None = None,
    policy: ClockPolicy = DEFAULT_POLICY,
    sensitive: bool = False,
    decision: str = "",
) -> Procedure:
    """
    Put a procedure, or a change of it, in force from a day on. What is in force already leaves no event.

    :param decision: the number of the decision that publishes it.
    :raises AlreadyChanged: if a version that begins on or after this day is on record.
    :raises FieldNamed: if the field of this code has another name.
    """
    content = Content(name, field_code, field_name, term, policy, sensitive, decision)
    with changing(by, at) as draft:
        draft.publish(code, content, on=on)
    return find(code, on=on)


def abolish(*, code: str, on: date, by: str, at: datetime) -> None:
    """
    Take a procedure out of force.

    :param on: the first day without it.
    :raises UnknownProcedure: if it is not in force on the day before.
    :raises AlreadyChanged: if a later version is on record.
    """
    with changing(by, at) as draft:
        draft.abolish(code, on=on)


def ensure(*, codes: Collection[str], on: date, by: str, at: datetime) -> dict[str, Procedure]:
    """
    Make sure that procedures of these codes are in force on a day; give them by code.

    What is missing is put in force as of :data:`BEGINNING`, without a term, its code for a name, in the field
    :data:`UNCLASSIFIED`.

    :raises AlreadyChanged: if a procedure comes into force only later.
    """
    with changing(by, at) as draft:
        for code in codes:
            if draft.in_force(code, on) is None:
                since = BEGINNING if code not in draft.versions else on
                draft.publish(code, Content(code, *UNCLASSIFIED), on=since)
    return {code: find(code, on=on) for code in codes}


def take_procedures(rows: Sequence[Row], *, start: date, by: str, at: datetime) -> Taken:
    """
    Take in a list of procedures, whole or not at all; see :func:`rules.lists.take_list`.

    :raises RowsRefused: with everything that is wrong.
    """
    with changing(by, at) as draft:
        return take_list(draft, rows, start=start)


@contextmanager
def changing(by: str, at: datetime) -> Iterator[Draft]:
    """Give a draft of the catalogue to change; what it changed is written, with its events, in one transaction."""
    with transaction.atomic():
        shelf, _ = models.Catalogue.objects.select_for_update().get_or_create(
            id=models.Catalogue.ONLY, defaults={"stamp": ""}
        )
        draft = Draft(catalogue(), dict(models.Field.objects.values_list("code", "name")))
        yield draft
        if draft.changes:
            _write(draft, by, at)
            shelf.stamp = secrets.token_hex(16)
            shelf.save(update_fields=["stamp"])


def _write(draft: Draft, by: str, at: datetime) -> None:
    """Write what the draft changed: fields, procedures, the ends of old versions, new versions, events."""
    models.Field.objects.bulk_create(
        (models.Field(code=code, name=name) for code, name in draft.fields.items()), ignore_conflicts=True
    )
    codes = list(dict.fromkeys(change.code for change in draft.changes))
    models.Procedure.objects.bulk_create((models.Procedure(code=code) for code in codes), ignore_conflicts=True)
    fields = dict(models.Field.objects.values_list("code", "id"))
    rows = {row.code: row for row in models.Procedure.objects.all()}
    begun = {(change.code, change.on) for change in draft.changes if change.version}
    for code in codes:
        for old in draft.versions[code]:
            if old.id != NEW and old.valid_to and (code, old.valid_from) not in begun:
                models.ProcedureVersion.objects.filter(
                    procedure=rows[code], valid_from=old.valid_from, valid_to__isnull=True
                ).update(valid_to=old.valid_to)
    models.ProcedureVersion.objects.bulk_create(
        models.ProcedureVersion(
            procedure=rows[code],
            field_id=fields[new.field_code],
            name=new.name,
            term_amount=new.term.amount if new.term else None,
            term_measure=new.term.measure.value if new.term else "",
            on_supplement=new.policy.supplement,
            on_pause=new.policy.pause,
            on_agency=new.policy.agency,
            sensitive=new.sensitive,
            decision=new.decision,
            valid_from=new.valid_from,
            valid_to=new.valid_to,
        )
        for code in codes
        for new in draft.versions[code]
        if (code, new.valid_from) in begun
    )
    events = []
    for change in draft.changes:
        rows[change.code].events += 1
        events.append(_event(change, rows[change.code].events, by, at))
    models.Procedure.objects.bulk_update([rows[code] for code in codes], ["events"], batch_size=400)
    ledger.append_all(events, recorded_at=at)


def _event(change: Change, number: int, by: str, at: datetime) -> ledger.NewEvent:
    return ledger.NewEvent(
        stream=f"procedure/{change.code}",
        number=number,
        kind=change.kind,
        version=VERSION,
        occurred_at=at,
        actor=by,
        unit="",
        payload=change.payload(),
    )
