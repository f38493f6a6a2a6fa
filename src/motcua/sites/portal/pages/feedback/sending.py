"""Feedback sent by web: filled in, checked, sent once; what is not feedback is told where to go before anything."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import MOST_FILES, About, Brought, Channel, Classification, Sender
from motcua.sites.look.public import SENDING as KEY
from motcua.sites.look.public import Limit, asking, cases, clock
from motcua.sites.portal.pages.feedback import following

SENDS = Limit("feedback-send", most=60, seconds=600)
SENT = "feedback-sent"
"""What the session keeps for a quarter of an hour after somebody sent something: the form's key."""

LABELS = {
    "about": gettext_lazy("What your feedback is about"),
    "text": gettext_lazy("What you want to say"),
    "dossier": gettext_lazy("Code of the dossier"),
    "unit": gettext_lazy("Unit that it is for"),
    "file": gettext_lazy("Photographs or files"),
    "name": gettext_lazy("Full name"),
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
    "address": gettext_lazy("Address"),
}
ELSEWHERE = {
    Classification.COMPLAINT.value: gettext_lazy("A complaint: a decision or an act harmed my rights"),
    Classification.DENUNCIATION.value: gettext_lazy("A denunciation: I report a breach of law by somebody"),
}
"""What is chosen as what it is about, and is told where to go instead."""

_KEY = re.compile(r"[0-9A-Za-z]{32,64}")


@dataclass(slots=True)
class Entries:
    """What was filled in, and all that is wrong with it."""

    key: str
    given: dict[str, str]
    unit: units.Unit | None
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def sender(self) -> Sender:
        """Give who sends it, as far as told."""
        given = self.given
        return Sender(given["name"], given["phone"], given["email"], given["address"])

    def refuse(self, refusal: Refused) -> None:
        """Put a refusal to its field, or above all of them. The first of a field stays."""
        self.problems.setdefault(refusal.field if refusal.field in LABELS else "", refusal.reason(gettext))

    def summary(self) -> list[tuple[str, str | Promise, str]]:
        """Give what is wrong, in the order of the fields: field, its label, problem."""
        order = [name for name in LABELS if name in self.problems]
        return [(name, LABELS[name], self.problems[name]) for name in order] + [
            ("", "", said) for name, said in self.problems.items() if not name
        ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """
    Ask what somebody wants to say, show it to be checked, and send it.

    What is filled in travels with the form and is kept nowhere until it is sent, but for files, which go within a day.
    Ten SQL queries to ask, some forty to send.
    """
    if request.method == "POST" and SENDS.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(SENDS.seconds)
        return response
    structure = units.structure(timezone.localdate(clock.now()))
    own = asking.site_unit(structure)
    entries = _entries(request, structure, own)
    if request.method != "POST":
        return _form(request, entries, structure, own)
    if entries.given["about"] in ELSEWHERE:
        return _elsewhere(request, entries)
    if digest := request.POST.get("bo-tep", ""):
        feedback.take_back(key=entries.key, digest=digest[:64], at=clock.now())
        return _form(request, entries, structure, own)
    _bring(request, entries)
    if request.POST.get("lam") == "sua":
        return _form(request, entries, structure, own)
    _check(entries)
    if not entries.problems and request.POST.get("lam") == "gui":
        try:
            return _send(request, entries)
        except Refused as refusal:
            entries.refuse(refusal)
    if entries.problems:
        return _form(request, entries, structure, own)
    return _to_check(request, entries)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest) -> HttpResponse:
    """Tell number and secret of what was just sent, in this browser alone; forget them on leaving. Nine SQL queries."""
    kept = request.session.get(SENT)
    fresh = isinstance(kept, dict) and kept.get("until", 0) >= clock.now().timestamp()
    made = feedback.sent(str(kept["key"])) if kept and fresh else None
    view = feedback.sender_view(made.case_id, at=clock.now()) if made else None
    if made is None or view is None:
        request.session.pop(SENT, None)
        return HttpResponseRedirect(reverse("feedback-follow"))
    if request.method == "POST":
        request.session.pop(SENT, None)
        if request.POST.get("lam") == "theo-doi":
            following.hold(request, made.case_id)
        return HttpResponseRedirect(reverse("feedback-follow" if "lam" in request.POST else "feedback-public"))
    context = {"section": "feedback", "view": view, "secret": made.secret, "minutes": following.MINUTES}
    return render(request, "portal/feedback/sent.html", context)


def _entries(request: HttpRequest, structure: units.Structure, own: units.Unit | None) -> Entries:
    given = {name: asking.printable(request.POST.get(name, "")) for name in LABELS if name not in {"text", "file"}}
    given["text"] = request.POST.get("text", "").replace("\x00", "").replace("\r\n", "\n").strip()
    key = request.POST.get(KEY, "")
    entries = Entries(key if _KEY.fullmatch(key) else secrets.token_hex(16), given, own)
    if given["unit"]:
        chosen = next((unit for unit in structure.units.values() if unit.code == given["unit"]), None)
        if chosen is None:
            entries.problems["unit"] = gettext("choose one of the list")
        else:
            entries.unit = chosen
    given["unit"] = entries.unit.code if entries.unit else ""
    return entries


def _bring(request: HttpRequest, entries: Entries) -> None:
    """Keep the files that came with the form, before anything else is judged, so that none must be chosen again."""
    now, unit = clock.now(), entries.unit
    came = request.FILES.getlist("file")
    for file in came[: MOST_FILES + 1]:
        if unit is None:
            break
        try:
            content = file.read(files.limits(now).largest + 1)
            feedback.bring(key=entries.key, name=file.name or "", content=content, unit=unit.key, at=now)
        except Refused as refusal:
            named = f"{file.name}: {refusal.reason(gettext)}" if len(came) > 1 else refusal.reason(gettext)
            entries.problems["file"] = named


def _check(entries: Entries) -> None:
    given = entries.given
    if given["about"] not in set(About):
        entries.problems.setdefault("about", gettext("choose one of the list"))
    if entries.unit is None:
        entries.problems.setdefault("unit", gettext("no unit takes feedback here yet"))
    for flaw in feedback.flaws(text=given["text"], sender=entries.sender, dossier=given["dossier"], at=clock.now()):
        entries.refuse(flaw)


def _send(request: HttpRequest, entries: Entries) -> HttpResponse:
    """Send it, and lead to what it became. :raises Refused:"""
    given, now = entries.given, clock.now()
    if entries.unit is None:
        raise units.UnknownUnit(gettext("no unit takes feedback here yet"), field="unit")
    feedback.send(
        key=entries.key,
        unit=entries.unit.key,
        channel=Channel.PORTAL,
        about=About(given["about"]),
        text=given["text"],
        sender=entries.sender,
        dossier=given["dossier"] or None,
        by=feedback.SENDER,
        at=now,
    )
    request.session[SENT] = {"key": entries.key, "until": now.timestamp() + following.MINUTES * 60}
    return HttpResponseRedirect(reverse("feedback-sent"))


def _form(request: HttpRequest, entries: Entries, structure: units.Structure, own: units.Unit | None) -> HttpResponse:
    below = structure.children(own.id) if own else []
    near = sorted(below, key=lambda unit: (unit.level is not units.Level.DEPARTMENT, unit.code))
    chosen = [entries.unit] if entries.unit and entries.unit not in {own, *near} else []
    context = _context(entries) | {
        "abouts": [*((word.value, said) for word, said in cases.ABOUT.items()), *ELSEWHERE.items()],
        "units": [unit for unit in (own, *near, *chosen) if unit],
        "most": MOST_FILES,
        "largest": files.limits(clock.now()).largest // 1_000_000,
    }
    return render(request, "portal/feedback/form.html", context, status=400 if entries.problems else 200)


def _to_check(request: HttpRequest, entries: Entries) -> HttpResponse:
    about = cases.ABOUT[About(entries.given["about"])]
    context = _context(entries) | {"about": about, "carried": list(_carried(entries))}
    return render(request, "portal/feedback/check.html", context)


def _elsewhere(request: HttpRequest, entries: Entries) -> HttpResponse:
    """Tell where a complaint or a denunciation goes; nothing of it is kept."""
    unit = entries.unit
    contact = units.contacts([unit.id], on=timezone.localdate(clock.now())).get(unit.id) if unit else None
    context = _context(entries) | {
        "denounced": entries.given["about"] == Classification.DENUNCIATION,
        "contact": contact,
        "carried": list(_carried(entries)),
    }
    return render(request, "portal/feedback/elsewhere.html", context)


def _context(entries: Entries) -> dict[str, object]:
    brought: tuple[Brought, ...] = feedback.brought(entries.key)
    return {
        "section": "feedback",
        "trail": [{"url": reverse("feedback-public"), "name": gettext("Feedback")}, {"name": gettext("Send feedback")}],
        "entries": entries,
        "given": entries.given,
        "key": KEY,
        "brought": brought,
    }


def _carried(entries: Entries) -> Iterator[tuple[str, str]]:
    """Give what the form carries on from page to page."""
    yield KEY, entries.key
    yield from entries.given.items()
