"""People are registered, invited to choose a password, and locked out."""

import re
from datetime import date, datetime
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.http import int_to_base36

from motcua.foundation.accounts.actions.keeping import administrators, check_somebody_is_left
from motcua.foundation.accounts.actions.posts import grant, hold, open_post
from motcua.foundation.accounts.actions.recording import record
from motcua.foundation.accounts.models import Person, User
from motcua.foundation.accounts.rules import Role
from motcua.kernel.refusals import Refused, gettext_noop

_STAFF_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class Factor(StrEnum):
    """What may happen to a second factor by its owner's hand."""

    ADDED = "factor_added"
    GIVEN_UP = "factor_given_up"


class NameTaken(Refused):
    """Somebody signs in with this name or e-mail address."""


class UnknownUser(Refused):
    """Nobody signs in with this name."""


@transaction.atomic
def register(*, name: str, staff_name: str, by: str, at: datetime, email: str = "") -> int:
    """
    Register a person of the staff, and give the person's id. They choose a password through :func:`invite`.

    :param staff_name: what they sign in with, beside the e-mail address.
    :raises NameTaken: :raises Refused: for an impossible name or address.
    """
    staff_name = check_staff_name(staff_name)
    if not 1 <= len(name) <= 200 or not name.isprintable():
        raise Refused(gettext_noop("this cannot be a person's name"), field="person_name", value=name)
    if email:
        _check_email(email)
    if User.objects.filter(username=staff_name).exists():
        raise NameTaken(gettext_noop("somebody signs in with this name"), field="staff_name", value=staff_name)
    if email and User.objects.filter(email__iexact=email).exists():
        raise NameTaken(gettext_noop("somebody signs in with this address"), field="email", value=email)
    person = Person.objects.create(name=name)
    user = User(username=staff_name, email=email, person=person)
    user.set_unusable_password()
    user.save()
    record(person, "registered", by=by, at=at)
    return person.pk


@transaction.atomic
def reset(*, staff_name: str, by: str, at: datetime) -> str:
    """
    Take password and second factor from a person, which ends their sessions; give the path to choose a new one.

    :raises UnknownUser:
    """
    user, person = _member(staff_name)
    user.set_unusable_password()
    user.is_active = True
    user.save(update_fields=["password", "is_active"])
    Authenticator.objects.filter(user=user).delete()
    record(person, "reset", by=by, at=at)
    return _way_in(user)


def note_factor(user: User, change: Factor, kind: str, *, at: datetime) -> None:
    """
    Record that somebody added a second factor to their sign-in or gave one up; for the caller's transaction.

    Nothing of the factor itself is recorded. A user who is no person of the staff leaves no event.

    :param kind: what it is, as the sign-in names it: an authenticator's digits (``totp``) or a key (``webauthn``).
    """
    if user.person is not None:
        record(user.person, change.value, by=f"person/{user.person.pk}", at=at, factor=kind)


@transaction.atomic
def lock_out(*, staff_name: str, by: str, at: datetime) -> None:
    """
    Keep a person from signing in; their sessions end with the next request. :func:`reset` lets them in again.

    :raises UnknownUser: :raises LastAdministrator:
    """
    user, person = _member(staff_name)
    left = administrators(today := timezone.localdate(at))
    user.is_active = False
    user.save(update_fields=["is_active"])
    check_somebody_is_left(left, today, field="staff_name", value=staff_name)
    record(person, "locked_out", by=by, at=at)


@transaction.atomic
def invite(*, staff_name: str, by: str, at: datetime) -> str:
    """
    Give the path at which a person chooses a password: once, and within ``PASSWORD_RESET_TIMEOUT``.

    :raises UnknownUser:
    """
    user, person = _member(staff_name)
    record(person, "invited", by=by, at=at)
    return _way_in(user)


@transaction.atomic
def create_administrator(
    *, name: str, staff_name: str, title: str, unit_id: int, on: date, by: str, at: datetime, email: str = ""
) -> str:
    """
    Register a person in a new post with the role of an administrator; give the path to choose a password.

    :raises NameTaken: :raises PostExists: :raises NotInForce: if the unit does not exist on that day.
    """
    person_id = register(name=name, staff_name=staff_name, email=email, by=by, at=at)
    post_id = open_post(unit_id=unit_id, title=title, on=on, by=by, at=at)
    grant(post_id=post_id, role=Role.ADMINISTRATOR, on=on, by=by, at=at)
    hold(post_id=post_id, person_id=person_id, on=on, by=by, at=at)
    return invite(staff_name=staff_name, by=by, at=at)


def check_staff_name(text: str) -> str:
    """Give a staff name in lower case. :raises Refused: if the text cannot be one."""
    staff_name = text.lower()
    if not _STAFF_NAME.fullmatch(staff_name):
        raise Refused(
            gettext_noop("this cannot be a name to sign in with"),
            field="staff_name",
            value=text,
            expected=gettext_noop("write 1 to 64 of the letters a to z, digits, dot, hyphen"),
        )
    return staff_name


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(gettext_noop("this is not an e-mail address"), field="email", value=email) from None


def _member(staff_name: str) -> tuple[User, Person]:
    user = User.objects.select_related("person").filter(username=staff_name.lower()).first()
    if user is None or user.person is None:
        raise UnknownUser(gettext_noop("nobody signs in with this name"), field="staff_name", value=staff_name)
    return user, user.person


def _way_in(user: User) -> str:
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": int_to_base36(user.pk), "key": key})
