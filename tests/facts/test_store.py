"""The store holds what follows from the ledger, whatever way it came to be, and says when it does not."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from facts.conftest import NOON, PARCELS, WEIGHINGS, Book, contents, rows_of
from motcua.foundation.facts.public import (
    Column,
    Columns,
    Cut,
    FactsDamaged,
    NotWritten,
    Store,
    Table,
    Type,
    UnknownEngine,
    columns_of,
    engine,
)

Open = Callable[..., Store]
MARCH = date(2026, 3, 9)


LETTERS = Table(
    name="letters",
    meaning="One row a letter.",
    key="letter",
    partition="sent_on",
    order=(),
    columns=(Column("letter", Type.INT64, "the letter"), Column("sent_on", Type.DAY, "the day it was sent")),
)


@dataclass
class Letters:
    """A second source on the same ledger, whose keys are numbers of its own."""

    sent: tuple[int, ...] = ()
    name: str = "letters"
    version: int = 1
    tables: tuple[Table, ...] = (LETTERS,)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        return iter([self.sent] if self.sent else [])

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        return {"letters": columns_of(LETTERS, [(key, MARCH) for key in keys])}


def age(folder: Path, *, hours: int) -> None:
    """Make all files in a folder that much older."""
    for path in folder.rglob("*.*"):
        at = path.stat().st_mtime - hours * 3600
        os.utime(path, (at, at))


def test_rows_are_those_of_the_source(book: Book, store: Open) -> None:
    snapshot = store(book).refresh(book)
    assert rows_of(snapshot, PARCELS) == [
        (1, date(2026, 1, 5), 400, "số 1", NOON + timedelta(seconds=1), False),
        (2, date(2026, 1, 31), 1100, "số 2", NOON + timedelta(seconds=5), True),
        (3, date(2026, 2, 1), 1200, None, NOON + timedelta(seconds=3), True),
        (4, date(2026, 3, 9), 1600, "số 4", NOON + timedelta(seconds=4), True),
    ]
    assert snapshot.rows(PARCELS) == 4
    assert snapshot.rows(WEIGHINGS) == 5


def test_a_change_in_one_source_leaves_the_rows_of_another_that_have_the_same_key(tmp_path: Path, book: Book) -> None:
    """Parcel 1 and letter 1 are two things, whichever of them changes, and however small the step."""
    letters = Letters()
    opened = Store(tmp_path / "facts", [book, letters], zone="Asia/Ho_Chi_Minh")
    before = contents(opened.refresh(book))
    book.weigh(6, MARCH)
    letters.sent = (1, 2)
    after = opened.refresh(book)
    assert rows_of(after, LETTERS) == [(1, MARCH), (2, MARCH)]
    assert contents(after)["parcels"] == sorted(
        [*before["parcels"], (6, MARCH, 500, None, NOON + timedelta(seconds=8), False)], key=repr
    )
    book.weigh(1, date(2026, 1, 5), 100)
    letters.sent = ()
    assert rows_of(opened.refresh(book), LETTERS) == [(1, MARCH), (2, MARCH)]


@pytest.mark.parametrize("table", [PARCELS, WEIGHINGS])
def test_engines_read_the_same(book: Book, store: Open, table: Table) -> None:
    snapshot = store(book).refresh(book)
    assert rows_of(snapshot, table, "duckdb") == rows_of(snapshot, table, "polars")


@pytest.mark.parametrize("name", ["polars", "duckdb"])
def test_an_empty_ledger_gives_empty_tables(store: Open, name: str) -> None:
    book = Book()
    snapshot = store(book).refresh(book)
    assert rows_of(snapshot, PARCELS, name) == []
    assert snapshot.rows(PARCELS) == 0


def test_only_changed_keys_are_read_and_only_changed_months_written(book: Book, store: Open) -> None:
    before = store(book).refresh(book)
    book.read.clear()
    book.weigh(4, MARCH, 50)
    after = store(book).refresh(book)
    assert book.read == [4]
    kept = {file.name for file in before.manifest.files} & {file.name for file in after.manifest.files}
    assert {name.split("/")[1][:7] for name in kept} == {"2026-01", "2026-02"}
    assert (4, MARCH, 1650, "số 4", NOON + timedelta(seconds=8), True) in rows_of(after, PARCELS)


def test_nothing_is_read_when_nothing_happened(book: Book, store: Open) -> None:
    before = store(book).refresh(book)
    book.read.clear()
    assert store(book).refresh(book) == before
    assert book.read == []


def test_a_key_leaves_the_month_it_was_in(book: Book, store: Open) -> None:
    store(book).refresh(book)
    book.weigh(4, date(2025, 12, 31), 1)
    book.weigh(1, date(2026, 1, 5), None)
    after = store(book).refresh(book)
    assert [row[:3] for row in rows_of(after, PARCELS)] == [
        (2, date(2026, 1, 31), 1100),
        (3, date(2026, 2, 1), 1200),
        (4, date(2025, 12, 31), 1601),
    ]
    assert "2026-03" not in {file.partition for file in after.manifest.files}


def test_the_same_ledger_gives_the_same_id(book: Book, store: Open) -> None:
    step_by_step = store(Book(book.events[:3]), "a")
    step_by_step.refresh(Book(book.events[:3]))
    grown = Store(step_by_step.folder, [book], zone="Asia/Ho_Chi_Minh").refresh(book)
    at_once = store(book, "b").refresh(book)
    assert grown.manifest.id == at_once.manifest.id
    book.weigh(1, date(2026, 1, 5), 1)
    assert store(book, "b").refresh(book).manifest.id != at_once.manifest.id


def test_facts_as_known_then_leave_out_what_was_recorded_later(book: Book, store: Open) -> None:
    then = contents(store(book, "then").refresh(book))
    book.weigh(1, date(2026, 1, 5), 9, recorded_at=NOON + timedelta(days=1))
    book.weigh(9, MARCH, 9, recorded_at=NOON + timedelta(days=1))
    assert contents(store(book, "known", recorded_until=NOON).refresh(book)) == then
    assert contents(store(book, "now").refresh(book)) != then


def test_an_event_without_a_position_lies_outside_every_cut(book: Book, store: Open) -> None:
    head = book.head()
    book.weigh(1, date(2026, 1, 5), 9)
    book.head = lambda: head  # type: ignore[method-assign]  # the event was appended and is not sequenced yet
    assert (1, date(2026, 1, 5), 400) in [row[:3] for row in rows_of(store(book).refresh(book), PARCELS)]


def test_another_zone_makes_the_facts_anew(book: Book, store: Open) -> None:
    store(book).refresh(book)
    book.read.clear()
    again = store(book, zone="Europe/Amsterdam")
    assert again.current() is None
    assert again.refresh(book).manifest.zone == "Europe/Amsterdam"
    assert set(book.read) == {1, 2, 3, 4, 5}


def test_another_declaration_makes_the_facts_anew(book: Book, store: Open) -> None:
    store(book).refresh(book)
    wider = replace(PARCELS, columns=(*PARCELS.columns, Column("note", Type.TEXT, "a remark", nullable=True)))
    assert store(replace(book, tables=(wider, WEIGHINGS))).current() is None
    assert store(replace(book, version=2)).current() is None
    assert store(book).current() is not None


def test_what_replaced_facts_hold_stays_readable_for_the_grace(book: Book, store: Open) -> None:
    old = store(book).refresh(book)
    before = contents(old)
    for weight in range(3):
        book.weigh(4, MARCH, weight)
        store(book).refresh(book)
    assert contents(old) == before


def test_replaced_files_go_after_the_grace(book: Book, store: Open) -> None:
    opened = store(book)
    old = opened.refresh(book)
    age(opened.folder, hours=3)
    book.weigh(4, MARCH, 1)
    middle = opened.refresh(book)
    age(opened.folder, hours=2)
    book.weigh(4, MARCH, 2)
    new = opened.refresh(book)
    assert not all(path.is_file() for path in old.paths(PARCELS))
    assert all(path.is_file() for path in middle.paths(PARCELS)), "it was replaced a moment ago"
    assert all(path.is_file() for path in new.paths(PARCELS))
    assert opened.verify() == len(new.manifest.files)


def test_an_empty_value_where_none_may_be_is_a_defect(book: Book, store: Open) -> None:
    book.events[0] = replace(book.events[0], sent_on=None)  # type: ignore[arg-type]  # what must not be
    with pytest.raises(ValueError, match="table parcels: sent_on is empty for parcel 1"):
        store(book).refresh(book)
    assert store(book).current() is None


def test_a_folder_that_cannot_be_written_is_refused(book: Book, store: Open) -> None:
    before = store(book).refresh(book)
    scratch = store(book).folder / "scratch"
    scratch.write_text("a file where the folder should be")
    book.weigh(4, MARCH, 1)
    with pytest.raises(NotWritten, match="cannot be written: File exists; make room"):
        store(book).refresh(book)
    assert store(book).current() == before
    scratch.unlink()
    assert store(book).refresh(book) != before


def test_a_missing_or_cut_file_is_refused_with_its_remedy(book: Book, store: Open) -> None:
    snapshot = store(book).refresh(book)
    path = snapshot.paths(PARCELS)[0]
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(FactsDamaged, match=r"is missing or cut short; remove this folder"):
        store(book).refresh(book)
    path.unlink()
    with pytest.raises(FactsDamaged, match="is missing"):
        store(book).current()


def test_an_altered_file_is_found(book: Book, store: Open) -> None:
    snapshot = store(book).refresh(book)
    assert store(book).verify() == 6
    path = snapshot.paths(PARCELS)[0]
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(content)
    with pytest.raises(FactsDamaged, match="was altered"):
        store(book).verify()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"id": 1', "\udcff", '{"recorded_until": 5}'])
def test_an_unreadable_manifest_is_refused(book: Book, store: Open, text: str) -> None:
    opened = store(book)
    opened.refresh(book)
    (opened.folder / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(FactsDamaged, match="cannot be read; remove this folder"):
        store(book).refresh(book)


def test_an_altered_manifest_is_refused(book: Book, store: Open) -> None:
    opened = store(book)
    opened.refresh(book)
    content = json.loads((opened.folder / "manifest.json").read_text())
    content["files"].pop()
    (opened.folder / "manifest.json").write_text(json.dumps(content))
    with pytest.raises(FactsDamaged, match="was altered"):
        opened.current()


def test_facts_of_another_ledger_are_refused(book: Book, store: Open) -> None:
    store(book).refresh(book)
    other = Book([replace(event, parcel=event.parcel + 10) for event in book.events])
    with pytest.raises(FactsDamaged, match="another ledger"):
        store(other).refresh(other)
    restored = Book(book.events[:2])
    with pytest.raises(FactsDamaged, match="another ledger"):
        store(restored).refresh(restored)


def test_an_engine_that_is_not_installed_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.delitem(sys.modules, "motcua.foundation.facts.engines.spark", raising=False)
    with pytest.raises(UnknownEngine, match=r"needs the package pyspark.*install motcua\[spark\]"):
        engine("spark://host:7077")


@pytest.mark.parametrize("name", ["postgres", "spark", ""])
def test_an_unknown_engine_is_refused(name: str) -> None:
    with pytest.raises(UnknownEngine, match="write polars, duckdb or spark"):
        engine(name)
