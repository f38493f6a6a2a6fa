"""How every action on a case is recorded: decide, append to the ledger, write the row, all or nothing."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.feedback import models
from motcua.services.feedback.clocks import local_zone, terms_for
from motcua.services.feedback.models import Case
from motcua.services.feedback.rows import VERSION, columns_of, known_states, stream_name
from motcua.services.feedback.rules.case import CaseState, apply
from motcua.services.feedback.rules.deciding import Step, decide
from motcua.services.feedback.rules.sender import Sender, telephone
from motcua.services.feedback.rules.words import PREFIX, Channel, Kind
from motcua.services.feedback.searching import keep_words

LONGEST = 20_000
"""No text of a case is longer, in letters."""


class UnknownCase(Refused):
    """There is no case of this number."""


class MovedOn(Refused):
    """More has happened to a case than whoever acts has seen."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an action did: the case, its state after it, and the leaf of its event."""

    case_id: int
    state: CaseState
    leaf: bytes


def stated(text: str, *, field: str) -> str:
    """Give a text back without space around it. :raises Refused: if there is none, or too much."""
    text = text.strip()
    if not 1 <= len(text) <= LONGEST:
        raise Refused(
            gettext_noop("nothing is written here") if not text else gettext_noop("this is too long"),
            field=field,
            expected=gettext_noop("write 1 to %(most)s letters"),
            params={"most": LONGEST},
        )
    return text


def record_first(step: Step, *, channel: Channel, sender: Sender | None, by: str, recorded_at: datetime) -> Recorded:
    """Record the first event of a new case. Six SQL statements at most. :raises UnknownUnit:"""
    unit = unit_of(step.unit)
    on = step.at.astimezone(local_zone()).date()
    with transaction.atomic():
        kept = _committed(step.said)
        salt = secrets.token_bytes(16)
        payload = {
            **decide(None, step, terms_for(channel, unit.id, on)),
            **_commitments(kept),
            **_commitment_to(sender, salt),
        }
        state = apply(None, step.kind, step.at, payload)
        row = Case(**columns_of(state, units={unit.key: unit.id}))
        row.save(force_insert=True)
        _keep(kept, row.pk, state.number)
        if sender is not None:
            _keep_sender(row.pk, sender, salt)
        leaf = _append(row.pk, state, step, payload, unit=unit.key, by=by, recorded_at=recorded_at)
    return Recorded(row.pk, state, leaf)


def record(
    case: int,
    step: Callable[[CaseState], Step],
    *,
    by: str,
    at: datetime,
    sender: Sender | None = None,
    also: Callable[[], None] | None = None,
    seen: int | None = None,
) -> Recorded:
    """
    Record one more event of a case: lock it, decide, append, write the row. Nine SQL statements at most, and five to
    publish.

    :param step: what is said to have happened, given the case as it stands; what is taken over has its own time.
    :param sender: who the sender turned out to be.
    :param also: what else to write in the same transaction.
    :param seen: the number of the last event that whoever acts has seen.
    :raises UnknownCase: if there is none of this number. :raises MovedOn: if more has happened than was seen.
    """
    with transaction.atomic():
        row = Case.objects.select_for_update().filter(pk=case).first()
        if row is None:
            raise UnknownCase(gettext_noop("there is no case of this number"), field="case", value=case)
        state = known_states([row])[row.pk]
        if seen is not None and seen != state.number:
            raise MovedOn(
                gettext_noop("something happened to this case meanwhile"),
                field="case",
                value=case,
                expected=gettext_noop("look at it again, then send what still holds"),
            )
        said = step(state)
        on = said.at.astimezone(local_zone()).date()
        kept, salt = _committed(said.said), secrets.token_bytes(16)
        payload = {
            **decide(state, said, terms_for(state.channel, row.receiving_unit_id, on)),
            **_commitments(kept),
            **_commitment_to(sender, salt),
        }
        after = apply(state, said.kind, said.at, payload)
        named = {state.receiving_unit: row.receiving_unit_id, state.holder: row.holder_id}
        if after.holder not in named:
            named[after.holder] = unit_of(after.holder).id
        leaf = _append(row.pk, after, said, payload, unit=state.holder, by=by, recorded_at=at)
        _write(row, columns_of(after, units=named))
        _keep(kept, row.pk, after.number)
        if said.kind is Kind.PUBLISHED:
            keep_words(row.pk, *said.said.values())
        if sender is not None:
            _keep_sender(row.pk, sender, salt)
        if also is not None:
            also()
    return Recorded(row.pk, after, leaf)


def unit_of(key: str) -> units.Unit:
    """Give the unit of a key. One SQL query. :raises UnknownUnit: if there is none."""
    found = units.by_key([key]).get(key)
    if found is None:
        raise units.UnknownUnit(gettext_noop("there is no unit of this key"), field="unit", value=key)
    return found


def _commitment_to(sender: Sender | None, salt: bytes) -> dict[str, Any]:
    """Give what stands for a sender in the ledger."""
    if sender is None:
        return {}
    return {"sender": ledger.commitment(json.dumps(astuple(sender), ensure_ascii=False), salt)}


def _keep_sender(case_id: int, sender: Sender, salt: bytes) -> None:
    """Write down who sent a case, in place of what was known before. One SQL statement or two."""
    models.Sender.objects.update_or_create(
        case_id=case_id,
        defaults={
            "name": sender.name,
            "phone": sender.phone,
            "email": sender.email,
            "address": sender.address,
            "identity_number": sender.identity_number,
            "caller": sender.caller,
            "phone_digits": telephone(sender.phone),
            "caller_digits": telephone(sender.caller),
            "salt": salt,
        },
    )


def _committed(said: Mapping[str, str]) -> list[models.Words]:
    return [models.Words(part=part, text=text, salt=secrets.token_bytes(16)) for part, text in said.items() if text]


def _commitments(kept: list[models.Words]) -> dict[str, Any]:
    held = {words.part: ledger.commitment(words.text, bytes(words.salt)) for words in kept}
    return {"words": held} if held else {}


def _keep(kept: list[models.Words], case_id: int, number: int) -> None:
    for words in kept:
        words.case_id, words.number = case_id, number
    models.Words.objects.bulk_create(kept)


def _write(row: Case, columns: Mapping[str, Any]) -> None:
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, columns[name])
    row.save(update_fields=changed)


def _append(
    case_id: int, state: CaseState, step: Step, payload: Mapping[str, Any], *, unit: str, by: str, recorded_at: datetime
) -> bytes:
    return ledger.append(
        ledger.NewEvent(
            stream=stream_name(case_id),
            number=state.number,
            kind=PREFIX + step.kind.value,
            version=VERSION,
            occurred_at=step.at,
            actor=by,
            unit=unit,
            payload=payload,
        ),
        recorded_at=recorded_at,
    )
