"""Cases that say the same: proposed, joined to the one that came first, told its answer, and taken apart."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dossiers.cast import CLERK, LEADER, Office
from feedback.cast import LAN, TEXT, call, on, taken
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import (
    About,
    Channel,
    Classification,
    Kind,
    NamesTheSender,
    OutOfOrder,
    Sender,
    State,
)
from motcua.services.feedback.rules.likeness import likeness

OTHER = Sender(name="Trần Văn Mẫu", phone="0987 654 321")
ALIKE = "Hồ sơ của tôi quá hạn ba ngày nay mà không ai báo lý do cho biết."


def joined(case: int, to: int, at: str = "03-02 09:00") -> None:
    feedback.classify(case=case, classification=Classification.DUPLICATE, joined_to=to, by=CLERK, at=on(at))


def view(case: int) -> feedback.CaseView:
    found = feedback.case_view(case, at=on("04-01 09:00"))
    assert found is not None
    return found


def test_texts_are_alike_by_the_words_that_stand_side_by_side_tones_apart() -> None:
    assert likeness(TEXT, "ho so cua toi qua han ba ngay ma khong ai bao ly do") == 1
    assert likeness(TEXT, ALIKE) > 0.5
    assert likeness(TEXT, "Quầy số hai đóng cửa lúc mười giờ sáng.") == 0
    assert likeness("Hồ sơ", "Hồ sơ") == 0, "two words are no likeness"


def test_the_same_sender_and_near_words_are_proposed_and_nothing_later(office: Office) -> None:
    first = call(office, "02-01 09:00")
    near = call(office, "02-10 09:00", text=ALIKE, sender=OTHER)
    call(office, "02-11 09:00", text="Quầy số hai đóng cửa lúc mười giờ sáng.", sender=OTHER)
    apart = call(office, "02-12 09:00")
    feedback.classify(case=apart, classification=Classification.ANONYMOUS, by=CLERK, at=on("02-12 10:00"))
    asked = call(office, "03-01 09:00", sender=Sender(name="Lành", phone="+84 912 345 678"))
    call(office, "03-01 10:00")
    with CaptureQueriesContext(connection) as queries:
        found = feedback.likely_doubles(asked)
    assert [(one.case_id, one.same_sender) for one in found] == [(first, True), (near, False)]
    assert len(queries) <= 6
    assert feedback.likely_doubles(999) == ()


def test_the_case_that_came_first_leads_and_is_counted_once(office: Office) -> None:
    first, second = taken(office), call(office, "03-01 10:00", sender=OTHER)
    joined(second, first)
    assert (view(second).state.joined_to, view(first).joined) == (first, (second,))
    counted = feedback.tally(
        [office.shop.id, office.land_office.id], Period(date(2022, 1, 1), date(2022, 12, 31)), at=on("04-01 09:00")
    )
    assert counted[Channel.HOTLINE].received == 1
    with pytest.raises(Refused, match="other cases are joined"):
        feedback.classify(
            case=first, classification=Classification.COMPLAINT, note="nơi khác", by=CLERK, at=on("03-03 09:00")
        )


def test_an_earlier_case_is_not_hidden_behind_a_later_one(office: Office) -> None:
    first, second = call(office), call(office, "03-01 10:00")
    with pytest.raises(Refused, match="came later"):
        joined(first, second)
    apart = call(office, "02-28 09:00")
    feedback.classify(case=apart, classification=Classification.ANONYMOUS, by=CLERK, at=on("03-01 11:00"))
    with pytest.raises(Refused, match="no feedback itself"):
        joined(second, apart)


def test_the_sender_of_each_is_told_the_answer(office: Office) -> None:
    first = taken(office)
    sent = feedback.send(
        key="k" * 32, unit=office.shop.key, channel=Channel.PORTAL, about=About.ACT, text=ALIKE, sender=OTHER,
        by=feedback.SENDER, at=on("03-01 10:00"),
    )  # fmt: skip
    joined(sent.case_id, first)
    feedback.answer(case=first, answer="Đã xin lỗi và trả kết quả.", by="post/land", at=on("03-10 09:00"))
    assert [event.kind for event in view(sent.case_id).events] == [Kind.RECEIVED, Kind.CLASSIFIED, Kind.TOLD]
    seen = feedback.sender_view(sent.case_id, at=on("03-11 09:00"))
    assert seen is not None
    assert seen.answer == "Đã xin lỗi và trả kết quả."
    late = call(office, "03-11 09:00", sender=OTHER)
    joined(late, first, "03-12 09:00")
    assert view(late).events[-1].kind is Kind.TOLD, "who is joined after the answer is told at once"
    assert feedback.replay_all() == []


def test_others_are_not_told_who_sent_the_first(office: Office) -> None:
    first, second = taken(office), call(office, "03-01 10:00", sender=OTHER)
    said = {"case": first, "answer": f"Xin lỗi bà {LAN.name}.", "by": "post/land", "at": on("03-10 09:00")}
    joined(second, first)
    with pytest.raises(NamesTheSender):
        feedback.answer(**said)  # type: ignore[arg-type]  # told by name
    assert view(first).state.state is State.FORWARDED
    feedback.unjoin(case=second, reason="việc khác", by=CLERK, at=on("03-09 09:00"))
    feedback.answer(**said)  # type: ignore[arg-type]  # alone, it may name its sender
    assert view(second).state.state is State.CLASSIFIED


def test_what_is_published_later_is_what_others_are_told(office: Office) -> None:
    first, second = taken(office), call(office, "03-01 10:00", sender=OTHER)
    feedback.answer(case=first, answer=f"Xin lỗi bà {LAN.name}.", by="post/land", at=on("03-10 09:00"))
    feedback.publish(case=first, question="Quá hạn.", answer="Đã xin lỗi.", by=LEADER, at=on("03-11 09:00"))
    joined(second, first, "03-12 09:00")
    assert view(second).events[-1].words == (("answer", "Đã xin lỗi."),)


def test_taken_apart_it_is_counted_again_with_its_own_term(office: Office) -> None:
    first, second = taken(office), call(office, "03-01 10:00", sender=OTHER)
    due = view(second).state.judged_until
    joined(second, first)
    with pytest.raises(Refused, match="nothing is written"):
        feedback.unjoin(case=second, reason=" ", by=CLERK, at=on("03-03 09:00"))
    feedback.unjoin(case=second, reason="việc khác", by=CLERK, at=on("03-03 09:00"))
    now = view(second).state
    assert (now.state, now.joined_to, now.counted, now.judged_until) == (State.CLASSIFIED, None, True, due)
    with pytest.raises(OutOfOrder):
        feedback.unjoin(case=second, reason="lần nữa", by=CLERK, at=on("03-04 09:00"))
    assert feedback.replay_all() == []
