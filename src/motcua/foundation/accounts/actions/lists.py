"""Taking in a list of posts and people with their roles."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from motcua.foundation.accounts.actions.people import check_staff_name, register
from motcua.foundation.accounts.actions.posts import PostHeld, grant, hold, leave, open_post
from motcua.foundation.accounts.models import Grant, Holding, Person, Post, User
from motcua.foundation.accounts.queries.staff import holding_on
from motcua.foundation.accounts.rules import Role
from motcua.foundation.units import public as units
from motcua.kernel.periods import read_day
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, Taken, Tally

PEOPLE_NEEDED = ("unit_code", "post", "roles")
PEOPLE_KNOWN = ("over", "staff_name", "person_name", "email", "valid_from", "valid_to")


class AnotherPerson(Refused):
    """Somebody else signs in with this name."""


@transaction.atomic
def take_people(rows: Sequence[Row], *, start: date, by: str, at: datetime) -> Taken:
    """
    Take in a list of posts, each with its roles and who holds it, whole or not at all. What it does not name stays.

    ``roles`` and ``over`` (the units over which the post has them, its own if empty) are lists with semicolons. A row
    without ``staff_name`` leaves the post without a holder. Somebody who holds the post is followed by the one named
    only if the row's ``valid_from`` is after the day on which they took it up.

    :param start: the day for rows without ``valid_from``.
    :raises RowsRefused: with everything that is wrong.
    """
    tally = Tally(rows)
    for row in rows:
        with tally.row(row), transaction.atomic():
            tally.unchanged += not _take(row, start, by, at)
    return tally.taken()


def _take(row: Row, start: date, by: str, at: datetime) -> bool:
    """Bring posts, people and roles to what a row says; say whether that changed anything."""
    on = read_day(row["valid_from"], field="valid_from") if row["valid_from"] else start
    until = read_day(row["valid_to"], field="valid_to") if row["valid_to"] else None
    unit = units.find(row["unit_code"], on=on)
    roles = [_role(word) for word in _words(row["roles"])]
    over = [units.find(code, on=on).id for code in _words(row["over"])] or [unit.id]
    post = Post.objects.filter(holding_on(on), unit_id=unit.id, title=row["post"]).first()
    changed = post is None
    post_id = (
        open_post(unit_id=unit.id, title=row["post"], on=on, until=until, by=by, at=at) if post is None else post.pk
    )
    granted = set(Grant.objects.filter(holding_on(on), post_id=post_id, under="").values_list("role", "unit_id"))
    for role in roles:
        for unit_id in over:
            if (role.value, unit_id) not in granted:
                grant(post_id=post_id, role=role, unit_id=unit_id, on=on, until=until, by=by, at=at)
                changed = True
    return _seat(row, post_id, on, until, by, at) or changed if row["staff_name"] else changed


def _seat(row: Row, post_id: int, on: date, until: date | None, by: str, at: datetime) -> bool:
    """Let the person whom a row names hold the post; say whether they did not before."""
    person_id = _person(row, by, at)
    holding = Holding.objects.filter(holding_on(on), post_id=post_id).first()
    if holding and holding.person_id == person_id:
        return False
    if holding and not (row["valid_from"] and holding.valid_from < on):
        raise PostHeld(
            gettext_noop("somebody else holds this post since %(day)s"),
            field="staff_name",
            value=row["staff_name"],
            expected=gettext_noop("write under valid_from since when this person holds it"),
            params={"day": holding.valid_from},
        )
    if holding:
        leave(post_id=post_id, on=on, by=by, at=at)
    hold(post_id=post_id, person_id=person_id, on=on, until=until, by=by, at=at)
    return True


def _person(row: Row, by: str, at: datetime) -> int:
    known = Person.objects.filter(
        id__in=User.objects.filter(username=check_staff_name(row["staff_name"])).values("person_id")
    ).first()
    if known is None:
        name = row["person_name"] or row["post"]
        return register(name=name, staff_name=row["staff_name"], email=row["email"], by=by, at=at)
    if row["person_name"] not in {"", known.name}:
        raise AnotherPerson(
            gettext_noop("somebody of another name signs in with this"),
            field="person_name",
            value=row["person_name"],
            expected=gettext_noop("give each person a staff name of their own"),
        )
    return known.pk


def _role(text: str) -> Role:
    given = [role for role in Role if role is not Role.INSPECTION_MEMBER]  # that one follows from a mandate alone
    if text.lower() in given:
        return Role(text.lower())
    raise Refused(
        gettext_noop("there is no such role"),
        field="roles",
        value=text,
        expected=gettext_noop("write one or more of %(roles)s, with semicolons"),
        params={"roles": ", ".join(given)},
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(";") if word.strip()]
