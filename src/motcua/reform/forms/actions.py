"""
What is done with a sheet. Each is one transaction with its event in the ledger's stream ``form/<id>``.

``by`` is the actor as the ledger knows it; ``at`` is now, aware.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.forms import models
from motcua.reform.forms.queries.declared import forms, presets
from motcua.reform.forms.queries.kept import UnknownSheet, before, expected, latest
from motcua.reform.forms.queries.making import make
from motcua.reform.forms.queries.replay import STREAM, state_of
from motcua.reform.forms.rules.declaring import ByHand, Form, Rows
from motcua.reform.forms.rules.life import Kind, OutOfTurn, SheetState, Standing, apply
from motcua.reform.forms.rules.presets import check_preset
from motcua.reform.forms.rules.sheets import (
    Line,
    Origin,
    Part,
    Sheet,
    Trace,
    Unbalanced,
    Values,
    added,
    canonical,
    check,
    check_numbers,
    cited,
    content,
)
from motcua.reform.indicators import public as indicators

VERSION = 1
"""The version of this module's payloads."""


class Overlapping(Refused):
    """A sheet of the same unit, form and preset is kept for some of these days."""


class NotOver(Refused):
    """The period has not ended."""


class OutsideLife(Refused):
    """The unit did not exist on every day of the period."""


class NobodyAbove(Refused):
    """No unit stands above, so there is nobody to send to."""


class Missing(Refused):
    """Units below have no accepted sheet for the period."""


class NoReason(Refused):
    """A reason must be given, and none is."""


def freeze(*, form: str, unit: str, period: Period, preset: str, by: str, at: datetime, reason: str = "") -> int:
    """
    Freeze a sheet as the facts fill it now; give its id.

    A second sheet of the same form, unit and period is its next edition, and needs a reason.

    :param unit: the code on the last day of the period.
    :raises Overlapping: :raises NotOver: :raises OutsideLife: :raises NoReason:
    :raises ByHand: if facts do not fill the form.
    """
    declared, of = _asked(form, unit, period, preset, at)
    made = make(indicators.up_to_date(at=at), form=declared, unit=of.code, period=period, preset=preset, now=at)
    return _keep(Kind.FROZEN, declared, of, made, by=by, at=at, reason=reason)


def enter(
    *,
    form: str,
    unit: str,
    period: Period,
    preset: str,
    lines: Sequence[Line],
    total: Values,
    by: str,
    at: datetime,
    reason: str = "",
) -> int:
    """
    Keep a sheet that a person entered, as of a unit that is not on the system; give its id.

    :param lines: each with a value for each column of the form; sums may be left at zero, they follow.
    :param reason: needed where an identity does not hold, and for a next edition.
    :raises Unbalanced: if an identity does not hold and no reason is given; it names the first.
    :raises Overlapping: :raises NotOver: :raises OutsideLife: :raises Refused: for what is no count.
    """
    declared, of = _asked(form, unit, period, preset, at)
    if declared.rows is Rows.DOSSIER:
        raise ByHand(gettext_noop("a list of dossiers is not entered"), field="form", value=form)
    check_numbers(declared, lines, total)
    summed = tuple(replace(line, values=declared.summed(line.values)) for line in lines)
    made = Sheet(
        form=declared.code,
        version=declared.valid_from,
        unit=of.key,
        unit_name=of.name,
        period=period,
        preset=preset,
        origin=Origin.HAND,
        columns=tuple(column.number for column in declared.columns),
        lines=summed,
        total=declared.summed(total),
    )
    return _keep(Kind.ENTERED, declared, of, made, by=by, at=at, reason=reason)


def gather(*, form: str, unit: str, period: Period, preset: str, by: str, at: datetime, reason: str = "") -> int:
    """
    Freeze the sum of the sheets that the units below sent and that were accepted, with the unit's own; give its id.

    Each line is the total of one sheet, and the total is the sum of the lines.

    :raises Missing: if a unit below, or the unit itself, has no such sheet; it names them.
    :raises Overlapping: :raises NotOver: :raises OutsideLife: :raises NoReason:
    """
    declared, of = _asked(form, unit, period, preset, at)
    if not declared.gathers:
        raise ByHand(gettext_noop("this form adds up no sheets from below"), field="form", value=declared.code)
    own = latest(of.id, form=declared.gathers, preset=preset, period=period)
    below = expected(
        of, form=declared, preset=preset, period=period, today=at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    )
    accepted = [one.kept for one in below if one.kept and one.kept.standing is Standing.ACCEPTED]
    missing = [one.unit.name for one in below if one.word != Standing.ACCEPTED] + ([] if own else [of.name])
    if missing or own is None:
        raise Missing(
            gettext_noop("there is no accepted sheet for these days from: %(units)s"),
            field="period",
            value=f"{period.first} – {period.last}",
            expected=gettext_noop("accept what was sent, and freeze the unit's own sheet of the form %(form)s"),
            params={"units": ", ".join(missing), "form": declared.gathers},
        )
    names = {one.unit.key: (one.unit.code, one.unit.name) for one in below} | {of.key: (of.code, of.name)}
    sheets = [own, *accepted]
    lines = tuple(Line(*names[one.sheet.unit], values=one.sheet.total) for one in sheets)
    made = Sheet(
        form=declared.code,
        version=declared.valid_from,
        unit=of.key,
        unit_name=of.name,
        period=period,
        preset=preset,
        origin=Origin.BELOW,
        columns=tuple(column.number for column in declared.columns),
        lines=lines,
        total=added(lines, len(declared.columns)),
        trace=Trace(practice=own.sheet.trace.practice, statements=own.sheet.trace.statements),
        parts=tuple(Part(one.sheet.unit, one.id, one.digest) for one in sheets),
    )
    return _keep(Kind.FROZEN, declared, of, made, by=by, at=at, reason=reason)


def send(*, sheet: int, by: str, at: datetime) -> None:
    """
    Send a frozen sheet to the unit above, as of the last day of its period.

    :raises NobodyAbove: :raises UnknownSheet:
    :raises OutOfTurn: if it is sent already, or a later edition is kept.
    """
    with transaction.atomic():
        row = _locked(sheet)
        later = models.KeptSheet.objects.filter(
            shelf=row.shelf_id, first=row.first, last=row.last, edition__gt=row.edition
        )
        if later.exists():
            raise OutOfTurn(
                gettext_noop("a later edition of this sheet is kept"),
                field="sheet",
                value=sheet,
                expected=gettext_noop("send the latest"),
            )
        above = units.structure(row.last).above(row.shelf.unit_id)
        governments = [unit for unit in above if unit.level is not units.Level.DEPARTMENT]
        if not governments:
            raise NobodyAbove(
                gettext_noop("no unit stands above this one on %(day)s"),
                field="sheet",
                params={"day": row.last.isoformat()},
            )
        _go_on(row, Kind.SENT, {"to": governments[0].key}, by=by, at=at)


def accept(*, sheet: int, by: str, at: datetime) -> None:
    """Accept a sheet that a unit below sent. :raises OutOfTurn: :raises UnknownSheet:"""
    with transaction.atomic():
        _go_on(_locked(sheet), Kind.RECEIVED, {"accepted": True}, by=by, at=at)


def send_back(*, sheet: int, reason: str, by: str, at: datetime) -> None:
    """Send a sheet back to the unit below, with what is to be mended. :raises OutOfTurn: :raises NoReason:"""
    if not reason.strip():
        raise NoReason(
            gettext_noop("a sheet is not sent back without a reason"),
            field="reason",
            expected=gettext_noop("say what is to be mended"),
        )
    with transaction.atomic():
        _go_on(_locked(sheet), Kind.RECEIVED, {"accepted": False}, by=by, at=at, reason=reason)


def _asked(form: str, unit: str, period: Period, preset: str, at: datetime) -> tuple[Form, units.Unit]:
    check_preset(preset, period, presets())
    if period.ends(ZoneInfo(settings.TIME_ZONE)) > at:
        raise NotOver(
            gettext_noop("the period is not over, so its numbers may still change"),
            field="to",
            value=period.last.isoformat(),
            expected=gettext_noop("freeze it from the day after on"),
        )
    of = units.find(unit, on=period.last)
    if of.valid_from > period.first:
        raise OutsideLife(
            gettext_noop("%(name)s exists from %(first)s on only"),
            field="from",
            value=period.first.isoformat(),
            expected=gettext_noop("begin then; the units before it report the days before"),
            params={"name": of.name, "first": of.valid_from.isoformat()},
        )
    return forms().find(form, on=period.last), of


def _keep(kind: Kind, form: Form, of: units.Unit, sheet: Sheet, *, by: str, at: datetime, reason: str) -> int:
    period = sheet.period
    checkpoint = ledger.latest_checkpoint()
    if checkpoint is not None:
        sheet = cited(sheet, size=checkpoint.size, root=checkpoint.root.hex())
    with transaction.atomic():
        shelf, _ = models.Shelf.objects.select_for_update().get_or_create(
            unit_id=of.id, form=form.code, preset=sheet.preset
        )
        edition = _edition(shelf, period)
        imbalances = check(
            form,
            sheet.lines,
            sheet.total,
            before=before(of.id, form=form.code, preset=sheet.preset, first=period.first),
        )
        if imbalances and not reason.strip():
            raise Unbalanced(imbalances)
        if edition > 1 and not reason.strip():
            raise NoReason(
                gettext_noop("a sheet of these days is kept; another edition needs a reason"),
                field="reason",
                expected=gettext_noop("say what changed and why"),
            )
        said = content(replace(sheet, imbalances=imbalances))
        payload: dict[str, Any] = {"edition": edition, "sheet": said}
        written = models.Reason(number=1, text=reason.strip(), salt=secrets.token_bytes(16))
        if written.text:
            payload["reason"] = ledger.commitment(written.text, bytes(written.salt))
        state = apply(None, kind, at, payload)
        row = models.KeptSheet(shelf=shelf, content=canonical(said), **_columns(state), sent_to=None)
        row.first, row.last, row.edition, row.digest = period.first, period.last, state.edition, state.digest
        row.save(force_insert=True)
        if written.text:
            written.sheet = row
            written.save(force_insert=True)
        _append(row, kind, payload, by=by, at=at, unit=of.key)
    return row.pk


def _edition(shelf: models.Shelf, period: Period) -> int:
    """Give the number of the next edition. :raises Overlapping: if a sheet of some of the days, not all, is kept."""
    meeting = models.KeptSheet.objects.filter(shelf=shelf, first__lte=period.last, last__gte=period.first)
    for one in meeting.order_by("first", "edition"):
        if (one.first, one.last) != (period.first, period.last):
            raise Overlapping(
                gettext_noop("a sheet from %(first)s to %(last)s is kept, which has days of this one"),
                field="period",
                value=f"{period.first} – {period.last}",
                expected=gettext_noop("take days that no kept sheet has, or another kind of period"),
                params={"first": one.first.isoformat(), "last": one.last.isoformat()},
            )
    return meeting.count() + 1


def _locked(sheet: int) -> models.KeptSheet:
    row = models.KeptSheet.objects.select_for_update(of=("self",)).select_related("shelf").filter(pk=sheet).first()
    if row is None:
        raise UnknownSheet(gettext_noop("no sheet of this number is kept"), field="sheet", value=sheet)
    return row


def _go_on(
    row: models.KeptSheet, kind: Kind, said: Mapping[str, Any], *, by: str, at: datetime, reason: str = ""
) -> None:
    payload = dict(said)
    if reason:
        written = models.Reason(sheet=row, number=row.events + 1, text=reason.strip(), salt=secrets.token_bytes(16))
        payload["reason"] = ledger.commitment(written.text, bytes(written.salt))
        written.save(force_insert=True)
    state = apply(state_of(row), kind, at, payload)
    for column, value in _columns(state).items():
        setattr(row, column, value)
    row.sent_to_id = units.by_key([state.sent_to])[state.sent_to].id if state.sent_to else None
    row.save()
    unit = units.by_id([row.shelf.unit_id])[row.shelf.unit_id]
    _append(row, kind, payload, by=by, at=at, unit=unit.key)


def _columns(state: SheetState) -> dict[str, Any]:
    return {
        "events": state.number,
        "standing": state.standing.value,
        "flagged": state.flagged,
        "kept_at": state.kept_at,
        "sent_at": state.sent_at,
        "received_at": state.received_at,
    }


def _append(row: models.KeptSheet, kind: Kind, payload: Mapping[str, Any], *, by: str, at: datetime, unit: str) -> None:
    ledger.append(
        ledger.NewEvent(
            stream=f"{STREAM}{row.pk}",
            number=row.events,
            kind=kind.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=payload,
        ),
        recorded_at=at,
    )
