"""Every report equals a naive account that folds the events of each dossier, on every engine, at every instant."""

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from dossiers.plain import ZONE, Life
from indicators.town import (
    BIRTH,
    DISTRICT,
    HISTORY,
    KEYS,
    LAND,
    NOW,
    Book,
    added_up,
    naive,
    town,
)
from motcua.kernel.periods import Period
from motcua.reform.indicators.public import (
    By,
    UnitAs,
    dossiers_behind,
    known_at,
    overdue_by_month,
    report,
    up_to_date,
)
from motcua.services.dossiers.rules.deciding import may_follow
from motcua.services.dossiers.rules.words import Channel, Kind, WaitsFor

START = datetime(2022, 1, 10, tzinfo=ZONE)
HOURS = [timedelta(0), timedelta(hours=9), timedelta(hours=17), timedelta(days=1, microseconds=-1)]
"""Midnight and the instant before it, where days change hands, and two in between."""

UNITS = [key for key in KEYS if not key.startswith("12587")]
FIRST = [Kind.RECEIVED, Kind.SUBMITTED]
NOTED = {Kind.PAID, Kind.REFUNDED, Kind.FEE_FIXED, Kind.PAPERS_NOTED, Kind.CORRECTED}
"""What changes no figure of the form; and a correction, whose dates tests of its own hold."""


instants = st.builds(lambda day, hour: START + timedelta(days=day) + hour, st.integers(0, 80), st.sampled_from(HOURS))


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """Live through a dossier: at each turn something that may happen, some days or no time later."""
    life = Life(draw(st.sampled_from([BIRTH, LAND])))
    at = draw(instants)
    for turn in range(draw(st.integers(1, 9))):
        kinds = FIRST if turn == 0 else [kind for kind in Kind if may_follow(life.state, kind) and kind not in NOTED]
        if not kinds:
            break
        kind = draw(st.sampled_from(kinds))
        said: dict[str, object] = {}
        if turn == 0:
            said = {
                "unit": draw(st.sampled_from(UNITS)),
                "channel": draw(st.sampled_from(list(Channel))),
                "origin": draw(st.sampled_from([None, *Channel])),
            }
        elif kind in {Kind.FORWARDED, Kind.CONSULTED, Kind.COMPETENCE_NAMED}:
            said = {"unit": draw(st.sampled_from(UNITS))}
        elif kind is Kind.PAUSED:
            said = {"waits_for": draw(st.sampled_from([WaitsFor.PAYMENT, WaitsFor.PRESENCE]))}
        life.then(kind, at, **said)
        at = draw(st.sampled_from([at, _later(at, draw(st.integers(0, 15)), draw(st.sampled_from(HOURS)))]))
    return life


def _later(at: datetime, days: int, hour: timedelta) -> datetime:
    midnight = datetime.combine(at.date(), datetime.min.time(), tzinfo=ZONE)
    return max(at, midnight + timedelta(days=days) + hour)


periods = st.builds(
    lambda first, length: Period(first, first + timedelta(days=length)),
    st.dates(date(2022, 1, 5), date(2022, 4, 20)),
    st.integers(0, 70),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@settings(max_examples=40)
@given(data=st.data())
def test_every_report_equals_the_naive_account(engine: str, data: st.DataObject) -> None:
    book = Book()
    for number, life in enumerate(data.draw(st.lists(lives(), max_size=8), label="lives"), 1):
        book.live(number, life)
    period = data.draw(periods, label="period")
    ends = period.ends(ZONE)
    as_of = data.draw(st.one_of(st.none(), instants.filter(lambda at: at <= ends)), label="as of")
    unit_as = data.draw(st.sampled_from(UnitAs), label="unit as")
    unit = data.draw(st.sampled_from(["34", "338", "338-dat", "12472", "339"]), label="unit")
    own = data.draw(st.booleans(), label="own")
    structure_on = data.draw(st.sampled_from([None, date(2022, 2, 1), date(2022, 3, 1)]), label="tree")
    said = naive(book, period, judged_at=as_of or ends, unit_as=unit_as)

    structure = HISTORY.structure(structure_on or period.last)
    below = structure.below(structure.by_code[unit].id, own=own)
    expected = [
        (place, state, counted)
        for one, dossiers in said.items()
        if (place := structure.place(one)) in below
        for state, counted in dossiers
    ]
    asked = {"unit": unit, "period": period, "now": NOW, "own": own, "unit_as": unit_as, "as_of": as_of}
    with tempfile.TemporaryDirectory() as home, town(book, Path(home), engine):
        facts = up_to_date(at=NOW)
        for by in (None, data.draw(st.sampled_from([By.UNIT, By.FIELD, By.CHANNEL, By.PROCEDURE]), label="by")):
            made = report(facts, **asked, structure_on=structure_on, by=by, rows=by is None)
            assert made.figures == added_up([counted for _, _, counted in expected])
            groups: dict[str, list[set[str]]] = {}
            for place, state, counted in expected:
                keys = {
                    By.UNIT: structure.units[place].code if place else "",
                    By.FIELD: state.field,
                    By.CHANNEL: state.channel.value,
                    By.PROCEDURE: state.procedure,
                }
                if by is not None:
                    groups.setdefault(keys[by], []).append(counted)
            assert {group.key: group.figures for group in made.groups} == {
                key: added_up(counted) for key, counted in groups.items()
            }
            if by is None:
                assert made.rows is not None
                rows = sorted((row.unit, tuple(sorted(row.counted_as))) for row in made.rows)
                assert rows == sorted((structure.units[place].code, tuple(sorted(c))) for place, _, c in expected)
                late = dossiers_behind(facts, counted_as="pending.overdue", **asked, structure_on=structure_on)
                assert len(late) == made.figures.pending.overdue
                assert dossiers_behind(facts, counted_as="received.total", group=(By.UNIT, "nowhere"), **asked) == ()
        event(f"dossiers in the report: {min(len(expected), 4)}")


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@settings(max_examples=15)
@given(data=st.data())
def test_what_was_known_then_is_rebuilt(engine: str, data: st.DataObject) -> None:
    book = Book()
    told = [
        (data.draw(st.integers(0, 20)), number, each)
        for number, life in enumerate(data.draw(st.lists(lives(), max_size=5)), 1)
        for each in life.events
    ]
    late = dict.fromkeys((number for _, number, _ in told), timedelta(0))
    for days, number, each in told:
        late[number] = max(late[number], timedelta(days=days))
        book.tell(number, each, recorded_at=each.occurred_at + late[number])
    then = data.draw(instants)
    period = Period(date(2022, 2, 1), date(2022, 3, 31))
    said = naive(book, period, judged_at=period.ends(ZONE), unit_as=UnitAs.RECEIVING, known_at=then)
    with tempfile.TemporaryDirectory() as home, town(book, Path(home), engine), known_at(then, at=NOW) as facts:
        made = report(facts, unit="34", period=period, now=NOW)
    assert made.known_at == then
    assert made.figures == added_up([counted for dossiers in said.values() for _, counted in dossiers])


@settings(max_examples=15)
@given(data=st.data())
def test_each_month_is_a_report_of_its_own(data: st.DataObject) -> None:
    book = Book()
    for number, life in enumerate(data.draw(st.lists(lives(), max_size=5)), 1):
        book.live(number, life)
    period = data.draw(periods)
    as_of = data.draw(st.one_of(st.none(), instants.filter(lambda at: at <= period.ends(ZONE))))
    with tempfile.TemporaryDirectory() as home, town(book, Path(home)):
        facts = up_to_date(at=NOW)
        made = report(facts, unit="34", period=period, now=NOW, as_of=as_of, by=By.MONTH)
        begun = [month for month in period.months() if as_of is None or month.begins(ZONE) <= as_of]
        assert [group.key for group in made.groups] == [f"{month.first:%Y-%m}" for month in begun]
        for month, group in zip(begun, made.groups, strict=True):
            judged = as_of if as_of is not None and as_of < month.ends(ZONE) else None
            assert group.figures == report(facts, unit="34", period=month, now=NOW, as_of=judged).figures
        if as_of is None:
            told = overdue_by_month(facts, unit="34", period=period, now=NOW)
            assert [*told.values()] == [group.figures.resolved.overdue for group in made.groups]
        for before, after in zip(made.groups, made.groups[1:], strict=False):
            assert before.figures.pending.total == after.figures.received.carried_over


def test_the_naive_account_can_fail() -> None:
    """The control: an account of another instant differs, so the comparison above says something."""
    book = Book()
    book.live(1, Life(BIRTH).then(Kind.RECEIVED, START).then(Kind.FINISHED, START + timedelta(days=3)))
    period = Period(date(2022, 1, 1), date(2022, 1, 31))
    wrong = naive(book, period, judged_at=START + timedelta(days=1), unit_as=UnitAs.RECEIVING)
    with tempfile.TemporaryDirectory() as home, town(book, Path(home)):
        made = report(up_to_date(at=NOW), unit="338", period=period, now=NOW)
    assert made.figures != added_up([counted for _, counted in wrong[DISTRICT]])
