"""
One dossier received through the action layer, against the bare two inserts that it cannot do without.

Both in the same run, with one writer and with eight at eight offices; then eight at the same office, whose daily serial
they must take in turn. The database is a throwaway one, or that of ``DATABASE_URL`` (give an empty one).
"""

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

WRITERS = 8


def main() -> None:
    """Measure, and print a line for each arm and the ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=4.0, help="how long each arm runs")
    seconds = arguments.parse_args().seconds
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as home:
        os.environ["MOTCUA_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
        prepare()
        bare_one, ours_one = rate(bare, [0], seconds), rate(ours, [0], seconds)
        offices = list(range(WRITERS))
        bare_many, ours_many = rate(bare, offices, seconds), rate(ours, offices, seconds)
        ours_same = rate(ours, [0] * WRITERS, seconds)
    print(f"bare two inserts, 1 writer        {bare_one:8,.0f} /s")
    print(f"received,         1 writer        {ours_one:8,.0f} /s   ratio {ours_one / bare_one:.2f}")
    print(f"bare two inserts, {WRITERS} writers       {bare_many:8,.0f} /s")
    print(f"received,         {WRITERS} at {WRITERS} offices  {ours_many:8,.0f} /s   ratio {ours_many / bare_many:.2f}")
    print(f"received,         {WRITERS} at 1 office   {ours_same:8,.0f} /s   ratio {ours_same / bare_many:.2f}")


def prepare() -> None:
    """Make a home with eight offices and one procedure, and a plain table beside the ledger's for the baseline."""
    import django

    django.setup()
    from django.db import connection, connections

    from motcua.config.home import make_usable
    from motcua.foundation.units import public as units
    from motcua.foundation.worktime.public import Measure, Term
    from motcua.services.procedures import public as procedures

    at = datetime.now(UTC)
    make_usable(at=at, told=lambda _: None)
    for office in range(WRITERS):
        units.found(
            code=f"bench-{office}",
            name=f"Xã {office}",
            level=units.Level.COMMUNE,
            on=date(2020, 1, 1),
            by="bench",
            at=at,
        )
    procedures.publish(
        code="1.000001",
        name="Thủ tục",
        field_code="f",
        field_name="Lĩnh vực",
        on=date(2020, 1, 1),
        by="bench",
        at=at,
        term=Term(10, Measure.WORKING_DAYS),
    )
    with connection.schema_editor() as editor:
        editor.create_model(plain_event())
    connections.close_all()


def plain_event() -> type:
    """Give a model like the ledger's event, without its triggers."""
    from django.apps import apps
    from django.db import models

    if "benchevent" in apps.all_models["ledger"]:
        return apps.all_models["ledger"]["benchevent"]
    fields = {
        "stream": models.CharField(max_length=100),
        "number": models.PositiveIntegerField(),
        "kind": models.CharField(max_length=60),
        "recorded_at": models.DateTimeField(),
        "entry": models.BinaryField(),
        "leaf": models.BinaryField(),
        "Meta": type("Meta", (), {"app_label": "ledger", "unique_together": [("stream", "number")]}),
        "__module__": __name__,
    }
    return type("BenchEvent", (models.Model,), fields)


def bare(office: int) -> Callable[[int], None]:
    """Give the baseline: a row and an event through the ORM, in one transaction, with nothing decided or reckoned."""
    from django.db import transaction

    from motcua.foundation.units import public as units
    from motcua.services.dossiers.models import Dossier
    from motcua.services.procedures import public as procedures

    events = plain_event().objects  # type: ignore[attr-defined]  # made while running
    unit = units.find(f"bench-{office}", on=date(2026, 1, 5))
    procedure = procedures.find("1.000001", on=date(2026, 1, 5))
    at = datetime(2026, 1, 5, 2, tzinfo=UTC)
    name = f"{os.getpid()}-{time.monotonic_ns()}"

    def insert(place: int) -> None:
        with transaction.atomic():
            Dossier.objects.create(
                code=f"{name}-{place}",
                state="accepted",
                number=1,
                last_at=at,
                procedure_id=procedure.id,
                field="f",
                channel="counter",
                receiving_unit_id=unit.id,
                competent_unit_id=unit.id,
                holder_id=unit.id,
                received_at=at,
                due_first=at,
                due_at=at,
                judged_until=at,
                term_amount=10,
                term_measure="working_days",
            )
            events.create(
                stream=f"{name}/{place}",
                number=1,
                kind="dossier.received",
                recorded_at=at,
                entry=bytes(420),
                leaf=place.to_bytes(32, "big"),
            )

    return insert


def ours(office: int) -> Callable[[int], None]:
    """Give our own: a dossier received at an office, with code, due time, event and all rules."""
    from motcua.foundation.units import public as units
    from motcua.services.dossiers import public as dossiers

    unit = units.find(f"bench-{office}", on=date(2026, 1, 5))
    filing = dossiers.Filing("1.000001", unit.key, dossiers.Channel.COUNTER)
    at = datetime(2026, 1, 5, 2, tzinfo=UTC)

    def receive(place: int) -> None:
        dossiers.receive(filing=filing, by="post/1", at=at)

    return receive


def rate(arm: Callable[[int], Callable[[int], None]], offices: list[int], seconds: float) -> float:
    """Run an arm in one process an office at the same time; give acts a second, all together."""
    context = multiprocessing.get_context("fork")
    barrier, counts = context.Barrier(len(offices)), context.Queue()

    def work(office: int) -> None:
        act = arm(office)
        act(0)
        barrier.wait()
        begun, done = time.perf_counter(), 1
        while (now := time.perf_counter()) - begun < seconds:
            act(done)
            done += 1
        counts.put((done - 1) / (now - begun))

    workers = [context.Process(target=work, args=(office,)) for office in offices]
    for worker in workers:
        worker.start()
    total = sum(counts.get() for _ in workers)
    for worker in workers:
        worker.join()
    return total


if __name__ == "__main__":
    main()
