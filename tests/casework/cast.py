"""The cast of the tests of casework: a commune with its posts, its district, and a department of the province."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure, Term
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
YEAR = date(2020, 1, 1)
BIRTH, LAND = "1.001193", "1.012783"


def on(text: str) -> datetime:
    """Read a local time of 2022: ``03-01 09:00``."""
    return datetime.fromisoformat(f"2022-{text}").replace(tzinfo=ZONE)


@dataclass
class Office:
    """Units, and the posts by their names here."""

    district: units.Unit
    civil: units.Unit
    land: units.Unit
    posts: dict[str, str] = field(default_factory=dict)

    def receive(self, at: str = "03-01 09:00", procedure: str = BIRTH, *, begun: bool = True) -> str:
        """Take in a dossier at the counter, and begin the work on it."""
        filing = dossiers.Filing(procedure=procedure, unit=self.district.key, channel=dossiers.Channel.COUNTER)
        code = dossiers.receive(filing=filing, by=self.posts["counter"], at=on(at)).state.code
        assert code is not None
        if begun:
            casework.open_case(code=code, by=self.posts["counter"], main=self.posts["counter"], at=on(at))
        return code

    def id_of(self, code: str) -> int:
        """Give the id of a dossier."""
        dossier = dossiers.brief(code)
        assert dossier is not None
        return dossier.id

    def view(self, code: str) -> casework.CaseView:
        """Give the work on a dossier."""
        view = casework.case_of(self.id_of(code))
        assert view is not None
        return view


def set_up_office() -> Office:
    """Found the office, fill its posts, publish its procedures."""
    at = datetime(2022, 1, 3, 8, tzinfo=ZONE)

    def found(code: str, name: str, level: units.Level, parent: units.Unit | None = None) -> units.Unit:
        parent_id = parent.id if parent else None
        return units.found(code=code, name=name, level=level, on=YEAR, by="test", at=at, parent_id=parent_id)

    province = found("34", "Tỉnh Mẫu", units.Level.PROVINCE)
    district = found("338", "Huyện Mẫu", units.Level.DISTRICT, province)
    civil = found("338.TP", "Phòng Tư pháp", units.Level.DEPARTMENT, district)
    land = found("34.VPDK", "Văn phòng Đăng ký đất đai", units.Level.DEPARTMENT, province)
    office = Office(district, civil, land)
    for name, unit, role in (
        ("counter", district, Role.ONE_STOP_OFFICER),
        ("specialist", civil, Role.SPECIALIST),
        ("colleague", civil, Role.SPECIALIST),
        ("leader", district, Role.LEADER),
        ("clerk", district, Role.CLERK),
        ("surveyor", land, Role.SPECIALIST),
    ):
        person = accounts.register(name=name, staff_name=name, email="", by="test", at=at)
        post = accounts.open_post(unit_id=unit.id, title=name, on=YEAR, by="test", at=at)
        accounts.grant(post_id=post, role=role, unit_id=unit.id, on=YEAR, by="test", at=at)
        accounts.hold(post_id=post, person_id=person, on=YEAR, by="test", at=at)
        office.posts[name] = f"post/{post}"
    for code, name in ((BIRTH, "Đăng ký khai sinh"), (LAND, "Cấp đổi Giấy chứng nhận")):
        procedures.publish(
            code=code, name=name, field_code="mau", field_name="Lĩnh vực mẫu", on=YEAR, by="test", at=at,
            term=Term(10, Measure.WORKING_DAYS),
        )  # fmt: skip
    return office
