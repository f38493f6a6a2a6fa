"""Citizens and businesses open an account, say who they are, are identified, and close it again."""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from motcua.foundation.accounts.actions.people import NameTaken
from motcua.foundation.accounts.models import Applicant, Identity, Sending, User
from motcua.foundation.accounts.queries.applicants import commitment_to, said_of
from motcua.foundation.accounts.rules import (
    ApplicantKind,
    ApplicantState,
    Assurance,
    NotParticulars,
    Particulars,
    apply_applicant,
    check_particulars,
)
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused, gettext_noop

VERSION = 1
"""The version of these payloads."""


class UnknownApplicant(Refused):
    """There is no such account, or it was closed."""


class WeakPassword(Refused):
    """The password is too easily found."""


class WrongPassword(Refused):
    """The password is not that of the account."""


@dataclass(frozen=True, slots=True)
class Registration:
    """An account to be, as checked; it waits until whoever asks for it has shown that the address is theirs."""

    kind: ApplicantKind
    said: Particulars
    email: str
    encoded: str


def prepare_registration(
    *, name: str, email: str, phone: str, password: str, kind: ApplicantKind = ApplicantKind.PERSON
) -> Registration:
    """
    Check what an account is to be made of, and hash its password. Nothing is stored, nothing is told of who is there.

    :raises NotParticulars: :raises WeakPassword:
    """
    said = check_particulars(Particulars(name=name, phone=phone))
    return Registration(kind, said, _address(email), _encoded(password))


@transaction.atomic
def register_applicant(registration: Registration, *, at: datetime) -> int:
    """
    Open an account whose address was shown to be theirs; give the applicant's id. Event ``applicant.registered``.

    :raises NameTaken: if somebody signs in with the address.
    """
    _refuse_taken(registration.email)
    try:
        with transaction.atomic():
            user = User.objects.create(
                username=f"~{uuid4().hex}", email=registration.email, password=registration.encoded
            )
    except IntegrityError:  # taken at the same moment
        raise _taken() from None
    row = Applicant(
        user=user, kind=registration.kind.value, assurance=Assurance.SELF_DECLARED.value, created_at=at,
        salt=secrets.token_bytes(16), **asdict(registration.said),
    )  # fmt: skip
    row.save()
    _record(row, "registered", at=at, kind=registration.kind.value, particulars=commitment_to(row))
    return row.pk


@transaction.atomic
def change_applicant(applicant_id: int, said: Particulars, *, at: datetime) -> None:
    """
    Let an applicant say anew who they are. Event ``applicant.changed``; none where nothing changed.

    :raises NotParticulars: also where a name or a number would change that a provider asserted.
    :raises UnknownApplicant:
    """
    said, row = check_particulars(said), _locked(applicant_id)
    if row.assurance == Assurance.IDENTIFIED.value:
        for name in ("name", "identity_number"):
            if getattr(said, name) != getattr(row, name):
                raise NotParticulars(
                    gettext_noop("this was asserted when you signed in, and is not changed by hand"), field=name
                )
    if said != said_of(row):
        _keep(row, said)
        _record(row, "changed", at=at, particulars=commitment_to(row))


@transaction.atomic
def identify_applicant(applicant_id: int, *, name: str, identity_number: str, provider: str, at: datetime) -> None:
    """
    Take over the name and the number that an identity provider asserted. Event ``applicant.identified``.

    Nothing happens where the same stands there already. :param provider: its id in the settings, recorded.

    :raises NotParticulars: if no number was asserted, or another one than before. :raises UnknownApplicant:
    """
    row = _locked(applicant_id)
    said = check_particulars(replace(said_of(row), name=name or row.name, identity_number=identity_number))
    identified = row.assurance == Assurance.IDENTIFIED.value
    if not said.identity_number or (identified and said.identity_number != row.identity_number):
        raise NotParticulars(
            gettext_noop("the provider asserts another identity number than this account has"), field="identity_number"
        )
    if identified and said == said_of(row):
        return
    row.assurance = Assurance.IDENTIFIED.value
    _keep(row, said)
    _record(row, "identified", at=at, by=provider, particulars=commitment_to(row))


@transaction.atomic
def set_password(applicant_id: int, password: str, *, at: datetime) -> None:
    """
    Give an account another password, which ends its sessions. Event ``applicant.password_changed``.

    :raises WeakPassword: :raises UnknownApplicant:
    """
    encoded, row = _encoded(password), _locked(applicant_id)
    User.objects.filter(pk=row.user_id or 0).update(password=encoded)
    _record(row, "password_changed", at=at)


def prepare_address(applicant_id: int, email: str, *, password: str) -> str:
    """
    Check an address that an account is to have, and that whoever asks knows its password; give it without blanks.

    An account that was opened through a provider has no password, and none is asked for. Two SQL queries.

    :raises NotParticulars: :raises WrongPassword: :raises UnknownApplicant:
    """
    user = User.objects.filter(pk__in=Applicant.objects.filter(pk=applicant_id).values("user")).first()
    if user is None:
        raise _unknown(applicant_id)
    if user.has_usable_password() and not user.check_password(password):
        raise WrongPassword(gettext_noop("this is not the password of the account"), field="password")
    email = _address(email)
    if email.lower() == user.email.lower():
        raise NotParticulars(gettext_noop("the account has this address already"), field="email")
    return email


@transaction.atomic
def change_address(applicant_id: int, email: str, *, at: datetime) -> str:
    """
    Give an account another address, which was shown to be theirs; give the one before.

    Event ``applicant.address_changed``.

    :raises NameTaken: if somebody signs in with the address. :raises UnknownApplicant:
    """
    row = _locked(applicant_id)
    _refuse_taken(email)
    before = User.objects.values_list("email", flat=True).get(pk=row.user_id or 0)
    try:
        with transaction.atomic():
            User.objects.filter(pk=row.user_id or 0).update(email=email)
    except IntegrityError:  # taken at the same moment
        raise _taken() from None
    _record(row, "address_changed", at=at)
    return before


@transaction.atomic
def close_applicant(applicant_id: int, *, at: datetime) -> None:
    """
    Close an account: the person and the sign-in are erased, the id stays. Event ``applicant.closed``.

    What was filed stays with the offices, which keep it by law. :raises UnknownApplicant:
    """
    row = _locked(applicant_id)
    user_id, row.user_id, row.salt, row.closed_at = row.user_id, None, None, at
    row.name = row.identity_number = row.phone = row.address = ""
    _record(row, "closed", at=at)
    Identity.objects.filter(applicant=row).delete()
    Sending.objects.filter(user=user_id).delete()
    User.objects.filter(pk=user_id or 0).delete()


def _keep(row: Applicant, said: Particulars) -> None:
    row.name, row.identity_number, row.phone, row.address = said.name, said.identity_number, said.phone, said.address


def _locked(applicant_id: int) -> Applicant:
    row = Applicant.objects.select_for_update().filter(pk=applicant_id, closed_at=None).first()
    if row is None:
        raise _unknown(applicant_id)
    return row


def _unknown(applicant_id: int) -> UnknownApplicant:
    return UnknownApplicant(gettext_noop("there is no such account"), field="account", value=applicant_id)


def _address(email: str) -> str:
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise NotParticulars(gettext_noop("this is not an e-mail address"), field="email") from None
    return email


def _refuse_taken(email: str) -> None:
    if email and User.objects.filter(email__iexact=email).exists():
        raise _taken()


def _taken() -> NameTaken:
    return NameTaken(gettext_noop("somebody signs in with this address"), field="email")


def check_password(password: str) -> None:
    """Check that a password is not found soon. :raises WeakPassword:"""
    try:
        validate_password(password)
    except ValidationError:
        raise WeakPassword(
            gettext_noop("this password is too short, or one that many people use"),
            field="password",
            expected=gettext_noop("write at least 12 letters; three or four words do well"),
        ) from None


def _encoded(password: str) -> str:
    check_password(password)
    return make_password(password)


def _record(row: Applicant, word: str, *, at: datetime, **payload: str) -> None:
    before = ApplicantState(events=row.events)
    apply_applicant(before, word, payload)
    row.events += 1
    row.save()
    ledger.append(
        ledger.NewEvent(
            stream=f"applicant/{row.pk}",
            number=row.events,
            kind=f"applicant.{word}",
            version=VERSION,
            occurred_at=at,
            actor=f"applicant/{row.pk}",
            unit="",
            payload=payload,
        ),
        recorded_at=at,
    )
