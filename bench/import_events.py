"""
Importing a file of events with every rule checked and sealed, against ``bulk_create`` of the rows that come of it.

Both in one run, each in a process of its own, on the embedded database. The file is written in no order; half of the
due times stand in it, half are reckoned. The baseline inserts the same dossiers and the same ledger entries, already
made, into the same tables without the ledger's triggers; it checks, reckons, hashes and signs nothing.
"""

import argparse
import csv
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

OFFICES, PROCEDURES = 300, 60
LEAST_RATIO, MOST_MEGABYTES = 0.4, 600
AT_ONCE = 2_000


def main() -> int:
    """Measure, and print a line for each arm and the ratio; give 1 if it falls short."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=1_000_000, help="how many events the file has, about")
    events = arguments.parse_args().events
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        ours, plain, file = Path(folder, "ours"), Path(folder, "plain"), Path(folder, "events.csv")
        apart(ours, prepare)
        shutil.copytree(ours, plain)
        written, _ = apart(ours, write, file, events)
        seconds, megabytes = apart(ours, take, file)
        bare_seconds, _ = apart(plain, insert, ours)
    ratio = bare_seconds / seconds
    print(f"bulk_create of the rows   {written / bare_seconds:9,.0f} events/s")
    print(
        f"motcua import events      {written / seconds:9,.0f} events/s   ratio {ratio:.2f}"
        f" (at least {LEAST_RATIO})   {megabytes:,.0f} MB (at most {MOST_MEGABYTES})"
    )
    return 0 if ratio >= LEAST_RATIO and megabytes <= MOST_MEGABYTES else 1


def apart(home: Path, work: Callable[..., float], *arguments: object) -> tuple[float, float]:
    """Do some work in a process of its own with a home; give the seconds that it says it took, and its peak memory."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.environ |= {"MOTCUA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        os.write(writing, str(work(*arguments)).encode())
        os._exit(0)
    os.close(writing)
    with open(reading) as said:  # noqa: PTH123 - a pipe has no path
        seconds = float(said.read())
    _, _, used = os.wait4(child, 0)
    return seconds, used.ru_maxrss / 1024


def prepare() -> float:
    """Make a home with offices and procedures."""
    import django

    django.setup()
    from motcua.config.home import make_usable
    from motcua.foundation.units import public as units
    from motcua.foundation.worktime.public import Measure, Term
    from motcua.services.procedures import public as procedures

    at = datetime.now(UTC)
    make_usable(at=at, told=lambda _: None)
    names = {f"{place:05d}": f"Xã {place}" for place in range(OFFICES)}
    units.ensure(names=names, on=date(2015, 1, 1), by="bench", at=at)
    for place in range(PROCEDURES):
        procedures.publish(
            code=f"1.{place:06d}",
            name=f"Thủ tục {place}",
            field_code=f"f{place % 7}",
            field_name=f"Lĩnh vực {place % 7}",
            on=date(2015, 1, 1),
            by="bench",
            at=at,
            term=Term(1 + place % 20, Measure.WORKING_DAYS),
        )
    return 0.0


def write(file: Path, events: int) -> float:
    """Write a file of about so many events, about four a dossier, in no order; give their number."""
    chance = random.Random(2022)
    rows: list[tuple[str, ...]] = []
    first = datetime(2021, 1, 4, 7, 30)  # noqa: DTZ001 - files are naive
    dossier = 0
    while len(rows) < events:
        dossier += 1
        code, at = f"000.00.{dossier:09d}", first + timedelta(minutes=chance.randrange(2 * 365 * 24 * 60))
        due = (at + timedelta(days=chance.randrange(1, 30))).date().isoformat() if dossier % 2 else ""
        unit, procedure = f"{chance.randrange(OFFICES):05d}", f"1.{chance.randrange(PROCEDURES):06d}"
        channel = chance.choice(["online", "counter", "post", "national_portal"])
        rows.append((code, "received", at.isoformat(), unit, procedure, channel, due, "", ""))
        steps = ["forwarded"]
        if dossier % 7 == 0:
            steps += ["supplement_requested", "supplemented"]
        if dossier % 10:
            steps += ["finished", "returned"]
        for step in steps:
            at += timedelta(minutes=chance.randrange(30, 5 * 24 * 60))
            rows.append((code, step, at.isoformat(), "", "", "", "", "", ""))
    chance.shuffle(rows)
    with file.open("w", encoding="utf-8", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(["code", "event", "at", "unit", "procedure", "channel", "due", "actor", "detail"])
        out.writerows(rows)
    return len(rows)


def take(file: Path) -> float:
    """Import the file as a person does."""
    begun = time.perf_counter()
    from motcua.cli.import_events import events

    with suppress(SystemExit):
        events([str(file)])
    return time.perf_counter() - begun


def insert(ours: Path) -> float:
    """Insert what the import made through the ORM, and time nothing but the making of objects and their insertion."""
    import django

    django.setup()
    from django.db import connection, connections, transaction

    from motcua.foundation.ledger.models import Event
    from motcua.services.dossiers.models import Dossier

    connections.databases["ours"] = {**connections.databases["default"], "NAME": str(ours / "motcua.sqlite3")}
    plain = plain_event()
    with connection.schema_editor() as editor:
        editor.create_model(plain)
    seconds = 0.0
    with transaction.atomic():
        for source, target in ((Dossier, Dossier), (Event, plain)):
            rows = source.objects.using("ours").order_by("pk").filter(**of_dossiers(source)).values().iterator(AT_ONCE)
            while some := list(islice(rows, AT_ONCE)):
                begun = time.perf_counter()
                target.objects.bulk_create([target(**row) for row in some])
                seconds += time.perf_counter() - begun
        begun = time.perf_counter()
    return seconds + time.perf_counter() - begun


def of_dossiers(model: type) -> dict[str, str]:
    """Leave out the events of offices and procedures, which both homes had before."""
    return {"stream__startswith": "dossier/"} if model.__name__ == "Event" else {}


def plain_event() -> Any:
    """Give a model like the ledger's event, without its triggers."""
    from django.db import models

    meta = {
        "app_label": "ledger",
        "unique_together": [("stream", "number")],
        "indexes": [models.Index(fields=["leaf"], name="plain_by_leaf")],
    }
    fields = {
        "stream": models.CharField(max_length=100),
        "number": models.PositiveIntegerField(),
        "kind": models.CharField(max_length=60),
        "recorded_at": models.DateTimeField(),
        "entry": models.BinaryField(),
        "leaf": models.BinaryField(),
    }
    return type("PlainEvent", (models.Model,), {**fields, "Meta": type("Meta", (), meta), "__module__": __name__})


if __name__ == "__main__":
    sys.exit(main())
