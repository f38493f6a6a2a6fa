"""Memory does not grow with the file."""

import subprocess
import sys
from pathlib import Path

from conftest import Installation
from exchange.desk import HEADER, set_up_offices

FEW = 2_000
BOUND = 8_000
SMALL_CACHES = """
from motcua.cli import start
start()
from django.conf import settings
from motcua.services.dossiers.exchange import staging
staging._PRAGMAS = staging._PRAGMAS.replace("cache_size=-32768", "cache_size=-1024")
if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
    settings.DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA cache_size=-1024;"
"""
HOARDING = """
from motcua.services.dossiers.exchange.staging import Staging
plans = Staging.plans
Staging.plans = lambda staged: iter([*plans(staged)])
"""
IMPORT = """
from pathlib import Path
from motcua.cli.import_events import events
try:
    events()
finally:
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(told["VmHWM"].split()[0])  # unlike ru_maxrss, it does not remember the process that started this one
"""


def peak(program: str, installation: Installation, path: Path, dossiers: int) -> int:
    """Import so many dossiers, and give the peak of the process's memory in kB."""
    with path.open("w") as file:
        file.write(HEADER + "\n")
        for number in range(dossiers):
            code = f"{dossiers}-{number}"
            file.write(f"{code},received,2022-03-01T08:30,12472,1.004222,counter,,,\n")
            file.write(f"{code},forwarded,2022-03-02T09:00,00338,,,,,\n")
            file.write(f"{code},finished,2022-03-04T16:00,,,,,,\n")
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env=installation.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    counted, kilobytes = done.stdout.splitlines()
    assert counted == f"read {3 * dossiers}, taken {3 * dossiers}, unchanged 0, refused 0"
    return int(kilobytes)


def growth(program: str, installation: Installation, folder: Path) -> int:
    """Give by how much the peak is higher, in kB, where the file is four times as long."""
    few, many = (peak(program, installation, folder / "events.csv", count) for count in (FEW, 4 * FEW))
    return many - few


def test_four_times_the_file_takes_no_more_memory(committing_db: Installation, tmp_path: Path) -> None:
    set_up_offices()
    assert growth(SMALL_CACHES + IMPORT, committing_db, tmp_path) < BOUND


def test_an_import_that_kept_its_rows_would_be_seen(committing_db: Installation, tmp_path: Path) -> None:
    """The control."""
    set_up_offices()
    assert growth(SMALL_CACHES + HOARDING + IMPORT, committing_db, tmp_path) > 2 * BOUND
