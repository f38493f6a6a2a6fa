"""
The electronic form of a procedure is laid down from a day on, in one of its cases or in all; one by one or by a file.

Each is an event of the ledger's stream ``procedure/<code>``, which holds the digest of the form: the form itself is
public and stays as it was in its row. Nothing is edited: what held until then is closed the day before.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import RowsRefused, Taken
from motcua.services.procedures import models
from motcua.services.procedures.actions.catalogue import VERSION
from motcua.services.procedures.queries.asking import asked
from motcua.services.procedures.queries.catalogue import find
from motcua.services.procedures.rules.form.bodies import body_of_form, digest_of_form
from motcua.services.procedures.rules.form.checking import NotAForm, check_form
from motcua.services.procedures.rules.form.files import FormsFile, read_forms_file
from motcua.services.procedures.rules.form.words import Form
from motcua.services.procedures.rules.words import AlreadyChanged

DAY = timedelta(days=1)


def lay_down_form(*, code: str, form: Form, on: date, by: str, at: datetime, case: str = "") -> bool:
    """
    Lay down the form of a procedure from a day on; say whether that changes anything. Seven SQL statements.

    :param case: the code of a case that has a form of its own; without it the form is for all others.
    :raises NotAForm: if it does not hold together, or the procedure has no such case on that day.
    :raises UnknownProcedure: if it is not in force on that day.
    :raises AlreadyChanged: if something that begins on or after this day is on record.
    """
    check_form(form)
    find(code, on=on)
    if case and case not in {one.code for one in asked(code, on=on).cases}:
        raise NotAForm(gettext_noop("the procedure has no such case on that day"), field="case", value=case)
    body = body_of_form(form)
    with transaction.atomic():
        procedure = models.Procedure.objects.select_for_update().get(code=code)
        now = models.FormVersion.objects.filter(procedure=procedure, case=case).order_by("-valid_from").first()
        if now is not None:
            if now.valid_to is None and now.valid_from <= on and now.body == body:
                return False
            _check_later(now.valid_from, on)
            models.FormVersion.objects.filter(pk=now.pk, valid_to__isnull=True).update(valid_to=on - DAY)
        row = models.FormVersion.objects.create(
            procedure=procedure, case=case, body=body, digest=digest_of_form(body), valid_from=on
        )
        _record(procedure, row, form, by, at)
    return True


def take_forms(body: object, *, text: str, on: date, by: str, at: datetime) -> Taken:
    """
    Take in a file of forms, whole or not at all: each is in force from a day on. Seven SQL statements a form.

    :param body: what the file holds, as its format gives it; ``text`` is the file, in which lines are looked up.
    :raises RowsRefused: with everything that is wrong, each with its line where it can be told.
    """
    file = read_forms_file(body, text)
    unchanged, refused = 0, list(file.refusals)
    with transaction.atomic():
        for one in file.forms:
            try:
                if not lay_down_form(code=one.procedure, case=one.case, form=one.form, on=on, by=by, at=at):
                    unchanged += 1
            except Refused as refusal:
                refused.append(_placed(file, one.procedure, refusal))
        if refused:
            raise RowsRefused(sorted(refused, key=lambda refusal: refusal.line or 0), read=file.number)
    return Taken(file.number, file.number - unchanged, unchanged)


def _placed(file: FormsFile, procedure: str, refusal: Refused) -> Refused:
    line = file.line_of(procedure, refusal.field)
    return refusal.at_line(line) if line else refusal


def _check_later(begun: date, on: date) -> None:
    if begun >= on:
        raise AlreadyChanged(
            gettext_noop("a form that begins on %(day)s is on record"),
            field="on",
            value=on.isoformat(),
            expected=gettext_noop("let the change begin after that day"),
            params={"day": begun},
        )


def _record(procedure: models.Procedure, row: models.FormVersion, form: Form, by: str, at: datetime) -> None:
    procedure.events += 1
    procedure.save(update_fields=["events"])
    payload: Mapping[str, Any] = {
        "on": row.valid_from.isoformat(),
        "case": row.case,
        "sha256": row.digest,
        "questions": sum(1 for _ in form.questions()),
    }
    ledger.append(
        ledger.NewEvent(
            stream=f"procedure/{procedure.code}",
            number=procedure.events,
            kind="procedure.form_laid_down",
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit="",
            payload=payload,
        ),
        recorded_at=at,
    )
