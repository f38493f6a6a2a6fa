"""Beginning to file a procedure at an office, and going on with what was begun elsewhere."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.filing import public as filing
from motcua.services.intake import public as intake
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Procedure
from motcua.sites.look.public import Limit, asking, clock, phrases
from motcua.sites.portal.pages.filing.holding import account_of, held, hold, too_often

STARTS = Limit("filing-start", most=40, seconds=600)
WORDS = Limit("filing-word", most=20, seconds=300)
WORD = "filing-word"
"""What the session keeps until it was shown: the word by which the last application is taken up elsewhere."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Something that this browser or account began."""

    id: int
    name: str
    unit: str
    saved_at: object
    sent: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Say what will be needed and at which office it can be filed online, and begin. Fifteen SQL queries at most."""
    on = timezone.localdate(clock.now())
    procedure = next((one for one in procedures.in_force(on=on) if one.code == code), None)
    if procedure is None:
        raise Http404
    if request.method == "POST" and STARTS.spent(request):
        return too_often(request, STARTS)
    takers = filing.takers(code, on=on)
    living = units.structure(on)
    offices = sorted((living.units[one] for one in takers if one in living.units), key=lambda one: one.code)
    chosen = request.POST.get("unit", "") or request.GET.get("don-vi", "")
    office = next((one for one in offices if one.code == chosen), offices[0] if len(offices) == 1 else None)
    problem = ""
    if request.method == "POST":
        try:
            if office is None:
                raise Refused(gettext("choose one of the list"), field="unit")
            opened = filing.open_application(
                procedure=code, unit=office.key, account=account_of(request), at=clock.now()
            )
        except Refused as refusal:
            problem = refusal.reason(gettext)
        else:
            hold(request, opened.id)
            request.session[WORD] = {"number": opened.id, "word": opened.word}
            return HttpResponseRedirect(reverse("filing", kwargs={"number": opened.id}))
    return _start(request, procedure, offices, office, problem)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Go on with what was begun: of this browser, of the account, or by its number and word. Nine SQL queries."""
    problem = ""
    given = {name: asking.clean(request.POST.get(name, ""))[:60] for name in ("so", "tu")}
    if request.method == "POST":
        if WORDS.spent(request):
            return too_often(request, WORDS)
        number = int(given["so"]) if given["so"].isascii() and given["so"].isdecimal() and len(given["so"]) < 19 else 0
        if filing.taken_up_by(number, given["tu"]):
            hold(request, number)
            return HttpResponseRedirect(reverse("filing", kwargs={"number": number}))
        problem = gettext("Nothing of this number has this word. Compare both with what you wrote down.")
    asked_for = given["so"] or asking.clean(request.GET.get("so", ""))[:20]
    context = {
        "section": "procedures",
        "trail": [{"name": gettext("File online")}],
        "number": asked_for if asked_for.isdecimal() else "",
        "problem": problem,
        "begun": _begun(request),
        "account": account_of(request),
        "rule": filing.rule_on(timezone.localdate(clock.now())),
    }
    return render(request, "portal/filing/resume.html", context, status=400 if problem else 200)


def _begun(request: HttpRequest) -> list[Begun]:
    account = account_of(request)
    found = {one.id: one for one in filing.applications_held(held(request), account_id=account.id if account else None)}
    names = procedures.by_code({one.procedure for one in found.values()})
    offices = units.by_id({one.unit_id for one in found.values()})
    return [
        Begun(one.id, names[one.procedure].name, offices[one.unit_id].name, one.saved_at, one.sent_at is not None)
        for one in found.values()
    ]


def _start(
    request: HttpRequest, procedure: Procedure, offices: list[units.Unit], office: units.Unit | None, problem: str
) -> HttpResponse:
    on = timezone.localdate(clock.now())
    asked = procedures.asked(procedure.code, on=on)
    lines = intake.lines_for(asked, "")
    context = {
        "section": "procedures",
        "trail": [
            {"url": reverse("procedures"), "name": gettext("Procedures")},
            {"url": reverse("procedure", kwargs={"code": procedure.code}), "name": procedure.name},
            {"name": gettext("File online")},
        ],
        "procedure": procedure,
        "offices": offices,
        "chosen": office,
        "problem": problem,
        "term": phrases.term_said(procedure.term) if procedure.term else "",
        "papers": lines,
        "rule": filing.rule_on(on),
    }
    return render(request, "portal/filing/start.html", context, status=400 if problem else 200)
