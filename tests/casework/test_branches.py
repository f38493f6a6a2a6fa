"""Parts of a dossier at other units: opened by a step, done side by side, awaited, answered, made again from events."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.cast import LAND, Office, on, set_up_office
from motcua.foundation.accounts import public as accounts
from motcua.kernel.refusals import Refused
from motcua.services.casework import public as casework
from motcua.services.casework.models import Branch
from motcua.services.casework.public import NoSuchBranch, NotInThisStep, NotTakenBack, NotYourCase, WrongPlace
from motcua.services.casework.rules.branching import awaited, branch_shares, join_of, lane_of, opened_by
from motcua.services.casework.rules.deciding import allows
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Process, ProcessStep, StepAct, flaws_in

JOINED = Process(
    (
        ProcessStep("nhan", "Tiếp nhận", "receiving", "one_stop_officer", 10, (), ("lam",)),
        ProcessStep("lam", "Thẩm định", "unit:338.TP", "specialist", 60, ("consult",), ("ky", "do", "thue", "tin")),
        ProcessStep("do", "Đo vẽ", "unit:34.VPDK", "specialist", 20, (), ("kiem",), "ban-do"),
        ProcessStep("kiem", "Kiểm tra bản đồ", "same", "specialist", 10, (), ("ky",), "ban-do"),
        ProcessStep("thue", "Xác định thuế", "outside:Chi cục Thuế", "specialist", 20, (), ("ky",), "thue"),
        ProcessStep("tin", "Gửi thông tin", "unit:34.VPDK", "specialist", 5, (), (), "tin"),
        ProcessStep("ky", "Phê duyệt", "receiving", "leader", 30, ("approve",), ("nhan-lai",)),
        ProcessStep("nhan-lai", "Trả kết quả", "receiving", "one_stop_officer", 0, ("return",), ()),
    ),
    valid_from=date(2020, 1, 1),
)
MAP, TAX, NEWS = 1, 2, 3


@pytest.fixture
def out(office: Office) -> str:
    """Give a dossier of which three parts are out."""
    return sent_out(office)


def sent_out(office: Office) -> str:
    """Take a dossier in, and hand it on to the step that opens three parts."""
    procedures.lay_down_process(code=LAND, process=JOINED, on=date(2022, 1, 4), by="test", at=on("01-04 09:00"))
    code = office.receive(procedure=LAND)
    step(office, code, "lam", "counter", "specialist")
    return code


def step(office: Office, code: str, to: str, by: str, post: str | None = None, at: str = "03-01 10:00") -> None:
    named = office.posts[post] if post else None
    casework.move(code=code, to=to, post=named, by=office.posts[by], at=on(at))


def answer(office: Office, code: str, branch: int, by: str = "surveyor", at: str = "03-02 10:00") -> None:
    casework.answer_branch(code=code, branch=branch, answer="Đã xong", by=office.posts[by], at=on(at))


def here(office: Office, code: str) -> str:
    view = office.view(code)
    assert view.step
    return view.step.code


def test_the_process_is_one() -> None:
    assert list(flaws_in(JOINED)) == []


def test_a_step_outside_belongs_to_a_part() -> None:
    """The control: the same place is refused to a step of the main line."""
    first, *others = JOINED.steps
    wrong = replace(JOINED, steps=(replace(first, where="outside:Chi cục Thuế"), *others))
    assert [flaw.field for flaw in flaws_in(wrong)] == ["where"]


def test_the_usual_way_leads_into_no_part() -> None:
    steps = tuple(replace(one, next=("do", "ky", "thue", "tin")) if one.code == "lam" else one for one in JOINED.steps)
    assert "part" in {flaw.field for flaw in flaws_in(replace(JOINED, steps=steps))}


def test_a_step_opens_its_parts_side_by_side(office: Office, out: str) -> None:
    view = office.view(out)
    assert [(one.part, one.unit_name) for one in view.branches] == [
        ("ban-do", "Văn phòng Đăng ký đất đai"),
        ("thue", "Chi cục Thuế"),
        ("tin", "Văn phòng Đăng ký đất đai"),
    ]
    assert [one.code for one in view.following] == ["ky"]


def test_a_part_is_no_dossier(office: Office, out: str) -> None:
    """The dossier stays with its holder, and there is one of it; the part is in the list of its unit."""
    dossier = dossiers.brief(out)
    assert dossier
    assert dossier.holder == office.civil.key
    assert casework.units_with_branches(dossier.id) == {office.land.id}
    assert [(row.code, row.branch.part) for row in casework.out_with([office.land.id])] == [
        (out, "tin"),
        (out, "ban-do"),
    ]
    assert casework.out_with([office.civil.id]) == []


def test_the_main_line_waits_and_goes_on_by_itself(office: Office, out: str) -> None:
    step(office, out, "ky", "specialist", "leader")
    assert here(office, out) == "lam"
    answer(office, out, MAP)
    assert here(office, out) == "lam"
    answer(office, out, TAX, by="specialist", at="03-03 10:00")
    view = office.view(out)
    assert here(office, out) == "ky"
    assert view.main
    assert (view.main.post, view.moved_by) == (office.posts["leader"], office.posts["specialist"])
    assert view.waits is None
    assert view.branches[NEWS - 1].answered_at is None


def test_nothing_goes_on_that_nobody_decided_on(office: Office, out: str) -> None:
    answer(office, out, MAP)
    answer(office, out, TAX, by="specialist")
    assert here(office, out) == "lam"
    step(office, out, "ky", "specialist", at="03-02 11:00")
    assert here(office, out) == "ky"


def test_each_part_has_a_time_of_its_own_and_its_lateness_shows(office: Office, out: str) -> None:
    plan, tax, _ = office.view(out).branches
    assert plan.due
    assert tax.due == plan.due
    assert not plan.is_late(plan.due)
    assert plan.is_late(on("04-30 09:00"))
    answer(office, out, MAP, at="04-29 09:00")
    assert office.view(out).branches[0].is_late(on("04-30 09:00"))


def test_a_part_goes_through_its_steps(office: Office, out: str) -> None:
    casework.move_branch(code=out, branch=MAP, by=office.posts["surveyor"], at=on("03-02 09:00"))
    plan = office.view(out).branches[0]
    assert (plan.step, plan.unit_name, plan.has_next) == ("kiem", "Văn phòng Đăng ký đất đai", False)
    with pytest.raises(casework.NoSuchStep):
        casework.move_branch(code=out, branch=MAP, by=office.posts["surveyor"], at=on("03-02 09:00"))


def test_who_has_a_part_does_it_and_who_stands_in(office: Office, out: str) -> None:
    casework.name_for_branch(
        code=out, branch=MAP, post=office.posts["surveyor"], by=office.posts["surveyor"], at=on("03-01 11:00")
    )
    dossier = dossiers.brief(out)
    assert dossier
    assert list(casework.in_hand([office.posts["surveyor"]])) == [dossier.id]
    with pytest.raises(NotYourCase):
        answer(office, out, MAP, by="colleague")
    day = date(2022, 3, 2)
    casework.delegate(
        absent=office.posts["surveyor"], stand_in=office.posts["colleague"], first=day, last=day, by="test",
        at=on("03-01 12:00"),
    )  # fmt: skip
    answer(office, out, MAP, by="colleague")
    assert office.view(out).branches[0].answered_at


def test_an_agency_outside_has_its_number_and_is_answered_by_hand(office: Office, out: str) -> None:
    with pytest.raises(WrongPlace):
        casework.send_outside(
            code=out, branch=MAP, reference="12/PC", by=office.posts["specialist"], at=on("03-01 11:00")
        )
    casework.send_outside(code=out, branch=TAX, reference="12/PC", by=office.posts["specialist"], at=on("03-01 11:00"))
    assert office.view(out).branches[1].reference == "12/PC"
    with pytest.raises(NotYourCase):
        answer(office, out, TAX, by="surveyor")


def test_a_part_comes_back_once(office: Office, out: str) -> None:
    answer(office, out, MAP)
    with pytest.raises(NoSuchBranch):
        answer(office, out, MAP)


def test_taking_back_takes_the_parts_back_while_nobody_began_them(office: Office, out: str) -> None:
    casework.take_back(code=out, by=office.posts["counter"], at=on("03-01 11:00"))
    assert office.view(out).branches == ()
    assert casework.replay_all() == []


def test_what_another_unit_began_is_not_taken_back(office: Office, out: str) -> None:
    answer(office, out, NEWS)
    with pytest.raises(NotTakenBack):
        casework.take_back(code=out, by=office.posts["counter"], at=on("03-02 11:00"))


def test_replay_makes_the_parts_again(office: Office, out: str) -> None:
    casework.send_outside(code=out, branch=TAX, reference="12/PC", by=office.posts["specialist"], at=on("03-01 11:00"))
    casework.move_branch(code=out, branch=MAP, by=office.posts["surveyor"], at=on("03-02 09:00"))
    step(office, out, "ky", "specialist", "leader", at="03-02 10:00")
    assert casework.replay_all() == []
    answer(office, out, MAP)
    answer(office, out, TAX, by="specialist")
    assert casework.replay_all() == []
    Branch.objects.filter(number=MAP).update(reference="giả")
    assert [one.split(": ")[1] for one in casework.replay_all()] == ["branches"]


def test_a_step_allows_what_it_names(office: Office, out: str) -> None:
    """Thẩm định allows asking an agency and not asking for completion; a leader may do both."""
    at = on("03-01 11:00")
    defect = dossiers.Defect("Tờ khai", "Nghị định", "")
    with pytest.raises(NotInThisStep) as refused:
        casework.ask_for_completion(code=out, defects=[defect], by=office.posts["specialist"], at=at)
    assert refused.value.params["step"] == "Thẩm định"
    with pytest.raises(NotInThisStep):
        casework.permit(code=out, acts=[StepAct.ISSUE], leads=False)
    casework.permit(code=out, acts=[StepAct.ISSUE], leads=True)
    casework.permit(code=out, acts=[StepAct.ISSUE, StepAct.CONSULT], leads=False)
    casework.ask_agency(code=out, agency=office.land.key, question="?", due=None, by=office.posts["specialist"], at=at)


def test_a_process_that_names_no_acts_allows_everything() -> None:
    bare = replace(JOINED, steps=tuple(replace(one, acts=()) for one in JOINED.steps))
    assert all(allows(bare, one.code, act, leads=False) for one in bare.steps for act in StepAct)
    assert not allows(JOINED, "nhan", StepAct.ISSUE, leads=False)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=5), st.booleans())
def test_a_part_ends_later_with_each_step_and_within_the_term(shares: list[int], joins: bool) -> None:
    codes = [f"p{at}" for at in range(len(shares))]
    after = [*codes[1:], "cuoi"] if joins else [*codes[1:], ""]
    lane = tuple(
        ProcessStep(code, code, "same", "specialist", share, (), (follow,) if follow else (), "phan")
        for code, share, follow in zip(codes, shares, after, strict=True)
    )
    process = Process(
        (
            ProcessStep("dau", "Đầu", "receiving", "specialist", 40, (), ("cuoi", "p0")),
            *lane,
            ProcessStep("cuoi", "Cuối", "receiving", "specialist", 60),
        ),
        date(2022, 1, 1),
    )
    assert [one.code for one in opened_by(process, "dau")] == ["p0"]
    assert list(lane_of(process, "p0")) == list(lane)
    assert join_of(process, "p0") == ("cuoi" if joins else "")
    ends = [branch_shares(process, of="dau", step=code) for code in codes]
    assert max(ends) <= 100
    started = [end for end, total in zip(ends, _sums(shares), strict=True) if total]
    assert started == sorted(started)
    assert awaited(process, [], "cuoi") == []


def _sums(shares: list[int]) -> list[int]:
    return [sum(shares[: at + 1]) for at in range(len(shares))]


def test_what_a_post_left_behind_waits_for_its_leader(office: Office, out: str) -> None:
    assert casework.left_behind([office.civil.id], on=date(2022, 3, 2)) == []
    post_id = int(office.posts["specialist"].removeprefix("post/"))
    accounts.leave(post_id=post_id, on=date(2022, 3, 2), by="test", at=on("03-02 08:00"))
    assert casework.left_behind([office.civil.id], on=date(2022, 3, 3)) == [out]
    assert casework.left_behind([office.land.id], on=date(2022, 3, 3)) == []
    casework.assign(
        code=out, part=casework.Part.MAIN, post=office.posts["colleague"], leads=True, by=office.posts["leader"],
        at=on("03-03 09:00"),
    )  # fmt: skip
    assert casework.left_behind([office.civil.id], on=date(2022, 3, 3)) == []


@pytest.mark.usefixtures("committing_db")
def test_of_two_parts_that_come_back_at_once_the_last_lets_the_work_go_on(
    together: Callable[..., list[object]],
) -> None:
    office = set_up_office()
    code = sent_out(office)
    step(office, code, "ky", "specialist", "leader")
    results = together(
        lambda: answer(office, code, MAP), lambda: answer(office, code, TAX, by="specialist"),
        lambda: answer(office, code, MAP), lambda: answer(office, code, TAX, by="specialist"),
    )  # fmt: skip
    assert sorted(type(one).__name__ for one in results if one is not None) == ["NoSuchBranch"] * 2, results
    assert here(office, code) == "ky"
    assert [turn.kind for turn in office.view(code).turns].count(casework.Kind.MOVED) == 2
    assert casework.replay_all() == []


def test_random_work_on_parts_replays_to_the_same_rows(office: Office) -> None:
    chance = random.Random(41)  # noqa: S311 - not for secrets
    procedures.lay_down_process(code=LAND, process=JOINED, on=date(2022, 1, 4), by="test", at=on("01-04 09:00"))
    codes = [office.receive(procedure=LAND) for _ in range(6)]
    at, taken, refused = on("03-01 10:00"), 0, 0
    for _ in range(300):
        at += timedelta(minutes=chance.randint(1, 30))
        code, who = chance.choice(codes), chance.choice([*office.posts.values()])
        number, post = chance.randint(1, 4), chance.choice([None, *office.posts.values()])
        what = {"code": code, "by": who, "at": at, "leads": chance.random() < 0.5}
        view = office.view(code)
        try:
            match chance.randrange(6):
                case 0 | 1:
                    to = view.following[0].code if view.following else "nhan"
                    casework.move(to=to, post=post, **what)
                case 2:
                    casework.answer_branch(branch=number, answer="xong", **what)
                case 3:
                    casework.move_branch(branch=number, post=post, **what)
                case 4:
                    casework.name_for_branch(branch=number, post=post, **what)
                case 5:
                    casework.take_back(code=code, by=view.moved_by, at=at)
            taken += 1
        except Refused:
            refused += 1
        assert casework.replay_all() == []
    assert min(taken, refused) > 30
