"""Whether something changed since a page was opened: asked by an open page once a second, answered in few letters."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.sites.look.public import clock, staff


@require_safe
@staff(Act.SEE_DOSSIERS)
def of_dossier(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Say how many things have happened to a dossier and to the work on it. Ten SQL queries."""
    dossier = dossiers.brief(code)
    if dossier is None:
        raise Http404
    if not may(actor, Act.SEE_DOSSIERS, units=dossier.unit_ids):
        raise PermissionDenied(gettext("This dossier belongs to units that your post does not see."))
    return _plain(f"{dossier.number}.{casework.turns_of(dossier.id)}")


@require_safe
@staff(Act.SEE_DOSSIERS)
def of_work(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say how many dossiers are open in the post's unit, and when the last of them changed. Six SQL queries."""
    return _plain(work_stamp(actor))


def work_stamp(actor: Actor) -> str:
    """Give what a list of work is compared by. Two SQL queries."""
    own = units.structure(timezone.localdate(clock.now())).below(actor.unit_id, own=True)
    return dossiers.open_stamp(own)


def _plain(stamp: str) -> HttpResponse:
    answer = HttpResponse(stamp, content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer
