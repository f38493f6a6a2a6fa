"""What was wrong when a dossier was accepted is put right: another procedure, or another person."""

import secrets
from datetime import datetime

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.actions.receive import Person, keep_person
from motcua.services.dossiers.actions.recording import Recorded, record, stated
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.models import Applicant, Dossier
from motcua.services.dossiers.rules.deciding import Step
from motcua.services.dossiers.rules.words import Kind
from motcua.services.procedures import public as procedures


class NothingCorrected(Refused):
    """What it is put right to is what it was."""


def correct_procedure(*, code: str, procedure: str, reason: str, by: str, at: datetime) -> Recorded:
    """
    Put a dossier right that was accepted under another procedure; its term runs anew from receipt.

    What was late by the first appointment stays late. Figures as of before still say what was on record then.

    :param procedure: code of the one that it should have been. :raises NothingCorrected: :raises UnknownProcedure:
    """
    row = Dossier.objects.filter(code=code, received_at__isnull=False).only("received_at").first()
    on = (row.received_at if row and row.received_at else at).astimezone(local_zone()).date()
    right = procedures.find(procedure, on=on)
    step = Step(Kind.CORRECTED, at, remark=stated(reason))

    def chosen(state: object) -> Step:
        if getattr(state, "procedure", "") == right.code:
            raise NothingCorrected(
                gettext_noop("it is accepted under this procedure already"), field="procedure", value=procedure
            )
        return step

    return record(code, by=by, at=at, step=chosen, to=right)


def correct_applicant(*, code: str, person: Person, reason: str, by: str, at: datetime) -> Recorded:
    """
    Put right whom a dossier is about. What was kept of the person that it was not about is erased.

    Source: NĐ 13/2023/NĐ-CP (personal data is put right, and erased where it is not needed), from memory.
    """
    salt = secrets.token_bytes(16)
    step = Step(Kind.CORRECTED, at, remark=stated(reason), extra={"applicant": person.commitment(salt)})

    def replaced(dossier_id: int) -> None:
        Applicant.objects.filter(dossier_id=dossier_id).delete()
        keep_person(person, salt, dossier_id)

    return record(code, by=by, at=at, step=lambda _: step, also=replaced)
