"""An inspection is opened, decided, made known, changed, called off; its mandate opens and closes by its days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from conftest import Installation
from inspections.conftest import (
    FIELDS,
    FOUNDED,
    VISIT,
    Opened,
    Stage,
    at,
    open_one,
    opened_as,
    seat,
    set_up_stage,
    team,
)
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, Role, may
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.models import Conclusion, Inspection, InspectionRemark, Member
from motcua.reform.inspections.public import Clash, ConflictOfInterest, Kind, Mode, NewMember, NewPlace, NotNow, Part
from motcua.reform.inspections.queries.replay import replay_inspections
from motcua.reform.inspections.rules.deciding import check_notice
from motcua.reform.inspections.rules.life import InspectionState, Visit

Acting = Callable[[str, date], Actor]
DAY = timedelta(days=1)
DECIDED, LAST = date(2022, 10, 3), VISIT + timedelta(days=30)


def test_an_inspection_reads_as_it_was_opened(opened: Opened) -> None:
    view = opened.view
    assert (view.kind, view.unit, view.fields) == (Kind.PLANNED, opened.stage.department, FIELDS)
    assert [place.unit.code for place in view.places] == ["338", "12472", "12475"]
    assert [(one.part, one.unit.code) for one in view.members] == [
        (Part.LEADER, "34.NV"),
        (Part.SECRETARY, "34.NV"),
        (Part.MEMBER, "34.TT"),
    ]
    assert view.mandate is None
    assert inspections.replay_all() == []


def test_the_mandate_opens_the_places_to_members_for_its_time_only(told: Opened, acting: Acting) -> None:
    """The control is in it: on the day before and on the day after, nothing is open."""
    stage = told.stage
    for day, opens in ((DECIDED - DAY, False), (DECIDED, True), (LAST, True), (LAST + DAY, False)):
        member = acting("thong-tin", day)
        for unit in (stage.one, stage.district, stage.office):  # with the departments of the district
            assert may(member, Act.SEE_DOSSIERS, units=[unit.id]) is opens
            assert may(member, Act.SEE_REGISTERS, units=[unit.id]) is opens
        assert inspections.may_inspect(member, told.view, on=day) is opens
        assert inspections.may_see(member, told.view, on=day) is opens
        assert may(member, Act.SEE_DOSSIERS, units=[stage.agency.id])  # what the post has for itself stays


def test_the_mandate_over_a_district_does_not_reach_what_stands_below_it(stage: Stage, acting: Acting) -> None:
    inspection = open_one(stage, places=[NewPlace(stage.district.id, VISIT)])
    inspections.decide(inspection_id=inspection, number="1", on=DECIDED, by=stage.key("giam-doc"), at=at(10, 3))
    member = acting("thong-tin", VISIT)
    assert may(member, Act.SEE_DOSSIERS, units=[stage.district.id])
    assert not may(member, Act.SEE_DOSSIERS, units=[stage.one.id])
    assert not may(member, Act.VERIFY_SCORES)  # a member looks; what an inspector does elsewhere is not given along
    assert not inspections.may_plan(member, stage.district.id, on=VISIT)


def test_an_unannounced_inspection_has_its_mandate_from_its_opening(stage: Stage, acting: Acting) -> None:
    inspection = open_one(stage, kind=Kind.UNANNOUNCED)
    view = inspections.inspection(inspection)
    assert view.mandate is not None
    assert (view.mandate.first, view.mandate.last) == (date(2022, 9, 20), LAST)
    assert may(acting("thong-tin", date(2022, 9, 20)), Act.SEE_DOSSIERS, units=[stage.one.id])
    with pytest.raises(NotNow, match="gives no notice"):
        inspections.notify(inspection_id=inspection, number="2", on=DECIDED, by=stage.key("giam-doc"), at=at(10, 3))


def test_the_inspected_see_it_from_the_notice_on_or_from_the_visit(stage: Stage, acting: Acting) -> None:
    by = stage.key("giam-doc")
    opened = opened_as(stage, open_one(stage))
    inspections.decide(inspection_id=opened.id, number="88/QĐ-SNV", on=DECIDED, by=by, at=at(10, 3))
    chair = acting("chu-tich-mot", DECIDED)
    assert not inspections.may_see(chair, opened.view, on=DECIDED)
    inspections.notify(inspection_id=opened.id, number="1702/SNV", on=date(2022, 10, 4), by=by, at=at(10, 4))
    view = opened.view
    assert inspections.may_see(chair, view, on=DECIDED)
    assert inspections.may_see_place(chair, view, view.place(opened.one), on=DECIDED)
    assert not inspections.may_see_place(chair, view, view.place(opened.two), on=DECIDED)
    assert inspections.may_answer(chair, view.place(opened.one), on=DECIDED)
    assert not inspections.may_answer(chair, view.place(opened.two), on=DECIDED)
    assert not inspections.may_inspect(chair, view, on=DECIDED)

    raid = open_one(stage, kind=Kind.UNANNOUNCED, places=[NewPlace(stage.one.id, VISIT + DAY)])
    secret = inspections.inspection(raid)
    assert not inspections.may_see(chair, secret, on=VISIT)
    assert inspections.may_see(chair, secret, on=VISIT + DAY)


def test_what_was_told_and_then_called_off_is_still_shown_and_what_was_not_is_never(
    told: Opened, acting: Acting
) -> None:
    stage, by = told.stage, told.stage.key("giam-doc")
    raid = open_one(stage, kind=Kind.UNANNOUNCED, places=[NewPlace(stage.one.id, VISIT + DAY)], at=at(10, 5))
    for one in (told.id, raid):
        inspections.cancel(inspection_id=one, reason="Bão", by=by, at=at(10, 10))
    chair = acting("chu-tich-mot", LAST)
    assert inspections.may_see(chair, told.view, on=LAST)
    assert not inspections.may_see(chair, inspections.inspection(raid), on=LAST)


def test_lists_hold_what_may_be_seen_and_nothing_else(told: Opened, acting: Acting) -> None:
    assert [one.id for one in inspections.open_to(acting("cchc-so", VISIT), on=VISIT)] == [told.id]
    assert [one.id for one in inspections.open_to(acting("thong-tin", VISIT), on=VISIT)] == [told.id]
    assert inspections.open_to(acting("thong-tin", LAST + DAY), on=LAST + DAY) == []
    assert [one.id for one in inspections.open_to(acting("chu-tich-hai", VISIT), on=VISIT)] == [told.id]
    assert inspections.open_to(acting("cchc-so", VISIT), on=VISIT, year=2021) == []


def test_who_signs_heads_the_team_or_leads_who_inspects(told: Opened, acting: Acting) -> None:
    stage = told.stage
    inspections.change_team(
        inspection_id=told.id,
        members=[NewMember(stage.posts["thong-tin"], Part.LEADER), NewMember(stage.posts["kiem-tra"], Part.MEMBER)],
        by=stage.key("cchc-so"),
        at=at(10, 5),
    )
    view = told.view
    signs = {
        name for name in ("giam-doc", "kiem-tra", "cchc-so", "thong-tin", "lanh-dao-huyen")
        if inspections.may_sign(acting(name, VISIT), view, on=VISIT)
    }  # fmt: skip
    assert signs == {"giam-doc", "thong-tin"}


@pytest.mark.parametrize(("days_before", "refused"), [(4, True), (5, False), (6, False)])
def test_notice_comes_in_time_or_not_at_all(opened: Opened, days_before: int, refused: bool) -> None:
    by, on = opened.stage.key("giam-doc"), VISIT - timedelta(days=days_before)
    inspections.decide(inspection_id=opened.id, number="88/QĐ-SNV", on=DECIDED, by=by, at=at(10, 3))
    said = {"inspection_id": opened.id, "number": "1702", "on": on, "by": by, "at": at(10, on.day)}
    if refused:
        with pytest.raises(inspections.TooLate) as refusal:
            inspections.notify(**said)
        assert refusal.value.params == {"days": 5, "day": "14/10/2022"}
        assert opened.view.notified is None
    else:
        inspections.notify(**said)
        assert opened.view.notified == inspections.Numbered("1702", on)


def test_a_day_that_is_too_late_by_the_settings_of_its_day_is_taken_by_others(opened: Opened) -> None:
    """The control: were no days asked for, the same notice would be taken."""

    state = InspectionState(decided=inspections.Numbered("88", DECIDED), places={1: Visit("x", VISIT, Mode.ON_SITE)})
    terms = inspections.terms(VISIT)
    with pytest.raises(inspections.TooLate):
        check_notice(state, terms, on=VISIT)
    check_notice(state, replace(terms, notice_days=0), on=VISIT)


def test_nothing_is_signed_twice_or_out_of_turn(opened: Opened) -> None:
    by = opened.stage.key("giam-doc")
    early = {"inspection_id": opened.id, "number": "1702", "on": date(2022, 10, 4), "by": by, "at": at(10, 4)}
    with pytest.raises(NotNow, match="not decided yet"):
        inspections.notify(**early)
    with pytest.raises(NotNow, match="before the first visit"):
        inspections.decide(inspection_id=opened.id, number="88", on=VISIT + DAY, by=by, at=at(10, 20))
    inspections.decide(inspection_id=opened.id, number="88/QĐ-SNV", on=DECIDED, by=by, at=at(10, 3))
    with pytest.raises(NotNow, match="decided by 88/QĐ-SNV"):
        inspections.decide(inspection_id=opened.id, number="89", on=DECIDED, by=by, at=at(10, 3))
    inspections.notify(**early)
    with pytest.raises(NotNow, match="notice was given by 1702"):
        inspections.notify(**early)


def test_a_member_who_works_or_worked_there_is_refused(stage: Stage) -> None:
    """The person is looked at, not the post: who moved to the department last year is still in conflict."""
    moved = seat("chuyen-cong-tac", "Chuyên viên mới", stage.department.id)
    person = accounts.User.objects.get(username="chuyen-cong-tac").person_id
    assert person is not None
    before = accounts.open_post(
        unit_id=stage.office.id, title="Chuyên viên Phòng Nội vụ", on=FOUNDED, by="x", at=at(1, 3)
    )
    accounts.hold(post_id=before, person_id=person, on=FOUNDED, until=date(2021, 5, 31), by="x", at=at(1, 3))
    with pytest.raises(ConflictOfInterest) as refusal:
        open_one(stage, members=[*team(stage), NewMember(moved, Part.MEMBER)])
    assert refusal.value.params == {
        "member": "Chuyên viên mới",
        "post": "Chuyên viên Phòng Nội vụ",
        "of": "Phòng Nội vụ",
    }
    assert not Inspection.objects.exists()
    open_one(stage, members=[*team(stage), NewMember(moved, Part.MEMBER)], places=[NewPlace(stage.one.id, VISIT)])


def test_a_conflict_ends_with_the_years_of_the_settings(stage: Stage) -> None:
    moved = seat("chuyen-cong-tac", "Chuyên viên mới", stage.department.id)
    person = accounts.User.objects.get(username="chuyen-cong-tac").person_id
    assert person is not None
    before = accounts.open_post(unit_id=stage.one.id, title="Văn phòng", on=FOUNDED, by="x", at=at(1, 3))
    accounts.hold(post_id=before, person_id=person, on=FOUNDED, until=date(2019, 9, 19), by="x", at=at(1, 3))
    open_one(stage, members=[*team(stage), NewMember(moved, Part.MEMBER)])  # the day before three years


def test_a_unit_and_a_member_are_in_one_place_a_day(opened: Opened) -> None:
    stage = opened.stage
    others = [NewMember(stage.posts["cchc-so"], Part.LEADER)]
    with pytest.raises(Clash, match=r"Xã Mẫu Một.*19/10/2022.*“Kiểm tra công tác"):
        open_one(stage, members=others, places=[NewPlace(stage.one.id, VISIT)], title="Cuộc khác")
    province = {"unit_id": stage.province.id, "title": "Cuộc khác"}
    with pytest.raises(Clash, match=r"Giám đốc Sở Nội vụ.*Kiểm tra công tác"):
        open_one(stage, **province, places=[NewPlace(stage.office.id, VISIT)], members=team(stage))
    open_one(stage, members=team(stage), places=[NewPlace(stage.one.id, VISIT + DAY)])
    open_one(stage, members=others, places=[NewPlace(stage.one.id, VISIT, Mode.BY_REPORT)])


def test_of_two_openings_at_once_one_takes_the_day(
    committing_db: Installation, together: Callable[..., list[object]]
) -> None:
    stage = set_up_stage()

    def opens(name: str) -> Callable[[], int]:
        head = [NewMember(stage.posts[name], Part.LEADER)]
        return lambda: open_one(stage, members=head, places=[NewPlace(stage.one.id, VISIT)], title=name)

    done = together(opens("giam-doc"), opens("kiem-tra"), opens("cchc-so"))
    assert sorted(type(one).__name__ for one in done) == ["Clash", "Clash", "int"]
    assert Inspection.objects.count() == 1


def test_what_was_called_off_takes_no_day(opened: Opened, acting: Acting) -> None:
    stage = opened.stage
    inspections.decide(inspection_id=opened.id, number="88", on=DECIDED, by=stage.key("giam-doc"), at=at(10, 3))
    inspections.cancel(inspection_id=opened.id, reason="Bão số 5", by=stage.key("giam-doc"), at=at(10, 10))
    assert not may(acting("thong-tin", date(2022, 10, 10)), Act.SEE_DOSSIERS, units=[stage.one.id])
    assert may(acting("thong-tin", date(2022, 10, 9)), Act.SEE_DOSSIERS, units=[stage.one.id])
    assert not inspections.may_inspect(acting("cchc-so", VISIT), opened.view, on=VISIT)
    open_one(stage, at=at(10, 10))
    with pytest.raises(NotNow, match="called off"):
        inspections.cancel(inspection_id=opened.id, reason="lần nữa", by=stage.key("giam-doc"), at=at(10, 10))


def test_why_it_was_called_off_is_not_in_the_ledger(opened: Opened) -> None:
    inspections.cancel(inspection_id=opened.id, reason="Bão số 5", by=opened.stage.key("giam-doc"), at=at(10, 10))
    event = ledger.read(f"inspection/{opened.id}")[-1]
    [kept] = InspectionRemark.objects.all()
    assert "Bão" not in str(event.payload)
    assert kept.text == "Bão số 5"
    assert len(event.payload["reason"]) == 64


def test_who_leaves_the_team_reaches_nothing_from_that_day_and_who_joins_does(told: Opened, acting: Acting) -> None:
    stage = told.stage
    joined = seat("tu-phap", "Chuyên viên Sở Tư pháp", stage.agency.id, Role.SPECIALIST)
    changed = date(2022, 10, 12)
    inspections.change_team(
        inspection_id=told.id,
        members=[*team(stage)[:2], NewMember(joined, Part.MEMBER)],
        by=stage.key("cchc-so"),
        at=at(10, 12),
    )
    here = [stage.two.id]
    assert may(acting("thong-tin", changed - DAY), Act.SEE_DOSSIERS, units=here)
    assert not may(acting("thong-tin", changed), Act.SEE_DOSSIERS, units=here)
    assert may(acting("tu-phap", changed), Act.SEE_DOSSIERS, units=here)
    assert not may(acting("tu-phap", LAST + DAY), Act.SEE_DOSSIERS, units=here)
    assert inspections.replay_all() == []


def test_moved_visits_move_the_mandate(told: Opened, acting: Acting) -> None:
    stage, later = told.stage, VISIT + timedelta(days=7)
    inspections.move_visits(inspection_id=told.id, days={told.one: later}, by=stage.key("cchc-so"), at=at(10, 12))
    view = told.view
    assert view.place(told.one).visit_on == later
    assert view.mandate is not None
    assert view.mandate.last == LAST + timedelta(days=7)
    assert may(acting("thong-tin", LAST + DAY), Act.SEE_DOSSIERS, units=[stage.two.id])
    assert may(acting("thong-tin", DECIDED), Act.SEE_DOSSIERS, units=[stage.two.id])  # what was open stays on record
    assert not may(acting("thong-tin", LAST + timedelta(days=8)), Act.SEE_DOSSIERS, units=[stage.two.id])
    assert inspections.replay_all() == []


def test_a_visit_is_not_moved_before_its_notice_ran(told: Opened) -> None:
    by = told.stage.key("cchc-so")
    with pytest.raises(inspections.TooLate, match="at least 5 days"):
        inspections.move_visits(inspection_id=told.id, days={told.one: date(2022, 10, 8)}, by=by, at=at(10, 5))
    with pytest.raises(NotNow, match="in the past"):
        inspections.move_visits(inspection_id=told.id, days={told.one: date(2022, 10, 9)}, by=by, at=at(10, 12))
    with pytest.raises(NotNow, match="no day was changed"):
        inspections.move_visits(inspection_id=told.id, days={told.one: VISIT}, by=by, at=at(10, 5))


def test_mandates_of_two_inspections_end_each_by_itself(told: Opened, acting: Acting) -> None:
    stage = told.stage
    second = open_one(
        stage, places=[NewPlace(stage.one.id, VISIT + DAY)], kind=Kind.UNANNOUNCED, at=at(10, 10), title="Đột xuất"
    )
    inspections.cancel(inspection_id=told.id, reason="Hoãn", by=stage.key("giam-doc"), at=at(10, 12))
    member = acting("thong-tin", VISIT)
    assert may(member, Act.SEE_DOSSIERS, units=[stage.one.id])
    assert not may(member, Act.SEE_DOSSIERS, units=[stage.two.id])
    inspections.cancel(inspection_id=second, reason="Hoãn", by=stage.key("giam-doc"), at=at(10, 13))
    assert not may(acting("thong-tin", VISIT), Act.SEE_DOSSIERS, units=[stage.one.id])


def test_what_is_closed_does_not_change(told: Opened) -> None:
    """An inspection is closed once its conclusion was signed, and from then on not called off."""
    stage, by = told.stage, told.stage.key("giam-doc")
    with pytest.raises(NotNow, match="not signed yet"):
        inspections.close(inspection_id=told.id, by=by, at=at(11, 20))
    signed = {"content": {}, "digest": "0" * 64, "leaf": "0" * 64, "signed_at": at(11, 18)}
    Conclusion.objects.create(inspection_id=told.id, **signed)
    with pytest.raises(NotNow, match="close it instead"):
        inspections.cancel(inspection_id=told.id, reason="Hoãn", by=by, at=at(11, 20))
    inspections.close(inspection_id=told.id, by=by, at=at(11, 20))
    with pytest.raises(NotNow, match="is closed"):
        inspections.change_team(inspection_id=told.id, members=team(stage), by=stage.key("cchc-so"), at=at(11, 20))
    assert told.view.closed_at == at(11, 20)
    assert replay_inspections() == []


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"title": "  "}, "title", "must be said"),
        ({"fields": ()}, "fields", "no field"),
        ({"places": []}, "places", "no unit"),
        ({"members": []}, "members", "one head"),
        ({"at": at(10, 20)}, "visit_on", "in the past"),
        ({"plan_id": 4711}, "plan", "no such plan"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(stage: Stage, said: dict[str, object], field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        open_one(stage, **said)
    assert refusal.value.field == field
    assert not Inspection.objects.exists()
    assert not ledger.read("inspection/1")


def test_one_inspects_below_or_ones_own_divisions(stage: Stage) -> None:
    elsewhere = {"unit_id": stage.one.id, "members": [NewMember(stage.posts["cchc-so"], Part.LEADER)]}
    with pytest.raises(inspections.WrongPlace, match="does not stand above"):
        open_one(stage, **elsewhere)
    with pytest.raises(inspections.WrongPlace, match="one's own divisions"):
        open_one(stage, kind=Kind.SELF)
    with pytest.raises(inspections.WrongPlace, match="named twice"):
        open_one(stage, places=[NewPlace(stage.one.id, VISIT), NewPlace(stage.one.id, VISIT + DAY)])
    open_one(stage, kind=Kind.SELF, places=[NewPlace(stage.agency.id, VISIT)], members=team(stage)[:2])
    with pytest.raises(ConflictOfInterest):
        open_one(stage, kind=Kind.SELF, places=[NewPlace(stage.agency.id, VISIT + DAY)])


def test_a_commune_looks_at_itself(stage: Stage) -> None:
    chair = [NewMember(stage.posts["chu-tich-mot"], Part.LEADER)]
    own = open_one(stage, kind=Kind.SELF, unit_id=stage.one.id, places=[NewPlace(stage.one.id, VISIT)], members=chair)
    assert inspections.inspection(own).places[0].unit == stage.one


def test_replay_tells_what_was_changed_by_hand(told: Opened) -> None:
    """The control: a row that was changed beside the ledger is named, field by field."""
    Inspection.objects.filter(pk=told.id).update(notified_number="9999", mandate_last=date(2023, 1, 1))
    Member.objects.filter(inspection=told.id, part=Part.MEMBER.value).delete()
    assert {(one.stream, one.field) for one in inspections.replay_all()} == {
        (f"inspection/{told.id}", "notified"),
        (f"inspection/{told.id}", "mandate"),
        (f"inspection/{told.id}", "members"),
    }
