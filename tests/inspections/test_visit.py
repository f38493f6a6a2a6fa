"""A visit: begun with a checklist that stays as it was, answered, found, and taken back with a reason."""

from pathlib import Path

import pytest

from inspections.checklists import SMALL
from inspections.conftest import BY, Stage
from inspections.visits import at, begun, picture, place_at, put_on_shelf
from motcua.foundation.files import public as files
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.models import Finding, LineAnswer
from motcua.reform.inspections.public import Answer, Cause, FindingKind, SaidOfLine, SaidToFind, Severity

pytestmark = pytest.mark.django_db

LIMIT = SaidToFind(
    kind=FindingKind.LIMIT,
    text="Chưa niêm yết địa chỉ tiếp nhận phản ánh",
    severity=Severity.SERIOUS,
    cause=Cause.OFFICIALS,
    cause_text="Công chức chưa cập nhật",
    responsible="Công chức Văn phòng - thống kê",
)


@pytest.fixture
def place_id(home: Path, stage: Stage) -> int:
    return begun(home, stage)


def answer(place_id: int, line: str, said: SaidOfLine, hour: int = 3) -> int:
    return inspections.answer_line(place_id=place_id, line=line, said=said, by=BY, at=at(19, hour))


def test_a_visit_keeps_the_checklist_that_it_began_with(home: Path, place_id: int) -> None:
    put_on_shelf(home, SMALL.replace("Phiếu hẹn ghi đủ nội dung?", "Câu hỏi khác?"))
    assert inspections.visit(place_id).checklist.line("2.1.2")[1].text == "Phiếu hẹn ghi đủ nội dung?"


def test_a_visit_begins_once(place_id: int) -> None:
    with pytest.raises(inspections.AlreadyBegun):
        inspections.begin_visit(place_id=place_id, checklist="small", by=BY, at=at(19))


def test_a_checklist_that_was_not_in_force_on_the_day_is_refused(home: Path, stage: Stage) -> None:
    put_on_shelf(home, SMALL.replace("2020-01-01", "2023-01-01"))
    place_id = place_at(stage, stage.one)
    with pytest.raises(inspections.UnknownChecklist):
        inspections.begin_visit(place_id=place_id, checklist="small", by=BY, at=at(19))


def test_the_later_answer_stands(place_id: int) -> None:
    answer(place_id, "2.1.2", SaidOfLine(Answer.NO))
    answer(place_id, "2.1.2", SaidOfLine(Answer.PARTLY, "Thiếu một", 10, 9), 4)
    visit = inspections.visit(place_id)
    assert (visit.answers["2.1.2"].answer, visit.answers["2.1.2"].right) == (Answer.PARTLY, 9)
    assert visit.notes_of["2.1.2"] == "Thiếu một"
    assert inspections.replay_visit() == []


@pytest.mark.parametrize(("looked", "right"), [(5, 6), (None, 1), (0, 1)])
def test_no_more_is_right_than_was_looked_at(place_id: int, looked: int | None, right: int) -> None:
    with pytest.raises(inspections.NotAnAnswer):
        answer(place_id, "2.1.2", SaidOfLine(Answer.YES, "", looked, right))


def test_a_line_that_is_not_there_is_refused(place_id: int) -> None:
    with pytest.raises(inspections.UnknownLine):
        answer(place_id, "7.7", SaidOfLine(Answer.YES))


def test_a_finding_arises_from_its_line_and_is_taken_back_with_a_reason(place_id: int) -> None:
    finding_id = inspections.make_finding(place_id=place_id, line="2.1.2", said=LIMIT, by=BY, at=at(19, 3))
    found = inspections.finding(finding_id)
    assert (found.field, found.severity, found.cause_text) == ("procedures", "serious", "Công chức chưa cập nhật")
    assert inspections.findings([place_id]) == [found]

    inspections.withdraw_finding(place_id=place_id, number=found.number, reason="Đã niêm yết", by=BY, at=at(19, 4))

    assert inspections.findings([place_id]) == []
    assert inspections.finding(finding_id).withdrawn
    assert inspections.replay_visit() == []
    with pytest.raises(inspections.UnknownFinding):
        inspections.withdraw_finding(place_id=place_id, number=found.number, reason="Nữa", by=BY, at=at(19, 4))


@pytest.mark.parametrize(
    "said",
    [
        SaidToFind(kind=FindingKind.LIMIT, text="Không nói nặng nhẹ"),
        SaidToFind(kind=FindingKind.GOOD, text=" "),
        SaidToFind(kind=FindingKind.GOOD, text="Tốt", cause=Cause.MEANS),
    ],
)
def test_what_is_no_finding_is_refused(place_id: int, said: SaidToFind) -> None:
    with pytest.raises(inspections.NotAFinding):
        inspections.make_finding(place_id=place_id, line="2.1.2", said=said, by=BY, at=at(19, 3))


def test_a_finding_of_no_line_names_its_field(place_id: int) -> None:
    with pytest.raises(inspections.NotAFinding) as refused:
        inspections.make_finding(place_id=place_id, line="", said=LIMIT, by=BY, at=at(19, 3))
    assert refused.value.field == "field"


def test_two_hundred_photographs_are_kept_in_the_order_in_which_they_were_taken(place_id: int) -> None:
    for number in range(200):
        inspections.add_photograph(
            place_id=place_id,
            line="2.1.2" if number % 2 else "",
            caption=f"Ảnh {number}",
            name=f"{number}.jpg",
            content=picture(number, (8, 8)),
            captured_at=at(19, 5 - number // 60, 59 - number % 60),
            by=BY,
            at=at(19, 6),
        )
    kept = inspections.photographs([place_id])
    assert [one.caption for one in kept] == [f"Ảnh {number}" for number in sorted(range(200), key=_taken)]
    assert inspections.replay_visit() == []


def _taken(number: int) -> tuple[int, int]:
    return (5 - number // 60, 59 - number % 60)


def test_a_photograph_is_taken_out_with_a_reason(place_id: int) -> None:
    number = inspections.add_photograph(
        place_id=place_id,
        line="",
        caption="Có mặt người dân",
        name="a.jpg",
        content=picture(),
        captured_at=at(19, 3),
        by=BY,
        at=at(19, 3),
    )
    with pytest.raises(inspections.NothingSaid):
        inspections.withdraw_photograph(place_id=place_id, number=number, reason="", by=BY, at=at(19, 4))
    inspections.withdraw_photograph(place_id=place_id, number=number, reason="Lộ mặt", by=BY, at=at(19, 4))
    assert inspections.photographs([place_id]) == []
    assert inspections.replay_visit() == []


def test_what_is_no_picture_is_refused(place_id: int) -> None:
    with pytest.raises(files.FileRefused):
        inspections.add_photograph(
            place_id=place_id,
            line="",
            caption="",
            name="a.txt",
            content=b"not a picture",
            captured_at=at(19),
            by=BY,
            at=at(19),
        )


def test_a_changed_row_is_found_by_the_replay(place_id: int) -> None:
    answer(place_id, "1.1.1", SaidOfLine(Answer.NO))
    inspections.make_finding(place_id=place_id, line="2.1.2", said=LIMIT, by=BY, at=at(19, 3))
    LineAnswer.objects.update(answer="yes")
    Finding.objects.update(severity="minor")
    assert {(one.stream, one.field) for one in inspections.replay_visit()} == {
        (f"visit/{place_id}", "answers"),
        (f"visit/{place_id}", "findings"),
    }
