"""What the registers publish for measurement follows from the ledger, as of any position of it."""

from datetime import date
from typing import Any

from motcua.foundation.facts.public import Cut
from motcua.foundation.ledger import public as ledger
from motcua.reform.registers import public as registers
from registers.conftest import AT, BY, YEAR, Offices, plan, scan


def rows(source: Any, cut: Cut | None = None) -> list[dict[str, Any]]:
    """Give the rows of a source as they follow from the whole ledger, or from a cut of it."""
    ledger.ensure_keys()
    ledger.seal(at=AT)
    keys = [key for chunk in source.changed(0) for key in chunk]
    (columns,) = source.rows(keys, cut or Cut(10_000)).values()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_a_record_in_the_facts(offices: Offices) -> None:
    one = registers.record(
        register="reform_plan",
        unit_id=offices.commune.id,
        given=plan(issued_on="2022-02-03", tasks=12, tasks_done=9, public="yes"),
        by=BY,
        at=AT,
    )
    registers.attach_evidence(
        record_id=one, digest=scan(offices.commune), name="a.png", effective_on=YEAR.first, by=BY, at=AT
    )
    (row,) = rows(registers.FACTS)
    assert row == {
        "record": one,
        "register": "reform_plan",
        "reform_field": "steering",
        "unit": offices.commune.id,
        "level": "commune",
        "first_on": YEAR.first,
        "last_on": YEAR.last,
        "effective_on": date(2022, 2, 3),
        "ended_on": None,
        "due_on": date(2022, 1, 31),
        "done_on": date(2022, 2, 3),
        "planned": 12,
        "done": 9,
        "condition": None,
        "kind": None,
        "evidence": 1,
        "public": True,
    }


def test_what_a_record_says_of_its_day_goes_before_the_obligation(offices: Offices) -> None:
    report = {"first_on": "2022-01-01", "last_on": "2022-03-31", "kind": "quarterly", "subject": "Báo cáo quý I"}
    for due in ({}, {"due_on": "2022-03-15"}):
        registers.record(register="reform_reports", unit_id=offices.commune.id, given=report | due, by=BY, at=AT)
    assert [row["due_on"] for row in rows(registers.FACTS)] == [date(2022, 3, 21), date(2022, 3, 15)]


def test_what_replaces_a_document_or_stands_in_force_is_not_late_by_an_obligation(offices: Offices) -> None:
    registers.record(
        register="reform_plan",
        unit_id=offices.commune.id,
        given=plan(issued_on="2022-08-01", replaces="05/KH-UBND"),
        by=BY,
        at=AT,
    )
    registers.record(register="spending_rules", unit_id=offices.commune.id, given=plan(kind="spending"), by=BY, at=AT)
    assert [(row["register"], row["due_on"]) for row in rows(registers.FACTS)] == [
        ("reform_plan", None),
        ("spending_rules", None),
    ]


def test_equipment_in_the_facts(offices: Offices) -> None:
    given = {"first_on": "2022-01-01", "last_on": "2022-12-31", "kind": "scanner", "needed": 3, "present": 1}
    registers.record(
        register="equipment",
        unit_id=offices.commune.id,
        given=given | {"condition": "thiếu so với nhu cầu"},
        by=BY,
        at=AT,
    )
    (row,) = rows(registers.FACTS)
    assert (row["kind"], row["condition"], row["planned"], row["done"]) == ("scanner", "short", 3, 1)


def test_a_withdrawn_record_leaves_the_facts_and_stands_in_those_of_before(offices: Offices) -> None:
    one = registers.record(register="reform_plan", unit_id=offices.commune.id, given=plan(), by=BY, at=AT)
    ledger.ensure_keys()
    ledger.seal(at=AT)
    (recorded,) = ledger.read(f"register/{one}")
    assert recorded.position is not None
    registers.withdraw(record_id=one, reason="Ghi nhầm", by=BY, at=AT)
    assert rows(registers.FACTS) == []
    assert [row["record"] for row in rows(registers.FACTS, Cut(recorded.position + 1))] == [one]
    assert rows(registers.FACTS, Cut(recorded.position)) == []


def test_a_declaration_in_the_facts_until_it_is_superseded(offices: Offices) -> None:
    declared = registers.declare_complete(register="reform_plan", unit_id=offices.commune.id, period=YEAR, by=BY, at=AT)
    assert rows(registers.COMPLETION_FACTS) == [
        {
            "completion": declared,
            "register": "reform_plan",
            "unit": offices.commune.id,
            "first_on": YEAR.first,
            "last_on": YEAR.last,
            "declared_at": AT,
        }
    ]
    registers.record(register="reform_plan", unit_id=offices.commune.id, given=plan(), by=BY, at=AT)
    assert rows(registers.COMPLETION_FACTS) == []
