"""Posts are opened and closed, held and left; roles are granted and withdrawn."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.foundation.accounts.actions.keeping import administrators, check_somebody_is_left
from motcua.foundation.accounts.actions.recording import record
from motcua.foundation.accounts.models import Grant, Holding, Post
from motcua.foundation.accounts.rules import Role
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop

DAY = timedelta(days=1)


class UnknownPost(Refused):
    """There is no such post."""


class PostExists(Refused):
    """The unit has a post of this title."""


class PostHeld(Refused):
    """Somebody holds the post."""


class NotInForce(Refused):
    """The post does not exist on that day, or is not held, or has not this role."""


@transaction.atomic
def open_post(*, unit_id: int, title: str, on: date, by: str, at: datetime, until: date | None = None) -> int:
    """
    Open a post in a unit; give its id.

    :raises PostExists: if the unit has a post of this title on any of these days.
    :raises NotInForce: if the unit does not exist on that day.
    """
    if not 1 <= len(title) <= 200 or not title.isprintable():
        raise Refused(gettext_noop("this cannot be the title of a post"), field="post", value=title)
    _check_life(on, until)
    if unit_id not in units.structure(on).units:
        raise NotInForce(gettext_noop("the unit does not exist on that day"), field="unit", value=on.isoformat())
    if Post.objects.filter(_meeting(on, until), unit_id=unit_id, title=title).exists():
        raise PostExists(
            gettext_noop("the unit has a post of this title"),
            field="post",
            value=title,
            expected=gettext_noop("tell them apart by a number, as Chuyên viên 2"),
        )
    post = Post.objects.create(unit_id=unit_id, title=title, valid_from=on, valid_to=until)
    record(post, "opened", by=by, at=at, on=on.isoformat(), until=until and until.isoformat(), title=title)
    return post.pk


@transaction.atomic
def close_post(*, post_id: int, on: date, by: str, at: datetime) -> None:
    """
    Close a post, with whoever holds it and its roles.

    :param on: the first day without it.
    :raises NotInForce: if it does not exist on the day before.
    """
    post, left = _locked(post_id, on - DAY), administrators(on)
    _end(Holding.objects.filter(post=post), on)
    _end(Grant.objects.filter(post=post), on)
    post.valid_to = on - DAY
    post.save(update_fields=["valid_to"])
    check_somebody_is_left(left, on, field="post", value=post.title)
    record(post, "closed", by=by, at=at, on=on.isoformat())


@transaction.atomic
def hold(*, post_id: int, person_id: int, on: date, by: str, at: datetime, until: date | None = None) -> None:
    """
    Let a person hold a post.

    :raises NotInForce: if the post does not exist on that day.
    :raises PostHeld: if somebody holds it on any of these days.
    """
    _check_life(on, until)
    post = _locked(post_id, on)
    if Holding.objects.filter(_meeting(on, until), post=post).exists():
        raise PostHeld(
            gettext_noop("somebody holds this post on these days"),
            field="post",
            value=post.title,
            expected=gettext_noop("let them leave it first"),
        )
    Holding.objects.create(post=post, person_id=person_id, valid_from=on, valid_to=until)
    record(post, "held", by=by, at=at, on=on.isoformat(), until=until and until.isoformat(), person=person_id)


@transaction.atomic
def leave(*, post_id: int, on: date, by: str, at: datetime) -> None:
    """
    Let whoever holds a post leave it. What they could do in it ends with the next request on that day.

    :param on: the first day on which they no longer hold it.
    :raises NotInForce: if nobody holds it on that day or the day before.
    """
    post, left = _locked(post_id), administrators(on)
    if not _end(Holding.objects.filter(post=post), on):
        raise NotInForce(gettext_noop("nobody holds this post on that day"), field="post", value=post.title)
    check_somebody_is_left(left, on, field="post", value=post.title)
    record(post, "left", by=by, at=at, on=on.isoformat())


@transaction.atomic
def grant(
    *,
    post_id: int,
    role: Role,
    on: date,
    by: str,
    at: datetime,
    unit_id: int | None = None,
    until: date | None = None,
    under: str = "",
) -> None:
    """
    Give a post a role over a unit, its own unless another is named. What is granted already leaves no event.

    :param under: the stream of the mandate that this follows from; such a grant leaves all others as they are.
    :raises NotInForce: if the post does not exist on that day.
    """
    _check_life(on, until)
    post = _locked(post_id, on)
    over = unit_id or post.unit_id
    granted = Grant.objects.filter(post=post, role=role, unit_id=over, under=under)
    as_long = Q(valid_to__isnull=True) | Q(valid_to__gte=until) if until else Q(valid_to__isnull=True)
    if granted.filter(as_long, valid_from__lte=on).exists():
        return
    if granted.filter(_meeting(on, until)).exists():
        raise Refused(
            gettext_noop("the post has this role on some of these days"),
            field="role",
            value=role.value,
            expected=gettext_noop("withdraw it first"),
        )
    Grant.objects.create(post=post, role=role, unit_id=over, under=under, valid_from=on, valid_to=until)
    told = _told(role, over, under)
    record(post, "granted", by=by, at=at, on=on.isoformat(), until=until and until.isoformat(), **told)


@transaction.atomic
def withdraw(
    *,
    post_id: int,
    role: Role,
    on: date,
    by: str,
    at: datetime,
    unit_id: int | None = None,
    under: str = "",
) -> None:
    """
    Take a role over a unit, its own unless another is named, from a post; it ends with the next request on that day.

    :param on: the first day without it.
    :param under: the stream of the mandate under which it was granted; what was granted otherwise stays.
    :raises NotInForce: if the post has no such role on that day or the day before.
    """
    post, left = _locked(post_id), administrators(on)
    over = unit_id or post.unit_id
    if not _end(Grant.objects.filter(post=post, role=role, unit_id=over, under=under), on):
        raise NotInForce(gettext_noop("the post has no such role on that day"), field="role", value=role.value)
    check_somebody_is_left(left, on, field="role", value=role.value)
    record(post, "withdrawn", by=by, at=at, on=on.isoformat(), **_told(role, over, under))


def _told(role: Role, over: int, under: str) -> dict[str, str]:
    return {"role": role.value, "over": units.by_id([over])[over].key} | ({"under": under} if under else {})


def _locked(post_id: int, on: date | None = None) -> Post:
    post = Post.objects.select_for_update().filter(id=post_id).first()
    if post is None:
        raise UnknownPost(gettext_noop("there is no such post"), field="post", value=post_id)
    if on is not None and (post.valid_from > on or (post.valid_to is not None and post.valid_to < on)):
        raise NotInForce(
            gettext_noop("the post %(post)s does not exist on %(day)s"),
            field="on",
            value=on.isoformat(),
            params={"post": post.title, "day": on},
        )
    return post


def _end(dated: QuerySet[Holding] | QuerySet[Grant], on: date) -> int:
    """End dated rows, so that none holds from a day on; give how many there were."""
    ended = dated.filter(valid_from__lt=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return ended.update(valid_to=on - DAY) + dated.filter(valid_from__gte=on).delete()[0]


def _check_life(on: date, until: date | None) -> None:
    if until is not None and until < on:
        raise Refused(gettext_noop("it would end before it begins"), field="valid_to", value=until.isoformat())


def _meeting(on: date, until: date | None) -> Q:
    """Give the condition that a dated row holds on any day of a stretch."""
    ends = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return ends if until is None else ends & Q(valid_from__lte=until)
