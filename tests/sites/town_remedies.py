"""Recommendations in the town: one to a commune that it has not answered, one that its one-stop officer reported."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from motcua.foundation.accounts import public as accounts
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Comparison, Remedy, Watch
from motcua.reform.registers.public import ReformField

At = Callable[[str], datetime]
BY = "post/1"
LETTER = "Thư xin lỗi".encode()


@dataclass(frozen=True)
class Remedied:
    """The ids of recommendations to the commune: unanswered, overdue, reported; and the digest of a letter."""

    unanswered: int
    overdue: int
    reported: int
    letter: str


def build(at: At, *, inspection: int, commune: units.Unit) -> Remedied:
    """Recommend three things to a commune, and let its one-stop officer report one."""
    (owner,) = [one.id for one in accounts.posts_in([commune.id], on=date(2022, 9, 1)) if "Một cửa" in one.title]

    def propose(statement: str, text: str, due_on: date, watch: Watch | None = None) -> int:
        return inspections.propose(
            inspection_id=inspection, unit_id=commune.id, statement=statement, text=text, due_on=due_on, watch=watch,
            field=ReformField.PROCEDURES, kind=Remedy.MEND, by=BY, at=at("09-28 08:00"),
        )  # fmt: skip

    def accept(one: int) -> None:
        inspections.accept_recommendation(recommendation_id=one, owner_id=owner, by=BY, at=at("09-29 08:00"))

    watch = Watch("dossiers.on_time", Comparison.AT_LEAST, Decimal(90))
    unanswered = propose("kn-1", "Niêm yết đủ thủ tục hành chính tại bảng.", date(2022, 10, 31))
    overdue = propose("kn-2", "Ghi đủ nội dung giấy tiếp nhận.", date(2022, 10, 5))
    reported = propose("kn-3", "Gửi thư xin lỗi khi trả kết quả quá hạn.", date(2022, 10, 13), watch)
    accept(overdue)
    accept(reported)
    kept = files.keep(
        name="thu-xin-loi.txt", content=LETTER, unit=commune, purpose="inspections", by=BY, at=at("10-06 08:00")
    )
    inspections.report_done(
        recommendation_id=reported, said="Đã gửi 03 thư.", evidence=[f"file/{kept.digest}"], by=f"post/{owner}",
        at=at("10-06 08:05"),
    )  # fmt: skip
    assert kept.digest == sha256(LETTER).hexdigest()
    return Remedied(unanswered, overdue, reported, kept.digest)
