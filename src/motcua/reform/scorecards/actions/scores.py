"""What is done to a unit's score: the unit scores and submits, the unit above verifies, the unit may answer."""

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.registers import public as registers
from motcua.reform.scorecards.models import Remark, Round, Score
from motcua.reform.scorecards.queries.rounds import UnknownRound, card_of
from motcua.reform.scorecards.rows import VERSION, columns_of, state_of, stream_name
from motcua.reform.scorecards.rules import deciding
from motcua.reform.scorecards.rules.deciding import FILE, RECORD, Entry, NotNow, Payload, Verdict
from motcua.reform.scorecards.rules.life import PREFIX, Act, ScoreState, apply
from motcua.reform.scorecards.rules.scorecard import Figure, Scorecard


class OwnScore(Refused):
    """A unit would verify its own score."""


class UnknownEvidence(Refused):
    """What is named as evidence is not there."""


Decide = Callable[[Scorecard, ScoreState, Round, date], Payload]


def score_own(*, round_id: int, unit_id: int, entries: Mapping[str, Entry], by: str, at: datetime) -> ScoreState:
    """
    Give one's own points to components, with note and evidence; what was given before is replaced.

    :raises NotNow: once the score was submitted, or the round is closed.
    """
    notes = {code: entry.note for code, entry in entries.items()}

    def decide(card: Scorecard, state: ScoreState, row: Round, _on: date) -> Payload:
        said = deciding.scored(card, state, entries)
        _there(entries, unit_id, on=row.last)
        return said

    return _record(Act.SCORED, round_id, unit_id, decide, notes, by, at)


def submit(*, round_id: int, unit_id: int, by: str, at: datetime) -> ScoreState:
    """Hand one's score in. After the deadline it is taken and marked late. :raises NotNow: :raises NothingSaid:"""
    return _record(
        Act.SUBMITTED,
        round_id,
        unit_id,
        lambda card, state, row, on: deciding.submitted(card, state, on=on, until=row.submit_until),
        {},
        by,
        at,
    )


def verify(
    *, round_id: int, unit_id: int, verdicts: Mapping[str, Verdict], for_unit: int, by: str, at: datetime
) -> ScoreState:
    """
    Accept or adjust a unit's points, with a reason where they are adjusted.

    :param for_unit: the unit on whose behalf this is done: the one that opened the round, or one above it.
    :raises OwnScore: if that is the unit itself, or does not stand above.
    """
    reasons = {code: verdict.reason for code, verdict in verdicts.items()}
    return _record(
        Act.VERIFIED,
        round_id,
        unit_id,
        lambda card, state, row, on: (
            deciding.verified(card, state, verdicts, on=on, until=row.submit_until) | _above(row, unit_id, for_unit)
        ),
        reasons,
        by,
        at,
    )


def take_survey(
    *, round_id: int, unit_id: int, counts: Mapping[str, Figure], for_unit: int, by: str, at: datetime
) -> ScoreState:
    """Enter what a survey found, satisfied answers of all answers; the points follow. :raises OwnScore: as above."""
    return _record(
        Act.SURVEYED,
        round_id,
        unit_id,
        lambda card, _state, row, _on: deciding.surveyed(card, counts) | _above(row, unit_id, for_unit),
        {},
        by,
        at,
    )


def answer(*, round_id: int, unit_id: int, answers: Mapping[str, str], by: str, at: datetime) -> ScoreState:
    """Answer the verification of components. :raises NotNow: before it, or after the deadline."""
    return _record(
        Act.ANSWERED,
        round_id,
        unit_id,
        lambda card, state, row, on: deciding.answered(card, state, answers, on=on, until=row.answer_until),
        answers,
        by,
        at,
    )


def _there(entries: Mapping[str, Entry], unit_id: int, *, on: date) -> None:
    """Check that what is named as evidence is the unit's: files it handed in, records. Three SQL queries a record."""
    named = [(reference, code) for code, entry in entries.items() for reference in entry.evidence]
    digests = [reference.removeprefix(FILE) for reference, _ in named if reference.startswith(FILE)]
    kept = {digest for digest, one in files.kept(digests, unit_id=unit_id).items() if one.name}
    own = units.structure(on).below(unit_id, own=True)
    for reference, code in named:
        if reference.startswith(FILE):
            there = reference.removeprefix(FILE) in kept
        else:
            there = _is_record(int(reference.removeprefix(RECORD)), own)
        if not there:
            raise UnknownEvidence(
                gettext_noop("the unit keeps no such evidence"),
                field=code,
                value=reference,
                expected=gettext_noop("hand the file in, or name a record of the unit's own registers"),
            )


def _is_record(record_id: int, own: frozenset[int]) -> bool:
    try:
        found = registers.find(record_id)
    except registers.UnknownRecord:
        return False
    return found.unit_id in own and not found.withdrawn


def _above(row: Round, unit_id: int, for_unit: int) -> Payload:
    """Say on whose behalf a verification is done."""
    structure = units.structure(row.last)
    above = {one.id: one for one in structure.above(unit_id)}
    if for_unit not in above:
        raise OwnScore(gettext_noop("a score is verified by the unit above, never by the unit itself"), field="unit")
    return {"for_unit": above[for_unit].key}


def _record(
    act: Act, round_id: int, unit_id: int, decide: Decide, texts: Mapping[str, str], by: str, at: datetime
) -> ScoreState:
    """Record one act: lock round and score, decide, append to the ledger, write the row and the texts."""
    with transaction.atomic():
        of = Round.objects.select_for_update().filter(pk=round_id).first()  # nobody closes it meanwhile
        row = Score.objects.select_for_update().filter(round_id=round_id, unit_id=unit_id).first()
        if row is None or of is None:
            raise UnknownRound(gettext_noop("this unit is not scored in this round"), field="round", value=round_id)
        if of.closed_at is not None:
            raise NotNow(gettext_noop("the round is closed"), field="round")
        state = state_of(row)
        said = decide(card_of(of.text), state, of, timezone.localdate(at))
        remarks = _remarks(act, texts, by, at)
        payload = said | _commitments(remarks)
        after = apply(state, act, at, payload)
        ledger.append(
            ledger.NewEvent(
                stream=stream_name(row.pk),
                number=after.number,
                kind=PREFIX + act.value,
                version=VERSION,
                occurred_at=at,
                actor=by,
                unit=units.by_id([unit_id])[unit_id].key,
                payload=payload,
            ),
            recorded_at=at,
        )
        columns = columns_of(after)
        for column, value in columns.items():
            setattr(row, column, value)
        row.save(update_fields=list(columns))
        for remark in remarks:
            remark.score, remark.number = row, after.number
        Remark.objects.bulk_create(remarks)
    return after


def _remarks(act: Act, texts: Mapping[str, str], by: str, at: datetime) -> list[Remark]:
    return [
        Remark(component=code, about=act.value, author=by, at=at, text=text.strip(), salt=secrets.token_bytes(16))
        for code, text in texts.items()
        if text.strip()
    ]


def _commitments(remarks: list[Remark]) -> Payload:
    """Give what stands for the texts in the ledger."""
    held = {
        one.component: ledger.commitment(json.dumps([one.author, one.text], ensure_ascii=False), bytes(one.salt))
        for one in remarks
    }
    return {"remarks": held} if held else {}
