"""
The lists of inspections at a million dossiers and ten years of inspecting, for one reader.

A province of twenty districts and two hundred and sixty communes holds the dossiers. Each year its office of home
affairs inspects twenty districts and communes in one journey each, and each district five times three of its communes;
at every place four limits were found and four things recommended, most of them over by now. Each page is asked as a
browser asks it, signed in, through the whole program but the network, by an inspector of the province, and by reform
officers of a district and of a commune. Bound: the 95th hundredth under 150 ms; the program exits 1 above it. The
database is a throwaway one, or that of ``DATABASE_URL`` (an empty one).
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from statistics import quantiles
from typing import Any

from _laying import at, laying
from worklists import DOSSIER, ask

ONE = 150.0
"""Milliseconds within which 95 of 100 pages are answered."""
DISTRICTS, COMMUNES, YEARS = 20, 13, 10
FOUNDED = date(2010, 1, 1)
LINES = ("1.1.1", "3.1.4", "3.3.5", "")
READERS = ("province", "district", "commune")
PAGES = {
    "inspections": "/giam-sat/kiem-tra/",
    "inspections of a year": "/giam-sat/kiem-tra/?nam={before}",
    "recommendations, ours": "/giam-sat/kiem-tra/kien-nghi/?ben=kiem-tra",
    "recommendations, all": "/giam-sat/kiem-tra/kien-nghi/?ben=kiem-tra&loc=tat-ca&trang=9",
    "recommendations, to us": "/giam-sat/kiem-tra/kien-nghi/",
    "reports asked": "/giam-sat/kiem-tra/tu-kiem-tra/",
    "the year": "/giam-sat/kiem-tra/tong-hop/",
}
OF = {
    "province": {"recommendations, to us", "reports asked"},
    "district": set(),
    "commune": {"recommendations, ours", "recommendations, all", "the year"},
}
"""The pages that a reader has no use for, or that are not open to it."""


def main() -> None:
    """Measure, and print a line for each page and reader."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--many", type=int, default=1_000_000, help="how many dossiers there are")
    arguments.add_argument("--years", type=int, default=YEARS, help="of how many years there are inspections")
    arguments.add_argument("--times", type=int, default=40, help="how often each page is asked")
    given = arguments.parse_args()
    too_slow = False
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as home:
        os.environ["MOTCUA_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
        begun = time.monotonic()
        with multiprocessing.get_context("spawn").Pool(1) as apart:
            laid = apart.apply(prepare, (given.many, given.years))
        print(f"{given.many:,} dossiers, {laid} laid out in {time.monotonic() - begun:.0f} s", flush=True)
        before = datetime.now(UTC).year - 1
        for reader in READERS:
            for page, address in PAGES.items():
                if page in OF[reader]:
                    continue
                asked = address.format(before=before)
                with multiprocessing.get_context("spawn").Pool(1) as apart:
                    times, queries = apart.apply(ask, (reader, asked, given.times))
                cut = quantiles(times, n=100)
                slow = cut[94] > ONE
                too_slow |= slow
                print(
                    f"{reader:<9} {page:<24} {queries:3} queries  median {cut[49]:6.1f} ms  p95 {cut[94]:6.1f} ms"
                    + ("  above the bound" if slow else ""),
                    flush=True,
                )
    sys.exit(1 if too_slow else 0)


def prepare(many: int, years: int) -> str:
    """Found the province, open its posts, lay out dossiers and inspections as rows; say how many of the latter."""
    import django

    django.setup()
    from motcua.config.home import make_usable
    from motcua.foundation.accounts import public as accounts
    from motcua.foundation.accounts.public import Role
    from motcua.foundation.units import public as units
    from motcua.foundation.worktime.public import Measure, Term
    from motcua.services.procedures import public as procedures

    now = datetime.now(UTC)
    make_usable(at=now, told=lambda _: None)
    said: dict[str, Any] = {"on": FOUNDED, "by": "bench", "at": now}

    def unit(code: str, name: str, level: units.Level, parent: int | None) -> units.Unit:
        return units.found(code=code, name=name, level=level, parent_id=parent, **said)

    province = unit("34", "Tỉnh", units.Level.PROVINCE, None)
    office = unit("34.SNV", "Sở Nội vụ", units.Level.DEPARTMENT, province.id)
    districts = [
        unit(f"5{place:02}", f"Huyện {place}", units.Level.DISTRICT, province.id) for place in range(DISTRICTS)
    ]
    communes = [
        [
            unit(f"{one.code}{place:02}", f"Xã {one.code}{place:02}", units.Level.COMMUNE, one.id)
            for place in range(COMMUNES)
        ]
        for one in districts
    ]
    posts = {}
    for name, of, over, role in (
        ("province", office, province, Role.INSPECTOR),
        ("district", districts[0], districts[0], Role.REFORM_OFFICER),
        ("commune", communes[0][0], communes[0][0], Role.REFORM_OFFICER),
    ):
        posts[name] = accounts.open_post(unit_id=of.id, title=f"Công chức {name}", **said)
        person = accounts.register(name=f"Công chức {name}", staff_name=name, by="bench", at=now)
        accounts.hold(post_id=posts[name], person_id=person, **said)
        accounts.grant(post_id=posts[name], role=role, unit_id=over.id, **said)
    procedure = procedures.publish(
        code="1.000001", name="Thủ tục", field_code="mau", field_name="Lĩnh vực",
        term=Term(10, Measure.WORKING_DAYS), **said,
    )  # fmt: skip
    flat = [one for some in communes for one in some]

    def dossiers() -> Iterator[tuple[Any, ...]]:
        for number in range(many):
            where = flat[number % len(flat)]
            received = now - timedelta(minutes=2 * number)
            due, closed = received + timedelta(days=14), received + timedelta(days=5)
            yield (
                *(number + 1, f"{where.code}-{number:07}", "returned", 4, at(received), procedure.id, "mau", "counter"),
                *(where.id, where.id, where.id, at(received), 10, "working_days", at(due), at(due), at(due)),
                *(at(closed), "granted", "early", at(closed), "[]", 0, 0, 0, 0, False, False),
            )

    rows = dossiers()
    with laying("dossiers_dossier") as lay:
        while chunk := list(islice(rows, 100_000)):
            lay("dossiers_dossier", DOSSIER, chunk)
    journeys = [(office, [districts[turn], *communes[turn][:2]]) for turn in range(DISTRICTS)]
    for district, below in zip(districts, communes, strict=True):
        journeys += [(district, [below[(3 * turn + place) % COMMUNES] for place in range(3)]) for turn in range(5)]
    return inspect(journeys, years, posts, now)


def inspect(journeys: list[tuple[Any, list[Any]]], years: int, posts: dict[str, int], now: datetime) -> str:
    """Lay out each journey once a year, as it stands after its last event."""
    from motcua.reform.inspections import public as inspections
    from motcua.reform.inspections.models import Conclusion, Finding, Inspection, Member, Place, Visit
    from motcua.reform.inspections.models.recommendation import Recommendation
    from motcua.reform.registers.public import ReformField

    text = inspections.find_checklist("cchc-cap-xa", on=now.date()).text
    held, places, visits, findings, asked, members, concluded = [], [], [], [], [], [], []
    for back in range(years):
        year = now.year - back
        for turn, (unit, inspected) in enumerate(journeys):
            on = date(year, 1 + turn % 12, 1 + turn % 28)
            over = on < now.date() - timedelta(days=60)
            begun = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
            one = Inspection(
                id=len(held) + 1, unit_id=unit.id, kind="planned", title=f"Kiểm tra năm {year}, đợt {turn}",
                purpose="Kiểm tra", first=date(year, 1, 1), last=date(year, 12, 31), fields=list(ReformField),
                opened_at=begun, decided_number="1/QĐ", decided_on=on, notified_number="2/TB", notified_on=on,
                mandate_first=on, mandate_last=on + timedelta(days=30), closed_at=begun if over else None, events=4,
            )  # fmt: skip
            held.append(one)
            by = posts["province"] if unit.code == "34.SNV" else posts["district"]
            members.append(Member(inspection=one, post_id=by, unit_id=unit.id, part="leader"))
            if over:
                concluded.append(
                    Conclusion(
                        inspection=one, number=2, content={}, digest="0" * 64, leaf="0" * 64, signed_at=begun,
                    )
                )  # fmt: skip
            for where in inspected:
                place = Place(id=len(places) + 1, inspection=one, unit_id=where.id, mode="on_site", visit_on=on)
                places.append(place)
                if on > now.date():
                    continue
                visit = Visit(
                    id=len(visits) + 1, place=place, checklist="cchc-cap-xa", text=text, digest="0" * 64,
                    begun_at=begun, closed_at=begun, number=9,
                )  # fmt: skip
                visits.append(visit)
                for number, line in enumerate(LINES):
                    findings.append(
                        Finding(
                            visit=visit, number=number + 2, line=line, kind="limit", field="procedures",
                            severity="minor", cause="officials", at=begun, by="bench",
                        )
                    )  # fmt: skip
                    ended = over and number < 3
                    asked.append(
                        Recommendation(
                            inspection=one, unit_id=where.id, statement=f"s{number}", number=5 if ended else 2,
                            text="Niêm yết đủ thủ tục hành chính tại bảng của bộ phận một cửa", field="procedures",
                            kind="mend", due_first=on, due_on=on + timedelta(days=30), proposed_at=begun,
                            standing="closed" if ended else "open", closed_at=begun if ended else None,
                        )
                    )  # fmt: skip
    for rows in (held, members, concluded, places, visits, findings, asked):
        type(rows[0]).objects.bulk_create(rows, batch_size=2_000)
    return f"{len(held):,} inspections of {len(places):,} places, {len(asked):,} recommendations"


if __name__ == "__main__":
    main()
