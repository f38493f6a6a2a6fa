"""A record is recorded, corrected and withdrawn, each an event; what may name persons never enters the ledger."""

import json
from datetime import date

import pytest
from django.db import Error, transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reform.registers import models
from motcua.reform.registers import public as registers
from registers.conftest import AT, BY, YEAR, Offices, plan, scan


def record(unit: units.Unit, register: str = "reform_plan", **given: object) -> int:
    return registers.record(register=register, unit_id=unit.id, given=given or plan(), by=BY, at=AT)


def test_a_record_is_what_was_said(offices: Offices) -> None:
    given = plan(responsible="Công chức Văn phòng", public="có", tasks="12", tasks_done="9", note="Nhờ ông Ba")
    one = record(offices.commune, **given)
    (view,) = registers.records("reform_plan", offices.commune.id, YEAR)
    assert view == registers.find(one)
    assert (view.id, view.unit_id, view.period, view.effective_on) == (one, offices.commune.id, YEAR, date(2022, 1, 12))
    assert (view.responsible, view.public, view.evidence) == ("Công chức Văn phòng", True, ())
    assert view.values == {
        "number": "05/KH-UBND",
        "issued_on": "2022-01-12",
        "subject": "Cải cách hành chính năm 2022",
        "tasks": 12,
        "tasks_done": 9,
        "note": "Nhờ ông Ba",
    }
    assert registers.records("reform_plan", offices.district.id, YEAR) == []
    assert registers.records("reform_plan", offices.commune.id, Period(date(2023, 1, 1), date(2023, 12, 31))) == []
    assert registers.records(None, [offices.commune.id, offices.district.id]) == [view]


def test_what_may_name_persons_stays_out_of_the_ledger_and_can_be_erased(offices: Offices) -> None:
    one = record(offices.commune, **plan(note="Nhờ ông Ba"))
    registers.correct(record_id=one, given=plan(note="Nhờ bà Tư"), reason="Ông Ba đã chuyển", by=BY, at=AT)
    registers.withdraw(record_id=one, reason="Ghi nhầm của ông Ba", by=BY, at=AT)
    entries = b"".join(event.entry for event in ledger.read(f"register/{one}")).decode()
    assert "Ba" not in entries
    assert "bà Tư" not in entries
    assert [told.reason for told in registers.history(one)] == ["", "Ông Ba đã chuyển", "Ghi nhầm của ông Ba"]
    kept = models.Text.objects.get(record=one, text="Nhờ ông Ba")
    first = ledger.read(f"register/{one}")[0]
    assert first.payload["texts"] == {"note": ledger.commitment(kept.text, bytes(kept.salt))}
    models.Text.objects.filter(record=one).delete()
    assert "note" not in registers.find(one).values
    assert registers.replay_all() == []


def test_a_correction_keeps_what_was_said_before(offices: Offices) -> None:
    one = record(offices.commune, **plan(note="như cũ"))
    registers.correct(record_id=one, given=plan("06/KH-UBND", note="như cũ"), reason="Số gõ nhầm", by="post/2", at=AT)
    before, after = registers.history(one)
    assert (before.kind, after.kind) == (registers.Kind.RECORDED, registers.Kind.CORRECTED)
    assert (before.payload["values"]["number"], after.payload["values"]["number"]) == ("05/KH-UBND", "06/KH-UBND")
    assert before.payload["texts"] == after.payload["texts"]
    assert (after.actor, after.reason, after.number) == ("post/2", "Số gõ nhầm", 2)
    assert registers.find(one).values["number"] == "06/KH-UBND"


@pytest.mark.parametrize(
    ("given", "reason", "refused"),
    [
        (plan(), "Không đổi gì", registers.NothingChanged),
        (plan("06/KH-UBND"), "  ", registers.NotStated),
        (plan("06/KH-UBND", first_on="2022-13-01"), "Lý do", registers.RecordRefused),
    ],
)
def test_a_correction_that_is_none_is_refused(
    offices: Offices, given: dict[str, object], reason: str, refused: type[Refused]
) -> None:
    one = record(offices.commune)
    with pytest.raises(refused):
        registers.correct(record_id=one, given=given, reason=reason, by=BY, at=AT)
    assert registers.find(one).events == 1


def test_a_withdrawn_record_is_gone_from_the_register_and_stays_in_its_history(offices: Offices) -> None:
    one = record(offices.commune)
    registers.withdraw(record_id=one, reason="Ghi nhầm đơn vị", by=BY, at=AT)
    assert registers.records("reform_plan", offices.commune.id) == []
    assert registers.find(one).withdrawn
    for act in (
        lambda: registers.withdraw(record_id=one, reason="Lần nữa", by=BY, at=AT),
        lambda: registers.correct(record_id=one, given=plan("9"), reason="Lý do", by=BY, at=AT),
        lambda: registers.attach_evidence(
            record_id=one, digest=scan(offices.commune), name="a.png", effective_on=YEAR.first, by=BY, at=AT
        ),
        lambda: registers.find(one + 1),
    ):
        with pytest.raises(registers.UnknownRecord, match="there is no such record, or it was withdrawn"):
            act()


def test_evidence_stands_beside_a_record_with_two_days(offices: Offices) -> None:
    one, digest = record(offices.commune), scan(offices.commune)
    registers.attach_evidence(
        record_id=one, digest=digest, name="KH 05 của ông Ba.png", effective_on=date(2022, 1, 12), by=BY, at=AT
    )
    (held,) = registers.find(one).evidence
    assert (held.name, held.effective_on, held.attached_at) == ("KH 05 của ông Ba.png", date(2022, 1, 12), AT)
    attached = ledger.read(f"register/{one}")[1]
    assert attached.payload == {"digest": digest, "effective_on": "2022-01-12"}
    with pytest.raises(registers.EvidenceRefused, match="beside the record already"):
        registers.attach_evidence(record_id=one, digest=digest, name="a.png", effective_on=YEAR.first, by=BY, at=AT)
    registers.detach_evidence(record_id=one, digest=digest, reason="Không phải văn bản này", by=BY, at=AT)
    assert registers.find(one).evidence == ()
    with pytest.raises(registers.EvidenceRefused, match="not beside the record"):
        registers.detach_evidence(record_id=one, digest=digest, reason="Lần nữa", by=BY, at=AT)
    with pytest.raises(registers.EvidenceRefused, match="no file is kept under this digest; upload the file first"):
        registers.attach_evidence(record_id=one, digest="0" * 64, name="a.png", effective_on=YEAR.first, by=BY, at=AT)
    assert registers.replay_all() == []


def test_one_record_a_period_where_the_register_has_one(offices: Offices) -> None:
    given = {"first_on": "2022-01-01", "last_on": "2022-12-31", "kind": "civil_servants", "quota": 20, "present": 19}
    one = record(offices.commune, "staffing_quota", **given)
    record(offices.commune, "staffing_quota", **given | {"kind": "part_time"})
    record(offices.neighbour, "staffing_quota", **given)
    with pytest.raises(
        registers.PeriodsOverlap, match=f"record {one} is of these days too, from 2022-01-01 to 2022-12-31"
    ):
        record(offices.commune, "staffing_quota", **given | {"first_on": "2022-07-01", "quota": 21})
    registers.correct(record_id=one, given=given | {"present": 18}, reason="Đếm lại", by=BY, at=AT)
    registers.withdraw(record_id=one, reason="Ghi lại", by=BY, at=AT)
    record(offices.commune, "staffing_quota", **given)


def test_a_record_whose_row_was_changed_behind_its_back_is_found(offices: Offices) -> None:
    one = record(offices.commune)
    assert registers.replay_all() == []
    models.Record.objects.filter(pk=one).update(values={"number": "99/KH-UBND"})
    (found,) = registers.replay_all()
    assert found.stream == f"register/{one}"
    assert json.dumps(found.replayed.values) != json.dumps(found.stored.values)  # type: ignore[union-attr]  # a record


def test_the_database_refuses_a_period_upside_down(offices: Offices) -> None:
    one = record(offices.commune)
    with pytest.raises(Error), transaction.atomic():
        models.Record.objects.filter(pk=one).update(last_on=date(2021, 1, 1))
