"""The reference case: loaded, it gives every dossier figure of the source from its rows."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from motcua.foundation.ledger.public import ensure_keys
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Calendar
from motcua.kernel.periods import Period
from motcua.reference.loading import NotEmpty, data, load, write_events
from motcua.reference.population import Population
from motcua.reference.public import STANDS_AT, compare
from motcua.reform.indicators import public as indicators
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier
from motcua.services.procedures import public as procedures

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def population() -> Population:
    return Population(data("population.toml"), data("procedures.toml"), Calendar.default())


def test_the_population_is_the_same_each_time(population: Population, tmp_path: Path) -> None:
    again = Population(data("population.toml"), data("procedures.toml"), Calendar.default())
    write_events(tmp_path / "a.csv", again)
    write_events(tmp_path / "b.csv", Population(data("population.toml"), data("procedures.toml"), Calendar.default()))
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_the_sums_of_the_reconstruction_are_those_of_the_source() -> None:
    said = data("figures.toml")["district"]["dossiers"]
    sums = Counter[str]()
    for group in data("population.toml")["district"]:
        sums.update({name: number for name, number in group.items() if isinstance(number, int)})
    assert sums["online"] == said["received_online"]
    assert sums["direct"] == said["received_direct"]
    assert sums["carried"] == said["carried_over"]
    assert sums["early"] + sums["on_time"] == said["resolved_early_or_on_time"]
    assert sums["overdue"] == said["resolved_overdue"]
    assert sums["in_time"] + sums["late"] == said["pending_total"]


def test_every_figure_of_the_source_is_computed(db: None) -> None:
    ensure_keys()
    loaded = load(at=NOW)
    assert loaded.units == 2 + 14 + 37
    compared = compare(now=NOW)
    assert len(compared) == 8 + 2 * 3
    assert [one for one in compared if not one.agrees] == []
    with pytest.raises(NotEmpty):
        load(at=NOW)
    _each_board_hangs_complete()
    _nobody_looks_late_by_days_of_which_the_source_says_nothing()
    _a_figure_that_is_tampered_with_no_longer_agrees()


def _nobody_looks_late_by_days_of_which_the_source_says_nothing() -> None:
    """As many are overdue when the case stands still as were on the last day of the figures."""
    late = sum(group["late"] for group in data("population.toml")["district"])
    period = Period(date(2022, 1, 1), STANDS_AT.date())
    figures = indicators.report(
        indicators.up_to_date(at=NOW), unit="338", period=period, now=STANDS_AT, own=True
    ).figures
    assert figures.pending.overdue == late > 0


def _a_figure_that_is_tampered_with_no_longer_agrees() -> None:
    """One late dossier more is one that the comparison sees."""
    code = Dossier.objects.filter(receiving_unit__key__startswith="338@", closed_at=None, stopped_at=None).values_list(
        "code", flat=True
    )[0]
    assert code is not None
    dossiers.apologise(code=code, reason="thử", by="test", at=NOW)
    assert all(one.agrees for one in compare(now=NOW))
    dossiers.receive(
        filing=dossiers.Filing("1.012783", "338@2004-01-01", dossiers.Channel.COUNTER),
        by="test",
        at=NOW,
        backdating=dossiers.Backdating(datetime(2022, 10, 14, 2, tzinfo=UTC), "thử", "another"),
    )
    wrong = [one.figure for one in compare(now=NOW) if not one.agrees]
    assert wrong == ["received in all", "received directly", "pending"]


def test_late_land_dossiers_have_their_causes(population: Population) -> None:
    rows = list(_rows(population))
    land = {row["code"] for row in rows if row["procedure"] in {"1.012783", "1.012784", "1.013833", "1.012753"}}
    causes = Counter(row["detail"] for row in rows if row["event"] == "extended" and row["code"] in land)
    assert sum(causes.values()) > 100
    assert len(causes) == 4


def _rows(population: Population) -> Iterator[dict[str, str]]:
    return Population(population.wanted, {"field": list(population.fields.values())}, Calendar.default()).rows()


def _each_board_hangs_complete() -> None:
    """What the source says of the district's board is so on the last day of the inspection's period."""
    for code in ("338", "12574", "12475"):
        unit = units.find(code, on=date(2022, 10, 14))
        board = procedures.board(unit.id, date(2022, 10, 14))
        assert {line.standing for line in board} == {procedures.Standing.POSTED}
        assert not any(line.posted_late for line in board)


def test_offers_are_at_levels_at_which_one_can_file_online() -> None:
    """Dossiers were filed online in each field, so no procedure of theirs can have stood below level 3."""
    assert {group["level_old"] for group in data("offers.toml")["offer"]} == {3, 4}
