"""
Record, correct and withdraw. Each is one transaction with its event in the ledger's stream ``register/<id>``.

``by`` is the actor as the ledger knows it; ``at`` is when it is recorded, aware. A register that was declared complete
for days that an act touches is so no longer: that is an event of the declaration, in the same transaction.
"""

from datetime import datetime

from django.db import transaction

from motcua.foundation.units.public import Unit
from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.actions.writing import append, locked, opening, reopen, salted, stated, write
from motcua.reform.registers.models import Record, Text
from motcua.reform.registers.queries.records import RecordView, views
from motcua.reform.registers.rows import life_of, record_columns
from motcua.reform.registers.rules.content import Content, Given, read_content
from motcua.reform.registers.rules.registry import register_of
from motcua.reform.registers.rules.state import Kind, apply, said
from motcua.reform.registers.rules.words import NothingChanged, PeriodsOverlap, Register
from motcua.reform.registers.tongue import tongue


def record(*, register: str, unit_id: int, given: Given, by: str, at: datetime) -> int:
    """
    Put a record into a register of a unit; give its id.

    :param given: what it says, by the names of ``rules.content.HEAD`` and of the register's columns.
    :raises UnknownRegister: :raises RecordRefused: with all that is wrong, by column.
    :raises PeriodsOverlap: if the register has one record for a period, and there is one.
    """
    kept = register_of(register)
    unit, life = life_of(unit_id)
    content = read_content(kept, given, life=life, tongue=tongue())
    with opening(register, unit_id):
        return put(kept, unit, content, by=by, at=at)


def correct(*, record_id: int, given: Given, reason: str, by: str, at: datetime) -> None:
    """
    Say what a record should have said. The whole of it is said anew; what it said before stays in its history.

    :raises UnknownRecord: :raises RecordRefused: :raises PeriodsOverlap: as for :func:`record`.
    :raises NotStated: without a reason. :raises NothingChanged: if it says this already.
    """
    why = stated(reason)
    with transaction.atomic():
        row = locked(record_id)
        unit, life = life_of(row.unit_id)
        content = read_content(register_of(row.register), given, life=life, tongue=tongue())
        change(row, unit, content, reason=why, by=by, at=at)


def withdraw(*, record_id: int, reason: str, by: str, at: datetime) -> None:
    """
    Take a record back: it leaves the register and the figures, and stays in the ledger.

    :raises UnknownRecord: if there is none, or it was withdrawn. :raises NotStated: without a reason.
    """
    why = salted(stated(reason))
    with transaction.atomic():
        row = locked(record_id)
        unit, _ = life_of(row.unit_id)
        Text.objects.bulk_create([why.row(row.pk)])
        write(row, unit, Kind.WITHDRAWN, {"reason": why.commitment}, by=by, at=at)
        reopen(row.register, unit, [(row.first_on, row.last_on)], by=by, at=at)


def put(register: Register, unit: Unit, content: Content, *, by: str, at: datetime) -> int:
    """Write a new record; call it within :func:`writing.opening`. Five SQL statements or more."""
    _check_once(register, unit, content)
    texts = {name: salted(text) for name, text in _personal(register, content).items()}
    payload = {
        "register": register.code,
        "unit": unit.key,
        **said(content, register, {name: text.commitment for name, text in texts.items()}),
    }
    state = apply(None, Kind.RECORDED, payload)
    row = Record(unit_id=unit.id, **record_columns(state))
    row.save(force_insert=True)
    Text.objects.bulk_create(text.row(row.pk) for text in texts.values())
    append(row.pk, state, Kind.RECORDED, payload, by=by, at=at)
    reopen(register.code, unit, [(content.period.first, content.period.last)], by=by, at=at)
    return row.pk


def change(row: Record, unit: Unit, content: Content, *, reason: str, by: str, at: datetime) -> None:
    """Write what a record says from now on; call it with the row locked. :raises NothingChanged:"""
    register = register_of(row.register)
    (before,) = views([row])
    if content_of(before) == content:
        raise NothingChanged(gettext_noop("the record says this already"), field="record", value=str(row.pk))
    _check_once(register, unit, content, but=row.pk)
    personal = _personal(register, content)
    kept = {name: row.texts[name] for name, text in personal.items() if before.values.get(name) == text}
    fresh = {name: salted(text) for name, text in personal.items() if name not in kept}
    why = salted(reason)
    Text.objects.bulk_create(text.row(row.pk) for text in (*fresh.values(), why))
    texts = kept | {name: text.commitment for name, text in fresh.items()}
    write(row, unit, Kind.CORRECTED, {**said(content, register, texts), "reason": why.commitment}, by=by, at=at)
    days = [(before.period.first, before.period.last), (content.period.first, content.period.last)]
    reopen(row.register, unit, days, by=by, at=at)


def content_of(view: RecordView) -> Content:
    """Give what a record says, as it would be read."""
    return Content(view.period, view.effective_on, view.responsible, view.public, dict(view.values))


def _personal(register: Register, content: Content) -> dict[str, str]:
    """Give what may name persons, by column."""
    return {
        column.name: str(content.values[column.name])
        for column in register.columns
        if column.personal and column.name in content.values
    }


def _check_once(register: Register, unit: Unit, content: Content, *, but: int | None = None) -> None:
    """Check that no other record is of the same days, where the register has one. :raises PeriodsOverlap:"""
    if register.once is None:
        return
    others = Record.objects.filter(
        register=register.code,
        unit=unit.id,
        withdrawn=False,
        first_on__lte=content.period.last,
        last_on__gte=content.period.first,
    )
    for other in others:
        if other.pk != but and all(other.values.get(name) == content.values.get(name) for name in register.once):
            raise PeriodsOverlap(
                gettext_noop("record %(other)s is of these days too, from %(first)s to %(last)s"),
                field="first_on",
                value=content.period.first.isoformat(),
                expected=gettext_noop("correct that one, or choose days that it does not have"),
                params={"other": other.pk, "first": other.first_on, "last": other.last_on},
            )
