"""What the database holds is what was worked out in memory; it refuses what must never be, and readers see changes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import Error, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import models, queries
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from units.cast import AT, EVE, TURN, YEAR, Province, found

DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 9))
ACTS = st.tuples(
    st.sampled_from(["found", "rename", "move", "merge", "dissolve"]), DAYS, st.integers(0, 9), st.integers(0, 9)
)


def do(kind: str, on: date, one: int, two: int) -> None:
    ids = sorted(units.history().kinds)
    unit, other = ids[one % len(ids)], ids[two % len(ids)]
    if kind == "found":
        level = list(units.Level)[one % 4]
        units.found(code=f"c{two}", name=f"Số {one}", level=level, parent_id=other, on=on, by="post/1", at=AT)
    elif kind == "rename":
        units.rename(unit_id=unit, name=f"Tên {two}", code=f"c{two}", on=on, by="post/1", at=AT)
    elif kind == "move":
        units.move(unit_id=unit, parent_id=other, on=on, by="post/1", at=AT)
    elif kind == "merge":
        units.merge(unit_ids=[unit], into=other, on=on, by="post/1", at=AT)
    else:
        units.dissolve(unit_id=unit, successors=[other] * (one % 2), on=on, by="post/1", at=AT)


def told(history: units.History) -> object:
    """Give all that a history says, to compare two of them."""
    return (
        dict(history.kinds),
        {unit_id: tuple(ones) for unit_id, ones in history.standings.items()},
        set(history.successions),
    )


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=12))
def test_what_is_written_is_what_was_worked_out(acts: list[tuple[str, date, int, int]]) -> None:
    with transaction.atomic():
        found("c0", "Tỉnh", units.Level.PROVINCE, None)
        for act in acts:
            stamp = units.history()
            try:
                do(*act)
            except Refused:
                assert units.history() is stamp
        kept = units.history()
        queries._compiled = None
        assert told(units.history()) == told(kept)
        numbers = dict(models.Unit.objects.values_list("id", "events"))
        for unit_id, number in numbers.items():
            assert [event.number for event in ledger.read(f"unit/{unit_id}")] == list(range(1, number + 1))
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2020, 1, 1), None), (date(2019, 1, 1), None), (date(2023, 1, 1), date(2023, 1, 1)), (YEAR, YEAR)],
)
@pytest.mark.parametrize("same", ["unit", "code"])
def test_the_database_refuses_overlaps(province: Province, same: str, first: date, last: date | None) -> None:
    other = province.ford if same == "code" else province.mill
    code = "00101" if same == "code" else "00777"
    row = models.Standing(unit_id=other, code=code, name="Xã", valid_from=first, valid_to=last)
    with pytest.raises(Error), transaction.atomic():
        row.save()


def test_the_database_takes_what_does_not_overlap(province: Province) -> None:
    """The control of the test above: the guards do not refuse everything."""
    models.Standing.objects.create(
        unit_id=province.mill, code="00101", name="Xã", valid_from=date(2019, 1, 1), valid_to=date(2019, 12, 31)
    )


def test_the_database_refuses_an_update_into_an_overlap(province: Province) -> None:
    units.merge(unit_ids=[province.mill], into=province.ford, on=TURN, by="post/1", at=AT)
    found("00101", "Xã Khác", units.Level.COMMUNE, province.district, TURN)
    with pytest.raises(Error), transaction.atomic():
        models.Standing.objects.filter(unit_id=province.mill).update(valid_to=None)


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (models.Standing, {"valid_to": date(2019, 1, 1)}),
        (models.Unit, {"level": "county"}),
    ],
)
def test_the_database_refuses_what_cannot_be(province: Province, row: type, changes: dict[str, object]) -> None:
    with pytest.raises(Error), transaction.atomic():
        row.objects.update(**changes)


def test_a_warm_read_takes_one_query(province: Province, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reads: list[Callable[[], object]] = [
        lambda: units.find("00101", on=YEAR),
        lambda: units.structure(TURN).below(province.province),
        lambda: units.by_id([province.mill, province.ford]),
        lambda: units.by_key(["00101@2020-01-01"]),
    ]
    units.history()
    for read in reads:
        with django_assert_num_queries(1):
            read()
    queries._compiled = None
    with django_assert_num_queries(4):
        units.history()


def test_what_is_rolled_back_was_never_seen(province: Province) -> None:
    with transaction.atomic():
        units.rename(unit_id=province.mill, name="Xã Ba", on=TURN, by="post/1", at=AT)
        assert units.find("00101", on=TURN).name == "Xã Ba"
        transaction.set_rollback(True)
    assert units.find("00101", on=TURN).name == "Xã Cối"


def test_another_process_s_change_is_seen(province: Province) -> None:
    units.history()
    models.Standing.objects.filter(unit_id=province.mill).update(name="Xã Ba")
    assert units.find("00101", on=TURN).name == "Xã Cối"  # nobody said that anything had changed
    models.Tree.objects.update(stamp="another")
    assert units.find("00101", on=TURN).name == "Xã Ba"


def test_two_who_found_under_one_code_come_one_after_the_other(
    committing_db: object, together: Callable[..., list[object]]
) -> None:
    found("01", "Tỉnh Mẫu", units.Level.PROVINCE, None)

    def one(name: str) -> Callable[[], object]:
        return lambda: found("77", name, units.Level.COMMUNE, None)

    results = together(one("Xã Một"), one("Xã Hai"), one("Xã Ba"))
    assert sum(isinstance(result, int) for result in results) == 1
    assert sum(isinstance(result, units.CodeInUse) for result in results) == 2
    assert len(units.structure(EVE).units) == 2
