"""The facts of dossiers, by hand: what was paid, digitised, asked for again, and with whom the time went."""

from datetime import date
from typing import Any

from dossiers.cast import CLERK, LEADER, SPECIALIST, Office
from dossiers.plain import on
from motcua.foundation.facts.public import Cut
from motcua.foundation.ledger import public as ledger
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import DOSSIERS, FACTS, NOTES, SPANS, Defect, WaitsFor
from motcua.services.procedures import public as procedures

MISSING = [Defect("Bản sao giấy khai sinh", "Điều 9 (mẫu)")]
LATER = on("12-01 08:00")


def rows(*ids: int, cut: Cut | None = None, table: str = DOSSIERS.name) -> list[dict[str, Any]]:
    """Give the rows of dossiers as they follow from all that is recorded, or within a cut."""
    ledger.ensure_keys()
    ledger.seal(at=LATER)
    columns = FACTS.rows(ids, cut or Cut(ledger.head()))[table]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def code_of(recorded: dossiers.Recorded) -> str:
    assert recorded.state.code is not None
    return recorded.state.code


def test_a_dossier_of_which_little_is_known_has_nulls_and_never_zeros(office: Office) -> None:
    (row,) = rows(office.receive().dossier_id)
    unknown = "result_digital level_old level_new first_apology_at filed_by closed_by"
    assert {name: row[name] for name in unknown.split()} == dict.fromkeys(unknown.split())
    counts = "requests repeated_requests extensions apologies office_minutes agency_minutes citizen_minutes"
    assert {name: row[name] for name in counts.split()} == dict.fromkeys(counts.split(), 0)
    assert row["received_recorded_at"] == row["received_at"]
    assert rows(row["dossier"], table=NOTES.name) == []


NOTED_AT = ("09:05", "09:06", "09:10")


def test_what_was_paid_and_noted_stands_from_when_it_was(office: Office) -> None:
    first = office.receive(fee_owed=80_000, filed_by="post/7")
    code = code_of(first)
    first_paid, paid, noted = (on(f"03-01 {at}") for at in NOTED_AT)
    dossiers.pay(code=code, amount=50_000, online=True, by=CLERK, at=first_paid)
    dossiers.pay(code=code, amount=30_000, online=False, by=CLERK, at=paid)
    dossiers.note_papers(code=code, papers=5, digitised=3, reused=1, by=CLERK, at=noted)
    dossiers.finish(code=code, result_digital=True, by=LEADER, at=on("03-04 09:00"))
    (row,) = rows(first.dossier_id)
    assert (row["result_digital"], row["filed_by"], row["closed_by"]) == (True, "post/7", LEADER)
    notes = rows(first.dossier_id, table=NOTES.name)
    stood = ("fee_owed", "fee_paid", "fee_paid_online", "papers", "papers_digitised", "papers_reused")
    assert [tuple(note[name] for name in stood) for note in notes] == [
        (80_000, None, None, None, None, None),
        (80_000, 50_000, 50_000, None, None, None),
        (80_000, 80_000, 50_000, None, None, None),
        (80_000, 80_000, 50_000, 5, 3, 1),
    ]
    assert [note["start_at"] for note in notes] == [row["received_at"], *(on(f"03-01 {at}") for at in NOTED_AT)]
    assert [note["end_at"] for note in notes[:-1]] == [note["start_at"] for note in notes[1:]]


def test_apologies_and_requests_are_counted_and_the_first_apology_has_its_time(office: Office) -> None:
    first = office.receive("03-01 09:00")
    code = code_of(first)
    dossiers.request_supplement(code=code, defects=MISSING, by=SPECIALIST, at=on("03-02 09:00"))
    dossiers.take_supplement(code=code, by=CLERK, at=on("03-03 09:00"))
    dossiers.request_supplement(code=code, defects=MISSING, by=SPECIALIST, at=on("03-04 09:00"), approved_by=LEADER)
    dossiers.take_supplement(code=code, by=CLERK, at=on("03-07 09:00"))
    dossiers.extend(code=code, to=date(2022, 4, 1), reason="Chờ xác minh", by=LEADER, at=on("03-10 09:00"))
    dossiers.apologise(code=code, reason="Chậm", by=LEADER, at=on("04-05 09:00"))
    (row,) = rows(first.dossier_id)
    assert (row["requests"], row["repeated_requests"], row["extensions"], row["apologies"]) == (2, 1, 1, 2)
    assert row["first_apology_at"] == on("03-10 09:00")


def test_working_minutes_go_to_the_office_with_its_departments_to_agencies_and_to_the_citizen(office: Office) -> None:
    first = office.receive("03-01 08:00")
    code = code_of(first)
    dossiers.forward(code=code, to=office.department.key, by=CLERK, at=on("03-01 09:00"))
    dossiers.consult(code=code, agency=office.land_office.key, by=SPECIALIST, at=on("03-01 10:00"))
    dossiers.answer(code=code, by=SPECIALIST, at=on("03-01 10:30"))
    dossiers.pause(code=code, waits_for=WaitsFor.PAYMENT, reason="Chờ nộp phí", by=SPECIALIST, at=on("03-01 11:00"))
    dossiers.resume(code=code, by=CLERK, at=on("03-01 11:10"))
    (row,) = rows(first.dossier_id)
    assert (row["office_minutes"], row["agency_minutes"], row["citizen_minutes"]) == (150, 30, 10)
    waits = [span["waits_for"] for span in rows(first.dossier_id, table=SPANS.name)]
    assert waits == [None, None, None, None, "payment", None]


def test_the_level_is_that_of_the_office_on_the_day_of_receipt(office: Office) -> None:
    said = {"unit": office.shop.key, "procedure": "1.004222", "by": "post/1", "at": on("02-01 08:00")}
    procedures.offer(**said, on=date(2022, 2, 1), level_old=3, level_new="partial")  # type: ignore[arg-type]  # told by name
    procedures.offer(**said, on=date(2022, 3, 2), level_old=4)  # type: ignore[arg-type]  # told by name
    procedures.withdraw_offer(**said, on=date(2022, 3, 4))  # type: ignore[arg-type]  # told by name
    ids = [office.receive(f"03-0{day} 09:00").dossier_id for day in (1, 2, 4)]
    other = office.receive("03-01 09:00", procedure="2.000815").dossier_id
    found = {row["dossier"]: (row["level_old"], row["level_new"]) for row in rows(*ids, other)}
    assert found == dict(zip([*ids, other], [(3, "partial"), (4, None), (None, None), (None, None)], strict=True))


def test_an_offer_that_is_recorded_later_makes_the_rows_of_its_dossiers_anew(office: Office) -> None:
    first, other = office.receive(), office.receive(procedure="2.000815")
    rows(first.dossier_id)
    before = ledger.head()
    procedures.offer(
        unit=office.shop.key, procedure="1.004222", on=date(2022, 1, 1), by="post/1", at=on("03-05 08:00"), level_old=4
    )
    (row,) = rows(first.dossier_id)
    assert row["level_old"] == 4
    assert [list(keys) for keys in FACTS.changed(before)] == [[first.dossier_id]]
    assert sorted(key for keys in FACTS.changed(0) for key in keys) == [first.dossier_id, other.dossier_id]
    (then,) = rows(first.dossier_id, cut=Cut(ledger.head(), recorded_until=on("03-02 00:00")))
    assert then["level_old"] is None
