"""The inspection is planned, opened, decided and announced by the posts that would have done so."""

from typing import Any

from motcua.kernel.periods import Period
from motcua.reference.inspection.cast import Cast, Told
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import InspectionView, Kind, NewMember, NewPlace, NewTarget, Part
from motcua.reform.registers.public import ReformField


def open_inspection(wanted: Told, figures: Told, cast: Cast) -> InspectionView:
    """
    Issue the plan, open the inspection under it, decide it and give notice.

    :param figures: what the source says, as ``figures.toml`` has it.
    """
    said, plan, told = figures["inspection"], wanted["plan"], wanted["inspection"]
    unit_id = cast.units[plan["unit"]].id
    about: dict[str, Any] = {
        "unit_id": unit_id,
        "period": Period(told["first"], told["last"]),
        "fields": [ReformField(one) for one in told["fields"]],
    }
    inspected = [cast.units[one["unit"]].id for one in wanted["place"]]
    plan_id = inspections.draft_plan(
        year=said["visit_date"].year,
        title=said["plan_title"],
        purpose=plan["purpose"],
        targets=[NewTarget(one, said["visit_date"]) for one in inspected],
        **about,
        **cast.acts(plan["drafted"]),
    )
    inspections.issue_plan(
        plan_id=plan_id, number=said["plan_number"], on=said["plan_date"], **cast.acts(plan["issued"])
    )
    opened = inspections.open_inspection(
        kind=Kind.PLANNED,
        title=told["title"],
        purpose=told["purpose"],
        places=[NewPlace(one, said["visit_date"]) for one in inspected],
        members=[NewMember(cast.posts[one["post"]], Part(one["part"])) for one in wanted["member"]],
        plan_id=plan_id,
        **about,
        **cast.acts(told["opened"]),
    )
    for act, paper in ((inspections.decide, told["decided"]), (inspections.notify, told["notified"])):
        act(inspection_id=opened, number=paper["number"], on=paper["at"].date(), **cast.acts(paper))
    return inspections.inspection(opened)
