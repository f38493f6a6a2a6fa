"""The work goes from step to step by its process: who has it, until when, and back again where it was a slip."""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from casework.cast import BIRTH, LAND, Office, on, set_up_office
from motcua.foundation.ledger import public as ledger
from motcua.foundation.worktime import public as worktime
from motcua.kernel.refusals import Refused
from motcua.services.casework import public as casework
from motcua.services.casework.models import Case
from motcua.services.casework.public import NoSuchStep, NotTakenBack, NotYourCase, Part, WrongPlace
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Process, ProcessStep


def test_the_work_begins_with_the_first_step_of_the_process_in_force(office: Office) -> None:
    view = office.view(office.receive())
    assert (view.step and view.step.code, view.unit_name) == ("tiep-nhan", "Huyện Mẫu")
    assert view.main
    assert view.main.post == office.posts["counter"]
    assert [step.code for step in view.following] == ["xu-ly"]


def test_beginning_it_again_changes_nothing(office: Office) -> None:
    code = office.receive()
    casework.open_case(code=code, by=office.posts["leader"], at=on("03-02 09:00"))
    assert len(office.view(code).turns) == 1


def test_a_later_process_does_not_move_what_is_begun(office: Office) -> None:
    code = office.receive()
    one = Process((ProcessStep("mot", "Một bước", "receiving", "one_stop_officer", 100),), date(2022, 2, 1))
    procedures.lay_down_process(code=BIRTH, process=one, on=date(2022, 2, 1), by="test", at=on("03-02 09:00"))
    assert [step.code for step in office.view(code).following] == ["xu-ly"]
    assert office.view(office.receive("03-03 09:00")).following == ()


def test_what_was_passed_on_already_begins_after_the_first_step(office: Office) -> None:
    code = office.receive(begun=False)
    dossiers.forward(code=code, to=office.civil.key, by=office.posts["counter"], at=on("03-01 10:00"))
    casework.open_case(code=code, by=office.posts["specialist"], at=on("03-01 11:00"))
    view = office.view(code)
    assert view.step
    assert (view.step.code, view.unit_name) == ("xu-ly", "Phòng Tư pháp")


def test_each_step_has_its_share_of_the_term(office: Office) -> None:
    """The default process gives a tenth to the counter, then six, then two tenths; the last ends with the term."""
    code = office.receive()
    dossier = dossiers.brief(code)
    assert dossier
    assert dossier.received_at
    assert dossier.judged_until
    calendar = worktime.calendar_for(office.district.id)
    whole = worktime.working_minutes(calendar, dossier.received_at, dossier.judged_until)

    def over() -> int:
        due = office.view(code).step_due
        assert due
        return worktime.working_minutes(calendar, dossier.received_at, due)

    assert over() == whole * 10 // 100
    casework.move(
        code=code, to="xu-ly", post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 10:00")
    )
    assert over() == whole * 70 // 100
    casework.move(code=code, to="phe-duyet", by=office.posts["specialist"], at=on("03-02 10:00"))
    assert over() == whole * 90 // 100
    casework.move(code=code, to="ban-hanh", by=office.posts["leader"], at=on("03-02 10:00"), leads=True)
    assert office.view(code).step_due == dossier.judged_until


def test_the_dossier_goes_with_the_work(office: Office) -> None:
    code = office.receive()
    casework.move(
        code=code, to="xu-ly", post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 10:00")
    )
    dossier = dossiers.brief(code)
    assert dossier
    assert (dossier.holder, dossier.state) == (office.civil.key, dossiers.State.PROCESSING)


def test_the_process_says_where_it_may_go(office: Office) -> None:
    code = office.receive()
    with pytest.raises(NoSuchStep):
        casework.move(code=code, to="tra", by=office.posts["counter"], at=on("03-01 10:00"))
    with pytest.raises(WrongPlace):
        casework.move(
            code=code, to="xu-ly", post=office.posts["surveyor"], by=office.posts["counter"], at=on("03-01 10:00")
        )
    with pytest.raises(WrongPlace):
        casework.move(code=code, to="xu-ly", unit=office.land.key, by=office.posts["counter"], at=on("03-01 10:00"))
    dossier = dossiers.brief(code)
    assert dossier
    assert dossier.holder == office.district.key


def test_a_step_of_a_named_unit_goes_to_it(office: Office) -> None:
    steps = (
        ProcessStep("nhan", "Tiếp nhận", "receiving", "one_stop_officer", 50, (), ("do",)),
        ProcessStep("do", "Đo đạc", "unit:34.VPDK", "specialist", 50),
    )
    procedures.lay_down_process(
        code=LAND, process=Process(steps, date(2022, 1, 5)), on=date(2022, 1, 5), by="test", at=on("01-05 08:00")
    )
    code = office.receive(procedure=LAND)
    casework.move(code=code, to="do", by=office.posts["counter"], at=on("03-01 10:00"))
    assert office.view(code).unit_name == "Văn phòng Đăng ký đất đai"


def test_whoever_has_it_works_on_it_and_nobody_else(office: Office) -> None:
    code = office.receive()
    casework.move(
        code=code, to="xu-ly", post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 10:00")
    )
    go = {"code": code, "to": "phe-duyet", "at": on("03-02 10:00")}
    with pytest.raises(NotYourCase):
        casework.move(by=office.posts["colleague"], **go)  # type: ignore[arg-type]  # told by name
    casework.assign(
        code=code,
        part=Part.COORDINATOR,
        post=office.posts["colleague"],
        by=office.posts["specialist"],
        at=on("03-02 09:00"),
    )
    casework.move(by=office.posts["colleague"], **go)  # type: ignore[arg-type]  # told by name


def test_a_follower_looks_on(office: Office) -> None:
    code = office.receive()
    casework.assign(
        code=code, part=Part.FOLLOWER, post=office.posts["colleague"], by=office.posts["counter"], at=on("03-01 10:00")
    )
    with pytest.raises(NotYourCase):
        casework.move(code=code, to="xu-ly", by=office.posts["colleague"], at=on("03-01 11:00"))


def test_who_stands_in_works_for_the_absent_on_the_days_of_the_absence(office: Office) -> None:
    code = office.receive()
    casework.move(
        code=code, to="xu-ly", post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 10:00")
    )
    number = casework.delegate(
        absent=office.posts["specialist"], stand_in=office.posts["colleague"], first=date(2022, 3, 3),
        last=date(2022, 3, 4), by=office.posts["leader"], at=on("03-02 09:00"),
    )  # fmt: skip
    for day in ("03-02", "03-05"):
        with pytest.raises(NotYourCase):
            casework.move(code=code, to="phe-duyet", by=office.posts["colleague"], at=on(f"{day} 09:00"))
    assert casework.stood_in_for(office.posts["colleague"], on=date(2022, 3, 4)) == {office.posts["specialist"]}
    casework.end_delegation(delegation=number, by=office.posts["leader"], at=on("03-04 08:00"))
    assert casework.stood_in_for(office.posts["colleague"], on=date(2022, 3, 4)) == frozenset()
    casework.move(code=code, to="phe-duyet", by=office.posts["colleague"], at=on("03-03 09:00"))


def test_ones_own_last_step_is_taken_back_with_the_dossier(office: Office) -> None:
    code = office.receive()
    casework.move(
        code=code, to="xu-ly", post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 10:00")
    )
    with pytest.raises(NotTakenBack):
        casework.take_back(code=code, by=office.posts["specialist"], at=on("03-01 10:05"))
    casework.take_back(code=code, by=office.posts["counter"], at=on("03-01 10:06"))
    view, dossier = office.view(code), dossiers.brief(code)
    assert view.step
    assert (view.step.code, view.main and view.main.post) == ("tiep-nhan", office.posts["counter"])
    assert dossier
    assert dossier.holder == office.district.key
    with pytest.raises(NotTakenBack):
        casework.take_back(code=code, by=office.posts["counter"], at=on("03-01 10:07"))


def test_nothing_is_taken_back_after_something_else_happened(office: Office) -> None:
    code = office.receive()
    casework.move(
        code=code, to="xu-ly", post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 10:00")
    )
    casework.assign(
        code=code, part=Part.FOLLOWER, post=office.posts["leader"], by=office.posts["specialist"], at=on("03-01 10:05")
    )
    with pytest.raises(NotTakenBack):
        casework.take_back(code=code, by=office.posts["counter"], at=on("03-01 10:06"))


def test_no_word_that_was_written_stands_in_the_ledger(office: Office) -> None:
    code = office.receive()
    casework.opine(code=code, text="Ông Mẫu chưa đủ điều kiện", by=office.posts["leader"], at=on("03-01 10:00"))
    assert office.view(code).turns[-1].text == "Ông Mẫu chưa đủ điều kiện"
    dossier = dossiers.brief(code)
    assert dossier
    assert "Mẫu" not in str([event.payload for event in ledger.read(f"case/{dossier.id}")])


@pytest.mark.usefixtures("committing_db")
def test_of_two_who_hand_it_on_at_once_one_does(together: Callable[..., list[object]]) -> None:
    office = set_up_office()
    code = office.receive()

    def hand_on() -> object:
        return casework.move(code=code, to="xu-ly", by=office.posts["counter"], at=on("03-01 10:00"))

    results = together(*[hand_on] * 4)
    assert [type(one).__name__ for one in results].count("NoSuchStep") == 3, results
    assert len(office.view(code).turns) == 2


def test_random_work_replays_to_the_same_rows(office: Office) -> None:
    chance = random.Random(12574)  # noqa: S311 - not for secrets
    at, codes, taken, refused = on("02-01 08:00"), [office.receive("02-01 08:00")], 0, 0
    for _ in range(500):
        at += timedelta(minutes=chance.randint(1, 40))
        if chance.random() < 0.05:
            codes.append(office.receive(f"{at.astimezone(on('02-01 08:00').tzinfo):%m-%d %H:%M}"))
        try:
            _act(chance, office, chance.choice(codes[-6:]), at)
            taken += 1
        except Refused:
            refused += 1
    assert casework.replay_all() == []
    assert dossiers.replay_all().differences == ()
    assert min(taken, refused) > 50
    Case.objects.filter(pk=Case.objects.first().pk).update(step="khac")  # type: ignore[union-attr]  # there is one
    assert [said.split(": ")[1] for said in casework.replay_all()] == ["place"]  # the control


def _act(chance: random.Random, office: Office, code: str, at: datetime) -> None:
    who = chance.choice([*office.posts.values()])
    post = chance.choice([None, *office.posts.values()])
    view = office.view(code)
    match chance.randrange(9):
        case 0 | 1 | 2:
            to = chance.choice([*view.following, *view.process.steps]).code
            casework.move(code=code, to=to, post=post, by=who, at=at, leads=chance.random() < 0.5)
        case 3:
            casework.take_back(code=code, by=chance.choice([view.moved_by, who]), at=at)
        case 4:
            casework.assign(code=code, part=chance.choice([*Part]), post=post or "post/0", by=who, at=at, leads=True)
        case 5:
            casework.release(code=code, part=chance.choice([*Part]), post=post or "post/0", by=who, at=at, leads=True)
        case 6:
            casework.opine(code=code, text=chance.choice(["", "ý kiến"]), by=who, at=at)
        case 7:
            casework.ask_agency(
                code=code, agency=office.land.key, question="?", due=at + timedelta(days=3), by=who, at=at, leads=True
            )
        case 8:
            casework.answer_agency(code=code, answer="đồng ý", by=who, at=at)
