"""Scoring in the town: one round that is verified for a commune and late for the other, and one that is still open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import Deadlines, Entry, Figure, Verdict

At = Callable[[str], datetime]
BY = "post/1"
CARD = "par-commune-illustrative"
OWN_POST = "cchc-xa"
"""Who scores for the commune. No one of the cast: none of them may score there."""


@dataclass(frozen=True)
class Scoring:
    """The rounds: one past its first deadline, one still open for points."""

    verified: int
    open: int
    commune: int
    other: int


def build(at: At, *, district: units.Unit, commune: units.Unit, other: units.Unit, record: int) -> Scoring:
    """Give the commune a post that scores, and let two rounds come as far as their names say."""
    person = accounts.register(name="Công chức phụ trách CCHC xã", staff_name=OWN_POST, by=BY, at=at("01-03 08:00"))
    post = accounts.open_post(
        unit_id=commune.id, title="Công chức phụ trách CCHC xã", on=date(2010, 1, 1), by=BY, at=at("01-03 08:00")
    )
    accounts.hold(post_id=post, person_id=person, on=date(2010, 1, 1), by=BY, at=at("01-03 08:00"))
    accounts.grant(post_id=post, role=Role.REFORM_OFFICER, on=date(2010, 1, 1), by=BY, at=at("01-03 08:00"))

    def opened(first: date, last: date, *until: date) -> int:
        return scorecards.open_round(
            scorecard=CARD,
            unit=district,
            below=[commune.id, other.id],
            period=Period(first, last),
            deadlines=Deadlines(*until),
            by=BY,
            at=at("10-01 08:00"),
        )

    verified = opened(date(2022, 1, 1), date(2022, 9, 30), date(2022, 10, 5), date(2022, 10, 15), date(2022, 10, 20))
    running = opened(date(2022, 7, 1), date(2022, 9, 30), date(2022, 10, 31), date(2022, 11, 10), date(2022, 11, 20))
    _score(verified, commune, at, f"record/{record}")
    return Scoring(verified, running, commune.id, other.id)


def _score(round_id: int, commune: units.Unit, at: At, evidence: str) -> None:
    card = scorecards.scoring_round(round_id).scorecard
    own = {one.code: Entry(one.most) for one in scorecards.own_components(card)}
    own["ON_TIME"] = Entry(Decimal("9.60"), Figure(48, 50), "Theo số liệu hệ thống đến hết ngày 30/9.", (evidence,))
    own["TRAINING"] = Entry(Decimal("2.00"), Figure(8, 12), "Bốn người chưa bố trí được lớp.")
    also = {"round_id": round_id, "unit_id": commune.id, "by": BY}
    scorecards.score_own(entries=own, at=at("10-03 15:00"), **also)
    scorecards.submit(at=at("10-06 09:00"), **also)
    verdicts = {code: Verdict(entry.points or Decimal(0)) for code, entry in own.items()}
    verdicts["POSTING"] = Verdict(Decimal("3.00"), "Bảng niêm yết thiếu mẫu đơn của sáu thủ tục.")
    verdicts["WEBSITE"] = Verdict(Decimal("0.50"), "Ba tháng không có tin mới.")
    scorecards.verify(verdicts=verdicts, for_unit=_above(commune), at=at("10-07 10:00"), **also)
    scorecards.take_survey(counts={"SIPAS": Figure(41, 50)}, for_unit=_above(commune), at=at("10-07 10:05"), **also)


def _above(unit: units.Unit) -> int:
    assert unit.parent_id is not None
    return unit.parent_id
