"""
`report dossiers --by unit` against the same figures asked of the same files by hand, in Polars and in DuckDB.

Each arm runs in a process of its own, so that its memory is its own; all in one run over made-up facts of 3,355 offices
and about four stretches a dossier. Bounds: 1.3 times the faster query by hand, under 1 GB; at 1 M the whole command
under 1.5 s and a warm report under 0.3 s. Exit 1 if one is missed.
"""

import argparse
import calendar
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

OFFICES = 3_355
FIRST_YEAR, MONTHS = 2023, 42
FROM, TO = date(2026, 1, 1), date(2026, 3, 31)
BEGINS = datetime(2025, 12, 31, 17)  # noqa: DTZ001  as the facts hold instants: UTC, naive
ENDS = datetime(2026, 3, 31, 17)  # noqa: DTZ001
STOPS = datetime(2026, 6, 30, 17)  # noqa: DTZ001
NEVER = datetime(9999, 12, 31)  # noqa: DTZ001
LAST = ENDS - timedelta(microseconds=1)
ONLINE = ["online", "online_assisted", "national_portal"]
NOW = datetime(2026, 7, 1, tzinfo=UTC)
TURNS = 5


def main() -> None:
    """Measure, and print a line for each arm and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, nargs="+", default=[1_000_000, 10_000_000], help="how many")
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        print(json.dumps(PARTS[arguments.part](arguments.dossiers[0])))
        return
    missed: list[str] = []
    for dossiers in arguments.dossiers:
        with tempfile.TemporaryDirectory(prefix="motcua-bench-") as home:
            settings = {"MOTCUA_HOME": home, "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
            missed += compare(dossiers, os.environ | settings)
    for bound in missed:
        print(f"missed: {bound}")
    sys.exit(1 if missed else 0)


def compare(dossiers: int, environment: dict[str, str]) -> list[str]:
    """Prepare a home, run each arm in it, print what they took, and give the bounds that were missed."""

    def part(name: str) -> dict[str, Any]:
        command = [sys.executable, __file__, "--part", name, "--dossiers", str(dossiers)]
        answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        found: dict[str, Any] = json.loads(answer.stdout)
        return found

    made = part("prepare")
    print(
        f"{dossiers:,} dossiers, {made['spans']:,} stretches, {made['megabytes']:,.0f} MB, made in {made['took']:.1f} s"
    )
    arms = {name: part(name) for name in ("polars", "duckdb", "ours")}
    if len({json.dumps(arm["figures"]) for arm in arms.values()}) != 1:
        raise SystemExit(f"the arms disagree: { {name: arm['figures'] for name, arm in arms.items()} }")
    for name, arm in arms.items():
        print(f"{name:<8} warm {arm['warm']:.3f} s   first {arm['first']:.3f} s   peak {arm['peak']:,.0f} MB")
    fastest = min(arms["polars"]["warm"], arms["duckdb"]["warm"])
    ratio = arms["ours"]["warm"] / fastest
    print(f"ours / fastest by hand: {ratio:.2f}")
    words = ["report", "dossiers", "--unit", "0", "--from", str(FROM), "--to", str(TO), "--by", "unit"]
    command = [sys.executable, "-c", "from motcua.cli import main; main()", *words, "--format", "json"]
    took = []
    for _ in range(TURNS):
        begun = time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        took.append(time.perf_counter() - begun)
    print(f"whole command: best {min(took):.2f} s, middle {sorted(took)[TURNS // 2]:.2f} s of {TURNS}")
    bounds = {
        f"{dossiers:,} dossiers: {ratio:.2f} times the query by hand, not 1.3": ratio <= 1.3,
        f"{dossiers:,} dossiers: {arms['ours']['peak']:,.0f} MB, not 1,000": arms["ours"]["peak"] < 1_000,
    }
    if dossiers <= 1_000_000:
        bounds[f"whole command {min(took):.2f} s, not 1.5"] = min(took) < 1.5
        bounds[f"warm report {arms['ours']['warm']:.2f} s, not 0.3"] = arms["ours"]["warm"] < 0.3
    return [bound for bound, held in bounds.items() if not held]


def prepare(dossiers: int, more: Callable[[Any, int], None] | None = None) -> dict[str, Any]:
    """
    Make a home with its offices, and facts straight in its store.

    :param more: fills in more tables, told the id of the first office.
    """
    import django
    import polars as pl

    django.setup()
    from django.conf import settings

    from motcua.config.home import make_usable
    from motcua.foundation.facts.log import Ledger
    from motcua.foundation.facts.store import Store
    from motcua.foundation.ledger import public as ledger
    from motcua.foundation.units import public as units
    from motcua.kernel.tables import Row
    from motcua.reform.indicators.queries.sources import SOURCES
    from motcua.services.dossiers.public import DOSSIERS, NOTES, SPANS

    begun = time.perf_counter()
    make_usable(at=NOW, told=lambda _: None)
    rows = [Row(1, {"code": "0", "name": "Cả nước", "level": "province"})]
    rows += [
        Row(place + 1, {"code": str(place), "name": f"Xã {place}", "level": "commune", "parent_code": "0"})
        for place in range(1, OFFICES + 1)
    ]
    units.take_units(rows, start=date(2000, 1, 1), renames=False, by="bench", at=NOW)
    ledger.seal(at=NOW)
    offices = sorted(unit_id for unit_id in units.history().kinds)[1:]

    def fill(build: Any) -> None:
        for month in range(MONTHS):
            frame = a_month(month, dossiers // MONTHS, offices[0])
            build.add(DOSSIERS, frame.select(column.name for column in DOSSIERS.columns))
            build.add(SPANS, stretches(frame).select(column.name for column in SPANS.columns))
            notes = frame.with_columns(start_at=pl.col("received_at"), end_at=pl.lit(NEVER))
            build.add(NOTES, notes.select(column.name for column in NOTES.columns))
        if more:
            more(build, offices[0])

    store = Store(Path(settings.MOTCUA_HOME) / "facts", SOURCES, zone=settings.TIME_ZONE)
    snapshot = store.write(fill, mark=Ledger().head())
    return {
        "took": time.perf_counter() - begun,
        "spans": snapshot.rows(SPANS),
        "megabytes": sum(file.size for file in snapshot.manifest.files) / 1e6,
    }


def a_month(month: int, count: int, first_office: int) -> Any:
    """Make up the dossiers that were received in a month, with what their stretches need."""
    import polars as pl

    year, number = FIRST_YEAR + month // 12, month % 12 + 1
    first = datetime(year, number, 1) - timedelta(hours=7)  # noqa: DTZ001
    length = calendar.monthrange(year, number)[1] * 86_400_000_000
    key = pl.col("dossier")
    frame = pl.int_range(month * count, (month + 1) * count, eager=True).alias("dossier").to_frame()
    frame = frame.with_columns(
        code=pl.format("G01.{}-{}", pl.lit(f"{year}{number:02}"), key),
        receiving_unit=(key.hash(1) % OFFICES + first_office).cast(pl.Int32),
        procedure=(key.hash(2) % 6_000).cast(pl.Int32),
        channel=pl.Series(["online", "online_assisted", "counter", "post"]).gather(frame["dossier"].hash(3) % 4),
        origin=pl.lit(None, pl.String),
        received_at=pl.lit(first) + pl.duration(microseconds=key.hash(4) % length),
        lasts=pl.duration(seconds=key.hash(5) % (30 * 86_400)),
        chance=(key.hash(6) % 1_000).cast(pl.Int64),
        fee_owed=pl.when(key.hash(8) % 3 == 0).then((key.hash(9) % 20).cast(pl.Int64) * 10_000),
        papers=(key.hash(10) % 8 + 1).cast(pl.Int16),
        level_old=(key.hash(11) % 4 + 1).cast(pl.Int8),
        filed_by=pl.lit(None, pl.String),
        requests=(key.hash(12) % 50 == 0).cast(pl.Int16),
        repeated_requests=pl.lit(0, pl.Int16),
        returned_again=(key.hash(14) % 300 == 0).cast(pl.Int16),
        extensions=pl.lit(0, pl.Int16),
        apologies=(key.hash(13) % 40 == 0).cast(pl.Int16),
        imported=pl.lit(value=False),
        backdated=pl.lit(value=False),
    )
    frame = frame.with_columns(
        competent_unit=pl.col("receiving_unit"),
        field=pl.format("f{}", pl.col("procedure") % 60),
        received_on=(pl.col("received_at") + pl.duration(hours=7)).dt.date(),
        due_first=pl.col("received_at") + pl.duration(seconds=key.hash(7) % (35 * 86_400)),
        closed_at=pl.col("received_at") + pl.col("lasts"),
    ).with_columns(
        due_last=pl.col("due_first"),
        received_recorded_at=pl.col("received_at"),
        first_apology_at=pl.when(pl.col("apologies") > 0).then(pl.col("due_first")),
        fee_advance=pl.lit(0, pl.Int64),
        fee_paid=pl.col("fee_owed"),
        fee_paid_online=pl.when(pl.col("channel") == "online").then(pl.col("fee_owed")),
        papers_digitised=(pl.col("papers") // 2).cast(pl.Int16),
        papers_reused=(pl.col("papers") // 4).cast(pl.Int16),
        level_new=pl.when(pl.col("level_old") > 2).then(pl.lit("partial")).otherwise(pl.lit("information")),
        closed_at=pl.when((pl.col("chance") < 985) & (pl.col("closed_at") < STOPS)).then(pl.col("closed_at")),
    )
    closed = pl.col("closed_at").is_not_null()
    minutes = (pl.col("lasts").dt.total_minutes() // 4).cast(pl.Int32)
    return frame.with_columns(
        result_digital=pl.when(closed).then(pl.col("chance") % 2 == 0),
        closed_by=pl.when(closed).then(pl.format("post/{}", pl.col("receiving_unit"))),
        office_minutes=minutes,
        agency_minutes=minutes // 2,
        citizen_minutes=minutes // 4,
        closed_on=(pl.col("closed_at") + pl.duration(hours=7)).dt.date(),
        outcome=pl.when(closed).then(
            pl.when(pl.col("chance") < 900).then(pl.lit("granted")).otherwise(pl.lit("refused"))
        ),
        timeliness=pl.when(closed).then(
            pl.when(pl.col("closed_at") > pl.col("due_last"))
            .then(pl.lit("overdue"))
            .when(pl.col("chance") % 3 == 0)
            .then(pl.lit("on_time"))
            .otherwise(pl.lit("early"))
        ),
        returned_at=pl.when(pl.col("chance") < 800).then(pl.col("closed_at") + pl.duration(days=1)),
    )


def stretches(frame: Any) -> Any:
    """Cut the life of each dossier in four: accepted, at work, with another office, ended."""
    import polars as pl

    ends = pl.col("closed_at").fill_null(NEVER)
    third = (pl.min_horizontal(ends, pl.lit(STOPS)) - pl.col("received_at")) / 3
    first, second = pl.col("received_at") + third, pl.col("received_at") + third * 2
    parts = [
        frame.with_columns(
            start_at=start.cast(pl.Datetime("us")),
            end_at=end.cast(pl.Datetime("us")),
            state=pl.lit(state),
            pending=pl.lit(value=state != "ready"),
            holder=pl.col("receiving_unit"),
            waits_for=pl.lit(None, pl.String),
            due_at=pl.col("due_last"),
            judged_until=pl.col("due_last"),
            late_from=pl.lit(NEVER) if state == "ready" else pl.col("due_last") + pl.duration(microseconds=1),
        )
        for start, end, state in (
            (pl.col("received_at"), first, "accepted"),
            (first, second, "processing"),
            (second, ends, "waiting_agency"),
            (ends, pl.lit(NEVER), "ready"),
        )
    ]
    return pl.concat(parts).filter(pl.col("start_at") < pl.col("end_at"))


def by_polars(dossiers: int) -> dict[str, Any]:
    """Ask by hand, in Polars."""
    import polars as pl

    def ask() -> list[int]:
        handled, pending = (pl.scan_parquet(paths) for paths in files())
        col = pl.col
        fresh, online = col("received_at") >= BEGINS, col("channel").is_in(ONLINE)
        done = (col("closed_at") >= BEGINS) & (col("closed_at") <= LAST)
        conditions = {
            "online": fresh & online,
            "direct": fresh & ~online,
            "carried_over": ~fresh,
            "resolved": done,
            "early": done & (col("timeliness") == "early"),
            "on_time": done & (col("timeliness") == "on_time"),
            "overdue": done & (col("timeliness") == "overdue"),
            "granted": done & (col("outcome") == "granted"),
            "refused": done & (col("outcome") == "refused"),
            "withdrawn": done & (col("outcome") == "withdrawn"),
            "stopped": done & (col("outcome") == "stopped"),
        }
        received = (
            handled.filter((col("received_at") <= LAST) & (col("closed_at").is_null() | (col("closed_at") >= BEGINS)))
            .group_by("receiving_unit")
            .agg(pl.len(), *(condition.sum().alias(name) for name, condition in conditions.items()))
        )
        waiting = (
            pending.filter(col("pending") & (col("end_at") > LAST) & (col("start_at") <= LAST))
            .group_by("receiving_unit")
            .agg(pl.len(), in_time=(col("late_from") > ENDS).sum(), late=(col("late_from") <= ENDS).sum())
        )
        first, second = (frame.rows() for frame in pl.collect_all([received, waiting], engine="streaming"))
        return [
            *(sum(row[at] for row in first) for at in range(1, 9)),
            *(sum(row[at] for row in second) for at in (2, 3)),
        ]

    return measured(ask)


def by_duckdb(dossiers: int) -> dict[str, Any]:
    """Ask by hand, in SQL."""
    import duckdb

    connection = duckdb.connect()

    def ask() -> list[int]:
        handled, pending = ([str(path) for path in paths] for paths in files())
        done = f"closed_at BETWEEN '{BEGINS}' AND '{LAST}'"
        fresh = f"received_at >= '{BEGINS}'"
        online = "channel IN ('online', 'online_assisted', 'national_portal')"
        received = connection.execute(
            f"""SELECT receiving_unit, count(*), count(*) FILTER ({fresh} AND {online}),
            count(*) FILTER ({fresh} AND NOT {online}), count(*) FILTER (NOT {fresh}), count(*) FILTER ({done}),
            count(*) FILTER ({done} AND timeliness = 'early'), count(*) FILTER ({done} AND timeliness = 'on_time'),
            count(*) FILTER ({done} AND timeliness = 'overdue'), count(*) FILTER ({done} AND outcome = 'granted'),
            count(*) FILTER ({done} AND outcome = 'refused'), count(*) FILTER ({done} AND outcome = 'withdrawn'),
            count(*) FILTER ({done} AND outcome = 'stopped')
            FROM read_parquet(?) WHERE received_at <= '{LAST}' AND (closed_at IS NULL OR closed_at >= '{BEGINS}')
            GROUP BY 1""",
            [handled],
        ).fetchall()
        waiting = connection.execute(
            f"""SELECT receiving_unit, count(*) FILTER (late_from > '{ENDS}'), count(*) FILTER (late_from <= '{ENDS}')
            FROM read_parquet(?) WHERE pending AND end_at > '{LAST}' AND start_at <= '{LAST}' GROUP BY 1""",
            [pending],
        ).fetchall()
        return [
            *(sum(row[at] for row in received) for at in range(1, 9)),
            *(sum(row[at] for row in waiting) for at in (1, 2)),
        ]

    return measured(ask)


def ours(dossiers: int) -> dict[str, Any]:
    """Ask for the report: facts looked after, offices placed, identities checked, groups named."""
    import django

    django.setup()
    from motcua.kernel.periods import Period
    from motcua.reform.indicators import public as indicators

    def ask() -> list[int]:
        made = indicators.report(
            indicators.up_to_date(at=NOW),
            unit="0",
            period=Period(FROM, TO),
            now=NOW,
            by=indicators.By.UNIT,
        )
        received, resolved, pending = made.figures.received, made.figures.resolved, made.figures.pending
        return [
            *(received.total, received.online, received.direct, received.carried_over),
            *(resolved.total, resolved.early, resolved.on_time, resolved.overdue),
            *(pending.in_time, pending.overdue),
        ]

    return measured(ask)


def files() -> tuple[list[Path], list[Path]]:
    """Give the files of both tables, as the manifest lists them."""
    facts = Path(os.environ["MOTCUA_HOME"]) / "facts"
    listed = json.loads((facts / "manifest.json").read_text())["files"]
    tables = ("dossiers", "dossier_spans")
    first, second = ([facts / "files" / one["name"] for one in listed if one["table"] == table] for table in tables)
    return first, second


def measured(ask: Callable[[], list[int]]) -> dict[str, Any]:
    """Ask a few times; give the first time, the best of the others, and the peak of memory."""
    took = []
    for _ in range(TURNS + 1):
        begun = time.perf_counter()
        figures = ask()
        took.append(time.perf_counter() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {"first": took[0], "warm": min(took[1:]), "peak": peak, "figures": figures}


PARTS = {"prepare": prepare, "polars": by_polars, "duckdb": by_duckdb, "ours": ours}

if __name__ == "__main__":
    main()
