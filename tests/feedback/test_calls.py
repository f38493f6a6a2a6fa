"""Calls of the hotline: kept as they are typed, recorded whole or not at all, with all that follows at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dossiers.cast import CLERK, Office
from feedback.cast import LAN, TEXT, on
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.kernel.refusals import Refused
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import About, Channel, Classification, Kind, Said, Sender, State, UnknownCall, Use
from motcua.services.feedback.rules.phrases import in_force, read_phrases
from motcua.services.procedures.public import UnknownProcedure

CALL = Said(About.ACT, TEXT, on("03-01 09:00"), on("03-01 09:06"), sender=LAN)
NOW = on("03-01 09:07")


@pytest.fixture
def post(office: Office) -> int:
    """The operator's post."""
    said = {"on": date(2020, 1, 1), "by": "test", "at": on("01-03 08:00")}
    post = accounts.open_post(unit_id=office.shop.id, title="Trực đường dây nóng", **said)  # type: ignore[arg-type]
    accounts.grant(post_id=post, role=Role.ONE_STOP_OFFICER, **said)  # type: ignore[arg-type]
    return post


def begun(office: Office, post: int) -> int:
    return feedback.open_call(post_id=post, unit_id=office.shop.id, at=on("03-01 09:00"))


def take(office: Office, post: int, said: Said) -> feedback.CaseView:
    call = begun(office, post)
    sent = feedback.take_call(call=call, post_id=post, unit=office.shop.key, said=said, by=CLERK, at=NOW)
    view = feedback.case_view(sent.case_id, at=NOW)
    assert view is not None
    assert feedback.case_of_secret(sent.case_id, sent.secret) == sent.case_id
    assert feedback.call_of(call, post_id=post) is None
    return view


def kinds(view: feedback.CaseView) -> list[Kind]:
    return [event.kind for event in view.events]


def test_what_is_typed_is_kept_for_its_post_alone(office: Office, post: int) -> None:
    call = begun(office, post)
    typed = {"caller": "0912", "text": "Hồ sơ", "unknown": "x", "name": ""}
    feedback.keep_call(call=call, post_id=post, entries=typed, at=NOW)
    kept = feedback.call_of(call, post_id=post)
    assert kept is not None
    assert (kept.entries, kept.opened_at) == ({"caller": "0912", "text": "Hồ sơ"}, on("03-01 09:00"))
    assert [one.id for one in feedback.calls_of(post)] == [call]
    assert (feedback.calls_of(post + 1), feedback.call_of(call, post_id=post + 1)) == ((), None)
    with pytest.raises(UnknownCall):
        feedback.keep_call(call=call, post_id=post + 1, entries={}, at=NOW)
    assert feedback.forget_calls(at=NOW + timedelta(days=6)) == 0
    assert feedback.forget_calls(at=NOW + timedelta(days=8)) == 1


def test_a_call_is_recorded_with_its_times_and_waits_to_be_passed_on(office: Office, post: int) -> None:
    view = take(office, post, CALL)
    assert (view.state.state, view.state.channel) == (State.CLASSIFIED, Channel.HOTLINE)
    assert view.state.received_at == on("03-01 09:00")
    assert view.events[0].payload["ended_at"] == "2022-03-01T09:06:00+07:00"
    assert not view.events[0].backdated, "a call that just ended is not entered later"
    assert not any(LAN.caller in str(event.payload) for event in view.events)


def test_a_call_is_passed_on_in_the_same_act(office: Office, post: int) -> None:
    view = take(office, post, replace(CALL, to=office.land_office.key))
    assert (view.state.state, view.holder_id) == (State.FORWARDED, office.land_office.id)


@pytest.mark.parametrize(
    ("content", "ends"),
    [(False, [Kind.ANSWERED]), (True, [Kind.ANSWERED, Kind.JUDGED, Kind.CLOSED])],
)
def test_a_call_is_answered_while_it_lasts(office: Office, post: int, content: bool, ends: list[Kind]) -> None:
    view = take(office, post, replace(CALL, answer="Kết quả đã có.", content=content, to=office.land_office.key))
    assert kinds(view) == [Kind.RECEIVED, Kind.CLASSIFIED, Kind.FORWARDED, *ends]
    assert view.holder_id == office.shop.id, "who answers at once is who took the call"
    assert view.state.counted


def test_without_a_name_it_is_a_tip_off_that_nobody_answers(office: Office, post: int) -> None:
    nobody = replace(CALL, sender=Sender(caller="0912345678"))
    view = take(office, post, nobody)
    assert (view.state.classification, view.state.counted) == (Classification.ANONYMOUS, False)
    for more in ({"answer": "Đã rõ."}, {"to": office.land_office.key}):
        with pytest.raises(Refused, match="neither passed on nor answered"):
            take(office, post, replace(nobody, **more))  # type: ignore[arg-type]  # told by name


@pytest.mark.parametrize("kind", [Classification.COMPLAINT, Classification.DENUNCIATION])
def test_a_complaint_is_told_where_to_go_and_stands_apart(office: Office, post: int, kind: Classification) -> None:
    use = Use(kind.value)
    where = next(phrase.text for phrase in feedback.phrases(NOW.date()) if phrase.use is use)
    view = take(office, post, replace(CALL, kind=kind, note=where))
    assert (view.state.state, view.state.counted) == (State.SET_APART, False)
    assert ("note", where) in view.events[1].words
    with pytest.raises(Refused, match="not dealt with here"):
        take(office, post, replace(CALL, kind=kind, note=where, answer="x"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"),
        ({"ended_at": on("03-01 08:59")}, "ended_at"),
        ({"began_at": on("03-02 09:00")}, "came_at"),
        ({"ended_at": on("03-02 09:00")}, "ended_at"),
        ({"dossier": "khong-co"}, "dossier"),
        ({"procedure": "9.999999"}, "procedure"),
        ({"sender": replace(LAN, caller="12")}, "caller"),
        ({"to": "nobody"}, "unit"),
    ],
)
def test_whatever_is_refused_leaves_nothing_but_what_was_typed(
    office: Office, post: int, wrong: dict[str, object], field: str
) -> None:
    call = begun(office, post)
    said = replace(CALL, **wrong)  # type: ignore[arg-type]  # told by name
    with pytest.raises(Refused) as refused:
        feedback.take_call(call=call, post_id=post, unit=office.shop.key, said=said, by=CLERK, at=NOW)
    assert refused.value.field == field
    assert feedback.call_of(call, post_id=post) is not None
    assert feedback.worklist([office.shop.id], at=NOW).total == 0
    assert isinstance(refused.value, UnknownProcedure) == (field == "procedure")


def test_a_call_is_recorded_once(office: Office, post: int) -> None:
    call = begun(office, post)
    feedback.take_call(call=call, post_id=post, unit=office.shop.key, said=CALL, by=CLERK, at=NOW)
    with pytest.raises(UnknownCall):
        feedback.take_call(call=call, post_id=post, unit=office.shop.key, said=CALL, by=CLERK, at=NOW)
    assert feedback.worklist([office.shop.id], at=NOW).total == 1


def test_rows_follow_from_the_events(office: Office, post: int) -> None:
    take(office, post, replace(CALL, answer="Kết quả đã có.", content=True))
    assert feedback.replay_all() == []


def test_a_ready_phrase_holds_from_its_day_until_the_next_and_an_empty_one_ends_it() -> None:
    def one(key: str, text: str, day: str) -> dict[str, object]:
        return {"key": key, "use": "answer", "name": key, "text": text, "valid_from": date.fromisoformat(day)}

    phrases = read_phrases(
        {"phrase": [one("a", "cũ", "2022-01-01"), one("b", "b", "2022-01-01"), one("a", "mới", "2022-06-01"),
                    one("b", "", "2022-07-01")]}
    )  # fmt: skip
    said = {day: [one.text for one in in_force(phrases, date.fromisoformat(day))] for day in
            ("2021-12-31", "2022-05-31", "2022-06-01", "2022-07-01")}  # fmt: skip
    assert said == {"2021-12-31": [], "2022-05-31": ["cũ", "b"], "2022-06-01": ["mới", "b"], "2022-07-01": ["mới"]}
