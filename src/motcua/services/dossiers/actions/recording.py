"""How every action on a dossier is recorded: decide, append to the ledger, write the row, all or nothing."""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.clocks import terms_for
from motcua.services.dossiers.models import Dossier, Remark
from motcua.services.dossiers.rows import VERSION, columns_of, keys_of, known_state, named, procedure_of, stream_name
from motcua.services.dossiers.rules.deciding import Step, Terms, decide
from motcua.services.dossiers.rules.state import PREFIX, DossierState, apply
from motcua.services.procedures import public as procedures

TOLERANCE = timedelta(minutes=5)
"""By so much may a claimed time and the server's differ without being a backdating."""


class UnknownDossier(Refused):
    """There is no dossier of this code."""


class NotBackdated(Refused):
    """A claimed time is not the server's, and what a backdating needs is missing."""


@dataclass(frozen=True, slots=True)
class Backdating:
    """A claim that something happened earlier than it is entered: why, and the second person who stands for it."""

    occurred_at: datetime
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an action did: the dossier, its state after it, and the leaf of its event, which a slip carries."""

    dossier_id: int
    state: DossierState
    leaf: bytes


def stated(reason: str) -> str:
    """Give a reason back. :raises Refused: if there is none."""
    if not reason.strip():
        raise Refused(gettext_noop("the reason must be stated"), field="reason")
    return reason


def claimed(step: Step, *, by: str, backdating: Backdating | None) -> Step:
    """
    Put the claimed time of a backdated step in place of the server's.

    :raises NotBackdated: without reason, without a second person, or for a time to come.
    """
    if backdating is None:
        return step
    if not backdating.reason.strip():
        raise NotBackdated(gettext_noop("a time in the past needs its reason"), field="reason")
    if not backdating.approved_by or backdating.approved_by == by:
        raise NotBackdated(gettext_noop("a time in the past needs a second person"), field="approved_by")
    if backdating.occurred_at > step.at + TOLERANCE:
        raise NotBackdated(
            gettext_noop("this time has not come yet"), field="at", value=backdating.occurred_at.isoformat()
        )
    extra = {**step.extra, "backdated": {"approved_by": backdating.approved_by}}
    return replace(step, at=backdating.occurred_at, extra=extra)


def remarks_of(step: Step, backdating: Backdating | None) -> list[Remark]:
    """Give the free texts of a step as rows to keep, each with a salt of its own."""
    texts = {"step": step.remark, "backdating": backdating.reason if backdating else ""}
    return [Remark(about=about, text=text, salt=secrets.token_bytes(16)) for about, text in texts.items() if text]


def commitments(remarks: Iterable[Remark]) -> dict[str, Any]:
    """Give what stands for remarks in the ledger."""
    held = {
        remark.about: ledger.commitment(
            json.dumps([remark.author, remark.text], ensure_ascii=False), bytes(remark.salt)
        )
        for remark in remarks
    }
    return {"remarks": held} if held else {}


def keep(remarks: Iterable[Remark], *, dossier_id: int, number: int) -> None:
    """Write remarks beside the event they belong to. One SQL statement each."""
    for remark in remarks:
        remark.dossier_id, remark.number = dossier_id, number
        remark.save(force_insert=True)


def record_first(
    step: Step,
    *,
    terms: Terms,
    procedure: procedures.Procedure,
    unit: units.Unit,
    by: str,
    recorded_at: datetime,
    request_key: str | None,
    backdating: Backdating | None,
) -> Recorded:
    """Record the first event of a new dossier; call it within a transaction. Two SQL statements, one more a remark."""
    remarks = remarks_of(step, backdating)
    payload = {**decide(None, step, terms), **commitments(remarks)}
    state = apply(None, step.kind, step.at, payload)
    columns = columns_of(state, units={unit.key: unit.id}, procedures={procedure.code: procedure.id})
    row = Dossier(request_key=request_key, **columns)
    row.save(force_insert=True)
    keep(remarks, dossier_id=row.pk, number=state.number)
    return Recorded(row.pk, state, _append(row.pk, state, step, payload, by=by, recorded_at=recorded_at))


def record(
    code: str,
    *,
    by: str,
    at: datetime,
    step: Callable[[DossierState], Step],
    check: Callable[[DossierState, Terms], None] | None = None,
    backdating: Backdating | None = None,
    also: Callable[[int], None] | None = None,
    to: procedures.Procedure | None = None,
) -> Recorded:
    """
    Record one more event of a dossier: lock it, decide, append, write the row. Eight SQL statements or fewer.

    :param code: the dossier's code; before it has one, ``request:`` and its request key.
    :param step: what is said to have happened, given the dossier as it stands.
    :param check: what is asked beyond the order of events; it raises a refusal.
    :param also: what else to write in the same transaction.
    :param to: the procedure by which it is held from now on, where another was wrong.
    :raises UnknownDossier: if there is none of this code.
    """
    with transaction.atomic():
        row = _locked(code)
        procedure = procedure_of(row)
        state = known_state(row)
        said = claimed(step(state), by=by, backdating=backdating)
        terms = terms_for(to or procedure, row.receiving_unit_id)
        if check is not None:
            check(state, terms)
        remarks = remarks_of(said, backdating)
        payload = {**decide(state, said, terms), **commitments(remarks)}
        after = apply(state, said.kind, said.at, payload)
        leaf = _append(row.pk, after, said, payload, by=by, recorded_at=at)
        write(row, after, procedure_ids={procedure.code: row.procedure_id} | ({to.code: to.id} if to else {}))
        keep(remarks, dossier_id=row.pk, number=after.number)
        if also is not None:
            also(row.pk)
    return Recorded(row.pk, after, leaf)


def write(row: Dossier, state: DossierState, *, procedure_ids: Mapping[str, int]) -> None:
    """Bring a row up to a state; only what differs is written."""
    known = {key: unit_id for unit_id, key in keys_of(row).items()}
    named = {state.receiving_unit, state.competent_unit, state.holder} | ({state.asked_by} if state.asked_by else set())
    if not named <= known.keys():
        known |= {key: unit.id for key, unit in units.by_key(named).items()}
    changed = []
    for column, value in columns_of(state, units=known, procedures=procedure_ids).items():
        if getattr(row, column) != value:
            setattr(row, column, value)
            changed.append(column)
    row.save(update_fields=changed)


def _append(
    dossier_id: int, state: DossierState, step: Step, payload: Mapping[str, Any], *, by: str, recorded_at: datetime
) -> bytes:
    return ledger.append(
        ledger.NewEvent(
            stream=stream_name(dossier_id),
            number=state.number,
            kind=PREFIX + step.kind.value,
            version=VERSION,
            occurred_at=step.at,
            actor=by,
            unit=state.receiving_unit,
            payload=payload,
        ),
        recorded_at=recorded_at,
    )


def _locked(code: str) -> Dossier:
    row = Dossier.objects.select_for_update().filter(**named(code)).first()
    if row is None:
        raise UnknownDossier(gettext_noop("there is no dossier of this code"), field="code", value=code)
    return row
