"""What was answered, as a paper, for whoever sent it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.foundation.units import public as units
from motcua.services.filing import public as filing
from motcua.services.filing.public import ApplicationView
from motcua.sites.look.public import declaring
from motcua.sites.portal.pages.filing.holding import own


@require_safe
@own
def declaration(request: HttpRequest, view: ApplicationView) -> HttpResponse:
    """Print the declaration as it was sent. Eleven SQL queries at most. :raises Http404: where there is none."""
    form = filing.sent_form(view.id)
    if view.content is None or view.dossier is None or view.sent_at is None or form is None:
        raise Http404
    person, other = view.content.person, view.content.representative
    declarants = [declaring.Declarant(person.name, person.identity_number, person.phone, person.address)]
    if other.name:
        filer = declaring.Declarant(other.name, other.identity_number, other.phone, other.address, says=declaring.FILER)
        declarants.append(filer)
    return declaring.printed(
        form,
        view.content.answers,
        procedure=view.dossier.procedure_name,
        office=units.by_id([view.unit_id])[view.unit_id],
        reference=view.dossier.code or f"Hồ sơ trực tuyến số {view.id}",
        at=view.sent_at,
        declarants=declarants,
        sent=True,
    )
