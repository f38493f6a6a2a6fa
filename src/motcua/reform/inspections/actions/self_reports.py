"""
What the inspected unit does with its report of itself: writes it, sends it, opens it again for a new edition.

Each is one transaction with one event in the ledger's stream ``self_report/<place>``.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models import Place, SelfReport, SelfReportText
from motcua.reform.inspections.queries.inspections import InspectionView, PlaceView, inspection
from motcua.reform.inspections.queries.self_report_rows import (
    VERSION,
    Asked,
    asked_of,
    columns_of,
    computed,
    register_states,
    state_of,
    stream_name,
)
from motcua.reform.inspections.rules import reporting
from motcua.reform.inspections.rules.reporting import ReportEntry
from motcua.reform.inspections.rules.self_report import PREFIX, Act, SelfReportState, SentFigure, apply
from motcua.reform.inspections.rules.words import UnknownInspection

Texts = Mapping[tuple[str, str], str]
"""Texts by the code of their line and their name."""


@transaction.atomic
def write_report(*, place_id: int, entries: Mapping[str, ReportEntry], by: str, at: datetime) -> SelfReportState:
    """
    Write some lines of a report; the others stay. What a unit states against a computed figure needs its reason.

    Computes the figures that are stated against.

    :raises NotAsked: :raises AlreadySent: :raises UnknownReportLine: :raises WrittenMeanwhile: :raises NotAFigure:
    :raises ReasonNeeded: :raises TooLong: :raises UnknownAttachment:
    """
    row, held, place = _locked(place_id, at)
    asked, state = asked_of(held, place), state_of(row)
    named = {digest for entry in entries.values() for digest in entry.files}
    kept = {one.digest for one in files.kept(named, unit_id=place.unit.id).values() if one.name}
    said = reporting.written(state, asked.lines, entries, measures=asked.measures(), kept=kept)
    stated = {code: one["stated"] for code, one in said["lines"].items() if one["stated"]}
    if stated:
        figures = computed(_only(asked, stated), now=at)
        shelves = register_states(place.unit.id, held.period, asked, now=at)
        reporting.check_reasons(
            stated, {code for code, entry in entries.items() if entry.reason.strip()}, figures, shelves
        )
    texts = {(code, name): text for code, entry in entries.items() for name, text in entry.texts().items()}
    return _record(row, place, state, Act.WRITTEN, said, texts, by=by, at=at)


@transaction.atomic
def send_report(*, place_id: int, by: str, at: datetime) -> SelfReportState:
    """
    Hand a report in. The computed figures and how the registers stand are written into the event beside what is stated.

    After its last day it is taken, and marked late.

    :raises NotAsked: :raises AlreadySent: :raises ReasonNeeded: if a figure has moved away from what was stated.
    """
    row, held, place = _locked(place_id, at)
    asked, state = asked_of(held, place), state_of(row)
    said = reporting.sent(state, on=timezone.localdate(at), due_on=asked.due_on)
    figures = computed(asked, now=at)
    shelves = register_states(place.unit.id, held.period, asked, now=at)
    stated = {code: state.said(code).stated for code in asked.lines}
    reasoned = {code for code in asked.lines if "reason" in state.said(code).texts}
    reporting.check_reasons(stated, reasoned, figures, shelves)
    said |= {
        "figures": {
            code: SentFigure(
                one.indicator.measure.value, one.value, one.numerator, one.denominator, one.as_of, one.facts
            ).to_payload()
            for code, one in figures.items()
        },
        "registers": {code: one.to_payload() for code, one in shelves.items()},
    }
    return _record(row, place, state, Act.SENT, said, {}, by=by, at=at)


@transaction.atomic
def amend_report(*, place_id: int, reason: str, by: str, at: datetime) -> SelfReportState:
    """Begin a new edition of a report that was sent; that one stays. :raises NotSent: :raises ReasonNeeded:"""
    row, _, place = _locked(place_id, at)
    state = state_of(row)
    reporting.amended(state, reason)
    return _record(row, place, state, Act.AMENDED, {}, {("", "reason"): reason.strip()}, by=by, at=at)


def _locked(place_id: int, at: datetime) -> tuple[SelfReport, InspectionView, PlaceView]:
    """Lock the place of a report, and give its row, made now if there was none. :raises NotAsked:"""
    found = Place.objects.select_for_update().filter(pk=place_id).first()
    if found is None:
        raise UnknownInspection(gettext_noop("there is no such place of an inspection"), field="place", value=place_id)
    held = inspection(found.inspection_id)
    place = held.place(place_id)
    on = timezone.localdate(at)
    reporting.check_asked(
        reporting.asked(held.kind, notified=held.notified is not None, live=held.live, visit_on=place.visit_on, on=on)
    )
    row, _ = SelfReport.objects.get_or_create(place=found)
    return row, held, place


def _only(asked: Asked, stated: Mapping[str, str]) -> Asked:
    """Give what is asked with those figures alone that are stated against."""
    return replace(asked, refs={code: ref for code, ref in asked.refs.items() if code in stated})


def _record(
    row: SelfReport,
    place: PlaceView,
    state: SelfReportState,
    act: Act,
    said: Mapping[str, Any],
    texts: Texts,
    *,
    by: str,
    at: datetime,
) -> SelfReportState:
    """Append the event, keep the texts beside it, and bring the row to the state after it."""
    kept = [
        SelfReportText(
            report=row, number=state.number + 1, line=line, name=name, text=text, salt=secrets.token_bytes(16)
        )
        for (line, name), text in texts.items()
    ]
    payload = _with_commitments(said, kept, by)
    after = apply(state, act, payload, by=by, at=at)
    ledger.append(
        ledger.NewEvent(
            stream=stream_name(place.id),
            number=after.number,
            kind=PREFIX + act.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=place.unit.key,
            payload=payload,
        ),
        recorded_at=at,
    )
    for column, value in columns_of(after).items():
        setattr(row, column, value)
    row.save()
    SelfReportText.objects.bulk_create(kept)
    return after


def _with_commitments(said: Mapping[str, Any], kept: list[SelfReportText], by: str) -> dict[str, Any]:
    """Give what stands in the ledger: for each text a commitment, at its line or by its name."""
    payload = (
        {**said, "lines": {code: dict(one) for code, one in said["lines"].items()}} if "lines" in said else {**said}
    )
    for one in kept:
        held = ledger.commitment(json.dumps([by, one.text], ensure_ascii=False), bytes(one.salt))
        if one.line:
            payload["lines"][one.line].setdefault("texts", {})[one.name] = held
        else:
            payload[one.name] = held
    return payload
