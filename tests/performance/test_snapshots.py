"""A snapshot stays: what is recorded later changes what is known now, never what was frozen; and it can be rebuilt."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from conftest import Installation
from dossiers.cast import CLERK, LEADER
from dossiers.plain import on
from forms.conftest import AFTER, QUARTER, District, set_up_district
from motcua.cli.figures import figures
from motcua.foundation.ledger import public as ledger
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.performance import public as performance
from motcua.reform.performance.models import Snapshot
from motcua.services.dossiers import public as dossiers

MARCH = Period(date(2022, 3, 1), date(2022, 3, 31))
LATER = AFTER + timedelta(days=1)
AT_LAST = LATER + timedelta(hours=1)


def freeze(period: Period = MARCH, **also: Any) -> int:
    said = {"unit": "338", "own": False, "by": "worker", "at": AFTER} | also
    return performance.freeze(period=period, **said)


def entered_late(district: District) -> None:
    """The pending dossier had been finished on 10 March; nobody had entered it."""
    dossiers.finish(
        code=district.pending, by=CLERK, at=LATER,
        backdating=dossiers.Backdating(on("03-10 09:00"), "quên nhập", LEADER),
    )  # fmt: skip


def test_a_snapshot_holds_what_was_shown_and_its_event_holds_its_digest(district: District) -> None:
    kept = performance.kept(freeze())
    made = performance.make(indicators.up_to_date(at=AFTER), unit="338", period=MARCH, now=AFTER)
    assert kept.made.whole == made.whole
    assert kept.made.tables == made.tables
    (event,) = ledger.read(f"performance/{kept.id}")
    assert (event.kind, event.unit) == ("performance.frozen", district.office.shop.key)
    assert event.payload["digest"] == performance.digest(kept.content)
    assert event.payload["events"] == kept.made.events
    assert event.position is None or event.position >= kept.made.events  # it follows from what was before it


def test_what_is_recorded_later_leaves_it_as_it_is_and_it_is_rebuilt_equal(district: District) -> None:
    number = freeze()
    before = performance.kept(number)
    entered_late(district)
    after = performance.kept(number)
    assert after.content == before.content
    found = performance.cited(performance.citation(after.made), now=AT_LAST)
    assert performance.same_numbers(after.made, found.then)
    assert found.then.facts == after.made.facts
    assert found.now.whole.count("pending.overdue") == after.made.whole.count("pending.overdue") - 1
    assert list(performance.replay_all()) == []


def test_the_restatement_says_which_numbers_and_how_many_dossiers(district: District) -> None:
    made = performance.kept(freeze()).made
    assert performance.cited(performance.citation(made), now=AFTER).numbers == ()
    entered_late(district)
    found = performance.cited(performance.citation(made), now=AT_LAST)
    told = {one.code: (one.then, one.now) for one in found.numbers if one.by == "whole"}
    assert told["resolved.total"] == (2, 3)
    assert told["pending.overdue"] == (1, 0)
    assert told["dossiers.on_time"][0] == 50
    (moved,) = found.moved
    assert (moved.dossiers, moved.then, moved.now) == (
        1,
        ("received.online", "pending.overdue"),
        ("received.online", "resolved.early"),
    )
    assert found.since == 2  # the freezing, and the late entry


def test_numbers_that_are_not_those_of_then_are_found(district: District) -> None:
    """The control: what is known now is not what was known then."""
    made = performance.kept(freeze()).made
    entered_late(district)
    found = performance.cited(performance.citation(made), now=AT_LAST)
    assert not performance.same_numbers(made, found.now)


def test_a_row_that_was_altered_is_found(district: District) -> None:
    number = freeze()
    said = json.loads(performance.kept(number).content)
    said["whole"]["counts"]["resolved.overdue"] = 0
    Snapshot.objects.filter(pk=number).update(content=json.dumps(said).encode())
    assert list(performance.replay_all()) == [number]
    kept = performance.kept(number)
    assert performance.digest(kept.content) != kept.digest


def test_it_is_frozen_once_and_when_it_is_over(district: District) -> None:
    freeze()
    with pytest.raises(performance.AlreadyFrozen):
        freeze(at=LATER)
    with pytest.raises(performance.NotOver):
        freeze(period=Period(date(2022, 4, 1), date(2022, 4, 30)))
    freeze(period=QUARTER)
    assert [(one.first.month, one.last.month) for one in performance.listed()] == [(3, 3), (1, 3)]


def test_what_the_ledger_does_not_hold_is_not_cited(district: District) -> None:
    made = performance.kept(freeze()).made
    asked = performance.Asked(made.unit, made.period, made.own, made.as_of, made.events + 1_000)
    with pytest.raises(performance.NotThatFar):
        performance.cited(asked, now=AFTER)


def test_no_snapshot_of_an_unknown_number(db: None) -> None:
    with pytest.raises(performance.UnknownSnapshot):
        performance.kept(404)
    assert performance.due_month(at=AFTER) is None


def test_the_latest_month_that_is_over_is_frozen_by_itself_once(district: District) -> None:
    assert performance.due_month(at=AFTER) == Period(
        date(2022, 2, 1), date(2022, 2, 28)
    )  # the last day known is in March
    run = CliRunner()
    first = run.invoke(figures, ["freeze"])
    assert first.exit_code == 0, first.output
    assert first.output.split("  ", 1)[1].startswith("Huyện Mẫu (338)  2022-02-01")  # after its number
    assert run.invoke(figures, ["freeze"]).output == ""
    assert "Huyện Mẫu" in run.invoke(figures, ["list"]).output
    number = performance.listed()[0].id
    assert run.invoke(figures, ["rebuild", str(number)]).exit_code == 0
    Snapshot.objects.update(content=performance.kept(number).content.replace(b'"own":false', b'"own":true '))
    assert run.invoke(figures, ["rebuild", str(number)]).exit_code == 1


def test_two_who_freeze_at_once_keep_one(committing_db: Installation, together: Callable[..., list[Any]]) -> None:
    set_up_district()
    indicators.up_to_date(at=AFTER)
    results = together(freeze, freeze)
    assert sorted(type(one).__name__ for one in results) == ["AlreadyFrozen", "int"]
    assert Snapshot.objects.count() == 1
