"""The working days of an office: what is not as its week says, why, and a change of it from its decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.foundation.worktime.public import Calendar, DayKind, DayRow, Ground
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, once, staff, words

UNIT, YEAR = "don-vi", "nam"
KINDS: Mapping[DayKind, str | Promise] = {
    DayKind.OFF: gettext_lazy("nobody works"),
    DayKind.WORKED: gettext_lazy("a working day"),
    DayKind.NONE: gettext_lazy("as its week says"),
}
SHAPES = {DayKind.OFF: "wait", DayKind.WORKED: "early", DayKind.NONE: "open"}
SURE = (
    ("high", gettext_lazy("the document lies before me")),
    ("medium", gettext_lazy("read of it")),
    ("illustrative", gettext_lazy("an example")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_CALENDARS)
@once
def calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    Show the days of a year that are not as their week says, and change one, or swap two. Eight SQL queries to show.

    A change holds for the unit and those below it, and moves no deadline that was given before it.
    """
    now = clock.now()
    today = timezone.localdate(now)
    kept = _kept(actor, today)
    unit = _asked(request, kept)
    found = worktime.calendar_for(unit.id)
    first, last = worktime.covered_years() or (today.year, today.year)
    year = _year(request.GET.get(YEAR, ""), first, last, today)
    fields = _fields()
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            changed = _change(request.POST.get("viec", ""), entries, unit, by=actor.key, at=now)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{reverse('calendar')}?{UNIT}={unit.key}&{YEAR}={changed.year}")
    context = frame(actor) | {
        "units": [(key, one.name, one.id == unit.id) for key, one in kept.items()],
        "unit": unit,
        "year": year,
        "years": range(first, last + 1),
        "rows": [_row(row) for row in found.exceptions(year)],
        "week": _week(found, today),
        "entries": entries,
        "one_day": [one for one in entries.filled() if one.field.name in ONE],
        "swap": [one for one in entries.filled() if one.field.name in SWAP],
    }
    return render(request, "desk/calendar.html", context, status=400 if entries.problems else 200)


def _kept(actor: Actor, today: date) -> Mapping[str, units.Unit]:
    """Give the governments whose calendar a post keeps, by key, each before those below it. One SQL query."""
    whole = units.structure(today).walk(actor.government_id)
    own = [one for one in whole if one.level is not units.Level.DEPARTMENT]
    return {one.key: one for one in own if may(actor, Act.KEEP_CALENDARS, units=[one.id])}


def _asked(request: HttpRequest, kept: Mapping[str, units.Unit]) -> units.Unit:
    """Give the office that is asked about, the first of those that are kept unless another is named."""
    key = request.POST.get(UNIT, "") if request.method == "POST" else request.GET.get(UNIT, "")
    if not kept or (key and key not in kept):
        raise PermissionDenied(gettext("This is for another unit to do."))
    return kept[key] if key else next(iter(kept.values()))


def _year(text: str, first: int, last: int, today: date) -> int:
    asked = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else today.year
    return min(max(asked, first), last)


ONE = ("day", "kind", "name", "sessions", "source", "sure")
SWAP = ("off", "worked", "source", "sure")


def _fields() -> Sequence[Field]:
    return (
        Field("day", gettext_lazy("Day"), kind="day", size="w-12"),
        Field(
            "kind",
            gettext_lazy("What it is"),
            kind="choice",
            choices=[(one.value, said) for one, said in KINDS.items()],
        ),
        Field(
            "name", gettext_lazy("What people read in the working of a deadline"), hint="Nghỉ theo công văn của tỉnh"
        ),
        Field("sessions", gettext_lazy("Hours of a working day, as 07:30-11:30, 13:00-17:00"), size="w-20"),
        Field("off", gettext_lazy("Working day that is given off"), kind="day", size="w-12"),
        Field("worked", gettext_lazy("Rest day that is worked for it"), kind="day", size="w-12"),
        Field("source", gettext_lazy("Number and date of the decision"), hint="Công văn 123/UBND-TH ngày 01/7/2025"),
        Field("sure", gettext_lazy("How sure it is"), kind="choice", choices=SURE),
    )


def _change(deed: str, entries: Entries, unit: units.Unit, *, by: str, at: datetime) -> date:
    """Change the calendar of a unit; give the day that was changed."""
    ground = Ground(entries["source"], entries["sure"])
    if deed == "hoan-doi":
        off, worked = _day(entries, "off"), _day(entries, "worked")
        worktime.swap_days(off=off, worked=worked, ground=ground, unit_id=unit.id, by=by, at=at)
        return off
    day = _day(entries, "day")
    worktime.set_day(
        day=day,
        kind=DayKind(entries["kind"] or DayKind.OFF.value),
        name=entries["name"],
        sessions=worktime.read_sessions(entries["sessions"]),
        ground=ground,
        unit_id=unit.id,
        by=by,
        at=at,
    )
    return day


def _day(entries: Entries, name: str) -> date:
    day = entries.day(name)
    if day is None:
        raise Refused(gettext_noop("write a day"), field=name, expected=gettext_noop("as 01/07/2025"))
    return day


@dataclass(frozen=True, slots=True)
class Shown:
    """A day as the page shows it, in the reader's language."""

    day: date
    what: str | Promise
    shape: str
    hours: str
    name: str
    source: str


def _row(row: DayRow) -> Shown:
    """Say what a day is, by which document, and its hours."""
    vietnamese = words.vietnamese()
    return Shown(
        day=row.day,
        what=KINDS[row.kind],
        shape=SHAPES[row.kind],
        hours=", ".join(map(str, row.sessions)),
        name=row.name if vietnamese or not row.name_en else row.name_en,
        source=worktime.titled(row.source, vietnamese=vietnamese),
    )


def _week(found: Calendar, today: date) -> list[tuple[str, str]]:
    """Give the hours of the seven days from a day on, as the calendar has them."""
    days = [date.fromordinal(today.toordinal() + ahead) for ahead in range(7)]
    return [(words.long_day(day), _hours(found, day)) for day in days if found.first <= day <= found.last]


def _hours(found: Calendar, day: date) -> str:
    place = found.place(day)
    stretches = found.stretches[place]
    if not stretches:
        return gettext("nobody works")
    said = [
        f"{words.clock_time(found.instant(place, one[0]))}–{words.clock_time(found.instant(place, one[1]))}"
        for one in stretches
    ]
    return ", ".join(said)
