"""Records of the town: in time and late, with and without evidence, corrected, withdrawn, and declared complete."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.registers import public as registers

At = Callable[[str], datetime]
BY = "post/1"
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
DAYS = {"first_on": "2022-01-01", "last_on": "2022-12-31"}
PLAN = "Kế hoạch cải cách hành chính năm 2022\n".encode()


@dataclass(frozen=True)
class Kept:
    """Ids of the records that tests speak of, and the digest of the evidence beside the first."""

    plan: int
    late: int
    withdrawn: int
    in_commune: int
    evidence: str


def build(at: At, *, district: units.Unit, commune: units.Unit) -> Kept:
    """Record what a district and its commune did in 2022."""

    def record(register: str, unit: units.Unit, when: str, **given: object) -> int:
        said = DAYS | given
        return registers.record(register=register, unit_id=unit.id, given=said, by=BY, at=at(when))

    def plan(unit: units.Unit, number: str, issued: str, when: str) -> int:
        said = {
            "number": number,
            "issued_on": issued,
            "subject": "Kế hoạch cải cách hành chính năm 2022",
            "tasks": "42",
        }
        return record("reform_plan", unit, when, **said)

    first = plan(district, "05/KH-UBND", "2022-01-14", "01-17 08:30")
    kept = files.keep(
        name="05-KH-UBND.txt", content=PLAN, unit=district, purpose="registers", by=BY, at=at("01-17 08:35")
    )
    registers.attach_evidence(
        record_id=first, digest=kept.digest, name=kept.name, effective_on=date(2022, 1, 14), by=BY, at=at("01-17 08:36")
    )
    given = DAYS | {
        "number": "05/KH-UBND", "issued_on": "2022-01-14", "subject": "Kế hoạch cải cách hành chính năm 2022",
        "tasks": "42", "tasks_done": "31", "responsible": "Phó Chủ tịch UBND huyện", "note": "Theo báo cáo quý III",
    }  # fmt: skip
    registers.correct(record_id=first, given=given, reason="Bổ sung kết quả", by=BY, at=at("10-03 09:00"))
    late = record(
        "communication_plan", district, "03-20 10:00",
        number="19/KH-UBND", issued_on="2022-03-18", subject="Kế hoạch tuyên truyền cải cách hành chính năm 2022",
    )  # fmt: skip
    gone = record("equipment", district, "04-01 08:00", kind="printer", needed="2", present="1", condition="good")
    registers.withdraw(record_id=gone, reason="Ghi nhầm", by=BY, at=at("04-01 09:00"))
    for place, (kind, needed, present, condition) in enumerate(
        (("computer", "12", "12", "good"), ("scanner", "3", "2", "short"), ("camera", "4", "4", "degraded"))
    ):
        record(
            "equipment", district, f"04-02 08:{place:02}", kind=kind, needed=needed, present=present,
            condition=condition, place="Bộ phận Một cửa",
        )  # fmt: skip
    registers.declare_complete(
        register="mergers",
        unit_id=district.id,
        period=Period(YEAR.first, date(2022, 9, 30)),
        by=BY,
        at=at("10-03 10:00"),
    )
    return Kept(first, late, gone, plan(commune, "02/KH-UBND", "2022-02-25", "02-28 14:00"), kept.digest)
