"""
A ledger of many events: appending and sealing them, proving one of them, and verifying all of them from the database.

On a throwaway embedded database, or on that of ``DATABASE_URL`` (give an empty one). The events are of the size that a
dossier's are. A proof is made in a fresh process as ``motcua ledger prove`` makes it, without the start of Python, and
is checked. Afterwards the ledger is exported and the stand-alone verifier goes over the export.
"""

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.foundation.ledger.public import NewEvent

AT_A_TIME = 4
"""Events of a dossier."""

MOST_MILLISECONDS, MOST_SECONDS, PROOFS = 50, 60, 200


def main() -> None:
    """Measure, and print a line for each part with its bound."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=1_000_000)
    events = arguments.parse_args().events
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as home:
        os.environ["MOTCUA_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
        measure(events, Path(home))


def measure(events: int, home: Path) -> None:
    """Fill a ledger, prove, verify, export, and verify from outside."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from verifier import motcua_verify as verifier

    from motcua.foundation.ledger import public as ledger

    call_command("migrate", verbosity=0)
    ledger.ensure_keys()
    now = datetime.now(UTC)

    started = time.perf_counter()
    with transaction.atomic():
        ledger.append_all(made_up(events, now), recorded_at=now)
    appended = time.perf_counter() - started
    say("append", f"{events / appended:,.0f} events/s", f"{appended:.1f} s")

    started = time.perf_counter()
    checkpoint = ledger.seal(at=now)
    sealed = time.perf_counter() - started
    assert checkpoint is not None
    assert checkpoint.size == events
    say("seal", f"{events / sealed:,.0f} events/s", f"{sealed:.1f} s")

    chance, taken = random.Random(1), []
    for _ in range(PROOFS):
        event = ledger.events_after(chance.randrange(events), limit=1)[0]
        started = time.perf_counter()
        found = ledger.find(event.leaf.hex()[:16])
        assert found is not None
        proof = ledger.prove(found.id)
        taken.append((time.perf_counter() - started) * 1000)
        ledger.check_proof(proof)
    worst = max(taken)
    say(
        f"proof of one among {events:,}",
        f"median {statistics.median(taken):.1f} ms, worst {worst:.1f} ms",
        bound(worst, MOST_MILLISECONDS, "ms"),
    )

    started = time.perf_counter()
    verification = ledger.verify()
    seconds = time.perf_counter() - started
    assert verification.good, verification.findings
    assert verification.events == events
    say(f"verify {events:,} from the database", f"{seconds:.1f} s", bound(seconds, MOST_SECONDS, "s"))

    started = time.perf_counter()
    done = ledger.export(home / "export", at=now)
    say("export", f"{time.perf_counter() - started:.1f} s", f"{done.bytes / 1e6:,.0f} MB in {done.files} files")

    started = time.perf_counter()
    verdict = verifier.Export(home / "export", None, []).verify()
    assert not verdict.findings
    assert verdict.entries == events
    say("verify the export, stand-alone", f"{time.perf_counter() - started:.1f} s", "")
    say("peak memory of all this", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB", "")


def say(what: str, figure: str, beside: str) -> None:
    """Print one line."""
    print(f"{what:<36} {figure:>32}   {beside}", flush=True)


def bound(value: float, most: float, unit: str) -> str:
    """Say whether a bound holds."""
    return f"(at most {most} {unit}{'' if value <= most else ': NOT KEPT'})"


def made_up(events: int, now: datetime) -> "Iterator[NewEvent]":
    """Give events as dossiers have them, interleaved as in life: each dossier's next comes after others' ones."""
    from motcua.foundation.ledger.public import NewEvent

    kinds = ("received", "forwarded", "finished", "returned")
    at_once = 1000
    for count in range(events):
        block, within = divmod(count, at_once * AT_A_TIME)
        number, place = divmod(within, at_once)
        dossier = block * at_once + place
        at = now - timedelta(minutes=events - count)
        yield NewEvent(
            stream=f"dossier/{dossier}",
            number=number + 1,
            kind=f"dossier.{kinds[number]}",
            version=1,
            occurred_at=at,
            actor=f"post/{dossier % 500}",
            unit=f"{12000 + dossier % 300}@1890-03-21",
            payload={
                "code": f"000.15.24.H54-{at:%y%m%d}-{dossier:07d}",
                "procedure": "1.004203.000.00.00.H54",
                "channel": "online" if dossier % 3 else "counter",
                "due_at": (at + timedelta(days=9)).isoformat(),
                "holder": f"{12000 + dossier % 300}@1890-03-21",
                "applicant": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
                "reason": "chuyển bộ phận chuyên môn thẩm định",
            },
        )


if __name__ == "__main__":
    main()
