"""What is filled in online is sent whole or not at all, once; the office takes it up as any other dossier."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cast import BIRTH, LAND, Office, on
from files import samples
from filing.cast import ASKED, MOTHER, PHOTOGRAPH, accept, answer, begin, fill, photograph, post_id, send, skip
from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Defect, State
from motcua.services.filing import public as filing
from motcua.services.filing.models import Application, Commitment
from motcua.services.filing.public import StepKind
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, ReturnBy, Someone

SENT = on("03-01 20:10")
TAKEN = on("03-02 08:00")


def missing(number: int) -> list[str]:
    view = filing.application(number)
    assert view
    assert view.content
    return [step.code for step in filing.trial(filing.steps(view.content, ASKED, view.told, on=SENT.date()))]


def test_the_trial_names_every_page_on_which_something_is_missing_and_nothing_else(portal: Office) -> None:
    number = begin(portal)
    assert missing(number) == ["case", "applicant", "contact", "behalf", "exemption", "return"]
    answer(number, StepKind.CASE, case="thuong")
    assert missing(number)[3:6] == ["paper:to-khai", "paper:chung-sinh", "paper:uy-quyen"]
    photograph(number, "to-khai")
    skip(number, "uy-quyen")
    assert "paper:to-khai" not in missing(number)
    assert "paper:uy-quyen" not in missing(number)
    assert missing(fill(portal)) == []


@pytest.mark.parametrize(
    ("step", "said", "code"),
    [
        (StepKind.APPLICANT, {"person": replace(MOTHER, name=" ")}, "applicant"),
        (StepKind.APPLICANT, {"person": replace(MOTHER, identity_number="")}, "applicant"),
        (StepKind.APPLICANT, {"person": replace(MOTHER, identity_number="034 188")}, "applicant"),
        (StepKind.CONTACT, {"person": replace(MOTHER, phone="không có"), "email": ""}, "contact"),
        (StepKind.CONTACT, {"person": replace(MOTHER, phone=""), "email": ""}, "contact"),
        (StepKind.CONTACT, {"email": "me@mau"}, "contact"),
        (StepKind.BEHALF, {"representative": Someone("Người khác")}, "behalf"),
        (StepKind.RETURN, {"return_by": ReturnBy.POST}, "return"),
    ],
)
def test_what_is_wrong_on_a_page_stands_in_the_way_of_sending(
    portal: Office, step: StepKind, said: dict[str, object], code: str
) -> None:
    number = fill(portal)
    answer(number, step, **said)
    assert missing(number) == [code]
    with pytest.raises(Refused):
        send(number)
    assert dossiers.waiting_acceptance([portal.district.id]) == {}


def test_another_case_asks_for_its_papers_and_keeps_what_was_given(portal: Office) -> None:
    number = fill(portal)
    answer(number, StepKind.CASE, case="lai")
    view = filing.application(number)
    assert view
    assert view.content
    assert [(line.code, len(line.files)) for line in view.content.papers] == [("to-khai", 1)]
    assert missing(number) == []


def test_what_is_sent_waits_to_be_accepted_and_sending_twice_is_sending_once(portal: Office) -> None:
    number = fill(portal)
    dossier = send(number)
    assert (dossier.state, dossier.channel, dossier.code) == (State.SUBMITTED, Channel.ONLINE, "")
    assert send(number, "03-01 20:11").id == dossier.id
    assert [one.kind for one in ledger.read(f"filing/{number}")] == ["filing.sent"]
    waiting = filing.waiting_at([portal.district.id])
    assert [(one.id, one.name, one.post_id) for one in waiting] == [(number, MOTHER.name, None)]


def test_nothing_that_names_a_person_is_in_a_leaf_and_the_commitment_opens(portal: Office) -> None:
    number = fill(portal)
    send(number)
    event = ledger.read(f"filing/{number}")[0]
    said = str(event.payload)
    for private in (MOTHER.name, MOTHER.identity_number, MOTHER.phone, "me@mau.example", "anh.jpg"):
        assert private not in said
    assert event.payload["files"].keys() == {"to-khai", "chung-sinh"}
    assert Commitment.objects.filter(application=number).count() == 1


def test_the_counter_accepts_it_with_its_papers_and_files(portal: Office) -> None:
    number = fill(portal)
    send(number)
    code = accept(portal, number)
    assert [(one.code, len(one.files)) for one in intake.handed_in(code)] == [("to-khai", 1), ("chung-sinh", 1)]
    details = intake.details(code)
    assert details
    assert details.email == "me@mau.example"
    view = filing.application(number)
    assert view
    assert view.dossier
    assert (view.dossier.code, view.dossier.state) == (code, State.ACCEPTED)
    assert filing.waiting_at([portal.district.id]) == []
    assert filing.replay_all() == []


def test_one_post_takes_it_up_and_another_is_told_so(portal: Office) -> None:
    number = fill(portal)
    send(number)
    first = filing.take_up(application=number, post_id=post_id(portal), at=TAKEN)
    assert filing.take_up(application=number, post_id=post_id(portal), at=TAKEN) == first
    with pytest.raises(intake.TakenUp):
        filing.take_up(application=number, post_id=post_id(portal, "clerk"), at=TAKEN)
    intake.drop_draft(draft=first, post_id=post_id(portal))
    filing.take_up(application=number, post_id=post_id(portal, "clerk"), at=TAKEN)
    accepted = fill(portal)
    send(accepted)
    accept(portal, accepted)
    with pytest.raises(dossiers.OutOfOrder):
        filing.take_up(application=accepted, post_id=post_id(portal), at=TAKEN)


def test_what_is_asked_for_before_acceptance_is_given_at_once_and_reaches_whoever_took_it_up(portal: Office) -> None:
    number = fill(portal)
    send(number)
    draft = filing.take_up(application=number, post_id=post_id(portal), at=TAKEN)
    defects = [Defect("Giấy chứng sinh mờ", "Luật Hộ tịch")]
    by = portal.posts["counter"]
    intake.ask_before_accepting(draft=draft, post_id=post_id(portal), defects=defects, by=by, at=TAKEN)
    fresh = {"chung-sinh": [("moi.jpg", _another_photograph())]}
    filing.complete(application=number, papers=fresh, at=on("03-02 09:00"))
    view = filing.application(number)
    assert view
    assert view.dossier
    assert view.content
    assert view.dossier.state is State.SUBMITTED
    assert [len(one.files) for one in view.content.papers] == [1, 2, 0]
    code = accept(portal, number, "03-02 09:30")
    assert [len(one.files) for one in intake.handed_in(code)] == [1, 2]
    assert filing.replay_all() == []


def test_what_is_asked_for_after_acceptance_is_given_at_once_and_the_dossier_goes_on(portal: Office) -> None:
    number = fill(portal)
    send(number)
    code, by = accept(portal, number), portal.posts["counter"]
    defects = [Defect("Tờ khai mờ", "Luật Hộ tịch")]
    dossiers.request_supplement(code=code, defects=defects, by=by, at=on("03-02 10:00"))
    filing.complete(application=number, papers={"to-khai": [("a.jpg", _another_photograph(3))]}, at=on("03-03 08:00"))
    dossier = dossiers.brief(code)
    assert dossier
    assert dossier.state is not State.WAITING_CITIZEN
    assert [one.kind for one in ledger.read(f"filing/{number}")] == ["filing.sent", "filing.completed"]
    assert filing.replay_all() == []
    assert intake.replay_all() == []


def test_a_row_that_was_altered_is_named_by_the_replay(portal: Office) -> None:
    number = fill(portal)
    send(number)
    Application.objects.filter(pk=number).update(files={})
    assert filing.replay_all() == [f"filing/{number}"]


def test_nothing_is_completed_without_a_file_without_being_asked_or_with_a_bad_one(portal: Office) -> None:
    number = fill(portal)
    with pytest.raises(filing.UnknownApplication):
        filing.complete(application=number, papers={"to-khai": [("a.jpg", PHOTOGRAPH)]}, at=TAKEN)
    send(number)
    for papers in ({}, {"to-khai": [("a.jpg", b"")]}, {"to-khai": [("a.exe", b"MZ" + b"0" * 99)]}):
        with pytest.raises(Refused):
            filing.complete(application=number, papers=papers, at=TAKEN)
    with pytest.raises(dossiers.OutOfOrder):
        filing.complete(application=number, papers={"to-khai": [("a.jpg", PHOTOGRAPH)]}, at=TAKEN)
    assert len(ledger.read(f"filing/{number}")) == 1


def test_it_is_taken_back_before_acceptance_and_filled_in_again_with_what_was_given(portal: Office) -> None:
    number = fill(portal)
    send(number)
    with pytest.raises(filing.NotTaken):
        filing.begin_again(application=number, at=SENT)
    filing.take_back(application=number, reason="sai tên", at=SENT)
    assert filing.waiting_at([portal.district.id]) == []
    again = filing.begin_again(application=number, at=SENT)
    assert missing(again.id) == []
    assert send(again.id).state is State.SUBMITTED
    accept(portal, again.id)
    with pytest.raises(dossiers.OutOfOrder):
        filing.take_back(application=again.id, reason="nữa", at=TAKEN)


def test_few_wait_of_a_person_whom_nobody_identified(portal: Office) -> None:
    most = filing.limits_on(on("03-01 20:00").date()).unverified
    for _ in range(most):
        send(fill(portal))
    one_more = fill(portal)
    with pytest.raises(filing.TooManyOpen):
        send(one_more)
    assert send(one_more, identified=True).state is State.SUBMITTED


def test_only_what_an_office_offers_online_is_begun(portal: Office) -> None:
    with pytest.raises(filing.NotTaken):
        filing.open_application(procedure=LAND, unit=portal.district.key, account=None, at=SENT)
    with pytest.raises(filing.NotTaken):
        filing.open_application(procedure=BIRTH, unit=portal.land.key, account=None, at=SENT)


def test_the_word_takes_it_up_elsewhere_and_a_new_one_ends_it(portal: Office) -> None:
    opened = filing.open_application(procedure=BIRTH, unit=portal.district.key, account=None, at=SENT)
    assert filing.taken_up_by(opened.id, opened.word.lower().replace("-", " "))
    assert not filing.taken_up_by(opened.id, "AAAA-AAAA-AAAA")
    assert not filing.taken_up_by(opened.id + 1, opened.word)
    assert opened.word not in str(Application.objects.values())
    renewed = filing.renew_word(application=opened.id, at=SENT)
    assert not filing.taken_up_by(opened.id, opened.word)
    assert filing.taken_up_by(opened.id, renewed)


def test_what_nobody_touches_is_forgotten_with_its_files_and_what_is_open_is_kept(portal: Office) -> None:
    left, sent = fill(portal), fill(portal)
    send(sent)
    with pytest.raises(filing.AlreadySent):
        filing.drop(application=sent, at=SENT)
    later = SENT + timedelta(days=31)
    assert filing.forget(at=SENT + timedelta(days=29)) == 0
    assert filing.forget(at=later) == 1
    assert filing.application(left) is None
    kept = filing.application(sent)
    assert kept
    assert kept.content
    filing.take_back(application=sent, reason="thôi", at=later)
    assert filing.forget(at=later) == 1
    ended = filing.application(sent)
    assert ended
    assert ended.content is None
    assert filing.replay_all() == []


def test_dropping_lets_go_of_files_but_of_those_that_another_has(
    portal: Office, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    first, second = fill(portal), fill(portal)
    photograph_of_both = photograph(first, "to-khai")
    filing.drop(application=first, at=SENT)
    assert photograph_of_both in files.kept([photograph_of_both])
    with django_capture_on_commit_callbacks(execute=True):
        filing.drop(application=second, at=SENT)
    with pytest.raises(files.UnknownFile):
        files.read(photograph_of_both)


def test_whoever_asks_to_be_forgotten_is_forgotten_here_too(portal: Office) -> None:
    number = fill(portal)
    dossier = send(number)
    assert filing.forget_person(dossier.id) == 2
    assert MOTHER.identity_number not in str([*Application.objects.values(), *Commitment.objects.values()])
    assert filing.replay_all() == []


def test_a_content_that_was_sent_is_not_changed(portal: Office) -> None:
    number = fill(portal)
    send(number)

    def change(content: Content) -> Content:
        return replace(content, email="khac@mau.example")

    with pytest.raises(filing.AlreadySent):
        filing.answer(application=number, step=StepKind.CONTACT, change=change, at=SENT)
    with pytest.raises(filing.AlreadySent):
        photograph(number, "to-khai")


def _another_photograph(turn: int = 1) -> bytes:
    return samples.jpeg(turn)
