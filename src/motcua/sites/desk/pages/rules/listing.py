"""All rules on one page: what each decides, since when, and what waits for a second person."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.rulesets import public as rulesets
from motcua.foundation.rulesets.public import SINCE, RuleSet
from motcua.sites.desk.pages.days import asked_day
from motcua.sites.desk.pages.framing import frame
from motcua.sites.desk.pages.rules.saying import since
from motcua.sites.look.public import staff

BESIDE = (
    ("calendar", gettext_lazy("Working days"), Act.KEEP_CALENDARS),
    ("own-portal", gettext_lazy("Filing on this portal"), Act.KEEP_PROCEDURES),
    ("catalogue", gettext_lazy("Procedures"), Act.KEEP_PROCEDURES),
    ("notices", gettext_lazy("Notices"), Act.KEEP_PROCEDURES),
    ("scorecards", gettext_lazy("Scorecards"), Act.SEE_FIGURES),
)
"""What else is dated and is kept on pages of its own, and who opens them."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A set as it is listed: its own records are those that this installation added."""

    code: str
    title: str
    decides: str
    since: str
    ahead: date | None
    own: int
    waiting: int


@require_safe
@staff(Act.SEE_FIGURES)
def rule_sets(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the sets of rules as they hold on a day. Six SQL queries."""
    on, problem = asked_day(request)
    waiting = rulesets.waiting_for_answer()
    counts = [one.code for one in waiting]
    context = frame(actor) | {
        "sets": [_listed(one, on, counts.count(one.code)) for one in rulesets.known().values()],
        "beside": [(name, title) for name, title, act in BESIDE if may(actor, act)],
        "waiting": len(waiting),
        "on": on,
        "problem": problem,
    }
    return render(request, "desk/rules/list.html", context, status=400 if problem else 200)


def _listed(declared: RuleSet, on: date, waiting: int) -> Listed:
    lines = [line for table in declared.tables for line in rulesets.lines_of(declared, table, on=on)]
    return Listed(
        code=declared.code,
        title=gettext(declared.title),
        decides=gettext(declared.decides),
        since=since(max((line.record[SINCE] for line in lines if line.holds), default=date.min)),
        ahead=min((line.begins for line in lines if line.begins > on), default=None),
        own=sum(line.own for line in lines),
        waiting=waiting,
    )
