"""
Indicators by unit against the same figures asked by hand in Polars and in DuckDB; the card of QĐ 766; a workbook.

Over made-up facts of 3,355 offices, as ``bench/report.py`` makes them, with offers, feedback and slips; the period is
all of their time, so that all rows count. Each arm runs in a process of its own. Bounds: each indicator at most 1.3
times the faster query by hand in the same run; the card for all offices under 20 s cold and 2 s warm; a unit's
dashboard under 0.3 s warm; a workbook of a million rows under 200 MB. Exit 1 if one is missed.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from report import FIRST_YEAR, MONTHS, NOW, OFFICES, ONLINE, STOPS, prepare

TURNS = 5
FROM, TO = date(FIRST_YEAR, 1, 1), date(2026, 6, 30)
BEGINS, ENDS = datetime(2022, 12, 31, 17), STOPS  # noqa: DTZ001  as the facts hold instants: UTC, naive
LAST = ENDS - timedelta(microseconds=1)
CARD = (
    "publications.in_time",
    "postings.in_time",
    "postings.complete",
    "dossiers.on_time_of_received",
    "procedures.online_with_dossiers",
    "procedures.offered_online",
    "dossiers.online",
    "payments.online",
    "procedures.payment_offered",
    "procedures.payment_with_transactions",
    "results.digital",
    "papers.digitised",
    "papers.reused",
    "surveys.satisfied",
    "feedback.in_time",
    "feedback.satisfied",
)
"""What the card of QĐ 766 is made of, as far as its figures come from here."""

DASHBOARD = (
    "dossiers.on_time",
    "dossiers.late",
    "dossiers.online",
    "dossiers.days_office",
    "dossiers.days_agency",
    "dossiers.days_citizen",
    "payments.online",
    "feedback.in_time",
    "surveys.satisfied",
    "signals.closed_at_once",
)


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

    made = part("prepare")
    print(f"{dossiers:,} dossiers, {made['megabytes']:,.0f} MB, made in {made['took']:.1f} s", flush=True)
    polars, duckdb, ours = (part(name) for name in ("polars", "duckdb", "ours"))
    bounds: dict[str, bool] = {}
    for code in ours:
        if not polars[code]["figure"] == duckdb[code]["figure"] == ours[code]["figure"]:
            raise SystemExit(f"{code}: {polars[code]['figure']}, {duckdb[code]['figure']}, {ours[code]['figure']}")
        hand = min(polars[code]["took"], duckdb[code]["took"])
        ratio = ours[code]["took"] / hand
        print(f"{code:<36} ours {ours[code]['took']:.3f} s   by hand {hand:.3f} s   {ratio:.2f}", flush=True)
        bounds[f"{code}: {ratio:.2f} times the query by hand, not 1.3"] = ratio <= 1.3
    card = part("card")
    print(
        f"card of {len(CARD)} for {OFFICES:,} units: cold {card['cold']:.2f} s, warm {card['warm']:.2f} s", flush=True
    )
    bounds[f"card cold {card['cold']:.1f} s, not 20"] = card["cold"] < 20
    bounds[f"card warm {card['warm']:.2f} s, not 2"] = card["warm"] < 2
    board = part("dashboard")
    print(f"dashboard of {len(DASHBOARD)}: first {board['cold']:.2f} s, warm {board['warm']:.3f} s", flush=True)
    bounds[f"dashboard warm {board['warm']:.3f} s, not 0.3"] = board["warm"] < 0.3
    book = part("workbook")
    print(
        f"workbook of {book['rows']:,} rows: {book['took']:.0f} s, {book['size']:,.0f} MB, peak {book['peak']:.0f} MB"
    )
    bounds[f"workbook {book['peak']:.0f} MB, not 200"] = book["peak"] < 200
    return [bound for bound, held in bounds.items() if not held]


def made(dossiers: int) -> dict[str, Any]:
    """Make the home of ``bench/report.py``, with what else indicators are made of."""
    import polars as pl

    def more(build: Any, first_office: int) -> None:
        from motcua.services.feedback.public import CASES
        from motcua.services.procedures.public import OFFERS
        from motcua.services.surveys.public import ANSWERS

        key = pl.col("key")

        def office(of: pl.Expr) -> pl.Expr:
            return (of % OFFICES + first_office).cast(pl.Int32)

        def column_names(table: Any) -> list[str]:
            return [column.name for column in table.columns]

        offers = pl.int_range(OFFICES * 60, eager=True).alias("key").to_frame()
        posted = pl.when(key.hash(3) % 10 > 0).then(date(2022, 12, 20) + pl.duration(days=key.hash(4) % 30))
        offers = offers.with_columns(
            offer=key,
            unit=office(key),
            procedure=(key // OFFICES).cast(pl.Int32),
            field=pl.format("f{}", key % 60),
            offered_from=pl.lit(date(2022, 12, 10)),
            offered_to=pl.lit(None, pl.Date),
            level_old=(key.hash(1) % 4 + 1).cast(pl.Int8),
            level_new=pl.when(key.hash(1) % 2 == 0).then(pl.lit("partial")),
            payment_online=key.hash(2) % 2 == 0,
            published_due=pl.lit(date(2026, 2, 1)),
            published_on=posted.cast(pl.Date),
            posting_due=pl.lit(date(2026, 2, 1)),
            posted_on=posted.cast(pl.Date),
            unposted_on=pl.lit(None, pl.Date),
            missing=(key.hash(5) % 5 // 4).cast(pl.Int16),
        )
        build.add(OFFERS, offers.select(column_names(OFFERS)))
        for month in range(MONTHS):
            number = dossiers // MONTHS // 50
            at = datetime(FIRST_YEAR + month // 12, month % 12 + 1, 2)  # noqa: DTZ001  as the facts hold it
            cases = pl.int_range(month * number, (month + 1) * number, eager=True).alias("key").to_frame()
            took = pl.duration(hours=key.hash(6) % 600)
            cases = cases.with_columns(
                feedback=key,
                unit=office(key.hash(7)),
                receiving_unit=office(key.hash(7)),
                channel=pl.lit("portal"),
                about=pl.lit("act"),
                kind=pl.lit("feedback"),
                counted=pl.lit(value=True),
                received_at=pl.lit(at),
                received_on=pl.lit(at.date()),
                forward_due_at=pl.lit(None, pl.Datetime("us")),
                forwarded_at=pl.lit(None, pl.Datetime("us")),
                due_at=pl.lit(at + timedelta(days=20)),
                answered_at=(pl.lit(at) + took).cast(pl.Datetime("us")),
                closed_at=pl.lit(None, pl.Datetime("us")),
                published_at=pl.lit(None, pl.Datetime("us")),
                timeliness=pl.when(key.hash(6) % 600 < 480).then(pl.lit("early")).otherwise(pl.lit("overdue")),
                verdict=pl.when(key.hash(8) % 9 == 0).then(pl.lit("unsatisfied")),
                reopened=pl.lit(0, pl.Int16),
                dossier=pl.lit(None, pl.Int64),
            )
            build.add(CASES, cases.select(column_names(CASES)))
            answers = pl.int_range(month * number * 5, (month + 1) * number * 5, eager=True).alias("key").to_frame()
            answers = answers.with_columns(
                slip=key // 5,
                unit=office((key // 5).hash(9)),
                campaign=pl.lit("one_stop"),
                element=pl.Series(["access", "procedures", "officials", "results", "feedback"]).gather(
                    answers["key"] % 5
                ),
                question=pl.format("q{}", key % 5),
                answer=(key.hash(10) % 5 + 1).cast(pl.Int8),
                satisfied=key.hash(10) % 5 >= 3,
                answered_at=pl.lit(at),
                answered_on=pl.lit(at.date()),
            )
            build.add(ANSWERS, answers.select(column_names(ANSWERS)))

    return prepare(dossiers, more)


def files(table: str) -> list[str]:
    """Give the files of a table, as the manifest lists them."""
    facts = Path(os.environ["MOTCUA_HOME"]) / "facts"
    listed = json.loads((facts / "manifest.json").read_text())["files"]
    return [str(facts / "files" / one["name"]) for one in listed if one["table"] == table]


def best(ask: Callable[[], list[int]]) -> dict[str, Any]:
    """Ask a few times; give the best time and the figure."""
    took = []
    for _ in range(TURNS):
        begun = time.perf_counter()
        figure = ask()
        took.append(time.perf_counter() - begun)
    return {"took": min(took), "figure": figure}


DONE = f"closed_at BETWEEN '{BEGINS}' AND '{LAST}'"
HANDLED = f"received_at <= '{LAST}' AND (closed_at IS NULL OR closed_at >= '{BEGINS}')"
FRESH = f"received_at BETWEEN '{BEGINS}' AND '{LAST}'"
ONLINE_SQL = f"channel IN {tuple(ONLINE)}"
SQL = {
    "dossiers.on_time": f"""SELECT receiving_unit, count(*) FILTER (timeliness IN ('early', 'on_time')), count(*)
        FROM dossiers WHERE {DONE} GROUP BY 1""",
    "dossiers.level_3_4": f"""SELECT receiving_unit, count(*) FILTER (level_old >= 3 AND {ONLINE_SQL}), count(*)
        FROM dossiers WHERE {DONE} GROUP BY 1""",
    "dossiers.days_office": f"""SELECT receiving_unit, sum(office_minutes), count(*)
        FROM dossiers WHERE {DONE} GROUP BY 1""",
    "payments.online": f"""SELECT receiving_unit, count(*) FILTER (fee_paid > 0 AND fee_paid_online > 0),
        count(*) FILTER (fee_owed > 0 OR fee_paid > 0) FROM dossier_notes
        WHERE {FRESH} AND start_at <= '{LAST}' AND end_at > '{LAST}' GROUP BY 1""",
    "dossiers.late": f"""SELECT coalesce(a.receiving_unit, b.receiving_unit), coalesce(late, 0) + coalesce(waiting, 0),
        coalesce(whole, 0) FROM (SELECT receiving_unit, count(*) AS whole,
        count(*) FILTER (closed_at <= '{LAST}' AND timeliness = 'overdue') AS late FROM dossiers WHERE {HANDLED}
        GROUP BY 1) a FULL JOIN (SELECT receiving_unit, count(*) FILTER (late_from <= '{ENDS}') AS waiting
        FROM dossier_spans WHERE pending AND end_at > '{LAST}' AND start_at <= '{LAST}' GROUP BY 1) b
        ON a.receiving_unit = b.receiving_unit""",
    "feedback.in_time": f"""SELECT unit, count(*) FILTER (answered_at <= '{LAST}' AND timeliness <> 'overdue'),
        count(*) FROM feedback_cases WHERE counted AND {FRESH}
        AND (answered_at <= '{LAST}' OR due_at < '{ENDS}') GROUP BY 1""",
    "surveys.satisfied": f"""SELECT unit, count(*) FILTER (satisfied), count(*) FROM survey_answers
        WHERE answered_at BETWEEN '{BEGINS}' AND '{LAST}' GROUP BY 1""",
}
"""The figures by hand, by unit: the unit, the numerator, the denominator."""


def by_duckdb(dossiers: int) -> dict[str, Any]:
    """Ask by hand, in SQL."""
    import duckdb

    connection = duckdb.connect()
    for table in ("dossiers", "dossier_spans", "dossier_notes", "feedback_cases", "survey_answers"):
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({files(table)})")

    def asking(sql: str) -> Callable[[], list[int]]:
        def ask() -> list[int]:
            rows = connection.execute(sql).fetchall()
            return [sum(row[1] or 0 for row in rows), sum(row[2] for row in rows)]

        return ask

    return {code: best(asking(sql)) for code, sql in SQL.items()}


def by_polars(dossiers: int) -> dict[str, Any]:
    """Ask by hand, in Polars."""
    import polars as pl

    col = pl.col

    def scan(table: str) -> pl.LazyFrame:
        return pl.scan_parquet(files(table))

    def shares(
        frame: pl.LazyFrame, counted: pl.Expr, whole: pl.Expr | None = None, unit: str = "receiving_unit"
    ) -> Any:
        return frame.group_by(unit).agg(
            counted.sum().alias("a"), (whole.sum() if whole is not None else pl.len()).alias("b")
        )

    done = col("closed_at").is_between(BEGINS, LAST)
    fresh = col("received_at").is_between(BEGINS, LAST)
    handled = (col("received_at") <= LAST) & (col("closed_at").is_null() | (col("closed_at") >= BEGINS))
    resolved = scan("dossiers").filter(done)
    waiting = scan("dossier_spans").filter(col("pending") & (col("end_at") > LAST) & (col("start_at") <= LAST))
    cases = scan("feedback_cases").filter(
        col("counted") & fresh & ((col("answered_at") <= LAST) | (col("due_at") < ENDS))
    )
    frames = {
        "dossiers.on_time": [shares(resolved, col("timeliness").is_in(["early", "on_time"]))],
        "dossiers.level_3_4": [shares(resolved, (col("level_old") >= 3) & col("channel").is_in(ONLINE))],
        "dossiers.days_office": [shares(resolved, col("office_minutes").cast(pl.Int64))],
        "payments.online": [
            shares(
                scan("dossier_notes").filter(fresh & (col("start_at") <= LAST) & (col("end_at") > LAST)),
                (col("fee_paid") > 0) & (col("fee_paid_online") > 0),
                (col("fee_owed") > 0) | (col("fee_paid") > 0),
            )
        ],
        "dossiers.late": [
            shares(scan("dossiers").filter(handled), (col("closed_at") <= LAST) & (col("timeliness") == "overdue")),
            shares(waiting, col("late_from") <= ENDS, pl.lit(0)),
        ],
        "feedback.in_time": [
            shares(cases, (col("answered_at") <= LAST) & (col("timeliness") != "overdue"), unit="unit")
        ],
        "surveys.satisfied": [
            shares(
                scan("survey_answers").filter(col("answered_at").is_between(BEGINS, LAST)),
                col("satisfied"),
                unit="unit",
            )
        ],
    }

    def asking(code: str) -> Callable[[], list[int]]:
        def ask() -> list[int]:
            rows = [row for frame in pl.collect_all(frames[code], engine="streaming") for row in frame.rows()]
            return [sum(row[1] or 0 for row in rows), sum(row[2] or 0 for row in rows)]

        return ask

    return {code: best(asking(code)) for code in SQL}


def ours(dossiers: int) -> dict[str, Any]:
    """Ask for the indicators by unit: registry, tree of offices, names; nothing kept from the turn before."""
    indicators, facts, period = ready()
    from motcua.reform.indicators.queries import tallies

    def asking(code: str) -> Callable[[], list[int]]:
        def ask() -> list[int]:
            tallies._KEPT = tallies.Kept(tallies.KEPT)
            lines = indicators.compute(facts, code, unit="0", period=period, now=NOW, by=indicators.By.UNIT).lines
            return [sum(lines.numerators), sum(lines.denominators)]

        return ask

    return {code: best(asking(code)) for code in SQL}


def ready() -> tuple[Any, Any, Any]:
    """Set the program up and give the door, the facts and the period."""
    import django

    django.setup()
    from motcua.kernel.periods import Period
    from motcua.reform.indicators import public as indicators

    return indicators, indicators.up_to_date(at=NOW), Period(FROM, TO)


def twice(ask: Callable[[], object]) -> dict[str, float]:
    """Ask twice, and give both times."""
    took = []
    for _ in range(2):
        begun = time.perf_counter()
        ask()
        took.append(time.perf_counter() - begun)
    return {"cold": took[0], "warm": took[1]}


def card(dossiers: int) -> dict[str, Any]:
    """Compute what the card is made of, for every office."""
    indicators, facts, period = ready()
    units = [str(place) for place in range(1, OFFICES + 1)]
    return twice(
        lambda: [
            one.value
            for figures in indicators.compute_all(facts, CARD, units=units, period=period, now=NOW).values()
            for one in figures.values()
        ]
    )


def dashboard(dossiers: int) -> dict[str, Any]:
    """Compute a dashboard for one unit, with the facts looked after as a page does."""
    indicators, _, period = ready()

    def ask() -> None:
        facts = indicators.up_to_date(at=NOW)
        indicators.compute_all(facts, DASHBOARD, units=["7"], period=period, now=NOW)

    return twice(ask)


def workbook(dossiers: int) -> dict[str, Any]:
    """Write the dossiers received in as many months as hold a million into a workbook."""
    indicators, facts, _ = ready()
    from motcua.kernel.periods import Period

    months = min(MONTHS, -(-1_000_000 * MONTHS // dossiers))
    last = date(FIRST_YEAR + months // 12, months % 12 + 1, 1) - timedelta(days=1)
    period = Period(date(FIRST_YEAR, 1, 1), last)
    asked = {"unit": "0", "period": period, "now": NOW}
    answer = indicators.Answer(indicators.compute(facts, "received.total", **asked), "0", "Cả nước", period, False)
    path = Path(os.environ["MOTCUA_HOME"]) / "rows.xlsx"
    begun = time.perf_counter()
    rows = (("counts", row) for row in indicators.each_row_behind(facts, "received.total", **asked))
    indicators.answered_as_xlsx(answer, rows, path)
    return {
        "took": time.perf_counter() - begun,
        "rows": answer.computed.numerator,
        "size": path.stat().st_size / 1e6,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }


PARTS = {
    "prepare": made,
    "polars": by_polars,
    "duckdb": by_duckdb,
    "ours": ours,
    "card": card,
    "dashboard": dashboard,
    "workbook": workbook,
}

if __name__ == "__main__":
    main()
