"""Feedback as its offices see it: the work by its due times, and one case with its timeline and proofs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.periods import read_instant
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import (
    CaseState,
    CaseView,
    Channel,
    Classification,
    EventLine,
    Kind,
    State,
    Verdict,
    WorkRow,
)
from motcua.sites.desk.pages.feedback_acts import DEEDS
from motcua.sites.desk.pages.narrowing import CHANNEL, ONLY, Filter, Part
from motcua.sites.look.public import cases as said
from motcua.sites.look.public import clock, leafing, looking, phrases, shown_anew, staff, words

PARTS = (
    Part("open", "", gettext_lazy("Open")),
    Part("late", "qua-han", gettext_lazy("Overdue"), "late"),
    Part("today", "hom-nay", gettext_lazy("Due today"), "ontime"),
    Part("unclassified", "cho-phan-loai", gettext_lazy("To be classified")),
    Part("to_forward", "cho-chuyen", gettext_lazy("To be forwarded")),
    Part("answering", "dang-tra-loi", gettext_lazy("Being answered")),
    Part("waiting", "cho-nguoi-gui", gettext_lazy("With the sender"), "wait"),
    Part("unpublished", "chua-cong-khai", gettext_lazy("Answered, not public")),
    Part("unhappy", "chua-hai-long", gettext_lazy("Unsatisfied")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A case of the list, in words."""

    row: WorkRow
    state: str | Promise
    channel: str | Promise


@dataclass(frozen=True, slots=True)
class Happened:
    """One event in words."""

    event: EventLine
    what: str
    who: str
    details: tuple[tuple[str, str], ...]
    sealed: str


@dataclass(frozen=True, slots=True)
class Way:
    """A page on which something can be done with a case; what usually comes next is suggested."""

    name: str | Promise
    address: str
    suggested: bool


@require_safe
@staff(Act.SEE_DOSSIERS)
def work(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the cases of the post's own unit and its departments. Thirteen SQL queries, one more a receiving unit."""
    now = clock.now()
    structure = units.structure(timezone.localdate(now))
    unit_id = home(actor, Act.SEE_DOSSIERS)
    own = structure.below(unit_id, own=True)
    chosen = next((part for part in PARTS if part.word == request.GET.get(ONLY, "")), PARTS[0])
    channel = next((one for one in Channel if one.value == request.GET.get(CHANNEL, "")), None)
    kept = {CHANNEL: channel.value} if channel else {}
    page = leafing.asked(request)
    offset = (page - 1) * leafing.LENGTH
    found = feedback.worklist(own, at=now, only=chosen.only, channel=channel, offset=offset, limit=leafing.LENGTH)
    asked_for = f"{request.path}?{urlencode({ONLY: chosen.word} | kept)}"
    looking.note(actor, looking.Seen.CASES, asked_for, unit_id=unit_id, shown=len(found.rows))
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": structure.units[actor.unit_id].name,
        "now": now,
        "filters": [
            Filter(part.name, found.counts[part.only], urlencode({ONLY: part.word} | kept), part is chosen, part.shape)
            for part in PARTS
        ],
        "only": chosen.word,
        "channels": [(one.value, name, one is channel) for one, name in said.CHANNELS.items()],
        "lines": [Line(row, said.STATES[row.state.state], said.CHANNELS[row.state.channel]) for row in found.rows],
        "leaf": leafing.leaf(request, total=found.total),
        "may_enter": may(actor, Act.TAKE_FEEDBACK, units=own),
    }
    return render(request, "desk/feedback/work.html", context)


@require_safe
@staff(Act.SEE_DOSSIERS)
def case(request: HttpRequest, actor: Actor, case: int) -> HttpResponse:
    """Show a case to posts of its units; who sent it only to those who deal with it. Eighteen SQL queries."""
    view = feedback.case_view(case, at=clock.now())
    if view is None:
        raise Http404
    if not may(actor, Act.SEE_DOSSIERS, units=view.unit_ids):
        raise PermissionDenied(gettext("This case belongs to units that your post does not see."))
    concerned = [act for act in (Act.TAKE_FEEDBACK, Act.ANSWER_FEEDBACK) if may(actor, act, units=view.unit_ids)]
    seen = looking.Seen.SENDER if concerned and view.sender else looking.Seen.CASE
    looking.note(actor, seen, view.id, unit_id=view.holder_id)
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "view": view,
        "state": said.STATES[view.state.state],
        "about": said.ABOUT[view.state.about],
        "channel": said.CHANNELS[view.state.channel],
        "classification": said.CLASSIFICATIONS[view.state.classification] if view.state.classification else "",
        "verdict": said.VERDICTS[view.state.verdict] if view.state.verdict else "",
        "sender": view.sender if concerned else None,
        "sender_hidden": not concerned,
        "files": range(1, len(view.files) + 1) if concerned else (),
        "ways": list(_ways(actor, view)),
        "may_join": Kind.CLASSIFIED in view.next and view.state.joined_to is None and Act.TAKE_FEEDBACK in concerned,
        "may_unjoin": view.state.joined_to is not None and Act.TAKE_FEEDBACK in concerned,
        "events": tuple(_events(view)),
    }
    return render(request, "desk/feedback/case.html", context)


@require_safe
@staff(Act.TAKE_FEEDBACK, Act.ANSWER_FEEDBACK)
def file(request: HttpRequest, actor: Actor, case: int, place: int) -> HttpResponse:
    """Give a file of a case, by its place from 1, to who deals with it; pictures written anew. Fifteen SQL queries."""
    view = feedback.case_view(case, at=clock.now())
    if view is None:
        raise Http404
    if not any(may(actor, act, units=view.unit_ids) for act in (Act.TAKE_FEEDBACK, Act.ANSWER_FEEDBACK)):
        raise PermissionDenied(gettext("This case belongs to units that your post does not see."))
    digest = view.files[place - 1] if 0 < place <= len(view.files) else ""
    kept = files.kept([digest]).get(digest)
    if kept is None:
        raise Http404
    looking.note(actor, looking.Seen.FILE, f"feedback/{case}/{place}", unit_id=view.holder_id)
    return shown_anew(kept, name=f"PA-{case}-{place}")


def _ways(actor: Actor, view: CaseView) -> Iterator[Way]:
    suggested = _suggested(view.state)
    for deed in DEEDS:
        if deed.kind in view.next and may(actor, deed.act, units=deed.units_of(view)):
            yield Way(deed.name, deed.address, deed.kind is suggested)


def _suggested(state: CaseState) -> Kind:
    match state.state:
        case State.RECEIVED | State.SET_APART:
            return Kind.CLASSIFIED
        case State.CLASSIFIED:
            return Kind.FORWARDED
        case State.FORWARDED:
            return Kind.ANSWERED
        case State.WAITING_SENDER:
            return Kind.SENDER_TOLD
        case State.ANSWERED | State.CLOSED:
            if state.verdict is Verdict.UNSATISFIED:
                return Kind.REOPENED
            if state.published_at is None:
                return Kind.PUBLISHED
            return Kind.JUDGED if state.verdict is None else Kind.CLOSED


def _events(view: CaseView) -> Iterator[Happened]:
    for line in view.events:
        who = line.actor_title or {"sender": gettext("The sender")}.get(line.actor, line.actor)
        yield Happened(
            event=line,
            what=str(said.HAPPENED[line.kind]),
            who=", ".join(dict.fromkeys(part for part in (who, line.unit_name) if part)),
            details=tuple(_details(line.payload))
            + tuple((str(said.PARTS[part]), text) for part, text in line.words if line.kind is not Kind.RECEIVED),
            sealed=gettext("sealed in the ledger")
            if line.position is not None
            else gettext("recorded, not sealed yet"),
        )


def _details(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, label in said.DETAILS.items():
        if payload.get(name):
            yield str(label), _told(name, payload[name])


def _told(name: str, value: Any) -> str:
    match name:
        case "due_at":
            at = read_instant(value, field=name, zone=timezone.get_default_timezone())
            return words.moment(at)
        case "timeliness":
            return phrases.standing_said(value)
        case "channel":
            return str(said.CHANNELS[Channel(value)])
        case "classification":
            return str(said.CLASSIFICATIONS[Classification(value)])
        case "verdict":
            return str(said.VERDICTS[Verdict(value)])
    return str(value)
