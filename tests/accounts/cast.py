"""A district and its people: a post for each role, a stranger next door, and somebody without any post."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.models import User
from motcua.foundation.accounts.public import Role
from motcua.foundation.units import public as units

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
YEAR = date(2020, 1, 1)
PASSWORD = "mưa xuân lất phất bay"


@dataclass(frozen=True, slots=True)
class Office:
    """Ids of its units, and of posts by the staff name of who holds them."""

    province: int
    district: int
    department: int
    commune: int
    neighbour: int
    posts: dict[str, int]


def employ(staff_name: str, *roles: Role, unit_id: int, title: str = "", over: int | None = None) -> int:
    """Register a person with a post and its roles; give the post."""
    person = accounts.register(
        name=f"Người {staff_name}", staff_name=staff_name, email=f"{staff_name}@mau.example", by="test", at=AT
    )
    post = accounts.open_post(unit_id=unit_id, title=title or f"Vị trí {staff_name}", on=YEAR, by="test", at=AT)
    for role in roles:
        accounts.grant(post_id=post, role=role, unit_id=over, on=YEAR, by="test", at=AT)
    accounts.hold(post_id=post, person_id=person, on=YEAR, by="test", at=AT)
    return post


def set_up_office() -> Office:
    def found(code: str, name: str, level: units.Level, parent: int | None) -> int:
        return units.found(code=code, name=name, level=level, parent_id=parent, on=YEAR, by="test", at=AT).id

    province = found("01", "Tỉnh Mẫu", units.Level.PROVINCE, None)
    district = found("101", "Huyện Sông", units.Level.DISTRICT, province)
    department = found("101-TP", "Phòng Tư pháp", units.Level.DEPARTMENT, district)
    commune = found("00101", "Xã Cối", units.Level.COMMUNE, district)
    neighbour = found("00102", "Xã Bến", units.Level.COMMUNE, district)
    return Office(
        province,
        district,
        department,
        commune,
        neighbour,
        {
            "mot-cua": employ("mot-cua", Role.ONE_STOP_OFFICER, unit_id=commune),
            "chuyen-vien": employ("chuyen-vien", Role.SPECIALIST, unit_id=department),
            "lanh-dao": employ("lanh-dao", Role.LEADER, unit_id=district),
            "chu-tich": employ("chu-tich", Role.LEADER, unit_id=commune),
            "van-thu": employ("van-thu", Role.CLERK, unit_id=district),
            "cchc": employ("cchc", Role.REFORM_OFFICER, unit_id=district),
            "kiem-tra": employ("kiem-tra", Role.INSPECTOR, unit_id=province, over=neighbour),
            "quan-tri": employ("quan-tri", Role.ADMINISTRATOR, unit_id=district),
            "hang-xom": employ("hang-xom", Role.ONE_STOP_OFFICER, unit_id=neighbour),
        },
    )


def user(staff_name: str) -> User:
    return User.objects.get(username=staff_name)


def with_password(staff_name: str) -> User:
    """Give somebody the password of the tests."""
    one = user(staff_name)
    one.set_password(PASSWORD)
    one.save()
    return one


def actor(staff_name: str, on: date | None = None) -> accounts.Actor:
    found = accounts.actor_of(user(staff_name), on=on)
    assert found is not None
    return found
