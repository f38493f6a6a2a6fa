"""The reducer against a second account of the same rules, over a hundred thousand random steps."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest

from dossiers.plain import LAND_OFFICE, OFFICE, ZONE, Life
from dossiers.reference import Reference
from motcua.kernel.periods import end_of_day
from motcua.services.dossiers.rules.deciding import OutOfOrder, may_follow
from motcua.services.dossiers.rules.spans import spans
from motcua.services.dossiers.rules.state import fold
from motcua.services.dossiers.rules.words import CITIZEN, OPEN, Kind, State, WaitsFor

STEPS = 100_000
START = datetime(2022, 1, 3, 9, tzinfo=ZONE)

STAGES = {
    State.DRAFT: {"draft"},
    State.SUBMITTED: {"submitted"},
    State.ACCEPTED: {"accepted"},
    State.PROCESSING: {"processing"},
    State.WAITING_CITIZEN: {"papers", "payment", "asked"},
    State.WAITING_AGENCY: {"agency"},
    State.DECIDED: {"decided"},
    State.READY: {"ready"},
    State.RETURNED: {"returned"},
    State.REFUSED: {"refused"},
    State.REFUSED_INTAKE: {"refused_intake"},
    State.WITHDRAWN: {"withdrawn"},
    State.STOPPED: {"stopped"},
}


def agree(life: Life, told: Reference) -> None:
    now = life.now
    assert told.stage in STAGES[now.state]
    assert (now.timeliness.value if now.timeliness else "") == told.judged
    if told.due is not None:
        assert now.judged_until == end_of_day((START + timedelta(days=told.due)).date(), ZONE)
    else:
        assert now.judged_until is None
    assert (now.fee_paid or 0) == told.paid
    assert now.fee_paid_online in {None, 0}
    assert ((now.fee_advance or 0), now.fee_final, now.returned_again) == (told.advance, told.final, told.again)
    assert told.papers == (None if now.papers is None else (now.papers, now.papers_digitised, now.papers_reused))
    used = dict(now.used)
    day = 24 * 60
    assert used.pop(CITIZEN, 0) == told.days.get("citizen", 0) * day
    assert sum(used.values()) == told.days.get("office", 0) * day


def test_both_accounts_agree_at_every_step() -> None:
    chance = random.Random(20221014)  # noqa: S311 - not for secrets
    life, told, taken, refused = Life(), Reference(), 0, 0
    for step in range(STEPS):
        kind = chance.choice(list(Kind))
        day = told.day + chance.choice([0, 0, 1, 1, 2, 5])
        said: dict[str, Any] = (
            {"unit": chance.choice([OFFICE, LAND_OFFICE])} if kind in {Kind.FORWARDED, Kind.CONSULTED} else {}
        )
        if kind is Kind.COMPETENCE_NAMED:
            said = {"unit": OFFICE}
        if kind is Kind.PAUSED:
            said = {"waits_for": chance.choice([WaitsFor.PAYMENT, WaitsFor.PRESENCE])}
        if kind in {Kind.PAID, Kind.REFUNDED}:
            said = {"extra": {"amount": day, "online": False} | ({"advance": True} if kind is Kind.PAID else {})}
        if kind is Kind.FEE_FIXED:
            said = {"extra": {"fee_final": day}}
        if kind is Kind.PAPERS_NOTED:
            said = {"extra": {"papers": day + 2, "digitised": day, "reused": 1}}
        if kind in {Kind.REFUSED_INTAKE, Kind.DRAFTED} and life.state is None:
            continue
        assert may_follow(life.state, kind) == told.allows(kind.value), (step, life.state, told.stage, kind)
        if told.allows(kind.value):
            life.then(kind, START + timedelta(days=day), **said)
            told.happen(kind.value, day)
            agree(life, told)
            taken += 1
        else:
            with pytest.raises(OutOfOrder):
                life.then(kind, START + timedelta(days=day), **said)
            refused += 1
        if len(life.events) > 14 or told.stage in {"returned", "refused_intake"}:
            assert fold(life.events) == life.state
            spans_tell_every_day(life)
            life, told = Life(), Reference()
    assert taken > 10_000
    assert refused > 10_000


def spans_tell_every_day(life: Life) -> None:
    """At every day, the span says what folding the events before that instant says."""
    told = list(spans(life.events))
    for ahead in range(0, 40, 3):
        at = START + timedelta(days=ahead, minutes=1)
        folded = fold([event for event in life.events if event.occurred_at < at])
        found = [span for span, _ in told if span.start_at < at and (span.end_at is None or at <= span.end_at)]
        if folded is None:
            assert not found
            continue
        (span,) = found
        assert (span.state, span.holder, span.judged_until) == (folded.state, folded.holds, folded.judged_until)
        assert span.pending == (folded.state in OPEN and folded.received_at is not None)


def test_the_comparison_can_fail() -> None:
    life = Life().then(Kind.RECEIVED, START)
    told = Reference()
    told.happen("received", 1)
    with pytest.raises(AssertionError):
        agree(life, told)
