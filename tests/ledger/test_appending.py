"""What is appended stands with the caller's transaction, once, and is read again as it was."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from ledger.conftest import MORNING, Record, event
from motcua.foundation.ledger import public as ledger
from motcua.foundation.ledger.public import NewEvent
from motcua.foundation.ledger.rules.entry import entry_bytes, leaf_of

pytestmark = pytest.mark.django_db
Queries = Callable[[int], Any]


@pytest.fixture(autouse=True)
def _key(home: object) -> None:
    ledger.ensure_keys()


def test_an_event_is_appended_by_one_statement_and_waits(django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(1):
        leaf = ledger.append(event("dossier/1"), recorded_at=MORNING)
    assert leaf == leaf_of(entry_bytes(event("dossier/1"), MORNING))
    (found,) = ledger.read("dossier/1")
    assert (found.leaf, found.position, found.recorded_at) == (leaf, None, MORNING)
    assert found.payload == {"code": "dossier/1", "said": "Đã nhận đủ hồ sơ"}
    assert ledger.pending() == 1


def test_many_are_appended_as_one_by_one() -> None:
    events = [event(f"dossier/{one}", number) for one in range(2000) for number in (1, 2, 3)]
    assert ledger.append_all(iter(events), recorded_at=MORNING) == 6000
    assert ledger.pending() == 6000
    ledger.seal(at=MORNING)
    placed = ledger.events_after(5990, limit=100)
    assert [(one.stream, one.number) for one in placed] == [(one.stream, one.number) for one in events[5990:]]
    assert ledger.verify().good


def test_the_leaf_at_a_position_is_that_of_its_event() -> None:
    leaves = [ledger.append(event(f"dossier/{one}"), recorded_at=MORNING) for one in range(3)]
    assert ledger.leaf_at(0) is None  # not placed yet
    ledger.seal(at=MORNING)
    assert [ledger.leaf_at(one) for one in range(4)] == [*leaves, None]


def test_nothing_is_appended_from_nothing() -> None:
    assert ledger.append_all([], recorded_at=MORNING) == 0


def test_a_number_is_taken_once() -> None:
    ledger.append(event("dossier/1"), recorded_at=MORNING)
    with pytest.raises(ledger.StreamConflict) as refusal, transaction.atomic():
        ledger.append(event("dossier/1", said="Khác"), recorded_at=MORNING)
    assert refusal.value.value == "dossier/1"
    assert ledger.pending() == 1


@pytest.mark.parametrize("taken", [0, 1, 2500])
def test_all_or_none_of_many(taken: int) -> None:
    ledger.append(event(f"dossier/{taken}"), recorded_at=MORNING)
    with pytest.raises(ledger.StreamConflict, match="in the meantime"), transaction.atomic():
        ledger.append_all((event(f"dossier/{one}") for one in range(3000)), recorded_at=MORNING)
    assert ledger.pending() == 1


def test_what_goes_wrong_in_the_source_appends_nothing() -> None:
    def source() -> Iterator[NewEvent]:
        yield from (event(f"dossier/{one}") for one in range(2500))
        raise ValueError("a bad row")

    with pytest.raises(ValueError, match="a bad row"), transaction.atomic():
        ledger.append_all(source(), recorded_at=MORNING)
    assert ledger.pending() == 0


def test_a_caller_that_goes_back_takes_its_events_along() -> None:
    with transaction.atomic():
        ledger.append(event("dossier/1"), recorded_at=MORNING)
        transaction.set_rollback(True)
    assert ledger.pending() == 0
    assert ledger.read("dossier/1") == []


@pytest.mark.parametrize("text", ["", "\x00", "\u2028", "Ẽ đ Đ", "😀", "\\", '"', "%s", "a\nb\tc", "x" * 70_000])
def test_any_text_is_kept_to_the_byte(text: str) -> None:
    for stream, way in (("dossier/1", "one"), ("dossier/2", "many")):
        new = event(stream, said=text)
        if way == "one":
            ledger.append(new, recorded_at=MORNING)
        else:
            ledger.append_all([new], recorded_at=MORNING)
        (found,) = ledger.read(stream)
        assert found.payload["said"] == text
        assert found.entry == entry_bytes(new, MORNING)
    assert ledger.verify().good


def test_streams_are_read_together_and_in_order(record: Record, django_assert_num_queries: Queries) -> None:
    record(30)
    wanted = {"dossier/3", "dossier/20", "dossier/100"}
    with django_assert_num_queries(1):
        found = [(one.stream, one.number) for one in ledger.read_many(wanted)]
    assert found == [("dossier/20", 1), ("dossier/20", 2), ("dossier/20", 3)] + [
        ("dossier/3", number) for number in (1, 2, 3)
    ]
    assert list(ledger.read_many([])) == []


def test_who_reads_by_position_misses_none_and_takes_none_twice(record: Record) -> None:
    seen: list[int | None] = []
    for start in (1, 101):
        record(100, start)
        ledger.seal(at=MORNING)
        while events := ledger.events_after(len(seen), limit=70):
            seen += [one.position for one in events]
    assert seen == [*range(600)]
    record(1, 900)
    assert ledger.events_after(600) == [], "what waits has no position yet"


def test_changed_streams_are_told_once(record: Record) -> None:
    record(5)
    ledger.append(event("unit/7"), recorded_at=MORNING)
    ledger.seal(at=MORNING)
    assert set(ledger.streams_changed_after(0, prefix="dossier/")) == {f"dossier/{one}" for one in range(1, 6)}
    assert list(ledger.streams_changed_after(12, prefix="dossier/")) == ["dossier/5"]
    assert list(ledger.streams_changed_after(0, prefix="unit/")) == ["unit/7"]


def test_the_status_is_cheap(record: Record, django_assert_num_queries: Queries) -> None:
    record(2)
    checkpoint = ledger.seal(at=MORNING)
    record(1, 9)
    with django_assert_num_queries(3):
        status = ledger.status()
    assert (status.sealed, status.pending, status.checkpoint) == (6, 3, checkpoint)
    assert status.signed_at == MORNING
    assert status.verifier_key == str(ledger.verifier_key())


@pytest.mark.postgresql
def test_many_are_copied_on_postgresql() -> None:
    ledger.append_all([event("dossier/1")], recorded_at=MORNING)
    with connection.cursor() as cursor:
        cursor.execute("SELECT recorded_at, octet_length(entry) FROM ledger_event")
        ((recorded_at, length),) = cursor.fetchall()
    assert recorded_at == MORNING
    assert length == len(entry_bytes(event("dossier/1"), MORNING))
