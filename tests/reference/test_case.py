"""The reference case: loaded, it gives every dossier figure of the source from its rows."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from motcua.foundation.worktime.public import Calendar
from motcua.reference.loading import data, write_events
from motcua.reference.population import Population

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


def test_late_land_dossiers_have_their_causes(population: Population) -> None:
    rows = list(_rows(population))
    land = {row["code"] for row in rows if row["procedure"] in {"1.012783", "1.012784", "1.013833", "1.012753"}}
    causes = Counter(row["detail"] for row in rows if row["event"] == "extended" and row["code"] in land)
    assert sum(causes.values()) > 100
    assert len(causes) == 4


def _rows(population: Population) -> Iterator[dict[str, str]]:
    return Population(population.wanted, {"field": list(population.fields.values())}, Calendar.default()).rows()


def test_offers_are_at_levels_at_which_one_can_file_online() -> None:
    """Dossiers were filed online in each field, so no procedure of theirs can have stood below level 3."""
    assert {group["level_old"] for group in data("offers.toml")["offer"]} == {3, 4}
