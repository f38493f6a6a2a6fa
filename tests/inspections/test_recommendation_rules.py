"""What a watch says, and how a recommendation stands, by the rules alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reform.inspections.public import (
    INSPECTING_MAY,
    UNIT_MAY,
    Comparison,
    NotAtThisStage,
    RecommendationState,
    Remedy,
    Standing,
    Watch,
    WrongDay,
    possible_acts,
)
from motcua.reform.inspections.public import RecommendationAct as Act
from motcua.reform.inspections.rules import remedying
from motcua.reform.inspections.rules.recommendation import apply

TARGETS = st.decimals(min_value=0, max_value=10**6, places=2)
FIGURES = st.none() | st.fractions(min_value=0, max_value=10**6)
WATCHES = st.builds(
    Watch, indicator=st.just("dossiers.late"), comparison=st.sampled_from(Comparison), target=TARGETS, own=st.booleans()
)


@given(WATCHES)
def test_a_watch_stands_in_an_event_as_it_is(watch: Watch) -> None:
    assert Watch.from_payload(watch.to_payload()) == watch


@given(WATCHES, FIGURES)
def test_a_figure_is_well_on_one_side_of_the_target_and_the_target_itself_is(
    watch: Watch, figure: Fraction | None
) -> None:
    assert watch.met(None) is None
    assert watch.met(Fraction(watch.target)) is True
    if figure is not None and figure != Fraction(watch.target):
        other = Comparison.AT_MOST if watch.comparison is Comparison.AT_LEAST else Comparison.AT_LEAST
        assert watch.met(figure) is not Watch(watch.indicator, other, watch.target).met(figure)


def test_a_figure_that_a_float_would_take_for_the_target_is_not_well() -> None:
    watch = Watch("dossiers.on_time", Comparison.AT_LEAST, Decimal("99.9"))
    assert watch.met(Fraction(999, 10)) is True
    assert watch.met(Fraction(999, 10) - Fraction(1, 10**20)) is False


FIRST = date(2022, 11, 1)
EVERYTHING = {**UNIT_MAY, **INSPECTING_MAY}


def decide(act: Act, state: RecommendationState, on: date, step: int) -> remedying.Payload:
    """Say an act whole, so that nothing but where it stands can speak against it."""
    later = state.due_on + timedelta(days=5)
    letter = f"file/{step:064x}"
    said: dict[Act, Callable[[], remedying.Payload]] = {
        Act.ACCEPTED: lambda: remedying.accepted(state, owner="post/1"),
        Act.RESERVED: lambda: remedying.reserved(state, reason="."),
        Act.ASSIGNED: lambda: remedying.assigned(state, owner="post/2"),
        Act.EXTENSION_ASKED: lambda: remedying.extension_asked(state, until=later, on=on, reason="."),
        Act.EVIDENCED: lambda: remedying.evidenced(state, evidence=[letter]),
        Act.REPORTED: lambda: remedying.reported(state, said=".", evidence=[letter], on=on),
        Act.UPHELD: lambda: remedying.upheld(state, reason="."),
        Act.VERIFIED: lambda: remedying.verified(state, by="post/9", reported_it=False),
        Act.RETURNED: lambda: remedying.returned(state, reason="."),
        Act.CLOSED: lambda: remedying.closed(state, seen=None, reason=""),
        Act.EXTENSION_GRANTED: lambda: remedying.extension_granted(state, until=later),
        Act.EXTENSION_REFUSED: lambda: remedying.extension_refused(state, reason="."),
        Act.ESCALATED: lambda: remedying.escalated(state, to=f"unit/{step}", reason=".", on=on),
        Act.WITHDRAWN: lambda: remedying.withdrawn(state, reason="."),
        Act.REOPENED: lambda: remedying.reopened(state, reason=".", due_on=on + timedelta(days=15)),
    }
    return said[act]()


def begun() -> RecommendationState:
    payload = remedying.proposed(
        inspection=1, unit="u", statement="s", text="t", field="procedures", findings=[], kind=Remedy.MEND,
        due_on=FIRST + timedelta(days=10), watch=None, on=FIRST,
    )  # fmt: skip
    return apply(None, Act.PROPOSED, datetime(2022, 11, 1, tzinfo=UTC), "post/9", payload)


@given(st.lists(st.tuples(st.sampled_from(sorted(EVERYTHING)), st.integers(0, 9)), max_size=25))
def test_what_a_page_offers_can_be_done_and_nothing_else(chosen: list[tuple[Act, int]]) -> None:
    state, on = begun(), FIRST
    for step, (act, days) in enumerate(chosen):
        on += timedelta(days=days)
        offered = act in possible_acts(state, EVERYTHING, on=on)
        if not offered:
            with pytest.raises((NotAtThisStage, WrongDay)):
                decide(act, state, on, step)
            continue
        before = state
        state = apply(state, act, datetime(2022, 11, 1, tzinfo=UTC), "post/1", decide(act, state, on, step))
        assert state.number == before.number + 1
        assert (state.standing is Standing.CLOSED) == (act is Act.CLOSED)
        assert (state.in_time is None) == (state.standing not in {Standing.VERIFIED, Standing.CLOSED})
        assert set(before.evidence) <= set(state.evidence)
        assert state.due_first == FIRST + timedelta(days=10)
