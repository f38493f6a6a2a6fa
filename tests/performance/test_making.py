"""What is shown of an office, reckoned by hand; equal to the indicators and to their rows."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms.conftest import AFTER, QUARTER, District
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.performance import public as performance
from motcua.reform.performance.public import CELLS, Performance
from motcua.services.procedures import public as procedures


def shown(*, unit: str = "338", own: bool = False, period: Period = QUARTER) -> Performance:
    return performance.make(indicators.up_to_date(at=AFTER), unit=unit, period=period, now=AFTER, own=own)


BY_HAND = {
    "dossiers.on_time": (1, 2, Fraction(50)),
    "dossiers.on_time_of_cohort": (1, 5, Fraction(20)),
    "dossiers.not_late": (3, 5, Fraction(60)),
    "dossiers.late": (2, 5, Fraction(40)),
    "dossiers.online": (1, 5, Fraction(20)),
    "dossiers.online_assisted": (0, 5, Fraction(0)),
    "dossiers.apologies": (0, 2, Fraction(0)),
    "dossiers.apologies_in_time": (0, 2, Fraction(0)),
    "feedback.published": (0, 0, None),
    "postings.complete": (0, 0, None),
    "postings.in_time": (0, 0, None),
}
"""Three dossiers at the district, one early, one late, one open and late; one open and in time in each commune."""

KEPT_BACK = {"dossiers.days_office", "dossiers.days_agency", "dossiers.days_citizen", "dossiers.repeat_requests"}
"""Two were resolved: what these tell would be of two."""


def test_the_figures_are_those_reckoned_by_hand(district: District) -> None:
    whole = shown().whole
    assert dict(zip(CELLS, whole.counts, strict=True)) == {
        "received.total": 5, "received.online": 1, "received.direct": 4, "received.carried_over": 0,
        "resolved.total": 2, "resolved.early": 1, "resolved.on_time": 0, "resolved.overdue": 1,
        "pending.total": 3, "pending.in_time": 2, "pending.overdue": 1,
    }  # fmt: skip
    told = {one.code: (one.numerator, one.denominator, one.value) for one in whole.figures if not one.kept_back}
    assert told == BY_HAND
    assert {one.code for one in whole.figures if one.kept_back} == KEPT_BACK


def test_a_figure_whose_definition_is_not_in_force_is_not_there(district: District) -> None:
    assert shown().whole.figure("dossiers.on_time_of_received") is None  # QĐ 766 came in June
    july, at = Period(date(2022, 7, 1), date(2022, 7, 31)), AFTER.replace(month=9)
    later = performance.make(indicators.up_to_date(at=at), unit="338", period=july, now=at)
    figure = later.whole.figure("dossiers.on_time_of_received")
    assert figure is not None
    assert figure.valid_from == date(2022, 6, 23)


@pytest.mark.parametrize("own", [True, False])
def test_each_figure_is_its_indicator_and_its_rows_add_up_to_it(district: District, own: bool) -> None:
    facts = indicators.up_to_date(at=AFTER)
    for one in shown(own=own).whole.figures:
        said = indicators.compute(facts, one.code, unit="338", period=QUARTER, now=AFTER, own=own)
        assert said.indicator.valid_from == one.valid_from
        if not one.kept_back:
            assert (one.numerator, one.denominator, one.value) == (said.numerator, said.denominator, said.value)
        rows = indicators.rows_behind(facts, one.code, unit="338", period=QUARTER, now=AFTER, own=own)
        assert sum(row.adds for row in rows) == said.numerator


def test_units_stand_side_by_side_and_add_up(district: District) -> None:
    made = shown()
    lines = made.table("unit").lines
    assert [(line.key, line.count("received.total")) for line in lines] == [("338", 3), ("12472", 1), ("12475", 1)]
    for place in range(len(CELLS)):
        assert sum(line.counts[place] for line in lines) == made.whole.counts[place]
    assert shown(own=True).table("unit").lines == ()
    assert shown(unit="12472").table("unit").lines == ()


def test_fields_and_months_are_those_of_the_report(district: District) -> None:
    made = shown()
    assert [(line.key, line.count("resolved.total")) for line in made.table("field").lines] == [("mau", 2)]
    months = made.table("month").lines
    assert [(line.key, line.count("resolved.total")) for line in months] == [
        ("2022-01", 0),
        ("2022-02", 0),
        ("2022-03", 2),
    ]
    empty = months[0].figure("dossiers.on_time")
    assert empty is not None
    assert (empty.value, empty.kept_back) == (None, False)  # no data is not zero, and not kept back


def test_it_asks_the_database_for_the_tree_and_for_names(district: District) -> None:
    facts = indicators.up_to_date(at=AFTER)
    units.structure(QUARTER.last)
    with CaptureQueriesContext(connection) as asked:
        performance.make(facts, unit="338", period=QUARTER, now=AFTER)
    assert len(asked) == 18 + 3 * 6


def test_files_hold_the_same_numbers(district: District) -> None:
    made = shown()
    checkpoint = performance.checkpoint_over(made)
    said = json.loads(performance.as_json(made, checkpoint))
    assert performance.read_content(said) == made
    assert said["known"] == {"events": made.events, "facts": made.facts}
    assert checkpoint is not None
    assert said["checkpoint"] == {"size": checkpoint.size, "root": checkpoint.root.hex()}
    assert {one["code"] for one in said["definitions"]} == {one.code for one in made.whole.figures}
    rows = list(csv.DictReader(io.StringIO("".join(performance.as_csv(made, checkpoint)))))
    assert {(row["unit"], row["facts"], row["known_events"]) for row in rows} == {("338", made.facts, str(made.events))}
    for by, lines in (("whole", [said["whole"]]), *said["tables"].items()):
        for line in lines:
            told = {row["code"]: row for row in rows if (row["table"], row["key"]) == (by, line["key"])}
            assert {cell: int(told[cell]["numerator"]) for cell in CELLS} == line["counts"]
            for figure in line["figures"]:
                row = told[figure["code"]]
                assert row["value"] == ("" if figure["value"] is None else str(figure["value"]))
                assert row["kept_back"] == str(int(figure["kept_back"]))
                assert row["definition_from"] == figure["definition_from"]


def test_a_file_of_one_table_holds_that_table(district: District) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(performance.as_csv(shown(), None, table="unit")))))
    assert {row["table"] for row in rows} == {"unit"}


def test_no_cell_is_taken_for_a_formula(district: District) -> None:
    procedures.publish(
        code="9.000001", name="=1+1", field_code="+x", field_name="=HYPERLINK(1)", on=date(2020, 1, 1), by="test",
        at=AFTER, term=None,
    )  # fmt: skip
    made = shown()
    line = made.whole
    named = performance.Table("field", (performance.Line("+x", "=HYPERLINK(1)", line.counts, line.figures),))
    text = "".join(performance.as_csv(replace(made, tables=(named,)), None))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]
