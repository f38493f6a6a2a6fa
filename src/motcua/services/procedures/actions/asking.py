"""
What a procedure asks and how an office deals with it are laid down, each from a day on.

Each is one transaction with its event in the ledger's stream ``procedure/<code>``; nothing is edited: what held until
then is closed the day before.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.kernel.tables import Row, Taken, Tally
from motcua.services.procedures import models
from motcua.services.procedures.actions.catalogue import VERSION
from motcua.services.procedures.queries.catalogue import by_code, find, in_force
from motcua.services.procedures.rules.asked_lists import read_asked_list
from motcua.services.procedures.rules.asking import Asked, NotAsked, body_of, check_asked, flaws_of
from motcua.services.procedures.rules.process import NotAProcess, Process, check_process, steps_of
from motcua.services.procedures.rules.words import AlreadyChanged

DAY = timedelta(days=1)


def ask(*, code: str, asked: Asked, on: date, by: str, at: datetime) -> bool:
    """
    Lay down what a procedure asks from a day on; say whether that changes anything. Six SQL statements.

    :raises NotAsked: if it does not hold together, or a paper is to be the result of a procedure that is unknown.
    :raises UnknownProcedure: if it is not in force on that day.
    :raises AlreadyChanged: if something that begins on or after this day is on record.
    """
    check_asked(asked)
    find(code, on=on)
    _check_results(asked)
    body = body_of(asked)
    with transaction.atomic():
        procedure = models.Procedure.objects.select_for_update().get(code=code)
        now = models.Asking.objects.filter(procedure=procedure).order_by("-valid_from").first()
        if now is not None:
            if now.valid_to is None and now.valid_from <= on and now.body == body:
                return False
            _check_later(now.valid_from, on)
            models.Asking.objects.filter(pk=now.pk, valid_to__isnull=True).update(valid_to=on - DAY)
        models.Asking.objects.create(procedure=procedure, body=body, soon_days=asked.soon_days, valid_from=on)
        _record(procedure, "procedure.asked", {"on": on.isoformat(), "asked": body}, unit="", by=by, at=at)
    return True


def take_asked(rows: Sequence[Row], *, start: date, by: str, at: datetime) -> Taken:
    """
    Take in a list of what procedures ask from a day on, whole or not at all. It says the whole of each that it names.

    Six SQL statements a procedure.

    :raises RowsRefused: with everything that is wrong.
    """
    tally = Tally(rows)
    sheets = read_asked_list(tally, rows, start=start)
    with transaction.atomic():
        for code, sheet in sheets.items():
            with tally.row(sheet.rows[0]):
                if not list(flaws_of(sheet.asked)) and not ask(code=code, asked=sheet.asked, on=start, by=by, at=at):
                    tally.unchanged += len(sheet.rows)
        return tally.taken()


def lay_down_process(*, code: str, process: Process, on: date, by: str, at: datetime) -> bool:
    """
    Lay down the process of a procedure from a day on, for one unit or for all; say whether that changes anything.

    :raises NotAProcess: if the steps do not make one, or name a unit or a component that there is not on that day.
    :raises UnknownProcedure: :raises UnknownUnit:
    :raises AlreadyChanged: if something that begins on or after this day is on record.
    """
    check_process(process)
    find(code, on=on)
    _check_named(process, code, on)
    key = process.unit_key or ""
    unit_id = units.by_key([key])[key].id if key else None
    steps = steps_of(process)
    with transaction.atomic():
        procedure = models.Procedure.objects.select_for_update().get(code=code)
        now = models.ProcessVersion.objects.filter(procedure=procedure, unit=unit_id).order_by("-valid_from").first()
        if now is not None:
            same = (now.steps, now.decision) == (steps, process.decision)
            if now.valid_to is None and now.valid_from <= on and same:
                return False
            _check_later(now.valid_from, on)
            models.ProcessVersion.objects.filter(pk=now.pk, valid_to__isnull=True).update(valid_to=on - DAY)
        models.ProcessVersion.objects.create(
            procedure=procedure, unit_id=unit_id, steps=steps, decision=process.decision, valid_from=on
        )
        told = {"on": on.isoformat(), "steps": steps, "decision": process.decision}
        _record(procedure, "procedure.process_laid_down", told, unit=key, by=by, at=at)
    return True


def _check_results(asked: Asked) -> None:
    named = {one.result_of for one in asked.papers if one.result_of}
    for unknown in sorted(named - by_code(named).keys()):
        raise NotAsked(gettext_noop("there is no procedure of this code"), field="papers", value=unknown)


def _check_named(process: Process, code: str, on: date) -> None:
    """Check that the units and the components that the steps name exist on a day."""
    for step in process.steps:
        if step.where.startswith("unit:"):
            try:
                units.find(step.where[5:], on=on)
            except units.UnknownUnit as unknown:
                reason = gettext_noop("on that day there is no unit of this code")
                raise NotAProcess(reason, field="where", value=step.where[5:]) from unknown
        if "." in step.part and (step.part == code or step.part not in {one.code for one in in_force(on=on)}):
            reason = gettext_noop("a component is another procedure, in force on that day")
            raise NotAProcess(reason, field="part", value=step.part)


def _check_later(begun: date, on: date) -> None:
    if begun >= on:
        raise AlreadyChanged(
            gettext_noop("what begins on %(day)s is on record"),
            field="on",
            value=on.isoformat(),
            expected=gettext_noop("let the change begin after that day"),
            params={"day": begun},
        )


def _record(
    procedure: models.Procedure, kind: str, payload: dict[str, Any], *, unit: str, by: str, at: datetime
) -> None:
    procedure.events += 1
    procedure.save(update_fields=["events"])
    ledger.append(
        ledger.NewEvent(
            stream=f"procedure/{procedure.code}",
            number=procedure.events,
            kind=kind,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=payload,
        ),
        recorded_at=at,
    )
