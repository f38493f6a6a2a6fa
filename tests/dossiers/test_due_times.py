"""Due times: what restarts them, what moves them, what only promises, and how an end is judged."""

from datetime import date, datetime, timedelta

import pytest

from dossiers.plain import OFFICE, ZONE, Life, on, terms
from motcua.kernel.periods import end_of_day
from motcua.services.dossiers.rules.judging import late_from
from motcua.services.dossiers.rules.words import CITIZEN, Kind, Timeliness, WaitsFor

TEN_DAYS = "03-11"


def end_of(text: str) -> datetime:
    return end_of_day(on(f"{text} 00:00").date(), ZONE)


@pytest.mark.parametrize(
    ("finished", "judged"),
    [
        ("03-10 23:59", Timeliness.EARLY),
        ("03-11 00:00", Timeliness.ON_TIME),
        ("03-11 23:59", Timeliness.ON_TIME),
        ("03-12 00:00", Timeliness.OVERDUE),
    ],
)
def test_a_term_in_days_is_kept_to_the_end_of_its_last_day(finished: str, judged: Timeliness) -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00").then(Kind.FINISHED, finished)
    assert life.now.timeliness is judged


@pytest.mark.parametrize(
    ("finished", "judged"),
    [("03-08 16:00", Timeliness.ON_TIME), ("03-08 16:01", Timeliness.OVERDUE), ("03-07 23:00", Timeliness.EARLY)],
)
def test_a_due_given_with_a_time_is_kept_to_the_instant(finished: str, judged: Timeliness) -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00", due=on("03-08 16:00")).then(Kind.FINISHED, finished)
    assert life.now.timeliness is judged


def test_a_due_that_is_a_bare_day_lasts_to_its_end() -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00", due=date(2022, 3, 8)).then(Kind.FINISHED, "03-08 21:00")
    assert life.now.timeliness is Timeliness.ON_TIME


def test_a_supplement_restarts_the_term() -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00").then(Kind.SUPPLEMENT_REQUESTED, "03-09 09:00")
    life.then(Kind.SUPPLEMENTED, "03-20 09:00")
    assert life.now.judged_until == end_of("03-30")
    assert dict(life.now.used)[CITIZEN] == 11 * 24 * 60


def test_a_supplement_may_only_pause_or_not_stop_the_clock_where_the_policy_says_so() -> None:
    paused = Life(terms(supplement="pause")).then(Kind.RECEIVED, "03-01 09:00")
    paused.then(Kind.SUPPLEMENT_REQUESTED, "03-04 09:00").then(Kind.SUPPLEMENTED, "03-09 09:00")
    assert paused.now.judged_until == end_of("03-16")
    running = Life(terms(supplement="run")).then(Kind.RECEIVED, "03-01 09:00")
    running.then(Kind.SUPPLEMENT_REQUESTED, "03-04 09:00").then(Kind.SUPPLEMENTED, "03-09 09:00")
    assert running.now.judged_until == end_of(TEN_DAYS)


def test_a_pause_moves_the_due_time_by_what_it_lasted() -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00").then(Kind.PAUSED, "03-05 09:00").then(Kind.RESUMED, "03-08 09:00")
    assert life.now.judged_until == end_of("03-14")
    assert life.now.due_first == end_of(TEN_DAYS)


@pytest.mark.parametrize(("stop", "go"), [(Kind.SUPPLEMENT_REQUESTED, Kind.SUPPLEMENTED), (Kind.PAUSED, Kind.RESUMED)])
def test_neither_rescues_a_dossier_that_was_late_already(stop: Kind, go: Kind) -> None:
    life = (
        Life()
        .then(Kind.RECEIVED, "03-01 09:00")
        .then(stop, "03-12 09:00")
        .then(go, "03-13 09:00", due=on("04-01 09:00"))
    )
    assert life.now.judged_until == end_of(TEN_DAYS)
    assert life.then(Kind.FINISHED, "03-13 10:00").now.timeliness is Timeliness.OVERDUE


def test_while_the_clock_stands_a_dossier_is_judged_as_at_the_moment_it_stopped() -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00").then(Kind.PAUSED, "03-05 09:00")
    assert late_from(life.now) is None
    assert life.then(Kind.FINISHED, "04-30 09:00").now.timeliness is Timeliness.EARLY


def test_a_pause_begun_late_is_overdue_while_it_lasts() -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00").then(Kind.PAUSED, "03-12 09:00")
    assert late_from(life.now) == end_of(TEN_DAYS) + timedelta(microseconds=1)


def test_an_extension_promises_and_does_not_judge() -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00").then(Kind.EXTENDED, "03-09 09:00", due=date(2022, 3, 20))
    assert (life.now.due_at, life.now.judged_until) == (end_of("03-20"), end_of(TEN_DAYS))
    assert life.then(Kind.FINISHED, "03-15 09:00").now.timeliness is Timeliness.OVERDUE


def test_the_time_used_is_told_by_holder() -> None:
    life = Life().then(Kind.RECEIVED, "03-01 09:00").then(Kind.FORWARDED, "03-03 09:00", unit="land@1")
    life.then(Kind.PAUSED, "03-04 09:00", waits_for=WaitsFor.PAYMENT).then(Kind.RESUMED, "03-06 09:00")
    day = 24 * 60
    assert dict(life.now.used) == {OFFICE: 2 * day, "land@1": day, CITIZEN: 2 * day}
    assert life.events[-1].payload["used"] == dict(life.now.used)
