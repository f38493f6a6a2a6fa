"""The applicant of a dossier: masked for those who need not know, whole for a stated purpose, which is logged."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Whose
from motcua.services.intake import public as intake
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.handling.acts import matter_of
from motcua.sites.desk.pages.handling.matter import Matter
from motcua.sites.look.public import looking, staff

PURPOSES = (
    ("giai-quyet", gettext_lazy("To handle this dossier")),
    ("tra-loi", gettext_lazy("To answer the citizen")),
    ("kiem-tra", gettext_lazy("For an inspection, by its decision")),
    ("co-quan", gettext_lazy("Asked for by an agency that has the right, in writing")),
)
"""For what a person's data may be read. The list is ours; the law asks for a purpose (NĐ 13/2023/NĐ-CP art. 3)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A person as the page shows them, and whether all of it is shown."""

    name: str
    identity_number: str
    phone: str
    address: str
    whole: bool


def sees_whole(matter: Matter) -> bool:
    """Say whether a post sees persons whole unasked: who has the dossier in hand, and who took it in."""
    works = any(may(matter.actor, act, units=[matter.dossier.holder_id]) for act in (Act.PROCESS, Act.DECIDE))
    return (works and matter.in_hand) or may(matter.actor, Act.RECEIVE, units=[matter.dossier.receiving_unit_id])


def shown(matter: Matter, whose: Whose | None) -> Shown | None:
    """Give the applicant as a post sees them unasked: whole to those who have the dossier in hand, masked to others."""
    if whose is None:
        return None
    if sees_whole(matter):
        return Shown(whose.name, whose.identity_number, whose.phone, whose.address, whole=True)
    return Shown(
        dossiers.masked_name(whose.name),
        dossiers.masked_number(whose.identity_number),
        dossiers.masked_number(whose.phone),
        "",
        whole=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_DOSSIERS)
def person(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Ask for what purpose the applicant's data is read, log it, and show all of it. Sixteen SQL queries."""
    matter = matter_of(actor, code)
    whose = dossiers.whose(code)
    if whose is None:
        raise Http404
    fields = (
        Field("purpose", gettext_lazy("Purpose"), kind="choice", needed=True, choices=PURPOSES),
        Field("document", gettext_lazy("Number of the document, where there is one"), size="w-20"),
    )
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    told = request.method == "POST" and not entries.problems
    if told:
        said = f"{code} {entries['purpose']} {entries['document'][:60]}".strip()
        looking.note(actor, looking.Seen.PERSON, said, unit_id=matter.dossier.receiving_unit_id)
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "matter": matter,
        "entries": entries,
        "whose": whose if told else None,
        "details": intake.details(code) if told else None,
    }
    return render(request, "desk/person.html", context, status=400 if entries.problems else 200)
