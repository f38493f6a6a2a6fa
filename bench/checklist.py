"""
Filling in a checklist of 120 lines for a commune, against plainly computing its indicators in the same facts.

Over made-up facts of 3,355 offices, as ``bench/indicators.py`` makes them; the commune's visit has begun with the
checklist that comes with the program. Each arm runs in a process of its own: the first run is cold, the best of five
more is warm. Bounds at 10 M dossiers: under 5 s cold and 1 s warm, and cold at most 1.3 times the plain computation.
Exit 1 if one is missed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from indicators import made

TURNS = 5
NOW = datetime(2026, 7, 1, tzinfo=UTC)
FIRST, LAST = date(2026, 1, 1), date(2026, 5, 31)
VISIT = date(2026, 6, 15)
COMMUNE = "17"


def main() -> None:
    """Measure, and print a line for each arm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=10_000_000, help="how many")
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        print(json.dumps(PARTS[arguments.part](arguments.dossiers)))
        return
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as home:
        settings = {"MOTCUA_HOME": home, "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
        missed = measure(arguments.dossiers, os.environ | settings)
    for bound in missed:
        print(f"missed: {bound}")
    sys.exit(1 if missed else 0)


def measure(dossiers: int, environment: dict[str, str]) -> list[str]:
    """Prepare a home, run each arm in it, print what they took, and give the bounds that were missed."""

    def part(name: str) -> dict[str, Any]:
        command = [sys.executable, __file__, "--part", name, "--dossiers", str(dossiers)]
        answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        found: dict[str, Any] = json.loads(answer.stdout)
        return found

    took = part("prepare")
    print(f"{dossiers:,} dossiers, {took['megabytes']:,.0f} MB, made in {took['took']:.1f} s", flush=True)
    part("begin")
    part("ours")  # reads the files into memory, so that both arms find them there
    plain, ours = part("plain"), part("ours")
    if plain["figures"] != ours["figures"]:
        raise SystemExit("the arms disagree")
    for name, arm in (("plain", plain), ("checklist", ours)):
        cold = f"cold {arm['cold']:.2f} s ({arm['busy']:.2f} s of processors)"
        print(f"{name:<10} {arm['lines']:>4} figures   {cold}   warm {arm['warm']:.3f} s", flush=True)
    ratio = ours["cold"] / plain["cold"]
    print(f"checklist / plain, cold: {ratio:.2f}")
    bounds = {
        f"cold {ours['cold']:.2f} s, not 5": ours["cold"] < 5,
        f"warm {ours['warm']:.2f} s, not 1": ours["warm"] < 1,
        f"{ratio:.2f} times the plain computation, not 1.3": ratio <= 1.3,
    }
    return [bound for bound, held in bounds.items() if not held]


def begin(_: int) -> dict[str, Any]:
    """Begin the visit of a commune; the rows of its inspection are put there without its team."""
    import django

    django.setup()
    from motcua.foundation.units import public as units
    from motcua.reform.inspections import public as inspections
    from motcua.reform.inspections.models import Inspection, Place
    from motcua.reform.registers.public import ReformField

    structure = units.structure(LAST)
    about = {"title": "Kiểm tra", "purpose": "Đo", "first": FIRST, "last": LAST, "fields": list(ReformField)}
    one = Inspection(unit_id=structure.by_code["0"].id, kind="planned", opened_at=NOW, **about)
    one.save()
    place = Place(inspection=one, unit_id=structure.by_code[COMMUNE].id, mode="on_site", visit_on=VISIT)
    place.save()
    inspections.begin_visit(place_id=place.pk, checklist="cchc-cap-xa", by="bench", at=NOW)
    return {"place": place.pk}


def ours(_: int) -> dict[str, Any]:
    """Fill the checklist in."""
    import django

    django.setup()
    from motcua.reform.inspections import public as inspections

    def filled() -> dict[str, str]:
        lines = inspections.prefilled(1, now=NOW)
        return {one.question.of: str(one.computed.value) for one in lines if one.computed}

    return timed(filled)


def plain(_: int) -> dict[str, Any]:
    """Compute the same indicators by themselves."""
    import django

    django.setup()
    from motcua.kernel.periods import Period
    from motcua.reform.indicators import public as indicators
    from motcua.reform.inspections import public as inspections

    checklist = inspections.find_checklist("cchc-cap-xa", on=VISIT).checklist
    codes = [one.of for one in checklist.questions if one.asks == "indicator"]

    def computed() -> dict[str, str]:
        facts = indicators.up_to_date(at=NOW)
        period = Period(FIRST, LAST)
        found = indicators.compute_all(facts, codes, units=[COMMUNE], period=period, now=NOW, own=True)[COMMUNE]
        return {code: str(one.value) for code, one in found.items()}

    return timed(computed)


def timed(work: Callable[[], dict[str, str]]) -> dict[str, Any]:
    """Do it once cold and some times warm."""
    took, spent = [], []
    for _ in range(TURNS + 1):
        begun, busy = time.perf_counter(), time.process_time()
        figures = work()
        took.append(time.perf_counter() - begun)
        spent.append(time.process_time() - busy)
    return {"cold": took[0], "busy": spent[0], "warm": min(took[1:]), "lines": len(figures), "figures": figures}


PARTS: dict[str, Callable[[int], dict[str, Any]]] = {"prepare": made, "begin": begin, "ours": ours, "plain": plain}


if __name__ == "__main__":
    main()
