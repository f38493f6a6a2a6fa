"""The reading log of a unit: who was shown personal data, in which post, of what, and when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, LookLine, home, may
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.sites.look.public import asking, leafing, staff
from motcua.sites.look.public import looking as noted

WHAT, POST = "tim", "vi-tri"
USUAL = timedelta(days=29)
"""So long before today the log is shown from, unless other days are asked for."""

Seen = noted.Seen
NAMES: Mapping[Seen, str | Promise] = {
    Seen.DOSSIER: gettext_lazy("Dossier"),
    Seen.DOSSIERS: gettext_lazy("List of dossiers"),
    Seen.CASE: gettext_lazy("Feedback, without its sender"),
    Seen.SENDER: gettext_lazy("Feedback with its sender"),
    Seen.CASES: gettext_lazy("List of feedback"),
    Seen.RECORD: gettext_lazy("Record of a register"),
    Seen.RECORDS: gettext_lazy("List of records"),
    Seen.FILE: gettext_lazy("File handed in"),
    Seen.PHOTOGRAPH: gettext_lazy("Photograph of an inspection"),
    Seen.SAMPLE: gettext_lazy("Sample of an inspection"),
    Seen.PAPER: gettext_lazy("Paper that was handed out"),
    Seen.PERSON: gettext_lazy("Applicant, for a purpose"),
    Seen.DRAFTS: gettext_lazy("Being filled in at the counter"),
}
PAGES: Mapping[Seen, str] = {
    Seen.DOSSIER: "desk-dossier",
    Seen.CASE: "feedback-case",
    Seen.SENDER: "feedback-case",
    Seen.RECORD: "record",
}
"""The page that a reference leads to; it asks again whether a post may see it. A list leads to the list."""

WRITTEN: Mapping[Seen, Callable[[str], str]] = {Seen.CASE: "PA-{}".format, Seen.SENDER: "PA-{}".format}
"""How a reference is written where people write it otherwise than the log does."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log in words; ``url`` is empty where there is nothing to open."""

    look: LookLine
    name: str | Promise
    reference: str
    url: str
    posts: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of the log was asked: whose, of which days, what, and in which post."""

    unit: units.Unit
    period: Period
    what: str
    post_id: int | None

    def query(self, **other: str) -> str:
        """Write the question as the query of an address, other in some parts."""
        said = {
            asking.UNIT: self.unit.code,
            asking.FIRST: self.period.first.isoformat(),
            asking.LAST: self.period.last.isoformat(),
            WHAT: self.what,
            POST: str(self.post_id or ""),
        }
        return urlencode({name: value for name, value in (said | other).items() if value})


@require_safe
@staff(Act.SEE_LOOKS)
def looks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    Show what posts of a unit were shown, and what anybody was shown of its data. Eleven SQL queries.

    :raises PermissionDenied: if the unit lies beyond what the post answers for.
    """
    today = timezone.localdate()
    structure = units.structure(today)
    problem = ""
    try:
        asked = _asked(request, actor, structure, today)
    except Refused as refusal:
        problem, asked = refusal.message(gettext), _usual(actor, structure, today)
    if not may(actor, Act.SEE_LOOKS, units=[asked.unit.id]):
        said = gettext("%(unit)s lies beyond what your post answers for.")
        raise PermissionDenied(said % {"unit": asked.unit.name})
    zone = timezone.get_default_timezone()
    found = accounts.looks(
        structure.below(asked.unit.id, own=True),
        first=asked.period.begins(zone),
        end=asked.period.ends(zone),
        what=_references(asked.what),
        post_id=asked.post_id,
        offset=(leafing.asked(request) - 1) * leafing.LENGTH,
        limit=leafing.LENGTH,
    )
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": structure.units[actor.unit_id].name,
        "asked": asked,
        "problem": problem,
        "choices": _choices(actor, structure),
        "lines": [_line(look, asked) for look in found.lines],
        "leaf": leafing.leaf(request, total=found.total),
        "total": found.total,
        "of_post": next((look.post for look in found.lines), "") if asked.post_id else "",
        "all_posts": asked.query(**{POST: ""}),
        "months": accounts.LOOKS_KEPT.days // 30,
    }
    return render(request, "desk/looks/log.html", context, status=400 if problem else 200)


def _usual(actor: Actor, structure: units.Structure, today: date) -> Asked:
    own = structure.units[home(actor, Act.SEE_LOOKS)]
    return Asked(own, Period(today - USUAL, today), "", None)


def _asked(request: HttpRequest, actor: Actor, structure: units.Structure, today: date) -> Asked:
    """Read what is asked; what is left empty is the usual. :raises Refused:"""
    usual = _usual(actor, structure, today)
    given = {name: asking.clean(request.GET.get(name, "")) for name in (asking.UNIT, asking.FIRST, asking.LAST, WHAT)}
    first = asking.day(given[asking.FIRST], asking.FIRST) if given[asking.FIRST] else usual.period.first
    last = asking.day(given[asking.LAST], asking.LAST) if given[asking.LAST] else today
    post = request.GET.get(POST, "")
    return Asked(
        units.find(given[asking.UNIT], on=today) if given[asking.UNIT] else usual.unit,
        Period(_within(first, today), _within(last, today)),
        given[WHAT],
        int(post) if post.isascii() and post.isdecimal() and len(post) < 10 else None,
    )


def _within(day: date, today: date) -> date:
    """Bring a day to those of which a look can be known."""
    return min(max(day, today - accounts.LOOKS_KEPT), today)


def _references(text: str) -> tuple[str, ...]:
    """Give what of the log a code or a number that people write may refer to; nothing asked is everything."""
    if not text or "/" in text:
        return (text,) if text else ()
    number = text.upper().removeprefix("PA-").lstrip("0")
    numbered = (Seen.CASE, Seen.SENDER, Seen.RECORD) if number.isascii() and number.isdecimal() else ()
    return (f"{Seen.DOSSIER.value}/{text}", *(f"{seen.value}/{number}" for seen in numbered))


def _choices(actor: Actor, structure: units.Structure) -> list[units.Unit]:
    """Give the units whose log a post may ask for: the governments that it answers for, its own first."""
    own = home(actor, Act.SEE_LOOKS)
    seen = [unit for unit in structure.units.values() if may(actor, Act.SEE_LOOKS, units=[unit.id])]
    governments = [unit for unit in seen if unit.level is not units.Level.DEPARTMENT or unit.id == own]
    return sorted(governments, key=lambda unit: (unit.id != own, unit.code))


def _line(look: LookLine, asked: Asked) -> Line:
    word, _, reference = look.what.partition("/")
    if word not in set(Seen):
        return Line(look, word, reference, "", asked.query(**{POST: str(look.post_id)}))
    seen = Seen(word)
    written = WRITTEN.get(seen, str)(reference)
    return Line(
        look,
        NAMES[seen],
        "" if reference.startswith("/") else written,
        reference if reference.startswith("/") else _page(seen, reference),
        asked.query(**{POST: str(look.post_id)}),
    )


def _page(seen: Seen, reference: str) -> str:
    """Give the address of the page that a reference leads to; empty where there is none."""
    if seen not in PAGES:
        return ""
    try:
        return reverse(PAGES[seen], args=[int(reference) if reference.isdecimal() and seen in WRITTEN else reference])
    except NoReverseMatch:
        return ""
