"""Applicants ask about their dossiers: once at a time, answered once, and never a word of a person in the ledger."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.cast import Office, on, set_up_office
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import State
from motcua.services.requests import public as requests
from motcua.services.requests.models import Request
from motcua.services.requests.public import CITIZEN, NotAsked, Standing, What
from motcua.services.requests.rules import Asked, Kind, apply

WHY = "Gia đình NGUYỄN THỊ MẪU xin rút"
OFFICER = "post/1"
KINDS = st.lists(
    st.one_of(
        st.tuples(st.just(Kind.ASKED), st.sampled_from(What).map(lambda what: {"what": what.value})),
        st.tuples(
            st.sampled_from([Kind.ACCEPTED, Kind.DECLINED, Kind.TAKEN_BACK]),
            st.integers(1, 6).map(lambda number: {"request": number}),
        ),
    ),
    max_size=20,
)


def ask(code: str, what: What = What.WITHDRAW, *, by: str = CITIZEN, at: str = "03-01 10:00", text: str = WHY) -> int:
    return requests.ask(code=code, what=what, text=text, by=by, at=on(at))


def state_of(code: str) -> State:
    dossier = dossiers.brief(code)
    assert dossier
    return dossier.state


def test_an_accepted_withdrawal_withdraws_the_dossier_for_the_reason_that_was_given(office: Office) -> None:
    code = office.receive()
    number = ask(code)
    assert state_of(code) is not State.WITHDRAWN
    requests.accept(code=code, request=number, answer="Đồng ý", by=OFFICER, at=on("03-01 11:00"))
    assert state_of(code) is State.WITHDRAWN
    view = dossiers.staff_view(code, at=on("03-02 08:00"))
    assert view
    assert WHY in dict(view.events[-1].details).values()
    (line,) = requests.requests_of(office.id_of(code))
    assert (line.standing, line.answer, line.by) == (Standing.ACCEPTED, "Đồng ý", "")


def test_a_declined_withdrawal_leaves_the_dossier_as_it_stands(office: Office) -> None:
    code = office.receive()
    before = state_of(code)
    requests.decline(code=code, request=ask(code), answer="Đã ký kết quả", by=OFFICER, at=on("03-01 11:00"))
    assert state_of(code) is before


def test_the_same_is_asked_once_until_it_is_answered(office: Office) -> None:
    code = office.receive()
    first = ask(code)
    ask(code, What.CORRECT)
    with pytest.raises(NotAsked):
        ask(code, by=OFFICER)
    requests.decline(code=code, request=first, answer="Không", by=OFFICER, at=on("03-01 11:00"))
    assert ask(code, at="03-01 12:00") == 3


@pytest.mark.parametrize("end", ["accept", "decline", "take_back"])
def test_what_was_answered_is_answered_no_second_time(office: Office, end: str) -> None:
    code = office.receive()
    number = ask(code, What.CORRECT)
    if end == "take_back":
        requests.take_back(code=code, request=number, at=on("03-01 11:00"))
    else:
        getattr(requests, end)(code=code, request=number, answer="Được", by=OFFICER, at=on("03-01 11:00"))
    with pytest.raises(NotAsked):
        requests.accept(code=code, request=number, answer="Được", by=OFFICER, at=on("03-01 12:00"))
    with pytest.raises(NotAsked):
        requests.take_back(code=code, request=number, at=on("03-01 12:00"))


def test_a_dossier_that_ended_takes_no_request_and_an_open_one_cannot_be_accepted_any_more(office: Office) -> None:
    code = office.receive()
    number = ask(code)
    dossiers.stop(code=code, reason="hết căn cứ", by=OFFICER, at=on("03-01 11:00"))
    with pytest.raises(Refused):
        requests.accept(code=code, request=number, answer="Đồng ý", by=OFFICER, at=on("03-01 12:00"))
    assert requests.requests_of(office.id_of(code))[0].standing is Standing.OPEN
    with pytest.raises(NotAsked):
        ask(code, What.CORRECT, at="03-01 12:00")
    requests.decline(code=code, request=number, answer="Hồ sơ đã dừng", by=OFFICER, at=on("03-01 13:00"))


@pytest.mark.parametrize("text", ["", "  ", "x" * 2_001])
def test_a_request_and_an_answer_need_words(office: Office, text: str) -> None:
    code = office.receive()
    with pytest.raises(NotAsked) as refused:
        ask(code, text=text)
    assert refused.value.field == "text"
    number = ask(code)
    with pytest.raises(NotAsked) as refused:
        requests.decline(code=code, request=number, answer=text, by=OFFICER, at=on("03-01 11:00"))
    assert refused.value.field == "answer"


def test_what_waits_is_listed_for_who_received_and_for_who_has_it_the_oldest_first(office: Office) -> None:
    later, first = office.receive(), office.receive()
    ask(later, at="03-01 15:00")
    ask(first, at="03-01 14:00")
    assert [line.code for line in requests.waiting_in([office.district.id])] == [first, later]
    assert requests.count_waiting([office.district.id]) == 2
    assert requests.waiting_in([0]) == []


def test_the_ledger_holds_no_word_of_either_side_and_erasing_leaves_every_proof(office: Office) -> None:
    code = office.receive()
    requests.decline(code=code, request=ask(code), answer="Chị MẪU đến quầy", by=OFFICER, at=on("03-01 11:00"))
    stream = f"request/{office.id_of(code)}"
    kept = str([event.payload for event in ledger.read(stream)])
    assert "withdraw" in kept, "the control: what is no word of a person stands there"
    assert "MẪU" not in kept
    assert requests.replay_all() == []
    assert requests.forget(code) == 1
    assert requests.replay_all() == []
    (line,) = requests.requests_of(office.id_of(code))
    assert (line.text, line.answer) == ("", "")


@pytest.mark.parametrize("changed", [{"text": "khác"}, {"answer": "khác"}, {"standing": "accepted"}, {"by": "post/9"}])
def test_a_row_that_was_altered_is_found_by_the_replay(office: Office, changed: dict[str, str]) -> None:
    code = office.receive()
    requests.decline(code=code, request=ask(code), answer="Không", by=OFFICER, at=on("03-01 11:00"))
    Request.objects.update(**changed)
    assert requests.replay_all() == [f"request/{office.id_of(code)}"]


@settings(max_examples=200)
@given(KINDS)
def test_whatever_is_sent_one_of_a_kind_is_open_and_nothing_answered_changes(events: list[tuple[Kind, dict]]) -> None:
    held: tuple[Asked, ...] = ()
    for kind, payload in events:
        try:
            after = apply(held, kind, "x", payload)
        except NotAsked:
            continue
        open_now = [one.what for one in after if one.standing is Standing.OPEN]
        assert len(open_now) == len(set(open_now))
        assert [one for one in held if one.standing is not Standing.OPEN] == [
            new for old, new in zip(held, after, strict=False) if old.standing is not Standing.OPEN
        ]
        assert [one.number for one in after] == list(range(1, len(after) + 1))
        held = after


@pytest.mark.usefixtures("committing_db")
def test_two_who_answer_at_the_same_time_answer_once(together: Callable[..., list[object]]) -> None:
    office = set_up_office()
    code = office.receive()
    number = ask(code, What.CORRECT)

    def answer(with_words: str) -> str:
        try:
            requests.accept(code=code, request=number, answer=with_words, by=OFFICER, at=on("03-01 11:00"))
        except NotAsked:
            return "late"
        return "first"

    assert sorted(map(str, together(lambda: answer("một"), lambda: answer("hai")))) == ["first", "late"]
    assert requests.replay_all() == []
