"""
A slip is issued, for a unit and those below it.

One transaction with its event ``survey.slip_issued``, stream ``slip/<id>``. ``by`` is the actor as the ledger knows it,
``at`` the server's time, aware.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.surveys import models
from motcua.services.surveys.actions.recording import append, unit_of_key
from motcua.services.surveys.rules.slips import Slip, check_slip
from motcua.services.surveys.rules.words import SLIP_STREAM

VERSION = 2
"""The version of the payload; from 2 on a question says whether it must be answered on a page."""


class AlreadyIssued(Refused):
    """The unit issued a slip of this campaign from the same day on."""


def issue_slip(*, slip: Slip, unit: str, by: str, at: datetime) -> int:
    """
    Issue a slip for a unit and those below it, from a day on; give its id. A poor slip is issued too: it is what it is.

    :param unit: the key of the unit whose document it is.
    :raises WrongSlip: if it cannot be answered. :raises AlreadyIssued: :raises UnknownUnit:
    """
    check_slip(slip)
    issuer = unit_of_key(unit)
    row = models.Slip(
        unit_id=issuer.id,
        code=slip.code,
        campaign=slip.campaign,
        title=slip.title,
        document_number=slip.document_number,
        document_date=slip.document_date,
        valid_from=slip.valid_from,
        valid_to=slip.valid_to,
        free_text=slip.free_text,
        asks_code=slip.asks_code,
        asks_name=slip.asks_name,
        ticked=slip.ticked,
    )
    with transaction.atomic():
        if models.Slip.objects.filter(unit_id=issuer.id, campaign=slip.campaign, valid_from=slip.valid_from).exists():
            raise AlreadyIssued(
                gettext_noop("the unit has issued a slip that begins on this day"),
                field="valid_from",
                value=slip.valid_from.isoformat(),
                expected=gettext_noop("let the new one begin on another day"),
            )
        row.save(force_insert=True)
        models.Question.objects.bulk_create(
            models.Question(
                slip=row,
                place=place,
                code=question.code,
                element=question.element,
                text=question.text,
                index=question.index,
                needed=question.needed,
            )
            for place, question in enumerate(slip.questions, 1)
        )
        stream = f"{SLIP_STREAM}{row.pk}"
        append(stream, 1, "survey.slip_issued", _issued(slip), unit=issuer.key, by=by, at=at, version=VERSION)
    return row.pk


def _issued(slip: Slip) -> dict[str, Any]:
    return {
        "code": slip.code,
        "campaign": slip.campaign,
        "title": slip.title,
        "document": [slip.document_number, slip.document_date.isoformat() if slip.document_date else None],
        "valid": [slip.valid_from.isoformat(), slip.valid_to.isoformat() if slip.valid_to else None],
        "free_text": slip.free_text,
        "asks_code": slip.asks_code.value,
        "asks_name": slip.asks_name,
        "ticked": slip.ticked,
        "questions": [[one.code, one.element.value, one.text, one.index, one.needed] for one in slip.questions],
    }
