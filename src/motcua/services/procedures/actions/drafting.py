"""
Writing what a procedure will ask, or its process, piece by piece; and laying down what was written.

A draft is nobody's law: saving it is no event. Laying it down is, and ends the draft in the same transaction.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.services.procedures import models
from motcua.services.procedures.actions.asking import ask, lay_down_process
from motcua.services.procedures.actions.forms import lay_down_form
from motcua.services.procedures.rules.asking import Asked, body_of, read_asked
from motcua.services.procedures.rules.drafting import DraftChanged
from motcua.services.procedures.rules.form.bodies import body_of_form, read_form
from motcua.services.procedures.rules.form.words import Form
from motcua.services.procedures.rules.process import Process, read_steps, steps_of

ASKED, PROCESS, FORM = "asked", "process", "form"


def write_asked(*, code: str, asked: Asked, seen: int, by: str, at: datetime) -> int:
    """
    Save what a procedure shall ask, whether it holds together or not; give the number of the draft.

    :param seen: the number of the draft that was read, 0 where there was none.
    :raises DraftChanged: if somebody saved it since.
    """
    return _write(code, ASKED, "", body_of(asked), seen, by, at)


def write_process(*, code: str, process: Process, seen: int, by: str, at: datetime) -> int:
    """Save what a process shall be, whole or not; ``process.unit_key`` says whose. :raises DraftChanged:"""
    body = {"steps": steps_of(process), "decision": process.decision}
    return _write(code, PROCESS, process.unit_key or "", body, seen, by, at)


def write_form(*, code: str, case: str, form: Form, seen: int, by: str, at: datetime) -> int:
    """Save what the form of a procedure shall be, in a case or in all of them, whole or not. :raises DraftChanged:"""
    return _write(code, FORM, "", body_of_form(form), seen, by, at, case)


def ask_as_drafted(*, code: str, on: date, seen: int, by: str, at: datetime) -> bool:
    """
    Lay down the draft of what a procedure asks, from a day on; say whether that changes anything.

    :raises DraftChanged: :raises NotAsked: :raises UnknownProcedure: :raises AlreadyChanged:
    """

    def lay_down(body: Any) -> bool:
        asked = read_asked(body, valid_from=on, valid_to=None)
        return ask(code=code, asked=asked, on=on, by=by, at=at)

    return _lay_down(code, ASKED, "", seen, lay_down)


def lay_down_drafted_process(*, code: str, unit_key: str | None, on: date, seen: int, by: str, at: datetime) -> bool:
    """
    Lay down the draft of a process, from a day on; say whether that changes anything.

    :raises DraftChanged: :raises NotAProcess: :raises UnknownProcedure: :raises AlreadyChanged:
    """

    def lay_down(body: Any) -> bool:
        process = Process(read_steps(body["steps"]), on, unit_key=unit_key, decision=body["decision"])
        return lay_down_process(code=code, process=process, on=on, by=by, at=at)

    return _lay_down(code, PROCESS, unit_key or "", seen, lay_down)


def lay_down_drafted_form(*, code: str, case: str, on: date, seen: int, by: str, at: datetime) -> bool:
    """
    Lay down the draft of a form, from a day on; say whether that changes anything.

    :raises DraftChanged: :raises NotAForm: :raises UnknownProcedure: :raises AlreadyChanged:
    """

    def lay_down(body: Any) -> bool:
        return lay_down_form(code=code, case=case, form=read_form(body), on=on, by=by, at=at)

    return _lay_down(code, FORM, "", seen, lay_down, case)


def drop_form_draft(*, code: str, case: str = "") -> None:
    """Throw the draft of a form away."""
    models.Drafting.objects.filter(procedure__code=code, subject=FORM, unit=None, case=case).delete()


def drop_draft(*, code: str, process_of_unit: str | None = None, process: bool = False) -> None:
    """Throw a draft away: of what is asked, or of the process of a unit, or of the general one."""
    unit_id = _unit_id(process_of_unit or "")
    subject = PROCESS if process else ASKED
    models.Drafting.objects.filter(procedure__code=code, subject=subject, unit=unit_id).delete()


def _unit_id(key: str) -> int | None:
    return units.by_key([key])[key].id if key else None


def _locked(code: str, subject: str, unit_id: int | None, seen: int, case: str) -> models.Drafting | None:
    rows = models.Drafting.objects.select_for_update().filter(
        procedure__code=code, subject=subject, unit=unit_id, case=case
    )
    draft = rows.first()
    if (draft.number if draft else 0) != seen:
        raise DraftChanged(
            gettext_noop("somebody else has changed this draft meanwhile"),
            field="draft",
            expected=gettext_noop("look at what stands there now, and enter your change again"),
        )
    return draft


def _write(code: str, subject: str, key: str, body: Any, seen: int, by: str, at: datetime, case: str = "") -> int:
    unit_id = _unit_id(key)
    with transaction.atomic():
        procedure = models.Procedure.objects.select_for_update().get(code=code)
        draft = _locked(code, subject, unit_id, seen, case) or models.Drafting(
            procedure=procedure, unit_id=unit_id, subject=subject, case=case, number=0
        )
        draft.body, draft.changed_by, draft.changed_at = body, by, at
        draft.number += 1
        draft.save()
        return draft.number


def _lay_down(code: str, subject: str, key: str, seen: int, lay_down: Callable[[Any], bool], case: str = "") -> bool:
    with transaction.atomic():
        models.Procedure.objects.select_for_update().get(code=code)
        draft = _locked(code, subject, _unit_id(key), seen, case)
        if draft is None:
            return False
        changed = lay_down(draft.body)
        draft.delete()
        return changed
