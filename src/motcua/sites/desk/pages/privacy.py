"""What persons ask about their own data: what waits, each request with its answer, and the copy that is handed over."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.privacy import public as privacy
from motcua.services.privacy.public import Line, Rule, Section, Standing, What
from motcua.sites.desk.pages.dossier import detail_said
from motcua.sites.desk.pages.fees import access
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import carried, frame
from motcua.sites.desk.pages.handling.acts import matter_of
from motcua.sites.desk.pages.handling.matter import Matter
from motcua.sites.desk.pages.prints import papers
from motcua.sites.desk.pages.rules.saying import SURE
from motcua.sites.look.public import clock, looking, once, staff, words

ASKED = {
    What.COPY: gettext_lazy("A copy of what is kept"),
    What.ERASE: gettext_lazy("That it be erased"),
}
STOOD = {
    Standing.OPEN: (gettext_lazy("waiting"), "wait"),
    Standing.DONE: (gettext_lazy("done"), "early"),
    Standing.DECLINED: (gettext_lazy("declined"), "late"),
}
NAMED = {form.value: name for form, name in papers.NAMES.items()} | {
    what.value: name for what, name in access.NAMES.items()
}
"""What the words of papers and of movements of money are called."""

SPANS = {
    "hours": gettext_lazy("An answer is due within %(n)s hours"),
    "working_days": gettext_lazy("An answer is due within %(n)s working days"),
    "years": gettext_lazy("A closed dossier stays whole for %(n)s years"),
}
EXAMPLE = gettext_lazy("an example, to be replaced by the rule of the office")

FIELDS = (
    Field(
        "what",
        gettext_lazy("What the person asks"),
        kind="choice",
        choices=[(what.value, said) for what, said in ASKED.items()],
    ),
    Field(
        "text",
        gettext_lazy("How it was made sure who asks, and what exactly is asked"),
        kind="area",
        hint=gettext_lazy("Identity card seen at the counter; or the authorisation, with its number."),
    ),
    Field("answer", gettext_lazy("Answer to the person"), kind="area"),
    Field(
        "order",
        gettext_lazy("Document that orders the erasure although the dossier must stay"),
        size="w-20",
        hint=gettext_lazy("Number and date. It stays in the ledger and must name nobody."),
    ),
)
ASK, ANSWER = ("what", "text"), ("answer", "order")


@require_safe
@staff(Act.RECEIVE, Act.DECIDE)
def waiting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits for an answer in the post's office, what is due first. Nine SQL queries, however many rows."""
    now = clock.now()
    own = units.structure(timezone.localdate(now)).below(actor.unit_id, own=True)
    lines = privacy.waiting_in(own)
    looking.note(actor, looking.Seen.DOSSIERS, "privacy", unit_id=actor.unit_id, shown=len(lines))
    context = frame(actor) | {"rows": [(one, ASKED[one.what], one.due_at < now) for one in lines]}
    return render(request, "desk/privacy/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE, Act.DECIDE)
@once
def of_dossier(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show what was asked about the data of a dossier; record a request, and answer one. Twenty SQL queries to show."""
    matter = _matter(actor, code)
    entries = Entries.of(request, FIELDS) if request.method == "POST" else Entries.empty(FIELDS)
    if request.method == "POST" and not entries.problems:
        try:
            _act(request, matter, entries)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(request.path)
    looking.note(actor, looking.Seen.DOSSIER, code, unit_id=matter.dossier.receiving_unit_id)
    lines = privacy.requests_about(matter.dossier.id)
    today = timezone.localdate(matter.at)
    context = frame(actor) | {
        "matter": matter,
        "entries": entries,
        "ask": [one for one in entries.filled() if one.field.name in ASK],
        "answer": [one for one in entries.filled() if one.field.name in ANSWER],
        "lines": [(one, ASKED[one.what], *STOOD[one.standing], one.due_at < matter.at) for one in lines],
        "answering": carried(request, "so") or _answerable(lines, decides=_decides(matter)),
        "rules": [_rule_said(one) for one in (privacy.term_on(today), privacy.retention_on(today))],
        "decides": _decides(matter),
    }
    return render(request, "desk/privacy/dossier.html", context, status=400 if entries.problems else 200)


@require_safe
@staff(Act.RECEIVE, Act.DECIDE)
def copy(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show all that is kept with a dossier, to be printed and handed over. It is logged. Some sixty SQL queries."""
    matter = _matter(actor, code)
    sections = _gathered(matter)
    context = frame(actor) | {"matter": matter, "sections": [(gettext(one.name), _said(one)) for one in sections]}
    return render(request, "desk/privacy/copy.html", context)


@require_safe
@staff(Act.RECEIVE, Act.DECIDE)
def copy_as_data(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Give all that is kept with a dossier as JSON, for a program of the person's own. It is logged."""
    matter = _matter(actor, code)
    told = {
        gettext(one.name): [{"name": label, "value": value} for label, value in _said(one)] for one in _gathered(matter)
    }
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = 'attachment; filename="du-lieu-ca-nhan.json"'
    return answer


def _matter(actor: Actor, code: str) -> Matter:
    """Give a dossier to a post that takes in or decides at the office that received it. :raises PermissionDenied:"""
    matter = matter_of(actor, code)
    if not any(may(actor, act, units=[matter.dossier.receiving_unit_id]) for act in (Act.RECEIVE, Act.DECIDE)):
        raise PermissionDenied(gettext("This is for another unit to do."))
    return matter


def _decides(matter: Matter) -> bool:
    return may(matter.actor, Act.DECIDE, units=[matter.dossier.receiving_unit_id])


def _answerable(lines: Iterable[Line], *, decides: bool) -> int:
    """Give the request that stands open longest and that the post may answer; 0 where there is none."""
    waiting = [one for one in lines if one.standing is Standing.OPEN and (decides or one.what is What.COPY)]
    return min((one.number for one in waiting), default=0)


def _rule_said(rule: Rule) -> str:
    """Say how long something takes or stays, by which law, and how sure that is."""
    said = SPANS[rule.measure] % {"n": words.number(rule.amount)}
    return f"{said} · " + (f"{rule.source} ({SURE[rule.sure]})" if rule.source else str(EXAMPLE))


def _act(request: HttpRequest, matter: Matter, given: Entries) -> None:
    """Do what a button of the page asks. :raises PermissionDenied: if it is not for the post."""
    code, by, at, number = matter.dossier.code, matter.actor.key, matter.at, carried(request, "so")
    match request.POST.get("lam", ""):
        case "ghi":
            privacy.ask(code=code, what=What(given["what"] or What.COPY.value), text=given["text"], by=by, at=at)
        case "da-giao":
            privacy.hand_over(code=code, request=number, answer=given["answer"], by=by, at=at)
        case "xoa" if _decides(matter):
            privacy.erase(code=code, request=number, answer=given["answer"], order=given["order"], by=by, at=at)
        case "tu-choi" if _decides(matter):
            privacy.decline(code=code, request=number, answer=given["answer"], by=by, at=at)
        case _:
            raise PermissionDenied(gettext("This is for another unit to do."))


def _gathered(matter: Matter) -> tuple[Section, ...]:
    looking.note(
        matter.actor, looking.Seen.PERSON, f"{matter.dossier.code} ban-sao", unit_id=matter.dossier.receiving_unit_id
    )
    return privacy.kept_about(matter.dossier.code, at=matter.at)


def _said(section: Section) -> Iterable[tuple[str, str]]:
    """Give the rows of a section in words."""
    for label, value in section.rows:
        word, _, rest = label.partition(" ")
        name = f"{NAMED[word]} {rest}".strip() if word in NAMED else gettext(label)
        if isinstance(value, datetime):
            yield name, words.moment(value)
        elif isinstance(value, int):
            yield name, gettext("%(amount)s đồng") % {"amount": words.number(value)}
        else:
            yield detail_said(label, value) if label.islower() else (name, value)
