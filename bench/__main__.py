"""
Every measurement, one after the other, each in a process of its own: ``make bench``.

Name some to run those alone: ``make bench ARGS="report receive"``. Each is also a program with options of its own:
``python bench/report.py --help``. The exit code is 1 if one of them fell short of its bound.
"""

import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).parent
ALL = sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))


def main(names: list[str]) -> int:
    """Run the measurements of these names, or all."""
    if unknown := {*names} - {*ALL}:
        print(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(ALL)}", file=sys.stderr)
        return 2
    short = []
    for name in names or ALL:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        if subprocess.run([sys.executable, FOLDER / f"{name}.py"], check=False).returncode:
            short.append(name)
        print(f"-- {time.monotonic() - began:.0f} s", flush=True)
    if short:
        print(f"fell short: {', '.join(short)}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
