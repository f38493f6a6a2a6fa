"""
What everyone may see of an office, made over the facts of ``bench/indicators.py``: for one office, and for all at once.

A year month by month, with the year before it, as the page makes them. Bounds, cold: an office under 8 s, all offices
side by side under 15 s; a page gives what was made again for a minute. Exit 1 if one is missed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from typing import Any

from indicators import made, ready, twice
from report import NOW, OFFICES

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def main() -> None:
    """Measure, and print a line for each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=1_000_000, help="how many")
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        print(json.dumps(PARTS[arguments.part](arguments.dossiers)))
        return
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as home:
        environment = os.environ | {"MOTCUA_HOME": home, "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}

        def part(name: str) -> dict[str, Any]:
            command = [sys.executable, __file__, "--part", name, "--dossiers", str(arguments.dossiers)]
            answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
            found: dict[str, Any] = json.loads(answer.stdout)
            return found

        part("prepare")
        office, place = part("office"), part("place")
    print(f"an office: cold {office['cold']:.2f} s, warm {office['warm']:.2f} s")
    print(f"{OFFICES:,} offices side by side: cold {place['cold']:.2f} s, warm {place['warm']:.2f} s")
    missed = [name for name, held in (("office", office["cold"] < 8), ("place", place["cold"] < 15)) if not held]
    for bound in missed:
        print(f"missed: {bound}")
    sys.exit(1 if missed else 0)


def of(unit: str) -> dict[str, Any]:
    """Make what is shown of a unit, and of the period before."""
    _, facts, _ = ready()
    from motcua.kernel.periods import Period
    from motcua.reform.performance import public as performance

    period = Period(*YEAR)

    def ask() -> None:
        for one in (period, performance.before(period)):
            performance.make(facts, unit=unit, period=one, now=NOW)

    return twice(ask)


PARTS = {"prepare": made, "office": lambda _: of("7"), "place": lambda _: of("0")}

if __name__ == "__main__":
    main()
