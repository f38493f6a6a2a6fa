"""Attach and detach evidence: a file that is kept elsewhere, by its digest, since when it holds, beside a record."""

from datetime import date, datetime

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.actions.writing import locked, salted, stated, write
from motcua.reform.registers.models import Evidence, Text
from motcua.reform.registers.rows import life_of
from motcua.reform.registers.rules.reading import tidy
from motcua.reform.registers.rules.state import Kind
from motcua.reform.registers.rules.words import EvidenceRefused


def attach_evidence(*, record_id: int, digest: str, name: str, effective_on: date, by: str, at: datetime) -> None:
    """
    Put a file beside a record.

    :param digest: under which ``foundation.files`` keeps it.
    :param name: what it is called; it stays out of the ledger.
    :param effective_on: since when the document holds, which is not when it was uploaded.
    :raises UnknownRecord: :raises EvidenceRefused: if no such file is kept, or it is there already.
    """
    if not files.kept([digest]):
        raise EvidenceRefused(
            gettext_noop("no file is kept under this digest"),
            field="digest",
            value=digest,
            expected=gettext_noop("upload the file first"),
        )
    called = tidy(name)[:255]
    if not called:
        raise EvidenceRefused(gettext_noop("the file has no name"), field="name", value=name)
    with transaction.atomic():
        row = locked(record_id, shelf=False)
        beside = list(Evidence.objects.filter(record=row))
        if digest in {one.digest for one in beside}:
            raise EvidenceRefused(
                gettext_noop("this file is beside the record already"), field="evidence", value=called
            )
        unit, _ = life_of(row.unit_id)
        payload = {"digest": digest, "effective_on": effective_on.isoformat()}
        write(row, unit, Kind.EVIDENCE_ATTACHED, payload, evidence=beside, by=by, at=at)
        Evidence(record=row, digest=digest, name=called, effective_on=effective_on, attached_at=at).save(
            force_insert=True
        )


def detach_evidence(*, record_id: int, digest: str, reason: str, by: str, at: datetime) -> None:
    """
    Take a file from beside a record; that it was there stays in the ledger, and the file where it is kept.

    :raises UnknownRecord: :raises EvidenceRefused: if it is not there. :raises NotStated: without a reason.
    """
    why = salted(stated(reason))
    with transaction.atomic():
        row = locked(record_id, shelf=False)
        beside = list(Evidence.objects.filter(record=row))
        held = next((one for one in beside if one.digest == digest), None)
        if held is None:
            raise EvidenceRefused(gettext_noop("this file is not beside the record"), field="evidence", value=digest)
        unit, _ = life_of(row.unit_id)
        Text.objects.bulk_create([why.row(row.pk)])
        payload = {"digest": digest, "reason": why.commitment}
        write(row, unit, Kind.EVIDENCE_DETACHED, payload, evidence=beside, by=by, at=at)
        held.delete()
