"""The rules that tell two accounts apart, each on a dossier worked out by hand."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reform.reconciliation.rules.explaining import beside, effects, explain, figures, unbalanced
from motcua.reform.reconciliation.rules.reading import OTHERS, counted
from motcua.reform.reconciliation.rules.words import RULES, STANDS, Account, Ours, Rule, Span, Theirs

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def on(text: str) -> datetime:
    return datetime.fromisoformat(f"2022-{text}").replace(tzinfo=ZONE)


MARCH = Span(on("03-01 00:00"), on("04-01 00:00"), on("04-01 00:00"), ZONE)
END = "23:59:59.999999"
ONLINE, DIRECT, CARRIED = "received.online", "received.direct", "received.carried_over"
EARLY, ON_TIME, OVERDUE, IN_TIME, LATE = STANDS


def ours(
    received: str = "03-07 09:00", due: str = f"03-18 {END}", closed: str | None = "03-17 10:00", **also: object
) -> Ours:
    account = Account(
        on(received), on(due), on(closed) if closed else None, online=bool(also.pop("online", False)),
        stopped_at=also.pop("stopped_at", None),  # type: ignore[arg-type]  # told by name
    )  # fmt: skip
    said = {"channel": "counter", "promised": on(due[:5] + " 17:00"), "due_first": on(due), "whole": True} | also
    return Ours("A", account, counted(account, MARCH), **said)  # type: ignore[arg-type]  # told by name


def theirs(**said: object) -> Theirs:
    return Theirs(line=2, code="A", **said)  # type: ignore[arg-type]  # told by name


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (("03-01 00:00", f"03-02 {END}", "03-01 10:00"), (DIRECT, EARLY)),
        (("02-28 23:59", f"03-02 {END}", f"03-02 {END}"), (CARRIED, ON_TIME)),
        (("03-01 09:00", f"03-02 {END}", "03-03 00:00"), (DIRECT, OVERDUE)),
        (("03-01 09:00", "03-02 17:00", "03-02 17:01"), (DIRECT, OVERDUE)),
        (("03-01 09:00", f"03-31 {END}", "04-01 00:00"), (DIRECT, LATE)),
        (("03-31 23:59", f"04-02 {END}", None), (DIRECT, IN_TIME)),
        (("04-01 00:00", f"04-02 {END}", None), ()),
        (("02-01 09:00", f"02-12 {END}", "02-28 23:59"), ()),
        (("02-01 09:00", f"02-12 {END}", "03-01 00:00"), (CARRIED, OVERDUE)),
    ],
)
def test_a_dossier_is_counted_as_form_ii06_does(
    account: tuple[str, str, str | None], expected: tuple[str, ...]
) -> None:
    assert ours(*account).counted == expected


def test_a_dossier_whose_clock_stands_is_judged_as_when_it_stopped() -> None:
    assert ours("03-01 09:00", f"03-10 {END}", None, stopped_at=on("03-05 09:00")).counted == (DIRECT, IN_TIME)


@pytest.mark.parametrize(
    ("here", "there", "rule"),
    [
        (ours(channel="online_assisted", online=True), theirs(channel="counter"), Rule.ASSISTED),
        (ours(channel="interlinked", origin="online", online=True), theirs(channel="counter"), Rule.INTERLINKED),
        (
            ours(closed="03-22 10:00", promised=on("03-25 17:00")),
            theirs(due=on("03-25 00:00"), finished=on("03-22 00:00"), says_end=True),
            Rule.EXTENSION,
        ),
        (
            ours(closed="03-17 10:00", due_first=on(f"03-14 {END}")),
            theirs(due=on("03-14 00:00"), finished=on("03-17 00:00"), says_end=True),
            Rule.PAUSE,
        ),
        (
            ours(returned_at=on("03-22 08:00")),
            theirs(due=on("03-18 00:00"), finished=on("03-22 00:00"), says_end=True),
            Rule.COLLECTED,
        ),
        (
            ours(due="03-18 17:00", closed="03-18 17:30"),
            theirs(due=on("03-18 00:00"), finished=on("03-18 00:00"), says_end=True),
            Rule.END_OF_DAY,
        ),
        (ours(closed="03-18 17:30"), theirs(standing=OVERDUE), Rule.TO_THE_MINUTE),
        (
            # Saturday 12 March is worked, so nine working days end on the 17th; without it, on the 18th.
            ours(due=f"03-17 {END}", closed="03-18 10:00", make_up=frozenset({date(2022, 3, 12)})),
            theirs(due=on("03-18 00:00"), finished=on("03-18 00:00"), says_end=True),
            Rule.MAKE_UP_DAY,
        ),
        (
            # Monday 14 March is off, so nine working days end on the 21st; with it, on the 18th.
            ours(due=f"03-21 {END}", closed="03-21 10:00", off=frozenset({date(2022, 3, 14)})),
            theirs(due=on("03-18 00:00"), finished=on("03-21 00:00"), says_end=True),
            Rule.HOLIDAY,
        ),
        (ours(closed="03-22 10:00", outcome="withdrawn"), theirs(standing=ON_TIME), Rule.ENDED_OTHERWISE),
        (ours(), theirs(received=on("04-02 00:00")), Rule.BOUNDARY),
        (ours(), theirs(received=on("02-28 00:00")), Rule.OTHER_RECEIPT),
        (ours(), theirs(channel="online"), Rule.OTHER_CHANNEL),
        (ours(), theirs(due=on("03-16 00:00")), Rule.OTHER_DUE),
        (ours(), theirs(finished=on("03-21 00:00"), says_end=True), Rule.OTHER_END),
        (ours(), theirs(standing=IN_TIME), Rule.OTHER_END),
        (ours(), theirs(standing=OVERDUE), Rule.OTHER_STANDING),
    ],
    ids=lambda one: one.value if isinstance(one, Rule) else "",
)
def test_each_rule_tells_its_difference(here: Ours, there: Theirs, rule: Rule) -> None:
    found = explain(there, here, MARCH)
    assert found is not None
    assert found.rules[0] is rule


def test_two_rules_together_are_found() -> None:
    here = ours(channel="online_assisted", online=True, closed="03-22 10:00", promised=on("03-25 17:00"))
    there = theirs(channel="counter", due=on("03-25 00:00"))
    found = explain(there, here, MARCH)
    assert found is not None
    assert set(found.rules) == {Rule.ASSISTED, Rule.EXTENSION}


def test_what_both_count_alike_is_no_difference() -> None:
    there = theirs(received=on("03-07 00:00"), due=on("03-18 00:00"), finished=on("03-16 00:00"), channel="post")
    assert explain(there, ours(), MARCH) is None
    assert explain(theirs(), ours(), MARCH) is None


def test_every_rule_has_its_sentence() -> None:
    assert set(RULES) == set(Rule)
    assert set(OTHERS) < set(Rule)


@given(
    received=st.integers(-20, 40), term=st.integers(0, 30), closed=st.none() | st.integers(0, 60), online=st.booleans()
)
def test_the_parts_of_what_is_counted_add_up(received: int, term: int, closed: int | None, online: bool) -> None:
    start = MARCH.begins
    days = [
        start + (MARCH.ends - start) / 31 * count for count in (received, received + term, received + (closed or 0))
    ]
    said = figures([counted(Account(days[0], days[1], None if closed is None else days[2], online), MARCH)])
    assert said["received.total"] == said["resolved.total"] + said["pending.total"] <= 1
    assert unbalanced(said) == ()


def test_only_counts_are_told_by_the_rule_that_closes_the_gap() -> None:
    mine = [
        replace(ours(closed="03-22 10:00", promised=on("03-25 17:00")), code="A", whole=False),
        replace(ours(channel="online_assisted", online=True), code="B"),
    ]
    here = figures(one.counted for one in mine)
    said = effects(mine, beside(here, {"resolved.overdue": 0, "received.online": 5}), MARCH)
    assert [(one.figure, one.rule, one.would_be, one.closes) for one in said] == [
        ("received.online", Rule.ASSISTED, 0, False),
        ("resolved.overdue", Rule.EXTENSION, 0, True),
    ]


def test_totals_of_theirs_that_do_not_add_up_are_named() -> None:
    wrong = {"resolved.total": 9, "resolved.early": 5, "resolved.on_time": 3, "resolved.overdue": 0}
    assert unbalanced(wrong) == ("resolved.total",)
    assert unbalanced({"resolved.total": 9}) == ()
