"""A kill at any moment leaves what was before or all of it, and the next import goes on from there."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from conftest import Installation
from exchange.desk import one_life, rows, set_up_offices
from motcua.foundation.ledger import public as ledger
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier

DOSSIERS = 200
EVENTS = 4 * DOSSIERS
TAKEN = f"read {EVENTS}, taken {EVENTS}, unchanged 0, refused 0\n"
UNCHANGED = f"read {EVENTS}, taken 0, unchanged {EVENTS}, refused 0\n"

AT_A_STATEMENT = """
import os, signal, sys
from django.db.backends.utils import CursorWrapper
from motcua.cli import main
left = int(sys.argv.pop(1))
def counted(run):
    def counting(*how):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return run(*how)
    return counting
CursorWrapper.execute = counted(CursorWrapper.execute)
CursorWrapper.executemany = counted(CursorWrapper.executemany)
try:
    main()
finally:
    print(-left, file=sys.stderr)
"""
AFTER_A_WHILE = """
import os, signal, sys
from motcua.cli import main, start
start()
from motcua.services.dossiers.exchange import importing
wait, take = float(sys.argv.pop(1)), importing.take
def taking(*how, **also):
    signal.setitimer(signal.ITIMER_REAL, wait)  # nobody handles the alarm, so it ends the process where it stands
    take(*how, **also)
importing.take = taking
main()
"""
WITHOUT_ITS_TRANSACTION = """
import contextlib
from django.db import transaction
transaction.atomic = lambda *how, **also: contextlib.nullcontext()
from motcua.cli import start
start()
from motcua.services.dossiers.exchange import taking
taking.AT_ONCE = 20
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file of some hundred dossiers."""
    path = tmp_path / "events.csv"
    path.write_text(rows(*(line for number in range(DOSSIERS) for line in one_life(f"A-{number}"))))
    return path


def run(program: str, argument: float, installation: Installation, file: Path) -> subprocess.CompletedProcess[str]:
    """Import under a program that kills itself."""
    return subprocess.run(
        [sys.executable, "-c", program, str(argument), "import", "events", str(file)],
        env=installation.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def left() -> tuple[int, int]:
    """Count the dossiers and their events."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_event WHERE stream LIKE 'dossier/%%'")
        return Dossier.objects.count(), cursor.fetchone()[0]


def whole(installation: Installation, file: Path) -> None:
    """Import again after kills, and look whether all is there once."""
    assert installation.motcua("import", "events", file).stdout in {TAKEN, UNCHANGED}
    assert (left(), ledger.pending()) == ((DOSSIERS, EVENTS), 0)
    assert dossiers.replay_all().differences == ()
    assert not [path for path in (installation.home / "tmp").rglob("*") if path.is_file()]


def statements_before_taking(installation: Installation, file: Path) -> int:
    """Count the statements that an import sends before it takes anything: those of a file that is refused."""
    refused = file.with_name("refused.csv")
    refused.write_text(file.read_text() + "B-1,no,2022-03-01,,,,,,\n")
    return int(run(AT_A_STATEMENT, 0, installation, refused).stderr.split()[-1])


def test_a_kill_before_any_statement_leaves_all_or_nothing(committing_db: Installation, file: Path) -> None:
    set_up_offices()
    before = statements_before_taking(committing_db, file)
    killed = 0
    for statement in range(before + 1, before + 40, 3):
        done = run(AT_A_STATEMENT, statement, committing_db, file)
        killed += done.returncode == -signal.SIGKILL
        assert left() in {(0, 0), (DOSSIERS, EVENTS)}
        if left() != (0, 0):
            break
    assert killed >= 3
    whole(committing_db, file)


def test_a_kill_at_any_moment_leaves_all_or_nothing(committing_db: Installation, file: Path) -> None:
    set_up_offices()
    killed = 0
    for milliseconds in (1, 20, 60, 200):
        done = run(AFTER_A_WHILE, milliseconds / 1000, committing_db, file)
        killed += done.returncode == -signal.SIGALRM
        assert left() in {(0, 0), (DOSSIERS, EVENTS)}
        if left() != (0, 0):
            break
    assert killed
    whole(committing_db, file)


def test_without_its_one_transaction_a_kill_leaves_a_part(committing_db: Installation, file: Path) -> None:
    """The control: the same kills, with the transaction taken out."""
    set_up_offices()
    before = statements_before_taking(committing_db, file)
    for statement in range(before + 1, before + 20):
        run(WITHOUT_ITS_TRANSACTION + AT_A_STATEMENT, statement, committing_db, file)
        if left() != (0, 0):
            break
    assert left() not in {(0, 0), (DOSSIERS, EVENTS)}
