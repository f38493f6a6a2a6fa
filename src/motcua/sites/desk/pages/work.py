"""The work of a unit, the most urgent first; and the way to one dossier by its code."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import RecommendationView
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import WorkRow
from motcua.sites.desk.pages import narrowing
from motcua.sites.desk.pages.narrowing import Filter, Part
from motcua.sites.look.public import asking, clock, leafing, staff, words

NUMBERS_STAND = 15
"""Seconds that the numbers of kept lists stand while no dossier changes; who has what in hand may change meanwhile."""
PARTS = (
    Part("all", "", gettext_lazy("All")),
    Part("mine", "cua-toi", gettext_lazy("In my hands")),
    Part("overdue", "qua-han", gettext_lazy("Overdue"), "late"),
    Part("today", "hom-nay", gettext_lazy("Due today"), "ontime"),
    Part("soon", "sap-han", gettext_lazy("Due soon")),
    Part("office", "don-vi", gettext_lazy("With my unit")),
    Part("agency", "noi-khac", gettext_lazy("With other units")),
    Part("citizen", "cong-dan", gettext_lazy("With the citizen"), "wait"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Dossiers that stand together because of their due time."""

    name: str
    shape: str
    said: str
    rows: tuple[WorkRow, ...]


@require_safe
@staff(Act.SEE_FIGURES)
def start(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Lead to where the day of a post begins: its list of work, or the units that it keeps. Three SQL queries."""
    return HttpResponseRedirect(reverse("work" if may(actor, Act.SEE_DOSSIERS) else "offices"))


@require_safe
@staff(Act.SEE_DOSSIERS)
def work(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    Show the pending dossiers of the post's own unit and its departments, above them what inspections ask of the post.

    Twenty-nine SQL queries, three more where the numbers of kept lists are counted anew, seven more where it is
    narrowed, one or two for each receiving unit; however many rows.
    """
    now = clock.now()
    structure = units.structure(timezone.localdate(now))
    own = structure.below(actor.unit_id, own=True)
    asked = narrowing.chosen(request.GET)
    kept = narrowing.kept_for(actor, structure)
    parts = {part.word: part.only for part in PARTS}
    wanted, *others = narrowing.wanted([asked, *(one.chosen for one in kept)], parts, structure, own)
    page = leafing.asked(request)
    posts = {actor.key} | casework.stood_in_for(actor.key, on=timezone.localdate(now))
    mine = casework.in_hand(posts)
    found = dossiers.worklist(
        own,
        at=now,
        mine=mine,
        wanted=wanted,
        offset=(page - 1) * leafing.LENGTH,
        limit=leafing.LENGTH,
    )
    numbers = _numbers(
        (actor.key, sorted(own), found.stamp, [one.chosen for one in kept]),
        lambda: dossiers.how_many(own, others, at=now, mine=mine),
    )
    leaf = leafing.leaf(request, total=found.total)
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": structure.units[actor.unit_id].name,
        "now": now,
        "stamp": found.stamp,
        "filters": [
            Filter(
                part.name,
                found.counts[part.only],
                narrowing.address(asked | {narrowing.ONLY: part.word}),
                part.only == wanted.part,
                part.shape,
            )
            for part in PARTS
        ],
        "groups": tuple(_groups(found.rows, now, whole=leaf.last == 1)),
        "leaf": leaf,
        "left_behind": casework.left_behind(own, on=timezone.localdate(now))
        if may(actor, Act.DECIDE, units=[actor.unit_id])
        else [],
        "parts_out": [(one, one.branch.is_late(now)) for one in casework.out_with(own)],
        "to_mend": _to_mend(actor, structure),
        "today": timezone.localdate(now),
    }
    context |= narrowing.shown(actor, asked, list(zip(kept, numbers, strict=True)), structure, own)
    return render(request, "desk/work.html", context)


@require_safe
@staff(Act.SEE_DOSSIERS)
def find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Lead from a code, written or scanned, to the dossier; a scanned slip may hold the whole address."""
    code = asking.clean(request.GET.get("ma", "")).rstrip("/").rsplit("/ho-so/", 1)[-1]
    known = 0 < len(code) <= 64 and dossiers.units_of(code) is not None
    if known:
        return HttpResponseRedirect(reverse("desk-dossier", kwargs={"code": code}))
    context = {"actor": actor, "section": "work", "code": code}
    return render(request, "desk/not_found.html", context, status=404)


def _numbers(of: object, count: Callable[[], tuple[int, ...]]) -> tuple[int, ...]:
    """Give the numbers of kept lists, counted again once a dossier changed, and when they have stood for a while."""
    key = f"kept:{sha256(repr(of).encode()).hexdigest()}"
    numbers: tuple[int, ...] | None = cache.get(key)
    if numbers is None:
        numbers = count()
        cache.set(key, numbers, NUMBERS_STAND)
    return numbers


def _to_mend(actor: Actor, structure: units.Structure) -> list[RecommendationView]:
    """Give the recommendations that the post has to see to: its own, and those of its unit that nobody answers for."""
    answers = may(actor, Act.ANSWER_INSPECTIONS, units=[actor.government_id])
    whole = structure.answered_for(actor.government_id, own=True) if answers else {}
    return inspections.to_do(actor.key, whole.keys())


def _groups(rows: Sequence[WorkRow], now: datetime, *, whole: bool) -> Iterator[Group]:
    """Put rows together by their due time; how many they are is said where all of them are on the page."""
    today = timezone.localdate(now)

    def place(row: WorkRow) -> tuple[int, str]:
        if row.standing == "overdue":
            return 0, gettext("Already overdue")
        if row.days_left is None:
            return 3, gettext("The clock stands")
        due = timezone.localdate(row.judged_until)
        said = words.long_day(due)
        return (1, gettext("Due today, %(day)s") % {"day": said}) if due == today else (2, said)

    shapes = ("late", "ontime", "open", "wait")
    for (rank, name), members in groupby(rows, key=place):
        listed = tuple(members)
        said = ngettext("%(n)s dossier", "%(n)s dossiers", len(listed)) % {"n": words.number(len(listed))}
        yield Group(name, shapes[rank], said if whole else "", listed)
