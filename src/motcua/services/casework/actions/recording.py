"""How every act on the work on a dossier is recorded: append to the ledger, write the rows, all or nothing."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework.models import Branch, Case, Seat, Text
from motcua.services.casework.rows import VERSION, branch_columns, columns_of, post_id, state_of, stream_name
from motcua.services.casework.rules.state import CaseState, apply
from motcua.services.casework.rules.words import PREFIX, Kind
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.procedures.public import Process, read_steps

LONGEST = 20_000
"""No text is longer, in letters."""


class NotOpened(Refused):
    """No work was begun on this dossier."""


@dataclass(frozen=True, slots=True)
class Work:
    """The work on a dossier, locked until the transaction ends."""

    row: Case
    state: CaseState
    process: Process
    dossier: Brief


def known(code: str) -> Brief:
    """Give a dossier in brief. Four SQL queries. :raises UnknownDossier:"""
    dossier = dossiers.brief(code)
    if dossier is None or dossier.received_at is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="code", value=code)
    return dossier


def locked(code: str) -> Work:
    """
    Lock the work on a dossier; call it within a transaction. Eight SQL queries.

    :raises UnknownDossier: :raises NotOpened:
    """
    dossier = known(code)
    row = Case.objects.select_for_update().filter(dossier_id=dossier.id).first()
    if row is None:
        raise NotOpened(gettext_noop("no work was begun on this dossier"), field="code", value=code)
    return Work(row, state_of(row), process_of(row), dossier)


def process_of(row: Case) -> Process:
    """Give the process as it stood when the work began."""
    return Process(steps=read_steps(row.steps), valid_from=row.step_since.date())


def record(
    row: Case,
    before: CaseState | None,
    kind: Kind,
    payload: Mapping[str, Any],
    *,
    unit: str,
    by: str,
    at: datetime,
    text: str = "",
) -> CaseState:
    """Append an event, and bring the rows up to it; within a transaction. Five SQL statements or fewer."""
    salt = secrets.token_bytes(16)
    told = {**payload, **({"text": ledger.commitment(text, salt)} if text else {})}
    after = apply(before, kind.value, at, by, told)
    columns = columns_of(after, unit_id=units.by_key([after.place.unit])[after.place.unit].id)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(force_insert=before is None)
    _seat(row, before, after)
    _branch(row, before, after)
    if text:
        Text.objects.create(case=row, number=after.number, text=text, salt=salt)
    ledger.append(
        ledger.NewEvent(
            stream=stream_name(row.dossier_id),
            number=after.number,
            kind=PREFIX + kind.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=told,
        ),
        recorded_at=at,
    )
    return after


def written(text: str, *, field: str, needed: bool = True) -> str:
    """Give a text back without space around it. :raises Refused: if there is none where one is needed, or too much."""
    text = text.strip()
    if len(text) > LONGEST or (needed and not text):
        raise Refused(
            gettext_noop("this is too long") if text else gettext_noop("nothing is written here"),
            field=field,
            expected=gettext_noop("write 1 to %(most)s letters"),
            params={"most": LONGEST},
        )
    return text


def _seat(row: Case, before: CaseState | None, after: CaseState) -> None:
    had, has = set(before.seats if before else ()), set(after.seats)
    for part, post in had - has:
        Seat.objects.filter(case=row, part=part.value, post_id=post_id(post)).delete()
    for part, post in after.seats:
        if (part, post) not in had:
            Seat.objects.create(case=row, part=part.value, post_id=post_id(post))


def _branch(row: Case, before: CaseState | None, after: CaseState) -> None:
    had, has = set(before.branches if before else ()), set(after.branches)
    gone = {one.number for one in had} - {one.number for one in has}
    if gone:
        Branch.objects.filter(case=row, number__in=gone).delete()
    for one in has - had:
        unit_id = units.by_key([one.unit])[one.unit].id if one.unit else None
        columns = branch_columns(one, unit_id=unit_id)
        Branch.objects.update_or_create(case=row, number=one.number, defaults=columns)
