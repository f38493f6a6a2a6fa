"""A town in which the sites' tests play: a district and its communes, procedures, posts and some ninety dossiers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure, Term
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Defect, Filing
from motcua.services.procedures import public as procedures
from sites import (
    town_catalogue,
    town_conclusions,
    town_feedback,
    town_forms,
    town_inspections,
    town_news,
    town_postings,
    town_registers,
    town_remedies,
    town_scorecards,
)
from sites.town_conclusions import Concluded
from sites.town_feedback import Cases
from sites.town_inspections import Inspected
from sites.town_news import Told
from sites.town_registers import Kept
from sites.town_remedies import Remedied
from sites.town_scorecards import Scoring

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FOUNDED = date(2010, 1, 1)
NOW = datetime(2022, 10, 10, 10, 52, tzinfo=ZONE)
BY = "post/1"

TRANSFER, LOAN, BIRTH, COPY, STATUS = "1.010200", "1.004583", "1.001193", "2.000815", "2.001263"
PROCEDURES = (
    (TRANSFER, "Sang tên quyền sử dụng đất do chuyển nhượng", "DD", "Đất đai", 10, Measure.WORKING_DAYS, False),
    (LOAN, "Đăng ký thế chấp quyền sử dụng đất", "DD", "Đất đai", 3, Measure.WORKING_DAYS, False),
    (BIRTH, "Đăng ký khai sinh", "HT", "Hộ tịch", 2, Measure.WORKING_DAYS, False),
    (COPY, "Chứng thực bản sao từ bản chính", "CT", "Chứng thực", 1, Measure.SAME_DAY, False),
    (STATUS, "Đăng ký việc nuôi con nuôi trong nước", "NCN", "Nuôi con nuôi", 20, Measure.WORKING_DAYS, True),
)


@dataclass(frozen=True)
class Town:
    """Who and what there is: units, posts by role, and the dossiers that tests speak of."""

    district: units.Unit
    land_office: units.Unit
    tax_office: units.Unit
    commune: units.Unit
    other_commune: units.Unit
    transfer: str
    late: str
    waiting: str
    put_off: str
    ready: str
    sensitive: str
    in_commune: str
    leaf: str
    cases: Cases
    sheets: dict[str, int]
    kept: Kept
    scoring: Scoring
    postings: dict[str, int]
    told: Told
    inspected: Inspected
    remedied: Remedied
    concluded: Concluded


def at(text: str) -> datetime:
    """Read a local time of 2022: ``09-26 09:12``."""
    return datetime.fromisoformat(f"2022-{text}").replace(tzinfo=ZONE)


def build() -> Town:
    """Found the town, publish its procedures, and let some ninety dossiers happen, sealed but for the last."""
    founded = at("01-03 08:00")

    def unit(code: str, name: str, level: units.Level, parent: units.Unit | None = None) -> units.Unit:
        return units.found(
            code=code, name=name, level=level, on=FOUNDED, by=BY, at=founded, parent_id=parent.id if parent else None
        )

    province = unit("34", "Tỉnh Mẫu", units.Level.PROVINCE)
    district = unit("338", "Huyện Mẫu", units.Level.DISTRICT, province)
    land = unit("338.DD", "Chi nhánh Văn phòng Đăng ký đất đai", units.Level.DEPARTMENT, district)
    tax = unit("34.T", "Chi cục Thuế", units.Level.DEPARTMENT, province)
    commune = unit("12472", "Xã Mẫu Một", units.Level.COMMUNE, district)
    other = unit("12475", "Xã Mẫu Hai", units.Level.COMMUNE, district)
    for code, name, field_code, field, amount, measure, sensitive in PROCEDURES:
        policy = procedures.ClockPolicy(supplement="pause") if code == TRANSFER else procedures.DEFAULT_POLICY
        procedures.publish(
            code=code, name=name, field_code=field_code, field_name=field, on=FOUNDED, by=BY, at=founded,
            term=Term(amount, measure), policy=policy, sensitive=sensitive,
        )  # fmt: skip
    town_catalogue.build(procedure=BIRTH, by=BY, at=founded)
    _posts({"district": district, "commune": commune, "other": other})

    def receive(procedure: str, where: units.Unit, when: str, channel: Channel = Channel.COUNTER) -> str:
        filing = Filing(procedure=procedure, unit=where.key, channel=channel)
        code = dossiers.receive(filing=filing, by=BY, at=at(when)).state.code
        assert code is not None
        return code

    _many(district, receive)
    in_commune = [receive(BIRTH, commune, f"09-{day:02} 08:40") for day in (5, 6, 7, 8, 9, 12)]
    for place, code in enumerate(in_commune[:-1]):
        dossiers.finish(code=code, by=BY, at=at(f"09-{14 + place % 2:02} 10:00"))

    first = dossiers.receive(
        filing=Filing(procedure=TRANSFER, unit=district.key, channel=Channel.COUNTER), by=BY, at=at("09-26 09:12")
    )
    transfer = str(first.state.code)
    dossiers.forward(code=transfer, to=land.key, by=BY, at=at("09-26 14:05"))
    asked = [Defect("Sơ đồ thửa đất chưa khớp hợp đồng", "điểm a khoản 1 Điều 9")]
    dossiers.request_supplement(code=transfer, defects=asked, by=BY, at=at("09-29 16:40"))
    dossiers.take_supplement(code=transfer, by=BY, at=at("10-04 15:05"))
    dossiers.consult(code=transfer, agency=tax.key, by=BY, at=at("10-05 07:45"))

    late = receive(TRANSFER, district, "09-14 08:15")
    dossiers.forward(code=late, to=land.key, by=BY, at=at("09-14 10:00"))
    waiting = receive(TRANSFER, district, "09-27 08:20", Channel.ONLINE)
    dossiers.request_supplement(code=waiting, defects=asked, by=BY, at=at("09-30 10:00"))
    put_off = receive(TRANSFER, commune, "09-22 08:20")
    dossiers.extend(code=put_off, to=date(2022, 10, 20), reason="đo đạc lại thửa đất", by=BY, at=at("10-04 09:00"))
    ready = receive(LOAN, district, "10-03 09:00")
    dossiers.finish(code=ready, by=BY, at=at("10-05 15:00"))
    sensitive = receive(STATUS, district, "09-20 09:00")
    cases = town_feedback.build(at, district=district, land=land, commune=commune, dossier=late)
    town_feedback.answer_slips(at, district=district, commune=commune)
    kept = town_registers.build(at, district=district, commune=commune)
    sheets = town_forms.build({"district": district, "commune": commune, "other": other})
    scoring = town_scorecards.build(at, district=district, commune=commune, other=other, record=kept.in_commune)
    postings = town_postings.build(at, district=district, commune=commune, of=(TRANSFER, LOAN, BIRTH, COPY, STATUS))
    told = town_news.build(at, district=district, commune=commune)
    inspected = town_inspections.build(at, district=district, commune=commune, other=other)
    remedied = town_remedies.build(at, inspection=inspected.told, commune=commune)
    concluded = town_conclusions.build(at, district=district, commune=commune)
    ledger.seal(at=NOW - timedelta(minutes=5))
    receive(LOAN, district, "10-10 10:30")
    return Town(
        district, land, tax, commune, other, transfer, late, waiting, put_off, ready, sensitive, in_commune[0],
        first.leaf.hex(), cases, sheets, kept, scoring, postings, told,
        inspected,
        remedied,
        concluded,
    )  # fmt: skip


def _many(district: units.Unit, receive: Callable[..., str]) -> None:
    """Let dossiers come and go from January on: most early, some on time, some late, some by other ways."""
    channels = (Channel.COUNTER, Channel.ONLINE, Channel.COUNTER, Channel.ONLINE_ASSISTED, Channel.POST)
    for place in range(72):
        month, day = 1 + place // 8, 4 + (place % 8) * 3
        procedure = (TRANSFER, COPY, BIRTH, LOAN)[place % 4]
        received = datetime(2022, month, day, 8, 5 + place % 50, tzinfo=ZONE)
        code = receive(procedure, district, f"{received:%m-%d %H:%M}", channels[place % 5])
        days = {TRANSFER: (9, 10, 20), COPY: (0, 0, 0), BIRTH: (1, 4, 5), LOAN: (2, 7, 3)}[procedure][place % 3]
        closed = received + timedelta(days=days, hours=2)
        end = dossiers.withdraw if place == 20 else dossiers.stop if place == 40 else None
        if end is not None:
            end(code=code, reason="theo đơn của người nộp", by=BY, at=closed)
        elif closed < NOW:
            dossiers.finish(code=code, by=BY, at=closed)
            if place % 2:
                dossiers.return_result(code=code, by=BY, at=closed + timedelta(days=1))


CAST = (
    ("mot-cua", "Công chức Một cửa", "district", (Role.ONE_STOP_OFFICER,)),
    ("chuyen-vien", "Chuyên viên thẩm định", "district", (Role.SPECIALIST,)),
    ("lanh-dao", "Phó Chủ tịch UBND huyện", "district", (Role.LEADER,)),
    ("van-thu", "Văn thư", "district", (Role.CLERK,)),
    ("cchc", "Công chức phụ trách cải cách hành chính", "district", (Role.REFORM_OFFICER,)),
    ("thanh-tra", "Thanh tra viên", "district", (Role.INSPECTOR,)),
    ("quan-tri", "Quản trị hệ thống", "district", (Role.ADMINISTRATOR,)),
    ("xa-mot", "Công chức Một cửa xã", "commune", (Role.ONE_STOP_OFFICER,)),
    ("xa-hai", "Công chức Một cửa xã", "other", (Role.ONE_STOP_OFFICER,)),
)
"""Sign-in name, title, unit and roles of each post."""

PASSWORD = "một câu dài mà không ai đoán ra"
NO_POST = "khong-vi-tri"
"""Who is of the staff and holds no post today."""


def _posts(places: dict[str, units.Unit]) -> None:
    when = at("01-03 08:00")
    for name, title, place, roles in CAST:
        person = accounts.register(name=title, staff_name=name, by=BY, at=when)
        post = accounts.open_post(unit_id=places[place].id, title=title, on=FOUNDED, by=BY, at=when)
        accounts.hold(post_id=post, person_id=person, on=FOUNDED, by=BY, at=when)
        for role in roles:
            accounts.grant(post_id=post, role=role, on=FOUNDED, by=BY, at=when)
    accounts.register(name="Không vị trí", staff_name=NO_POST, by=BY, at=when)
    known = make_password(PASSWORD)
    accounts.User.objects.update(password=known)
