"""The minutes of a visit: written, read by both sides in one edition, signed, and then nothing changes."""

from dataclasses import replace
from pathlib import Path

import pytest

from inspections.conftest import BY, Stage
from inspections.visits import Tablet, at, begun, picture, take
from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Answer, Aside, Item, Manner, Minutes, SaidOfLine, SaidToFind, Side

pytestmark = pytest.mark.django_db

UNIT = "post/2"
MINUTES = Minutes(
    held_at="Trụ sở UBND xã Mẫu Một",
    began_at=at(19, 2),
    ended_at=at(19, 4),
    team=("Trưởng đoàn", "Thư ký đoàn"),
    unit=("Chủ tịch UBND xã",),
    reporter="Chủ tịch UBND xã",
    report="Báo cáo kết quả chín tháng đầu năm",
    checked=(Item("procedures", "Xem 10 phiếu hẹn, 9 phiếu đúng"),),
    good=(Item("steering", "Ban hành kế hoạch đúng hạn"),),
    limits=(Item("procedures", "Một phiếu hẹn thiếu ngày trả"),),
    team_view="Đề nghị xã khắc phục",
    unit_view="Xã nhất trí",
)


@pytest.fixture
def place_id(home: Path, stage: Stage) -> int:
    return begun(home, stage)


def write(place_id: int, minutes: Minutes = MINUTES, seen: int = 0) -> int:
    return inspections.write_minutes(place_id=place_id, minutes=minutes, seen=seen, by=BY, at=at(19, 4))


def sign(place_id: int, side: Side, edition: int, by: str) -> None:
    inspections.sign_minutes(place_id=place_id, side=side, edition=edition, by=by, at=at(19, 5))


def closed(place_id: int) -> int:
    """Write and sign for both sides."""
    edition = write(place_id)
    sign(place_id, Side.TEAM, edition, BY)
    sign(place_id, Side.UNIT, edition, UNIT)
    return edition


def test_minutes_are_kept_as_written_and_signed_by_both(place_id: int) -> None:
    edition = closed(place_id)
    view = inspections.minutes_view(place_id)
    assert view is not None
    assert view.minutes == MINUTES
    assert [(one.side, one.manner, one.by) for one in view.state.signed] == [
        (Side.TEAM, Manner.ELECTRONIC, BY),
        (Side.UNIT, Manner.ELECTRONIC, UNIT),
    ]
    assert view.state.edition == edition
    assert inspections.visit(place_id).closed_at == at(19, 5)
    assert inspections.replay_visit() == []


def test_with_one_signature_the_visit_is_still_open(place_id: int) -> None:
    sign(place_id, Side.TEAM, write(place_id), BY)
    assert inspections.visit(place_id).closed_at is None


def test_once_both_have_signed_nothing_changes(place_id: int) -> None:
    edition = closed(place_id)
    good = SaidToFind(kind=inspections.FindingKind.GOOD, text="Tốt", field=None)
    changes = [
        lambda: inspections.answer_line(
            place_id=place_id, line="1.1.1", said=SaidOfLine(Answer.YES), by=BY, at=at(19, 6)
        ),
        lambda: inspections.remark(place_id=place_id, line="", text="Thêm", by=BY, at=at(19, 6)),
        lambda: inspections.make_finding(place_id=place_id, line="1.1.1", said=good, by=BY, at=at(19, 6)),
        lambda: inspections.announce_draw(place_id=place_id, size=5, by=BY, at=at(19, 6)),
        lambda: write(place_id, seen=edition),
        lambda: sign(place_id, Side.TEAM, edition, BY),
        lambda: inspections.add_photograph(
            place_id=place_id,
            line="",
            caption="Muộn",
            name="a.jpg",
            content=picture(),
            captured_at=at(19, 6),
            by=BY,
            at=at(19, 6),
        ),
    ]
    before = len(ledger.read(f"visit/{place_id}"))
    for change in changes:
        with pytest.raises(inspections.VisitClosed):
            change()
    assert len(ledger.read(f"visit/{place_id}")) == before


def test_a_note_that_comes_after_the_signatures_is_kept_beside(place_id: int) -> None:
    tablet = Tablet()
    note = tablet.photograph("", "Chụp tại chỗ, gửi sau", picture())
    closed(place_id)
    (taken,) = take(place_id, note)
    assert taken.aside is Aside.CLOSED
    visit = inspections.visit(place_id)
    assert visit.photographs == ()
    assert "Chụp tại chỗ" in visit.aside[0].payload
    assert take(place_id, note, received=at(21)) == [taken]
    assert inspections.replay_visit() == []


def test_two_editors_of_the_minutes_are_told(place_id: int) -> None:
    first = write(place_id)
    second = write(place_id, replace(MINUTES, unit_view="Xã xin bổ sung"), seen=first)
    with pytest.raises(inspections.NotThisEdition):
        write(place_id, replace(MINUTES, team_view="Khác"), seen=first)
    with pytest.raises(inspections.NotThisEdition):
        sign(place_id, Side.TEAM, first, BY)
    sign(place_id, Side.TEAM, second, BY)


def test_writing_anew_voids_the_signature_under_the_edition_before(place_id: int) -> None:
    first = write(place_id)
    sign(place_id, Side.TEAM, first, BY)
    second = write(place_id, replace(MINUTES, unit_view="Xã xin bổ sung"), seen=first)
    sign(place_id, Side.UNIT, second, UNIT)
    assert inspections.visit(place_id).closed_at is None
    assert inspections.replay_visit() == []


def test_one_post_cannot_sign_for_both_sides_nor_one_side_twice(place_id: int) -> None:
    edition = write(place_id)
    sign(place_id, Side.TEAM, edition, BY)
    with pytest.raises(inspections.SignedAlready, match="both sides"):
        sign(place_id, Side.UNIT, edition, BY)
    with pytest.raises(inspections.SignedAlready, match="already"):
        sign(place_id, Side.TEAM, edition, UNIT)


def test_minutes_signed_by_hand_are_kept_as_their_scan(place_id: int) -> None:
    edition = write(place_id)
    inspections.sign_on_paper(
        place_id=place_id, edition=edition, name="bien-ban.jpg", content=picture(), by=BY, at=at(19, 5)
    )
    view = inspections.minutes_view(place_id)
    assert view is not None
    assert {one.manner for one in view.state.signed} == {Manner.PAPER}
    assert all(len(one.scan) == 64 for one in view.state.signed)
    assert inspections.visit(place_id).closed_at == at(19, 5)
    assert inspections.replay_visit() == []


def test_a_unit_may_decline_and_what_it_says_stands_there(place_id: int) -> None:
    edition = write(place_id)
    sign(place_id, Side.TEAM, edition, BY)
    with pytest.raises(inspections.NothingSaid):
        inspections.note_declined(place_id=place_id, edition=edition, reason=" ", by=BY, at=at(19, 5))
    inspections.note_declined(place_id=place_id, edition=edition, reason="Không nhất trí mục 2", by=BY, at=at(19, 5))
    view = inspections.minutes_view(place_id)
    assert view is not None
    assert view.reason == "Không nhất trí mục 2"
    assert inspections.visit(place_id).closed_at == at(19, 5)


def test_no_word_of_the_minutes_stands_in_the_ledger(place_id: int) -> None:
    closed(place_id)
    entries = "".join(event.entry.decode() for event in ledger.read(f"visit/{place_id}"))
    assert "khắc phục" not in entries
    assert "Trụ sở" not in entries


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"held_at": ""}, "held_at"), ({"team": ()}, "team"), ({"unit": ()}, "unit"), ({"ended_at": at(18)}, "ended_at")],
)
def test_minutes_say_when_where_and_who(place_id: int, changed: dict[str, object], field: str) -> None:
    with pytest.raises(inspections.NotMinutes) as refused:
        write(place_id, replace(MINUTES, **changed))  # type: ignore[arg-type]  # told by name
    assert refused.value.field == field


def test_without_minutes_nobody_signs(place_id: int) -> None:
    with pytest.raises(inspections.NoMinutes):
        sign(place_id, Side.TEAM, 0, BY)
