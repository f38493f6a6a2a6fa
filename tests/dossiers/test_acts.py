"""What people do to dossiers, through the database."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from dossiers.cast import CLERK, LEADER, SPECIALIST, Office
from dossiers.plain import on
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Applicant, Dossier, Remark
from motcua.services.dossiers.public import Defect, State, Timeliness, WaitsFor

MISSING = Defect("Bản sao giấy khai sinh", "Điều 9 (mẫu)")


def code_of(recorded: dossiers.Recorded) -> str:
    assert recorded.state.code is not None
    return recorded.state.code


def test_a_receipt_gives_a_code_a_due_time_and_a_leaf(office: Office) -> None:
    recorded = office.receive("03-01 09:00")
    assert code_of(recorded) == "338-220301-0001"
    assert recorded.state.judged_until is not None
    assert recorded.state.judged_until.date() == date(2022, 3, 15)
    (event,) = ledger.read(f"dossier/{recorded.dossier_id}")
    assert event.leaf == recorded.leaf
    assert code_of(office.receive("03-01 10:00")) == "338-220301-0002"
    assert code_of(office.receive("03-02 10:00")) == "338-220302-0001"


def test_a_code_goes_on_after_those_of_the_day_that_were_imported(office: Office, tmp_path: Path) -> None:
    ledger.ensure_keys()
    file = tmp_path / "events.csv"
    file.write_text(
        "code,event,at,unit,procedure,channel\n"
        "338-220301-0007,received,2022-03-01T08:00,338,1.004222,counter\n"
        "338-220301-old,received,2022-03-01T08:00,338,1.004222,counter\n",
        encoding="utf-8",
    )
    assert dossiers.import_events(dossiers.Import(file), at=on("03-01 08:30")).rows.taken == 2
    assert code_of(office.receive("03-01 09:00")) == "338-220301-0008"
    file.write_text(file.read_text(encoding="utf-8").replace("-0007,", "-0020,"), encoding="utf-8")
    assert dossiers.import_events(dossiers.Import(file), at=on("03-01 09:30")).rows.taken == 1
    assert code_of(office.receive("03-01 10:00")) == "338-220301-0021"


def test_a_life_leaves_one_event_an_act_and_a_row_that_a_replay_gives_again(office: Office) -> None:
    code = code_of(office.receive("03-01 09:00"))
    dossiers.forward(code=code, to=office.department.key, by=CLERK, at=on("03-01 10:00"))
    dossiers.request_supplement(code=code, defects=[MISSING], by=SPECIALIST, at=on("03-03 09:00"))
    dossiers.take_supplement(code=code, by=CLERK, at=on("03-07 09:00"))
    dossiers.consult(code=code, agency=office.land_office.key, by=SPECIALIST, at=on("03-08 09:00"))
    dossiers.answer(code=code, by=SPECIALIST, at=on("03-09 09:00"))
    dossiers.pause(code=code, waits_for=WaitsFor.PAYMENT, reason="Chờ nộp phí", by=SPECIALIST, at=on("03-10 09:00"))
    dossiers.resume(code=code, by=CLERK, at=on("03-11 09:00"))
    dossiers.sign_decision(code=code, by=LEADER, at=on("03-14 09:00"))
    dossiers.finish(code=code, by=CLERK, at=on("03-15 09:00"))
    done = dossiers.return_result(code=code, by=CLERK, at=on("03-16 09:00"))
    assert (done.state.state, done.state.timeliness) == (State.RETURNED, Timeliness.EARLY)
    assert len(ledger.read(f"dossier/{done.dossier_id}")) == 11
    replay = dossiers.replay_all()
    assert (replay.dossiers, replay.events, replay.differences) == (1, 11, ())


def test_what_is_owed_is_paid_in_parts_and_never_more(office: Office) -> None:
    code = code_of(office.receive(fee_owed=100_000))
    dossiers.pay(code=code, amount=60_000, online=True, by=CLERK, at=on("03-01 10:00"))
    with pytest.raises(dossiers.WrongPayment, match="more than is owed") as refused:
        dossiers.pay(code=code, amount=50_000, online=False, by=CLERK, at=on("03-01 11:00"))
    assert refused.value.params["left"] == 40_000
    paid = dossiers.pay(code=code, amount=40_000, online=False, by=CLERK, at=on("03-01 11:00")).state
    assert (paid.fee_paid, paid.fee_paid_online) == (100_000, 60_000)
    assert dossiers.replay_all().differences == ()


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_and_less_cannot_be_paid(office: Office, amount: int) -> None:
    code = code_of(office.receive())
    with pytest.raises(dossiers.WrongPayment):
        dossiers.pay(code=code, amount=amount, online=True, by=CLERK, at=on("03-01 10:00"))


def test_any_amount_may_be_paid_where_none_was_stated_and_none_where_nothing_is_owed(office: Office) -> None:
    unstated, free = code_of(office.receive()), code_of(office.receive(fee_owed=0))
    paid = dossiers.pay(code=unstated, amount=5_000, online=False, by=CLERK, at=on("03-01 10:00"))
    assert (paid.state.fee_paid, paid.state.fee_paid_online) == (5_000, 0)
    with pytest.raises(dossiers.WrongPayment):
        dossiers.pay(code=free, amount=1, online=False, by=CLERK, at=on("03-01 10:00"))
    with pytest.raises(dossiers.UnknownDossier):
        dossiers.pay(code="no-such", amount=1, online=False, by=CLERK, at=on("03-01 10:00"))


def test_papers_are_noted_and_noted_again(office: Office) -> None:
    code = code_of(office.receive())
    dossiers.note_papers(code=code, papers=4, digitised=1, reused=0, by=CLERK, at=on("03-01 10:00"))
    noted = dossiers.note_papers(code=code, papers=5, digitised=3, reused=2, by=CLERK, at=on("03-01 11:00")).state
    assert (noted.papers, noted.papers_digitised, noted.papers_reused) == (5, 3, 2)
    for wrong in ({"papers": -1}, {"digitised": 6}, {"reused": 6}, {"digitised": -1}):
        with pytest.raises(dossiers.WrongPapers):
            dossiers.note_papers(
                code=code, **{"papers": 5, "digitised": 3, "reused": 2, **wrong}, by=CLERK, at=on("03-01 12:00")
            )
    assert dossiers.replay_all().differences == ()


@pytest.mark.parametrize("digital", [None, False, True])
def test_a_result_is_issued_electronically_or_not_or_nobody_says(office: Office, digital: bool | None) -> None:
    code = code_of(office.receive())
    done = dossiers.finish(code=code, result_digital=digital, by=CLERK, at=on("03-02 10:00"))
    assert done.state.result_digital is digital
    assert dossiers.replay_all().differences == ()


def test_who_filed_is_the_citizen_or_a_post_and_never_a_name(office: Office) -> None:
    for filed_by in ("citizen", "post/12"):
        (event,) = ledger.read(f"dossier/{office.receive(filed_by=filed_by).dossier_id}")
        assert event.payload["filed_by"] == filed_by
    with pytest.raises(Refused, match="never a name"):
        office.receive(filed_by="Nguyễn Văn Mẫu")
    with pytest.raises(Refused, match="below zero"):
        office.receive(fee_owed=-1)


def test_a_row_that_was_changed_behind_our_back_is_found_by_a_replay(office: Office) -> None:
    recorded = office.receive()
    Dossier.objects.filter(pk=recorded.dossier_id).update(holder=office.land_office.id)
    (difference,) = dossiers.replay_all().differences
    assert (difference.field, difference.stored) == ("holder", office.land_office.key)


def test_a_person_stands_beside_the_ledger_and_can_be_erased(office: Office) -> None:
    person = dossiers.Person("Người nộp mẫu", identity_number="034000000001", phone="0900000000")
    code = code_of(office.receive(person=person))
    dossiers.withdraw(code=code, reason="Người nộp mẫu xin rút", by=CLERK, at=on("03-02 09:00"))
    held = b"".join(event.entry for event in ledger.events_after(0)) + b"".join(
        event.entry for event in ledger.read("dossier/1")
    )
    assert b"034000000001" not in held
    assert "Người nộp mẫu".encode() not in held
    kept = Applicant.objects.get()
    (first, _) = ledger.read(f"dossier/{kept.dossier_id}")
    assert first.payload["applicant"] == person.commitment(bytes(kept.salt))
    dossiers.erase_applicant(code=code, reason="Yêu cầu xóa theo Luật 91/2025/QH15", by=LEADER, at=on("03-03 09:00"))
    assert not Applicant.objects.exists()
    assert not Remark.objects.exists()
    assert dossiers.replay_all().differences == ()
    with pytest.raises(dossiers.UnknownDossier, match="no person is kept"):
        dossiers.erase_applicant(code=code, reason="lần nữa", by=LEADER, at=on("03-03 10:00"))


def test_the_same_request_gives_the_same_dossier(office: Office) -> None:
    first = office.receive(request_key="abc")
    again = office.receive("03-01 09:05", request_key="abc")
    assert (again.dossier_id, again.leaf) == (first.dossier_id, first.leaf)
    assert Dossier.objects.count() == 1
    with pytest.raises(dossiers.AlreadyFiled):
        office.receive(request_key="abc", procedure="2.000815")


def test_a_submitted_dossier_waits_without_a_code_and_is_accepted(office: Office) -> None:
    filing = dossiers.Filing("1.004222", office.shop.key, dossiers.Channel.ONLINE, request_key="k")
    assert dossiers.submit(filing=filing, by="citizen", at=on("03-01 20:00")).state.code is None
    accepted = dossiers.accept(request_key="k", by=CLERK, at=on("03-02 08:00"))
    assert code_of(accepted) == "338-220302-0001"
    assert accepted.state.submitted_at == on("03-01 20:00")


def test_a_submitted_dossier_is_declined_with_its_reason(office: Office) -> None:
    filing = dossiers.Filing("1.004222", office.shop.key, dossiers.Channel.ONLINE, request_key="k")
    dossiers.submit(filing=filing, by="citizen", at=on("03-01 20:00"))
    declined = dossiers.decline(request_key="k", reason="Không thuộc thẩm quyền", by=CLERK, at=on("03-02 08:00"))
    assert declined.state.state is State.REFUSED_INTAKE
    with pytest.raises(Refused, match="reason must be stated"):
        dossiers.refuse_intake(filing=filing, reason=" ", by=CLERK, at=on("03-02 08:00"))


def test_asking_again_for_what_could_have_been_seen_needs_a_leader_and_is_counted(office: Office) -> None:
    code = code_of(office.receive())
    dossiers.request_supplement(code=code, defects=[MISSING], by=SPECIALIST, at=on("03-02 09:00"))
    dossiers.take_supplement(code=code, by=CLERK, at=on("03-03 09:00"))
    with pytest.raises(dossiers.NotAllAtOnce, match="could have been asked"):
        dossiers.request_supplement(code=code, defects=[MISSING], by=SPECIALIST, at=on("03-04 09:00"))
    with pytest.raises(dossiers.NotAllAtOnce):
        dossiers.request_supplement(
            code=code, defects=[MISSING], by=SPECIALIST, at=on("03-04 09:00"), approved_by=SPECIALIST
        )
    again = dossiers.request_supplement(
        code=code, defects=[MISSING], by=SPECIALIST, at=on("03-04 09:00"), approved_by=LEADER
    )
    assert (again.state.requests, again.state.repeated_requests) == (2, 1)
    dossiers.take_supplement(code=code, by=CLERK, at=on("03-07 09:00"))
    arisen = Defect("Giấy tờ phát sinh sau thẩm tra", "Điều 9 (mẫu)", could_be_seen=False)
    later = dossiers.request_supplement(code=code, defects=[arisen], by=SPECIALIST, at=on("03-08 09:00"))
    assert (later.state.requests, later.state.repeated_requests) == (3, 1)


def test_a_request_for_completion_names_each_thing_and_its_law(office: Office) -> None:
    code = code_of(office.receive())
    for wrong in ([], [Defect("Bản sao", " ")], [Defect(" ", "Điều 9")], [Defect("a\nb", "Điều 9")]):
        with pytest.raises(Refused):
            dossiers.request_supplement(code=code, defects=wrong, by=SPECIALIST, at=on("03-02 09:00"))


def test_an_extension_comes_a_day_before_and_once_and_an_apology_always_may(office: Office) -> None:
    code = code_of(office.receive("03-01 09:00"))  # due 15 March
    with pytest.raises(dossiers.NotExtendable, match="last day for putting it off was 2022-03-14"):
        dossiers.extend(code=code, to=date(2022, 3, 20), reason="Chờ xác minh", by=LEADER, at=on("03-15 09:00"))
    with pytest.raises(dossiers.NotExtendable, match="not after the present"):
        dossiers.extend(code=code, to=date(2022, 3, 15), reason="Chờ xác minh", by=LEADER, at=on("03-14 09:00"))
    put_off = dossiers.extend(code=code, to=date(2022, 3, 20), reason="Chờ xác minh", by=LEADER, at=on("03-14 09:00"))
    assert put_off.state.judged_until is not None
    assert put_off.state.due_at is not None
    assert (put_off.state.due_at.date(), put_off.state.judged_until.date()) == (date(2022, 3, 20), date(2022, 3, 15))
    with pytest.raises(dossiers.NotExtendable, match="as often as the rule allows"):
        dossiers.extend(code=code, to=date(2022, 3, 30), reason="Nữa", by=LEADER, at=on("03-15 09:00"))
    apology = dossiers.apologise(code=code, reason="Trễ hạn", by=LEADER, at=on("03-25 09:00"))
    assert apology.state.judged_until == put_off.state.judged_until
    late = ledger.read(f"dossier/{apology.dossier_id}")[-1]
    assert late.payload["late"] is True


def test_a_time_in_the_past_needs_a_reason_and_a_second_person_and_is_shown(office: Office) -> None:
    code = code_of(office.receive("03-01 09:00"))
    yesterday = on("03-01 10:00")
    for reason, second in [(" ", LEADER), ("Mất điện", ""), ("Mất điện", CLERK)]:
        with pytest.raises(dossiers.NotBackdated):
            dossiers.forward(
                code=code,
                to=office.department.key,
                by=CLERK,
                at=on("03-02 09:00"),
                backdating=dossiers.Backdating(yesterday, reason, second),
            )
    with pytest.raises(dossiers.NotBackdated, match="not come yet"):
        dossiers.finish(
            code=code,
            by=CLERK,
            at=on("03-02 09:00"),
            backdating=dossiers.Backdating(on("03-03 09:00"), "Mất điện", LEADER),
        )
    moved = dossiers.forward(
        code=code,
        to=office.department.key,
        by=CLERK,
        at=on("03-02 09:00"),
        backdating=dossiers.Backdating(yesterday, "Mất điện", LEADER),
    )
    assert moved.state.backdated
    event = ledger.read(f"dossier/{moved.dossier_id}")[-1]
    assert (event.occurred_at, event.recorded_at) == (yesterday, on("03-02 09:00"))
    assert event.payload["backdated"] == {"approved_by": LEADER}
    view = dossiers.staff_view(code, at=on("03-02 10:00"))
    assert view is not None
    assert ("backdating", "Mất điện") in view.events[-1].details


def test_an_unknown_code_is_refused(office: Office) -> None:
    with pytest.raises(dossiers.UnknownDossier, match="no dossier of this code"):
        dossiers.finish(code="338-220301-9999", by=CLERK, at=on("03-02 09:00"))


def test_two_who_act_on_the_same_state_do_not_both_succeed(office: Office) -> None:
    code = code_of(office.receive())
    dossiers.finish(code=code, by=CLERK, at=on("03-02 09:00"))
    with pytest.raises(dossiers.OutOfOrder):
        dossiers.refuse(code=code, reason="Không đủ điều kiện", by=LEADER, at=on("03-02 09:00"))


def test_the_public_is_told_where_it_is_and_whose_the_days_were(office: Office) -> None:
    code = code_of(office.receive("03-01 09:00"))
    dossiers.forward(code=code, to=office.department.key, by=CLERK, at=on("03-01 10:00"))
    dossiers.forward(code=code, to=office.land_office.key, by=SPECIALIST, at=on("03-03 11:30"))
    told = dossiers.public_status(code, at=on("03-07 09:00"))
    assert told is not None
    assert (told.holder.hand, told.holder.name) == (dossiers.Hand.AGENCY, "Văn phòng Đăng ký đất đai")
    assert (told.standing, told.days_left, told.due_bare_day) == ("in_time", 6, True)
    numbered = {day.day: (day.number, day.hand) for day in told.clock}
    assert numbered[date(2022, 3, 1)] == (None, None)
    assert numbered[date(2022, 3, 2)] == (1, dossiers.Hand.OFFICE)
    assert numbered[date(2022, 3, 4)] == (3, dossiers.Hand.AGENCY)
    assert numbered[date(2022, 3, 15)] == (10, dossiers.Hand.AGENCY)
    assert next(day.day for day in told.clock if day.ahead) == date(2022, 3, 8)
    assert sum(one.minutes for one in told.used if one.hand is dossiers.Hand.OFFICE) == 60 + (330 + 480 + 240)
    late = dossiers.public_status(code, at=on("03-16 09:00"))
    assert late is not None
    assert (late.standing, late.days_left) == ("overdue", -1)


def test_what_is_not_a_code_gives_nothing(office: Office) -> None:
    for odd in ("", "x" * 65, "\x00", "338-220301-0001'; --"):
        assert dossiers.public_status(odd, at=on("03-16 09:00")) is None


def test_the_work_of_a_unit_is_listed_by_its_urgency(office: Office) -> None:
    first = code_of(office.receive("03-01 09:00"))
    second = code_of(office.receive("03-08 09:00"))
    stopped = code_of(office.receive("02-01 09:00"))
    dossiers.pause(code=stopped, waits_for=WaitsFor.PAYMENT, reason="Chờ nộp phí", by=CLERK, at=on("02-02 09:00"))
    page = dossiers.worklist([office.shop.id], at=on("03-16 09:00"))
    assert [row.code for row in page.rows] == [first, second, stopped]
    assert page.counts == {
        "all": 3, "mine": 0, "overdue": 1, "today": 0, "soon": 0, "office": 2,
        "agency": 0, "citizen": 1,
    }  # fmt: skip
    assert [
        row.code
        for row in dossiers.worklist([office.shop.id], at=on("03-16 09:00"), wanted=dossiers.Wanted("overdue")).rows
    ] == [first]
    assert [line.code for line in dossiers.lines([second, "none", first], at=on("03-16 09:00"))] == [second, first]
    assert dossiers.last_day() == date(2022, 3, 8)


def test_a_same_day_procedure_is_due_today(office: Office) -> None:
    recorded = office.receive("03-01 09:00", procedure="2.000815")
    assert recorded.state.judged_until is not None
    assert recorded.state.judged_until.date() == date(2022, 3, 1)
    assert recorded.state.judged_until < on("03-01 23:00")
    told = dossiers.public_status(code_of(recorded), at=on("03-01 10:00"))
    assert told is not None
    assert told.minutes_left is not None
    assert told.minutes_left > 60
    done = dossiers.finish(code=code_of(recorded), by=CLERK, at=on("03-01 09:30") + timedelta(0))
    assert done.state.timeliness is Timeliness.ON_TIME
