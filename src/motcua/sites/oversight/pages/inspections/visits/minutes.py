"""The minutes of a visit: proposed from lines and findings, written, read by both sides, signed, and as a paper."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Item, Minutes, NotMinutes, Side
from motcua.reform.registers.public import FIELD_TITLES, ReformField
from motcua.sites.look.public import asking, clock, looking, staff
from motcua.sites.oversight.pages.inspections import access as whole
from motcua.sites.oversight.pages.inspections import files as papers
from motcua.sites.oversight.pages.inspections.visits import access
from motcua.sites.oversight.pages.inspections.visits.access import Entered
from motcua.sites.oversight.pages.inspections.visits.reading import Entry, tidy

TAB = "inspection-minutes"
LABELS = {
    "noi": gettext_lazy("Held at"),
    "ngay": gettext_lazy("Day"),
    "tu-gio": gettext_lazy("Begins at"),
    "den-gio": gettext_lazy("Ends at"),
    "doan": gettext_lazy("Of the team"),
    "don-vi": gettext_lazy("Of the unit"),
    "nguoi-bao-cao": gettext_lazy("Who reported"),
    "bao-cao": gettext_lazy("Oral report heard"),
    "da-xem": gettext_lazy("What was checked"),
    "uu-diem": gettext_lazy("Good points"),
    "han-che": gettext_lazy("Limits"),
    "y-kien-doan": gettext_lazy("View of the team"),
    "y-kien-don-vi": gettext_lazy("View of the unit"),
    "ban": gettext_lazy("Edition"),
    "tep": gettext_lazy("Scan"),
    "ly-do": gettext_lazy("Reason"),
}
FIELDS = {
    "held_at": "noi",
    "began_at": "tu-gio",
    "ended_at": "den-gio",
    "team": "doan",
    "unit": "don-vi",
    "checked": "da-xem",
    "edition": "ban",
    "file": "tep",
    "reason": "ly-do",
}
AREAS = (
    ("bao-cao", 4),
    ("da-xem", 10),
    ("uu-diem", 8),
    ("han-che", 8),
    ("y-kien-doan", 3),
    ("y-kien-don-vi", 3),
)
"""The texts of the form, and how many lines each is high."""


@require_safe
@staff(*whole.ANY_SIDE)
def shown(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Show the minutes with what can be done with them now: write, sign, sign on paper, decline."""
    return _shown(request, access.enter(actor, place_id, minutes=True), Entry(request, LABELS, FIELDS))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.INSPECT)
def write(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Write the minutes; before there are any, what was answered and found proposes them."""
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, LABELS, FIELDS)
    _ = entered.begun
    view = inspections.minutes_view(place_id)
    if request.method == "POST":
        try:
            seen = entry.number("ban") or 0
            inspections.write_minutes(place_id=place_id, minutes=_said(entry), seen=seen, by=actor.key, at=clock.now())
        except Refused as refusal:
            entry.refused(refusal, other="noi")
        else:
            return redirect(TAB, place_id=place_id)
        given = {name: request.POST.get(name, "") for name in LABELS}
    else:
        given = _written(
            view.minutes if view and view.minutes else inspections.proposed_minutes(place_id, now=clock.now())
        )
        given["ban"] = str(view.state.edition if view else 0)
    context = entered.context(TAB, entry.problems) | {
        "given": {name.replace("-", "_"): text for name, text in given.items()},
        "areas": [(name, LABELS[name], given[name], rows) for name, rows in AREAS],
        "signed": bool(view and view.state.signed),
        "stands": _told(view.minutes) if entry.problems.get("ban") and view and view.minutes else [],
        "edition": view.state.edition if view else 0,
    }
    status = 400 if entry.problems else 200
    return render(request, "oversight/inspections/visits/minutes_form.html", context, status=status)


@require_POST
@staff(*whole.ANY_SIDE)
def sign(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Sign for the side that the post is of."""
    entered, entry = access.enter(actor, place_id, minutes=True), Entry(request, LABELS, FIELDS)
    side = _side(entered)
    whole.ensure(side is not None, gettext("Your post signs these minutes for neither side."))
    try:
        inspections.sign_minutes(
            place_id=place_id,
            side=side or Side.UNIT,
            edition=entry.number("ban") or 0,
            by=actor.key,
            at=clock.now(),
        )
    except Refused as refusal:
        entry.refused(refusal, other="")
        return _shown(request, entered, entry)
    return redirect(TAB, place_id=place_id)


@require_POST
@staff(Act.INSPECT)
def sign_on_paper(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Keep the scan of the minutes that both sides signed by hand."""
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, LABELS, FIELDS)
    now = clock.now()
    try:
        name, content = entry.file("tep", at=now)
        inspections.sign_on_paper(
            place_id=place_id, edition=entry.number("ban") or 0, name=name, content=content, by=actor.key, at=now
        )
    except Refused as refusal:
        entry.refused(refusal, other="tep")
        return _shown(request, entered, entry)
    return redirect(TAB, place_id=place_id)


@require_POST
@staff(Act.INSPECT)
def decline(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Note that the unit does not sign, with what it says why."""
    entered, entry = access.enter_to_work(actor, place_id), Entry(request, LABELS, FIELDS)
    try:
        inspections.note_declined(
            place_id=place_id,
            edition=entry.number("ban") or 0,
            reason=entry.text("ly-do"),
            by=actor.key,
            at=clock.now(),
        )
    except Refused as refusal:
        entry.refused(refusal, other="ly-do")
        return _shown(request, entered, entry)
    return redirect(TAB, place_id=place_id)


@require_safe
@staff(*whole.ANY_SIDE)
def file(request: HttpRequest, actor: Actor, place_id: int, kind: str) -> HttpResponse:
    """Give the minutes as an official paper."""
    entered = access.enter(actor, place_id, minutes=True)
    view = inspections.minutes_view(place_id)
    if view is None or view.minutes is None:
        raise Http404
    on = timezone.localdate(view.minutes.ended_at)
    sealed = inspections.minutes_signed(place_id)
    document = inspections.minutes_paper(entered.one, entered.place, view, papers.checked(request, sealed), on=on)
    return papers.paper(document, kind, f"bien-ban-kiem-tra-{place_id}", on=on)


@require_safe
@staff(*whole.ANY_SIDE)
def scan(request: HttpRequest, actor: Actor, place_id: int) -> HttpResponse:
    """Hand out the scan of the minutes that were signed by hand, never to be shown within a page of ours."""
    entered = access.enter(actor, place_id, minutes=True)
    view = inspections.minutes_view(place_id)
    digest = next((one.scan for one in view.state.signed if one.scan), "") if view else ""
    kept = files.kept([digest]).get(digest) if digest else None
    if kept is None:
        raise Http404
    looking.note(actor, looking.Seen.FILE, digest, unit_id=entered.place.unit.id)
    return HttpResponse(
        files.read(digest),
        content_type=kept.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="bien-ban-{place_id}{files.ENDINGS[kept.kind][0]}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _side(entered: Entered) -> Side | None:
    """Give the side that a post may sign for: who answers for the unit signs for it, unless it is in the team."""
    on = whole.today()
    if entered.visit is None or entered.visit.closed_at is not None:
        return None
    if inspections.in_team(entered.actor, entered.one, on=on):
        return Side.TEAM
    return Side.UNIT if entered.answers else None


def _shown(request: HttpRequest, entered: Entered, entry: Entry) -> HttpResponse:
    view = inspections.minutes_view(entered.place.id)
    side = _side(entered)
    signed = view.state.signed if view else ()
    titles = accounts.titles_of({one.by for one in signed})
    context = entered.context(TAB, entry.problems) | {
        "view": view,
        "minutes": view.minutes if view else None,
        "parts": _told(view.minutes) if view and view.minutes else [],
        "signatures": [(one, titles.get(one.by, "")) for one in signed],
        "side": side,
        "may_sign": bool(view and side and view.state.of(side) is None),
        "may_decline": bool(view and entered.works and view.state.of(Side.UNIT) is None),
        "reason": request.POST.get("ly-do", ""),
        "scanned": any(one.scan for one in signed),
    }
    status = 400 if entry.problems else 200
    return render(request, "oversight/inspections/visits/minutes.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Told:
    """A part of minutes to be read: its paragraphs, or its points under their fields."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[tuple[str, tuple[str, ...]], ...] = ()


def _told(minutes: Minutes) -> list[Told]:
    """Give the parts of minutes in their order; what is empty is left out."""
    parts: dict[str, str | tuple[Item, ...]] = {
        "bao-cao": minutes.report,
        "da-xem": minutes.checked,
        "uu-diem": minutes.good,
        "han-che": minutes.limits,
        "y-kien-doan": minutes.team_view,
        "y-kien-don-vi": minutes.unit_view,
    }
    return [
        Told(str(LABELS[name]), tuple(said.splitlines()))
        if isinstance(said, str)
        else Told(str(LABELS[name]), points=_by_field(said))
        for name, said in parts.items()
        if said
    ]


def _by_field(items: tuple[Item, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Gather points under the titles of their fields; those of none come first, under an empty one."""
    titles = {"": "", **{field.value: gettext(FIELD_TITLES[field]) for field in ReformField}}
    found = ((title, tuple(one.text for one in items if one.field == field)) for field, title in titles.items())
    return tuple((title, texts) for title, texts in found if texts)


def _written(minutes: Minutes) -> dict[str, str]:
    """Write minutes as the fields of the form: an item a line, with its field in front."""
    began, ended = timezone.localtime(minutes.began_at), timezone.localtime(minutes.ended_at)
    return {
        "noi": minutes.held_at,
        "ngay": f"{began:%d/%m/%Y}",
        "tu-gio": f"{began:%H:%M}",
        "den-gio": f"{ended:%H:%M}",
        "doan": "\n".join(minutes.team),
        "don-vi": "\n".join(minutes.unit),
        "nguoi-bao-cao": minutes.reporter,
        "bao-cao": minutes.report,
        "da-xem": _items(minutes.checked),
        "uu-diem": _items(minutes.good),
        "han-che": _items(minutes.limits),
        "y-kien-doan": minutes.team_view,
        "y-kien-don-vi": minutes.unit_view,
    }


def _items(items: tuple[Item, ...]) -> str:
    return "\n".join(
        f"{gettext(FIELD_TITLES[ReformField(one.field)])}: {one.text}" if one.field else one.text for one in items
    )


def _said(entry: Entry) -> Minutes:
    """Read minutes from the form. :raises Refused:"""
    day = asking.day(entry.text("ngay"), "ngay")

    def moment(name: str) -> datetime:
        try:
            clock_time = datetime.strptime(entry.text(name), "%H:%M").time()  # noqa: DTZ007  a time of a day alone
        except ValueError:
            raise NotMinutes(
                gettext_noop("this is not a time of the day"),
                field=name,
                value=entry.text(name),
                expected=gettext_noop("write it as 08:30"),
            ) from None
        return timezone.make_aware(datetime.combine(day, clock_time))

    return Minutes(
        held_at=entry.text("noi"),
        began_at=moment("tu-gio"),
        ended_at=moment("den-gio"),
        team=_lines(entry.text("doan")),
        unit=_lines(entry.text("don-vi")),
        reporter=entry.text("nguoi-bao-cao"),
        report=entry.text("bao-cao"),
        checked=_read_items(entry.text("da-xem")),
        good=_read_items(entry.text("uu-diem")),
        limits=_read_items(entry.text("han-che")),
        team_view=entry.text("y-kien-doan"),
        unit_view=entry.text("y-kien-don-vi"),
    )


def _read_items(text: str) -> tuple[Item, ...]:
    """Read items, one a line; a field in front of a colon is its field."""
    fields = {gettext(title): field.value for field, title in FIELD_TITLES.items()}
    items = []
    for line in _lines(text):
        head, colon, rest = line.partition(": ")
        items.append(Item(fields[head], rest) if colon and head in fields and rest else Item("", line))
    return tuple(items)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, tidy(text).splitlines()) if line)
