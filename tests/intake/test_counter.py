"""A citizen at the counter: what is typed is kept, and acceptance does all of it or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from casework.cast import BIRTH, Office, on, set_up_office
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.public import Defect, State
from motcua.services.intake import public as intake
from motcua.services.intake.models import Intake
from motcua.services.intake.public import Content, Mark, PaperLine, ReturnBy, Someone, UnknownDraft
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import (
    Answers,
    Asked,
    AskedPaper,
    Case,
    Condition,
    Exemption,
    Form,
    Kind,
    Page,
    Question,
    Tariff,
)

FROM = date(2022, 2, 1)
ASKED = Asked(
    FROM,
    papers=(
        AskedPaper("to-khai", "Tờ khai"),
        AskedPaper("chung-sinh", "Giấy chứng sinh"),
        AskedPaper("uy-quyen", "Giấy ủy quyền", required=False),
    ),
    cases=(Case("thuong", "Thông thường", ("to-khai", "chung-sinh", "uy-quyen")), Case("lai", "Làm lại", ("to-khai",))),
    tariffs=(
        Tariff("le-phi", "Lệ phí", "charge", 8_000, exemptions=(Exemption("ngheo", "Hộ nghèo", 100, "Luật"),)),
        Tariff("ban-sao", "Bản sao", "fee", 2_000, "copy"),
    ),
)
MOTHER = Someone("Nguyễn Thị Mẫu", "034188000417", "0900000000", "Xã Mẫu")
FILLED = Content(procedure=BIRTH, case="thuong", person=MOTHER, papers=intake.lines_for(ASKED, "thuong"))


@pytest.fixture
def counter(office: Office) -> Office:
    procedures.ask(code=BIRTH, asked=ASKED, on=FROM, by="test", at=on("02-01 08:00"))
    return office


def post_id(office: Office) -> int:
    return int(office.posts["counter"].removeprefix("post/"))


def begin(office: Office, content: Content = FILLED) -> int:
    draft = intake.open_draft(post_id=post_id(office), unit_id=office.district.id, at=on("03-01 09:00"))
    intake.save_draft(draft=draft, post_id=post_id(office), content=content, at=on("03-01 09:01"))
    return draft


def accept(office: Office, draft: int) -> str:
    return intake.accept(draft=draft, post_id=post_id(office), by=office.posts["counter"], at=on("03-01 09:02")).code


def test_acceptance_gives_the_dossier_its_papers_its_work_and_what_is_owed(counter: Office) -> None:
    code = accept(counter, begin(counter))
    view, dossier = dossiers.staff_view(code, at=on("03-01 10:00")), dossiers.brief(code)
    assert view
    assert dossier
    assert ("fee_owed", "10000") in view.events[0].details
    assert [one.code for one in intake.handed_in(code)] == ["to-khai", "chung-sinh"]
    case = casework.case_of(dossier.id)
    assert case
    assert (case.case, case.main and case.main.post) == ("thuong", counter.posts["counter"])
    assert intake.drafts_of(post_id(counter)) == []


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (replace(FILLED, procedure=""), "procedure"),
        (replace(FILLED, case=""), "case"),
        (replace(FILLED, case="khong-co"), "case"),
        (replace(FILLED, person=Someone()), "name"),
        (replace(FILLED, person=replace(MOTHER, name="M" * 201)), "name"),
        (replace(FILLED, person=replace(MOTHER, identity_number="034 188")), "identity_number"),
        (replace(FILLED, papers=(PaperLine("to-khai", "Tờ khai", Mark.MISSING),)), "papers"),
        (replace(FILLED, papers=(PaperLine("to-khai", "Tờ khai", Mark.ENOUGH, 0, 0),)), "papers"),
        (replace(FILLED, return_by=ReturnBy.POST), "return_address"),
        (replace(FILLED, channel="pigeon"), "channel"),
        (replace(FILLED, procedure="9.999999", case=""), "procedure"),
    ],
)
def test_what_is_not_complete_is_refused_by_its_field_and_nothing_is_done(
    counter: Office, content: Content, field: str
) -> None:
    draft = begin(counter, content)
    with pytest.raises(Refused) as told:
        accept(counter, draft)
    assert told.value.field == field
    assert (Dossier.objects.count(), Intake.objects.count()) == (0, 0)
    kept = intake.draft_of(draft, post_id=post_id(counter))
    assert kept
    assert kept.content == content


def test_nobody_else_sees_or_accepts_what_a_post_fills_in(counter: Office) -> None:
    draft, other = begin(counter), int(counter.posts["clerk"].removeprefix("post/"))
    assert intake.draft_of(draft, post_id=other) is None
    for act in (
        lambda: intake.accept(draft=draft, post_id=other, by=counter.posts["clerk"], at=on("03-01 09:02")),
        lambda: intake.save_draft(draft=draft, post_id=other, content=FILLED, at=on("03-01 09:02")),
        lambda: intake.drop_draft(draft=draft, post_id=other),
    ):
        with pytest.raises(UnknownDraft):
            act()


def test_several_citizens_stand_side_by_side(counter: Office) -> None:
    first, second = begin(counter), begin(counter, replace(FILLED, person=Someone("Trần Văn Mẫu")))
    assert {line.name for line in intake.drafts_of(post_id(counter))} == {"Nguyễn Thị Mẫu", "Trần Văn Mẫu"}
    accept(counter, second)
    assert [line.id for line in intake.drafts_of(post_id(counter))] == [first]


def test_asked_before_acceptance_it_is_taken_up_where_it_was(counter: Office) -> None:
    draft = begin(counter)
    missing = [Defect("Tờ khai chưa ký", "Điều 9")]
    key = intake.ask_before_accepting(
        draft=draft, post_id=post_id(counter), defects=missing, by=counter.posts["counter"], at=on("03-01 09:02")
    )
    waiting = dossiers.brief(f"request:{key}")
    assert waiting
    assert (waiting.state, waiting.code) == (State.WAITING_CITIZEN, "")
    code = accept(counter, draft)
    dossier = dossiers.brief(code)
    assert dossier
    assert (dossier.id, dossier.state) == (waiting.id, State.ACCEPTED)


def test_what_is_refused_has_its_reason_and_enters_no_figure(counter: Office) -> None:
    draft = begin(counter)
    with pytest.raises(Refused):
        intake.refuse(
            draft=draft, post_id=post_id(counter), reason=" ", by=counter.posts["counter"], at=on("03-01 09:02")
        )
    key = intake.refuse(
        draft=draft,
        post_id=post_id(counter),
        reason="không thuộc thẩm quyền",
        by=counter.posts["counter"],
        at=on("03-01 09:02"),
    )
    refused = dossiers.brief(f"request:{key}")
    assert refused
    assert (refused.state, refused.received_at) == (State.REFUSED_INTAKE, None)


def test_an_exemption_takes_off_what_it_says(counter: Office) -> None:
    assert intake.owed(ASKED.tariffs, FILLED) == 10_000
    assert intake.owed(ASKED.tariffs, replace(FILLED, copies=5)) == 18_000
    assert intake.owed(ASKED.tariffs, replace(FILLED, exemption="ngheo")) == 2_000
    assert intake.owed((), FILLED) is None


def test_another_case_keeps_what_was_said_of_the_papers_that_stay() -> None:
    said = replace(FILLED.papers[0], remark="bản nhàu", copies=2)
    assert intake.lines_for(ASKED, "lai", (said, *FILLED.papers[1:])) == (said,)


def test_what_comes_later_takes_the_place_of_what_came_before(counter: Office) -> None:
    code = accept(counter, begin(counter))
    casework.ask_for_completion(
        code=code, defects=[Defect("Tờ khai chưa ký", "Điều 9")], by=counter.posts["counter"], at=on("03-01 10:00")
    )
    better = PaperLine("to-khai", "Tờ khai", copies=3)
    intake.take_in_supplement(code=code, papers=[better], by=counter.posts["counter"], at=on("03-02 09:00"))
    assert {one.code: one.copies for one in intake.handed_in(code)} == {"chung-sinh": 0, "to-khai": 3}
    assert intake.replay_all() == []


def test_replay_finds_a_row_that_was_changed(counter: Office) -> None:
    accept(counter, begin(counter))
    assert intake.replay_all() == []
    Intake.objects.update(sets=9)
    assert len(intake.replay_all()) == 1


def test_no_person_stands_in_the_ledger_and_erasing_leaves_the_proofs(counter: Office) -> None:
    content = replace(
        FILLED,
        representative=Someone("Trần Văn Hộ"),
        email="mau@mau.example",
        papers=(replace(FILLED.papers[0], remark="của bà Mẫu"),),
    )
    code = accept(counter, begin(counter, content))
    dossier = dossiers.brief(code)
    assert dossier
    said = str([event.payload for event in ledger.read(f"intake/{dossier.id}")])
    assert not [word for word in ("Mẫu", "Trần", "mau@", "Tờ khai") if word in said]
    details = intake.details(code)
    assert details
    assert details.representative.name == "Trần Văn Hộ"
    assert intake.forget(code, by="test", at=on("03-02 09:00")) == 1
    erased = intake.details(code)
    assert erased
    assert (erased.representative, erased.email) == (Someone(), "")
    assert intake.replay_all() == []


def test_what_nobody_touched_for_a_month_is_forgotten(counter: Office) -> None:
    begin(counter)
    assert intake.forget_drafts(at=on("03-30 09:00")) == 0
    assert intake.forget_drafts(at=on("04-01 09:00")) == 1


@pytest.mark.usefixtures("committing_db")
def test_of_four_acceptances_at_once_one_is_done(together: Callable[..., list[object]]) -> None:
    office = set_up_office()
    procedures.ask(code=BIRTH, asked=ASKED, on=FROM, by="test", at=on("02-01 08:00"))
    draft = begin(office)
    results = together(*[lambda: accept(office, draft)] * 4)
    assert sorted(type(one).__name__ for one in results) == ["UnknownDraft"] * 3 + ["str"]
    assert Dossier.objects.count() == 1


FORM = Form(
    (
        Page(
            "khai",
            "Khai",
            (
                Question("ho-ten", "Họ và tên", from_known="applicant.name"),
                Question("ten-con", "Tên con"),
                Question("co-bo", "Khai người cha", Kind.YES_NO),
                Question("ten-cha", "Tên cha", shown_if=Condition("co-bo")),
            ),
        ),
    )
)


@pytest.fixture
def with_form(counter: Office) -> Office:
    procedures.lay_down_form(code=BIRTH, form=FORM, on=FROM, by="test", at=on("02-01 08:00"))
    return counter


def answered(code: str) -> intake.Answered | None:
    dossier = dossiers.brief(code)
    assert dossier
    return intake.answered(dossier.id)


def answers(**given: str) -> Content:
    raw = {name.replace("_", "-"): [value] for name, value in given.items()}
    return replace(FILLED, answers=procedures.answers_of(FORM, raw))


def test_answers_go_with_the_dossier_with_what_is_known_and_without_what_is_hidden(with_form: Office) -> None:
    content = answers(ten_con="Con Bí Mật", co_bo="no", ten_cha="Cha Bị Ẩn")
    draft = begin(with_form, content)
    view = intake.draft_of(draft, post_id=post_id(with_form))
    assert view
    assert view.content == content
    code = accept(with_form, draft)
    found = answered(code)
    assert found
    assert found.form == FORM
    assert found.answers == Answers({"ho-ten": ("Nguyễn Thị Mẫu",), "ten-con": ("Con Bí Mật",), "co-bo": ("no",)})
    assert intake.replay_all() == []


def test_answers_are_never_in_the_ledger_but_by_commitment_and_are_erased(with_form: Office) -> None:
    code = accept(with_form, begin(with_form, answers(ten_con="Con Bí Mật", co_bo="no")))
    dossier = dossiers.brief(code)
    assert dossier
    events = ledger.read(f"intake/{dossier.id}")
    laid = procedures.laid_form(BIRTH, on=FROM)
    assert laid
    assert events[0].payload["form"] == laid.digest
    assert "Con Bí Mật" not in repr(events[0].payload)
    assert "Con Bí Mật" in repr(Intake.objects.get(dossier_id=dossier.id).private)  # the control
    intake.forget(code, by="test", at=on("03-02 09:00"))
    assert answered(code) is None
    assert intake.replay_all() == []


def test_answers_stay_with_the_form_they_were_given_to(with_form: Office) -> None:
    code = accept(with_form, begin(with_form, answers(ten_con="Con", co_bo="no")))
    procedures.lay_down_form(
        code=BIRTH, form=replace(FORM, title="Khác"), on=on("04-01 08:00").date(), by="test", at=on("03-05 08:00")
    )
    found = answered(code)
    assert found
    assert found.form == FORM


def test_what_was_begun_must_be_whole_and_what_was_not_is_not_asked(with_form: Office) -> None:
    draft = begin(with_form, answers(ten_con="Con", co_bo="yes"))
    with pytest.raises(intake.NotComplete) as refused:
        accept(with_form, draft)
    assert (refused.value.field, refused.value.value) == ("answers", "Tên cha")
    assert Dossier.objects.count() == 0
    code = accept(with_form, begin(with_form))
    assert answered(code) is None
