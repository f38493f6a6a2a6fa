"""A conclusion in the town: of an inspection in July, signed and published, with figures and evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.foundation.accounts import public as accounts
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Draft, FigureRef, Kind, Mending, NewMember, NewPlace, Part, Remedy
from motcua.reform.inspections.public import StatementKind as Said
from motcua.reform.registers.public import ReformField

At = Callable[[str], datetime]
BY = "post/1"
PERIOD = Period(date(2022, 1, 1), date(2022, 6, 30))


@dataclass(frozen=True)
class Concluded:
    """The ids of the inspection, and the keys of statements: with a figure, without support, recommended; a file."""

    published: int
    place: int
    counted: str
    remark: str
    asked: str
    letter: str


def build(at: At, *, district: units.Unit, commune: units.Unit) -> Concluded:
    """Inspect a commune in July, state four things, sign and publish them."""
    posts = {one.title: one.id for one in accounts.posts_in([district.id], on=date(2022, 6, 1))}
    told = inspections.open_inspection(
        unit_id=district.id, kind=Kind.PLANNED, title="Kiểm tra công tác cải cách hành chính 6 tháng đầu năm 2022",
        purpose="Đánh giá 6 tháng đầu năm", period=PERIOD, fields=[ReformField.PROCEDURES],
        places=[NewPlace(commune.id, date(2022, 7, 12))],
        members=[
            NewMember(posts["Thanh tra viên"], Part.LEADER),
            NewMember(posts["Công chức phụ trách cải cách hành chính"], Part.SECRETARY),
        ],
        by=BY, at=at("06-20 08:00"),
    )  # fmt: skip
    inspections.decide(inspection_id=told, number="41/QĐ-UBND", on=date(2022, 6, 27), by=BY, at=at("06-27 08:00"))
    inspections.notify(inspection_id=told, number="402/UBND-NV", on=date(2022, 7, 1), by=BY, at=at("07-01 08:00"))
    (place,) = inspections.inspection(told).places
    group = inspections.write_group(
        inspection_id=told, title="Tại UBND xã Mẫu Một", places=[place.id], by=BY, at=at("07-13 08:00")
    )
    kept = files.keep(
        name="thu-xin-loi.txt", content="Thư xin lỗi mẫu".encode(), unit=district, purpose="inspections",
        by=BY, at=at("07-13 08:00"),
    )  # fmt: skip

    def write(text: str, kind: Said, **also: object) -> str:
        draft = Draft(group, kind, ReformField.PROCEDURES, text, **also)  # type: ignore[arg-type]  # told by name
        number = inspections.write_statement(inspection_id=told, draft=draft, by=BY, at=at("07-14 08:00"))
        return f"s{number}"

    received = FigureRef("received.total", "338", PERIOD.first, PERIOD.last)
    on_time = FigureRef("dossiers.on_time", "338", PERIOD.first, PERIOD.last)
    counted = write(
        "Huyện đã tiếp nhận {tiep_nhan} hồ sơ, đúng hạn {dung_han}.", Said.GOOD,
        figures={"tiep_nhan": received, "dung_han": on_time},
    )  # fmt: skip
    remark = write("Cán bộ <b>tận tình</b>.", Said.GOOD)
    write("Thư xin lỗi còn sơ sài.", Said.LIMIT, supports=(inspections.read_support(
        {"is": "file", "digest": kept.digest, "name": "Thư xin lỗi mẫu"}
    ),))  # fmt: skip
    asked = write("Ban hành mẫu thư xin lỗi.", Said.RECOMMENDATION, mending=Mending(Remedy.MEND, date(2022, 9, 30)))
    inspections.sign_conclusion(
        inspection_id=told, number="55/TB-UBND", on=date(2022, 7, 29), by=BY, at=at("07-29 08:00")
    )
    inspections.publish_conclusion(
        inspection_id=told, title="Kết quả kiểm tra cải cách hành chính tại xã Mẫu Một", by_line="Phòng Nội vụ",
        by=BY, at=at("08-01 08:00"),
    )  # fmt: skip
    return Concluded(told, place.id, counted, remark, asked, kept.digest)
