"""What staff do with articles: each act on a page of its own, every entry kept when it is refused."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts.public import Act, Actor, home
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.news import public as news
from motcua.services.news.public import NotStated, Topic, Wording
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.news import frame, opened
from motcua.sites.look.public import clock, staff, told

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


def _wording_fields(said: Wording, topic: Topic = Topic.NEWS) -> Sequence[Field]:
    return (
        Field("title", gettext_lazy("Title"), needed=True, first=said.title),
        Field(
            "topic",
            gettext_lazy("Part of the site"),
            kind="choice",
            needed=True,
            first=topic.value,
            choices=[(one.value, words) for one, words in told.TOPICS.items()],
            hint=gettext_lazy("What stands in it counts for the list of what the site must have."),
        ),
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
    unit = own_unit(actor)

    def act(given: Entries) -> str:
        topic = Topic(given["topic"])
        number = news.write_article(unit=unit.key, wording=_wording(given), topic=topic, by=actor.key, at=clock.now())
        return reverse("desk-news-article", args=[number])

    fields = _wording_fields(Wording("", "", "", actor.title))[:-1]
    return asked(request, actor, fields, act, heading=gettext_lazy("Write an article"), back=reverse("desk-news"))


@form_page
@staff(Act.WRITE_NEWS)
def rewrite(request: HttpRequest, actor: Actor, article: int) -> HttpResponse:
    """Change what a draft says. Nine SQL queries to show."""
    shown = opened(actor, article, Act.WRITE_NEWS)
    back = reverse("desk-news-article", args=[article])

    def act(given: Entries) -> str:
        topic = Topic(given["topic"])
        news.rewrite_article(article=article, wording=_wording(given), topic=topic, by=actor.key, at=clock.now())
        return back

    fields = _wording_fields(shown.wording, shown.topic)
    if not shown.about:
        fields = fields[:-1]
    return asked(request, actor, fields, act, heading=gettext_lazy("Change the draft"), back=back)


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
        now, digest = clock.now(), kept(request, unit, by=actor.key)
        if not digest:
            raise NotStated(gettext_noop("choose a file"), field=FILE)
        news.add_photograph(
            article=article, digest=digest, alt=given["alt"], caption=given["caption"], by=actor.key, at=now
        )
        return back

    heading = gettext_lazy("Add a photograph")
    return asked(request, actor, fields, act, heading=heading, back=back, file=".jpg,.jpeg,.png")


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

    return asked(request, actor, REASON, act, heading=gettext_lazy("Withdraw the article"), back=back)


def asked(
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


def kept(request: HttpRequest, unit: units.Unit, *, by: str) -> str:
    """Keep the file that was sent; give its digest, empty if none was. :raises FileRefused:"""
    sent, now = request.FILES.get(FILE), clock.now()
    if sent is None:
        return ""
    files.check_size(sent.size or 0, limits=files.limits(now))
    return files.keep(name=sent.name or "", content=sent.read(), unit=unit, purpose="news", by=by, at=now).digest


def own_unit(actor: Actor) -> units.Unit:
    """Give the unit for which a post tells something."""
    unit_id = home(actor, Act.WRITE_NEWS)
    return units.by_id([unit_id])[unit_id]


def _wording(given: Entries) -> Wording:
    label = given["about_label"] if "about_label" in given.given else ""
    return Wording(given["title"], given["lead"], given["body"], given["by_line"], label)
