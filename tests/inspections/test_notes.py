"""The notes of devices: taken once, in order, with the device's clock set right, and none lost."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from inspections.conftest import BY, Stage
from inspections.visits import Tablet, at, begun, picture, place_at, put_on_shelf, take
from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Answer, Aside, NoteKind, hash_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place_id(home: Path, stage: Stage) -> int:
    return begun(home, stage)


def test_a_note_becomes_an_answer_with_both_times(place_id: int) -> None:
    tablet = Tablet()
    (taken,) = take(place_id, tablet.answer("2.1.2", "partly", looked=10, right=9, note="Một phiếu thiếu ngày trả"))

    visit = inspections.visit(place_id)
    answer = visit.answers["2.1.2"]
    assert (answer.answer, answer.looked, answer.right) == (Answer.PARTLY, 10, 9)
    assert visit.notes_of["2.1.2"] == "Một phiếu thiếu ngày trả"
    assert answer.at == at(19, 3, 1)
    assert visit.devices[taken.number].received_at == taken.received_at == at(20)


def test_a_note_sent_again_is_taken_once_and_gets_the_same(place_id: int) -> None:
    tablet = Tablet()
    notes = [tablet.answer("1.1.1", "yes"), tablet.photograph("", "Bộ phận một cửa", picture())]

    first = take(place_id, *notes)
    again = take(place_id, *notes, received=at(21))

    assert again == first
    assert inspections.visit(place_id).number == 3
    assert len(inspections.photographs([place_id])) == 1


def test_the_clock_of_a_device_is_set_right_by_what_was_measured(place_id: int) -> None:
    tablet = Tablet(slow=timedelta(days=1))
    (taken,) = take(place_id, tablet.answer("1.1.1", "yes", when=at(19, 4)))

    visit = inspections.visit(place_id)
    assert visit.answers["1.1.1"].at == at(19, 4)
    assert visit.devices[taken.number].captured_at == at(18, 4)
    assert visit.devices[taken.number].slow == 86_400


def test_a_clock_ahead_of_time_never_writes_after_receipt(place_id: int) -> None:
    take(place_id, Tablet().answer("1.1.1", "yes", when=at(25)))
    assert inspections.visit(place_id).answers["1.1.1"].at == at(20)


def test_two_devices_may_answer_one_line_and_the_later_answer_counts(place_id: int) -> None:
    one, two = Tablet("one"), Tablet("two")
    late = two.answer("1.1.1", "no", when=at(19, 5))
    early = one.answer("1.1.1", "yes", when=at(19, 4))

    take(place_id, late, early)

    assert inspections.visit(place_id).answers["1.1.1"].answer is Answer.NO
    said = [event.payload["answer"] for event in ledger.read(f"visit/{place_id}") if event.kind == "visit.answered"]
    assert said == ["no", "yes"]
    assert inspections.replay_visit() == []


def test_an_altered_note_is_refused(place_id: int) -> None:
    note = Tablet().answer("1.1.1", "no")
    with pytest.raises(inspections.AlteredNote):
        take(place_id, replace(note, payload={"answer": "yes"}))
    assert inspections.visit(place_id).answers == {}


def test_a_note_altered_together_with_its_hash_breaks_the_chain(place_id: int) -> None:
    tablet = Tablet()
    first, second = tablet.answer("1.1.1", "no"), tablet.answer("2.1.1", "yes")
    forged = replace(first, payload={"answer": "yes"}, hash="")
    take(place_id, forged)
    with pytest.raises(inspections.BrokenChain):
        take(place_id, second)


def test_a_note_left_out_is_missed(place_id: int) -> None:
    tablet = Tablet()
    first, second = tablet.answer("1.1.1", "no"), tablet.answer("2.1.1", "yes")
    with pytest.raises(inspections.BrokenChain):
        take(place_id, second)
    take(place_id, first, second)
    assert inspections.last_of(place_id, "tablet-1") == hash_of(second)


def test_another_note_under_a_taken_number_is_refused(place_id: int) -> None:
    note = Tablet().answer("1.1.1", "no")
    take(place_id, note)
    with pytest.raises(inspections.AlteredNote, match="another note"):
        take(place_id, replace(note, payload={"answer": "yes"}, hash=""))


def test_a_note_that_cannot_be_applied_is_set_aside_and_the_next_ones_follow(place_id: int) -> None:
    tablet = Tablet()
    notes = [tablet.answer("9.9.9", "yes", note="từ danh mục cũ"), tablet.answer("1.1.1", "yes")]

    wrong, good = take(place_id, *notes)

    assert (wrong.aside, good.aside) == (Aside.REFUSED, None)
    (kept,) = inspections.visit(place_id).aside
    assert json.loads(kept.payload)["note"] == "từ danh mục cũ"
    assert "no such line" in kept.why
    assert inspections.replay_visit() == []


def test_a_photograph_is_kept_with_the_digest_of_its_capture(place_id: int) -> None:
    content = picture()
    take(place_id, Tablet().photograph("2.1.2", "Giấy tiếp nhận và hẹn trả kết quả", content))

    (one,) = inspections.photographs([place_id])
    assert one.captured == sha256(content).hexdigest()
    assert one.caption == "Giấy tiếp nhận và hẹn trả kết quả"
    assert files.read(one.digest)


def test_a_photograph_that_came_broken_is_refused_so_that_it_is_sent_again(place_id: int) -> None:
    note = Tablet().photograph("", "Bảng niêm yết", picture())
    with pytest.raises(inspections.AlteredNote, match="hashed at capture"):
        take(place_id, replace(note, content=note.content[:-1]))
    assert take(place_id, note)[0].aside is None


def test_what_is_no_photograph_is_set_aside(place_id: int) -> None:
    (taken,) = take(place_id, Tablet().photograph("", "Không phải ảnh", b"not a picture \xff\x00"))
    assert taken.aside is Aside.REFUSED
    assert inspections.photographs([place_id]) == []


def test_a_finding_of_a_device_takes_the_field_of_its_line(place_id: int) -> None:
    said = {"kind": "limit", "text": "Giấy hẹn thiếu ngày trả", "severity": "minor", "cause": "officials"}
    take(place_id, Tablet().write(NoteKind.FINDING, "2.1.2", said))
    (finding,) = inspections.findings([place_id])
    assert (finding.field, finding.text) == ("procedures", "Giấy hẹn thiếu ngày trả")


def test_no_text_stands_in_the_ledger(place_id: int) -> None:
    tablet = Tablet()
    secret = "Bà Nguyễn Thị A ở thôn 3"
    take(
        place_id,
        tablet.answer("1.1.1", "no", note=secret),
        tablet.write(NoteKind.REMARK, "", {"text": secret}),
        tablet.photograph("", secret, picture()),
        tablet.write(NoteKind.FINDING, "2.1.2", {"kind": "good", "text": secret}),
        tablet.answer("9.9.9", "no", note=secret),
    )
    assert not any(secret in event.entry.decode() for event in ledger.read(f"visit/{place_id}"))


def test_before_the_visit_has_begun_the_device_keeps_its_notes(home: Path, stage: Stage) -> None:
    put_on_shelf(home)
    place_id = place_at(stage, stage.one)
    with pytest.raises(inspections.UnknownVisit):
        take(place_id, Tablet().answer("1.1.1", "yes"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"uuid": "1"},
        {"uuid": "6BA7B810-9DAD-11D1-80B4-00C04FD430C8"},
        {"device": "bảng"},
        {"previous": "abc"},
        {"payload": {"answer": True}},
        {"payload": {"answer": 1.5}},
        {"payload": {"answer": ["yes"]}},
        {"payload": {"note": "a" * 10_001}},
        {"captured_at": at(19).replace(year=9000)},
        {"captured_at": at(19).replace(tzinfo=None)},
        {"slow": timedelta(days=40_000)},
        {"payload": {"note": "\ud800"}},
    ],
)
def test_what_is_no_note_is_refused(place_id: int, wrong: dict[str, object]) -> None:
    note = replace(Tablet().answer("1.1.1", "yes"), hash="", **wrong)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(inspections.NotANote):
        inspections.take_note(place_id=place_id, note=note, by=BY, at=at(20))


def test_the_hash_is_that_of_the_sealed_text() -> None:
    note = Tablet("máy".replace("á", "a")).answer("1.1.1", "yes", note="Đủ “hồ sơ”\n")
    sealed = (
        f'{{"captured_at":{note.milliseconds},"device":"may","kind":"answer","line":"1.1.1",'
        f'"payload":{{"answer":"yes","note":"Đủ “hồ sơ”\\n"}},"previous":"","uuid":"{note.uuid}"}}'
    )
    assert hash_of(note) == sha256(sealed.encode()).hexdigest()
