"""The same counts on Spark, where it is installed: ``pip install motcua[spark]``, and Java."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dossiers.plain import ZONE, Life
from indicators.town import BIRTH, KEYS, LAND, NOW, Book, town
from motcua.kernel.periods import Period
from motcua.reform.indicators.public import By, UnitAs, report, up_to_date
from motcua.services.dossiers.rules.words import Channel, Kind

pytest.importorskip("pyspark")


def test_spark_counts_as_polars_does(tmp_path: Path) -> None:
    book, at = Book(), datetime(2022, 1, 3, 9, tzinfo=ZONE)
    for number, (unit, channel) in enumerate([(unit, channel) for unit in list(KEYS)[:7] for channel in Channel], 1):
        life = Life(BIRTH if number % 2 else LAND)
        life.then(Kind.RECEIVED, at + timedelta(days=number), unit=unit, channel=channel)
        if number % 3:
            life.then(Kind.COMPETENCE_NAMED, at + timedelta(days=number + 2), unit=list(KEYS)[number % 7])
            life.then(Kind.FINISHED, at + timedelta(days=number * 2 + 3))
        book.live(number, life)
    asked = {"unit": "34", "period": Period(date(2022, 1, 20), date(2022, 2, 20)), "now": NOW}
    made = []
    for engine in ("polars", "spark://local[1]"):
        with town(book, tmp_path, engine):
            facts = up_to_date(at=NOW)
            made.append(
                [
                    report(facts, **asked, by=by, unit_as=unit_as, rows=by is None)  # type: ignore[arg-type]  # by name
                    for by in (None, By.UNIT, By.CHANNEL, By.MONTH)
                    for unit_as in UnitAs
                ]
            )
    assert made[0] == made[1]
