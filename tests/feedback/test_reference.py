"""The reducer against a second account of the same rules, over tens of thousands of random steps."""

import random
from datetime import datetime, timedelta

import pytest

from feedback.plain import COMPETENT, OFFICE, ZONE, Life
from feedback.reference import Reference
from motcua.kernel.periods import end_of_day
from motcua.kernel.refusals import Refused
from motcua.services.feedback.rules.case import fold
from motcua.services.feedback.rules.deciding import OutOfOrder, WindowOpen, WindowOver, may_follow
from motcua.services.feedback.rules.words import Classification, Kind, State, Verdict

STEPS = 40_000
START = datetime(2022, 1, 3, 9, tzinfo=ZONE)
STAGES = {
    State.RECEIVED: {"new"},
    State.CLASSIFIED: {"taken"},
    State.FORWARDED: {"with unit"},
    State.WAITING_SENDER: {"asked", "asked by unit"},
    State.ANSWERED: {"answered"},
    State.CLOSED: {"closed"},
    State.SET_APART: {"apart"},
}


def agree(life: Life, told: Reference) -> None:
    now = life.now
    assert told.stage in STAGES[now.state]
    assert now.judged_until == end_of_day((START + timedelta(days=told.due)).date(), ZONE)
    assert (now.timeliness.value if now.timeliness else "") == told.judged
    assert now.reopened == told.reopened
    assert now.counted == (told.stage != "apart")
    assert (now.verdict is Verdict.UNSATISFIED) == (told.unhappy is True)


def something(chance: random.Random, kind: Kind) -> tuple[dict[str, object], str]:
    """Say something that goes with a kind of event, and the word that the second account knows it by."""
    match kind:
        case Kind.CLASSIFIED:
            word = chance.choice([Classification.FEEDBACK] * 5 + list(Classification))
            return {"classification": word, "joined_to": 1 if word is Classification.DUPLICATE else None}, word.value
        case Kind.FORWARDED:
            return {"unit": chance.choice([OFFICE, COMPETENT])}, ""
        case Kind.JUDGED:
            verdict = chance.choice(list(Verdict))
            return {"verdict": verdict}, verdict.value
    return {}, ""


def test_both_accounts_agree_at_every_step() -> None:
    chance = random.Random(20221014)  # noqa: S311 - not for secrets
    life, told, taken, refused, untimely, reopened = Life(), Reference(), 0, 0, 0, 0
    for step in range(STEPS):
        kind = chance.choice(list(Kind))
        day = told.day + chance.choice([0, 0, 1, 1, 2, 5, 9])
        said, word = something(chance, kind)
        at = START + timedelta(days=day)
        assert may_follow(life.state, kind) == told.allows(kind.value), (step, life.state, told.stage, kind)
        if not told.allows(kind.value):
            with pytest.raises(OutOfOrder):
                life.then(kind, at, **said)
            refused += 1
        elif not told.in_its_time(kind.value, day):
            with pytest.raises(WindowOver if kind is Kind.REOPENED else WindowOpen):
                life.then(kind, at, **said)
            untimely += 1
        else:
            life.then(kind, at, **said)
            told.happen(kind.value, day, word)
            agree(life, told)
            taken += 1
            reopened += kind is Kind.REOPENED
        if len(life.events) > 16:
            assert fold(life.events) == life.state
            life, told = Life(), Reference()
    assert min(taken, refused) > 5_000
    assert min(untimely, reopened) > 50


def test_the_comparison_can_fail() -> None:
    life, told = Life().then(Kind.RECEIVED, START), Reference()
    told.happen("received", 1)
    with pytest.raises(AssertionError):
        agree(life, told)


def test_nothing_stands_before_what_happened_earlier() -> None:
    life = Life().then(Kind.RECEIVED, START)
    with pytest.raises(Refused, match="before what happened earlier"):
        life.then(Kind.SENDER_TOLD, START - timedelta(minutes=1))
