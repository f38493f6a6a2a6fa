"""A recommendation goes its way between the unit and the inspecting side, and stays closed only while it is mended."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from inspections.conftest import Opened, at, seat
from inspections.remedies import (
    DUE,
    ON_TIME,
    SIGNED,
    accepted,
    confirmed,
    dossier,
    letter,
    proposed,
    publish,
    reported,
)
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.foundation.ledger import public as ledger
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Facts
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.models import Recommendation, RecommendationRemark
from motcua.reform.inspections.public import (
    FigureSaysOtherwise,
    NotAtThisStage,
    NotOfTheUnit,
    NotSaid,
    Only,
    RecommendationState,
    SameHands,
    Standing,
    UnknownRecommendation,
    WrongDay,
)
from motcua.reform.inspections.public import RecommendationAct as Act


def state(one: int) -> RecommendationState:
    return inspections.recommendation(one).state


def facts() -> Facts:
    ledger.seal(at=at(12, 30))
    return indicators.up_to_date(at=at(12, 30))


def test_a_recommendation_is_accepted_reported_verified_and_closed(opened: Opened) -> None:
    one = confirmed(opened)
    stage = opened.stage
    after = inspections.close_recommendation(
        recommendation_id=one, facts=facts(), by=stage.key("giam-doc"), at=at(11, 11)
    )
    assert (after.standing, after.accepted, after.in_time, after.owner) == (
        Standing.CLOSED,
        True,
        True,
        stage.key("chu-tich-mot"),
    )
    assert [step.act for step in inspections.steps(one)] == [
        Act.PROPOSED,
        Act.ACCEPTED,
        Act.REPORTED,
        Act.VERIFIED,
        Act.CLOSED,
    ]
    assert state(one) == after
    assert inspections.replay_recommendations() == []


def test_what_was_said_stands_beside_the_ledger_and_not_in_it(opened: Opened) -> None:
    one = reported(opened)
    (step,) = [step for step in inspections.steps(one) if step.act is Act.REPORTED]
    assert step.text == "Đã gửi thư xin lỗi cho 03 hồ sơ."
    raw = b"".join(event.entry for event in ledger.read(f"recommendation/{one}")).decode()
    assert "Đã gửi" not in raw
    row = RecommendationRemark.objects.get(recommendation=one, number=3)
    said = f'["{opened.stage.key("chu-tich-mot")}", "{row.text}"]'
    assert ledger.commitment(said, bytes(row.salt)) == step.payload["remark"]


def test_a_row_that_was_changed_is_found_by_the_replay(opened: Opened) -> None:
    one = reported(opened)
    Recommendation.objects.filter(pk=one).update(due_on=date(2023, 1, 1))
    assert [found.field for found in inspections.replay_recommendations()] == ["due_on"]


def test_one_statement_is_recommended_once_to_a_unit(opened: Opened) -> None:
    proposed(opened)
    other = proposed(opened, unit_id=opened.stage.two.id)
    assert state(other).unit == opened.stage.two.key
    with pytest.raises(NotAtThisStage):
        proposed(opened)


@pytest.mark.parametrize(("text", "due", "refusal"), [("  ", DUE, NotSaid), ("Sửa", date(2022, 10, 27), WrongDay)])
def test_what_cannot_be_recommended(opened: Opened, text: str, due: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        proposed(opened, text=text, due_on=due)


def test_the_owner_is_a_post_of_the_unit(opened: Opened) -> None:
    one = proposed(opened)
    with pytest.raises(NotOfTheUnit):
        inspections.accept_recommendation(
            recommendation_id=one,
            owner_id=opened.stage.posts["chu-tich-hai"],
            by=opened.stage.key("chu-tich-mot"),
            at=at(10, 31),
        )
    assert state(one).standing is Standing.PROPOSED


def test_a_reservation_is_weighed_and_the_recommendation_stands(opened: Opened) -> None:
    one, stage = proposed(opened), opened.stage
    with pytest.raises(NotSaid):
        inspections.reserve(recommendation_id=one, reason=" ", by=stage.key("chu-tich-mot"), at=at(10, 31))
    inspections.reserve(
        recommendation_id=one, reason="Không có hồ sơ nào trễ", by=stage.key("chu-tich-mot"), at=at(10, 31)
    )
    after = inspections.uphold(recommendation_id=one, reason="Có 03 hồ sơ trễ", by=stage.key("giam-doc"), at=at(11, 1))
    assert (after.standing, after.accepted, after.owner) == (Standing.OPEN, False, "")
    assert [one.id for one in inspections.to_do(stage.key("chu-tich-mot"), [stage.one.id])] == [one]


def test_a_recommendation_that_was_withdrawn_is_over(opened: Opened) -> None:
    one, stage = proposed(opened), opened.stage
    inspections.take_back(recommendation_id=one, reason="Nhầm đơn vị", by=stage.key("giam-doc"), at=at(10, 30))
    with pytest.raises(NotAtThisStage):
        inspections.accept_recommendation(
            recommendation_id=one,
            owner_id=stage.posts["chu-tich-mot"],
            by=stage.key("chu-tich-mot"),
            at=at(10, 31),
        )
    assert inspections.open_for([stage.one.id]) == []


def test_an_extension_is_asked_for_before_the_term_is_over_and_given_or_not(opened: Opened) -> None:
    one, stage = accepted(opened), opened.stage

    def ask(day: int, until: date) -> RecommendationState:
        return inspections.ask_extension(
            recommendation_id=one,
            until=until,
            reason="Chờ cấp kinh phí",
            by=stage.key("chu-tich-mot"),
            at=at(11, day),
        )

    with pytest.raises(WrongDay):
        ask(5, DUE)
    with pytest.raises(WrongDay):
        ask(13, date(2022, 11, 30))
    assert ask(12, date(2022, 11, 30)).asked_until == date(2022, 11, 30)
    by = stage.key("kiem-tra")
    kept = inspections.refuse_extension(recommendation_id=one, reason="Đã có kinh phí", by=by, at=at(11, 12))
    assert (kept.due_on, kept.asked_until) == (DUE, None)
    with pytest.raises(NotAtThisStage):
        inspections.grant_extension(recommendation_id=one, until=date(2022, 11, 30), by=by, at=at(11, 12))
    ask(12, date(2022, 11, 30))
    given = inspections.grant_extension(recommendation_id=one, until=date(2022, 11, 25), by=by, at=at(11, 12))
    assert (given.due_first, given.due_on) == (DUE, date(2022, 11, 25))


def test_a_remedy_is_shown_by_evidence_of_the_unit(opened: Opened) -> None:
    one, stage = accepted(opened), opened.stage

    def report(*evidence: str) -> None:
        inspections.report_done(
            recommendation_id=one, said="Đã làm", evidence=evidence, by=stage.key("chu-tich-mot"), at=at(11, 8)
        )

    with pytest.raises(NotSaid):
        report()
    with pytest.raises(NotOfTheUnit):
        report(letter(stage.two, "Thư của xã khác"))
    with pytest.raises(NotOfTheUnit):
        report("record/999999")
    by = stage.key("chu-tich-mot")
    inspections.add_evidence(recommendation_id=one, evidence=[letter(stage.one)], by=by, at=at(11, 7))
    with pytest.raises(NotSaid):
        inspections.add_evidence(recommendation_id=one, evidence=[letter(stage.one)], by=by, at=at(11, 7))
    report()
    assert state(one).evidence == (letter(stage.one),)


def test_who_reported_cannot_verify_in_that_post_nor_in_another(opened: Opened) -> None:
    one, stage = reported(opened), opened.stage

    def confirm(by: str, day: int = 15) -> None:
        inspections.confirm_done(recommendation_id=one, by=by, at=at(11, day))

    with pytest.raises(SameHands):
        confirm(stage.key("chu-tich-mot"))
    moved = accounts.open_post(
        unit_id=stage.department.id, title="Thanh tra viên mới", on=date(2022, 11, 12), by="post/1", at=at(11, 12)
    )
    person = accounts.User.objects.get(username="chu-tich-mot").person_id
    accounts.leave(post_id=stage.posts["chu-tich-mot"], on=date(2022, 11, 12), by="post/1", at=at(11, 12))
    accounts.hold(post_id=moved, person_id=person, on=date(2022, 11, 12), by="post/1", at=at(11, 12))
    with pytest.raises(SameHands):
        confirm(f"post/{moved}")
    assert state(one).standing is Standing.REPORTED
    new = seat("moi", "Thanh tra viên khác", stage.department.id, Role.INSPECTOR)
    confirm(f"post/{new}")
    assert state(one).standing is Standing.VERIFIED


def test_what_is_not_done_is_sent_back_and_is_late_again(opened: Opened) -> None:
    one, stage = reported(opened), opened.stage
    after = inspections.send_back(
        recommendation_id=one, reason="Thiếu thư của hồ sơ thứ ba", by=stage.key("kiem-tra"), at=at(11, 14)
    )
    assert (after.standing, after.reported_on, after.overdue(date(2022, 11, 14))) == (Standing.OPEN, None, True)


def test_an_overdue_recommendation_is_taken_up_step_by_step_to_the_top(opened: Opened) -> None:
    one, stage = accepted(opened), opened.stage

    def escalate(day: int) -> RecommendationState:
        return inspections.escalate(
            recommendation_id=one, reason="Không báo cáo", by=stage.key("giam-doc"), at=at(11, day)
        )

    with pytest.raises(NotAtThisStage):
        escalate(12)
    assert escalate(14).escalated == (stage.district.key,)
    assert escalate(20).escalated == (stage.district.key, stage.province.key)
    with pytest.raises(NotAtThisStage):
        escalate(25)
    found = inspections.recommendations(to=[stage.one.id], on=date(2022, 11, 14))
    assert {only: found.counts[only] for only in (Only.OPEN, Only.OVERDUE, Only.ESCALATED)} == {
        Only.OPEN: 1,
        Only.OVERDUE: 1,
        Only.ESCALATED: 1,
    }


def test_it_cannot_be_closed_while_the_figure_says_otherwise_without_a_reason(opened: Opened) -> None:
    publish()
    one, stage = confirmed(opened, watch=ON_TIME), opened.stage
    dossier(stage.one, at(11, 1), at(11, 9))
    dossier(stage.one, at(11, 1), at(11, 2))

    def close(reason: str = "") -> RecommendationState:
        return inspections.close_recommendation(
            recommendation_id=one, facts=facts(), reason=reason, by=stage.key("giam-doc"), at=at(11, 11)
        )

    with pytest.raises(FigureSaysOtherwise):
        close()
    after = close("Hồ sơ trễ đã có thư xin lỗi")
    assert after.seen is not None
    assert (after.seen.value, after.seen.numerator, after.seen.denominator) == (Fraction(50), 1, 2)
    assert (after.seen.first, after.seen.last) == (date(2022, 10, 28), date(2022, 11, 11))
    assert inspections.replay_recommendations() == []


def test_a_figure_that_is_not_known_needs_a_reason_too(opened: Opened) -> None:
    one = confirmed(opened, watch=ON_TIME)
    with pytest.raises(FigureSaysOtherwise):
        inspections.close_recommendation(
            recommendation_id=one, facts=facts(), by=opened.stage.key("giam-doc"), at=at(11, 11)
        )


def test_what_slips_back_is_opened_again_once_with_the_figure(opened: Opened) -> None:
    publish()
    one, stage = confirmed(opened, watch=ON_TIME), opened.stage
    dossier(stage.one, at(11, 1), at(11, 2))
    inspections.close_recommendation(recommendation_id=one, facts=facts(), by=stage.key("giam-doc"), at=at(11, 11))
    assert inspections.check_watches(at=at(11, 12), facts=facts()).reopened == ()
    dossier(stage.one, at(11, 14), at(11, 25))
    looked = inspections.check_watches(at=at(11, 28), facts=facts())
    assert (looked.watches, looked.reopened) == (1, (one,))
    after = state(one)
    assert (after.standing, after.reopened, after.due_on) == (Standing.OPEN, 1, date(2022, 12, 13))
    assert after.seen is not None
    assert after.seen.value == Fraction(50)
    assert after.reported_on is None
    assert inspections.check_watches(at=at(11, 28), facts=facts()).reopened == ()
    assert inspections.replay_recommendations() == []


def test_one_closed_against_its_figure_is_held_to_it_once_it_has_been_well(opened: Opened) -> None:
    publish()
    one, stage = confirmed(opened, watch=ON_TIME), opened.stage
    dossier(stage.one, at(11, 1), at(11, 9))
    inspections.close_recommendation(
        recommendation_id=one, facts=facts(), reason="Đã khắc phục", by=stage.key("giam-doc"), at=at(11, 11)
    )
    assert inspections.check_watches(at=at(11, 12), facts=facts()).reopened == ()
    for _ in range(9):
        dossier(stage.one, at(11, 14), at(11, 15))
    assert inspections.check_watches(at=at(11, 16), facts=facts()).reopened == ()
    assert [step.act for step in inspections.steps(one)][-1] is Act.SEEN
    dossier(stage.one, at(11, 17), at(11, 29))
    assert inspections.check_watches(at=at(11, 30), facts=facts()).reopened == (one,)


def test_somebody_opens_it_again_with_a_reason(opened: Opened) -> None:
    one, stage = confirmed(opened), opened.stage
    by = stage.key("giam-doc")
    inspections.close_recommendation(recommendation_id=one, facts=facts(), by=by, at=at(11, 11))
    with pytest.raises(NotSaid):
        inspections.reopen_recommendation(recommendation_id=one, reason="", by=by, at=at(11, 20))
    after = inspections.reopen_recommendation(recommendation_id=one, reason="Phản ánh mới", by=by, at=at(11, 20))
    assert (after.standing, after.due_on - date(2022, 11, 20)) == (Standing.OPEN, timedelta(days=15))


def test_an_unknown_recommendation(opened: Opened) -> None:
    with pytest.raises(UnknownRecommendation):
        inspections.recommendation(10**9)
    with pytest.raises(UnknownRecommendation):
        inspections.take_back(recommendation_id=10**9, reason="?", by="post/1", at=SIGNED)
