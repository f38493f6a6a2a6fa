"""What was answered in public: found by words, unit, outcome and day; and what came in a period and became of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import Channel, Outcome, PublishedAnswer, Tally
from motcua.sites.look.public import Limit, asking, cases, clock, leafing

LOOKED = Limit("feedback", most=120, seconds=60)
LENGTH, EXCERPT = 20, 240
"""How many answers stand on a page, and how many letters of each text."""

KEPT = 60
"""Seconds for which figures are kept; the page says as of which instant they were counted."""

TEXT, UNIT, OUTCOME, FIRST, LAST = "tim", "don-vi", "ket-qua", "tu", "den"
WORDS = {
    "da-giai-quyet": Outcome.SOLVED,
    "chua-giai-quyet": Outcome.UNSOLVED,
    "chua-cho-biet": Outcome.UNJUDGED,
    "mo-lai": Outcome.REOPENED,
}
LABELS = {
    TEXT: gettext_lazy("Words in question or answer"),
    UNIT: gettext_lazy("Unit"),
    OUTCOME: gettext_lazy("Outcome"),
    FIRST: gettext_lazy("From"),
    LAST: gettext_lazy("To"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A published answer in words: cut short in a list, whole on its own page."""

    case_id: int
    question: str
    answer: str
    unit: str
    about: str | Promise
    channel: str | Promise
    outcome: str | Promise
    shape: str
    view: PublishedAnswer


@dataclass(slots=True)
class Search:
    """What is looked for, as it was given and as it was understood, with what was wrong in it."""

    given: dict[str, str]
    problems: dict[str, str]
    unit: units.Unit | None = None
    outcome: Outcome | None = None
    first: date | None = None
    last: date | None = None

    def summary(self) -> list[tuple[str, str | Promise, str]]:
        """Give what is wrong: field, its label, problem."""
        return [(field, LABELS[field], said) for field, said in self.problems.items()]


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """
    List published answers, the newest first, beside what came in the period and became of it.

    What is not understood is asked again, and nothing is looked for. Twelve SQL queries.
    """
    if LOOKED.spent(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(LOOKED.seconds)
        return response
    now = clock.now()
    structure = units.structure(timezone.localdate(now))
    search = _read(request, structure)
    own = asking.site_unit(structure)
    context = {
        "section": "feedback",
        "search": search,
        "units": _choices(structure, own, search.unit),
        "outcomes": [(word, cases.OUTCOMES[outcome]) for word, outcome in WORDS.items()],
        "chosen_outcome": search.given[OUTCOME] if search.outcome else "",
        "narrowed": any(search.given.values()),
    }
    if not search.problems:
        context |= _found(request, search, structure)
        context |= _figures(search, structure, own)
    return render(request, "portal/feedback/list.html", context, status=400 if search.problems else 200)


@require_safe
def answer(request: HttpRequest, case: int) -> HttpResponse:
    """Show one published answer, whole. Four SQL queries."""
    found = feedback.published_answer(case)
    if found is None:
        raise Http404
    context = {
        "section": "feedback",
        "trail": [{"url": reverse("feedback-public"), "name": gettext("Feedback")}, {"name": f"PA-{case}"}],
        "line": _line(found),
    }
    return render(request, "portal/feedback/answer.html", context)


def _read(request: HttpRequest, structure: units.Structure) -> Search:
    search = Search({name: asking.clean(request.GET.get(name, "")) for name in LABELS}, {})
    given = search.given
    if given[UNIT]:
        search.unit = next((unit for unit in structure.units.values() if unit.code == given[UNIT]), None)
        if search.unit is None:
            search.problems[UNIT] = gettext("choose one of the list")
    if given[OUTCOME]:
        search.outcome = WORDS.get(given[OUTCOME])
        if search.outcome is None:
            search.problems[OUTCOME] = gettext("choose one of the list")
    for name in (FIRST, LAST):
        try:
            day = _day(given[name], name) if given[name] else None
        except Refused as refusal:
            search.problems[name] = refusal.reason(gettext)
        else:
            search.first, search.last = (day, search.last) if name == FIRST else (search.first, day)
    if search.first and search.last and search.last < search.first:
        search.problems[LAST] = gettext("this is before the first day")
    return search


def _day(text: str, field: str) -> date:
    day = asking.day(text, field)
    if not 1900 < day.year < 2200:
        raise Refused(gettext_noop("there are no figures for this day"), field=field, value=text)
    return day


def _choices(structure: units.Structure, own: units.Unit | None, chosen: units.Unit | None) -> list[units.Unit]:
    """Give the units to choose from: the one whose site this is, what stands below it, and the one that is chosen."""
    children = structure.children(own.id) if own else ()
    below = sorted(children, key=lambda unit: (unit.level is not units.Level.DEPARTMENT, unit.code))
    near = [own, *below] if own else []
    return near if chosen is None or chosen in near else [*near, chosen]


def _found(request: HttpRequest, search: Search, structure: units.Structure) -> dict[str, object]:
    asked, own = leafing.asked(request), structure.below(search.unit.id, own=True) if search.unit else None
    page = feedback.published(
        unit_ids=own,
        text=search.given[TEXT],
        outcome=search.outcome,
        first=search.first,
        last=search.last,
        offset=(asked - 1) * LENGTH,
        limit=LENGTH,
    )
    return {
        "page": page,
        "lines": [_line(one, EXCERPT) for one in page.rows],
        "leaf": leafing.leaf(request, total=page.total, length=LENGTH),
    }


def _line(one: PublishedAnswer, most: int | None = None) -> Line:
    question, said = (
        text if most is None or len(text) <= most else f"{text[: most - 1]}…" for text in (one.question, one.answer)
    )
    return Line(
        case_id=one.case_id,
        question=question,
        answer=said,
        unit=one.unit_name,
        about=cases.ABOUT[one.about],
        channel=cases.CHANNELS[one.channel],
        outcome=cases.OUTCOMES[one.outcome],
        shape=cases.OUTCOME_SHAPES[one.outcome],
        view=one,
    )


def _figures(search: Search, structure: units.Structure, own: units.Unit | None) -> dict[str, object]:
    """Count what came in the days that are asked, else this year, at the unit that is asked, else at all of them."""
    now = clock.now()
    today = timezone.localdate(now)
    last = search.last or today
    period = Period(min(search.first or last.replace(month=1, day=1), last), last)
    unit = search.unit or own
    if unit is None:
        return {}
    key = f"tally:{unit.key}:{search.unit is not None}:{period.first}:{period.last}"
    kept: tuple[datetime, dict[Channel, Tally]] | None = cache.get(key)
    if kept is None:
        kept = now, feedback.tally(structure.below(unit.id, own=search.unit is not None), period, at=now)
        cache.set(key, kept, KEPT)
    as_of, counted = kept
    return {
        "period": period,
        "counted_unit": unit,
        "as_of": as_of,
        "tallies": [(cases.CHANNELS[channel], tally) for channel, tally in counted.items()],
        "sum": sum(counted.values(), start=Tally()),
    }
