"""Indicators are declared once, say how they are made, and give no figure where there is nothing to measure."""

import inspect
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from motcua.reform.indicators.public import COUNTS, REGISTRY, Figures, Indicator, UnknownIndicator
from motcua.reform.indicators.rules import counts
from motcua.reform.indicators.rules.indicators import Registry
from motcua.reform.indicators.rules.practice import PRACTICES, practice_on
from motcua.services.dossiers.public import FACTS, Channel, Outcome, Timeliness

DAY = date(2022, 10, 14)


def figures(**counted: int) -> Figures:
    """Build figures from ``part__field=count``; what is not said is zero."""
    said = {name.replace("__", "."): count for name, count in counted.items()}
    return Figures(tuple(said.get(count.code, 0) for count in COUNTS))


WORKED = figures(
    received__total=12,
    received__online=3,
    received__direct=5,
    received__carried_over=4,
    resolved__total=7,
    resolved__early=2,
    resolved__on_time=3,
    resolved__overdue=2,
    pending__total=5,
    pending__in_time=4,
    pending__overdue=1,
)


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [("dossiers.on_time", 5, 7), ("dossiers.late", 3, 12), ("dossiers.online", 3, 8)],
)
def test_a_share_is_what_it_counts_of_its_population(code: str, numerator: int, denominator: int) -> None:
    indicator = REGISTRY.find(code, on=DAY)
    assert indicator.numerator(WORKED) == numerator
    assert indicator.denominator(WORKED) == denominator
    assert indicator.value(WORKED) == Fraction(100 * numerator, denominator)


@pytest.mark.parametrize("indicator", list(REGISTRY), ids=lambda indicator: indicator.code)
def test_nothing_to_measure_is_no_figure_and_not_zero(indicator: Indicator) -> None:
    assert indicator.value(figures()) is None
    assert indicator.source
    assert indicator.sure in {"text", "reading", "secondary source", "illustrative"}


def test_an_indicator_is_found_while_it_is_in_force() -> None:
    with pytest.raises(UnknownIndicator, match="in force on 2019-12-31"):
        REGISTRY.find("dossiers.late", on=date(2019, 12, 31))
    with pytest.raises(UnknownIndicator, match=r"write one of dossiers\.on_time"):
        REGISTRY.find("dossiers.speed", on=DAY)
    old = replace(REGISTRY.find("dossiers.late", on=DAY), valid_to=date(2022, 12, 31))
    new = replace(old, valid_from=date(2023, 1, 1), valid_to=None, formula="(10) / (7)")
    registry = Registry([old, new])
    assert registry.find("dossiers.late", on=DAY) is old
    assert registry.find("dossiers.late", on=date(2023, 1, 1)) is new


def test_a_registry_refuses_what_is_declared_twice_or_counts_nothing_declared() -> None:
    late = REGISTRY.find("dossiers.late", on=DAY)
    with pytest.raises(ValueError, match="twice"):
        Registry([late, late])
    with pytest.raises(ValueError, match=r"received\.lost"):
        Registry([replace(late, counts=("received.lost",))])


def test_settings_are_dated_and_say_what_they_rest_on() -> None:
    assert practice_on(date(1950, 1, 1)) is PRACTICES[0]
    assert all(one.source and one.sure for one in PRACTICES)
    assert len({one.valid_from for one in PRACTICES}) == len(PRACTICES)


def test_the_counts_speak_the_words_of_dossiers() -> None:
    """The counts are plain rules and name the words of dossiers as text; here they are held to them."""
    words = {word.value for kind in (Channel, Outcome, Timeliness) for word in kind}
    source = inspect.getsource(counts)
    named = set(re.findall(r'"([a-z][a-z_]*)"', source)) - {
        column.name for table in FACTS.tables for column in table.columns
    }
    assert named - {"direct", "dossiers", "dossier_spans"} <= words
    assert words - named == {"counter", "post"}
    tables = {table.name: {column.name for column in table.columns} for table in FACTS.tables}
    assert {count.population.table for count in COUNTS} <= set(tables)
