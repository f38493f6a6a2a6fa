"""What the source says of registers stands there as records, each marked as reconstructed, and blames nobody."""

from collections import Counter
from datetime import UTC, date, datetime

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reference.loading import _load_units, data
from motcua.reference.registers import MARK, load_registers
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import RecordView, Standing

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
CUT = date(2022, 10, 14)
PERIOD = Period(date(2022, 1, 1), CUT)


def test_the_registers_of_the_case(db: None) -> None:
    founded = _load_units(NOW)
    load_registers(data("registers.toml"), founded, by="test", at=NOW)
    _they_say_what_the_source_says(founded)
    _each_says_that_it_is_reconstructed_and_has_its_evidence(founded)
    _no_unit_is_said_to_owe_what_the_source_does_not_say(founded)


def of(register: str, *offices: units.Unit) -> list[RecordView]:
    return registers.records(register, [office.id for office in offices], PERIOD)


def _they_say_what_the_source_says(founded: dict[str, units.Unit]) -> None:
    district, inspected = founded["338"], (founded["12574"], founded["12475"])
    communes = [unit for unit in founded.values() if unit.level is units.Level.COMMUNE]
    said = data("figures.toml")["district"]["quality_system"]
    systems = Counter(view.values["stage"] != "none" for view in of("quality_system", *communes))
    assert systems == {True: said["communes_with"], False: said["communes_total"] - said["communes_with"]}
    assert [view.values["stage"] for view in of("quality_system", district)] == ["improved"]
    for plan in ("reform_plan", "communication_plan", "procedure_control_plan", "law_monitoring_plan", "digital_teams"):
        assert len(of(plan, *inspected)) == 2
    assert {view.values["head"] for view in of("steering_committees", *inspected)} == {"Chủ tịch UBND xã"}
    assert [view.values["condition"] for view in of("connections", *inspected)] == ["short", "short"]
    assert {view.values["condition"] for view in of("equipment", district)} == {"degraded", "short"}
    for register in ("document_checks", "document_self_checks", "document_reviews"):
        (view,) = of(register, district)
        assert {view.values[name] for name in ("contrary", "to_amend", "to_replace", "to_abolish")} == {0}
        assert registers.is_complete(register, district.id, PERIOD)
    (rules,) = of("working_regulations", district)
    assert "2021-2026" in str(rules.values["subject"])


def _each_says_that_it_is_reconstructed_and_has_its_evidence(founded: dict[str, units.Unit]) -> None:
    views = registers.records(None, [unit.id for unit in founded.values()])
    assert len(views) > 400
    for view in views:
        spoken_of = view.unit_id in {founded[code].id for code in ("338", "12574", "12475")}
        assert str(view.values["note"]).startswith("Tái dựng; nguồn " + ("" if spoken_of else "không nêu riêng"))
        assert MARK in str(view.values.get("number", MARK))
        assert len(view.evidence) == 1
    (digest,) = {view.evidence[0].digest for view in views}
    assert files.read(digest).startswith(b"%PDF")
    assert registers.replay_all() == []


def _no_unit_is_said_to_owe_what_the_source_does_not_say(founded: dict[str, units.Unit]) -> None:
    for unit in founded.values():
        for duty in registers.obligations(unit.id, on=CUT):
            assert duty.standing in (Standing.PRESENT, Standing.AHEAD), (unit.name, duty)
            assert not duty.without_evidence
        assert [duty.obligation.code for duty in registers.reminders(unit.id, on=CUT)] == []
