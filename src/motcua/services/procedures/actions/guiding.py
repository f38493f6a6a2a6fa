"""
What is published of procedures for citizens: laid down one by one, or taken in as the national portal gives it out.

Each guide is an event of the ledger's stream ``procedure/<code>``, which holds the digest of its text: the text itself
is published, long, and stays as it was in its row. Nothing is edited: what held until then is closed the day before.
"""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import RowsRefused, Taken
from motcua.kernel.vietnamese import fold
from motcua.services.procedures import models
from motcua.services.procedures.actions.catalogue import VERSION, changing
from motcua.services.procedures.queries.catalogue import find
from motcua.services.procedures.rules.draft import Content, Draft
from motcua.services.procedures.rules.guide import Guide, body_of_guide, digest_of_guide, flaws_of_guide
from motcua.services.procedures.rules.national import Doubt, Read, read_record
from motcua.services.procedures.rules.words import DEFAULT_POLICY, AlreadyChanged

DAY = timedelta(days=1)
BATCH = 400


@dataclass(frozen=True, slots=True)
class TakenGuides:
    """What came of a file of procedures: its rows, and what of them could not be read."""

    rows: Taken
    doubts: tuple[Doubt, ...]


def publish_guide(*, code: str, guide: Guide, on: date, by: str, at: datetime) -> bool:
    """
    Publish what citizens read about a procedure from a day on; say whether that changes anything. Six SQL statements.

    :raises Refused: for a text that is too long, or a paper without a name.
    :raises UnknownProcedure: if it is not in force on that day.
    :raises AlreadyChanged: if something that begins on or after this day is on record.
    """
    for flaw in flaws_of_guide(guide):
        raise flaw
    find(code, on=on)
    with transaction.atomic():
        return bool(_write({code: guide}, on, by, at))


def take_guides(records: Iterable[tuple[int, object]], *, source: str, on: date, by: str, at: datetime) -> TakenGuides:
    """
    Take in procedures of the national portal with all that it publishes of them, whole or not at all.

    What a known procedure says otherwise becomes its next version; its clock policy and field code stay. A term that
    could not be read leaves the one on record as it is. Some forty SQL statements for each four hundred records.

    :param records: each record with its line.
    :param on: the first day on which they hold.
    :raises RowsRefused: with every record that is none.
    """
    read, refused, number = _read(records, on, source)
    with transaction.atomic():
        with changing(by, at) as draft:
            codes = {fold(name): code for code, name in draft.fields.items()}
            for one in read:
                try:
                    draft.publish(one.code, _content(draft, one, codes, on), on=on)
                except Refused as refusal:
                    refused.append(refusal.at_line(one.line))
            if refused:
                raise RowsRefused(sorted(refused, key=lambda refusal: refusal.line or 0), read=number)
            changed = {change.code for change in draft.changes}
        changed |= _write({one.code: one.guide for one in read}, on, by, at)
    doubts = tuple(doubt for one in read for doubt in one.doubts)
    return TakenGuides(Taken(number, len(changed), number - len(changed)), doubts)


def _read(records: Iterable[tuple[int, object]], on: date, source: str) -> tuple[Sequence[Read], list[Refused], int]:
    read: dict[str, Read] = {}
    refused: list[Refused] = []
    number = 0
    for line, record in records:
        number += 1
        try:
            if isinstance(record, Refused):
                raise record
            one = read_record(record, line=line, on=on, source=source)
            if one.code in read:
                raise Refused(
                    gettext_noop("line %(other)s names this code already"),
                    field="code",
                    value=one.code,
                    params={"other": read[one.code].line},
                )
            for flaw in flaws_of_guide(one.guide):
                raise flaw
        except Refused as refusal:
            refused.append(refusal.at_line(line))
        else:
            read[one.code] = one
    return list(read.values()), refused, number


def _content(draft: Draft, read: Read, codes: dict[str, str], on: date) -> Content:
    """Give what the catalogue shall say of a record: what is on record where the record says nothing."""
    known = draft.in_force(read.code, on)
    folded = fold(read.field_name)
    if folded not in codes:
        codes[folded] = _new_code(folded, codes.values())
    code = codes[folded]
    return Content(
        name=read.name,
        field_code=code,
        field_name=draft.fields.get(code, read.field_name),
        term=read.term or (known.term if known else None),
        policy=known.policy if known else DEFAULT_POLICY,
        sensitive=known.sensitive if known else False,
        decision=read.decision or (known.decision if known else ""),
    )


def _new_code(folded: str, taken: Collection[str]) -> str:
    """Make a code of a field's name: its words with hyphens, and a number where that is another's."""
    words = "".join(one if one.isascii() and one.isalnum() else " " for one in folded).split()
    plain = "-".join(words)[:56] or "linh-vuc"
    numbered = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(taken) + 2))
    return next(code for code in numbered if code not in taken)


def _write(guides: dict[str, Guide], on: date, by: str, at: datetime) -> set[str]:
    """Write the guides that say something else than those on record; give their codes."""
    changed: set[str] = set()
    codes = sorted(guides)
    for first in range(0, len(codes), BATCH):
        some = codes[first : first + BATCH]
        procedures = {one.code: one for one in models.Procedure.objects.select_for_update().filter(code__in=some)}
        latest: dict[int, models.GuideVersion] = {}
        for row in models.GuideVersion.objects.filter(procedure__code__in=some).order_by("valid_from"):
            latest[row.procedure_id] = row
        new, ended, events = [], [], []
        for code in some:
            procedure, body = procedures[code], body_of_guide(guides[code])
            now = latest.get(procedure.pk)
            if now is not None:
                if now.valid_to is None and now.valid_from <= on and now.body == body:
                    continue
                _check_later(code, now.valid_from, on)
                if now.valid_to is None:
                    ended.append(now.pk)
            new.append(models.GuideVersion(procedure=procedure, body=body, valid_from=on))
            procedure.events += 1
            events.append(_event(procedure, body, on, by, at))
            changed.add(code)
        models.GuideVersion.objects.filter(pk__in=ended).update(valid_to=on - DAY)
        models.GuideVersion.objects.bulk_create(new)
        models.Procedure.objects.bulk_update([one.procedure for one in new], ["events"])
        ledger.append_all(events, recorded_at=at)
    if changed:
        models.Catalogue.objects.update_or_create(id=models.Catalogue.ONLY, defaults={"stamp": secrets.token_hex(16)})
    return changed


def _check_later(code: str, begun: date, on: date) -> None:
    if begun >= on:
        raise AlreadyChanged(
            gettext_noop("a guide of %(code)s that begins on %(day)s is on record"),
            field="on",
            value=on.isoformat(),
            expected=gettext_noop("let the change begin after that day"),
            params={"code": code, "day": begun},
        )


def _event(procedure: models.Procedure, body: dict[str, Any], on: date, by: str, at: datetime) -> ledger.NewEvent:
    return ledger.NewEvent(
        stream=f"procedure/{procedure.code}",
        number=procedure.events,
        kind="procedure.guide_published",
        version=VERSION,
        occurred_at=at,
        actor=by,
        unit="",
        payload={"on": on.isoformat(), "sha256": digest_of_guide(body), "parts": sorted(body)},
    )
