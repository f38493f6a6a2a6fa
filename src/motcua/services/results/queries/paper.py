"""The file of a result: as it will be signed, as it was signed, as it was issued."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.services.results.code import code_of
from motcua.services.results.models import Result
from motcua.services.results.queries.drafts import content_of
from motcua.services.results.writing import written


def pdf_of(dossier_id: int, *, title: str, unit: units.Unit, address: str, at: datetime) -> bytes | None:
    """
    Give the file of a result; while it is a draft, as the post of this title would sign it. None if there is none.

    Three SQL queries. :raises Erased: :raises AlteredOnDisk: if the file is not what was signed.
    """
    row = Result.objects.filter(dossier_id=dossier_id).first()
    if row is None:
        return None
    if row.digest:
        return files.read(row.digest)
    on = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    code = code_of(row.pk, row.issues + 1)
    return written(content_of(row.pk), signer=title, unit=unit, code=code, address=address, on=on)
