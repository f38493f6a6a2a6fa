"""What can be done with documents: one is told to the public, or taken back."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.services.news import models
from motcua.services.news.actions.articles import unit_of
from motcua.services.news.rules.documents import Document, check_document
from motcua.services.news.rules.words import DOCUMENT_STREAM, UnknownNewsDocument, stated

VERSION = 1


def add_document(*, document: Document, unit: str, by: str, at: datetime) -> int:
    """
    Tell a document to the public; give its number in the list. The ledger holds a commitment to its abstract.

    :param unit: the key of the unit that tells it, which need not have issued it.
    :raises NotStated: :raises WrongDays: :raises UnknownUnit: :raises NotYetKept: if its file is not kept.
    """
    check_document(document)
    found = unit_of(unit)
    if document.digest and not files.kept([document.digest]):
        raise files.NotYetKept(gettext_noop("the file is not kept"), field="file", value=document.digest)
    salt = secrets.token_bytes(16)
    payload = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(document).items()
    }
    payload["abstract"] = ledger.commitment(document.abstract, salt)
    with transaction.atomic():
        row = models.Document(unit_id=found.id, salt=salt, **asdict(document))
        row.save(force_insert=True)
        _append(row.pk, 1, "news.document_added", payload, unit=unit, by=by, at=at)
    return row.pk


def withdraw_document(*, document: int, reason: str, by: str, at: datetime) -> None:
    """Take a document out of the list. :raises UnknownNewsDocument: :raises NotStated: the reason names nobody."""
    reason = stated(reason, field="reason", most=300)
    with transaction.atomic():
        row = models.Document.objects.select_for_update().filter(pk=document, withdrawn=False).first()
        if row is None:
            raise UnknownNewsDocument(gettext_noop("there is no such document"), field="document", value=document)
        row.events, row.withdrawn = row.events + 1, True
        row.save(update_fields=["events", "withdrawn"])
        key = units.by_id([row.unit_id])[row.unit_id].key
        _append(row.pk, row.events, "news.document_withdrawn", {"reason": reason}, unit=key, by=by, at=at)


def _append(
    document: int, number: int, kind: str, payload: Mapping[str, Any], *, unit: str, by: str, at: datetime
) -> None:
    stream = f"{DOCUMENT_STREAM}{document}"
    ledger.append(ledger.NewEvent(stream, number, kind, VERSION, at, by, unit, payload), recorded_at=at)
