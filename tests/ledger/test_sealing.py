"""Sealing can stop at any moment, be called from anywhere, and never signs over what is not as it was written."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from conftest import Installation
from ledger.conftest import MORNING, Owner, Record, event
from motcua.foundation.ledger import public as ledger
from motcua.foundation.ledger.actions import seal as sealing
from motcua.foundation.ledger.keys import key_file
from motcua.foundation.ledger.public import Checkpoint
from motcua.foundation.ledger.sending import checkpoint_folder, sent_out

Together = Callable[..., list[object]]


def test_sealing_gives_each_event_a_place_in_the_order_of_recording(own_db: Installation, record: Record) -> None:
    events = record(100)
    told: list[int] = []
    checkpoint = ledger.seal(at=MORNING, told=told.append)
    assert checkpoint is not None
    assert checkpoint.size == ledger.head() == told[-1] == 300
    assert ledger.pending() == 0
    placed = ledger.events_after(0)
    assert [(one.position, one.stream, one.number) for one in placed] == [
        (position, one.stream, one.number) for position, one in enumerate(events)
    ]
    assert ledger.latest_checkpoint() == checkpoint


def test_with_nothing_new_nothing_is_signed(
    sealed: list[Checkpoint], django_assert_num_queries: Callable[[int], Any]
) -> None:
    assert ledger.seal(at=MORNING) is not None
    with django_assert_num_queries(3):
        assert ledger.seal(at=MORNING) is None


def test_nothing_is_signed_over_nothing(own_db: Installation) -> None:
    assert ledger.seal(at=MORNING) is None
    assert ledger.latest_checkpoint() is None


def test_each_day_leaves_its_last_checkpoint_as_a_file(own_db: Installation, record: Record) -> None:
    made = []
    for dossier, at in enumerate((MORNING, MORNING + timedelta(hours=2), MORNING + timedelta(days=1)), 1):
        record(1, dossier)
        made.append(ledger.seal(at=at))
    assert [(file.name, text) for file, text in sent_out()] == [
        ("2022-10-15", made[2].text),  # type: ignore[union-attr]  # there was something to seal
        ("2022-10-14", made[1].text),  # type: ignore[union-attr]  # there was something to seal
    ]
    assert [file.name for file in checkpoint_folder().iterdir() if file.name.startswith(".")] == []


def test_batches_grow_the_same_tree(own_db: Installation, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 100)
    record(1100)
    told: list[int] = []
    ledger.seal(at=MORNING, told=told.append)
    assert told == [*range(100, 3301, 100)]
    assert ledger.verify().good


class Broken(OperationalError):
    """The database fails."""


class Fault:
    """Fails at the n-th statement that writes."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        if sql.startswith(("INSERT", "DELETE", "UPDATE")):
            self.left -= 1
            if self.left == 0:
                raise Broken(sql)
        return execute(sql, params, many, context)


def test_a_fault_at_any_write_leaves_what_the_next_call_goes_on_with(
    own_db: Installation, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "BATCH", 300)
    faults = 0
    while True:
        faults += 1
        record(200, 1000 * faults)
        before = ledger.latest_checkpoint()
        with connection.execute_wrapper(Fault(faults)):
            try:
                checkpoint = ledger.seal(at=MORNING)
            except Broken:
                assert ledger.verify().good
                assert ledger.latest_checkpoint() == before
            else:
                break
    assert faults > 6
    assert checkpoint is not None
    assert checkpoint.size == ledger.head() == faults * 600
    assert ledger.pending() == 0
    assert ledger.verify().good


def test_a_file_that_cannot_be_written_loses_nothing(
    own_db: Installation, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(2)
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", _full)
        with pytest.raises(OSError, match="No space"):
            ledger.seal(at=MORNING)
    assert ledger.verify().good
    record(2, 3)
    checkpoint = ledger.seal(at=MORNING)
    assert [text for _, text in sent_out()] == [checkpoint.text]  # type: ignore[union-attr]  # events were waiting
    assert ledger.verify().good


def _full(_handle: int) -> None:
    raise OSError(28, "No space left on device")


def test_within_a_transaction_it_stands_or_falls_with_it(own_db: Installation, record: Record) -> None:
    record(2)
    with transaction.atomic():
        ledger.append(event("dossier/77"), recorded_at=MORNING)
        inner = ledger.seal(at=MORNING)
        assert inner is not None
        assert inner.size == 7
        assert list(sent_out()) == [], "nothing leaves the machine before it is there to stay"
        transaction.set_rollback(True)
    assert (ledger.head(), ledger.pending()) == (0, 6)
    assert list(sent_out()) == []
    with transaction.atomic():
        ledger.seal(at=MORNING)
    assert [text for _, text in sent_out()] == [ledger.latest_checkpoint().text]  # type: ignore[union-attr]  # just made
    assert ledger.verify().good


def test_a_bad_leaf_is_never_signed_over(own_db: Installation, record: Record, owner: Owner) -> None:
    record(3)
    owner.say(("UPDATE ledger_event SET entry = %s WHERE stream = 'dossier/2' AND number = 2", [b"{}"]))
    with pytest.raises(ledger.BadLeaf) as refusal:
        ledger.seal(at=MORNING)
    assert "event 2 of dossier/2 does not hash to its leaf" in str(refusal.value)
    assert (ledger.head(), ledger.latest_checkpoint()) == (0, None)
    (finding,) = ledger.verify().findings
    assert (finding.stream, finding.number) == ("dossier/2", 2)


def test_a_ledger_that_was_rolled_back_is_not_signed_further(sealed: list[Checkpoint], owner: Owner) -> None:
    owner.say(
        "DELETE FROM ledger_event WHERE id IN (SELECT event_id FROM ledger_position WHERE position >= 210)",
        "DELETE FROM ledger_position WHERE position >= 210",
        "DELETE FROM ledger_tile",
        "DELETE FROM ledger_signedcheckpoint WHERE size > 210",
    )
    with transaction.atomic():
        ledger.append(event("dossier/5000"), recorded_at=MORNING)
    with pytest.raises(ledger.NotConsistent, match="no longer begins with the 699 entries"):
        ledger.seal(at=MORNING)
    for file in checkpoint_folder().iterdir():
        file.unlink()
    assert ledger.seal(at=MORNING) is not None, "the control: without what was sent out the ledger forks unseen"


def test_a_key_that_is_gone_is_said(own_db: Installation, record: Record) -> None:
    record(1)
    key_file().unlink()
    ledger.verifier_key.__globals__["_read"].cache_clear()
    with pytest.raises(ledger.NoKey, match="run: motcua migrate"):
        ledger.seal(at=MORNING)
    assert ledger.head() == 3, "placing needs no key"
    ledger.ensure_keys()
    assert ledger.seal(at=MORNING) is not None


def test_writers_and_sequencers_at_once_leave_no_gap(own_db: Installation, together: Together) -> None:
    def write(writer: int) -> int:
        for one in range(40):
            with transaction.atomic():
                for number in (1, 2):
                    ledger.append(event(f"dossier/{writer * 1000 + one}", number), recorded_at=MORNING)
        return 80

    def place() -> int:
        return sum(ledger.seal(at=MORNING) is not None or time.sleep(0.01) is None for _ in range(15))

    writers = [lambda writer=writer: write(writer) for writer in range(1, 5)]
    assert together(*writers, place, place) == [80, 80, 80, 80, 15, 15]
    ledger.seal(at=MORNING)
    assert (ledger.head(), ledger.pending()) == (320, 0)
    placed = ledger.events_after(0)
    assert [one.position for one in placed] == [*range(320)]
    assert len({(one.stream, one.number) for one in placed}) == 320
    assert ledger.verify().good


def test_one_of_two_who_write_the_same_number_is_refused(own_db: Installation, together: Together) -> None:
    def write() -> bytes:
        with transaction.atomic():
            return ledger.append(event("dossier/1"), recorded_at=MORNING)

    results = together(write, write, write)
    assert sum(isinstance(result, bytes) for result in results) == 1
    assert sum(isinstance(result, ledger.StreamConflict) for result in results) == 2
    ledger.seal(at=MORNING)
    assert ledger.head() == 1


SEAL = """
import sys
from datetime import UTC, datetime
import django
django.setup()
from motcua.foundation.ledger.actions import seal
seal.BATCH = 50
print("ready", flush=True)
seal.seal(at=datetime(2022, 10, 14, tzinfo=UTC))
"""


def test_a_kill_at_any_moment_loses_nothing(own_db: Installation, record: Record) -> None:
    stopped = 0
    for attempt in range(5):
        record(400, 1000 * attempt + 1)
        process = subprocess.Popen(
            [sys.executable, "-c", SEAL],
            env=own_db.environment | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parent,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.004 * 3**attempt)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        stopped += process.returncode == -signal.SIGKILL
        assert ledger.verify().good
    assert stopped > 0, "the control: some were killed at work"
    ledger.seal(at=MORNING)
    assert (ledger.head(), ledger.pending()) == (6000, 0)
    assert ledger.verify().good
