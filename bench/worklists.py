"""
The desk's lists at a million dossiers: how long a page takes, for one reader and for sixteen at the same time.

A province of twenty districts holds the dossiers; nearly all are returned, some five hundred are open in a usual
district and twenty thousand in one, of which whoever looks has a thousand in hand. Each reader keeps five lists under a
name, whose numbers stand above the list. Each page is asked as a browser asks it, signed in, through the whole program
but the network. Sixteen readers are sixteen processes that ask one page after the other; once without a pause, which is
what two processors bear at the most, and once with about a second between two pages, as people read. The baseline is
the same page at a district without any dossier, measured in the same run. Bounds: the 95th hundredth under 150 ms for
one reader, under 320 ms for sixteen who read; the program exits 1 above either. The database is a throwaway one, or
that of ``DATABASE_URL`` (give an empty one).
"""

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from statistics import quantiles
from typing import Any

ONE, SIXTEEN = 150.0, 320.0
"""Milliseconds within which 95 of 100 pages are answered: for one reader, and for sixteen who read."""
DISTRICTS, USUAL, CROWDED = 20, 500, 20_000
FOUNDED = date(2020, 1, 1)
PAGES = {
    "work": "/ban/",
    "work, overdue": "/ban/?loc=qua-han",
    "work, in my hands": "/ban/?loc=cua-toi",
    "work, narrowed": "/ban/?kenh=counter&buoc=xu-ly",
    "what the list shows": "/ban/loc/",
    "work, page 5": "/ban/?trang=5",
    "late and about to be": "/ban/tre-han/",
    "to be collected": "/ban/cho-tra/",
    "to be signed": "/ban/trinh-ky/",
}
KEPT = {
    "online": {"kenh": "online"},
    "late at the counter": {"kenh": "counter", "loc": "qua-han"},
    "in a step": {"buoc": "xu-ly"},
    "due soon": {"loc": "sap-han", "linh-vuc": "mau"},
    "nobody has it": {"nguoi": "-"},
}
"""Lists that each reader keeps; their numbers stand above every list of work."""
READERS = {"no dossiers": "officer-18", "usual district": "officer-1", "crowded district": "officer-0"}


def main() -> None:
    """Measure, and print a line for each page and reader."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--many", type=int, default=1_000_000, help="how many dossiers there are")
    arguments.add_argument("--times", type=int, default=40, help="how often each page is asked")
    given = arguments.parse_args()
    too_slow = False
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as home:
        os.environ["MOTCUA_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
        begun = time.monotonic()
        with multiprocessing.get_context("spawn").Pool(1) as apart:
            apart.apply(prepare, (given.many,))
        print(f"{given.many:,} dossiers laid out in {time.monotonic() - begun:.0f} s")
        for reader, who in READERS.items():
            for page, address in PAGES.items():
                with multiprocessing.get_context("spawn").Pool(1) as apart:
                    times, queries = apart.apply(ask, (who, address, given.times, 0.0))
                cut = quantiles(times, n=100)
                slow = cut[94] > ONE
                too_slow |= slow
                print(
                    f"{reader:<17} {page:<21} {queries:3} queries  median {cut[49]:6.1f} ms  p95 {cut[94]:6.1f} ms"
                    + ("  above the bound" if slow else "")
                )
        for reader in ("usual district", "crowded district"):
            for pause in (0.0, 1.0):
                with multiprocessing.get_context("spawn").Pool(16) as apart:
                    said = apart.starmap(ask, [(READERS[reader], "/ban/", 12, pause)] * 16, chunksize=1)
                cut = quantiles([one for times, _ in said for one in times], n=100)
                slow = pause > 0 and cut[94] > SIXTEEN
                too_slow |= slow
                how = "with a second to read" if pause else "without a pause"
                print(
                    f"{reader:<17} work, sixteen {how:<22} median {cut[49]:6.1f} ms  p95 {cut[94]:6.1f} ms"
                    + ("  above the bound" if slow else "")
                )
    sys.exit(1 if too_slow else 0)


def prepare(many: int) -> None:
    """Found the province, open its posts, and lay the dossiers out as rows."""
    import django

    django.setup()
    from django.db import connection

    from motcua.config.home import make_usable
    from motcua.foundation.accounts import public as accounts
    from motcua.foundation.accounts.public import Role
    from motcua.foundation.units import public as units
    from motcua.foundation.worktime.public import Measure, Term
    from motcua.services.casework import public as casework
    from motcua.services.casework.models import Case
    from motcua.services.dossiers.models import Dossier
    from motcua.services.procedures import public as procedures

    now = datetime.now(UTC)
    make_usable(at=now, told=lambda _: None)
    said: dict[str, Any] = {"on": FOUNDED, "by": "bench", "at": now}
    province = units.found(code="34", name="Tỉnh", level=units.Level.PROVINCE, parent_id=None, **said)
    procedure = procedures.publish(
        code="1.000001",
        name="Thủ tục",
        field_code="mau",
        field_name="Lĩnh vực",
        term=Term(10, Measure.WORKING_DAYS),
        **said,
    )
    offices, posts = [], []
    for place in range(DISTRICTS):
        office = units.found(
            code=f"5{place:02}", name=f"Huyện {place}", level=units.Level.DISTRICT, parent_id=province.id, **said
        )
        parts = [
            units.found(
                code=f"5{place:02}.{part}",
                name=f"Phòng {part}",
                level=units.Level.DEPARTMENT,
                parent_id=office.id,
                **said,
            )
            for part in range(8)
        ]
        post = accounts.open_post(unit_id=office.id, title=f"Công chức {place}", **said)
        person = accounts.register(name=f"Công chức {place}", staff_name=f"officer-{place}", by="bench", at=now)
        accounts.hold(post_id=post, person_id=person, **said)
        for role in (Role.ONE_STOP_OFFICER, Role.LEADER):
            accounts.grant(post_id=post, role=role, **said)
        offices.append((office, parts))
        posts.append(post)
    busy = [place for place in range(DISTRICTS) if place != 18]

    def rows() -> Iterator[Dossier]:
        open_left = {place: CROWDED if place == 0 else USUAL for place in busy}
        for number in range(many):
            place = busy[number % len(busy)]
            office, parts = offices[place]
            is_open = open_left[place] > 0
            open_left[place] -= is_open
            received = now - timedelta(minutes=2 * number if not is_open else 7 * (number % 3_000))
            due = received + timedelta(days=14)
            yield Dossier(
                code=f"5{place:02}-{number:07}",
                state="processing" if is_open else "ready" if number % 200 == 1 else "returned",
                number=4,
                last_at=received,
                procedure_id=procedure.id,
                field="mau",
                channel="counter",
                receiving_unit_id=office.id,
                competent_unit_id=office.id,
                holder_id=parts[number % 8].id if is_open else office.id,
                received_at=received,
                term_amount=10,
                term_measure="working_days",
                due_first=due,
                due_at=due,
                judged_until=due,
                closed_at=None if is_open else received + timedelta(days=5),
                outcome=None if is_open else "granted",
                timeliness=None if is_open else "early",
                returned_at=None if is_open or number % 200 == 1 else received + timedelta(days=6),
                used=[],
            )

    pending: list[Dossier] = []
    for row in rows():
        pending.append(row)
        if len(pending) == 20_000:
            Dossier.objects.bulk_create(pending, batch_size=400)
            pending = []
    Dossier.objects.bulk_create(pending, batch_size=400)
    held = Dossier.objects.filter(closed_at__isnull=True).values_list(
        "pk", "receiving_unit_id", "holder_id", "judged_until"
    )
    of_office = {office.id: posts[place] for place, (office, _) in enumerate(offices)}
    Case.objects.bulk_create(
        (
            Case(
                dossier_id=pk,
                number=2,
                steps=[],
                step="xu-ly",
                unit_id=holder,
                step_since=now,
                step_due=due,
                main_id=of_office[office] if pk % 20 == 0 else None,
                moved_by="bench",
            )
            for pk, office, holder, due in held.iterator()
        ),
        batch_size=400,
    )
    for place in range(DISTRICTS):
        for name, chosen in KEPT.items():
            casework.keep_list(post=f"post/{posts[place]}", name=name, chosen=chosen)
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE"
        )  # as both do by themselves at night


def ask(who: str, address: str, times: int, pause: float) -> tuple[list[float], int]:
    """Ask a page so many times as one reader, and give the milliseconds of each and the number of SQL queries."""
    from motcua.config import wsgi  # noqa: F401, I001 - as the server begins: all pages loaded, nothing of it looked through
    from allauth.account.internal.flows.login import record_authentication
    from django.db import connection
    from django.http import HttpRequest
    from django.test import Client

    from motcua.foundation.accounts.public import User

    client = Client(headers={"host": "localhost"})
    user = User.objects.get(username=who)
    client.force_login(user)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    for _ in range(3):
        client.get(address)
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    taken = []
    for _ in range(times):
        time.sleep(pause * random.uniform(0.5, 1.5))  # nobody presses keys in step
        begun = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - begun) * 1_000)
    return taken, len(asked)


if __name__ == "__main__":
    main()
