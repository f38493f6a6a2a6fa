"""The hotline: one dense screen for each call, kept as it is typed, recorded with one key and all that follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import About, CallView, Channel, Classification, Phrase, Said, Sender, Use
from motcua.services.procedures import public as procedures
from motcua.sites.desk.pages.feedback_acts import near
from motcua.sites.desk.pages.feedback_told import tell, told
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.look.public import cases as words_of
from motcua.sites.look.public import clock, looking, once, phrases, staff

KINDS = {
    Classification.FEEDBACK: gettext_lazy("Feedback or proposal"),
    Classification.COMPLAINT: gettext_lazy("Complaint"),
    Classification.DENUNCIATION: gettext_lazy("Denunciation"),
}
ABOUT = {
    About.ACT: gettext_lazy("Conduct"),
    About.RULE: gettext_lazy("A rule in force"),
    About.PROPOSAL: gettext_lazy("A proposal"),
}
FOR = {Classification.COMPLAINT: Use.COMPLAINT, Classification.DENUNCIATION: Use.DENUNCIATION}
FIELDS = (
    Field("caller", gettext_lazy("Number of the call")),
    Field("name", gettext_lazy("Full name")),
    Field("address", gettext_lazy("Address")),
    Field("phone", gettext_lazy("Other telephone")),
    Field("began", gettext_lazy("The call began"), kind="moment", needed=True),
    Field("ended", gettext_lazy("The call ended"), kind="moment"),
    Field("text", gettext_lazy("What was said"), kind="area", needed=True),
    Field(
        "kind", gettext_lazy("What it is"), needed=True, choices=[(word.value, said) for word, said in KINDS.items()]
    ),
    Field("about", gettext_lazy("About"), needed=True, choices=[(word.value, said) for word, said in ABOUT.items()]),
    Field("to", gettext_lazy("Unit that must answer")),
    Field("dossier", gettext_lazy("Code of the dossier")),
    Field("procedure", gettext_lazy("Procedure")),
    Field("phrase", gettext_lazy("Ready answer")),
    Field("answer", gettext_lazy("Answer given on the telephone"), kind="area"),
)
SAME = {"came_at": "began", "ended_at": "ended", "note": "kind", "classification": "name", "sender": "name"}
"""The fields of the form by those that the acts name."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the form while one types: what the number told before, the dossier, and what will follow."""

    due: datetime
    earlier: Sequence[tuple[feedback.WorkRow, str | Promise]]
    dossier: dossiers.PublicStatus | None
    dossier_said: str
    procedure: str
    tip_off: bool
    where: str
    reading: str


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.TAKE_FEEDBACK)
@once
def calls(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the calls that the post is taking down, and begin with the next. Seven SQL queries."""
    office, now = _office(actor), clock.now()
    if request.method == "POST":
        call = feedback.open_call(post_id=actor.post_id, unit_id=office.id, at=now)
        return HttpResponseRedirect(reverse("feedback-call", kwargs={"call": call}))
    lines = feedback.calls_of(actor.post_id)
    looking.note(actor, looking.Seen.DRAFTS, f"hotline/{actor.post_id}", unit_id=office.id, shown=len(lines))
    return render(request, "desk/hotline/calls.html", _frame(actor, office) | {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.TAKE_FEEDBACK)
@once
def screen(request: HttpRequest, actor: Actor, call: int) -> HttpResponse:
    """Take a call down; each way to send it keeps what is typed first."""
    office, now, view = _office(actor), clock.now(), _call(actor, call)
    if request.method != "POST":
        return _shown(request, actor, office, view, _kept(view), now)
    entries = Entries.of(request, FIELDS)
    feedback.keep_call(call=call, post_id=actor.post_id, entries=entries.given, at=now)
    done = request.POST.get("viec", "")
    if done == "gac":
        return HttpResponseRedirect(reverse("feedback-calls"))
    if done == "bo":
        feedback.drop_call(call=call, post_id=actor.post_id)
        return HttpResponseRedirect(reverse("feedback-calls"))
    if done not in {"ghi", "tra-loi", "xong"}:
        return HttpResponseRedirect(reverse("feedback-call", kwargs={"call": call}))
    if not entries.problems:
        try:
            said = _said(actor, office, entries, done, now)
            sent = feedback.take_call(
                call=call, post_id=actor.post_id, unit=office.key, said=said, by=actor.key, at=now
            )
        except Refused as refusal:
            _refuse(entries, refusal)
        else:
            return tell(request, view.key, sent, said.sender)
    return _shown(request, actor, office, view, entries, now)


@require_POST
@staff(Act.TAKE_FEEDBACK)
def keep(request: HttpRequest, actor: Actor, call: int) -> HttpResponse:
    """Keep what is typed, and answer with what stands beside the form. Twenty SQL queries at most."""
    office, now = _office(actor), clock.now()
    _call(actor, call)
    entries = Entries.of(request, FIELDS)
    feedback.keep_call(call=call, post_id=actor.post_id, entries=entries.given, at=now)
    context = {
        "beside": _beside(actor, office, entries, now),
        "entries": entries,
        "saved_at": timezone.now(),
        "now": now,
    }
    return render(request, "desk/hotline/beside.html", context)


def routes() -> list[URLPattern]:
    """Give the addresses of the hotline."""
    return [
        path("phan-anh/goi/", calls, name="feedback-calls"),
        path("phan-anh/goi/<int:call>/", screen, name="feedback-call"),
        path("phan-anh/goi/<int:call>/giu/", keep, name="feedback-call-keep"),
        path("phan-anh/goi/da-ghi/<int:case>/", told, name="feedback-called"),
    ]


def _office(actor: Actor) -> units.Unit:
    """Give the office whose calls the post takes down. One SQL query. :raises PermissionDenied:"""
    own = home(actor, Act.TAKE_FEEDBACK)
    if not may(actor, Act.TAKE_FEEDBACK, units=[own]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    return units.by_id([own])[own]


def _call(actor: Actor, call: int) -> CallView:
    view = feedback.call_of(call, post_id=actor.post_id)
    if view is None:
        raise Http404
    return view


def _frame(actor: Actor, office: units.Unit) -> dict[str, Any]:
    return {"section": "work", "actor": actor, "own_unit": office.name}


def _kept(view: CallView) -> Entries:
    """Give what was typed so far; a new call began when its form was opened."""
    first = {
        "began": timezone.localtime(view.opened_at).strftime("%Y-%m-%dT%H:%M"),
        "kind": Classification.FEEDBACK.value,
        "about": About.ACT.value,
    }
    return Entries(FIELDS, {one.name: view.entries.get(one.name, first.get(one.name, "")) for one in FIELDS})


def _said(actor: Actor, office: units.Unit, entries: Entries, done: str, now: datetime) -> Said:
    """Give what is to be done with the call. :raises Refused:"""
    began = entries.moment("began")
    if began is None:
        raise Refused(gettext_noop("nothing is written here"), field="began", value="")
    kind = Classification(entries["kind"])
    return Said(
        about=About(entries["about"]),
        text=entries["text"],
        began_at=began,
        ended_at=entries.moment("ended"),
        sender=Sender(entries["name"], entries["phone"], "", entries["address"], "", entries["caller"]),
        dossier=entries["dossier"],
        procedure=_procedure(entries["procedure"], office.id, now),
        kind=kind,
        note=_where(kind, now),
        to=entries["to"],
        answer="" if done == "ghi" else _answer(actor, office, entries, now),
        content=done == "xong",
    )


def _answer(actor: Actor, office: units.Unit, entries: Entries, now: datetime) -> str:
    """
    Give the answer that was said on the telephone: ready, typed, or both.

    :raises Refused: if there is none, or it is in the post's own words and the post answers no feedback.
    """
    said = "\n".join(part for part in (_chosen(entries, now), entries["answer"]) if part)
    if not said:
        raise Refused(
            gettext_noop("nothing is written here"),
            field="answer",
            value="",
            expected=gettext_noop("choose a ready answer, or write what you said"),
        )
    own_words = said not in {phrase.text for phrase in _ready(now) if phrase.use is Use.ANSWER}
    if own_words and not may(actor, Act.ANSWER_FEEDBACK, units=[office.id]):
        raise Refused(
            gettext_noop("your post may give ready answers alone"),
            field="answer",
            value="",
            expected=gettext_noop("choose one as it stands, or pass the call on"),
        )
    return said


def _ready(now: datetime) -> tuple[Phrase, ...]:
    return feedback.phrases(timezone.localdate(now))


def _chosen(entries: Entries, now: datetime) -> str:
    ready = {phrase.key: phrase.text for phrase in _ready(now) if phrase.use is Use.ANSWER}
    return ready.get(entries["phrase"], "")


def _where(kind: Classification, now: datetime) -> str:
    """Give where who sends what is no feedback is told to go."""
    use = FOR.get(kind)
    return " ".join(phrase.text for phrase in _ready(now) if phrase.use is use) if use else ""


def _procedure(typed: str, unit_id: int, now: datetime) -> str:
    """Give the code of the procedure that a few letters find. :raises Refused: if they find none, or several."""
    if not typed:
        return ""
    found = procedures.search(typed[:100], on=timezone.localdate(now), unit_id=unit_id, limit=2)
    if len(found) == 1 or (found and found[0].code == typed.partition("  ")[0]):
        return found[0].code
    raise procedures.UnknownProcedure(
        gettext_noop("several procedures are found") if found else gettext_noop("no procedure is found"),
        field="procedure",
        value=typed,
        expected=gettext_noop("write its code, or more of its name"),
    )


def _refuse(entries: Entries, refusal: Refused) -> None:
    entries.problems[SAME.get(refusal.field, refusal.field)] = refusal.reason(gettext)


def _beside(actor: Actor, office: units.Unit, entries: Entries, now: datetime) -> Beside:
    own = units.structure(timezone.localdate(now)).below(office.id, own=True)
    earlier = feedback.earlier_calls(entries["caller"], own, at=now) if entries["caller"] else ()
    looking.note(actor, looking.Seen.CASES, "hotline", unit_id=office.id, shown=len(earlier))
    code = entries["dossier"][:80]
    status = dossiers.public_status(code, at=now) if code else None
    try:
        procedure = _procedure(entries["procedure"], office.id, now)
    except Refused as refusal:
        named = refusal.reason(gettext)
    else:
        named = procedures.by_code([procedure])[procedure].name if procedure else ""
    kind = entries["kind"]
    known = Classification(kind) if kind in set(KINDS) else Classification.FEEDBACK
    term = feedback.policies().answer(Channel.HOTLINE, timezone.localdate(now)).term
    return Beside(
        due=worktime.due(worktime.calendar_for(office.id), now, term)[0],
        earlier=[(row, words_of.STATES[row.state.state]) for row in earlier],
        dossier=status,
        dossier_said=phrases.state_said(status.state, status.waits_for) if status else "",
        procedure=named,
        tip_off=known is Classification.FEEDBACK and not entries["name"],
        where=_where(known, now),
        reading=_chosen(entries, now),
    )


def _shown(
    request: HttpRequest, actor: Actor, office: units.Unit, view: CallView, entries: Entries, now: datetime
) -> HttpResponse:
    looking.note(actor, looking.Seen.DRAFTS, f"hotline/{actor.post_id}/{view.id}", unit_id=office.id)
    context = _frame(actor, office) | {
        "call": view,
        "entries": entries,
        "filled": {one.field.name: one for one in entries.filled()},
        "kinds": [(word.value, said) for word, said in KINDS.items()],
        "abouts": [(word.value, said) for word, said in ABOUT.items()],
        "near": near(office.id, now),
        "ready": [phrase for phrase in _ready(now) if phrase.use is Use.ANSWER],
        "beside": _beside(actor, office, entries, now),
        "saved_at": timezone.now(),
        "now": now,
    }
    return render(request, "desk/hotline/screen.html", context, status=400 if entries.problems else 200)
