"""Reads of people, posts and roles."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from motcua.foundation.accounts.models import Grant, Holding, Look, Post, User
from motcua.foundation.accounts.rules import SERVING, Act, Actor, Role, may
from motcua.foundation.units import public as units

POST = "motcua_post"
"""Where the session keeps the post that was chosen by someone who holds several."""

DEMO = "motcua_demo"
"""Where the session keeps that it began with a click of the demo."""


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that somebody holds."""

    id: int
    title: str
    unit_id: int
    unit_name: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A post that somebody holds or held, from one day to another, the last included; none while it lasts."""

    post_id: int
    title: str
    unit_id: int
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff: who they are, how they sign in, and whether they can."""

    person_id: int
    name: str
    staff_name: str
    email: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class PostLine:
    """
    A post as it is kept: its unit, who holds it since when, and its roles, each with the unit over which it has them.

    Roles under a mandate are left out: they come and go with it.
    """

    id: int
    title: str
    unit_id: int
    valid_from: date
    valid_to: date | None
    holder: Member | None
    held_since: date | None
    roles: tuple[tuple[Role, int], ...]


def roster(unit_ids: Collection[int], *, on: date) -> list[PostLine]:
    """Give all posts of units on a day, held or not, by unit and title. Four SQL queries."""
    return _lines(Post.objects.filter(holding_on(on), unit__in=unit_ids), on)


def post_line(post_id: int, *, on: date) -> PostLine | None:
    """Give one post as it is on a day; None if there is none then. Four SQL queries."""
    return next(iter(_lines(Post.objects.filter(holding_on(on), pk=post_id), on)), None)


def member(staff_name: str) -> Member | None:
    """Give somebody by the name of their sign-in; None if nobody has it. One SQL query."""
    user = User.objects.select_related("person").filter(username=staff_name.strip().lower()).first()
    return _member(user) if user and user.person else None


def posts_held(person_id: int, *, on: date) -> list[HeldPost]:
    """Give the posts that a person holds on a day. Two SQL queries."""
    return _named(_held(person_id, on))


def _lines(posts: QuerySet[Post], on: date) -> list[PostLine]:
    rows = list(posts.order_by("unit_id", "title"))
    ids = [one.pk for one in rows]
    held = {one.post_id: one for one in Holding.objects.filter(holding_on(on), post__in=ids).select_related("person")}
    users = User.objects.filter(person__in=[one.person_id for one in held.values()]).select_related("person")
    known = {user.person_id: _member(user) for user in users}
    roles: dict[int, list[tuple[Role, int]]] = {}
    for post_id, role, unit_id in (
        Grant.objects.filter(holding_on(on), post__in=ids, under="").order_by("role", "unit_id")
        .values_list("post_id", "role", "unit_id")
    ):  # fmt: skip
        roles.setdefault(post_id, []).append((Role(role), unit_id))
    return [
        PostLine(
            id=row.pk,
            title=row.title,
            unit_id=row.unit_id,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            holder=known.get(held[row.pk].person_id) if row.pk in held else None,
            held_since=held[row.pk].valid_from if row.pk in held else None,
            roles=tuple(roles.get(row.pk, ())),
        )
        for row in rows
    ]


def _member(user: User) -> Member:
    name = user.person.name if user.person else user.username
    return Member(user.person_id or 0, name, user.username, user.email, user.is_active)


def actor_of(user: User | AnonymousUser, *, on: date | None = None, post_id: int | None = None) -> Actor | None:
    """
    Give the post in which a user may act on a day: the chosen one, else the one held longest; none if they hold none.

    Nothing is kept between calls: what has ended does so with the next request. Three SQL queries, none for a visitor.

    :param on: today in the installation's zone, unless another day is named.
    """
    if not isinstance(user, User) or not user.is_active or user.person_id is None:
        return None
    on = on or today()
    held = [one for one in _held(user.person_id, on) if post_id in (None, one.post_id)]
    structure = units.structure(on)
    for holding in held:
        if holding.post.unit_id in structure.units:
            return _actor(holding, structure, on)
    return None


def acting(request: HttpRequest) -> Actor | None:
    """Give the post in which a request acts; asked again on every request. Three SQL queries, none for a visitor."""
    return actor_of(request.user, post_id=request.session.get(POST))


def posts_of(user: User | AnonymousUser, *, on: date | None = None) -> list[HeldPost]:
    """Give the posts that a user holds on a day, the one held longest first. Two SQL queries."""
    if not isinstance(user, User) or user.person_id is None:
        return []
    return _named(_held(user.person_id, on or today()))


def serves(person_id: int, *, on: date) -> bool:
    """Say whether a person serves people in any of the posts that they hold on a day. One SQL query."""
    held = Holding.objects.filter(holding_on(on), person=person_id).values("post")
    return Grant.objects.filter(holding_on(on), post__in=held, role__in=[role.value for role in SERVING]).exists()


def demo_posts() -> list[HeldPost]:
    """Give all posts that somebody holds today, by unit; none unless this is a demo. Two SQL queries."""
    if not settings.MOTCUA_DEMO:
        return []
    held = Holding.objects.filter(holding_on(today()), holding_on(today(), "post__")).select_related("post")
    return _named(held.order_by("post__unit_id", "post_id"))


def reaches_all(actor: Actor, act: Act, *, on: date) -> bool:
    """
    Say whether a post may do an act for the whole installation: whoever does it for more than one commune.

    One SQL query.
    """
    wide = [
        one.id
        for one in units.structure(on).units.values()
        if one.parent_id is None or one.level in {units.Level.PROVINCE, units.Level.DISTRICT}
    ]
    return may(actor, act, units=wide)


def one_person(first: str, second: str, *, then: date, on: date) -> bool:
    """
    Say whether two who acted are one person, in one post or in two. Two SQL queries at most.

    What takes two takes two people, whatever posts they hold.

    :param then: the day on which the first acted; ``on``, the second.
    """
    return first == second or bool(_holders(first, then) & _holders(second, on))


def nobody_signs_in() -> bool:
    """Say whether nobody of the staff has been registered yet. One SQL query."""
    return not User.objects.filter(person__isnull=False).exists()


def titles_of(keys: Collection[str]) -> dict[str, str]:
    """Give the titles of posts by the keys under which they act; other actors are left out. One SQL query."""
    ids = {key.removeprefix("post/") for key in keys if key.startswith("post/")}
    known = Post.objects.filter(id__in={int(one) for one in ids if one.isdecimal()})
    return {f"post/{post_id}": title for post_id, title in known.values_list("id", "title")}


def posts_in(unit_ids: Collection[int], *, on: date) -> list[HeldPost]:
    """Give the posts of units that somebody holds on a day, by unit. Two SQL queries."""
    held = Holding.objects.filter(holding_on(on), holding_on(on, "post__"), post__unit__in=unit_ids)
    return _named(held.select_related("post").order_by("post__unit_id", "post_id"))


def posts_with(role: Role, unit_ids: Collection[int], *, on: date) -> list[HeldPost]:
    """Give the posts of units that somebody holds on a day and that have a role, by unit. Three SQL queries."""
    granted = Grant.objects.filter(holding_on(on), role=role.value, post__unit__in=unit_ids)
    having = set(granted.values_list("post_id", flat=True))
    return [post for post in posts_in(unit_ids, on=on) if post.id in having]


def vacant_posts(*, on: date) -> list[int]:
    """Give the ids of the posts that somebody held once and nobody holds on a day. One SQL query."""
    held = Holding.objects.filter(holding_on(on), holding_on(on, "post__"), post=OuterRef("pk"))
    once = Holding.objects.filter(post=OuterRef("pk"), valid_from__lte=on)
    return list(Post.objects.filter(Exists(once), ~Exists(held)).order_by("pk").values_list("pk", flat=True))


def seats_of(post_ids: Collection[int], *, on: date, since: date) -> dict[int, tuple[Seat, ...]]:
    """
    Give, for posts held on a day, every post that the same person has held on any day since another, by post.

    It says what a person was, never who they are: nothing in it names anybody. Two SQL queries.
    """
    holder = dict(Holding.objects.filter(holding_on(on), post__in=post_ids).values_list("post_id", "person_id"))
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=since)
    held = Holding.objects.filter(lasting, person__in=holder.values()).select_related("post").order_by("pk")
    seats: dict[int, list[Seat]] = {person_id: [] for person_id in holder.values()}
    for one in held:
        seats[one.person_id].append(Seat(one.post_id, one.post.title, one.post.unit_id, one.valid_from, one.valid_to))
    return {post_id: tuple(seats[person_id]) for post_id, person_id in holder.items()}


@dataclass(frozen=True, slots=True)
class LookLine:
    """Somebody was shown something: when, who and in which post, what, and whose it is."""

    at: datetime
    person: str
    post_id: int
    post: str
    post_unit: str
    what: str
    unit: str
    shown: int


@dataclass(frozen=True, slots=True)
class Looks:
    """A page of the reading log, and how many lines it has in all."""

    total: int
    lines: tuple[LookLine, ...]


def looks(
    unit_ids: Collection[int],
    *,
    first: datetime,
    end: datetime,
    what: Collection[str] = (),
    post_id: int | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Looks:
    """
    Give what posts of some units were shown, and what anybody was shown of theirs, the latest first. Three SQL queries.

    :param first: the first instant, and ``end`` the first one that no longer belongs to it.
    :param what: references; all if none is named.
    :param post_id: in which post; in any if none is named.
    """
    found = Look.objects.filter(Q(unit__in=unit_ids) | Q(post_unit__in=unit_ids), at__gte=first, at__lt=end)
    if what:
        found = found.filter(what__in=what)
    if post_id is not None:
        found = found.filter(post_id=post_id)
    rows = list(found.select_related("person", "post").order_by("-at", "-id")[offset : offset + limit])
    known = units.by_id({row.unit_id for row in rows} | {row.post_unit_id for row in rows})
    return Looks(
        found.count(),
        tuple(
            LookLine(
                at=row.at,
                person=row.person.name,
                post_id=row.post_id,
                post=row.post.title,
                post_unit=known[row.post_unit_id].name,
                what=row.what,
                unit=known[row.unit_id].name,
                shown=row.shown,
            )
            for row in rows
        ),
    )


def today() -> date:
    """Give the day it is in the installation's zone; in a demo that of the moment at which its case stands still."""
    stands = settings.MOTCUA_DEMO_STANDS_AT
    now = datetime.fromisoformat(stands) if stands else timezone.now()
    return now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def holding_on(day: date, prefix: str = "") -> Q:
    """Give the condition that a dated row holds on a day."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    )


def _holders(key: str, on: date) -> set[int]:
    if not re.fullmatch(r"post/[0-9]{1,18}", key):
        return set()
    held = Holding.objects.filter(holding_on(on), post_id=int(key.removeprefix("post/")))
    return set(held.values_list("person_id", flat=True))


def _held(person_id: int, on: date) -> list[Holding]:
    return list(
        Holding.objects.filter(holding_on(on), holding_on(on, "post__"), person_id=person_id)
        .select_related("post")
        .order_by("valid_from", "id")
    )


def _named(held: Iterable[Holding]) -> list[HeldPost]:
    posts = [one.post for one in held]
    known = units.by_id({post.unit_id for post in posts})
    return [HeldPost(post.pk, post.title, post.unit_id, known[post.unit_id].name) for post in posts]


def _actor(holding: Holding, structure: units.Structure, on: date) -> Actor:
    reach: dict[Role, frozenset[int]] = {}
    for role_name, unit_id in Grant.objects.filter(holding_on(on), post_id=holding.post_id).values_list(
        "role", "unit_id"
    ):
        role = Role(role_name)
        if unit_id in structure.units:
            below = structure.below(unit_id, own=not role.reaches_down)
            reach[role] = reach.get(role, frozenset()) | below
    line = (structure.units[holding.post.unit_id], *structure.above(holding.post.unit_id))
    government = next((unit for unit in line if unit.level is not units.Level.DEPARTMENT), line[0])
    return Actor(
        key=f"post/{holding.post_id}",
        post_id=holding.post_id,
        person_id=holding.person_id,
        title=holding.post.title,
        unit_id=holding.post.unit_id,
        government_id=government.id,
        roles=frozenset(reach),
        reach=reach,
    )
