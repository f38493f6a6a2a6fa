"""Money for dossiers: cash with receipts in order, transfers and refunds by two, and a day that must balance."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from casework.cast import BIRTH, on
from dossiers.test_facts import rows
from fees.cast import DAY, OWED, Till, set_up_till
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.fees import models
from motcua.services.fees import public as fees
from motcua.services.fees.public import Part, Standing, Way


def test_cash_is_taken_with_the_next_receipt_and_stands_with_the_dossier(till: Till) -> None:
    till.cash(50_000)
    till.cash(70_000)
    assert [line.receipt for line in till.lines()] == ["AA/22P-0000101", "AA/22P-0000102"]
    view = dossiers.staff_view(till.code, at=on("03-02 08:00"))
    assert view
    assert [line.kind.value for line in view.events][-2:] == ["paid", "paid"]
    assert till.paid() == OWED


def test_more_than_is_owed_is_not_taken_and_uses_no_receipt(till: Till) -> None:
    with pytest.raises(dossiers.WrongPayment):
        till.cash(OWED + 1)
    till.cash()
    with pytest.raises(dossiers.WrongPayment):
        till.cash(1)
    assert fees.receipt_books(till.unit.id)[0].next == 102


def bill(till: Till) -> fees.Bill:
    dossier = dossiers.brief(till.code)
    assert dossier
    return fees.bill_of(dossier, on=DAY)


def fix(till: Till, amount: int, at: str) -> None:
    fees.assess(code=till.code, amount=amount, reason="diện tích đo đạc", by="post/2", at=on(at))


def test_an_advance_is_told_apart_until_the_final_sum_is_fixed(till: Till) -> None:
    till.cash(100_000, part=Part.ADVANCE)
    told = bill(till)
    assert (told.advanced, told.awaits_final, told.settled) == (100_000, True, False)
    fix(till, 300_000, "03-01 10:30")
    told = bill(till)
    assert (told.advanced, told.left, told.over, told.awaits_final) == (100_000, 200_000, 0, False)
    till.cash(200_000, "03-01 11:00", part=Part.ADVANCE)
    assert [line.part for line in till.lines()] == [Part.ADVANCE, Part.FINAL]
    assert bill(till).settled
    assert fees.day_of(till.unit.id, DAY).advances == 100_000


def test_what_was_paid_beyond_the_final_sum_is_given_back(till: Till) -> None:
    till.cash(100_000, part=Part.ADVANCE)
    fix(till, 70_000, "03-01 10:30")
    told = bill(till)
    assert (told.left, told.over, told.settled) == (0, 30_000, False)
    asked = fees.ask_refund(
        code=till.code, amount=told.over, way=Way.CASH, reason="trả lại chênh lệch", by="post/1", at=on("03-01 11:00")
    )
    fees.approve(code=till.code, number=asked.number, by="post/2", at=on("03-01 11:30"))
    assert bill(till).settled
    assert fees.replay_all() == []
    with pytest.raises(fees.NotAnAmount):
        fix(till, -1, "03-01 12:00")


def test_what_the_tariffs_owe_in_advance_is_asked_first(till: Till) -> None:
    filing = dossiers.Filing(
        procedure=BIRTH, unit=till.unit.key, channel=dossiers.Channel.COUNTER, fee_owed=OWED, fee_advance=20_000
    )
    recorded = dossiers.receive(filing=filing, by="post/1", at=on("03-01 09:00"))
    till.code = recorded.state.code or ""
    assert (bill(till).asked, bill(till).next) == (20_000, Part.ADVANCE)
    till.cash(20_000)
    told = bill(till)
    assert (told.asked, told.next, told.awaits_final) == (100_000, Part.FINAL, False)
    till.cash(100_000, "03-01 10:30")
    assert [line.part for line in till.lines()] == [Part.ADVANCE, Part.FINAL]
    (*_, noted) = rows(recorded.dossier_id, table="dossier_notes")
    assert (noted["fee_owed"], noted["fee_advance"], noted["fee_paid"]) == (OWED, 20_000, OWED)


def test_a_proof_counts_once_a_second_person_approved_it(till: Till) -> None:
    number = till.proof()
    assert till.paid() == 0
    with pytest.raises(fees.TwoNeeded):
        fees.approve(code=till.code, number=number, by="citizen", at=on("03-01 12:00"))
    fees.approve(code=till.code, number=number, by=till.office.posts["leader"], at=on("03-01 12:00"))
    assert till.paid() == OWED
    with pytest.raises(fees.UnknownMovement):
        fees.approve(code=till.code, number=number, by=till.office.posts["clerk"], at=on("03-01 12:01"))
    assert fees.day_of(till.unit.id, DAY).transfers == OWED


def test_a_rejected_proof_counts_nothing_and_another_may_come(till: Till) -> None:
    number = till.proof()
    with pytest.raises(fees.NotAnAmount):
        till.proof(1)
    fees.reject(code=till.code, number=number, reason="không thấy tiền về", by="post/2", at=on("03-01 12:00"))
    assert till.proof(at="03-01 13:00") > number
    assert [line.standing for line in till.lines()] == [Standing.VOID, Standing.WAITING]


def test_what_is_given_back_needs_a_second_person_and_was_paid_that_way(till: Till) -> None:
    till.cash()
    with pytest.raises(fees.NotAnAmount):
        fees.ask_refund(code=till.code, amount=1, way=Way.TRANSFER, reason="x", by="post/1", at=on("03-01 13:30"))
    purse = fees.ask_refund(
        code=till.code, amount=20_000, way=Way.CASH, reason="thu thừa", by="post/1", at=on("03-01 13:30")
    )
    with pytest.raises(fees.TwoNeeded):
        fees.approve(code=till.code, number=purse.number, by="post/1", at=on("03-01 14:00"))
    fees.approve(code=till.code, number=purse.number, by="post/2", at=on("03-01 14:00"))
    assert (till.paid(), fees.day_of(till.unit.id, DAY).cash) == (100_000, 100_000)


def test_an_annulled_receipt_stays_in_its_book_and_its_money_goes_back(till: Till) -> None:
    till.cash()
    (line,) = till.lines()
    fees.annul_receipt(code=till.code, number=line.number, reason="ghi sai", by="post/1", at=on("03-01 10:10"))
    till.cash(at="03-01 10:20")
    day = fees.day_of(till.unit.id, DAY)
    assert (day.cash, day.annulled, day.receipts) == (OWED, ("AA/22P-0000101",), 2)
    assert (day.first, day.last) == ("AA/22P-0000101", "AA/22P-0000102")


def test_a_day_that_balances_is_closed_and_what_comes_later_counts_on_the_next(till: Till) -> None:
    till.cash(20_000)
    assert till.close(20_000).cash == 20_000
    till.cash(30_000, at="03-01 17:05")
    assert fees.day_of(till.unit.id, date(2022, 3, 2)).cash == 30_000
    assert fees.open_days(till.unit.id) == [date(2022, 3, 2)]
    with pytest.raises(fees.NotThisDay):
        till.close(20_000)


def test_a_day_that_does_not_balance_needs_a_reason_and_a_second_person(till: Till) -> None:
    till.cash()
    with pytest.raises(fees.DoesNotBalance):
        till.close(OWED - 1)
    till.close(OWED - 5_000, reason="trả nhầm tiền thừa")
    (closed,) = fees.closed_days(till.unit.id)
    assert closed.waits
    counter, leader = till.office.posts["counter"], till.office.posts["leader"]
    with pytest.raises(fees.TwoNeeded):
        fees.confirm_day(unit=till.unit.key, day=DAY, by=counter, at=on("03-01 17:10"))
    fees.confirm_day(unit=till.unit.key, day=DAY, by=leader, at=on("03-01 17:10"))
    assert not fees.closed_days(till.unit.id)[0].waits


def test_a_receipt_of_a_counted_day_is_not_annulled_any_more(till: Till) -> None:
    till.cash()
    (line,) = till.lines()
    till.close(OWED)
    with pytest.raises(fees.NotAnAmount):
        fees.annul_receipt(code=till.code, number=line.number, reason="muộn", by="post/1", at=on("03-01 17:30"))


@pytest.mark.parametrize(
    ("series", "first", "last"), [("", 1, 2), ("AA/22P", 110, 120), ("B", 0, 5), ("B", 5, 4), ("B", 1, 20_000)]
)
def test_what_is_no_receipt_book_is_refused(till: Till, series: str, first: int, last: int) -> None:
    with pytest.raises(fees.NotABook):
        fees.enter_book(unit=till.unit.key, series=series, first=first, last=last, by="post/1", at=on("03-01 08:00"))


def test_a_book_that_is_used_up_gives_no_receipt(till: Till) -> None:
    for minute in range(10):
        till.cash(1_000, at=f"03-01 10:{minute:02}")
    with pytest.raises(fees.NoReceipt):
        till.cash(1_000, at="03-01 11:00")
    assert till.paid() == 10_000


def test_the_bill_carries_the_square_code_for_what_is_left(till: Till) -> None:
    till.cash(20_000)
    dossier = dossiers.brief(till.code)
    assert dossier
    bill = fees.bill_of(dossier, on=DAY)
    assert (bill.owed, bill.paid, bill.left) == (OWED, 20_000, 100_000)
    assert "5406100000" in bill.qr
    assert bill.memo in bill.qr


def test_whatever_moves_in_whatever_order_the_sums_agree(till: Till) -> None:
    """Acts by chance on three dossiers; the purses, the days and the dossiers' own streams say the same at the end."""
    chance, codes = random.Random(11), [till.code, till.another(), till.another()]  # noqa: S311  chance for a test
    done = 0
    for minute in range(150):
        code, at = chance.choice(codes), f"03-01 {9 + minute // 50:02}:{minute % 50 + 10:02}"
        lines = fees.lines_of_dossier(till.office.id_of(code))
        number = chance.choice([line.number for line in lines] or [1])
        acts: list[Callable[[], object]] = [
            lambda code=code, at=at: till.cash(chance.choice([10_000, 20_000]), at=at, code=code),
            lambda code=code, at=at: till.proof(chance.choice([10_000, 30_000]), at=at, code=code),
            lambda code=code, at=at, number=number: fees.approve(code=code, number=number, by="post/2", at=on(at)),
            lambda code=code, at=at, number=number: fees.reject(
                code=code, number=number, reason="x", by="post/2", at=on(at)
            ),
            lambda code=code, at=at: fees.ask_refund(
                code=code, amount=10_000, way=chance.choice(list(Way)), reason="x", by="post/1", at=on(at)
            ),
            lambda code=code, at=at, number=number: fees.annul_receipt(
                code=code, number=number, reason="x", by="post/1", at=on(at)
            ),
        ]
        try:
            chance.choice(acts)()
            done += 1
        except Refused:
            pass
    assert done > 40
    assert fees.replay_all() == []
    day = fees.day_of(till.unit.id, DAY)
    held = [dossiers.staff_view(code, at=on("03-02 08:00")) for code in codes]
    paid = sum(till.paid(code) for code in codes)
    assert paid == day.cash + day.transfers - day.transfers_back
    assert all(held)
    assert dossiers.replay_all().differences == ()
    models.Movement.objects.update(amount=1)
    assert fees.replay_all()


@pytest.mark.usefixtures("committing_db")
def test_two_who_take_cash_at_the_same_time_give_two_receipts(together: Callable[..., list[object]]) -> None:
    till = set_up_till()
    other = till.another()
    together(lambda: till.cash(1_000), lambda: till.cash(1_000, code=other))
    given = models.Movement.objects.order_by("receipt").values_list("receipt", flat=True)
    assert list(given) == ["AA/22P-0000101", "AA/22P-0000102"]
