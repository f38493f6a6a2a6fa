"""A recommendation for tests: to a commune, to be mended in fifteen days, and each step of its way."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from inspections.conftest import Opened, at
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure, Term
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Comparison, Remedy, Watch
from motcua.reform.registers.public import ReformField
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing
from motcua.services.procedures import public as procedures

SIGNED = at(10, 28)
DUE = date(2022, 11, 12)
PROCEDURE = "1.001193"
ON_TIME = Watch("dossiers.on_time", Comparison.AT_LEAST, Decimal(90))


def proposed(opened: Opened, **said: Any) -> int:
    """Recommend that the first commune gives apology letters, by the head of the team."""
    usual: dict[str, Any] = {
        "inspection_id": opened.id,
        "unit_id": opened.stage.one.id,
        "statement": "kien-nghi-1",
        "text": "Gửi thư xin lỗi khi trả kết quả quá hạn.",
        "field": ReformField.PROCEDURES,
        "kind": Remedy.MEND,
        "due_on": DUE,
        "by": opened.stage.key("giam-doc"),
        "at": SIGNED,
    }
    return inspections.propose(**{**usual, **said})


def accepted(opened: Opened, **said: Any) -> int:
    """Let the commune's chairman accept it, and answer for it himself."""
    one = proposed(opened, **said)
    by = opened.stage.key("chu-tich-mot")
    owner = opened.stage.posts["chu-tich-mot"]
    inspections.accept_recommendation(recommendation_id=one, owner_id=owner, by=by, at=at(10, 31))
    return one


def letter(unit: units.Unit, text: str = "Thư xin lỗi") -> str:
    """Hand a file of a unit in, and give its reference."""
    kept = files.keep(
        name="thu-xin-loi.txt", content=text.encode(), unit=unit, purpose="inspections", by="post/1", at=at(11, 1)
    )
    return f"file/{kept.digest}"


def reported(opened: Opened, **said: Any) -> int:
    """Let the commune report it as done, with a letter beside it."""
    one = accepted(opened, **said)
    inspections.report_done(
        recommendation_id=one,
        said="Đã gửi thư xin lỗi cho 03 hồ sơ.",
        evidence=[letter(opened.stage.one)],
        by=opened.stage.key("chu-tich-mot"),
        at=at(11, 8),
    )
    return one


def confirmed(opened: Opened, **said: Any) -> int:
    """Let an inspector look, and find it done."""
    one = reported(opened, **said)
    by = opened.stage.key("kiem-tra")
    inspections.confirm_done(recommendation_id=one, note="Đã xem 03 thư", by=by, at=at(11, 10))
    return one


def publish() -> None:
    """Publish a procedure that takes two working days."""
    procedures.publish(
        code=PROCEDURE,
        name="Đăng ký khai sinh",
        field_code="HT",
        field_name="Hộ tịch",
        on=date(2010, 1, 1),
        by="post/1",
        at=at(1, 3),
        term=Term(2, Measure.WORKING_DAYS),
    )


def dossier(unit: units.Unit, received: datetime, finished: datetime) -> None:
    """Let a dossier come in and be finished; it has two working days."""
    filing = Filing(procedure=PROCEDURE, unit=unit.key, channel=Channel.COUNTER)
    code = dossiers.receive(filing=filing, by="post/1", at=received).state.code
    assert code is not None
    dossiers.finish(code=code, by="post/1", at=finished)
