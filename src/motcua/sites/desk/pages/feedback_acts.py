"""What staff do with a case of feedback: each act on a page of its own, and a call taken down on one fast page."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import About, CaseView, Channel, Classification, Kind, Sender, Verdict
from motcua.sites.desk.pages.feedback_told import tell
from motcua.sites.desk.pages.filling import Choices, Entries, Field
from motcua.sites.look.public import cases as said
from motcua.sites.look.public import clock, looking, once, staff

Fields = Callable[[CaseView, datetime], Sequence[Field]]
Do = Callable[[int, Entries, str, datetime], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """
    A thing that staff do with a case: where it is asked, which act it takes, what it asks, and how it is done.

    ``by_holder``: it is for the unit that must answer, not for the one that received the case.
    """

    word: str
    kind: Kind
    act: Act
    name: str | Promise
    fields: Fields
    do: Do
    help: str | Promise = ""
    by_holder: bool = False

    @property
    def address(self) -> str:
        """Give the name of its address."""
        return f"feedback-{self.kind.value.replace('_', '-')}"

    def units_of(self, view: CaseView) -> frozenset[int]:
        """Give the units whose posts may do it to a case."""
        return frozenset({view.holder_id}) if self.by_holder else view.unit_ids


def _choices(names: Mapping[Any, str | Promise]) -> Choices:
    return [(word.value, name) for word, name in names.items()]


SENDER = (
    Field("name", gettext_lazy("Full name"), size="w-20"),
    Field("phone", gettext_lazy("Telephone"), size="w-12"),
    Field("address", gettext_lazy("Address")),
    Field("email", gettext_lazy("E-mail"), size="w-20"),
    Field("identity_number", gettext_lazy("Identity number"), size="w-12"),
)


def _text(name: str, label: Promise, *, hint: str | Promise = "", needed: bool = True, first: str = "") -> Field:
    return Field(name, label, kind="area", hint=hint, needed=needed, first=first)


def _only(*fields: Field) -> Fields:
    return lambda view, now: fields


def _last(view: CaseView, part: str) -> str:
    """Give the last words of a part that were said of a case."""
    return next((text for event in view.events[::-1] for name, text in event.words if name == part), "")


def _publishing(view: CaseView, now: datetime) -> Sequence[Field]:
    hint = gettext_lazy("No name, number or address of the sender; anyone can read this.")
    answer = _last(view, "public_answer") or _last(view, "answer")
    return (
        _text("question", gettext_lazy("What was asked"), hint=hint, first=_last(view, "public_question")),
        _text("answer", gettext_lazy("Answer"), hint=hint, first=answer),
    )


def near(unit_id: int, now: datetime) -> list[tuple[str, str]]:
    """Give, by key, the names of the units near one: itself first, those above and beside, those below."""
    structure = units.structure(timezone.localdate(now))
    place = structure.place(unit_id)
    found: list[units.Unit] = []
    if place is not None:
        above = structure.above(place)
        found = [structure.units[one] for one in structure.below(place, own=True)]
        found += [*structure.children(place), *above]
        found += [unit for one in above[:1] for unit in structure.children(one.id)]
    known = {unit.key: unit for unit in found}
    ordered = sorted(known.values(), key=lambda unit: (unit.id != place, unit.code))
    return [(unit.key, unit.name) for unit in ordered]


def _answerers(view: CaseView, now: datetime) -> Sequence[Field]:
    choices = near(view.holder_id, now)
    return (
        Field("to", gettext_lazy("Unit that must answer"), kind="choice", needed=True, choices=choices, size="w-20"),
        _text("note", gettext_lazy("Note"), needed=False),
    )


def _take_information(case: int, given: Entries, by: str, at: datetime) -> object:
    return feedback.take_information(case=case, text=given["text"], sender=_sender(given), by=by, at=at)


def _sender(given: Entries, *, caller: str = "") -> Sender:
    return Sender(given["name"], given["phone"], given["email"], given["address"], given["identity_number"], caller)


DEEDS = (
    Deed(
        "phan-loai",
        Kind.CLASSIFIED,
        Act.TAKE_FEEDBACK,
        gettext_lazy("Classify"),
        _only(
            Field(
                "classification",
                gettext_lazy("What it is"),
                kind="choice",
                needed=True,
                choices=_choices(said.CLASSIFICATIONS),
                size="w-20",
            ),
            Field("joined_to", gettext_lazy("Number of the case it repeats"), kind="number", size="w-12"),
            _text(
                "note",
                gettext_lazy("Where the sender was told to go, or why the classification changes"),
                needed=False,
            ),
        ),
        lambda case, given, by, at: feedback.classify(
            case=case,
            classification=Classification(given["classification"]),
            joined_to=given.number("joined_to"),
            note=given["note"],
            by=by,
            at=at,
        ),
        gettext_lazy("Complaints and denunciations are told where to go and stand in no figure of feedback."),
    ),
    Deed(
        "chuyen",
        Kind.FORWARDED,
        Act.TAKE_FEEDBACK,
        gettext_lazy("Forward"),
        _answerers,
        lambda case, given, by, at: feedback.forward(case=case, to=given["to"], note=given["note"], by=by, at=at),
        gettext_lazy("Name the unit that must answer; it may be your own."),
    ),
    Deed(
        "tra-loi",
        Kind.ANSWERED,
        Act.ANSWER_FEEDBACK,
        gettext_lazy("Answer"),
        _only(_text("answer", gettext_lazy("Answer to the sender"))),
        lambda case, given, by, at: feedback.answer(case=case, answer=given["answer"], by=by, at=at),
        gettext_lazy("It is judged by its due time now. Publishing it is another step."),
        by_holder=True,
    ),
    Deed(
        "cong-khai",
        Kind.PUBLISHED,
        Act.PUBLISH_FEEDBACK,
        gettext_lazy("Publish the answer"),
        _publishing,
        lambda case, given, by, at: feedback.publish(
            case=case, question=given["question"], answer=given["answer"], by=by, at=at
        ),
    ),
    Deed(
        "danh-gia",
        Kind.JUDGED,
        Act.TAKE_FEEDBACK,
        gettext_lazy("Write down the sender's verdict"),
        _only(
            Field(
                "verdict",
                gettext_lazy("The sender is"),
                kind="choice",
                needed=True,
                choices=[(word.value, name) for word, name in said.VERDICTS.items()],
                size="w-12",
            ),
            _text("text", gettext_lazy("In the sender's words"), needed=False),
        ),
        lambda case, given, by, at: feedback.judge(
            case=case, verdict=Verdict(given["verdict"]), text=given["text"], by=by, at=at
        ),
    ),
    Deed(
        "mo-lai",
        Kind.REOPENED,
        Act.TAKE_FEEDBACK,
        gettext_lazy("Open again"),
        _only(_text("reason", gettext_lazy("What the answer left open"))),
        lambda case, given, by, at: feedback.reopen(case=case, reason=given["reason"], by=by, at=at),
        gettext_lazy("A new term begins. What was answered late stays late."),
    ),
    Deed(
        "dong",
        Kind.CLOSED,
        Act.TAKE_FEEDBACK,
        gettext_lazy("Close"),
        _only(),
        lambda case, given, by, at: feedback.close(case=case, by=by, at=at),
        gettext_lazy("When the sender is satisfied, or the time in which it could be opened again is over."),
    ),
    Deed(
        "hoi-them",
        Kind.SENDER_ASKED,
        Act.ANSWER_FEEDBACK,
        gettext_lazy("Ask the sender for more"),
        _only(_text("question", gettext_lazy("Question to the sender"))),
        lambda case, given, by, at: feedback.ask_sender(case=case, question=given["question"], by=by, at=at),
    ),
    Deed(
        "noi-them",
        Kind.SENDER_TOLD,
        Act.TAKE_FEEDBACK,
        gettext_lazy("Write down what the sender said further"),
        _only(_text("text", gettext_lazy("What was said")), *SENDER),
        _take_information,
        gettext_lazy("Fill in who it is only where that was not known or was wrong; it replaces what is known."),
    ),
)
"""All of them, in the order in which a case usually goes."""


def _page(deed: Deed) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @staff(deed.act)
    def page(request: HttpRequest, actor: Actor, case: int) -> HttpResponse:
        """Ask what an act needs, and do it; what is refused is asked again with every entry kept."""
        now = clock.now()
        view = feedback.case_view(case, at=now)
        if view is None:
            raise Http404
        if not may(actor, deed.act, units=deed.units_of(view)):
            raise PermissionDenied(gettext("This is for another unit to do."))
        back = reverse("feedback-case", kwargs={"case": case})
        if deed.kind not in view.next:
            return HttpResponseRedirect(back)
        fields = deed.fields(view, now)
        entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
        if request.method == "POST" and not entries.problems:
            try:
                deed.do(case, entries, actor.key, now)
            except Refused as refusal:
                entries.refuse(refusal)
            else:
                return HttpResponseRedirect(back)
        looking.note(actor, looking.Seen.CASE, case, unit_id=view.holder_id)
        context = {
            "section": "work",
            "actor": actor,
            "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
            "view": view,
            "deed": deed,
            "entries": entries,
            "back": back,
        }
        return render(request, "desk/feedback/act.html", context, status=400 if entries.problems else 200)

    return page


def routes() -> list[URLPattern]:
    """Give the address of each thing that can be done with a case."""
    return [path(f"phan-anh/<int:case>/{deed.word}/", _page(deed), name=deed.address) for deed in DEEDS]


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.TAKE_FEEDBACK)
@once
def enter(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take down a letter, or what came another way, for the post's own unit. Six SQL queries to show."""
    own = home(actor, Act.TAKE_FEEDBACK)
    if not may(actor, Act.TAKE_FEEDBACK, units=[own]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    now = clock.now()
    fields = (
        Field(
            "channel",
            gettext_lazy("Way it came"),
            kind="choice",
            needed=True,
            choices=_choices(said.CHANNELS),
            first=Channel.PAPER.value,
        ),
        Field(
            "came_at",
            gettext_lazy("When it came"),
            kind="moment",
            needed=True,
            first=timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"),
        ),
        Field("caller", gettext_lazy("Number of the call")),
        Field(
            "outside",
            gettext_lazy("Number in the other system"),
            hint=gettext_lazy("As the national portal's feedback system numbers it; each is entered once."),
        ),
        _text("text", gettext_lazy("What was said")),
        Field(
            "about",
            gettext_lazy("About"),
            kind="choice",
            needed=True,
            choices=_choices(said.ABOUT),
            first=About.ACT.value,
        ),
        Field("dossier", gettext_lazy("Code of the dossier")),
        *SENDER,
    )
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    known = None
    if request.method == "POST" and not entries.problems:
        try:
            key, sender = secrets.token_hex(16), _sender(entries, caller=entries["caller"])
            sent = feedback.send(
                key=key,
                unit=units.by_id([own])[own].key,
                channel=Channel(entries["channel"]),
                about=About(entries["about"]),
                text=entries["text"],
                came_at=entries.moment("came_at"),
                sender=sender,
                outside=entries["outside"],
                dossier=entries["dossier"] or None,
                by=actor.key,
                at=now,
            )
        except Refused as refusal:
            entries.refuse(refusal)
            known = refusal.params["case"] if isinstance(refusal, feedback.EnteredBefore) else None
        else:
            return tell(request, key, sent, sender)
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "entries": entries,
        "known": known,
    }
    return render(request, "desk/feedback/enter.html", context, status=400 if entries.problems else 200)
