"""A conclusion is signed, and published as an article of the news."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Actor
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import PhotographView, Shown
from motcua.sites.look.public import asking, clock, staff, words
from motcua.sites.oversight.pages.inspections import access as inspected
from motcua.sites.oversight.pages.inspections.conclusion import access, page

FIELDS = {"number": "so", "on": "ngay", "ngay": "ngay", "title": "ten", "by_line": "tac-gia", "body": "noi-dung"}
"""Which field of the forms a refusal is told at."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*inspected.ANY_SIDE)
def sign(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """Sign the conclusion: its figures are fixed, and nothing in it changes any more."""
    here = access.signed_by(actor, inspection_id)
    if here.view.sealed is not None:
        return redirect("inspection-conclusion", inspection_id=inspection_id)
    now = clock.now()
    given = {"so": asking.printable(request.POST.get("so", "")), "ngay": asking.printable(request.POST.get("ngay", ""))}
    problem: tuple[str, str] | None = None
    if request.method == "POST":
        try:
            inspections.sign_conclusion(
                inspection_id=inspection_id,
                number=given["so"],
                on=asking.day(given["ngay"], "ngay"),
                by=actor.key,
                at=now,
            )
            return redirect("inspection-conclusion", inspection_id=inspection_id)
        except Refused as refusal:
            problem = _told(refusal)
    else:
        given["ngay"] = words.day(timezone.localdate(now))
    context = page.frame(actor, here) | {
        "given": given,
        "problem": problem,
        "own_words": [one for one in here.view.statements if one.own_word],
        "asked": [one for one in here.view.statements if one.mending],
        "figures": len(here.view.refs()),
    }
    return render(request, "oversight/inspections/conclusion/sign.html", context, status=400 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*inspected.ANY_SIDE)
def publish(request: HttpRequest, actor: Actor, inspection_id: int) -> HttpResponse:
    """Publish a signed conclusion: an article with photographs of the visits, that leads to it."""
    here = access.signed_by(actor, inspection_id)
    sealed = here.view.sealed
    inspected.ensure(sealed is not None, gettext("A conclusion is signed before it is published."))
    if here.view.article is not None or sealed is None:
        return redirect("inspection-conclusion", inspection_id=inspection_id)
    pictures = inspections.photographs([one.id for one in here.inspection.places])
    given: dict[str, Any] = {
        "ten": request.POST.get("ten", sealed.content["title"])[:300].strip(),
        "dan": request.POST.get("dan", "")[:1000].strip(),
        "noi-dung": request.POST.get("noi-dung", inspections.article_body(sealed.content))[:100_000].strip(),
        "tac-gia": asking.printable(request.POST.get("tac-gia", sealed.content["unit"]["name"])),
    }
    chosen = {word for word in request.POST.getlist("anh") if word.isdecimal()}
    problem: tuple[str, str] | None = None
    if request.method == "POST":
        try:
            inspections.publish_conclusion(
                inspection_id=inspection_id,
                title=given["ten"],
                lead=given["dan"],
                body=given["noi-dung"],
                by_line=given["tac-gia"],
                photographs=[_shown(one) for one in pictures if str(one.id) in chosen],
                by=actor.key,
                at=clock.now(),
            )
            return redirect("inspection-conclusion", inspection_id=inspection_id)
        except Refused as refusal:
            problem = _told(refusal)
    context = page.frame(actor, here) | {
        "given": {name.replace("-", "_"): value for name, value in given.items()},
        "pictures": pictures,
        "chosen": chosen,
        "problem": problem,
    }
    return render(request, "oversight/inspections/conclusion/publish.html", context, status=400 if problem else 200)


def _shown(one: PhotographView) -> Shown:
    """Give a photograph of a visit as the article shows it: what is to be seen is what its caption says."""
    caption = one.caption or gettext("Photograph of the visit")
    return Shown(one.digest, caption[:300], caption[:500])


def _told(refusal: Refused) -> tuple[str, str]:
    return FIELDS.get(refusal.field, "so"), refusal.message(gettext)
