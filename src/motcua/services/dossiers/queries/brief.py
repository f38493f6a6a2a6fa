"""One dossier in brief, for the modules that stand on this one: what it is, where it stands, whose it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from django.db.models import Q

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.dossiers.models import Applicant, Dossier, Remark
from motcua.services.dossiers.rows import known_state, named, procedure_of, stream_name
from motcua.services.dossiers.rules.deciding import may_follow
from motcua.services.dossiers.rules.words import OPEN, Channel, Kind, State


@dataclass(frozen=True, slots=True)
class Brief:
    """
    A dossier as other modules know it. ``id`` is for their foreign keys, ``number`` counts its events.

    ``next`` is what may happen to it now. Units are keys as recorded; the ids are those of the units that answer for
    them today, ``unit_ids`` all that have to do with it.
    """

    id: int
    code: str
    request_key: str | None
    number: int
    state: State
    channel: Channel
    procedure: str
    procedure_name: str
    receiving_unit: str
    competent_unit: str
    holder: str
    holder_id: int
    receiving_unit_id: int
    unit_ids: frozenset[int]
    received_at: datetime | None
    due_at: datetime | None
    judged_until: datetime | None
    requests: int
    returned_at: datetime | None
    next: frozenset[Kind]

    @property
    def never_taken_in(self) -> bool:
        """Say whether it ended before an office took it in: refused, or taken back by the applicant."""
        return self.received_at is None and self.state in {State.REFUSED_INTAKE, State.WITHDRAWN}

    @property
    def ref(self) -> str:
        """Give what acts name it by: its code; before it has one, ``request:`` and its request key."""
        return self.code or f"request:{self.request_key}"


@dataclass(frozen=True, slots=True)
class Whose:
    """The person whom a dossier is about. Whoever shows it notes the look."""

    name: str
    identity_number: str
    phone: str
    address: str


def brief(code: str) -> Brief | None:
    """
    Give a dossier in brief; None if there is none. Five SQL queries.

    :param code: its code; before it has one, ``request:`` and its request key.
    """
    if not 0 < len(code) <= 80 or "\x00" in code:
        return None
    row = Dossier.objects.filter(**named(code)).first()
    return _brief(row) if row else None


def brief_of(dossier_id: int) -> Brief | None:
    """Give a dossier in brief by its id; None if there is none. Five SQL queries."""
    row = Dossier.objects.filter(pk=dossier_id).first()
    return _brief(row) if row else None


def _brief(row: Dossier) -> Brief:
    state, procedure = known_state(row), procedure_of(row)
    keys = units.by_key({state.receiving_unit, state.competent_unit, state.holder})
    structure = units.structure(accounts.today())
    return Brief(
        id=row.pk,
        code=row.code or "",
        request_key=row.request_key,
        number=state.number,
        state=state.state,
        channel=state.channel,
        procedure=state.procedure,
        procedure_name=procedure.name,
        receiving_unit=state.receiving_unit,
        competent_unit=state.competent_unit,
        holder=state.holder,
        holder_id=structure.answering(keys[state.holder].id),
        receiving_unit_id=structure.answering(keys[state.receiving_unit].id),
        unit_ids=frozenset(
            {unit.id for unit in keys.values()} | {structure.answering(unit.id) for unit in keys.values()}
        ),
        received_at=state.received_at,
        due_at=state.due_at,
        judged_until=state.judged_until,
        requests=state.requests,
        returned_at=state.returned_at,
        next=frozenset(kind for kind in Kind if may_follow(state, kind)),
    )


def units_of_id(dossier_id: int) -> frozenset[int] | None:
    """Give the units that have to do with a dossier now, by its id; None if there is none. One SQL query."""
    names = ("receiving_unit_id", "competent_unit_id", "holder_id")
    found = Dossier.objects.filter(pk=dossier_id).values_list(*names).first()
    return frozenset(found) if found else None


def whose(code: str) -> Whose | None:
    """Give the person of a dossier; None if nobody is kept with it. One SQL query."""
    row = Applicant.objects.filter(**{f"dossier__{name}": word for name, word in named(code).items()}).first()
    return Whose(row.name, row.identity_number, row.phone, row.address) if row else None


def names_of(dossier_ids: Collection[int]) -> dict[int, str]:
    """Give the names of the persons of dossiers, by id; without those of whom nobody is kept. One SQL query."""
    return dict(Applicant.objects.filter(dossier_id__in=dossier_ids).values_list("dossier_id", "name"))


def whose_filed(request_key: str) -> Whose | None:
    """Give the person of what was filed under a request key; None if nobody is kept with it. One SQL query."""
    row = Applicant.objects.filter(dossier__request_key=request_key).first() if request_key else None
    return Whose(row.name, row.identity_number, row.phone, row.address) if row else None


def why_not_accepted(request_key: str) -> str:
    """Give the reason for which what was filed was not accepted; empty where it was. One SQL query."""
    refused = Remark.objects.filter(
        dossier__request_key=request_key, dossier__state=State.REFUSED_INTAKE.value, about="step"
    )
    last = refused.order_by("-number").first() if request_key else None
    return last.text if last else ""


def codes_of_person(identity_number: str, *, most: int = 200) -> list[str]:
    """
    Give the codes of the accepted dossiers that are about a person, the latest first. One SQL query.

    Whoever shows them has made sure that the number is theirs who sees it. None are given for an empty number.
    """
    if not identity_number:
        return []
    rows = Applicant.objects.filter(identity_number=identity_number, dossier__received_at__isnull=False)
    return [
        str(code)
        for code in rows.order_by("-dossier__received_at", "-pk").values_list("dossier__code", flat=True)[:most]
    ]


def known_person(identity_number: str, unit_ids: Collection[int]) -> Whose | None:
    """
    Give a person as the last dossier of some offices wrote them down; None if none of theirs did. One SQL query.

    An office is told what citizens told it, and nothing of what they told others.
    """
    rows = Applicant.objects.filter(identity_number=identity_number, dossier__receiving_unit__in=unit_ids)
    row = rows.order_by("-pk").first() if identity_number else None
    return Whose(row.name, row.identity_number, row.phone, row.address) if row else None


def filed_by_number(identity_number: str, unit_ids: Collection[int], *, limit: int = 20) -> list[tuple[int, str]]:
    """Give the dossiers of a person that some offices took in, the latest first, by id and code. One SQL query."""
    if not identity_number:
        return []
    rows = Applicant.objects.filter(
        identity_number=identity_number, dossier__receiving_unit__in=unit_ids, dossier__received_at__isnull=False
    )
    found = rows.order_by("-dossier__received_at").values_list("dossier_id", "dossier__code")[:limit]
    return [(pk, str(code)) for pk, code in found]


@dataclass(frozen=True, slots=True)
class Open:
    """An open dossier, as it is passed on: its code, who has it, whose it is, for which procedure and field."""

    code: str
    holder_id: int
    competent_id: int
    procedure: str
    field: str


def open_with(unit_ids: Collection[int]) -> list[Open]:
    """Give the open dossiers that units have or are competent for. One SQL query."""
    rows = Dossier.objects.filter(
        Q(holder__in=unit_ids) | Q(competent_unit__in=unit_ids), state__in=OPEN, received_at__isnull=False
    ).order_by("pk")
    told = rows.values_list("code", "holder_id", "competent_unit_id", "procedure__code", "field")
    return [
        Open(code or "", holder_id, competent_id, procedure, field)
        for code, holder_id, competent_id, procedure, field in told
    ]


def filed_under(keys: Collection[str]) -> frozenset[str]:
    """Give those request keys under which a dossier was filed. One SQL query."""
    known = Dossier.objects.filter(request_key__in=keys).values_list("request_key", flat=True)
    return frozenset(key for key in known if key is not None)


def states_of(dossier_ids: Collection[int]) -> dict[int, State]:
    """Give the states of dossiers, by their ids. One SQL query."""
    return {pk: State(state) for pk, state in Dossier.objects.filter(pk__in=dossier_ids).values_list("pk", "state")}


def waiting_acceptance(unit_ids: Collection[int]) -> dict[int, State]:
    """Give what was submitted to offices and is not yet accepted, with its state, by id. One SQL query."""
    rows = Dossier.objects.filter(
        receiving_unit__in=unit_ids, received_at__isnull=True, state__in=[State.SUBMITTED, State.WAITING_CITIZEN]
    )
    return {pk: State(state) for pk, state in rows.values_list("pk", "state")}


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Something that an office asks an applicant for, with its legal basis; empty where the words were erased."""

    what: str
    legal_basis: str


def asked_for(dossier_id: int) -> tuple[AskedFor, ...]:
    """Give what the last request for completion lists; none without a request. Two SQL queries."""
    events = [one for one in ledger.read(stream_name(dossier_id)) if one.kind == f"dossier.{Kind.SUPPLEMENT_REQUESTED}"]
    if not events:
        return ()
    last = events[-1]
    remark = Remark.objects.filter(dossier=dossier_id, number=last.number, about="step").first()
    said = remark.text.split("\n") if remark else []
    bases = [one["legal_basis"] for one in last.payload.get("defects", ())]
    return tuple(AskedFor(*one) for one in zip_longest(said, bases, fillvalue=""))
