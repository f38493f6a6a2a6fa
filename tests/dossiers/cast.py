"""The cast of the dossiers' tests: an office with its posts, another agency, and two procedures."""

from dataclasses import dataclass
from datetime import date, datetime

from dossiers.plain import on
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure, Term
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures

CLERK = "post/one-stop"
SPECIALIST = "post/specialist"
LEADER = "post/leader"
YEAR = date(2020, 1, 1)


@dataclass(frozen=True)
class Office:
    """A district's one-stop shop, a department of it, and the land office, which is another agency."""

    shop: units.Unit
    department: units.Unit
    land_office: units.Unit

    def receive(self, at: str | datetime = "03-01 09:00", **also: object) -> dossiers.Recorded:
        """Take in a dossier of a procedure of ten working days at the counter."""
        said = {"procedure": "1.004222", "unit": self.shop.key, "channel": dossiers.Channel.COUNTER} | also
        when = on(at) if isinstance(at, str) else at
        return dossiers.receive(filing=dossiers.Filing(**said), by=CLERK, at=when)  # type: ignore[arg-type]  # told by name


def set_up_office() -> Office:
    """Found the office and publish its procedures."""
    at = datetime.fromisoformat("2022-01-03T08:00+07:00")
    province = units.found(code="34", name="Tỉnh Mẫu", level=units.Level.PROVINCE, on=YEAR, by="test", at=at)
    shop = units.found(
        code="338", name="Huyện Mẫu", level=units.Level.DISTRICT, on=YEAR, by="test", at=at, parent_id=province.id
    )
    department = units.found(
        code="338.TP", name="Phòng Tư pháp", level=units.Level.DEPARTMENT, on=YEAR, by="test", at=at, parent_id=shop.id
    )
    land = units.found(
        code="34.VPDK",
        name="Văn phòng Đăng ký đất đai",
        level=units.Level.DEPARTMENT,
        on=YEAR,
        by="test",
        at=at,
        parent_id=province.id,
    )
    for code, name, term in [
        ("1.004222", "Đăng ký mẫu", Term(10, Measure.WORKING_DAYS)),
        ("2.000815", "Chứng thực mẫu", Term(1, Measure.SAME_DAY)),
        ("1.999999", "Thủ tục không có thời hạn", None),
    ]:
        procedures.publish(
            code=code, name=name, field_code="mau", field_name="Lĩnh vực mẫu", on=YEAR, by="test", at=at, term=term
        )
    return Office(shop, department, land)
