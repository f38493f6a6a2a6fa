"""Cases in the database: each act leaves one event, the row it says, and nothing of a person in the ledger."""

import json
from collections.abc import Callable

import pytest

from dossiers.cast import CLERK, LEADER, SPECIALIST, Office
from feedback.cast import LAN, TEXT, answered, call, on, taken
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units.public import UnknownUnit
from motcua.kernel.refusals import Refused
from motcua.services.dossiers.public import UnknownDossier
from motcua.services.feedback import models
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import (
    Channel,
    Classification,
    NamesTheSender,
    NothingToCheck,
    OutOfOrder,
    Sender,
    State,
    UnknownCase,
    Unnamed,
    Verdict,
    WindowOpen,
    WindowOver,
)


def state(case: int) -> feedback.CaseState:
    view = feedback.case_view(case, at=on("12-31 09:00"))
    assert view is not None
    return view.state


def events(case: int) -> list[ledger.Event]:
    return ledger.read(f"feedback/{case}")


def test_a_call_has_its_terms_from_when_it_came(office: Office) -> None:
    """A call of Tuesday 1 March: five working days to forward, ten to answer."""
    case = call(office, "03-02 10:00", came_at=on("03-01 09:00"))
    now = state(case)
    assert now.received_at == on("03-01 09:00")
    assert now.forward_due_at == on("03-08 23:59:59.999999")
    assert (now.due_at, now.judged_until) == (on("03-15 17:00"), on("03-15 23:59:59.999999"))
    (event,) = events(case)
    assert event.payload["entered_later"] is True
    assert event.recorded_at == on("03-02 10:00")


def test_each_channel_has_its_term(office: Office) -> None:
    """Twenty days of the calendar from 1 March end on Monday 21 March."""
    case = call(office, channel=Channel.NATIONAL_PORTAL)
    assert state(case).due_at == on("03-21 17:00")


def test_a_call_that_has_not_come_yet_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="has not come yet"):
        call(office, came_at=on("03-01 09:06"))
    assert not models.Case.objects.exists()


def test_the_ledger_holds_nothing_of_a_person(office: Office) -> None:
    """Neither the sender, nor the caller's number, nor what was said."""
    case = answered(office)
    feedback.publish(case=case, question="Quá hạn.", answer="Đã xin lỗi.", by=LEADER, at=on("03-11 09:00"))
    feedback.judge(case=case, verdict=Verdict.UNSATISFIED, text="Lành chưa vừa ý", by=CLERK, at=on("03-12 09:00"))
    told = json.dumps([event.payload for event in events(case)], ensure_ascii=False)
    for said in ("Lành", "0912 345 678", "034190001234", "02273.456.789", "quá hạn", "xin lỗi"):
        assert said.casefold() not in told.casefold()
    first = events(case)[0].payload
    words = models.Words.objects.get(case=case, number=1)
    assert first["words"]["text"] == ledger.commitment(TEXT, bytes(words.salt))
    assert "sender" in first


def test_a_case_may_be_about_a_dossier(office: Office) -> None:
    code = str(office.receive().state.code)
    case = call(office, dossier=code)
    view = feedback.case_view(case, at=on("03-02 09:00"))
    assert view is not None
    assert view.dossier_code == code
    with pytest.raises(UnknownDossier):
        call(office, dossier="nothing")


def test_what_is_no_feedback_is_set_apart_and_told_where_to_go(office: Office) -> None:
    case = call(office)
    with pytest.raises(Refused, match="nothing is written"):
        feedback.classify(case=case, classification=Classification.COMPLAINT, by=CLERK, at=on("03-01 10:00"))
    feedback.classify(
        case=case, classification=Classification.COMPLAINT, note="Ban Tiếp công dân", by=CLERK, at=on("03-01 10:00")
    )
    now = state(case)
    assert (now.state, now.counted, now.closed_at) == (State.SET_APART, False, on("03-01 10:00"))
    with pytest.raises(OutOfOrder):
        feedback.forward(case=case, to=office.land_office.key, by=CLERK, at=on("03-01 11:00"))


def test_what_was_classified_wrongly_comes_back_with_its_reason_and_its_old_terms(office: Office) -> None:
    case = call(office)
    due = state(case).judged_until
    feedback.classify(case=case, classification=Classification.ANONYMOUS, by=CLERK, at=on("03-01 10:00"))
    again: Callable[..., object] = feedback.classify
    with pytest.raises(Refused, match="nothing is written"):
        again(case=case, classification=Classification.FEEDBACK, by=CLERK, at=on("03-03 10:00"))
    again(case=case, classification=Classification.FEEDBACK, note="có tên", by=CLERK, at=on("03-03 10:00"))
    now = state(case)
    assert (now.state, now.counted, now.judged_until, now.closed_at) == (State.CLASSIFIED, True, due, None)


def test_without_a_name_it_is_a_tip_off_until_the_name_is_known(office: Office) -> None:
    case = call(office, sender=Sender(caller="02273456789"))
    with pytest.raises(Unnamed):
        feedback.classify(case=case, classification=Classification.FEEDBACK, by=CLERK, at=on("03-01 10:00"))
    feedback.take_information(case=case, text="gọi lại", sender=LAN, by=CLERK, at=on("03-01 10:30"))
    feedback.classify(case=case, classification=Classification.FEEDBACK, by=CLERK, at=on("03-01 11:00"))
    assert state(case).named


def test_a_duplicate_is_joined_to_the_first(office: Office) -> None:
    first, second, third = call(office), call(office), call(office)
    duplicate = Classification.DUPLICATE
    for wrong, refusal in ((second, Refused), (999, UnknownCase)):
        with pytest.raises(refusal):
            feedback.classify(case=second, classification=duplicate, joined_to=wrong, by=CLERK, at=on("03-01 10:00"))
    feedback.classify(case=second, classification=duplicate, joined_to=first, by=CLERK, at=on("03-01 10:00"))
    assert state(second).joined_to == first
    with pytest.raises(Refused, match="a duplicate itself"):
        feedback.classify(case=third, classification=duplicate, joined_to=second, by=CLERK, at=on("03-01 11:00"))
    with pytest.raises(Refused, match="names the case that it repeats"):
        feedback.classify(case=third, classification=duplicate, by=CLERK, at=on("03-01 11:00"))


def test_the_first_forwarding_ends_its_term(office: Office) -> None:
    case = call(office)
    feedback.classify(case=case, classification=Classification.FEEDBACK, by=CLERK, at=on("03-01 10:00"))
    with pytest.raises(UnknownUnit):
        feedback.forward(case=case, to="nobody", by=CLERK, at=on("03-09 08:00"))
    feedback.forward(case=case, to=office.department.key, by=CLERK, at=on("03-09 08:00"))
    assert events(case)[-1].payload["late"] is True
    with pytest.raises(Refused, match="has the case already"):
        feedback.forward(case=case, to=office.department.key, by=CLERK, at=on("03-09 09:00"))
    feedback.forward(case=case, to=office.land_office.key, by=SPECIALIST, at=on("03-10 08:00"))
    now = state(case)
    assert (now.holder, now.forwarded_at) == (office.land_office.key, on("03-09 08:00"))


@pytest.mark.parametrize(
    ("at", "judged"), [("03-14 09:00", "early"), ("03-15 23:00", "on_time"), ("03-16 00:00", "overdue")]
)
def test_an_answer_is_judged_by_the_day(office: Office, at: str, judged: str) -> None:
    now = state(answered(office, at))
    assert now.timeliness is not None
    assert now.timeliness.value == judged


def test_the_clock_stands_while_the_sender_is_asked(office: Office) -> None:
    """Asked on the 3rd, told on the 8th: three working days more."""
    case = taken(office)
    feedback.ask_sender(case=case, question="Mã hồ sơ nào?", by=SPECIALIST, at=on("03-03 09:00"))
    assert state(case).state is State.WAITING_SENDER
    feedback.take_information(case=case, text="Hồ sơ đất", by=SPECIALIST, at=on("03-08 09:00"))
    now = state(case)
    assert (now.state, now.stopped_at, now.due_at) == (State.FORWARDED, None, on("03-18 17:00"))


def test_an_unsatisfied_sender_has_it_opened_again_within_the_window(office: Office) -> None:
    """Answered late on 17 March, so until the end of 1 April; late stays late. 11 April is a holiday."""
    case = answered(office, "03-17 09:00")
    with pytest.raises(OutOfOrder):
        feedback.reopen(case=case, reason="chưa rõ", by=CLERK, at=on("03-18 09:00"))
    feedback.judge(case=case, verdict=Verdict.UNSATISFIED, by=CLERK, at=on("03-18 09:00"))
    with pytest.raises(WindowOpen):
        feedback.close(case=case, by=CLERK, at=on("04-01 09:00"))
    feedback.reopen(case=case, reason="chưa rõ", by=CLERK, at=on("04-01 09:00"))
    now = state(case)
    assert (now.state, now.reopened, now.answered_at, now.timeliness) == (State.FORWARDED, 1, None, None)
    assert now.judged_until == on("04-18 23:59:59.999999")
    feedback.answer(case=case, answer="Trả lời lần hai", by=SPECIALIST, at=on("04-04 09:00"))
    assert str(state(case).timeliness) == "overdue"
    with pytest.raises(WindowOver):
        feedback.reopen(case=case, reason="chưa rõ", by=CLERK, at=on("04-20 00:00"))


def test_a_satisfied_sender_or_the_end_of_the_window_lets_it_be_closed(office: Office) -> None:
    satisfied, silent = answered(office), answered(office)
    feedback.judge(case=satisfied, verdict=Verdict.SATISFIED, by=CLERK, at=on("03-11 09:00"))
    feedback.close(case=satisfied, by=CLERK, at=on("03-11 10:00"))
    with pytest.raises(WindowOpen):
        feedback.close(case=silent, by=CLERK, at=on("03-25 23:59"))
    feedback.close(case=silent, by=CLERK, at=on("03-26 00:00"))
    assert state(silent).closed_at == on("03-26 00:00")


@pytest.mark.parametrize(
    "said",
    [
        "Trả lời bà NGUYỄN THỊ LÀNH.",
        "Tra loi ba nguyen thi  lanh",
        "Xin liên hệ 0912.345.678",
        "gọi +84 912 345 678",
        "cuộc gọi từ 0227 3456789",
        "CCCD 034190001234",
        "CCCD 034 190 001 234",
        "của người khác: 001099000111",
    ],
)
def test_what_is_published_names_nobody(office: Office, said: str) -> None:
    case = answered(office)
    for question, answer in ((said, "Đã giải quyết."), ("Quá hạn.", said)):
        with pytest.raises(NamesTheSender):
            feedback.publish(case=case, question=question, answer=answer, by=LEADER, at=on("03-11 09:00"))
    assert not feedback.published(unit_ids=[office.land_office.id]).rows


def test_what_is_published_can_be_read_by_anyone_and_be_put_right(office: Office) -> None:
    case = answered(office)
    text = "Hồ sơ 000.17.22.H56-210531-0001: ngày 10/03/2022 đã trả, 10.095 hồ sơ khác đúng hạn. Chị Lan đã xin lỗi."
    feedback.publish(case=case, question="Hồ sơ quá hạn.", answer=text, by=LEADER, at=on("03-11 09:00"))
    feedback.publish(case=case, question="Hồ sơ quá hạn.", answer="Đã trả.", by=LEADER, at=on("03-12 09:00"))
    (public,) = feedback.published(unit_ids=[office.land_office.id]).rows
    assert (public.question, public.answer) == ("Hồ sơ quá hạn.", "Đã trả.")
    assert public.published_at == on("03-11 09:00")
    assert feedback.published(unit_ids=[office.shop.id]) == feedback.PublishedPage(0, False, ())


def test_erasing_the_sender_leaves_what_is_public_and_every_proof(office: Office) -> None:
    case = answered(office)
    feedback.publish(case=case, question="Quá hạn.", answer="Đã trả.", by=LEADER, at=on("03-11 09:00"))
    leaves = [event.leaf for event in events(case)]
    feedback.erase_sender(case=case, reason="Luật 91/2025/QH15", by=LEADER, at=on("04-11 09:00"))
    assert not models.Sender.objects.exists()
    assert {words.part for words in models.Words.objects.all()} == {"public_question", "public_answer"}
    assert [event.leaf for event in events(case)][:-1] == leaves
    with pytest.raises(NothingToCheck):
        feedback.publish(case=case, question="Quá hạn.", answer="Đã trả.", by=LEADER, at=on("04-12 09:00"))
    with pytest.raises(OutOfOrder):
        feedback.erase_sender(case=case, reason="lần nữa", by=LEADER, at=on("04-12 09:00"))


@pytest.mark.parametrize(
    "sender",
    [Sender(name="x" * 201), Sender(phone="12"), Sender(caller="12345678901234567"), Sender(identity_number="123")],
)
def test_a_sender_who_cannot_be_is_refused(office: Office, sender: Sender) -> None:
    with pytest.raises(Refused):
        call(office, sender=sender)


def test_a_case_that_there_is_not_is_refused(office: Office) -> None:
    with pytest.raises(UnknownCase):
        feedback.close(case=7, by=CLERK, at=on("03-01 09:00"))
    assert feedback.case_view(7, at=on("03-01 09:00")) is None


def test_a_replay_gives_the_rows_again_and_sees_what_was_altered(office: Office) -> None:
    case = answered(office)
    call(office, came_at=on("02-28 16:00"), dossier=str(office.receive().state.code))
    feedback.judge(case=case, verdict=Verdict.UNSATISFIED, by=CLERK, at=on("03-18 09:00"))
    feedback.reopen(case=case, reason="chưa rõ", by=CLERK, at=on("03-18 09:00"))
    assert feedback.replay_all() == []
    models.Case.objects.filter(pk=case).update(verdict="satisfied", reopened=0)
    assert feedback.replay_all() == [f"feedback/{case}: verdict", f"feedback/{case}: reopened"]
    assert len(feedback.replay_all(most=1)) == 1
