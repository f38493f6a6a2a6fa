"""Posts and people of an office: who holds which post with which roles, opened, given, ended; and their sign-in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, Member, PostLine, Role, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, once, staff

GIVEN = [role for role in Role if role is not Role.INSPECTION_MEMBER]
"""The roles that are given for good; a member of an inspection has theirs from its decision."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PEOPLE)
@once
def posts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """
    List the posts of the units that the post keeps, open one, register somebody. Nine SQL queries to show.

    Who is registered gets a link that is good once; it is shown on the page that registered them and nowhere else.
    """
    now = clock.now()
    today = timezone.localdate(now)
    kept = _kept(actor, today)
    fields = (*_post_fields(kept, today), *PERSON)
    entries = _entered(request, fields)
    link = ""
    if request.method == "POST" and not entries.problems:
        try:
            if request.POST.get("viec") == "nguoi":
                link = _registered(entries, by=actor.key, at=now)
                entries = Entries.empty(fields)
            else:
                return HttpResponseRedirect(reverse("post", kwargs={"post": _opened(entries, by=actor.key, at=now)}))
        except Refused as refusal:
            entries.refuse(refusal)
    names = {one.id: one.name for one in kept.values()}
    context = frame(actor) | {
        "lines": [(line, names[line.unit_id], _roles_said(line, names)) for line in accounts.roster(names, on=today)],
        "entries": entries,
        "post_fields": [one for one in entries.filled() if one.field.name in POST_FIELDS],
        "person_fields": [one for one in entries.filled() if one.field.name in {one.name for one in PERSON}],
        "link": request.build_absolute_uri(link) if link else "",
    }
    return render(request, "desk/staffing/posts.html", context, status=400 if entries.problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.KEEP_PEOPLE)
@once
def post(request: HttpRequest, actor: Actor, post: int) -> HttpResponse:
    """Show a post, hand it to somebody, end what is held or granted, and see to the sign-in. Fifteen SQL queries."""
    now = clock.now()
    today = timezone.localdate(now)
    line = accounts.post_line(post, on=today)
    if line is None:
        raise Http404
    if not may(actor, Act.KEEP_PEOPLE, units=[line.unit_id]):
        raise PermissionDenied(gettext("This is for another unit to do."))
    kept = _kept(actor, today)
    fields = _deed_fields(kept, line, today)
    entries = _entered(request, fields)
    link = ""
    if request.method == "POST" and not entries.problems:
        try:
            link = _act(request, actor, line, entries, at=now)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            if not link:
                still = accounts.post_line(post, on=today) is not None
                return HttpResponseRedirect(request.path if still else reverse("posts"))
    names = {one.id: one.name for one in kept.values()}
    context = frame(actor) | {
        "line": line,
        "unit": names.get(line.unit_id, ""),
        "roles": [(gettext(accounts.TITLES[role]), names.get(over, ""), role.value, over) for role, over in line.roles],
        "others": _others(line, today),
        "entries": entries,
        "fields": {one.field.name: one for one in entries.filled()},
        "link": request.build_absolute_uri(link) if link else "",
    }
    return render(request, "desk/staffing/post.html", context, status=400 if entries.problems else 200)


def _entered(request: HttpRequest, fields: Sequence[Field]) -> Entries:
    """Take what was entered in one of the forms of a page; the fields of the others stand as they are first shown."""
    if request.method != "POST":
        return Entries.empty(fields)
    sent = Entries.of(request, [one for one in fields if one.name in request.POST])
    return Entries(fields, {one.name: one.first for one in fields} | dict(sent.given), sent.problems)


def _kept(actor: Actor, today: date) -> Mapping[str, units.Unit]:
    """Give the units of a day that a post keeps, by key, each before those below it. One SQL query."""
    structure = units.structure(today)
    whole = structure.walk(actor.government_id)
    return {one.key: one for one in whole if may(actor, Act.KEEP_PEOPLE, units=[one.id])}


POST_FIELDS = ("unit", "post", "role", "on")
PERSON = (
    Field("name", gettext_lazy("Full name"), size="w-20"),
    Field("staff_name", gettext_lazy("Name to sign in with"), hint="chuyenvien.tuphap", size="w-12"),
    Field("email", gettext_lazy("E-mail address"), hint=gettext_lazy("It may be used to sign in."), size="w-20"),
)


def _post_fields(kept: Mapping[str, units.Unit], today: date) -> Sequence[Field]:
    return (
        Field("unit", gettext_lazy("Unit"), kind="choice", choices=[(key, one.name) for key, one in kept.items()]),
        Field("post", gettext_lazy("Title of the post"), hint="Chuyên viên Tư pháp - Hộ tịch"),
        Field("role", gettext_lazy("Role"), kind="choice", choices=_role_choices()),
        Field("on", gettext_lazy("From day"), kind="day", first=f"{today:%d/%m/%Y}", size="w-12"),
    )


def _deed_fields(kept: Mapping[str, units.Unit], line: PostLine, today: date) -> Sequence[Field]:
    own = next((key for key, one in kept.items() if one.id == line.unit_id), "")
    return (
        Field("person", gettext_lazy("Who, by the name of their sign-in"), size="w-12"),
        Field("role", gettext_lazy("Role"), kind="choice", choices=_role_choices()),
        Field(
            "over", gettext_lazy("Over which unit"), kind="choice", first=own,
            choices=[(key, one.name) for key, one in kept.items()],
        ),
        Field("on", gettext_lazy("From day"), kind="day", first=f"{today:%d/%m/%Y}", size="w-12"),
    )  # fmt: skip


def _role_choices() -> list[tuple[str, str]]:
    return [(role.value, gettext(accounts.TITLES[role])) for role in GIVEN]


def _roles_said(line: PostLine, names: Mapping[int, str]) -> str:
    said = []
    for role, over in line.roles:
        title = gettext(accounts.TITLES[role])
        said.append(title if over == line.unit_id else f"{title} ({names.get(over, '–')})")
    return ", ".join(said)


def _others(line: PostLine, today: date) -> list[accounts.HeldPost]:
    """Give the other posts that the holder has: what is done to their sign-in touches those as well."""
    held = accounts.posts_held(line.holder.person_id, on=today) if line.holder else []
    return [one for one in held if one.id != line.id]


def _opened(entries: Entries, *, by: str, at: datetime) -> int:
    on = _day(entries)
    unit = units.by_key([entries["unit"]])[entries["unit"]]
    if not entries["role"]:
        raise Refused(gettext_noop("choose what the post is there for"), field="role")
    opened = accounts.open_post(unit_id=unit.id, title=entries["post"], on=on, by=by, at=at)
    accounts.grant(post_id=opened, role=Role(entries["role"]), on=on, by=by, at=at)
    return opened


def _registered(entries: Entries, *, by: str, at: datetime) -> str:
    accounts.register(name=entries["name"], staff_name=entries["staff_name"], email=entries["email"], by=by, at=at)
    return accounts.invite(staff_name=entries["staff_name"], by=by, at=at)


def _day(entries: Entries) -> date:
    day = entries.day("on")
    if day is None:
        raise Refused(gettext_noop("write a day"), field="on", expected=gettext_noop("as 01/07/2025"))
    return day


def _act(request: HttpRequest, actor: Actor, line: PostLine, entries: Entries, *, at: datetime) -> str:
    """Do what a button asks; give a link to be handed on, where there is one. :raises PermissionDenied:"""
    by, deed = actor.key, request.POST.get("viec", "")
    on_post: Mapping[str, Callable[[], None]] = {
        "giao": lambda: accounts.hold(
            post_id=line.id, person_id=_person(entries).person_id, on=_day(entries), by=by, at=at
        ),
        "thoi": lambda: accounts.leave(post_id=line.id, on=_day(entries), by=by, at=at),
        "dong": lambda: accounts.close_post(post_id=line.id, on=_day(entries), by=by, at=at),
        "them-vai": lambda: accounts.grant(
            post_id=line.id, role=_role(entries), unit_id=_over(entries), on=_day(entries), by=by, at=at
        ),
        "bot-vai": lambda: accounts.withdraw(
            post_id=line.id, role=_role(entries), unit_id=_over(entries), on=_day(entries), by=by, at=at
        ),
    }
    if deed in on_post:
        on_post[deed]()
        return ""
    holder = line.holder
    if holder is None or deed not in {"cap-lai", "khoa"}:
        raise PermissionDenied(gettext("This is for another unit to do."))
    touched = [one.unit_id for one in accounts.posts_held(holder.person_id, on=timezone.localdate(at))]
    if not all(may(actor, Act.KEEP_PEOPLE, units=[one]) for one in touched):
        raise PermissionDenied(gettext("This person holds a post in a unit that you do not keep."))
    if deed == "khoa":
        accounts.lock_out(staff_name=holder.staff_name, by=by, at=at)
        return ""
    return accounts.reset(staff_name=holder.staff_name, by=by, at=at)


def _person(entries: Entries) -> Member:
    found = accounts.member(entries["person"])
    if found is None:
        raise Refused(
            gettext_noop("nobody signs in with this name"), field="person", value=entries["person"],
            expected=gettext_noop("register them first"),
        )  # fmt: skip
    return found


def _role(entries: Entries) -> Role:
    if not entries["role"]:
        raise Refused(gettext_noop("choose what the post is there for"), field="role")
    return Role(entries["role"])


def _over(entries: Entries) -> int | None:
    return units.by_key([entries["over"]])[entries["over"]].id if entries["over"] else None
