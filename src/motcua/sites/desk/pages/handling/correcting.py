"""What was wrong at the counter is put right after the slip was printed; a new slip makes the old one void."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts.public import Act
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Kind, Person
from motcua.services.procedures import public as procedures
from motcua.sites.desk.pages.filling import Field
from motcua.sites.desk.pages.handling.matter import REASON, Deed, Matter, of_kind


def _other_procedures(matter: Matter) -> Sequence[Field]:
    """Offer the procedures that the office takes in, those of the same field first."""
    on = timezone.localdate(matter.at)
    known = {one.code: one for one in procedures.in_force(on=on)}
    now = known.get(matter.dossier.procedure)
    ordered = sorted(known.values(), key=lambda one: (now is None or one.field_code != now.field_code, one.name))
    return (
        Field(
            "procedure",
            gettext_lazy("The procedure that it should have been"),
            kind="choice",
            needed=True,
            choices=[(one.code, f"{one.name} ({one.code})") for one in ordered if one.code != matter.dossier.procedure],
        ),
        REASON,
    )


def _person(matter: Matter) -> Sequence[Field]:
    whose = dossiers.whose(matter.dossier.code)
    return (
        Field("name", gettext_lazy("Name of the applicant"), needed=True, first=whose.name if whose else ""),
        Field(
            "identity_number",
            gettext_lazy("Identity number"),
            first=whose.identity_number if whose else "",
            size="w-20",
        ),
        Field("phone", gettext_lazy("Telephone"), first=whose.phone if whose else "", size="w-20"),
        Field("address", gettext_lazy("Address"), first=whose.address if whose else ""),
        REASON,
    )


CORRECTING = (
    Deed(
        "sua-thu-tuc",
        (Act.RECEIVE,),
        gettext_lazy("Put the procedure right"),
        _other_procedures,
        lambda matter, given: dossiers.correct_procedure(
            code=matter.dossier.code,
            procedure=given["procedure"],
            reason=given["reason"],
            by=matter.actor.key,
            at=matter.at,
        ),
        of_kind(Kind.CORRECTED),
        gettext_lazy(
            "The term runs by the right procedure from receipt on; what was late stays late."
            " A new slip is handed out and the old one is void."
        ),
        by_receiver=True,
        new_slip=True,
    ),
    Deed(
        "sua-nguoi-nop",
        (Act.RECEIVE,),
        gettext_lazy("Put the applicant right"),
        _person,
        lambda matter, given: dossiers.correct_applicant(
            code=matter.dossier.code,
            person=Person(given["name"], given["identity_number"], given["phone"], given["address"]),
            reason=given["reason"],
            by=matter.actor.key,
            at=matter.at,
        ),
        of_kind(Kind.CORRECTED),
        gettext_lazy("What was kept of the wrong person is erased. A new slip is handed out and the old one is void."),
        by_receiver=True,
        new_slip=True,
    ),
)
