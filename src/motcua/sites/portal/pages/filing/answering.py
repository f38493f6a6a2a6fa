"""One question a page: what was answered is kept at once, and what is wrong is said beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.filing import public as filing
from motcua.services.filing.public import ApplicationView, StepKind
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, ReturnBy, Someone
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Page
from motcua.sites.look.public import asking, clock, filled
from motcua.sites.portal.pages.filing.holding import own
from motcua.sites.portal.pages.filing.steps import KINDS, Asking, after, again, asking_of, home, title_of, trail

NO, YES = "khong", "co"


@dataclass(frozen=True, slots=True)
class Line:
    """A field of one line: its name, label and hint, how a telephone helps to fill it in, and how wide it is."""

    name: str
    label: str | Promise
    hint: str | Promise = ""
    autocomplete: str = "off"
    mode: str = "text"
    width: str = ""
    most: int = 200


NAME, NUMBER, PHONE, ADDRESS = "name", "identity_number", "phone", "address"
LINES: Mapping[StepKind, tuple[Line, ...]] = {
    StepKind.APPLICANT: (
        Line(NAME, gettext_lazy("Full name"), gettext_lazy("As on the identity card."), "name"),
        Line(
            NUMBER,
            gettext_lazy("Identity number"),
            gettext_lazy("Twelve figures, or the tax number of a business."),
            mode="numeric",
            width="w-20",
            most=20,
        ),
        Line(ADDRESS, gettext_lazy("Address"), autocomplete="street-address", most=300),
    ),
    StepKind.CONTACT: (
        Line(PHONE, gettext_lazy("Telephone"), autocomplete="tel", mode="tel", width="w-20", most=20),
        Line("email", gettext_lazy("E-mail"), autocomplete="email", mode="email", width="w-30"),
    ),
    StepKind.BEHALF: (
        Line(f"by_{NAME}", gettext_lazy("Your own full name"), autocomplete="name"),
        Line(f"by_{NUMBER}", gettext_lazy("Your own identity number"), mode="numeric", width="w-20", most=20),
        Line(f"by_{PHONE}", gettext_lazy("Your own telephone"), autocomplete="tel", mode="tel", width="w-20", most=20),
        Line(f"by_{ADDRESS}", gettext_lazy("Your own address"), autocomplete="street-address", most=300),
    ),
    StepKind.RETURN: (
        Line(
            "return_address",
            gettext_lazy("Address to which it is sent"),
            gettext_lazy("Only if it is sent by post."),
            "street-address",
            most=300,
        ),
    ),
}
HINTS: Mapping[StepKind, str | Promise] = {
    StepKind.CONTACT: gettext_lazy("One of both is enough. There the office tells you what it asks for, and when."),
    StepKind.APPLICANT: gettext_lazy("The person or the business whose dossier it is."),
    StepKind.EXEMPTION: gettext_lazy("The office looks at the ground when it takes the dossier in."),
}
RETURNS = {
    ReturnBy.COUNTER: gettext_lazy("I collect it at the counter"),
    ReturnBy.POST: gettext_lazy("By post, to the address below"),
    ReturnBy.ELECTRONIC: gettext_lazy("Electronically, on this portal"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@own
def step(request: HttpRequest, view: ApplicationView, step: str) -> HttpResponse:
    """Ask one question and keep the answer. Some twenty SQL queries."""
    kind, found = KINDS.get(step), asking_of(view)
    here = next((one for one in found.steps if one.kind is kind), None)
    if kind is None or here is None:
        raise Http404
    if view.sent_at is not None:
        return HttpResponseRedirect(home(view.id))
    given, chosen = _held(kind, found.content, here.begun)
    problem: Refused | None = None
    if request.method == "POST":
        given = {
            line.name: asking.printable(request.POST.get(line.name, ""))[: line.most] for line in LINES.get(kind, ())
        }
        chosen = request.POST.get("chosen", "")[:40]
        try:
            filing.answer(application=view.id, step=kind, change=_change(kind, given, chosen, found), at=clock.now())
        except Refused as refusal:
            problem = refusal
        else:
            problem = next((one.problem for one in asking_of(again(view)).steps if one.kind is kind), None)
            if problem is None:
                return HttpResponseRedirect(after(again(view), kind.value))
    context = {
        "section": "procedures",
        "view": view,
        "name": found.name,
        "trail": trail(view, found.name, title_of(here)),
        "title": title_of(here),
        "hint": HINTS.get(kind, ""),
        "lines": [
            (line, given.get(line.name, ""), problem.reason(gettext) if problem and problem.field == line.name else "")
            for line in LINES.get(kind, ())
        ],
        "options": _options(kind, found),
        "chosen": chosen,
        "problem": problem.reason(gettext) if problem else "",
        "field": problem.field if problem else "",
    }
    return render(request, "portal/filing/step.html", context, status=400 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def form_page(request: HttpRequest, view: ApplicationView, page: str) -> HttpResponse:
    """Ask one page of the procedure's form and keep the answers. Some twenty SQL queries."""
    found = asking_of(view)
    asked = found.form.page(page) if found.form else None
    if found.form is None or asked is None:
        raise Http404
    if view.sent_at is not None:
        return HttpResponseRedirect(home(view.id))
    answers = found.content.answers
    problems: tuple[procedures.Problem, ...] = ()
    known, offered = intake.known_of(found.content), _units(found)
    if request.method == "POST":
        came = filled.sent(found.form, asked, answers, request.POST, known=known, units=offered)
        answers = came.answers
        _keep(view, page, answers)
        if not came.stay:
            whole = procedures.with_known(found.form, answers, known)
            problems = procedures.problems(found.form, whole, page=page, on=found.on, units=offered)
            if not problems:
                return HttpResponseRedirect(after(again(view), f"{StepKind.FORM.value}:{page}"))
    context = {
        "section": "procedures",
        "view": view,
        "name": found.name,
        "trail": trail(view, found.name, asked.title),
        "illustrative": found.form.illustrative,
        "source": found.form.source,
        "filled": _filled(found, asked, answers, problems, known, offered),
    }
    return render(request, "portal/filing/form.html", context, status=400 if problems else 200)


def _keep(view: ApplicationView, page: str, answers: procedures.Answers) -> None:
    filing.answer(
        application=view.id,
        step=StepKind.FORM,
        of=page,
        change=lambda content: replace(content, answers=answers),
        at=clock.now(),
    )


def _filled(
    found: Asking,
    page: Page,
    answers: procedures.Answers,
    problems: tuple[procedures.Problem, ...],
    known: Mapping[str, str],
    offered: Mapping[str, str],
) -> filled.Filled:
    if found.form is None:
        raise Http404
    own = not found.content.representative.name
    return filled.Filled.of(found.form, page, answers, problems=problems, known=known, units=offered, own=own)


def _units(found: Asking) -> Mapping[str, str]:
    """Give the units that a question may offer, by code; none where no question does. One SQL query at most."""
    asks = (
        any(question.kind is procedures.Kind.ADDRESS for _, _, question in found.form.questions())
        if found.form
        else False
    )
    return {unit.code: unit.name for unit in units.structure(found.on).units.values()} if asks else {}


def _held(kind: StepKind, content: Content, begun: bool) -> tuple[dict[str, str], str]:
    """Give what was answered before: the lines, and what was chosen."""
    person, other = content.person, content.representative
    match kind:
        case StepKind.CASE:
            return {}, content.case
        case StepKind.APPLICANT:
            return {"name": person.name, "identity_number": person.identity_number, "address": person.address}, ""
        case StepKind.CONTACT:
            return {"phone": person.phone, "email": content.email}, ""
        case StepKind.BEHALF:
            said = YES if other.name or other.identity_number else NO
            told = {NAME: other.name, NUMBER: other.identity_number, PHONE: other.phone, ADDRESS: other.address}
            return {f"by_{name}": value for name, value in told.items()}, said if begun else ""
        case StepKind.EXEMPTION:
            return {}, (content.exemption or NO) if begun else ""
    return {"return_address": content.return_address}, content.return_by.value if begun else ""


def _change(kind: StepKind, given: Mapping[str, str], chosen: str, found: Asking) -> Callable[[Content], Content]:
    """Give how the content changes by what was sent. :raises Refused: where nothing of the list was chosen."""
    options = _options(kind, found)
    if options and chosen not in {value for value, _ in options}:
        raise Refused(gettext_noop("choose one of the list"), field="chosen")
    match kind:
        case StepKind.CASE:
            return lambda content: replace(content, case=chosen)
        case StepKind.APPLICANT:
            number = "".join(given["identity_number"].split())
            return lambda content: replace(
                content,
                person=replace(content.person, name=given["name"], identity_number=number, address=given["address"]),
            )
        case StepKind.CONTACT:
            return lambda content: replace(
                content, person=replace(content.person, phone=given["phone"]), email=given["email"]
            )
        case StepKind.BEHALF:
            who = Someone(
                given["by_name"], "".join(given["by_identity_number"].split()), given["by_phone"], given["by_address"]
            )
            if chosen == YES and not (who.name and who.identity_number):
                raise Refused(
                    gettext_noop("write name and identity number of whoever files for another"),
                    field="by_identity_number" if who.name else "by_name",
                )
            return lambda content: replace(content, representative=who if chosen == YES else Someone())
        case StepKind.EXEMPTION:
            return lambda content: replace(content, exemption="" if chosen == NO else chosen)
    return lambda content: replace(content, return_by=ReturnBy(chosen), return_address=given["return_address"])


def _options(kind: StepKind, found: Asking) -> list[tuple[str, str | Promise]]:
    """Give what can be chosen on a page: the value and what it is called."""
    match kind:
        case StepKind.CASE:
            return [(one.code, one.name) for one in found.asked.cases]
        case StepKind.BEHALF:
            return [(NO, gettext("No, it is my own")), (YES, gettext("Yes, for somebody else"))]
        case StepKind.EXEMPTION:
            exempt = {one.code: one.name for tariff in found.asked.tariffs for one in tariff.exemptions}
            return [(NO, gettext("No, I pay in full")), *exempt.items()]
        case StepKind.RETURN:
            return [(one.value, said) for one, said in RETURNS.items()]
    return []
