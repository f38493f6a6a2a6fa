"""The server and the worker beside it: they start, seal, start again, and stop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from conftest import Installation
from motcua.cli.serve import Daily, work
from motcua.foundation.ledger.public import NewEvent, append, pending


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def until(true: Callable[[], object], *, seconds: float = 60) -> None:
    """Wait until something is true. :raises AssertionError: if it does not become so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/look/motcua.css", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def beside(server: psutil.Process, *, but: int = 0) -> psutil.Process | None:
    """Give the worker beside a server, if one runs that is not this one."""
    for child in server.children():
        try:
            if child.pid != but and "worker" in child.cmdline():
                return child
        except psutil.Error:  # it has ended since, or is about to
            continue
    return None


@pytest.fixture
def server(committing_db: Installation, tmp_path: Path) -> Iterator[tuple[psutil.Process, int]]:
    """Serve a home, and stop."""
    port = free_port()
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "motcua", "serve", "--port", str(port)],
            env=committing_db.environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    try:
        until(lambda: answers(port))
        yield psutil.Process(process.pid), port
    finally:
        process.terminate()
        process.wait(timeout=20)


def event(number: int) -> None:
    at = datetime.now(UTC)
    append(NewEvent("test/1", number, "test.happened", 1, at, "import", "", {}), recorded_at=at)


def test_it_seals_what_is_pending_and_outlives_a_worker_that_dies(server: tuple[psutil.Process, int]) -> None:
    process, port = server
    until(lambda: beside(process))
    event(1)
    until(lambda: pending() == 0)
    died = beside(process)
    assert died is not None
    died.kill()
    until(lambda: beside(process, but=died.pid))
    event(2)
    until(lambda: pending() == 0)
    assert answers(port)


def test_it_stops_within_seconds_and_leaves_nothing_running(server: tuple[psutil.Process, int]) -> None:
    process, port = server
    until(lambda: beside(process))
    family = process.children(recursive=True)
    process.send_signal(signal.SIGTERM)
    gone, alive = psutil.wait_procs([process, *family], timeout=10)
    assert alive == []
    assert len(gone) == len(family) + 1
    assert not answers(port)


def test_nothing_outlives_a_server_that_is_killed(server: tuple[psutil.Process, int]) -> None:
    process, _ = server
    until(lambda: beside(process))
    family = process.children(recursive=True)
    process.kill()
    _, alive = psutil.wait_procs(family, timeout=15)
    assert alive == []


def test_what_forks_has_one_thread(server: tuple[psutil.Process, int]) -> None:
    process, _ = server
    assert process.num_threads() == 1


def test_the_worker_ends_with_its_parent(committing_db: Installation) -> None:
    answered = committing_db.motcua("worker", "--parent", str(os.getpid() + 1))
    assert (answered.returncode, answered.stderr) == (0, "")


def test_the_worker_says_a_failure_and_goes_on(db: None, caplog: pytest.LogCaptureFixture) -> None:
    turns: list[float] = []

    def fail_once() -> None:
        if len(turns) == 0:
            raise ValueError("bad leaf 7")

    work(fail_once, wait=turns.append, go_on=lambda: len(turns) < 3)
    assert turns == [10.0, 1.0, 1.0]
    assert "bad leaf 7" in caplog.text


def test_what_is_daily_is_done_at_once_and_then_once_a_day(caplog: pytest.LogCaptureFixture) -> None:
    start, done = datetime(2026, 1, 5, tzinfo=UTC), list[datetime]()

    def fail(at: datetime) -> None:
        raise OSError("the disk is full")

    daily = Daily(fail, done.append)
    for hours in (0, 0.5, 1.5, 23, 24, 30):
        daily.turn(start + timedelta(hours=hours))
    assert done == [start, start + timedelta(hours=24)]
    assert [record.message for record in caplog.records] == ["what is done daily was not done: the disk is full"] * 5
