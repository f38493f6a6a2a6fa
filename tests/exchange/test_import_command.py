"""``motcua import events`` at the command line: what it prints where, and how it ends."""

import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from conftest import Installation
from exchange.desk import one_life, rows, set_up_offices
from motcua.foundation.ledger import public as ledger


@pytest.fixture
def home_with_offices(committing_db: Installation) -> Installation:
    """Give an installation with two communes and two procedures."""
    set_up_offices()
    return committing_db


def test_the_result_is_all_that_is_printed(home_with_offices: Installation, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(rows(*one_life()))
    done = home_with_offices.motcua("import", "events", file)
    assert (done.returncode, done.stdout, done.stderr) == (0, "read 4, taken 4, unchanged 0, refused 0\n", "")
    again = home_with_offices.motcua("import", "events", file)
    assert (again.returncode, again.stdout, again.stderr) == (0, "read 4, taken 0, unchanged 4, refused 0\n", "")
    assert ledger.pending() == 0


def test_a_refused_file_ends_with_1_and_says_why(home_with_offices: Installation, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(rows(*one_life(), *(f"B-{n},no,2022-03-01,,,,,," for n in range(30))))
    done = home_with_offices.motcua("import", "events", file)
    said = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "read 34, taken 0, unchanged 0, refused 30\n")
    assert said[0].startswith("line 6, event, “no”: this event is not known")
    assert said[19].startswith("line 25, event, “no”")
    assert said[19].endswith(" [B-19]")
    assert said[20:] == [
        "… and 10 more",
        "30 dossiers were refused, so nothing was taken; --rejects FILE takes the others",
    ]
    with_rejects = home_with_offices.motcua("import", "events", file, "--rejects", tmp_path / "rejects.csv")
    assert (with_rejects.returncode, with_rejects.stdout) == (0, "read 34, taken 4, unchanged 0, refused 30\n")
    assert (
        with_rejects.stderr.splitlines()[-1]
        == f"30 dossiers were refused; their rows are in {tmp_path / 'rejects.csv'}"
    )


def test_what_cannot_be_read_ends_with_1_and_wrong_use_with_2(home_with_offices: Installation, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text("a,b\n")
    unreadable = home_with_offices.motcua("import", "events", file)
    assert (unreadable.returncode, unreadable.stdout) == (1, "")
    assert unreadable.stderr.startswith("code: the column “code” is missing")
    absent = home_with_offices.motcua("import", "events", tmp_path / "absent.csv")
    assert absent.returncode == 2
    assert "does not exist" in absent.stderr


def test_a_terminal_is_shown_how_far_it_is(home_with_offices: Installation, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(rows(*(line for n in range(300) for line in one_life(f"A-{n}"))))
    ours, theirs = pty.openpty()
    shown: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                return
            if not piece:
                return
            shown.append(piece)

    listener = threading.Thread(target=listen)
    listener.start()
    done = subprocess.run(
        [sys.executable, "-c", "from motcua.cli import main; main()", "import", "events", str(file)],
        env=home_with_offices.environment | {"TERM": "xterm", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        check=True,
    )
    os.close(theirs)
    listener.join()
    os.close(ours)
    assert done.stdout == "read 1200, taken 1200, unchanged 0, refused 0\n"
    for phase in (b"reading", b"checking", b"taking", b"sealing"):
        assert phase in b"".join(shown)
