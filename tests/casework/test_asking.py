"""What is missing is asked for at once; asking again for what could have been seen takes a leader's consent."""

from dataclasses import replace

import pytest

from casework.cast import Office, on
from motcua.kernel.refusals import Refused
from motcua.services.casework import public as casework
from motcua.services.casework.public import NoConsent, NotYourCase, TooSoon
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Defect, State

MISSING = Defect("Tờ khai chưa ký tên", "khoản 1 Điều 9")
LATER = Defect("Sơ đồ chưa khớp thực địa", "khoản 2 Điều 9", could_be_seen=False)


def ask(office: Office, code: str, defect: Defect, when: str, who: str = "counter") -> None:
    casework.ask_for_completion(code=code, defects=[defect], by=office.posts[who], at=on(when))


def state(code: str) -> State:
    dossier = dossiers.brief(code)
    assert dossier
    return dossier.state


@pytest.fixture
def asked_once(office: Office) -> str:
    code = office.receive()
    ask(office, code, MISSING, "03-01 10:00")
    dossiers.take_supplement(code=code, by=office.posts["counter"], at=on("03-02 10:00"))
    return code


def test_the_first_request_goes_out(office: Office) -> None:
    code = office.receive()
    ask(office, code, MISSING, "03-01 10:00")
    assert state(code) is State.WAITING_CITIZEN
    assert office.view(code).asking is None


def test_asking_again_waits_for_a_leader_and_goes_out_with_the_consent(office: Office, asked_once: str) -> None:
    ask(office, asked_once, MISSING, "03-03 09:00")
    asking = office.view(asked_once).asking
    assert asking
    assert asking.asked_by == office.posts["counter"]
    assert state(asked_once) is State.ACCEPTED
    assert casework.asked_for(asked_once) == [MISSING]
    casework.consent(code=asked_once, number=asking.number, by=office.posts["leader"], at=on("03-03 10:00"))
    assert state(asked_once) is State.WAITING_CITIZEN
    view = dossiers.staff_view(asked_once, at=on("03-03 11:00"))
    assert view
    assert (view.status.requests, view.status.repeated_requests) == (2, 1)
    assert view.events[-1].actor == office.posts["counter"]


def test_nobody_consents_to_their_own_question(office: Office, asked_once: str) -> None:
    ask(office, asked_once, MISSING, "03-03 09:00")
    asking = office.view(asked_once).asking
    assert asking
    with pytest.raises(NoConsent):
        casework.consent(code=asked_once, number=asking.number, by=office.posts["counter"], at=on("03-03 10:00"))
    assert state(asked_once) is State.ACCEPTED


def test_a_consent_is_for_what_was_seen(office: Office, asked_once: str) -> None:
    ask(office, asked_once, MISSING, "03-03 09:00")
    seen = office.view(asked_once).asking
    ask(office, asked_once, replace(MISSING, what="Thêm một giấy tờ khác"), "03-03 09:30")
    assert seen
    with pytest.raises(NoConsent):
        casework.consent(code=asked_once, number=seen.number, by=office.posts["leader"], at=on("03-03 10:00"))


def test_what_is_declined_does_not_go_out(office: Office, asked_once: str) -> None:
    ask(office, asked_once, MISSING, "03-03 09:00")
    asking = office.view(asked_once).asking
    assert asking
    casework.decline_consent(
        code=asked_once, number=asking.number, reason="đã hỏi rồi", by=office.posts["leader"], at=on("03-03 10:00")
    )
    assert (state(asked_once), office.view(asked_once).asking) == (State.ACCEPTED, None)


def test_what_could_not_be_seen_needs_no_consent(office: Office, asked_once: str) -> None:
    ask(office, asked_once, LATER, "03-03 09:00")
    assert state(asked_once) is State.WAITING_CITIZEN


@pytest.mark.parametrize("defect", [Defect("", "Luật"), Defect("x", " "), Defect("x\ny", "Luật")])
def test_a_defect_has_its_name_and_its_ground(office: Office, asked_once: str, defect: Defect) -> None:
    with pytest.raises(Refused):
        ask(office, asked_once, defect, "03-03 09:00")
    assert office.view(asked_once).asking is None


def test_another_agency_has_a_time_of_its_own(office: Office) -> None:
    code = office.receive()
    casework.move(
        code=code, to="xu-ly", post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 09:10")
    )
    asking = {"code": code, "agency": office.land.key, "question": "Thửa đất có tranh chấp không?"}
    with pytest.raises(TooSoon):
        casework.ask_agency(**asking, due=on("03-01 09:30"), by=office.posts["specialist"], at=on("03-01 10:00"))
    with pytest.raises(NotYourCase):
        casework.ask_agency(**asking, due=None, by=office.posts["colleague"], at=on("03-01 10:00"))
    casework.ask_agency(**asking, due=on("03-04 17:00"), by=office.posts["specialist"], at=on("03-01 10:00"))
    assert (state(code), office.view(code).agency_due) == (State.WAITING_AGENCY, on("03-04 17:00"))
    casework.answer_agency(code=code, answer="Không", by=office.posts["surveyor"], at=on("03-03 10:00"))
    assert (state(code), office.view(code).agency_due) == (State.PROCESSING, None)


def test_who_acts_on_an_old_page_is_told_what_happened(office: Office) -> None:
    code = office.receive()
    seen = dossiers.brief(code)
    assert seen
    dossiers.expect(code=code, seen=seen.number)
    ask(office, code, MISSING, "03-01 10:00")
    with pytest.raises(dossiers.ChangedMeanwhile) as told:
        dossiers.expect(code=code, seen=seen.number)
    assert told.value.params == {"kind": "supplement_requested", "who": "counter"}
