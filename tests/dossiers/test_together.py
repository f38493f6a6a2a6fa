"""Many at once: no serial is given twice, no request is taken twice, and random work replays to the same rows."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from dossiers.cast import CLERK, LEADER, SPECIALIST, Office, set_up_office
from dossiers.plain import ZONE, on
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.public import Channel, Defect, WaitsFor

STEPS = 5_000
Together = Callable[..., list[object]]


@pytest.mark.usefixtures("committing_db")
def test_no_serial_is_given_twice_to_eight_counters(together: Together) -> None:
    office = set_up_office()

    def counter() -> list[str | None]:
        return [office.receive("03-01 09:00").state.code for _ in range(12)]

    codes = [code for given in together(*[counter] * 8) for code in given]  # type: ignore[attr-defined]  # a counter's list
    assert sorted(codes) == [f"338-220301-{serial:04d}" for serial in range(1, 97)]


@pytest.mark.usefixtures("committing_db")
def test_one_request_sent_eight_times_at_once_is_one_dossier(together: Together) -> None:
    office = set_up_office()
    results = together(*[lambda: office.receive("03-01 09:00", request_key="once")] * 8)
    assert not [one for one in results if isinstance(one, Exception)]
    assert len({one.dossier_id for one in results if isinstance(one, dossiers.Recorded)}) == 1
    assert Dossier.objects.count() == 1


def test_five_thousand_random_acts_replay_to_the_same_rows(office: Office) -> None:
    chance = random.Random(338)  # noqa: S311 - not for secrets
    at = datetime(2022, 1, 4, 8, tzinfo=ZONE)
    codes: list[str] = []
    taken = refused = 0
    for _ in range(STEPS):
        at += timedelta(minutes=chance.randint(1, 60))
        if not codes or chance.random() < 0.12:
            channel = chance.choice(list(Channel))
            code = office.receive(at, channel=channel).state.code
            assert code is not None
            codes.append(code)
            taken += 1
            continue
        try:
            _act(chance, office, chance.choice(codes[-30:]), at)
            taken += 1
        except Refused:
            refused += 1
    replay = dossiers.replay_all()
    assert replay.differences == ()
    assert (replay.dossiers, replay.events) == (len(codes), taken)
    assert refused > STEPS // 10


def _act(chance: random.Random, office: Office, code: str, at: datetime) -> None:
    unit = chance.choice([office.department, office.land_office])
    defect = Defect("Thiếu bản sao", "Điều 9 (mẫu)")
    chance.choice(
        [
            lambda: dossiers.forward(code=code, to=unit.key, by=CLERK, at=at),
            lambda: dossiers.request_supplement(code=code, defects=[defect], by=CLERK, at=at, approved_by=LEADER),
            lambda: dossiers.take_supplement(code=code, by=CLERK, at=at),
            lambda: dossiers.pause(code=code, waits_for=WaitsFor.PAYMENT, reason="Chờ nộp", by=CLERK, at=at),
            lambda: dossiers.resume(code=code, by=CLERK, at=at),
            lambda: dossiers.consult(code=code, agency=office.land_office.key, by=SPECIALIST, at=at),
            lambda: dossiers.answer(code=code, by=SPECIALIST, at=at),
            lambda: dossiers.name_competent(code=code, unit=unit.key, by=LEADER, at=at),
            lambda: dossiers.extend(code=code, to=at + timedelta(days=30), reason="Chờ", by=LEADER, at=at),
            lambda: dossiers.apologise(code=code, reason="Trễ", by=LEADER, at=at),
            lambda: dossiers.sign_decision(code=code, by=LEADER, at=at),
            lambda: dossiers.finish(code=code, by=CLERK, at=at),
            lambda: dossiers.refuse(code=code, reason="Không đủ", by=LEADER, at=at),
            lambda: dossiers.withdraw(code=code, reason="Xin rút", by=CLERK, at=at),
            lambda: dossiers.stop(code=code, reason="Quá hạn bổ sung", by=LEADER, at=at),
            lambda: dossiers.return_result(code=code, by=CLERK, at=at),
        ]
    )()


def test_the_day_of_a_backdated_receipt_names_the_code(office: Office) -> None:
    filing = dossiers.Filing("1.004222", office.shop.key, Channel.COUNTER)
    told = dossiers.Backdating(on("03-01 09:00"), "Mất điện", LEADER)
    received = dossiers.receive(filing=filing, by=CLERK, at=on("03-02 09:00"), backdating=told)
    assert received.state.code == "338-220301-0001"
