"""What came in with a dossier names persons, and goes when they do."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.intake.models import Intake, Note
from motcua.services.intake.queries.handed import held_of

PURPOSE = "intake"
"""For what scans are brought into the files."""
MOST = 1_000


def forget(code: str, *, by: str, at: datetime) -> int:
    """
    Erase what is kept of persons with a dossier, with the salts, and let go of its scans; give how many rows it was.

    A scan that another dossier of the same person holds at the office stays. Ask before the applicant is erased: it is
    by the identity number that the others are found. Twelve SQL queries, and four for each scan.
    """
    dossier = dossiers.brief(code)
    row = Intake.objects.filter(dossier_id=dossier.id).first() if dossier else None
    if dossier is None or row is None:
        return 0
    with transaction.atomic():
        office = units.by_key([dossier.receiving_unit])[dossier.receiving_unit]
        scans = {digest for one in map(held_of, row.papers) for digest in one.files}
        for digest in sorted(scans - _needed_elsewhere(dossier)) if scans else ():
            files.let_go(digest=digest, unit=office, purpose=PURPOSE, by=by, at=at)
        row.private = None
        row.save(update_fields=["private"])
        return Note.objects.filter(intake=row).delete()[0]


def _needed_elsewhere(dossier: Brief) -> set[str]:
    """Give the scans that other dossiers of the same person hold at the office."""
    whose = dossiers.whose(dossier.code)
    number = whose.identity_number if whose else ""
    others = dict(dossiers.filed_by_number(number, [dossier.receiving_unit_id], limit=MOST))
    others.pop(dossier.id, None)
    rows = Intake.objects.filter(dossier_id__in=others).values_list("papers", flat=True)
    return {digest for papers in rows for one in map(held_of, papers) for digest in one.files}
