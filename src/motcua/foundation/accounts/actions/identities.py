"""Whoever an identity provider asserts somebody to be: an account is found, opened or identified by it."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.foundation.accounts.actions.applicants import Registration, identify_applicant, register_applicant
from motcua.foundation.accounts.models import Identity
from motcua.foundation.accounts.oidc import Asserted, NotAsserted
from motcua.foundation.accounts.rules import ApplicantKind, Particulars, check_particulars
from motcua.kernel.refusals import gettext_noop


@transaction.atomic
def enter_with(
    said: Asserted, *, at: datetime, own: int | None = None, kind: ApplicantKind = ApplicantKind.PERSON
) -> int:
    """
    Give the applicant whom a provider knows by this subject; open an account for whoever comes for the first time.

    Accounts are never joined by an address, which proves nothing here. An asserted number identifies the account.

    :param own: the account of whoever is signed in already, to which the subject is to belong.
    :raises NotAsserted: if the subject belongs to another account. :raises NotParticulars: see identify_applicant.
    """
    known = Identity.objects.filter(provider=said.provider, subject=said.subject).first()
    if known is not None and own not in (None, known.applicant_id):
        raise NotAsserted(
            gettext_noop("another account was opened with this identity"),
            field="provider",
            expected=gettext_noop("sign out, and sign in with it"),
        )
    applicant = known.applicant_id if known else own if own is not None else _opened(said, kind, at=at)
    if known is None:
        Identity.objects.create(applicant_id=applicant, provider=said.provider, subject=said.subject, since=at)
    if said.identity_number:
        identify_applicant(
            applicant, name=said.name, identity_number=said.identity_number, provider=said.provider, at=at
        )
    return applicant


def _opened(said: Asserted, kind: ApplicantKind, *, at: datetime) -> int:
    """Open an account that has neither address nor password."""
    who = check_particulars(Particulars(name=said.name[:200] or said.provider))
    return register_applicant(Registration(kind, who, "", make_password(None)), at=at)
