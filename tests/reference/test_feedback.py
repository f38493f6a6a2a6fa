"""What the source says of feedback and satisfaction follows from the cases and slips that are loaded."""

from datetime import UTC, date, datetime

import pytest

from motcua.foundation.facts.public import Cut
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reference.feedback import load_feedback
from motcua.reference.loading import data
from motcua.services.feedback import public as feedback
from motcua.services.surveys import public as surveys

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
CUT = date(2022, 10, 14)
PERIOD = Period(date(2022, 1, 1), CUT)
DISTRICT, COMMUNES = "338", ("12574", "12475")


@pytest.fixture
def offices(db: None) -> dict[str, units.Unit]:
    """Found the district and the two communes, and load what was said to them."""
    founded: dict[str, units.Unit] = {}
    for code, level in ((DISTRICT, units.Level.DISTRICT), *((one, units.Level.COMMUNE) for one in COMMUNES)):
        parent = founded[DISTRICT].id if founded else None
        founded[code] = units.found(
            code=code, name=code, level=level, on=date(2004, 1, 1), by="test", at=NOW, parent_id=parent
        )
    load_feedback(data("feedback.toml"), founded, by="test", at=NOW)
    return founded


def cases() -> list[dict[str, object]]:
    ledger.ensure_keys()
    ledger.seal(at=NOW)
    keys = [key for chunk in feedback.FACTS.changed(0) for key in chunk]
    columns = feedback.FACTS.rows(keys, Cut(10**6))["feedback_cases"]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_five_calls_and_two_opinions_were_all_answered_and_published(offices: dict[str, units.Unit]) -> None:
    said = data("figures.toml")["district"]["feedback"]
    told = [case for case in cases() if case["counted"] and case["receiving_unit"] == offices[DISTRICT].id]
    channels = [case["channel"] for case in told]
    assert channels.count("hotline") == said["hotline"]
    assert channels.count("national_portal") == said["national_portal"]
    assert len(told) == said["hotline"] + said["national_portal"]
    assert all(case["answered_at"] and case["published_at"] and case["timeliness"] != "overdue" for case in told)
    public = feedback.published(unit_ids=[offices[DISTRICT].id]).rows
    assert len(public) == len(told)
    assert all(one.answer.endswith("(tái dựng)") and one.question.endswith("(tái dựng)") for one in public)
    assert feedback.replay_all() == []


def test_the_communes_received_none(offices: dict[str, units.Unit]) -> None:
    said = data("figures.toml")["communes"]
    assert {one["feedback_received"] for one in said.values()} == {0}
    assert not [case for case in cases() if case["receiving_unit"] != offices[DISTRICT].id]


def test_a_case_that_came_over_is_marked_and_recorded_now(offices: dict[str, units.Unit]) -> None:
    first = ledger.read(f"feedback/{cases()[0]['feedback']}")[0]
    assert first.payload["imported"] is True
    assert (first.occurred_at.year, first.recorded_at) == (2022, NOW)


def test_the_districts_slip_meets_the_rules_and_the_communes_have_too_little_on_it(
    offices: dict[str, units.Unit],
) -> None:
    standing = {}
    for code, unit in offices.items():
        issued = surveys.slip_of(unit.id, on=CUT)
        assert issued is not None
        standing[code] = surveys.compliance_of(issued.slip, on=CUT)
    assert standing[DISTRICT].met is True
    for code in COMMUNES:
        assert standing[code].met is False
        assert {index.code for index in standing[code].covered} == {"manner", "time"}


def test_slips_were_asked_regularly_and_the_communes_are_rated_good(offices: dict[str, units.Unit]) -> None:
    for month in PERIOD.months():
        assert surveys.indices([offices[DISTRICT].id], campaign=surveys.ONE_STOP, period=month).slips > 3
    for code in COMMUNES:
        tally = surveys.indices([offices[code].id], campaign=surveys.ONE_STOP, period=PERIOD).overall
        assert tally.satisfied == tally.answers == 60
