"""A refresher that is killed leaves the state before or the state after, and the next one goes on from there."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from facts.conftest import Book, contents
from motcua.foundation.facts.public import Store

Open = Callable[..., Store]
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])}
REFRESHER = """
import sys
from pathlib import Path
from datetime import date
import django
django.setup()
from facts.conftest import Book
from motcua.foundation.facts.public import Store
book = Book()
store = Store(Path(sys.argv[1]), [book], zone="Asia/Ho_Chi_Minh")
for step in range(100_000):
    book.weigh(step % 20, date(2026, 1 + step % 12, 1), step)
    store.refresh(book)
    if step == 2:
        print("going", flush=True)
"""


def grown(steps: int) -> Book:
    book = Book()
    for step in range(steps):
        book.weigh(step % 20, date(2026, 1 + step % 12, 1), step)
    return book


def test_a_kill_at_any_moment_leaves_a_whole_state(tmp_path: Path, store: Open) -> None:
    for turn, wait in enumerate((0, 0.02, 0.05, 0.11, 0.17, 0.23)):
        folder = tmp_path / f"killed {turn}"
        command = [sys.executable, "-c", REFRESHER, str(folder)]
        refresher = subprocess.Popen(command, stdout=subprocess.PIPE, env=ENVIRONMENT)
        assert refresher.stdout is not None
        with refresher.stdout:
            refresher.stdout.readline()
            time.sleep(wait)
            os.kill(refresher.pid, signal.SIGKILL)
            refresher.wait()
        left = Store(folder, [Book()], zone="Asia/Ho_Chi_Minh").current()
        assert left is not None
        steps = left.manifest.mark.size
        assert steps >= 3
        book = grown(steps + 1)
        assert contents(left) == contents(store(grown(steps), f"whole {turn}").refresh(grown(steps)))
        onward = Store(folder, [book], zone="Asia/Ho_Chi_Minh")
        assert contents(onward.refresh(book)) == contents(store(book, f"onward {turn}").refresh(book))
        assert onward.verify() > 0
        assert not (folder / "scratch").exists()


def test_one_refreshes_and_the_others_wait(tmp_path: Path) -> None:
    script = REFRESHER.replace("range(100_000)", "range(30)").replace("store.refresh(book)", "pass") + (
        "print(store.refresh(book).manifest.id)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "facts")]
    together = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) for _ in range(3)]
    said = {process.communicate(timeout=60)[0].splitlines()[-1] for process in together}
    assert all(process.returncode == 0 for process in together)
    assert len(said) == 1


class PowerCut(Exception):
    """The moment at which all stops."""


def test_the_state_before_stands_until_the_manifest_is_replaced(
    book: Book, store: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store(book).refresh(book)
    book.weigh(1, date(2026, 1, 5), 7)
    replaced = Path.replace

    def cut(path: Path, target: Path) -> Path:
        if target.name == "manifest.json":
            raise PowerCut
        return replaced(path, target)

    monkeypatch.setattr(Path, "replace", cut)
    with pytest.raises(PowerCut):
        store(book).refresh(book)
    assert store(book).current() == before
    monkeypatch.undo()
    assert store(book).refresh(book) != before
