"""Documents as those see them who enter, correct and withdraw them; what they are about to tell, as the public will."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.services.news import public as news
from motcua.services.news.public import DocumentView, State
from motcua.sites.desk.pages.news import ACTS, SHAPES, STATES, frame
from motcua.sites.look.public import clock, handed_out, leafing, staff, told


@require_safe
@staff(*ACTS)
def documents(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the documents of the units within reach, drafts and withdrawn ones too. Eleven SQL queries."""
    reach = frozenset().union(*actor.reach.values())
    leaf = leafing.leaf(request, total=news.document_count(unit_ids=reach, states=tuple(State)))
    today = timezone.localdate(clock.now())
    listed = news.documents(unit_ids=reach, states=tuple(State), offset=leaf.offset, most=leafing.LENGTH)
    context = frame(actor) | {
        "documents": [(told.told(one, today), STATES[one.state], SHAPES[one.state]) for one in listed],
        "leaf": leaf,
        "may_write": may(actor, Act.WRITE_NEWS),
    }
    return render(request, "desk/documents/list.html", context)


@require_safe
@staff(*ACTS)
def document(request: HttpRequest, actor: Actor, document: int) -> HttpResponse:
    """Show a document as the public sees it, or will, with what can be done with it now. Fifteen SQL queries."""
    shown = opened(actor, document, *ACTS)
    writes = shown.state is not State.WITHDRAWN and may(actor, Act.WRITE_NEWS, units=[shown.unit_id])
    confirms = bool(shown.proposed) and may(actor, Act.PUBLISH_NEWS, units=[shown.unit_id])
    context = frame(actor) | {
        "one": told.told(shown, timezone.localdate(clock.now())),
        "unit": units.by_id([shown.unit_id])[shown.unit_id].name,
        "state": STATES[shown.state],
        "shape": SHAPES[shown.state],
        "attached": told.attachments(shown),
        "bound": told.bound(shown),
        "history": told.lines(news.history(shown.id)),
        "is_draft": shown.state is State.DRAFT,
        "writes": writes,
        "confirms": confirms and shown.proposed_by != actor.key,
        "own_proposal": confirms and shown.proposed_by == actor.key,
    }
    return render(request, "desk/documents/document.html", context)


@require_safe
@staff(*ACTS)
def file(request: HttpRequest, actor: Actor, document: int, place: int) -> HttpResponse:
    """Give a file of a document, told or not. Ten SQL queries."""
    shown = opened(actor, document, *ACTS)
    found = next((one for one in shown.files if one.place == place), None)
    if found is None:
        raise Http404
    response = handed_out(files.kept([found.digest])[found.digest], name=f"van-ban-{document}-{place}")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def opened(actor: Actor, document: int, *acts: Act) -> DocumentView:
    """Give a document to a post that may do one of some acts on it. :raises Http404: :raises PermissionDenied:"""
    shown = news.document(document) if document < 2**31 else None
    if shown is None:
        raise Http404
    if not any(may(actor, act, units=[shown.unit_id]) for act in acts):
        raise PermissionDenied(gettext("This is for another unit to do."))
    return shown
