"""Units end, and what is open in them goes on without being filed again."""

from datetime import date
from pathlib import Path

import pytest

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.sheets import read_rows
from motcua.kernel.tables import Row, RowsRefused
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.public import Brief
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Process, ProcessStep
from motcua.services.succession import public as succession
from succession.conftest import LAND, Place, on

DAY = date(2025, 7, 1)
MERGED = (
    ("12472", "Thị trấn Cối", "12472", "Xã Cối An"),
    ("12475", "Xã An", "12472", "Xã Cối An"),
    ("12478", "Xã Bình", "12478", "Xã Bình Minh"),
    ("338", "Huyện Mẫu", "", ""),
)
NAMES = ("old_code", "old_name", "new_code", "new_name", "field", "procedure")


def rows(*lines: tuple[str, ...]) -> list[Row]:
    return [Row(line, dict(zip(NAMES, cells, strict=False))) for line, cells in enumerate(lines, 2)]


def reorganise(*lines: tuple[str, ...], day: date = DAY) -> succession.Reorganised:
    return succession.reorganise(rows(*lines), on=day, by="post/1", at=on(f"{day} 08:00"))


def brief(code: str) -> Brief:
    found = dossiers.brief(code)
    assert found
    return found


def name(key: str) -> str:
    return units.by_key([key])[key].name


def test_an_open_dossier_goes_to_whoever_follows_and_keeps_all_that_it_was(place: Place) -> None:
    code = place.receive("12475")
    before = brief(code)
    done = reorganise(*MERGED)
    after = brief(code)
    assert (done.passed_on, done.competence) == (1, 1)
    assert (name(after.holder), name(after.competent_unit), name(after.receiving_unit)) == (
        "Xã Cối An",
        "Xã Cối An",
        "Xã An",
    )
    assert (after.received_at, after.due_at, after.judged_until) == (
        before.received_at,
        before.due_at,
        before.judged_until,
    )
    assert dossiers.replay_all().differences == ()
    assert casework.replay_all() == []


def test_a_part_at_a_unit_that_ends_goes_to_whoever_follows(place: Place) -> None:
    steps = (
        ProcessStep("nhan", "Tiếp nhận", "receiving", "one_stop_officer", 40, (), ("tra", "xac-nhan")),
        ProcessStep("xac-nhan", "Xác nhận", "unit:12475", "specialist", 20, (), ("tra",), "xac-nhan"),
        ProcessStep("tra", "Trả kết quả", "receiving", "one_stop_officer", 60, (), ()),
    )
    process = Process(steps, valid_from=date(2021, 1, 1))
    begun = on("2021-01-04 09:00")
    procedures.lay_down_process(code=LAND, process=process, on=date(2021, 1, 1), by="test", at=begun)
    code = place.receive("12478", LAND)
    (before,) = casework.branches_by_code(code)
    assert before.unit_name == "Xã An"
    assert reorganise(*MERGED).parts == 1
    (after,) = casework.branches_by_code(code)
    assert (after.unit_name, after.step, after.due, after.main) == ("Xã Cối An", before.step, before.due, "")
    assert after.unit_id is not None
    assert [row.code for row in casework.out_with([after.unit_id])] == [code]
    assert casework.replay_all() == []


def test_what_has_ended_stays_where_it_was_and_the_new_unit_answers_for_it(place: Place) -> None:
    code = place.receive("12475")
    dossiers.finish(code=code, by="post/1", at=on("2025-06-25 09:00"))
    number = brief(code).number
    done = reorganise(*MERGED)
    after = brief(code)
    assert (done.passed_on, after.number) == (0, number)
    assert name(after.receiving_unit) == "Xã An"
    assert after.receiving_unit_id == units.find("12472", on=DAY).id


def test_a_unit_that_lives_on_under_another_name_keeps_its_dossiers(place: Place) -> None:
    code = place.receive("12478")
    number = brief(code).number
    reorganise(*MERGED)
    assert brief(code).number == number


def test_a_second_change_follows_the_first(place: Place) -> None:
    code = place.receive("12475")
    reorganise(*MERGED)
    second = date(2025, 10, 1)
    reorganise(("12472", "Xã Cối An", "12478", "Xã Lớn"), ("12478", "Xã Bình Minh", "12478", "Xã Lớn"), day=second)
    assert name(brief(code).holder) == "Xã Lớn"
    view = dossiers.staff_view(code, at=on("2025-10-02 09:00"))
    assert view
    assert [text for event in view.events for one, text in event.details if one == "holder"] == ["Xã Cối An", "Xã Lớn"]


def test_where_a_unit_is_divided_the_field_says_which_has_its_dossiers(place: Place) -> None:
    births, land = place.receive("12475"), place.receive("12475", LAND)
    reorganise(
        ("12475", "Xã An", "12475", "Xã An Trên"),
        ("12475", "Xã An", "12477", "Xã An Dưới", "dat-dai"),
    )
    assert (name(brief(births).holder), name(brief(land).holder)) == ("Xã An Trên", "Xã An Dưới")


def test_the_plan_says_what_would_happen_and_does_nothing(place: Place) -> None:
    place.receive("12475")
    place.receive("12475", at="2025-06-21 09:00")
    place.receive("12472")
    told = succession.plan(rows(*MERGED), on=DAY, by="post/1", at=on("2025-06-30 08:00"))
    assert told.lines == (("Thị trấn Cối", "Xã Cối An", 1), ("Xã An", "Xã Cối An", 2))
    assert units.find("12475", on=DAY).name == "Xã An"
    assert reorganise(*MERGED).passed_on == 3  # the control: the act does it


def from_csv(tmp_path: Path, text: str, day: date) -> succession.Reorganised:
    """Take in a file as the command line and the page do."""
    file = tmp_path / "rows.csv"
    file.write_text(text, encoding="utf-8")
    known = (*units.REORGANISATION_KNOWN, *succession.ROUTING)
    read = read_rows(file, needed=units.REORGANISATION_NEEDED, known=known)
    return succession.reorganise(read, on=day, by="post/1", at=on(f"{day} 08:00"))


MERGER = """old_code,old_name,new_code,new_name
12475,Xã An,12475,Xã An Bình
12478,Xã Bình,12475,Xã An Bình
"""
"""Communes are merged, and the district lives on."""
END_OF_THE_DISTRICT = """old_code,old_name,new_code,new_name
12475,Xã An Bình,12472,Xã Cối An
12472,Thị trấn Cối,12472,Xã Cối An
"""
"""What came of the merger goes into one more unit; the district, of which no row tells, has nothing left."""


def test_the_files_of_two_reorganisations_are_taken_in_turn(place: Place, tmp_path: Path) -> None:
    code = place.receive("12478", at="2024-10-28 09:00")
    merged = from_csv(tmp_path, MERGER, date(2024, 11, 1))
    assert (merged.passed_on, merged.parts) == (1, 0)
    assert name(brief(code).holder) == "Xã An Bình"
    assert "338" in units.structure(date(2025, 6, 30)).by_code
    assert from_csv(tmp_path, END_OF_THE_DISTRICT, DAY).passed_on == 1
    known = {one.name for one in units.structure(DAY).units.values()}
    assert (name(brief(code).holder), name(brief(code).receiving_unit)) == ("Xã Cối An", "Xã Bình")
    assert known == {"Tỉnh Mẫu", "Xã Cối An"}


def test_what_is_wrong_in_one_row_undoes_all(place: Place) -> None:
    code = place.receive("12475")
    number = brief(code).number
    for wrong in (("99999", "Xã Không", "12472", "Xã Cối An"), ("12475", "Xã An", "12472", "Xã Cối An", "dat-dai")):
        lines = (*MERGED, wrong) if wrong[0] == "99999" else (wrong, ("1", "x", "2", "y", "dat-dai"))
        with pytest.raises(RowsRefused):
            reorganise(*lines)
        assert (brief(code).number, units.find("12475", on=DAY).name) == (number, "Xã An")


def test_the_act_is_one_event_that_counts(place: Place) -> None:
    place.receive("12475")
    reorganise(*MERGED)
    (event,) = ledger.read("succession/2025-07-01")
    assert (event.kind, event.payload["passed_on"]) == ("succession.done", 1)
    reorganise(*MERGED)
    assert len(ledger.read("succession/2025-07-01")) == 1  # a second time changes nothing


def test_a_dossier_of_the_district_that_ends_goes_to_nobody_and_is_counted_by_none(place: Place) -> None:
    """Its main successor is none: who is competent must be named; until then it stays, and is still found."""
    code = place.receive("338")
    done = reorganise(*MERGED)
    assert done.passed_on == 0
    assert name(brief(code).holder) == "Huyện Mẫu"
    assert Dossier.objects.filter(holder__key="338@2020-01-01").count() == 1
