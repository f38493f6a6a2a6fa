"""Keeping files."""

import secrets
import unicodedata
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from motcua.foundation.files import models, queries, storage
from motcua.foundation.files.rules.recognising import ends_as_heic, recognise
from motcua.foundation.files.rules.words import Kept, Kind
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units

VERSION = 1
"""The version of this module's payloads."""
LONGEST_NAME = 200


def keep(*, name: str, content: bytes, unit: units.Unit, purpose: str, by: str, at: datetime) -> Kept:
    """
    Keep a file, recognised and cleaned, under the digest of what is kept.

    The same content is kept once, whoever brings it. A unit that brings it again under the same name leaves no event.

    :param name: as its owner calls it, without folders; it stands beside the ledger.
    :param purpose: a word that says what it was brought for, as ``registers``; it stands in the ledger.
    :raises FileRefused: a subclass of it, for whatever is not to be kept.
    :raises AlteredOnDisk: if other bytes lie under its digest.
    """
    called = _plain(name)
    kind, clean = recognise(called, content, limits=queries.limits(at))
    if ends_as_heic(called):
        called = str(PurePath(called).with_suffix(".jpg"))
    digest = storage.write(clean)
    with transaction.atomic():
        row, _ = models.File.objects.select_for_update().get_or_create(
            digest=digest, defaults={"kind": kind.value, "size": len(clean)}
        )
        if row.gone_at is not None:
            models.File.objects.filter(pk=row.pk).update(gone_at=None)
        if not models.Naming.objects.filter(file=row, unit_id=unit.id, name=called).exists():
            _record(row, called, unit=unit, purpose=purpose, by=by, at=at)
    return Kept(digest, Kind(row.kind), row.size, called)


def let_go(*, digest: str, unit: units.Unit, purpose: str, by: str, at: datetime) -> bool:
    """
    Let go of a file that a unit had for a purpose: its name, and its bytes where nobody else brought them.

    Bytes go when the transaction is through. Say whether they do. Nothing happens where the unit has no such file.

    :param purpose: what it was brought for; where the same content was ever brought for another, its bytes stay.
    """
    with transaction.atomic():
        row = models.File.objects.select_for_update().filter(digest=digest, gone_at__isnull=True).first()
        if row is None or not models.Naming.objects.filter(file=row, unit_id=unit.id).delete()[0]:
            return False
        brought_for = {one.payload.get("purpose", purpose) for one in ledger.read(f"file/{digest}")}
        goes = brought_for == {purpose} and not models.Naming.objects.filter(file=row).exists()
        row.events += 1
        row.gone_at = at if goes else None
        row.save(update_fields=["events", "gone_at"])
        ledger.append(
            ledger.NewEvent(
                stream=f"file/{digest}",
                number=row.events,
                kind="file.let_go",
                version=VERSION,
                occurred_at=at,
                actor=by,
                unit=unit.key,
                payload={"digest": digest, "bytes": goes},
            ),
            recorded_at=at,
        )
        if goes:
            transaction.on_commit(lambda: storage.remove(digest))
    return goes


def _record(row: models.File, name: str, *, unit: units.Unit, purpose: str, by: str, at: datetime) -> None:
    salt = secrets.token_bytes(16)
    row.events += 1
    row.save(update_fields=["events"])
    models.Naming.objects.create(file=row, number=row.events, unit_id=unit.id, name=name, salt=salt)
    ledger.append(
        ledger.NewEvent(
            stream=f"file/{row.digest}",
            number=row.events,
            kind="file.kept",
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit.key,
            payload={
                "digest": row.digest,
                "size": row.size,
                "kind": row.kind,
                "purpose": purpose,
                "name": ledger.commitment(name, salt),
            },
        ),
        recorded_at=at,
    )


def _plain(name: str) -> str:
    """Give a name without folders and without what no name has; too long a name loses of its middle."""
    said = unicodedata.normalize("NFC", PurePath(name.replace("\\", "/")).name)
    said = " ".join("".join(letter for letter in said if letter.isprintable()).split())
    ending = PurePath(said).suffix[:10]
    return said if len(said) <= LONGEST_NAME else said[: LONGEST_NAME - len(ending)] + ending
