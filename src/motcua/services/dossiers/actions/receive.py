"""A dossier comes in: submitted, accepted or not accepted."""

import json
import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.actions.recording import (
    Backdating,
    Recorded,
    claimed,
    record,
    record_first,
    stated,
)
from motcua.services.dossiers.clocks import local_zone, terms_for
from motcua.services.dossiers.models import Applicant, Dossier
from motcua.services.dossiers.rows import known_state, stream_name
from motcua.services.dossiers.rules.deciding import Step
from motcua.services.dossiers.rules.state import DossierState
from motcua.services.dossiers.rules.words import CITIZEN, Channel, Kind
from motcua.services.dossiers.serials import next_code
from motcua.services.procedures import public as procedures

_POST = re.compile(r"post/[\w-]+")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a dossier is about. Nothing of it enters the ledger but a salted commitment."""

    name: str
    identity_number: str = ""
    phone: str = ""
    address: str = ""

    def commitment(self, salt: bytes) -> str:
        """Give what stands for the person in the ledger."""
        fields = [self.name, self.identity_number, self.phone, self.address]
        return ledger.commitment(json.dumps(fields, ensure_ascii=False, separators=(",", ":")), salt)


@dataclass(frozen=True, slots=True)
class Filing:
    """
    What is filed: for which procedure, where, through which channel, for whom.

    ``request_key`` makes filing idempotent: the same key gives the same dossier again, and nothing is written.
    ``origin`` is the channel by which an interlinked dossier first came in. ``fee_owed`` is in đồng, ``fee_advance``
    what of it is owed in advance, where that is less. ``filed_by`` tells who really filed it: :data:`CITIZEN` for an
    account of the citizen's own, else the key of the post that did.
    """

    procedure: str
    unit: str
    channel: Channel
    origin: Channel | None = None
    person: Person | None = None
    request_key: str | None = None
    fee_owed: int | None = None
    fee_advance: int | None = None
    filed_by: str | None = None

    def said(self) -> dict[str, Any]:
        """
        Give what the first event holds of it beyond what every first event holds.

        :raises Refused: for a fee below zero, or a filer who is neither the citizen nor a post.
        """
        if self.fee_owed is not None and self.fee_owed < 0:
            raise Refused(
                gettext_noop("no fee is below zero"),
                field="fee_owed",
                value=self.fee_owed,
                expected=gettext_noop("write the amount in đồng, or leave it out where none is known"),
            )
        if self.filed_by not in {None, CITIZEN} and not _POST.fullmatch(self.filed_by or ""):
            raise Refused(
                gettext_noop("this says of nobody that they filed it"),
                field="filed_by",
                value=self.filed_by,
                expected=gettext_noop("write citizen, or the key of the post that filed, and never a name"),
            )
        told = {"fee_owed": self.fee_owed, "fee_advance": self.fee_advance, "filed_by": self.filed_by}
        return {name: value for name, value in told.items() if value is not None}


class AlreadyFiled(Refused):
    """The request key was used for something else."""


def submit(*, filing: Filing, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """
    File a dossier that waits to be accepted. It has no code yet and enters no figure.

    :raises AlreadyFiled: if the request key stands for another filing.
    """
    return _file(Kind.SUBMITTED, filing, by=by, at=at, backdating=backdating)


def receive(*, filing: Filing, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """
    Accept a dossier at the office: give it its code and its due time.

    The code is the agency's, the day's, and a serial of that day that no other gets. Six SQL statements at most.

    :raises AlreadyFiled: if the request key stands for another filing.
    """
    return _file(Kind.RECEIVED, filing, by=by, at=at, backdating=backdating)


def refuse_intake(
    *, filing: Filing, reason: str, by: str, at: datetime, backdating: Backdating | None = None
) -> Recorded:
    """Refuse to accept a dossier at the counter, with the reason that the refusal slip states."""
    return _file(Kind.REFUSED_INTAKE, filing, by=by, at=at, backdating=backdating, remark=stated(reason))


def accept(*, request_key: str, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """Accept a dossier that was submitted: give it its code and its due time."""

    def step(state: DossierState) -> Step:
        day = (backdating.occurred_at if backdating else at).astimezone(local_zone()).date()
        unit = units.by_key([state.receiving_unit])[state.receiving_unit]
        return Step(Kind.RECEIVED, at, code=next_code(unit, day))

    return record(f"request:{request_key}", by=by, at=at, step=step, backdating=backdating)


def decline(*, request_key: str, reason: str, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """Refuse to accept a dossier that was submitted, with the reason that the refusal slip states."""
    step = Step(Kind.REFUSED_INTAKE, at, remark=stated(reason))
    return record(f"request:{request_key}", by=by, at=at, step=lambda _: step, backdating=backdating)


def _file(
    kind: Kind,
    filing: Filing,
    *,
    by: str,
    at: datetime,
    backdating: Backdating | None,
    remark: str = "",
) -> Recorded:
    said = filing.said()
    salt = secrets.token_bytes(16)
    if filing.person is not None:
        said["applicant"] = filing.person.commitment(salt)
    step = claimed(
        Step(kind, at, unit=filing.unit, channel=filing.channel, origin=filing.origin, remark=remark, extra=said),
        by=by,
        backdating=backdating,
    )
    day = step.at.astimezone(local_zone()).date()
    unit = units.by_key([filing.unit])[filing.unit]
    procedure = procedures.find(filing.procedure, on=day)
    terms = terms_for(procedure, unit.id)
    try:
        with transaction.atomic():
            filed = _filed_before(filing)
            if filed is not None:
                return filed
            if kind is Kind.RECEIVED:
                step = replace(step, code=next_code(unit, day))
            recorded = record_first(
                step,
                terms=terms,
                procedure=procedure,
                unit=unit,
                by=by,
                recorded_at=at,
                request_key=filing.request_key,
                backdating=backdating,
            )
            if filing.person is not None:
                keep_person(filing.person, salt, recorded.dossier_id)
            return recorded
    except IntegrityError:
        filed = _filed_before(filing)  # the same request came in twice at once, and the other was first
        if filed is None:
            raise
        return filed


def _filed_before(filing: Filing) -> Recorded | None:
    """Give what the request key was used for. Nothing is asked of the database without a key."""
    if filing.request_key is None:
        return None
    row = Dossier.objects.filter(request_key=filing.request_key).first()
    if row is None:
        return None
    state = known_state(row)
    if (state.procedure, state.receiving_unit, state.channel) != (filing.procedure, filing.unit, filing.channel):
        raise AlreadyFiled(
            gettext_noop("this request key stands for another filing"), field="request_key", value=filing.request_key
        )
    return Recorded(row.pk, state, ledger.read(stream_name(row.pk))[0].leaf)


def keep_person(person: Person, salt: bytes, dossier_id: int) -> None:
    """Keep the person whom a dossier is about beside its event. One SQL statement."""
    Applicant.objects.create(
        dossier_id=dossier_id,
        name=person.name,
        identity_number=person.identity_number,
        phone=person.phone,
        address=person.address,
        salt=salt,
    )
