"""What staff do with articles and documents: each act on a page of its own, every entry kept when it is refused."""

from collections.abc import Callable, Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.news import public as news
from motcua.services.news.public import Document, NotStated, Wording
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.news import frame, opened
from motcua.sites.look.public import clock, staff

form_page = require_http_methods(["GET", "HEAD", "POST"])
FILE = "file"
REASON = (
    Field(
        "reason",
        gettext_lazy("Reason"),
        kind="area",
        needed=True,
        hint=gettext_lazy("Anyone can read it; it must name nobody."),
    ),
)


def _wording_fields(said: Wording) -> Sequence[Field]:
    return (
        Field("title", gettext_lazy("Title"), needed=True, first=said.title),
        Field("lead", gettext_lazy("Summary"), kind="area", first=said.lead),
        Field(
            "body",
            gettext_lazy("Text"),
            kind="area",
            needed=True,
            first=said.body,
            size="tall",
            hint=gettext_lazy(
                "An empty line ends a paragraph. “## ” begins a heading, “- ” an item of a list, “1. ” a numbered one."
            ),
        ),
        Field(
            "by_line",
            gettext_lazy("Author"),
            needed=True,
            first=said.by_line,
            hint=gettext_lazy("A post, or a name; it is shown, and stands beside the ledger, never in it."),
        ),
        Field("about_label", gettext_lazy("What the link of the article is called"), first=said.about_label),
    )


@form_page
@staff(Act.WRITE_NEWS)
def write(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write a draft for the unit that the post acts for. Seven SQL queries to show."""
    unit = _own_unit(actor)

    def act(given: Entries) -> str:
        number = news.write_article(unit=unit.key, wording=_wording(given), by=actor.key, at=clock.now())
        return reverse("desk-news-article", args=[number])

    fields = _wording_fields(Wording("", "", "", actor.title))[:-1]
    return _asked(request, actor, fields, act, heading=gettext_lazy("Write an article"), back=reverse("desk-news"))


@form_page
@staff(Act.WRITE_NEWS)
def rewrite(request: HttpRequest, actor: Actor, article: int) -> HttpResponse:
    """Change what a draft says. Nine SQL queries to show."""
    shown = opened(actor, article, Act.WRITE_NEWS)
    back = reverse("desk-news-article", args=[article])

    def act(given: Entries) -> str:
        news.rewrite_article(article=article, wording=_wording(given), by=actor.key, at=clock.now())
        return back

    fields = _wording_fields(shown.wording)
    if not shown.about:
        fields = fields[:-1]
    return _asked(request, actor, fields, act, heading=gettext_lazy("Change the draft"), back=back)


@form_page
@staff(Act.WRITE_NEWS)
def add_photograph(request: HttpRequest, actor: Actor, article: int) -> HttpResponse:
    """Keep a picture, and put it into a draft with its words. Ten SQL queries to show."""
    shown = opened(actor, article, Act.WRITE_NEWS)
    unit, back = units.by_id([shown.unit_id])[shown.unit_id], reverse("desk-news-article", args=[article])
    fields = (
        Field("caption", gettext_lazy("Caption"), needed=True),
        Field(
            "alt",
            gettext_lazy("What the picture shows"),
            needed=True,
            hint=gettext_lazy("For those who do not see it: who does what where, by post."),
        ),
    )

    def act(given: Entries) -> str:
        now, digest = clock.now(), _kept(request, unit, by=actor.key)
        if not digest:
            raise NotStated(gettext_noop("choose a file"), field=FILE)
        news.add_photograph(
            article=article, digest=digest, alt=given["alt"], caption=given["caption"], by=actor.key, at=now
        )
        return back

    heading = gettext_lazy("Add a photograph")
    return _asked(request, actor, fields, act, heading=heading, back=back, file=".jpg,.jpeg,.png")


@require_POST
@staff(Act.WRITE_NEWS)
def remove_photograph(request: HttpRequest, actor: Actor, article: int, place: int) -> HttpResponse:
    """Take a photograph out of a draft."""
    opened(actor, article, Act.WRITE_NEWS)
    news.remove_photograph(article=article, place=place, by=actor.key, at=clock.now())
    return HttpResponseRedirect(reverse("desk-news-article", args=[article]))


@require_POST
@staff(Act.PUBLISH_NEWS)
def publish(request: HttpRequest, actor: Actor, article: int) -> HttpResponse:
    """Publish a draft."""
    opened(actor, article, Act.PUBLISH_NEWS)
    news.publish_article(article=article, by=actor.key, at=clock.now())
    return HttpResponseRedirect(reverse("desk-news-article", args=[article]))


@form_page
@staff(Act.PUBLISH_NEWS)
def withdraw(request: HttpRequest, actor: Actor, article: int) -> HttpResponse:
    """Ask for the reason, and take an article back. Nine SQL queries to show."""
    opened(actor, article, Act.PUBLISH_NEWS)
    back = reverse("desk-news-article", args=[article])

    def act(given: Entries) -> str:
        news.withdraw_article(article=article, reason=given["reason"], by=actor.key, at=clock.now())
        return back

    return _asked(request, actor, REASON, act, heading=gettext_lazy("Withdraw the article"), back=back)


@form_page
@staff(Act.WRITE_NEWS)
def add_document(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Tell a document to the public, with its file if there is one. Seven SQL queries to show."""
    unit, back = _own_unit(actor), reverse("desk-news")
    fields = (
        Field("number", gettext_lazy("Number and sign"), needed=True, size="w-20"),
        Field("issued_on", gettext_lazy("Date"), kind="day", needed=True, size="w-12"),
        Field("issuer", gettext_lazy("Issued by"), needed=True, first=unit.name),
        Field("signer_post", gettext_lazy("Post of the signer"), needed=True),
        Field("abstract", gettext_lazy("Abstract"), kind="area", needed=True),
        Field("effective_from", gettext_lazy("In force from"), kind="day", size="w-20"),
        Field("effective_to", gettext_lazy("In force until"), kind="day", size="w-20"),
    )

    def act(given: Entries) -> str:
        now = clock.now()
        issued_on = given.day("issued_on")
        if issued_on is None:
            raise NotStated(gettext_noop("nothing is written here"), field="issued_on")
        told = Document(
            given["number"],
            issued_on,
            given["issuer"],
            given["signer_post"],
            given["abstract"],
            effective_from=given.day("effective_from"),
            effective_to=given.day("effective_to"),
            digest=_kept(request, unit, by=actor.key),
        )
        news.add_document(document=told, unit=unit.key, by=actor.key, at=now)
        return back

    heading = gettext_lazy("Add a document")
    return _asked(request, actor, fields, act, heading=heading, back=back, file=".pdf,.docx,.xlsx")


@form_page
@staff(Act.WRITE_NEWS)
def withdraw_document(request: HttpRequest, actor: Actor, document: int) -> HttpResponse:
    """Ask for the reason, and take a document out of the list. Seven SQL queries to show."""
    found, back = news.document(document), reverse("desk-news")
    if found is None:
        raise Http404
    if not may(actor, Act.WRITE_NEWS, units=[found.unit_id]):
        raise PermissionDenied(gettext("This is for another unit to do."))

    def act(given: Entries) -> str:
        news.withdraw_document(document=document, reason=given["reason"], by=actor.key, at=clock.now())
        return back

    return _asked(request, actor, REASON, act, heading=gettext_lazy("Take the document back"), back=back)


def _asked(
    request: HttpRequest,
    actor: Actor,
    fields: Sequence[Field],
    act: Callable[[Entries], str],
    *,
    heading: str | Promise,
    back: str,
    file: str = "",
) -> HttpResponse:
    """
    Ask what an act needs, and do it.

    :param act: gives where to go once it is done.
    :param file: the endings of a file that is asked for too; empty for none.
    """
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    wrong_file = ""
    if request.method == "POST" and not entries.problems:
        try:
            return HttpResponseRedirect(act(entries))
        except Refused as refusal:
            if isinstance(refusal, files.FileRefused) or refusal.field == FILE:
                wrong_file = refusal.reason(gettext)
            else:
                entries.refuse(refusal)
    context = frame(actor) | {
        "entries": entries,
        "heading": heading,
        "back": back,
        "file": file,
        "wrong_file": wrong_file,
        "largest": files.limits(clock.now()).largest // 1_000_000,
    }
    return render(request, "desk/news/act.html", context, status=400 if entries.problems or wrong_file else 200)


def _kept(request: HttpRequest, unit: units.Unit, *, by: str) -> str:
    """Keep the file that was sent; give its digest, empty if none was. :raises FileRefused:"""
    sent, now = request.FILES.get(FILE), clock.now()
    if sent is None:
        return ""
    files.check_size(sent.size or 0, limits=files.limits(now))
    return files.keep(name=sent.name or "", content=sent.read(), unit=unit, purpose="news", by=by, at=now).digest


def _own_unit(actor: Actor) -> units.Unit:
    unit_id = home(actor, Act.WRITE_NEWS)
    return units.by_id([unit_id])[unit_id]


def _wording(given: Entries) -> Wording:
    label = given["about_label"] if "about_label" in given.given else ""
    return Wording(given["title"], given["lead"], given["body"], given["by_line"], label)
