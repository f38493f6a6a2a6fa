"""A text that results are drafted from holds from a day on; what held before stays on record."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.results import models
from motcua.services.results.actions.recording import VERSION
from motcua.services.results.queries.templates import Template, template_read
from motcua.services.results.rules.content import LONGEST, Content, NotAResult, told


class TooEarly(Refused):
    """A text of a later day is on record already."""


def lay_down_template(
    *,
    code: str,
    name: str,
    content: Content,
    on: date,
    by: str,
    at: datetime,
    unit: str = "",
    procedure: str = "",
    book: str = "",
) -> Template:
    """
    Let a text hold from a day on; the one before holds until then. Six SQL queries.

    Event ``result_template.laid_down``, stream ``result_template/<code>``.

    :param unit: key of the office whose own it is; without it, it is for every office.
    :param procedure: code of the procedure; without it, it is offered for all.
    :raises NotAResult: if a part of it is missing. :raises TooEarly:
    """
    for field, value in (("code", code), ("name", name), ("kind", content.kind), ("sign", content.sign)):
        if not value.strip():
            raise NotAResult(gettext_noop("this is missing"), field=field, value="")
    if not 0 < len(content.text.strip()) <= LONGEST:
        raise NotAResult(
            gettext_noop("the text is too long, or missing"),
            field="text",
            value=len(content.text),
            expected=gettext_noop("at most %(most)s letters"),
            params={"most": LONGEST},
        )
    owner = units.by_key([unit])[unit] if unit else None
    with transaction.atomic():
        held = models.Template.objects.select_for_update().filter(code=code)
        if held.filter(valid_from__gte=on).exists():
            raise TooEarly(
                gettext_noop("a text of this day or a later one is on record"),
                field="on",
                value=on.isoformat(),
                expected=gettext_noop("choose a later day"),
            )
        number = held.count() + 1
        held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(valid_to=on)
        row = models.Template.objects.create(
            code=code,
            name=name.strip(),
            unit_id=owner.id if owner else None,
            procedure=procedure,
            body=told(content),
            book=book,
            valid_from=on,
        )
        ledger.append(
            ledger.NewEvent(
                stream=f"result_template/{code}",
                number=number,
                kind="result_template.laid_down",
                version=VERSION,
                occurred_at=at,
                actor=by,
                unit=unit,
                payload={
                    "name": row.name,
                    "procedure": procedure,
                    "unit": unit,
                    "book": book,
                    "on": on.isoformat(),
                    "content": row.body,
                },
            ),
            recorded_at=at,
        )
    return template_read(row)
