"""
The desk's lists at a million dossiers: how long a page takes, for one reader and for sixteen at the same time.

A province of twenty districts holds the dossiers; nearly all are returned, some five hundred are open in a usual
district and twenty thousand in one, of which whoever looks has a thousand in hand. Work was begun on all of them, and
what was returned still names who had it. Each reader keeps five lists under a name, whose numbers stand above the list.
Each page is asked as a browser asks it, signed in, through the whole program but the network. Sixteen readers at the
same time ask the server as an office runs it; once without a pause, which is what two processors bear at the most, and
once with about a second between two pages, as people read. The baseline is the same page at a district without any
dossier, measured in the same run. Bounds: the 95th hundredth under 150 ms for one reader, under 320 ms for sixteen who
read; the program exits 1 above either. The database is a throwaway one, or that of ``DATABASE_URL`` (an empty one).
"""

import argparse
import http.client
import multiprocessing
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

from _laying import at, laying

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
DOSSIER = (
    *("id", "code", "state", "number", "last_at", "procedure_id", "field", "channel", "receiving_unit_id"),
    *("competent_unit_id", "holder_id", "received_at", "term_amount", "term_measure", "due_first", "due_at"),
    *("judged_until", "closed_at", "outcome", "timeliness", "returned_at", "used"),
    *("extensions", "requests", "repeated_requests", "apologies", "imported", "backdated"),
)
CASE = (
    *("id", "dossier_id", "number", '"case"', "steps", "step", "unit_id", "step_since", "step_due", "main_id"),
    "moved_by",
)
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
                    times, queries = apart.apply(ask, (who, address, given.times))
                cut = quantiles(times, n=100)
                slow = cut[94] > ONE
                too_slow |= slow
                print(
                    f"{reader:<17} {page:<21} {queries:3} queries  median {cut[49]:6.1f} ms  p95 {cut[94]:6.1f} ms"
                    + ("  above the bound" if slow else "")
                )
        with multiprocessing.get_context("spawn").Pool(1) as apart:
            keys = apart.apply(sign_in, (["usual district", "crowded district"],))
        with serving(home) as port:
            for reader, key in keys.items():
                for pause in (0.0, 1.0):
                    too_slow |= read_together(port, reader, key, pause, given.times)
    sys.exit(1 if too_slow else 0)


def read_together(port: int, reader: str, key: str, pause: float, times: int) -> bool:
    """Let sixteen ask for the list of work, and print what they saw. Give whether the bound was missed."""
    with ThreadPoolExecutor(16) as readers:
        said = [readers.submit(read, port, key, times, pause) for _ in range(16)]
    cut = quantiles([one for told in said for one in told.result()], n=100)
    slow = pause > 0 and cut[94] > SIXTEEN
    how = "with a second to read" if pause else "without a pause"
    print(
        f"{reader:<17} work, sixteen {how:<22} median {cut[49]:6.1f} ms  p95 {cut[94]:6.1f} ms"
        + ("  above the bound" if slow else ""),
        flush=True,
    )
    return slow


def read(port: int, key: str, times: int, pause: float) -> list[float]:
    """Ask for the list of work so many times, signed in; give the milliseconds until the last byte of each."""
    taken = []
    for _ in range(times):
        time.sleep(pause * random.uniform(0.5, 1.5))  # nobody presses keys in step
        begun = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.request("GET", "/ban/", headers={"Host": "localhost", "Accept-Encoding": "gzip", "Cookie": key})
        answer = line.getresponse()
        answer.read()
        taken.append((time.perf_counter() - begun) * 1_000)
        line.close()
        if answer.status != 200:
            raise RuntimeError(f"/ban/: {answer.status}")
    return taken


@contextmanager
def serving(home: str) -> Iterator[int]:
    """Run the server as an office does, without its worker, and give its port once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "motcua", "serve", "--port", str(port), "--no-worker"]
    with (Path(home) / "serve.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        for _ in range(600):
            with suppress(ConnectionError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.1)
        else:
            raise RuntimeError("the server does not answer")
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def prepare(many: int) -> None:
    """Found the province, open its posts, and lay the dossiers out as rows."""
    import django

    django.setup()
    from motcua.config.home import make_usable
    from motcua.foundation.accounts import public as accounts
    from motcua.foundation.accounts.public import Role
    from motcua.foundation.units import public as units
    from motcua.foundation.worktime.public import Measure, Term
    from motcua.services.casework import public as casework
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

    def rows() -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        open_left = {place: CROWDED if place == 0 else USUAL for place in busy}
        for number in range(many):
            place = busy[number % len(busy)]
            office, parts = offices[place]
            is_open = open_left[place] > 0
            open_left[place] -= is_open
            received = now - timedelta(minutes=2 * number if not is_open else 7 * (number % 3_000))
            due = received + timedelta(days=14)
            holder = parts[number % 8].id if is_open else office.id
            closed = None if is_open else received + timedelta(days=5)
            returned = None if is_open or number % 200 == 1 else received + timedelta(days=6)
            state = "processing" if is_open else "ready" if number % 200 == 1 else "returned"
            yield (
                (
                    *(number + 1, f"5{place:02}-{number:07}", state, 4, at(received), procedure.id, "mau", "counter"),
                    *(office.id, office.id, holder, at(received), 10, "working_days", at(due), at(due), at(due)),
                    *(at(closed), None if is_open else "granted", None if is_open else "early", at(returned), "[]"),
                    *(0, 0, 0, 0, False, False),
                ),
                (
                    *(number + 1, number + 1, 2, "", "[]", "xu-ly", holder, at(now), at(due)),
                    *(posts[place] if number % 20 == 0 else None, "bench"),
                ),
            )

    laid = rows()
    with laying("dossiers_dossier", "casework_case") as lay:
        while chunk := list(islice(laid, 100_000)):
            lay("dossiers_dossier", DOSSIER, [one for one, _ in chunk])
            lay("casework_case", CASE, [one for _, one in chunk])
    for place in range(DISTRICTS):
        for name, chosen in KEPT.items():
            casework.keep_list(post=f"post/{posts[place]}", name=name, chosen=chosen)


def sign_in(readers: list[str]) -> dict[str, str]:
    """Sign readers in, and give the cookie that each is known by."""
    return {reader: client_of(READERS[reader]).cookies.output(header="", attrs=[]).strip() for reader in readers}


def client_of(who: str) -> Any:
    """Sign somebody in with a second factor, and give what asks for pages."""
    from motcua.config import wsgi  # noqa: F401, I001 - as the server begins: all pages loaded, nothing of it looked through
    from allauth.account.internal.flows.login import record_authentication
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
    return client


def ask(who: str, address: str, times: int) -> tuple[list[float], int]:
    """Ask a page so many times as one reader, and give the milliseconds of each and the number of SQL queries."""
    client = client_of(who)
    from django.db import connection

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
        begun = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - begun) * 1_000)
    return taken, len(asked)


if __name__ == "__main__":
    main()
