"""Whatever is done in whatever order, the rows say what a small model says, and a replay gives them again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from motcua.kernel.periods import Period
from motcua.reform.registers import public as registers
from registers.conftest import AT, BY, Offices, scan

HALVES = tuple(
    Period(date(year, first, 1), date(year, last, 30)) for year in (2021, 2022) for first, last in ((1, 6), (7, 11))
)


@dataclass
class Model:
    """What ought to be on record: the number each record says, its half-year, its files; and what is declared."""

    said: dict[int, tuple[str, Period]] = field(default_factory=dict)
    files: dict[int, set[str]] = field(default_factory=dict)
    declared: dict[int, Period] = field(default_factory=dict)

    def touched(self, *periods: Period) -> None:
        """Drop the declarations that speak of any of these days."""
        self.declared = {
            one: of
            for one, of in self.declared.items()
            if not any(of.first <= period.last and period.first <= of.last for period in periods)
        }


def given_of(number: str, period: Period) -> dict[str, object]:
    return {
        "first_on": period.first,
        "last_on": period.last,
        "number": number,
        "issued_on": period.first,
        "subject": "Kế hoạch",
        "note": f"của {number}",
    }


class Life(RuleBasedStateMachine):
    """A register of a commune, and what people do with it."""

    records: Bundle[int] = Bundle("records")
    offices: Offices

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.unit = self.offices.commune.id
        self.scans = [scan(self.offices.commune, shade) for shade in (0, 99)]
        self.before = transaction.savepoint()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.before)

    @contextmanager
    def expecting(self, refused: type[Exception] | None) -> Iterator[None]:
        """Let a step be refused where the model says that it must be."""
        if refused is None:
            yield
        else:
            with pytest.raises(refused):
                yield

    @rule(target=records, number=st.sampled_from("AB"), period=st.sampled_from(HALVES))
    def record(self, number: str, period: Period) -> int:
        one = registers.record(register="reform_plan", unit_id=self.unit, given=given_of(number, period), by=BY, at=AT)
        self.model.said[one] = (number, period)
        self.model.files[one] = set()
        self.model.touched(period)
        return one

    @rule(one=records, number=st.sampled_from("ABC"), period=st.sampled_from(HALVES))
    def correct(self, one: int, number: str, period: Period) -> None:
        known = self.model.said.get(one)
        refused = registers.UnknownRecord if known is None else None
        if known == (number, period):
            refused = registers.NothingChanged  # type: ignore[assignment]  # another refusal
        with self.expecting(refused):
            registers.correct(record_id=one, given=given_of(number, period), reason="đếm lại", by=BY, at=AT)
        if known and refused is None:
            self.model.said[one] = (number, period)
            self.model.touched(known[1], period)

    @rule(one=records)
    def withdraw(self, one: int) -> None:
        known = self.model.said.pop(one, None)
        with self.expecting(None if known else registers.UnknownRecord):
            registers.withdraw(record_id=one, reason="ghi nhầm", by=BY, at=AT)
        if known:
            self.model.touched(known[1])

    @rule(one=records, place=st.sampled_from([0, 1]))
    def attach(self, one: int, place: int) -> None:
        digest = self.scans[place]
        refused: type[Exception] | None = None if one in self.model.said else registers.UnknownRecord
        if refused is None and digest in self.model.files[one]:
            refused = registers.EvidenceRefused
        with self.expecting(refused):
            registers.attach_evidence(
                record_id=one, digest=digest, name="a.png", effective_on=date(2022, 1, 1), by=BY, at=AT
            )
        if refused is None:
            self.model.files[one].add(digest)

    @rule(one=records, place=st.sampled_from([0, 1]))
    def detach(self, one: int, place: int) -> None:
        digest = self.scans[place]
        refused: type[Exception] | None = None if one in self.model.said else registers.UnknownRecord
        if refused is None and digest not in self.model.files[one]:
            refused = registers.EvidenceRefused
        with self.expecting(refused):
            registers.detach_evidence(record_id=one, digest=digest, reason="nhầm tệp", by=BY, at=AT)
        if refused is None:
            self.model.files[one].discard(digest)

    @rule(period=st.sampled_from(HALVES))
    def declare(self, period: Period) -> None:
        with self.expecting(registers.PeriodsOverlap if period in self.model.declared.values() else None):
            one = registers.declare_complete(register="reform_plan", unit_id=self.unit, period=period, by=BY, at=AT)
            self.model.declared[one] = period

    @invariant()
    def the_rows_are_those_of_the_model(self) -> None:
        views = registers.records("reform_plan", self.unit)
        assert {view.id: (view.values["number"], view.period) for view in views} == self.model.said
        assert {view.id: {one.digest for one in view.evidence} for view in views} == {
            one: self.model.files[one] for one in self.model.said
        }
        assert all(view.values["note"] == f"của {view.values['number']}" for view in views)
        standing = {one.id: one.period for one in registers.completions(None, self.unit) if not one.superseded}
        assert standing == self.model.declared
        for half in HALVES:
            counted = sum(period == half for _, period in self.model.said.values())
            complete = half in self.model.declared.values()
            assert registers.number_of("reform_plan", self.unit, half) == (counted or (0 if complete else None))

    @invariant()
    def a_replay_gives_the_rows_again(self) -> None:
        assert registers.replay_all() == []


def test_every_life_of_a_register(offices: Offices) -> None:
    Life.offices = offices
    run_state_machine_as_test(
        Life,
        settings=settings(max_examples=12, stateful_step_count=14, suppress_health_check=list(HealthCheck)),
    )
