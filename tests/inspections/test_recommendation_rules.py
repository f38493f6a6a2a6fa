"""What a watch says, and how a recommendation stands, by the rules alone."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from motcua.reform.inspections.public import Comparison, Watch

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
