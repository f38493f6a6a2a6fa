"""One set of rules: its records with their sources, a change that is proposed, and the second person's answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, reaches_all
from motcua.foundation.rulesets import public as rulesets
from motcua.foundation.rulesets.public import NO, SINCE, YES, Column, Ground, Kind, Proposed, RuleSet, Standing, Table
from motcua.kernel.refusals import Refused
from motcua.sites.desk.pages.days import asked_day, today
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.desk.pages.rules import saying
from motcua.sites.look.public import asking, clock, once, staff

TABLE, PLACE, DEED = "bang", "dong", "viec"
AGREE, DECLINE, WITHDRAW = "dong-y", "tu-choi", "rut"
ANSWERS = {
    Standing.CONFIRMED: (gettext_lazy("confirmed"), "early"),
    Standing.DECLINED: (gettext_lazy("declined"), "late"),
    Standing.WITHDRAWN: (gettext_lazy("withdrawn"), "open"),
    Standing.WAITING: (gettext_lazy("waits for a second person"), "wait"),
}
LOOKS = {Kind.SWITCH: "choice", Kind.CHOICE: "choice", Kind.TEXT: "area"}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_FIGURES)
@once
def rule_set(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show the records of a set, and take a proposal for a change of one. Eight SQL queries to show."""
    declared = _declared(code)
    on, problem = asked_day(request)
    keeps = declared.open and reaches_all(actor, Act.KEEP_RULES, on=today())
    table = _table(declared, request)
    entries = None
    if table is not None:
        if not keeps:
            raise PermissionDenied(gettext("This is for another unit to do."))
        fields = _fields(declared, table, request)
        entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
        if request.method == "POST" and not entries.problems and _proposed(declared, table, entries, actor):
            return HttpResponseRedirect(reverse("rule-set", args=[code]))
    return _shown(request, actor, declared, on, entries=entries, table=table, keeps=keeps, problem=problem)


@require_POST
@staff(Act.KEEP_RULES, Act.CONFIRM)
@once
def answer(request: HttpRequest, actor: Actor, code: str, place: int) -> HttpResponse:
    """Confirm, decline or withdraw a proposal. What is refused is shown on the page of the set."""
    declared, now, deed = _declared(code), clock.now(), request.POST.get(DEED, "")
    act = Act.KEEP_RULES if deed == WITHDRAW else Act.CONFIRM
    if not reaches_all(actor, act, on=today()):
        raise PermissionDenied(gettext("This is for another unit to do."))
    try:
        if deed == AGREE:
            rulesets.confirm(code=code, place=place, by=actor.key, at=now)
        elif deed == DECLINE:
            reason = asking.clean(request.POST.get("reason", ""))
            rulesets.decline(code=code, place=place, reason=reason, by=actor.key, at=now)
        elif deed == WITHDRAW:
            rulesets.withdraw(code=code, place=place, by=actor.key, at=now)
        else:
            raise Http404
    except Refused as refusal:
        keeps = declared.open and reaches_all(actor, Act.KEEP_RULES, on=today())
        return _shown(request, actor, declared, today(), keeps=keeps, problem=refusal.reason(gettext))
    return HttpResponseRedirect(reverse("rule-set", args=[code]))


def _declared(code: str) -> RuleSet:
    if code not in rulesets.known():
        raise Http404
    return rulesets.known()[code]


def _table(declared: RuleSet, request: HttpRequest) -> Table | None:
    """Give the table that a change is asked for; none if none is. :raises Http404: if there is no such table."""
    name = (request.POST if request.method == "POST" else request.GET).get(TABLE, "")
    if not name and request.method != "POST":
        return None
    try:
        return declared.table(name)
    except KeyError:
        raise Http404 from None


def _fields(declared: RuleSet, table: Table, request: HttpRequest) -> Sequence[Field]:
    """Give the fields of a change, which begins with the record that was chosen."""
    lines = rulesets.lines_of(declared, table, on=today())
    asked = request.GET.get(PLACE, "")
    chosen = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else -1
    first: Mapping[str, str] = {}
    if 0 <= chosen < len(lines):
        first = rulesets.write_record(table, lines[chosen].record)
    ground = (
        Field(SINCE, gettext_lazy("From which day on"), kind="day", needed=True, hint=_HINT, size="w-12"),
        Field("source", gettext_lazy("Number and date of the decision"), needed=True, hint="123/QĐ-UBND, 01/7/2026"),
        Field(
            "sure",
            gettext_lazy("How sure it is"),
            kind="choice",
            choices=[(one, saying.SURE[one]) for one in rulesets.SURE],
            needed=True,
            first=rulesets.SURE[0],
        ),
    )
    return (*(_field(one, first.get(one.name, "")) for one in table.columns), *ground)


_HINT = gettext_lazy("Tomorrow at the earliest: what was decided until now stays as it was decided.")


def _field(column: Column, first: str) -> Field:
    choices = [(value, gettext(title)) for value, title in column.choices.items()]
    if column.kind is Kind.SWITCH:
        choices = [(YES, gettext("yes")), (NO, gettext("no"))]
    return Field(
        column.name,
        gettext(column.title),
        kind=LOOKS.get(column.kind, "number" if column.kind is Kind.WHOLE else "text"),
        hint=gettext_lazy("words with commas between them") if column.kind is Kind.WORDS else "",
        needed=not column.may_lack,
        choices=choices,
        size="w-12" if column.kind is Kind.WHOLE else "",
        first=first,
    )


def _proposed(declared: RuleSet, table: Table, entries: Entries, actor: Actor) -> bool:
    """Propose what was entered; say whether that was taken."""
    try:
        rulesets.propose(
            code=declared.code,
            table=table.name,
            given={column.name: entries[column.name].replace("\r\n", "\n") for column in table.columns},
            valid_from=asking.day(entries[SINCE], SINCE),
            ground=Ground(entries["source"], entries["sure"]),
            by=actor.key,
            at=clock.now(),
        )
    except Refused as refusal:
        entries.refuse(refusal)
        return False
    return True


@dataclass(frozen=True, slots=True)
class Change:
    """A column of a proposal: what it said before, and what it is to say."""

    title: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Say whether it is to say something else."""
        return self.before != self.after


def _changes(one: Proposed) -> list[Change]:
    return [
        Change(
            gettext(column.title),
            saying.said(column, one.before.get(column.name)) if one.before else "",
            saying.said(column, one.content.get(column.name)),
        )
        for column in one.table.columns
    ]


def _shown(
    request: HttpRequest,
    actor: Actor,
    declared: RuleSet,
    on: date,
    *,
    keeps: bool,
    problem: str,
    entries: Entries | None = None,
    table: Table | None = None,
) -> HttpResponse:
    waiting, answered = rulesets.waiting_for_answer(declared.code), rulesets.answered(declared.code)
    titles = accounts.titles_of([key for one in (*waiting, *answered) for key in (one.by, one.answered_by) if key])
    context = frame(actor) | {
        "set": {"code": declared.code, "title": gettext(declared.title), "decides": gettext(declared.decides)},
        "tables": [
            {
                "name": one.name,
                "title": gettext(one.title),
                "rows": saying.rows(declared, one, on),
                "keeps": keeps and one.may_differ,
            }
            | {"keyed": one.is_open}
            for one in declared.tables
        ],
        "waiting": [
            (one, gettext(one.table.title), _changes(one), titles.get(one.by, one.by), one.by == actor.key)
            for one in waiting
        ],
        "answered": [
            (one, gettext(one.table.title), titles.get(one.by, one.by), titles.get(one.answered_by, one.answered_by))
            + ANSWERS[one.standing]
            for one in answered
        ],
        "keeps": keeps,
        "confirms": reaches_all(actor, Act.CONFIRM, on=today()),
        "closed": not declared.open,
        "entries": entries,
        "asked": table and {"name": table.name, "title": gettext(table.title)},
        "on": on,
        "problem": problem,
    }
    failed = problem or (entries is not None and entries.problems)
    return render(request, "desk/rules/one.html", context, status=400 if failed else 200)
