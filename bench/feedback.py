"""
Feedback at a million cases: whole lives a second, and how long the public's pages take.

A life is four acts as staff do them: a call is entered, forwarded to who must answer (which takes its classification),
answered, published; each is a transaction with its event. First one writer, then eight at eight offices. The pages are
asked as a browser asks them, through the whole program but the network: the list, narrowed, searched for common and for
rare words, its last page, one answer. The cases are laid out as rows, with senders, words and the index over what is
public; the ledger begins empty, its own size is measured elsewhere. Bounds: 7 lives a second with eight writers, the
95th hundredth of each page under 400 ms; the program exits 1 where one is missed. The database is a throwaway one, or
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
from itertools import accumulate, islice
from statistics import quantiles
from typing import Any

from _laying import at, laying

LIVES, PAGE = 7.0, 400.0
"""Lives a second at the least; milliseconds within which 95 of 100 pages are answered."""
OFFICES, WRITERS = 100, 8
FOUNDED = date(2020, 1, 1)
SYLLABLES = [
    a + b
    for a in ["b", "c", "d", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "s", "t", "th", "tr", "v", "x"]
    for b in ["a", "an", "ang", "ao", "e", "en", "i", "inh", "o", "on", "u", "ung"]
]
COMMON, RARE = "hồ sơ", "quaoquao"
PAGES = {
    "list": "",
    "last page": "?trang=100",
    "of a commune": "?don-vi=10007",
    "of a commune, not solved": "?don-vi=10007&ket-qua=chua-giai-quyet",
    "not solved": "?ket-qua=chua-giai-quyet",
    "common words": f"?tim={COMMON}",
    "common words of a commune": f"?tim={COMMON}&don-vi=10007",
    "common words, side by side": f'?tim="{COMMON}"',
    "a rare word": f"?tim={RARE}",
    "words that stand nowhere": "?tim=zzz",
    "a month": "?tu=2026-01-01&den=2026-01-31",
    "one answer": "{middle}/",
}
TABLES = {
    "case": (
        *("id", "state", "number", "last_at", "channel", "about", "classification", "receiving_unit_id", "holder_id"),
        *("named", "received_at", "forward_due_at", "due_at", "judged_until", "forwarded_at", "answered_at"),
        *("timeliness", "was_late", "published_at", "verdict", "reopened", "erased"),
    ),
    "sender": (
        *("case_id", "name", "phone", "email", "address", "identity_number", "caller"),
        *("phone_digits", "caller_digits", "salt"),
    ),
    "words": ("case_id", "number", "part", "text", "salt"),
    "publictext": ("case_id", "words"),
}
"""The columns of the rows that are laid out; they are written straight into their tables."""


def main() -> None:
    """Measure, and print a line for each arm and page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--many", type=int, default=1_000_000, help="how many cases there are")
    arguments.add_argument("--seconds", type=float, default=20.0, help="how long lives are lived, for each arm")
    arguments.add_argument("--times", type=int, default=20, help="how often each page is asked")
    given = arguments.parse_args()
    short = False
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as home:
        os.environ["MOTCUA_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
        begun = time.monotonic()
        with multiprocessing.get_context("spawn").Pool(1) as apart:
            apart.apply(prepare, (given.many,))
        print(f"{given.many:,} cases laid out in {time.monotonic() - begun:.0f} s", flush=True)
        for page, address in PAGES.items():
            with multiprocessing.get_context("spawn").Pool(1) as apart:
                times, queries = apart.apply(
                    ask, ("/phan-anh/" + address.format(middle=given.many // 4 + 1), given.times)
                )
            cut = quantiles(times, n=100)
            short |= cut[94] > PAGE
            print(f"{page:<28} {queries:3} queries  median {cut[49]:6.1f} ms  p95 {cut[94]:6.1f} ms", flush=True)
        for writers in (1, WRITERS):
            with multiprocessing.get_context("spawn").Pool(writers) as apart:
                said = apart.starmap(live, [(place, given.seconds) for place in range(writers)], chunksize=1)
            times = [one for lives in said for one in lives]
            rate, cut = len(times) / given.seconds, quantiles(times, n=100)
            short |= rate < LIVES
            print(
                f"{writers} at work: {rate:6.1f} lives a second, of which 95 of 100 within {cut[94]:6.0f} ms",
                flush=True,
            )
    sys.exit(1 if short else 0)


def prepare(many: int) -> None:
    """Found the province and lay the cases out as rows."""
    import django

    django.setup()
    from django.db import connection

    from motcua.config.home import make_usable
    from motcua.foundation.units import public as units
    from motcua.kernel.searching import words_of

    now = datetime.now(UTC)
    make_usable(at=now, told=lambda _: None)
    said: dict[str, Any] = {"on": FOUNDED, "by": "bench", "at": now}
    province = units.found(code="34", name="Tỉnh", level=units.Level.PROVINCE, parent_id=None, **said)
    offices = [
        units.found(code=f"1{place:04}", name=f"Xã {place}", level=units.Level.COMMUNE, parent_id=province.id, **said)
        for place in range(OFFICES)
    ]
    chance = random.Random(1)
    weights = list(accumulate(1 / rank for rank in range(1, len(SYLLABLES) + 1)))
    channels = ["hotline"] * 4 + ["national_portal"] * 3 + ["portal"] * 2 + ["paper"]

    def rows() -> Iterator[tuple[str, tuple[Any, ...]]]:
        for number in range(1, many + 1):
            office = chance.choice(offices).id
            received = now - timedelta(minutes=2 * (many - number))
            is_open, due = number > many - 10_000, received + timedelta(days=14)
            answered = None if is_open else received + timedelta(days=chance.randint(1, 20))
            public = None if is_open or number % 10 == 0 else received + timedelta(days=21)
            timeliness = None if answered is None else "overdue" if answered > due else "early"
            verdict = None if is_open else chance.choice((None, None, "satisfied", "unsatisfied"))
            came, until = at(received), at(due)
            yield (
                "case",
                (
                    *(
                        number,
                        "forwarded" if is_open else "answered",
                        2 if is_open else 5,
                        came,
                        chance.choice(channels),
                    ),
                    *("act", "feedback", office, office, True, came, until, until, until, came, at(answered)),
                    *(timeliness, False, at(public), verdict, 0, False),
                ),
            )
            yield "sender", (number, "Người gửi", *[""] * 5, str(900_000_000 + number % 400_000), "", b"")
            if public:
                words = chance.choices(SYLLABLES, cum_weights=weights, k=38)
                more = "hồ sơ" if number % 2 else "sơ đồ" if number % 3 else "hồ"
                question = " ".join((*words[:14], more))
                answer = " ".join((*words[14:], RARE) if number % 50_000 == 1 else words[14:])
                yield "words", (number, 5, "public_question", question, b"")
                yield "words", (number, 5, "public_answer", answer, b"")
                yield "publictext", (number, words_of(f"{question} {answer}"))

    laid = rows()
    with laying(*(f"feedback_{table}" for table in TABLES)) as lay:
        while chunk := list(islice(laid, 100_000)):
            for table, columns in TABLES.items():
                lay(f"feedback_{table}", columns, [row for name, row in chunk if name == table])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO feedback_search (feedback_search) VALUES ('rebuild')")
        else:
            cursor.execute("SELECT setval('feedback_case_id_seq', %s)", (many,))


def ask(address: str, times: int) -> tuple[list[float], int]:
    """Ask a page so many times, and give the milliseconds of each and the number of SQL queries."""
    from motcua.config import wsgi  # noqa: F401, I001 - as the server begins: all pages loaded, nothing of it looked through
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.get("/gioi-thieu/")
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
        cache.clear()
        begun = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - begun) * 1_000)
    return taken, len(asked)


def live(office: int, seconds: float) -> list[float]:
    """Let cases of an office live, one after the other; give the milliseconds of each."""
    import django

    django.setup()
    from motcua.foundation.units import public as units
    from motcua.services.feedback import public as feedback
    from motcua.services.feedback.public import About, Channel, Classification, Sender

    now = datetime.now(UTC)
    unit = units.find(f"1{office:04}", on=now.date()).key
    to = units.find(f"1{office + WRITERS:04}", on=now.date()).key
    said: dict[str, Any] = {"by": "post/1", "at": now}

    def life(number: int) -> None:
        case = feedback.receive(
            unit=unit,
            channel=Channel.HOTLINE,
            about=About.ACT,
            text="Hồ sơ của tôi quá hạn mà không ai báo lý do.",
            sender=Sender(name="Người Gọi Mẫu", caller=f"09{number:08}"),
            **said,
        ).case_id
        feedback.classify(case=case, classification=Classification.FEEDBACK, **said)
        feedback.forward(case=case, to=to, **said)
        feedback.answer(case=case, answer="Đã xin lỗi và trả kết quả.", **said)
        feedback.publish(case=case, question="Hồ sơ quá hạn.", answer="Cơ quan đã xin lỗi và trả kết quả.", **said)

    life(0)
    taken, end = [], time.perf_counter() + seconds
    while (begun := time.perf_counter()) < end:
        life(len(taken) + 1)
        taken.append((time.perf_counter() - begun) * 1_000)
    return taken


if __name__ == "__main__":
    main()
