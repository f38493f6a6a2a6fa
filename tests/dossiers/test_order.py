"""What may happen to a dossier, and in which order."""

import pytest

from dossiers.plain import Life, on, terms
from motcua.services.dossiers.rules.deciding import FOLLOWS, NoTerm, OutOfOrder, Step, decide
from motcua.services.dossiers.rules.words import EXCHANGED, Kind, State, WaitsFor, national_portal_status


@pytest.mark.parametrize("kind", [kind for kind in Kind if None not in FOLLOWS[kind]])
def test_nothing_happens_to_a_dossier_that_does_not_exist(kind: Kind) -> None:
    with pytest.raises(OutOfOrder, match="cannot be the first"):
        decide(None, Step(kind, on("03-01 09:00"), unit="u"), terms())


def test_every_kind_says_what_it_may_follow() -> None:
    assert set(FOLLOWS) == set(Kind)
    assert (EXCHANGED[0], EXCHANGED[-1]) == (Kind.SUBMITTED, Kind.RETURNED)


def test_a_whole_life_at_the_counter() -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00")
    assert life.now.state is State.ACCEPTED
    life.then(Kind.FORWARDED, "03-01 10:00", unit="other@1900-01-01")
    assert (life.now.state, life.now.holder) == (State.PROCESSING, "other@1900-01-01")
    life.then(Kind.DECIDED, "03-05 10:00").then(Kind.FINISHED, "03-06 10:00")
    assert (life.now.state, life.now.holder) == (State.READY, life.now.receiving_unit)
    life.then(Kind.RETURNED, "03-20 10:00")
    assert life.now.state is State.RETURNED
    assert life.now.closed_at == on("03-06 10:00")


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ([Kind.RECEIVED], Kind.RETURNED),
        ([Kind.RECEIVED], Kind.RESUMED),
        ([Kind.RECEIVED], Kind.SUPPLEMENTED),
        ([Kind.RECEIVED], Kind.RECEIVED),
        ([Kind.RECEIVED, Kind.FINISHED], Kind.FINISHED),
        ([Kind.RECEIVED, Kind.FINISHED], Kind.FORWARDED),
        ([Kind.RECEIVED, Kind.FINISHED, Kind.RETURNED], Kind.RETURNED),
        ([Kind.RECEIVED, Kind.SUPPLEMENT_REQUESTED], Kind.RESUMED),
        ([Kind.RECEIVED, Kind.PAUSED], Kind.SUPPLEMENTED),
        ([Kind.RECEIVED, Kind.PAUSED], Kind.PAUSED),
        ([Kind.RECEIVED, Kind.WITHDRAWN, Kind.RETURNED], Kind.RETURNED),
        ([Kind.SUBMITTED], Kind.FINISHED),
        ([Kind.SUBMITTED, Kind.SUPPLEMENT_REQUESTED], Kind.FINISHED),
        ([Kind.SUBMITTED, Kind.REFUSED_INTAKE], Kind.RECEIVED),
        ([Kind.RECEIVED, Kind.SUPPLEMENT_REQUESTED], Kind.REFUSED_INTAKE),
    ],
)
def test_what_cannot_follow_is_refused_and_says_what_may(before: list[Kind], kind: Kind) -> None:
    life = Life()
    for day, earlier in enumerate(before, 1):
        life.then(earlier, f"03-{day:02d} 09:00")
    with pytest.raises(OutOfOrder, match="cannot happen to a dossier that is"):
        life.then(kind, "03-28 09:00")


def test_a_wait_gives_back_the_state_it_interrupted() -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00").then(Kind.PAUSED, "03-02 09:00", waits_for=WaitsFor.PRESENCE)
    assert life.then(Kind.RESUMED, "03-03 09:00").now.state is State.ACCEPTED
    life.then(Kind.FORWARDED, "03-03 10:00", unit="u@1").then(Kind.CONSULTED, "03-04 09:00", unit="agency@1")
    assert (life.now.state, life.now.holder) == (State.WAITING_AGENCY, "agency@1")
    life.then(Kind.ANSWERED, "03-05 09:00")
    assert (life.now.state, life.now.holder) == (State.PROCESSING, "u@1")


def test_completion_may_be_asked_for_before_acceptance_and_no_clock_runs() -> None:
    life = Life().then(Kind.SUBMITTED, "03-01 09:00").then(Kind.SUPPLEMENT_REQUESTED, "03-02 09:00")
    assert life.now.stopped_at is None
    life.then(Kind.SUPPLEMENTED, "03-05 09:00")
    assert (life.now.state, life.now.due_at) == (State.SUBMITTED, None)
    assert life.then(Kind.RECEIVED, "03-06 09:00").now.received_at == on("03-06 09:00")


def test_nothing_happens_before_what_happened_last() -> None:
    life = Life().then(Kind.RECEIVED, "03-05 09:00")
    with pytest.raises(OutOfOrder, match="before what happened earlier"):
        life.then(Kind.FORWARDED, "03-04 09:00", unit="u@1")


def test_without_a_term_a_due_time_must_be_given() -> None:
    with pytest.raises(NoTerm, match="no term"):
        Life(terms(term=None)).then(Kind.RECEIVED, "03-01 09:00")
    life = Life(terms(term=None)).then(Kind.RECEIVED, "03-01 09:00", due=on("03-08 17:00"))
    assert life.now.judged_until == on("03-08 17:00")
    assert life.now.term == (7, "working_days")


def test_the_national_portal_has_a_code_for_each_state_but_a_draft() -> None:
    codes = {state: national_portal_status(state, None) for state in State}
    assert codes.pop(State.DRAFT) is None
    assert all(code in range(1, 11) for code in codes.values())
    assert national_portal_status(State.WAITING_CITIZEN, WaitsFor.PAYMENT) == 6
