"""Reads of citizens' and businesses' accounts."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice

from django.contrib.auth.models import AnonymousUser

from motcua.foundation.accounts.models import Applicant, User
from motcua.foundation.accounts.rules import ApplicantKind, ApplicantState, Assurance, Particulars, fold_applicant
from motcua.foundation.ledger import public as ledger


@dataclass(frozen=True, slots=True)
class ApplicantAccount:
    """
    The account of a citizen or a business. All of it but ``id``, ``kind`` and ``assurance`` is personal data.

    Only where ``identified`` does the number prove anything: otherwise it is what they say of themselves.
    """

    id: int
    kind: ApplicantKind
    name: str
    identity_number: str
    phone: str
    email: str
    address: str
    assurance: Assurance

    @property
    def identified(self) -> bool:
        """Say whether a provider that the installation trusts asserted the identity number."""
        return self.assurance is Assurance.IDENTIFIED


def applicant_of(user: User | AnonymousUser) -> ApplicantAccount | None:
    """
    Give the applicant whose account a user signed in to; None for a visitor, for one of the staff, once closed.

    One SQL query, none for a visitor and the staff.
    """
    if not isinstance(user, User) or not user.is_active or user.person_id is not None:
        return None
    row = Applicant.objects.filter(user=user.pk).first()
    return _account(row, user.email) if row else None


def applicant_with(email: str) -> int | None:
    """Give the applicant who signs in with an address; None if nobody does. One SQL query."""
    return Applicant.objects.filter(user__email__iexact=email.strip()).values_list("pk", flat=True).first()


def address_is_taken(email: str) -> bool:
    """Say whether anybody signs in with an address; no page says so to whoever asks. One SQL query."""
    return User.objects.filter(email__iexact=email.strip()).exists()


def replay_applicants(*, most: int = 100) -> list[str]:
    """Make every applicant's account again from its events, and say which differ. One SQL query each and one more."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in Applicant.objects.order_by("pk").iterator(chunk_size=1_000):
        events = ledger.read(stream := f"applicant/{row.pk}")
        said = [(event.kind.removeprefix("applicant."), event.payload) for event in events]
        kept = ApplicantState(
            events=row.events,
            kind=ApplicantKind(row.kind),
            assurance=Assurance(row.assurance),
            commitment="" if row.closed_at else commitment_to(row),
            closed=row.closed_at is not None,
        )
        if fold_applicant(said) != kept:
            yield stream


def said_of(row: Applicant) -> Particulars:
    """Give what an applicant says of themselves."""
    return Particulars(row.name, row.identity_number, row.phone, row.address)


def commitment_to(row: Applicant) -> str:
    """Give the salted commitment that stands in the ledger for what an applicant said."""
    return ledger.commitment(
        json.dumps(asdict(said_of(row)), ensure_ascii=False, sort_keys=True), bytes(row.salt or b"")
    )


def _account(row: Applicant, email: str) -> ApplicantAccount:
    return ApplicantAccount(
        id=row.pk,
        kind=ApplicantKind(row.kind),
        name=row.name,
        identity_number=row.identity_number,
        phone=row.phone,
        email=email,
        address=row.address,
        assurance=Assurance(row.assurance),
    )
