"""A province whose department inspects a district and two communes with members of another agency."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Actor, Role
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Kind, NewMember, NewPlace, Part
from motcua.reform.registers.public import ReformField

FOUNDED = date(2010, 1, 1)
PERIOD = Period(date(2022, 1, 1), date(2022, 9, 30))
VISIT = date(2022, 10, 19)
FIELDS = (ReformField.STEERING, ReformField.PROCEDURES)
BY = "post/1"

POSTS = (
    ("giam-doc", "Giám đốc Sở Nội vụ", "department", (Role.LEADER,)),
    ("kiem-tra", "Phó Trưởng phòng Cải cách hành chính", "department", (Role.INSPECTOR,)),
    ("cchc-so", "Chuyên viên phòng Cải cách hành chính", "department", (Role.REFORM_OFFICER,)),
    ("thong-tin", "Chuyên viên Sở Thông tin và Truyền thông", "agency", (Role.SPECIALIST,)),
    ("lanh-dao-huyen", "Phó Chủ tịch UBND huyện", "district", (Role.LEADER,)),
    ("cchc-huyen", "Công chức phụ trách cải cách hành chính huyện", "district", (Role.REFORM_OFFICER,)),
    ("chu-tich-mot", "Chủ tịch UBND xã Một", "one", (Role.LEADER, Role.REFORM_OFFICER)),
    ("chu-tich-hai", "Chủ tịch UBND xã Hai", "two", (Role.LEADER, Role.REFORM_OFFICER)),
)
"""Sign-in name, title, unit and roles of each post."""


def at(month: int, day: int, hour: int = 9) -> datetime:
    """Give an hour in UTC of a day of 2022."""
    return datetime(2022, month, day, hour - 7 if hour >= 7 else hour, tzinfo=UTC)


@dataclass(frozen=True)
class Stage:
    """The units, and the posts by the name with which their holders sign in."""

    province: units.Unit
    department: units.Unit
    agency: units.Unit
    district: units.Unit
    office: units.Unit
    one: units.Unit
    two: units.Unit
    posts: dict[str, int]

    def key(self, name: str) -> str:
        """Give the key under which a post acts."""
        return f"post/{self.posts[name]}"


@dataclass(frozen=True)
class Opened:
    """An inspection of the district and its two communes, all visited on one day."""

    id: int
    district: int
    one: int
    two: int
    stage: Stage

    @property
    def view(self) -> inspections.InspectionView:
        """Read it anew."""
        return inspections.inspection(self.id)


def set_up_stage() -> Stage:
    """Found the units, and let people hold the posts."""

    def found(code: str, name: str, level: units.Level, parent: units.Unit | None) -> units.Unit:
        parent_id = parent.id if parent else None
        return units.found(code=code, name=name, level=level, on=FOUNDED, by=BY, at=at(1, 3), parent_id=parent_id)

    province = found("34", "Tỉnh Mẫu", units.Level.PROVINCE, None)
    department = found("34.NV", "Sở Nội vụ", units.Level.DEPARTMENT, province)
    agency = found("34.TT", "Sở Thông tin và Truyền thông", units.Level.DEPARTMENT, province)
    district = found("338", "Huyện Mẫu", units.Level.DISTRICT, province)
    office = found("338.NV", "Phòng Nội vụ", units.Level.DEPARTMENT, district)
    one = found("12472", "Xã Mẫu Một", units.Level.COMMUNE, district)
    two = found("12475", "Xã Mẫu Hai", units.Level.COMMUNE, district)
    where = {"department": department, "agency": agency, "district": district, "one": one, "two": two}
    posts = {name: seat(name, title, where[place].id, *roles) for name, title, place, roles in POSTS}
    return Stage(province, department, agency, district, office, one, two, posts)


@pytest.fixture
def stage(db: None) -> Stage:
    """Give the units and their posts, which the test gives back."""
    return set_up_stage()


def seat(name: str, title: str, unit_id: int, *roles: Role) -> int:
    """Open a post with its roles, and let somebody new hold it."""
    person = accounts.register(name=title, staff_name=name, by=BY, at=at(1, 3))
    post = accounts.open_post(unit_id=unit_id, title=title, on=FOUNDED, by=BY, at=at(1, 3))
    accounts.hold(post_id=post, person_id=person, on=FOUNDED, by=BY, at=at(1, 3))
    for role in roles:
        accounts.grant(post_id=post, role=role, on=FOUNDED, by=BY, at=at(1, 3))
    return post


def team(stage: Stage) -> list[NewMember]:
    """Give the team of the tests: its head, its secretary, and a member of another agency."""
    return [
        NewMember(stage.posts["giam-doc"], Part.LEADER),
        NewMember(stage.posts["kiem-tra"], Part.SECRETARY),
        NewMember(stage.posts["thong-tin"], Part.MEMBER),
    ]


def open_one(stage: Stage, **said: object) -> int:
    """Open the inspection of the tests, with whatever is said differently."""
    usual = {
        "unit_id": stage.department.id,
        "kind": Kind.PLANNED,
        "title": "Kiểm tra công tác cải cách hành chính năm 2022",
        "purpose": "Đánh giá kết quả thực hiện công tác cải cách hành chính 9 tháng đầu năm 2022",
        "period": PERIOD,
        "fields": FIELDS,
        "places": [NewPlace(unit.id, VISIT) for unit in (stage.district, stage.one, stage.two)],
        "members": team(stage),
        "by": stage.key("cchc-so"),
        "at": at(9, 20),
    }
    return inspections.open_inspection(**{**usual, **said})  # type: ignore[arg-type]  # each test says what it varies


def opened_as(stage: Stage, inspection_id: int) -> Opened:
    """Give an inspection of the three units with the ids of its places."""
    of = {place.unit.id: place.id for place in inspections.inspection(inspection_id).places}
    return Opened(inspection_id, of[stage.district.id], of[stage.one.id], of[stage.two.id], stage)


@pytest.fixture
def opened(stage: Stage) -> Opened:
    """Open an inspection of the district and its communes; it is not decided yet."""
    return opened_as(stage, open_one(stage))


@pytest.fixture
def told(opened: Opened) -> Opened:
    """Decide the inspection and give notice of it; its mandate has begun."""
    by = opened.stage.key("giam-doc")
    inspections.decide(inspection_id=opened.id, number="88/QĐ-SNV", on=date(2022, 10, 3), by=by, at=at(10, 3))
    inspections.notify(inspection_id=opened.id, number="1702/SNV-CCHC", on=date(2022, 10, 4), by=by, at=at(10, 4))
    return opened


@pytest.fixture
def acting(stage: Stage) -> Callable[[str, date], Actor]:
    """Give a post as it may act on a day, by the name with which its holder signs in."""

    def find(name: str, on: date) -> Actor:
        actor = accounts.actor_of(accounts.User.objects.get(username=name), on=on)
        assert actor is not None
        return actor

    return find
