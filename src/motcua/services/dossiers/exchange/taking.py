"""Taking what was checked, in one transaction, so that a stop at any moment leaves all of it or nothing."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.actions.recording import commitments
from motcua.services.dossiers.exchange.inserting import insert_dossiers
from motcua.services.dossiers.exchange.offices import BY, Missing, create
from motcua.services.dossiers.exchange.staging import Planned
from motcua.services.dossiers.models import Dossier, Remark
from motcua.services.dossiers.rows import VERSION, columns_of, state_of, stream_name
from motcua.services.dossiers.rules.state import PREFIX, DossierState, apply
from motcua.services.dossiers.serials import go_on_after_known
from motcua.services.procedures import public as procedures

AT_ONCE = 1_000


class ChangedMeanwhile(Refused):
    """Someone else recorded something of these dossiers between the check and the writing."""


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of units by key and of procedures by code, and back; one copy for the whole writing."""

    units: Mapping[str, int]
    procedures: dict[str, int] = field(default_factory=dict)

    def learn(self, code: str) -> None:
        """Look up a procedure if it is not known yet."""
        if code not in self.procedures:
            self.procedures[code] = procedures.by_code([code])[code].id


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be recorded of a dossier: its row if it is on record, its columns, the states, kinds and payloads."""

    row: Dossier | None
    columns: Mapping[str, Any]
    steps: Sequence[tuple[DossierState, str, Mapping[str, Any]]]
    remarks: Sequence[Remark]


def take(plans: Iterable[Planned], *, needed: Missing, at: datetime, told: Callable[[int], None]) -> None:
    """
    Record everything that was planned, and create the offices that it needs first. One transaction.

    :param at: when it is recorded.
    :param told: called with the number of events written so far.
    :raises ChangedMeanwhile: if a dossier is no longer as it was when it was checked; then nothing is written.
    """
    try:
        with transaction.atomic():
            if needed:
                create(needed, at=at)
            kinds = units.history().kinds
            ids = _Ids({key: unit_id for unit_id, (key, _) in kinds.items()})
            ledger.append_all(_events(plans, ids, told), recorded_at=at)
            go_on_after_known()
    except (IntegrityError, ledger.StreamConflict):
        raise _changed() from None
    except DatabaseError as error:
        raise Refused(
            gettext_noop("the database refused: %(why)s"),
            expected=gettext_noop("nothing was taken; try again when nothing else writes"),
            params={"why": str(error).strip()},
        ) from error


def _events(plans: Iterable[Planned], ids: _Ids, told: Callable[[int], None]) -> Iterator[ledger.NewEvent]:
    """Write the rows of some dossiers after others, and give their events."""
    source = iter(plans)
    written = 0
    while some := list(islice(source, AT_ONCE)):
        rows = _known_rows([plan.dossier for plan in some if plan.dossier is not None])
        works = [_work(plan, rows, ids) for plan in some]
        ids_of_new = iter(insert_dossiers([work.columns for work in works if work.row is None]))
        dossiers = [next(ids_of_new) if work.row is None else _updated(work.row, work.columns) for work in works]
        _keep_remarks(works, dossiers)
        for dossier, work in zip(dossiers, works, strict=True):
            stream = stream_name(dossier)
            for state, kind, payload in work.steps:
                yield ledger.NewEvent(
                    stream=stream,
                    number=state.number,
                    kind=PREFIX + kind,
                    version=VERSION,
                    occurred_at=state.last_at,
                    actor=BY,
                    unit=state.receiving_unit,
                    payload=payload,
                )
            written += len(work.steps)
        told(written)


def _known_rows(dossiers: Sequence[int]) -> dict[int, tuple[Dossier, DossierState]]:
    """Lock the rows of dossiers on record, and give each with the state that it stands for."""
    if not dossiers:
        return {}
    rows = list(Dossier.objects.select_for_update().filter(pk__in=dossiers))
    keys = {unit_id: key for unit_id, (key, _) in units.history().kinds.items()}
    codes = {one.id: one.code for one in procedures.by_id({row.procedure_id for row in rows}).values()}
    return {row.pk: (row, state_of(row, units=keys, procedures=codes)) for row in rows}


def _work(plan: Planned, known: Mapping[int, tuple[Dossier, DossierState]], ids: _Ids) -> _Work:
    row, state = known[plan.dossier] if plan.dossier is not None else (None, None)
    if state is not None and state.number != plan.number:
        raise _changed()
    steps: list[tuple[DossierState, str, Mapping[str, Any]]] = []
    remarks: list[Remark] = []
    for kind, at, payload, author, text in plan.events:
        state = apply(state, kind, datetime.fromisoformat(at), payload)
        if author or text:
            remark = Remark(about="step", author=author, text=text, salt=secrets.token_bytes(16), number=state.number)
            payload = {**payload, **commitments([remark])}
            remarks.append(remark)
        steps.append((state, kind, payload))
    assert state is not None  # noqa: S101 - no plan is empty
    ids.learn(state.procedure)
    columns = columns_of(state, units=ids.units, procedures=ids.procedures)
    return _Work(row, columns, steps, remarks)


def _updated(row: Dossier, columns: Mapping[str, Any]) -> int:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=columns)
    return row.pk


def _keep_remarks(works: Iterable[_Work], dossiers: Iterable[int]) -> None:
    remarks = []
    for dossier, work in zip(dossiers, works, strict=True):
        for remark in work.remarks:
            remark.dossier_id = dossier
            remarks.append(remark)
    Remark.objects.bulk_create(remarks)


def _changed() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        gettext_noop("something else was recorded of these dossiers while the file was checked"),
        expected=gettext_noop("nothing was taken; import the file again"),
    )
