"""Serial numbers of the day: each agency counts its dossiers, and no number is given twice."""

from datetime import date

from django.db import connection
from django.db.models import Max

from motcua.foundation.units import public as units
from motcua.kernel.codes import LAST_SERIAL, DossierCode
from motcua.services.dossiers.models import DailySerial, Dossier

_TAKE = """
INSERT INTO dossiers_dailyserial (agency, day, last)
SELECT coalesce(
    (SELECT code FROM dossiers_agencycode WHERE unit_id = %s AND valid_from <= %s ORDER BY valid_from DESC LIMIT 1),
    %s
), %s, 1 WHERE true
ON CONFLICT (agency, day) DO UPDATE SET last = dossiers_dailyserial.last + 1
RETURNING agency, last
"""


def next_code(unit: units.Unit, day: date) -> str:
    """
    Take the next code of a unit's agency on a day; concurrent takers wait for each other, so none is given twice.

    A unit that was given no agency code signs with its own. A serial is given back when the transaction is. One SQL
    query, three for the first of a day, which goes on after codes that were imported. Source of the form: TT 01/2018/
    TT-VPCP art. 19, QĐ 20/2020/QĐ-TTg.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [unit.id, day, unit.code, day])
        agency, serial = cursor.fetchone()
    if serial == 1 and (known := _last_known(agency, day)):
        serial = known + 1
        DailySerial.objects.filter(agency=agency, day=day).update(last=serial)
    return str(DossierCode(agency, day, serial))


def go_on_after_known() -> None:
    """Let every count of a day go on after codes that were written without it. One SQL query, one more a count."""
    for counted in DailySerial.objects.all():
        known = _last_known(counted.agency, counted.day)
        if known > counted.last:
            DailySerial.objects.filter(pk=counted.pk).update(last=known)


def _last_known(agency: str, day: date) -> int:
    """Give the highest serial on record of an agency on a day; 0 if there is none."""
    first, last = DossierCode(agency, day, 0), DossierCode(agency, day, LAST_SERIAL)
    known = Dossier.objects.filter(code__gte=str(first), code__lte=str(last)).aggregate(last=Max("code"))["last"]
    serial = known.rpartition("-")[2] if known else ""
    return int(serial) if serial.isdecimal() else 0
