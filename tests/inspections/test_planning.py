"""Plans: drafted, rewritten, issued, amended with a reason; and which units were looked at over the years."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation

from inspections.conftest import BY, FIELDS, PERIOD, VISIT, Stage, at, open_one, team
from motcua.foundation.accounts.public import Actor
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.models import Plan
from motcua.reform.inspections.public import Ground, NewPlace, NewTarget, NotNow, Reason, WrongPlace

WHY = (Reason(Ground.LATE, 120, 50), Reason(Ground.NEVER_VISITED, 0, 50))


def draft(stage: Stage, **said: object) -> int:
    """Draft the plan of the tests, with whatever is said differently."""
    usual = {
        "unit_id": stage.department.id,
        "year": 2022,
        "title": "Kế hoạch kiểm tra công tác cải cách hành chính năm 2022",
        "purpose": "Đánh giá kết quả thực hiện.",
        "period": PERIOD,
        "fields": FIELDS,
        "targets": [NewTarget(stage.district.id, VISIT, reasons=WHY), NewTarget(stage.one.id, date(2022, 6, 1))],
        "members": team(stage),
        "by": stage.key("cchc-so"),
        "at": at(2, 7),
    }
    return inspections.draft_plan(**{**usual, **said})  # type: ignore[arg-type]  # each test says what it varies


def test_a_plan_reads_as_it_was_drafted_in_the_order_of_its_days(stage: Stage) -> None:
    plan = inspections.plan(draft(stage))
    assert [(one.unit.code, one.reasons) for one in plan.targets] == [("12472", ()), ("338", WHY)]
    assert (plan.year, plan.fields, plan.issued, plan.amendments) == (2022, FIELDS, None, ())
    assert inspections.replay_all() == []


def test_a_draft_is_rewritten_and_an_issued_plan_amended_with_its_reason(stage: Stage) -> None:
    plan = draft(stage)
    same = {"year": 2022, "title": "Khác", "purpose": "Khác", "period": PERIOD, "fields": FIELDS, "targets": []}
    inspections.rewrite_plan(plan_id=plan, **same, by=stage.key("cchc-so"), at=at(2, 8))  # type: ignore[arg-type]  # as a draft's
    with pytest.raises(WrongPlace, match="no unit"):
        inspections.issue_plan(plan_id=plan, number="1", on=date(2022, 2, 9), by=BY, at=at(2, 9))
    with pytest.raises(NotNow, match="rewrite it"):
        inspections.amend(plan_id=plan, targets=[], reason="Mưa", by=BY, at=at(2, 9))
    targets = [NewTarget(stage.one.id, VISIT)]
    inspections.rewrite_plan(plan_id=plan, **{**same, "targets": targets}, by=BY, at=at(2, 9))  # type: ignore[arg-type]  # as above
    inspections.issue_plan(plan_id=plan, number="1296/KH-SNV", on=date(2022, 6, 27), by=BY, at=at(6, 27))
    with pytest.raises(NotNow, match="issued as 1296/KH-SNV"):
        inspections.rewrite_plan(plan_id=plan, **same, by=BY, at=at(6, 28))  # type: ignore[arg-type]  # as above
    with pytest.raises(Refused, match="must be said"):
        inspections.amend(plan_id=plan, targets=targets, reason=" ", by=BY, at=at(7, 1))
    more = [*targets, NewTarget(stage.two.id, VISIT)]
    inspections.amend(plan_id=plan, targets=more, reason="Thêm xã Hai", by=BY, at=at(7, 1))
    found = inspections.plan(plan)
    assert [one.reason for one in found.amendments] == ["Thêm xã Hai"]
    assert len(found.targets) == 2
    assert "xã Hai" not in str(ledger.read(f"inspection_plan/{plan}")[-1].payload["reason"])
    assert inspections.replay_all() == []


def test_a_plan_stays_in_its_year(stage: Stage) -> None:
    with pytest.raises(WrongPlace, match="not lie in the year") as refusal:
        draft(stage, targets=[NewTarget(stage.district.id, date(2023, 1, 1))])
    assert refusal.value.params == {"year": 2022}
    draft(stage, targets=[NewTarget(stage.agency.id, VISIT)])  # of one's own divisions, too


def test_a_plan_names_units_below_and_each_day_once(stage: Stage) -> None:
    with pytest.raises(WrongPlace, match="does not stand above"):
        draft(stage, unit_id=stage.one.id, members=[])
    with pytest.raises(WrongPlace, match="named twice"):
        draft(stage, targets=[NewTarget(stage.one.id, VISIT)] * 2)
    assert not Plan.objects.exists()


def test_an_inspection_is_opened_by_ones_own_issued_plan(stage: Stage) -> None:
    plan = draft(stage)
    with pytest.raises(NotNow, match="not issued yet"):
        open_one(stage, plan_id=plan)
    inspections.issue_plan(plan_id=plan, number="1296/KH-SNV", on=date(2022, 6, 27), by=BY, at=at(6, 27))
    with pytest.raises(inspections.UnknownPlan, match="another unit's"):
        open_one(stage, plan_id=plan, unit_id=stage.agency.id)
    opened = open_one(stage, plan_id=plan)
    assert inspections.plan(plan).inspections == (opened,)
    assert inspections.inspection(opened).plan_id == plan


def test_plans_are_seen_by_who_oversees_and_nobody_else(stage: Stage, acting: Callable[[str, date], Actor]) -> None:
    plan = draft(stage)
    for name, seen in (("cchc-so", True), ("giam-doc", True), ("thong-tin", False), ("cchc-huyen", False)):
        actor = acting(name, VISIT)
        assert inspections.may_see_plan(actor, inspections.plan(plan)) is seen
        assert [one.id for one in inspections.plans_open_to(actor)] == ([plan] if seen else [])
    assert inspections.may_plan(acting("cchc-so", VISIT), stage.department.id, on=VISIT)
    assert not inspections.may_plan(acting("cchc-so", VISIT), stage.agency.id, on=VISIT)
    assert not inspections.may_order(acting("cchc-so", VISIT), stage.department.id, on=VISIT)
    assert not inspections.may_order(acting("kiem-tra", VISIT), stage.department.id, on=VISIT)  # an inspector drafts
    assert inspections.may_order(acting("giam-doc", VISIT), stage.department.id, on=VISIT)


def test_coverage_counts_the_units_directly_below_that_were_visited(stage: Stage) -> None:
    before = inspections.coverage(stage.department.id, on=VISIT)
    assert [before.visited(year) for year in before.years] == [0] * 5
    assert set(before.units) == {stage.district.id, stage.agency.id}
    assert before.missing(2022) == 1
    opened = open_one(stage)
    covered = inspections.coverage(stage.department.id, on=VISIT)
    assert covered.visited(2022) == 1
    assert covered.enough(2022)
    assert covered.last_year(stage.district.id, before=2022) == 2022
    inspections.cancel(inspection_id=opened, reason="Hoãn", by=BY, at=at(10, 1))
    assert not inspections.coverage(stage.department.id, on=VISIT).enough(2022)


def test_proposals_say_why_from_what_is_on_record(stage: Stage) -> None:
    open_one(stage, places=[NewPlace(stage.district.id, VISIT)])
    made = inspections.proposals(stage.department.id, period=PERIOD, now=at(10, 20), on=date(2024, 3, 1))
    reasons = {one.unit.code: [(why.ground, why.figure) for why in one.reasons] for one in made}
    assert reasons == {"34.TT": [(Ground.NEVER_VISITED, 0)], "338": [(Ground.NOT_VISITED, 2)]}
    late = Reason(Ground.LATE, 125, 50)
    with translation.override("vi"):
        said = [inspections.reason_said(why) for why in (*made[0].reasons, late)]
    assert said == ["chưa được kiểm tra lần nào", "12,5% hồ sơ phải giải quyết bị quá hạn"]
