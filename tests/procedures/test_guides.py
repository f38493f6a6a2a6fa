"""What is published of procedures is dated and never edited; a file of records is taken whole or not at all."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.foundation.ledger import public as ledger
from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused
from motcua.kernel.tables import RowsRefused
from motcua.services.procedures import models
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import (
    AlreadyChanged,
    Asked,
    AskedPaper,
    Guide,
    TakenGuides,
    Tier,
    UnknownProcedure,
    said_parts,
)
from procedures.conftest import AT, CHANGED, CODE
from procedures.national_cast import HEAD_WAYS, flat, structured

LATER = date(2023, 1, 1)
GUIDE = Guide(CHANGED, steps="Bước 1: nộp hồ sơ.", who="Công dân", office="Công an cấp xã")


def publish(guide: Guide = GUIDE, on: date = CHANGED, code: str = CODE) -> bool:
    return procedures.publish_guide(code=code, guide=guide, on=on, by="post/1", at=AT)


def take(*records: object, on: date = CHANGED) -> TakenGuides:
    return procedures.take_guides(enumerate(records, start=1), source="mau.jsonl", on=on, by="import", at=AT)


def test_a_guide_holds_from_its_day_until_the_next(residence: str) -> None:
    assert publish()
    assert publish(replace(GUIDE, who="Mọi người"), LATER)
    before = procedures.guide_of(CODE, on=LATER - timedelta(days=1))
    now = procedures.guide_of(CODE, on=LATER)
    assert before
    assert now
    assert (before.who, before.valid_to, now.who, now.valid_to) == (
        "Công dân",
        LATER - timedelta(days=1),
        "Mọi người",
        None,
    )
    assert procedures.guide_of(CODE, on=CHANGED - timedelta(days=1)) is None


def test_the_same_again_is_no_event_and_the_ledger_holds_the_digest(residence: str) -> None:
    assert publish()
    assert not publish(on=LATER)
    events = [one for one in ledger.read(f"procedure/{CODE}") if one.kind == "procedure.guide_published"]
    assert len(events) == 1
    assert set(events[0].payload) == {"on", "sha256", "parts"}


def test_nothing_is_slipped_in_before_what_is_on_record_nor_published_of_nothing(residence: str) -> None:
    publish(on=LATER)
    with pytest.raises(AlreadyChanged):
        publish(replace(GUIDE, who="Ai đó"))
    with pytest.raises(UnknownProcedure):
        publish(code="9.999999")
    with pytest.raises(Refused):
        publish(replace(GUIDE, steps="a" * 100_000))


def test_a_file_brings_catalogue_and_guides_and_the_second_time_nothing(residence: str) -> None:
    first = take(flat(), structured())
    assert (first.rows.read, first.rows.taken) == (2, 2)
    assert procedures.find("9.000001", on=CHANGED).term == Term(3, Measure.WORKING_DAYS)
    assert procedures.find("9.000001", on=CHANGED).field_code == procedures.find("9.000002", on=CHANGED).field_code
    assert procedures.tiers_of_all(on=CHANGED)["9.000001"] == {Tier.PROVINCE, Tier.COMMUNE}
    again = take(flat(), structured(), on=LATER)
    assert (again.rows.taken, again.rows.unchanged) == (0, 2)


def test_a_known_field_keeps_its_code_and_a_term_in_doubt_leaves_that_on_record(residence: str) -> None:
    record = flat(
        ma_thu_tuc=CODE,
        ten_thu_tuc="Đăng ký thường trú",
        linh_vuc="CƯ TRÚ",
        cach_thuc_thuc_hien=f"{HEAD_WAYS}Trực tiếp7",
    )
    take(record, on=LATER)
    now = procedures.find(CODE, on=LATER)
    assert (now.field_code, now.term, now.decision) == ("CT", Term(5, Measure.WORKING_DAYS), "1/QĐ-MAU")


def test_one_bad_record_leaves_nothing_of_the_file(residence: str) -> None:
    with pytest.raises(RowsRefused) as refused:
        take(flat(), {"ma_thu_tuc": ""}, flat(), 7)
    assert [one.line for one in refused.value.refusals] == [2, 3, 4]
    with pytest.raises(UnknownProcedure):
        procedures.find("9.000001", on=CHANGED)


def test_the_parts_that_something_is_on_file_of(residence: str) -> None:
    version = procedures.find(CODE, on=CHANGED)
    assert said_parts(version, None, None) == {"name", "term"}
    assert said_parts(version, GUIDE, None) == {"name", "term", "steps", "who", "office"}
    asked = Asked(CHANGED, papers=(AskedPaper("to-khai", "Tờ khai", form="CT01"),), legal_basis="Luật Cư trú")
    assert said_parts(version, GUIDE, asked) >= {"papers", "forms", "basis"}


def test_a_text_that_was_altered_beside_the_ledger_is_found(residence: str) -> None:
    publish()
    take(flat())
    assert list(procedures.altered_guides()) == []
    models.GuideVersion.objects.filter(procedure__code=CODE).update(body={"steps": "Bước 1: trả thêm tiền."})
    assert list(procedures.altered_guides()) == [f"procedure/{CODE}: {CHANGED}"]
