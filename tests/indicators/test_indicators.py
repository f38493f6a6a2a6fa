"""Indicators are declared once, say how they are made, and are refused where they would say nothing."""

import inspect
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from indicators.town import DISTRICT, NORTH
from indicators.worked import facts, in_town
from motcua.foundation.units.public import Level, UnknownUnit
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reform.indicators.public import (
    REGISTRY,
    By,
    Indicator,
    Measure,
    NotBrokenDown,
    PeriodsOverlap,
    Registry,
    UnknownIndicator,
    compute,
    compute_all,
    trend,
)
from motcua.reform.indicators.queries import tallies
from motcua.reform.indicators.queries.declarations import covers
from motcua.reform.indicators.queries.sources import TABLES
from motcua.reform.indicators.rules import (
    counts,
    feedback,
    filing,
    inspections,
    procedures,
    registers,
    signals,
    surveys,
    timeliness,
)
from motcua.reform.indicators.rules.practice import PRACTICES, Setting, practice_on
from motcua.reform.inspections.public import FindingKind, Standing
from motcua.reform.registers.public import REGISTERS
from motcua.services.dossiers.public import Channel, Outcome, State, Timeliness

WORDS = (Channel, Outcome, Timeliness, State, Level, FindingKind, Standing)
DAY = date(2022, 10, 14)
MARCH = Period(date(2023, 3, 1), date(2023, 3, 31))
NOW = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("indicator", list(REGISTRY), ids=lambda one: one.code)
def test_an_indicator_says_how_it_is_made_and_what_it_rests_on(indicator: Indicator) -> None:
    assert indicator.source
    assert indicator.sure in {"text", "reading", "secondary source", "illustrative"}
    assert bool(indicator.population) == (indicator.measure not in {Measure.NUMBER, Measure.DONG})
    assert set(indicator.registers) <= set(REGISTERS)
    for count in indicator.of:
        columns = {column.name for column in TABLES[count.population.table].columns}
        assert {count.population.unit, count.population.key, count.population.order} <= columns
        assert {count.weight, count.distinct} - {None} <= columns


def test_an_indicator_is_found_while_it_is_in_force() -> None:
    with pytest.raises(UnknownIndicator, match="in force on 2019-12-31"):
        REGISTRY.find("dossiers.late", on=date(2019, 12, 31))
    with pytest.raises(UnknownIndicator, match=r"near it are dossiers\.on_time"):
        REGISTRY.find("dossiers.ontime", on=DAY)
    with pytest.raises(UnknownIndicator, match="motcua indicators list"):
        REGISTRY.find("?", on=DAY)
    old = replace(REGISTRY.find("dossiers.late", on=DAY), valid_to=date(2022, 12, 31))
    new = replace(old, valid_from=date(2023, 1, 1), valid_to=None, formula="(10) / (7)")
    registry = Registry([old, new])
    assert registry.find("dossiers.late", on=DAY) is old
    assert registry.find("dossiers.late", on=date(2023, 1, 1)) is new


def test_what_is_declared_wrongly_is_refused() -> None:
    late = REGISTRY.find("dossiers.late", on=DAY)
    with pytest.raises(ValueError, match=r"two records of dossiers\.late"):
        Registry([late, late])
    with pytest.raises(ValueError, match=r"two counts bear the code received\.total"):
        Registry([late, replace(late, code="other", population=(replace(late.population[0]),))])
    for wrong in ({"population": ()}, {"counts": ()}, {"valid_to": date(1990, 1, 1)}, {"measure": Measure.NUMBER}):
        with pytest.raises(ValueError, match="a share needs a population"):
            replace(late, **wrong)


@pytest.fixture
def two_units() -> dict[str, list[dict[str, object]]]:
    """Give a dossier of the district late and one in time, and one of a commune in time, each of another field."""
    at = {"received_at": datetime(2023, 3, 2, tzinfo=UTC), "closed_at": datetime(2023, 3, 9, tzinfo=UTC)}
    rows = [
        {"timeliness": "overdue", "outcome": "granted", "channel": "online", "field": "ho-tich"},
        {"timeliness": "early", "outcome": "granted", "channel": "counter", "field": "dat-dai"},
        {"timeliness": "early", "outcome": "granted", "channel": "online", "field": "ho-tich", "receiving_unit": NORTH},
    ]
    return {"dossiers": [at | row for row in rows]}


@pytest.mark.usefixtures("db")
def test_a_breakdown_gives_each_part_its_own_share(
    two_units: dict[str, list[dict[str, object]]], tmp_path: Path
) -> None:
    case = {"channel": "hotline", "received_at": NOW.replace(2023, 3), "answered_at": NOW.replace(2023, 3, 2)}
    made = facts(tmp_path, two_units | {"feedback_cases": [case]})
    asked = {"unit": "338", "period": MARCH, "now": NOW}

    def lines(by: By, code: str = "dossiers.on_time") -> list[tuple[str, int, int | None]]:
        whole = compute(made, code, **asked, by=by)
        return [(line.key, line.computed.numerator, line.computed.denominator) for line in whole.lines]

    with in_town():
        assert compute(made, "dossiers.on_time", **asked).lines == ()
        assert lines(By.UNIT) == [("338", 1, 2), ("12472", 1, 1)]
        assert lines(By.FIELD) == [("dat-dai", 1, 1), ("ho-tich", 1, 2)]
        assert lines(By.CHANNEL) == [("online", 1, 2), ("counter", 1, 1)]
        assert lines(By.MONTH) == [("2023-03", 2, 3)]
        assert lines(By.CHANNEL, "feedback.published") == [("hotline", 0, 1)]
        with pytest.raises(NotBrokenDown, match="break it down by unit or by month"):
            lines(By.FIELD, "feedback.in_time")


def test_many_indicators_for_many_units_are_those_of_each(
    two_units: dict[str, list[dict[str, object]]], tmp_path: Path
) -> None:
    made = facts(tmp_path, two_units)
    codes = [one.code for one in REGISTRY.in_force(MARCH.last)]
    with in_town():
        answers = compute_all(made, codes, units=["34", "338", "12472", "339"], period=MARCH, now=NOW)
        for unit, figures in answers.items():
            assert list(figures) == codes
            for code in ("dossiers.on_time", "dossiers.online", "resolved.total"):
                assert figures[code] == compute(made, code, unit=unit, period=MARCH, now=NOW)
        own = compute_all(made, ["resolved.total"], units=["338"], period=MARCH, now=NOW, own=True)
    assert [answers[unit]["resolved.total"].numerator for unit in answers] == [3, 3, 1, 0]
    assert own["338"]["resolved.total"].numerator == 2
    assert answers["339"]["dossiers.on_time"].value is None


def test_what_was_counted_is_kept_while_the_facts_stay(
    two_units: dict[str, list[dict[str, object]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = facts(tmp_path / "before", two_units)
    with in_town():
        first = compute(made, "dossiers.on_time", unit="338", period=MARCH, now=NOW)
        with monkeypatch.context() as patch:
            patch.setattr(tallies, "tallied", None)
            assert compute(made, "dossiers.on_time", unit="338", period=MARCH, now=NOW) == first
            assert compute(made, "resolved.total", unit="12472", period=MARCH, now=NOW).numerator == 1
        changed = facts(tmp_path / "after", {"dossiers": two_units["dossiers"][:2]})
        assert compute(changed, "resolved.total", unit="34", period=MARCH, now=NOW).numerator == 2


def test_only_so_much_is_kept() -> None:
    kept = tallies.Kept(limit=5)
    for state in "abc":
        kept.keep(state, {"count": tallies.Tally({1: 1, 2: 1}, distinct=False)})
    assert (kept.of("a"), len(kept.of("b")), len(kept.of("c")), kept.size()) == ({}, 1, 1, 4)
    kept.keep("b", {"other": tallies.Tally({1: 1}, distinct=False)})
    assert kept.of("b").keys() == {"count", "other"}


def test_a_unit_that_was_merged_counts_for_its_successor(tmp_path: Path) -> None:
    """The commune in the south ended on 1 March 2022; it is not counted before for another, nor asked for after."""
    south = {"received_at": datetime(2022, 2, 2, tzinfo=UTC), "receiving_unit": 5}
    made = facts(tmp_path, {"dossiers": [south]})
    year = Period(date(2022, 1, 1), date(2022, 12, 31))
    with in_town():
        assert compute(made, "received.total", unit="12472", period=year, now=NOW).numerator == 1
        with pytest.raises(UnknownUnit, match="until 2022-02-28"):
            compute(made, "received.total", unit="12475", period=year, now=NOW)
        with pytest.raises(UnknownUnit, match="from 2022-03-01 on"):
            compute_all(
                made,
                ["received.total"],
                units=["12587"],
                period=Period(DAY.replace(month=1), date(2022, 2, 1)),
                now=NOW,
            )


def test_a_trend_has_a_figure_for_each_period(two_units: dict[str, list[dict[str, object]]], tmp_path: Path) -> None:
    made = facts(tmp_path, two_units)
    quarter = Period(date(2023, 2, 1), date(2023, 4, 30))
    asked = {"unit": "338", "now": datetime(2023, 4, 1, tzinfo=UTC)}
    with in_town():
        months = trend(made, "received.total", periods=quarter.months(), **asked)
        assert [(period.first.month, one.numerator) for period, one in months if one] == [(2, 0), (3, 3), (4, 0)]
        assert (
            len(trend(made, "received.total", periods=quarter.months(), as_of=NOW.replace(year=2023, month=3), **asked))
            == 2
        )
        before = Period(date(2020, 1, 1), date(2020, 1, 31))
        assert trend(made, "received.total", periods=[before, MARCH], **asked)[0] == (before, None)
        with pytest.raises(PeriodsOverlap, match="begin after 2023-03-31"):
            trend(made, "received.total", periods=[MARCH, Period(MARCH.last, MARCH.last)], **asked)
        with pytest.raises(UnknownIndicator):
            trend(made, "received.all", periods=[MARCH], **asked)
        assert trend(made, "received.total", periods=[], **asked) == ()


def test_a_zero_is_stated_only_where_the_register_was_declared_complete(tmp_path: Path) -> None:
    year = {
        "first_on": date(2023, 1, 1),
        "last_on": date(2023, 12, 31),
        "declared_at": datetime(2023, 3, 30, tzinfo=UTC),
    }
    declared = [
        {"register": code, "unit": unit, **year}
        for code in registers.CHECKS
        for unit in (DISTRICT, NORTH)
        if (code, unit) != ("document_reviews", NORTH)
    ]
    made = facts(tmp_path, {"register_completions": declared})
    asked = {"period": MARCH, "now": NOW}
    with in_town():
        own = compute(made, "documents.contrary", unit="338", own=True, **asked)
        whole = compute(made, "documents.contrary", unit="338", **asked)
        early = compute(
            made, "documents.contrary", unit="338", own=True, as_of=NOW.replace(year=2023, month=3), **asked
        )
        other = compute(made, "plans.issued", unit="338", own=True, **asked)
    assert (own.value, own.declared) == (0, True)
    assert (whole.value, whole.declared) == (None, False)
    assert (early.value, other.value) == (None, None)


@pytest.mark.parametrize(
    ("spans", "whole"),
    [
        ([], False),
        ([(date(2023, 3, 1), date(2023, 3, 31))], True),
        ([(date(2023, 3, 2), date(2023, 3, 31))], False),
        ([(date(2023, 1, 1), date(2023, 3, 15)), (date(2023, 3, 16), date(2023, 6, 30))], True),
        ([(date(2023, 1, 1), date(2023, 3, 15)), (date(2023, 3, 17), date(2023, 6, 30))], False),
    ],
)
def test_declarations_cover_each_day_of_a_period_or_do_not(spans: list[tuple[date, date]], whole: bool) -> None:
    assert covers(spans, MARCH) is whole


def test_an_upside_down_period_is_refused() -> None:
    with pytest.raises(Refused, match="the period ends before it begins"):
        Period(MARCH.last, MARCH.first)


def test_settings_are_dated_and_say_what_they_rest_on() -> None:
    assert practice_on(date(1950, 1, 1)) is PRACTICES[0]
    assert all(one.source and one.sure for one in PRACTICES)
    assert len({one.valid_from for one in PRACTICES}) == len(PRACTICES)


def test_a_figure_says_which_settings_shape_it(tmp_path: Path) -> None:
    made = facts(tmp_path, {})
    with in_town():
        online = compute(made, "dossiers.online", unit="338", period=MARCH, now=NOW)
        days = compute(made, "dossiers.days_office", unit="338", period=MARCH, now=NOW)
    assert online.statements[0] == "Dossiers that an officer filed online for a citizen count as online."
    assert days.statements == ("A day is a working day of 480 minutes.",)
    assert set(PRACTICES[0].statements(set(Setting))) > set(PRACTICES[0].statements())


def test_the_counts_speak_the_words_of_what_they_count() -> None:
    """The counts are plain rules and name the words of other modules as text; here they are held to them."""
    modules = (counts, feedback, filing, inspections, procedures, registers, signals, surveys, timeliness)
    source = "".join(inspect.getsource(module) for module in modules)
    compared = set(re.findall(r'nw\.lit\("([a-z_]+)"\)', source)) | {
        word for group in re.findall(r"is_in\(\[([^\]]*)\]", source) for word in re.findall(r'"([a-z_]+)"', group)
    }
    words = {word.value for kind in WORDS for word in kind}
    assert compared - words == {"partial", "full", "unsatisfied", "none", "citizen"}
