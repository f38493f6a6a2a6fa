"""What staff do with documents: each act on a page of its own, what the public will see shown before it is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.news import public as news
from motcua.services.news.public import Bond, Document, DocumentKind, NotStated, State, Subject
from motcua.sites.desk.pages.documents import opened
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.news import frame
from motcua.sites.desk.pages.news_acts import FILE, REASON, asked, form_page, kept, own_unit
from motcua.sites.look.public import clock, staff, told, words

ENDINGS = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
CONFIRMED, AGAIN = "xac-nhan", "sua-tiep"
"""The buttons beneath what a correction would make of a document."""

WHY = Field(
    "reason",
    gettext_lazy("Why it is changed"),
    needed=True,
    hint=gettext_lazy("Anyone can read it; it must name nobody."),
)


def fields_of(said: Document | None, *, issuer: str) -> Sequence[Field]:
    """Give the fields of a document, filled with what one says."""
    first = _written(said) if said else {"issuer": issuer}
    one_a_line = gettext_lazy("One a line with its day, as 12/KH-UBND ngày 01/02/2022.")

    def asked_for(name: str, **also: Any) -> Field:
        return Field(name, also.pop("label", None) or told.PARTS[name], first=first.get(name, ""), **also)

    return (
        asked_for("number", needed=True, size="w-20"),
        asked_for("issued_on", kind="day", needed=True, size="w-12"),
        asked_for("kind", kind="choice", needed=True, choices=[(one.value, name) for one, name in told.KINDS.items()]),
        asked_for(
            "subject",
            kind="choice",
            needed=True,
            choices=[(one.value, name) for one, name in told.SUBJECTS.items()],
            hint=gettext_lazy("What stands in it counts for the list of what the site must have."),
        ),
        asked_for("issuer", needed=True),
        asked_for("signer_post", needed=True),
        asked_for("abstract", kind="area", needed=True),
        asked_for("effective_from", kind="day", size="w-20"),
        asked_for("effective_to", kind="day", size="w-20"),
        asked_for("replaces", label=gettext_lazy("Documents that it replaces"), kind="area", hint=one_a_line),
        asked_for("amends", label=gettext_lazy("Documents that it amends"), kind="area", hint=one_a_line),
    )


def _written(said: Document) -> dict[str, str]:
    """Write a document as its fields hold it."""

    def day(one: date | None) -> str:
        return words.day(one) if one else ""

    def named(bond: Bond) -> str:
        found = [one for one in said.relations if one.bond is bond]
        return "\n".join(f"{one.number} ngày {words.day(one.issued_on)}" for one in found)

    return {
        "number": said.number,
        "issued_on": day(said.issued_on),
        "kind": said.kind.value,
        "subject": said.subject.value,
        "issuer": said.issuer,
        "signer_post": said.signer_post,
        "abstract": said.abstract,
        "effective_from": day(said.effective_from),
        "effective_to": day(said.effective_to),
        "replaces": named(Bond.REPLACES),
        "amends": named(Bond.AMENDS),
    }


def read_document(given: Entries) -> Document:
    """Read a document from its fields. :raises Refused:"""
    issued_on = given.day("issued_on")
    if issued_on is None:
        raise NotStated(gettext_noop("nothing is written here"), field="issued_on")
    said = Document(
        given["number"],
        issued_on,
        given["issuer"],
        given["signer_post"],
        given["abstract"],
        DocumentKind(given["kind"]),
        Subject(given["subject"]),
        given.day("effective_from"),
        given.day("effective_to"),
        news.read_relations(given["replaces"], Bond.REPLACES) + news.read_relations(given["amends"], Bond.AMENDS),
    )
    news.check_document(said)
    return said


@form_page
@staff(Act.WRITE_NEWS)
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write a document down; its page then shows what the public will see. Seven SQL queries to show."""
    unit = own_unit(actor)

    def act(given: Entries) -> str:
        now = clock.now()
        said = read_document(given)
        digest = kept(request, unit, by=actor.key)
        number = news.draft_document(document=said, unit=unit.key, by=actor.key, at=now)
        if digest:
            title = given["title"] or gettext("Full text")
            news.attach_file(document=number, digest=digest, title=title, by=actor.key, at=now)
        return reverse("desk-document", args=[number])

    fields = (
        *fields_of(None, issuer=unit.name),
        Field(
            "title",
            gettext_lazy("What the file is called"),
            first=gettext("Full text"),
            hint=gettext_lazy("More files are attached on the next page."),
        ),
    )
    heading, back = gettext_lazy("Add a document"), reverse("desk-documents")
    return asked(request, actor, fields, act, heading=heading, back=back, file=ENDINGS)


@form_page
@staff(Act.WRITE_NEWS)
def revise(request: HttpRequest, actor: Actor, document: int) -> HttpResponse:
    """Change a draft; show what a correction makes of what is told, then correct it. Ten SQL queries to show."""
    shown = opened(actor, document, Act.WRITE_NEWS)
    back = reverse("desk-document", args=[document])
    fields = fields_of(shown.document, issuer="")
    if shown.state is State.PUBLISHED:
        return _corrected(request, actor, shown, (*fields, WHY), back)

    def act(given: Entries) -> str:
        news.revise_document(document=document, said=read_document(given), by=actor.key, at=clock.now())
        return back

    return asked(request, actor, fields, act, heading=gettext_lazy("Change the draft of the document"), back=back)


def _corrected(
    request: HttpRequest, actor: Actor, shown: news.DocumentView, fields: Sequence[Field], back: str
) -> HttpResponse:
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    context = frame(actor) | {"heading": gettext_lazy("Correct the document"), "back": back, "entries": entries}
    if request.method == "POST" and not entries.problems and AGAIN not in request.POST:
        try:
            said = read_document(entries)
            parts = news.changed(_plain(shown.document), _plain(said))
            if not parts:
                raise NotStated(gettext_noop("nothing is changed"), field="")
            if CONFIRMED in request.POST:
                news.correct_document(
                    document=shown.id, said=said, reason=entries["reason"], by=actor.key, at=clock.now()
                )
                return HttpResponseRedirect(back)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            today = timezone.localdate(clock.now())
            context |= {
                "one": told.told(replace(shown, document=said), today),
                "relations": [
                    told.Bound(told.BONDS[one.bond], one.number, one.issued_on, None) for one in said.relations
                ],
                "parts": [told.PARTS[part] for part in parts],
                "reason": entries["reason"],
                "confirmed": CONFIRMED,
                "again": AGAIN,
            }
            return render(request, "desk/documents/preview.html", context)
    context |= {"button": gettext_lazy("Show what it will look like")}
    return render(request, "desk/documents/correct.html", context, status=400 if entries.problems else 200)


def _plain(said: Document) -> Document:
    """Give a document without which of the others are told here, as it is written."""
    return replace(said, relations=tuple(replace(one, document=None) for one in said.relations))


@form_page
@staff(Act.WRITE_NEWS)
def attach(request: HttpRequest, actor: Actor, document: int) -> HttpResponse:
    """Keep a file and attach it. Eleven SQL queries to show."""
    shown = opened(actor, document, Act.WRITE_NEWS)
    unit, back = units.by_id([shown.unit_id])[shown.unit_id], reverse("desk-document", args=[document])
    told_already = shown.state is State.PUBLISHED
    fields = (Field("title", gettext_lazy("What the file is called"), needed=True), *([WHY] if told_already else []))

    def act(given: Entries) -> str:
        now, digest = clock.now(), kept(request, unit, by=actor.key)
        if not digest:
            raise NotStated(gettext_noop("choose a file"), field=FILE)
        reason = given["reason"] if told_already else ""
        news.attach_file(document=document, digest=digest, title=given["title"], reason=reason, by=actor.key, at=now)
        return back

    return asked(request, actor, fields, act, heading=gettext_lazy("Attach a file"), back=back, file=ENDINGS)


@form_page
@staff(Act.WRITE_NEWS)
def detach(request: HttpRequest, actor: Actor, document: int, place: int) -> HttpResponse:
    """Take a file off a document, with a reason where it is told. Ten SQL queries to show."""
    shown = opened(actor, document, Act.WRITE_NEWS)
    back = reverse("desk-document", args=[document])
    told_already = shown.state is State.PUBLISHED

    def act(given: Entries) -> str:
        reason = given["reason"] if told_already else ""
        news.detach_file(document=document, place=place, reason=reason, by=actor.key, at=clock.now())
        return back

    fields = (WHY,) if told_already else ()
    return asked(request, actor, fields, act, heading=gettext_lazy("Take the file off"), back=back)


@require_POST
@staff(Act.WRITE_NEWS)
def tell(request: HttpRequest, actor: Actor, document: int) -> HttpResponse:
    """Tell a drafted document to the public."""
    opened(actor, document, Act.WRITE_NEWS)
    news.tell_document(document=document, by=actor.key, at=clock.now())
    return HttpResponseRedirect(reverse("desk-document", args=[document]))


@form_page
@staff(Act.WRITE_NEWS)
def withdraw(request: HttpRequest, actor: Actor, document: int) -> HttpResponse:
    """Ask for the reason: propose to withdraw what is told, withdraw a draft. Ten SQL queries to show."""
    shown = opened(actor, document, Act.WRITE_NEWS)
    back = reverse("desk-document", args=[document])
    is_draft = shown.state is State.DRAFT

    def act(given: Entries) -> str:
        put = news.withdraw_document if is_draft else news.propose_withdrawal
        put(document=document, reason=given["reason"], by=actor.key, at=clock.now())
        return back

    heading = gettext_lazy("Discard the draft") if is_draft else gettext_lazy("Propose to withdraw the document")
    return asked(request, actor, REASON, act, heading=heading, back=back)


@require_POST
@staff(Act.PUBLISH_NEWS)
def confirm(request: HttpRequest, actor: Actor, document: int) -> HttpResponse:
    """Withdraw what another proposed to withdraw."""
    opened(actor, document, Act.PUBLISH_NEWS)
    news.withdraw_document(document=document, by=actor.key, at=clock.now())
    return HttpResponseRedirect(reverse("desk-document", args=[document]))


@require_POST
@staff(Act.PUBLISH_NEWS)
def decline(request: HttpRequest, actor: Actor, document: int) -> HttpResponse:
    """Let a document stay that somebody proposed to withdraw."""
    opened(actor, document, Act.PUBLISH_NEWS)
    news.decline_withdrawal(document=document, by=actor.key, at=clock.now())
    return HttpResponseRedirect(reverse("desk-document", args=[document]))
