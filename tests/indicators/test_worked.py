"""Every indicator, worked by hand: which rows are its population and which it counts, on both engines."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from indicators.worked import Example, facts, in_town, read
from motcua.foundation.facts.public import Facts
from motcua.kernel.periods import Period
from motcua.reform.indicators.public import COUNTS, REGISTRY, compute, each_row_behind, rows_behind
from motcua.reform.indicators.queries import listing

MARCH = Period(date(2023, 3, 1), date(2023, 3, 31))
EXAMPLES = [read(path.read_text(encoding="utf-8")) for path in sorted((Path(__file__).parent / "examples").iterdir())]
ASKED = {"unit": "338", "period": MARCH, "now": datetime(2024, 1, 1, tzinfo=UTC)}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: next(iter(example.marks)))
def test_figures_and_their_rows_are_as_worked_by_hand(
    example: Example, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    made = facts(tmp_path, example.rows, by=engine)
    with in_town():
        for code, marked in example.marks.items():
            computed = compute(made, code, **ASKED)
            assert (code, computed.numerator, computed.denominator) == (code, *example.figures[code])
            for part, letter, figure in (
                ("counts", "c", computed.numerator),
                ("population", "p", computed.denominator),
            ):
                rows = rows_behind(made, code, part=part, **ASKED)
                assert (code, part, {(row.table, row.id) for row in rows}) == (code, part, marked[letter])
                values = {row.value for row in rows} - {None}
                assert (len(values) if values else sum(row.adds for row in rows)) == (figure or 0)
                assert tuple(each_row_behind(made, code, part=part, **ASKED)) == rows


def test_every_indicator_has_a_worked_example() -> None:
    worked = {code for example in EXAMPLES for code in example.marks}
    elsewhere = {count.code for count in COUNTS}  # test_exact holds them to a naive account
    signals = {one.code for one in REGISTRY if one.signal}  # test_signals plants them
    assert worked == {one.code for one in REGISTRY} - elsewhere - signals


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return facts(tmp_path_factory.mktemp("nothing"), {})


@pytest.mark.parametrize("indicator", list(REGISTRY), ids=lambda one: one.code)
def test_no_data_is_no_figure_and_not_zero(indicator: object, nothing: Facts) -> None:
    with in_town():
        computed = compute(nothing, indicator.code, **ASKED)
        assert rows_behind(nothing, indicator.code, **ASKED) == ()
    known = not indicator.population and not indicator.registers
    assert computed.value == (0 if known else None)
