"""An inspection in the town: the district looks at its communes, was decided and announced; and next year's plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from PIL import Image

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    FindingKind,
    Item,
    Kind,
    Minutes,
    NewMember,
    NewPlace,
    NewTarget,
    Part,
    SaidToFind,
    Severity,
)
from motcua.reform.registers.public import ReformField

At = Callable[[str], datetime]
BY = "post/1"
VISIT = date(2022, 10, 19)


@dataclass(frozen=True)
class Inspected:
    """The ids of a plan, of the inspection by it, and of its places."""

    plan: int
    draft: int
    told: int
    commune: int
    other: int


def build(at: At, *, district: units.Unit, commune: units.Unit, other: units.Unit) -> Inspected:
    """Issue a plan, open an inspection by it, decide it and give notice; draft another plan."""
    posts = {one.title: one.id for one in accounts.posts_in([district.id], on=date(2022, 9, 1))}
    team = [
        NewMember(posts["Thanh tra viên"], Part.LEADER),
        NewMember(posts["Công chức phụ trách cải cách hành chính"], Part.SECRETARY),
    ]
    about = {
        "purpose": "Đánh giá kết quả cải cách hành chính 9 tháng đầu năm 2022",
        "period": Period(date(2022, 1, 1), date(2022, 9, 30)),
        "fields": [ReformField.STEERING, ReformField.PROCEDURES],
    }
    title = "Kiểm tra công tác cải cách hành chính tại các xã năm 2022"
    targets = [NewTarget(one.id, VISIT) for one in (commune, other)]
    plan = inspections.draft_plan(
        unit_id=district.id, year=2022, title="Kế hoạch kiểm tra năm 2022", targets=targets, members=team,
        by=BY, at=at("02-07 08:00"), **about,
    )  # fmt: skip
    inspections.issue_plan(plan_id=plan, number="15/KH-UBND", on=date(2022, 2, 14), by=BY, at=at("02-14 08:00"))
    told = inspections.open_inspection(
        unit_id=district.id, kind=Kind.PLANNED, title=title, plan_id=plan, members=team,
        places=[NewPlace(one.id, VISIT) for one in (commune, other)], by=BY, at=at("09-26 08:00"), **about,
    )  # fmt: skip
    inspections.decide(inspection_id=told, number="88/QĐ-UBND", on=date(2022, 10, 3), by=BY, at=at("10-03 08:00"))
    inspections.notify(inspection_id=told, number="702/UBND-NV", on=date(2022, 10, 4), by=BY, at=at("10-04 08:00"))
    draft = inspections.draft_plan(
        unit_id=district.id, year=2023, title="Kế hoạch kiểm tra năm 2023", by=BY, at=at("10-07 08:00"), **about
    )
    of = {place.unit.id: place.id for place in inspections.inspection(told).places}
    visit(at, of[other.id])
    return Inspected(plan, draft, told, of[commune.id], of[other.id])


def visit(at: At, place_id: int) -> None:
    """Visit a commune: a photograph is event 2, a finding 3, the announced draw 4, the minutes 5; nobody has signed."""
    inspections.begin_visit(place_id=place_id, checklist="cchc-cap-xa", by=BY, at=at("10-10 08:00"))
    inspections.add_photograph(
        place_id=place_id, line="3.1.4", caption="Bảng niêm yết tại Bộ phận Một cửa", name="bang.jpg",
        content=picture(), captured_at=at("10-10 08:10"), by=BY, at=at("10-10 08:10"),
    )  # fmt: skip
    limit = SaidToFind(FindingKind.LIMIT, "Bảng niêm yết thiếu phí, lệ phí", severity=Severity.MINOR)
    inspections.make_finding(place_id=place_id, line="3.1.6", said=limit, by=BY, at=at("10-10 08:20"))
    inspections.announce_draw(place_id=place_id, size=10, by=BY, at=at("10-10 08:30"))
    minutes = Minutes(
        held_at="Trụ sở UBND xã", began_at=at("10-10 08:00"), ended_at=at("10-10 10:00"), team=("Thanh tra viên",),
        unit=("Chủ tịch UBND xã",), reporter="", report="", checked=(), good=(),
        limits=(Item("procedures", "Bảng niêm yết thiếu phí, lệ phí"),), team_view="", unit_view="",
    )  # fmt: skip
    inspections.write_minutes(place_id=place_id, minutes=minutes, seen=0, by=BY, at=at("10-10 10:00"))


def picture() -> bytes:
    """Draw a small photograph."""
    held = BytesIO()
    Image.new("RGB", (64, 48), (150, 140, 120)).save(held, "JPEG")
    return held.getvalue()
