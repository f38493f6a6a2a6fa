"""How every act on a result is recorded: append to the ledger, write the row, all or nothing."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.results.models import Result, Text
from motcua.services.results.queries.rows import columns_of, state_of
from motcua.services.results.rules.state import ResultState, apply
from motcua.services.results.rules.words import PREFIX, Kind, Stage

VERSION = 1
"""The version of this module's payloads in the ledger."""


class NoResult(Refused):
    """Nothing was drafted for this dossier."""


class WrongStage(Refused):
    """The result does not stand where this could be done to it."""


class OtherVersion(Refused):
    """Another version of the result was looked at."""


@dataclass(frozen=True, slots=True)
class Held:
    """A result, locked until the transaction ends, and its dossier."""

    row: Result
    state: ResultState
    dossier: Brief


def known(code: str) -> Brief:
    """Give an accepted dossier in brief. Five SQL queries. :raises UnknownDossier:"""
    dossier = dossiers.brief(code)
    if dossier is None or dossier.received_at is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="code", value=code)
    return dossier


def locked(code: str, *stages: Stage) -> Held:
    """
    Lock a result that stands at one of some stages; call it within a transaction.

    :raises UnknownDossier: :raises NoResult: :raises WrongStage:
    """
    dossier = known(code)
    row = Result.objects.select_for_update().filter(dossier_id=dossier.id).first()
    if row is None:
        raise NoResult(gettext_noop("no result was drafted for this dossier"), field="code", value=code)
    state = state_of(row)
    if state.stage not in stages:
        raise WrongStage(
            gettext_noop("somebody was quicker: the result does not stand there any more"),
            field="stage",
            value=state.stage.value,
            expected=gettext_noop("look at the dossier again"),
        )
    return Held(row, state, dossier)


def check_version(state: ResultState, seen: int) -> None:
    """Check that the version that was looked at is the one that there is. :raises OtherVersion:"""
    if state.version != seen:
        raise OtherVersion(
            gettext_noop("the result was changed after you looked at it"),
            field="version",
            value=seen,
            expected=gettext_noop("look at version %(now)s"),
            params={"now": state.version},
        )


def record(
    held: Held,
    kind: Kind,
    payload: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    beside: object = None,
) -> ResultState:
    """
    Record one more event of a result. :param beside: what may name persons, of which the ledger holds a commitment.
    """
    number = held.state.number + 1
    committed, text = kept_beside(beside, number)
    after = apply(held.state, kind.value, by, payload)
    append(held.dossier, number, kind, {**payload, **committed}, by=by, at=at)
    write(held.row, after, at=at)
    if text is not None:
        text.result = held.row
        text.save(force_insert=True)
    return after


def kept_beside(beside: object, number: int) -> tuple[dict[str, Any], Text | None]:
    """Give what stands in the ledger for something private, and the row that keeps it."""
    if not beside:
        return {}, None
    salt = secrets.token_bytes(16)
    said = json.dumps(beside, ensure_ascii=False, sort_keys=True)
    return {"body": ledger.commitment(said, salt)}, Text(number=number, body=beside, salt=salt)


def append(dossier: Brief, number: int, kind: Kind, payload: Mapping[str, Any], *, by: str, at: datetime) -> None:
    """Append an event to the stream of a result."""
    ledger.append(
        ledger.NewEvent(
            stream=f"result/{dossier.id}",
            number=number,
            kind=PREFIX + kind.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=dossier.holder,
            payload=payload,
        ),
        recorded_at=at,
    )


def write(row: Result, state: ResultState, *, at: datetime) -> None:
    """Bring a row up to a state."""
    for column, value in columns_of(state).items():
        setattr(row, column, value)
    row.changed_at = at
    row.save()


def hand_on(dossier: Brief, role: Role, *, by: str, at: datetime, post: str = "") -> None:
    """
    Let the work go on to the step that follows and is done by a role, if its process has such a step.

    :param post: who is to have it, where that post is held there today.
    """
    case = casework.case_of(dossier.id)
    step = next((one for one in case.following if one.role == role.value), None) if case else None
    if step is None:
        return
    unit = casework.unit_of_step(dossier, step, at=at)
    within = units.structure(day(at)).below(unit.id, own=True) | {unit.id}
    there = post and post in {f"post/{one.id}" for one in accounts.posts_in(within, on=day(at))}
    casework.move(code=dossier.code, to=step.code, post=post if there else None, leads=True, by=by, at=at)


def local(at: datetime) -> datetime:
    """Give an instant as the clocks of the installation show it."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE))


def day(at: datetime) -> date:
    """Give the local day of an instant."""
    return local(at).date()


def stated(reason: str) -> str:
    """Give a reason back. :raises Refused: if there is none."""
    if not reason.strip():
        raise Refused(gettext_noop("the reason must be stated"), field="reason")
    return reason.strip()
