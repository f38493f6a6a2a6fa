"""A result goes from the specialist to the leader, the clerk and the citizen; what was changed is seen, and checked."""

import random
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.cast import on
from motcua.foundation.files import public as files
from motcua.foundation.signing import public as signing
from motcua.foundation.signing.public import Later
from motcua.kernel.refusals import Refused
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import State
from motcua.services.numbering import public as numbering
from motcua.services.results import models
from motcua.services.results import public as results
from motcua.services.results.public import Mark, Medium, Stage
from motcua.services.results.rules.content import changes
from results.cast import TEXT, Desk, content, set_up_desk


def state_of(desk: Desk) -> State:
    dossier = dossiers.brief(desk.code)
    assert dossier
    return dossier.state


def step_of(desk: Desk) -> str:
    step = desk.office.view(desk.code).step
    assert step
    return step.code


def test_a_result_is_drafted_signed_numbered_sealed_and_ends_the_clock(desk: Desk) -> None:
    desk.draft()
    desk.submit()
    assert step_of(desk) == "phe-duyet"
    desk.sign()
    assert (state_of(desk), step_of(desk)) == (State.DECIDED, "ban-hanh")
    issued = desk.issue()
    assert (issued.text, issued.on, issued.stage) == ("01/QĐ-UBND", date(2022, 3, 2), Stage.ISSUED)
    assert (state_of(desk), step_of(desk)) == (State.READY, "tra")
    leader, seal = signing.signatures_in(files.read(issued.digest))
    assert (leader.name, leader.intact, leader.later) == ("Chủ tịch", True, Later.FILLED)
    assert (seal.name, seal.intact, seal.later) == ("UBND huyện Mẫu", True, Later.NOTHING)


def test_a_leader_sends_back_and_sees_what_was_changed(desk: Desk) -> None:
    desk.draft()
    desk.submit()
    results.send_back(
        code=desk.code, version=1, reason="Ghi rõ căn cứ", by=desk.office.posts["leader"], at=on("03-01 16:00")
    )
    assert step_of(desk) == "xu-ly"
    main = desk.office.view(desk.code).main
    assert main
    assert main.post == desk.office.posts["specialist"]
    desk.draft(TEXT.replace("Luật Hộ tịch", "Luật Hộ tịch năm 2014"), at="03-01 16:30")
    desk.submit(at="03-01 16:40")
    view = desk.view()
    assert [text for mark, text in view.changed if mark is Mark.NEW] == ["Căn cứ Luật Hộ tịch năm 2014;"]
    assert [text for mark, text in view.changed if mark is Mark.GONE] == ["Căn cứ Luật Hộ tịch;"]
    assert (view.state.version, view.state.sent_back) == (2, 1)
    assert "Ghi rõ căn cứ" in [turn.text for turn in view.turns]


def test_a_version_that_was_not_looked_at_is_not_signed(desk: Desk) -> None:
    desk.draft()
    desk.draft(TEXT + "\nĐiều 3. Thêm.", at="03-01 14:30")
    desk.submit()
    with pytest.raises(results.OtherVersion):
        desk.sign(version=1)
    assert state_of(desk) is State.PROCESSING


def test_without_a_certificate_nothing_is_signed_and_nothing_is_said_to_be(desk: Desk) -> None:
    desk.draft()
    desk.submit()
    with pytest.raises(signing.NoCertificate):
        results.sign(
            code=desk.code, version=1, unit=desk.office.district.key, address="https://a.vn",
            by=desk.office.posts["counter"], at=on("03-02 08:00"),
        )  # fmt: skip
    assert (desk.view().state.stage, state_of(desk)) == (Stage.SUBMITTED, State.PROCESSING)


def test_a_result_on_paper_is_signed_by_hand_and_carries_its_number(desk: Desk) -> None:
    desk.draft(medium=Medium.PAPER)
    desk.submit()
    desk.sign()
    issued = desk.issue()
    assert signing.signatures_in(files.read(issued.digest)) == []
    dossier = dossiers.staff_view(desk.code, at=on("03-02 10:00"))
    assert dossier
    assert dossier.status.state is State.READY


def test_a_decision_against_the_citizen_refuses_the_dossier_when_it_is_issued(desk: Desk) -> None:
    desk.draft(grants=False)
    desk.submit()
    desk.sign()
    assert state_of(desk) is State.PROCESSING
    desk.issue()
    assert state_of(desk) is State.REFUSED


def test_anybody_who_holds_it_can_check_it_and_learns_nothing_of_a_person(desk: Desk) -> None:
    issued = desk.whole_way()
    known = results.check_code(desk.view().code.lower())
    assert known
    assert (known.text, known.annulled_at, known.digest) == ("01/QĐ-UBND", None, issued.digest)
    assert results.check_file(results.digest_of(files.read(issued.digest))) == known
    other = files.read(issued.digest) + b"\n"
    assert results.check_file(results.digest_of(other)) is None


@pytest.mark.parametrize("given", ["", "1", "1-1-AAAAA-AAAAA", "1-1-AAAAA", "-1-1-A-B", "9" * 40, "1-2-", "x\x00"])
def test_a_code_that_is_none_of_ours_says_nothing(desk: Desk, given: str) -> None:
    desk.whole_way()
    assert results.check_code(given) is None


def test_an_annulled_result_is_said_to_be_and_another_takes_its_place(desk: Desk) -> None:
    desk.whole_way()
    first = desk.view().code
    with pytest.raises(results.TwoNeeded):
        results.annul(code=desk.code, reason="sai tên", by=desk.office.posts["leader"], at=on("03-03 08:00"))
    results.annul(code=desk.code, reason="sai tên", by=desk.office.posts["clerk"], at=on("03-03 08:00"))
    known = results.check_code(first)
    assert known
    assert known.annulled_at == on("03-03 08:00")
    desk.draft(at="03-03 09:00")
    desk.submit(at="03-03 10:00")
    desk.sign(at="03-03 11:00")
    assert desk.issue(at="03-03 14:00").text == "02/QĐ-UBND"
    second = results.check_code(desk.view().code)
    assert second
    assert (second.text, second.annulled_at) == ("02/QĐ-UBND", None)
    assert state_of(desk) is State.READY


def test_a_book_of_another_office_is_refused_and_gives_no_number(desk: Desk) -> None:
    desk.draft()
    desk.submit()
    desk.sign()
    other = numbering.open_book(
        unit=desk.office.land.key,
        code="qd",
        name="Sổ khác",
        pattern="{n}/QĐ",
        year=2022,
        by="test",
        at=on("03-01 08:00"),
    )
    with pytest.raises(results.NotThisBook):
        results.issue(
            code=desk.code,
            book=other.id,
            unit=desk.office.district.key,
            by=desk.office.posts["clerk"],
            at=on("03-02 09:00"),
        )
    assert numbering.numbers(other.id) == []


@pytest.mark.parametrize(
    "words",
    [
        {"text": ""},
        {"about": " "},
        {"text": "Cấp cho {Họ và tên}"},
        {"text": "x" * 20_001},
        {"valid_until": date(2022, 1, 1)},
    ],
)
def test_what_is_no_result_yet_is_refused(desk: Desk, words: dict[str, object]) -> None:
    with pytest.raises(results.NotAResult):
        desk.draft(**words)  # type: ignore[arg-type]  # words of a draft
    assert not models.Result.objects.exists()


def test_another_post_does_not_submit_what_is_not_in_its_hands(desk: Desk) -> None:
    desk.draft()
    with pytest.raises(casework.NotYourCase):
        results.submit(code=desk.code, version=1, by=desk.office.posts["colleague"], at=on("03-01 15:00"))


def test_a_draft_is_erased_and_every_proof_stays(desk: Desk) -> None:
    desk.whole_way()
    dossier = dossiers.brief(desk.code)
    assert dossier
    assert results.forget(dossier.id) == 1
    assert desk.view().content is None
    assert results.replay_all() == []


def test_whatever_is_tried_in_whatever_order_a_replay_gives_the_same(desk: Desk) -> None:
    """Acts by chance: each is done or refused, and neither leaves anything that the events do not tell."""
    chance, done = random.Random(7), 0  # noqa: S311  chance for a test, not for a secret
    acts: list[Callable[[str], object]] = [
        lambda at: desk.draft(at=at),
        lambda at: desk.submit(at=at),
        lambda at: desk.sign(at=at),
        lambda at: desk.issue(at=at),
        lambda at: results.send_back(
            code=desk.code, version=desk.view().state.version, reason="sửa", by=desk.office.posts["leader"], at=on(at)
        ),
        lambda at: results.annul(code=desk.code, reason="sai", by=desk.office.posts["clerk"], at=on(at)),
    ]
    desk.draft(at="03-01 13:30")
    for minute in range(120):
        try:
            chance.choice(acts)(f"03-02 {8 + minute // 60:02}:{minute % 60:02}")
            done += 1
        except Refused:
            pass
        assert results.replay_all() == []
    assert done > 25
    models.Result.objects.update(sent_back=99)
    assert len(results.replay_all()) == 1


@given(st.text("abc\n", max_size=60), st.text("abc\n", max_size=60))
def test_what_is_gone_and_what_is_new_make_both_texts(before: str, after: str) -> None:
    found = changes(before, after)
    lines = [[line for line in text.splitlines() if line.strip()] for text in (before, after)]
    if lines[0] != lines[1]:
        assert [text for mark, text in found if mark is not Mark.NEW] == lines[0]
        assert [text for mark, text in found if mark is not Mark.GONE] == lines[1]
    else:
        assert found == []


@pytest.mark.usefixtures("committing_db")
def test_two_clerks_who_issue_at_the_same_time_issue_once(together: Callable[..., list[object]]) -> None:
    desk = set_up_desk()
    desk.draft()
    desk.submit()
    desk.sign()
    done = together(desk.issue, desk.issue)
    assert sorted(type(one).__name__ for one in done) == ["ResultState", "WrongStage"]
    assert [one.number for one in numbering.numbers(desk.book)] == [1]


def test_a_template_holds_from_a_day_on_and_what_held_before_stays(desk: Desk) -> None:
    words = {"code": "khai-sinh", "name": "Quyết định khai sinh", "procedure": "1.001193", "by": "post/1"}
    results.lay_down_template(content=content("A {họ tên}"), on=date(2022, 1, 1), at=on("01-04 08:00"), **words)
    results.lay_down_template(content=content("B {họ tên}"), on=date(2022, 3, 1), at=on("02-04 08:00"), **words)
    unit = [desk.office.district.id]
    texts = [
        [one.content.text for one in results.templates(on=day, unit_ids=unit, procedure="1.001193")]
        for day in (date(2021, 12, 31), date(2022, 2, 28), date(2022, 3, 1))
    ]
    assert texts == [[], ["A {họ tên}"], ["B {họ tên}"]]
    assert len(results.history_of("khai-sinh")) == 2
    with pytest.raises(results.TooEarly):
        results.lay_down_template(content=content(), on=date(2022, 2, 1), at=on("02-05 08:00"), **words)
