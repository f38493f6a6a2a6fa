"""The office whose site this is: what it does, how it is built, when it is open, how each part of it is reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.services.news import public as news
from motcua.services.news.public import ArticleLine, Topic
from motcua.services.procedures import public as procedures
from motcua.sites.look.public import asking, clock, told
from motcua.sites.portal.pages.counting import counted

DAYS = 7
"""So many days are told from today on, holidays and swapped days as they fall."""

TOPICS = (Topic.FUNCTIONS, Topic.LEADERS, Topic.SCHEDULE, Topic.RECEPTION)


@dataclass(frozen=True, slots=True)
class Place:
    """An office: how it is reached, and how many procedures it takes."""

    unit: units.Unit
    contact: units.Contact | None
    procedures: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day with the hours in which the office works; none where it is closed."""

    day: date
    hours: tuple[str, ...]


@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """Show the office. Thirteen SQL queries."""
    counted(request)
    today = timezone.localdate(clock.now())
    structure = units.structure(today)
    own = asking.site_unit(structure)
    walk = structure.walk(own.id) if own else ()
    reached, offered = units.contacts([one.id for one in walk], on=today), procedures.offers_by_unit(on=today)
    places = [Place(one, reached.get(one.id), offered.get(one.id, 0)) for one in walk]
    departments = [one for one in places if one.unit.level is units.Level.DEPARTMENT]
    context = {
        "trail": [{"name": gettext("About the office")}],
        "own": own,
        "contact": reached.get(own.id) if own else None,
        "departments": [one for one in departments if own and one.unit.parent_id == own.id],
        "governments": [one for one in places if one not in departments and own and one.unit.id != own.id],
        "counters": [one for one in places if one.procedures or (one.contact and one not in departments)],
        "week": list(_week(own.id if own else None, today)),
        "topics": [(told.TOPICS[topic], _latest(topic)) for topic in TOPICS],
    }
    return render(request, "portal/office.html", context)


def _latest(topic: Topic) -> ArticleLine | None:
    return next(iter(news.find_articles(topic=topic, most=1).lines), None)


def _week(unit_id: int | None, today: date) -> Iterator[Day]:
    calendar = worktime.calendar_for(unit_id)
    for day in (today + timedelta(days=number) for number in range(DAYS)):
        if calendar.first <= day <= calendar.last:
            yield Day(day, tuple(str(session).replace("-", " – ") for session in calendar.hours(day)))
