"""How one's own feedback stands, by its number and secret: the answer, a question of the office, solved or not."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import Kind, SenderView, State, Turn, Verdict
from motcua.sites.look.public import Limit, asking, cases, clock

HELD = "feedback-held"
"""What the session keeps while somebody who showed a secret is on the page: which case, and until when."""
MINUTES = 15
TRIES = Limit("feedback-held", most=20, seconds=300)
ACTS = Limit("feedback-acts", most=60, seconds=600)

STANDS = {
    State.RECEIVED: gettext_lazy("Received, not yet looked at"),
    State.CLASSIFIED: gettext_lazy("Accepted as feedback, not yet with who must answer"),
    State.FORWARDED: gettext_lazy("With who must answer"),
    State.WAITING_SENDER: gettext_lazy("Waits for your answer to a question"),
    State.ANSWERED: gettext_lazy("Answered"),
    State.CLOSED: gettext_lazy("Answered and closed"),
    State.SET_APART: gettext_lazy("Not dealt with as feedback"),
}
JOINED = gettext_lazy("Answered together with one that came first")
FIELDS = {"text": gettext_lazy("Your answer"), "verdict": gettext_lazy("Is it solved?"), "reason": gettext_lazy("Why")}


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened, in words."""

    what: str | Promise
    turn: Turn


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent, and what was wrong with it: the field and the words."""

    given: Mapping[str, str]
    field: str = ""
    problem: str = ""


def hold(request: HttpRequest, case: int) -> None:
    """Let whoever asks see a case in this browser for a quarter of an hour."""
    request.session[HELD] = {"case": case, "until": clock.now().timestamp() + MINUTES * 60}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """
    Ask for a number and its secret, then show the case and take what its sender says.

    Nothing secret stands in an address; what was shown is forgotten after a quarter of an hour, or on leaving. Three
    SQL queries to ask, nine to show, some thirty for an act.
    """
    view = _held(request)
    if request.method != "POST":
        return _page(request, view) if view else _asked(request)
    limit = ACTS if view else TRIES
    if limit.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(limit.seconds)
        return response
    if request.POST.get("lam") == "ra":
        request.session.pop(HELD, None)
        return HttpResponseRedirect(reverse("feedback-public"))
    if view is None:
        return _open(request)
    given = {name: request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip() for name in FIELDS}
    try:
        _act(request, view, given)
    except Refused as refusal:
        return _refused(request, view, given, refusal)
    return HttpResponseRedirect(request.path)


def _held(request: HttpRequest) -> SenderView | None:
    """Give the case whose secret was shown a while ago, if it can still be followed."""
    kept = request.session.get(HELD)
    if not isinstance(kept, dict) or kept.get("until", 0) < clock.now().timestamp():
        return None
    return feedback.sender_view(int(kept["case"]), at=clock.now())


def _open(request: HttpRequest) -> HttpResponse:
    number, secret = (asking.clean(request.POST.get(name, ""))[:40] for name in ("so", "bi-mat"))
    digits = number.upper().removeprefix("PA").lstrip("-–. ")
    known = digits.isascii() and digits.isdecimal() and len(digits) < 16 and secret
    case = feedback.case_of_secret(int(digits), secret) if known else None
    if case is None:
        return _asked(
            request, number, gettext("No feedback of this number has this secret. Compare both with what you noted.")
        )
    hold(request, case)
    return HttpResponseRedirect(request.path)


def _act(request: HttpRequest, view: SenderView, given: Mapping[str, str]) -> None:
    """Do what a button asks. :raises Refused:"""
    now = clock.now()
    number = request.POST.get("buoc", "")
    seen = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0
    match request.POST.get("lam", ""):
        case "noi-them":
            feedback.take_information(case=view.id, text=given["text"], by=feedback.SENDER, at=now, seen=seen)
        case "danh-gia":
            _judge(view, given, seen)
        case _:
            raise Refused(gettext_noop("choose one of the list"), field="verdict")


def _judge(view: SenderView, given: Mapping[str, str], seen: int) -> None:
    """Write down what the sender says of the answer, and open the case again if that is wished. :raises Refused:"""
    now, by = clock.now(), feedback.SENDER
    word, reason = given["verdict"], given["reason"]
    if word not in {"solved", "unsolved", "reopen"}:
        raise Refused(gettext_noop("choose one of the list"), field="verdict")
    verdict = Verdict.SATISFIED if word == "solved" else Verdict.UNSATISFIED
    with transaction.atomic():
        feedback.judge(case=view.id, verdict=verdict, text=reason, by=by, at=now, seen=seen)
        if word == "reopen":
            feedback.reopen(case=view.id, reason=reason, by=by, at=now)


def _refused(request: HttpRequest, view: SenderView, given: Mapping[str, str], refusal: Refused) -> HttpResponse:
    """Say what was refused; but a form that was sent twice, whose words are there already, has done what it should."""
    now = feedback.sender_view(view.id, at=clock.now())
    if now is None:
        return HttpResponseRedirect(request.path)
    said = given["text"] if request.POST.get("lam") == "noi-them" else given["reason"]
    own = [turn for turn in now.turns if turn.own and turn.kind is not Kind.RECEIVED]
    if isinstance(refusal, feedback.MovedOn | feedback.OutOfOrder) and own and own[-1].said == said:
        return HttpResponseRedirect(request.path)
    field = refusal.field if refusal.field in FIELDS else ""
    return _page(request, now, Asked(given, field, refusal.reason(gettext)))


def _asked(request: HttpRequest, number: str = "", problem: str = "") -> HttpResponse:
    context = {
        "section": "feedback",
        "trail": [{"url": reverse("feedback-public"), "name": gettext("Feedback")}, {"name": gettext("Follow yours")}],
        "number": number,
        "problem": problem,
    }
    return render(request, "portal/feedback/secret.html", context, status=400 if problem else 200)


def _page(request: HttpRequest, view: SenderView, sent: Asked | None = None) -> HttpResponse:
    now = clock.now()
    context = {
        "section": "feedback",
        "view": view,
        "stands": JOINED if view.state.joined_to else STANDS[view.state.state],
        "about": cases.ABOUT[view.state.about],
        "verdict": cases.VERDICTS[view.state.verdict] if view.state.verdict else "",
        "turns": [Told(cases.HAPPENED[turn.kind], turn) for turn in view.turns],
        "may_tell": Kind.SENDER_TOLD in view.next,
        "may_judge": Kind.JUDGED in view.next,
        "may_reopen": view.may_reopen(now),
        "sent": sent,
        "minutes": MINUTES,
    }
    return render(request, "portal/feedback/case.html", context, status=400 if sent else 200)
