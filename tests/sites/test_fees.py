"""Fees at the desk: cash and receipts, proofs that another approves, and a till that is closed by counting."""

from collections.abc import Callable
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing
from motcua.services.fees import public as fees
from sites.town import BIRTH, BY, NOW, Town

SignIn = Callable[[str], Client]
DAY = "2022-10-10"


@pytest.fixture
def money(changing_town: Town) -> Town:
    """Give the town whose district has receipts and an account."""
    unit = changing_town.district.key
    fees.enter_book(unit=unit, series="AA/22P", first=1, last=50, by=BY, at=NOW)
    fees.set_account(
        unit=unit, bank="970436", bank_name="Ngân hàng mẫu", account="1023456789", holder="UBND huyện Mẫu",
        on=NOW.date(), by=BY, at=NOW,
    )  # fmt: skip
    return changing_town


def owing(town: Town, owed: int = 120_000) -> str:
    filing = Filing(procedure=BIRTH, unit=town.district.key, channel=Channel.COUNTER, fee_owed=owed)
    code = dossiers.receive(filing=filing, by=BY, at=NOW).state.code
    assert code
    return code


def page(code: str) -> str:
    return reverse("dossier-fees", kwargs={"code": code})


def do(client: Client, code: str, what: str, **more: object) -> int:
    return client.post(page(code), {"lam": what, **more}).status_code


def shown(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def book(town: Town) -> int:
    return fees.receipt_books(town.district.id)[0].id


def cash(client: Client, town: Town, code: str, amount: str = "120.000") -> int:
    return do(client, code, "tien-mat", amount=amount, so=book(town))


def test_cash_is_taken_and_a_receipt_is_printed(money: Town, signed_in: SignIn) -> None:
    officer, code = signed_in("mot-cua"), owing(money)
    assert "<svg" in shown(officer, page(code))
    assert cash(officer, money, code) == 302
    told = shown(officer, page(code))
    assert "AA/22P-0000001" in told
    assert '<svg class="qr' not in told
    (line,) = fees.lines_of_dossier(dossiers.brief(code).id)  # type: ignore[union-attr]  # it was received above
    answer = officer.get(reverse("dossier-fee-receipt", kwargs={"code": code, "number": line.number}))
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize("amount", ["", "x", "-5", "120.001", "1e9", "٣"])
def test_what_is_no_amount_keeps_the_entry_and_takes_nothing(money: Town, signed_in: SignIn, amount: str) -> None:
    code = owing(money)
    assert cash(signed_in("mot-cua"), money, code, amount) == 400
    assert fees.receipt_books(money.district.id)[0].next == 1


def test_a_proof_is_handed_in_looked_at_and_approved_by_another(money: Town, signed_in: SignIn) -> None:
    officer, leader, code = signed_in("mot-cua"), signed_in("lanh-dao"), owing(money)
    file = SimpleUploadedFile("ck.txt", b"da chuyen 120000", "text/plain")
    assert do(officer, code, "chung-tu", transferred="120.000", tep=file) == 302
    assert code in shown(leader, reverse("till"))
    here = reverse("desk-dossier", kwargs={"code": code})
    assert "120.000 đ chờ người thứ hai" in shown(officer, here)
    assert do(officer, code, "duyet", so="1") == 400
    given = leader.get(reverse("dossier-fee-proof", kwargs={"code": code, "number": 1}))
    assert b"da chuyen" in b"".join([given.content])
    assert do(leader, code, "duyet", so="1") == 302
    assert "Còn phải nộp" in shown(leader, page(code))
    assert fees.day_of(money.district.id, NOW.date()).transfers == 120_000


@pytest.mark.parametrize(
    ("who", "status"), [("chuyen-vien", 403), ("van-thu", 403), ("thanh-tra", 403), ("xa-mot", 403)]
)
def test_nobody_else_takes_cash(money: Town, signed_in: SignIn, who: str, status: int) -> None:
    assert cash(signed_in(who), money, owing(money)) == status


def test_a_day_is_closed_when_it_balances(money: Town, signed_in: SignIn) -> None:
    officer, code = signed_in("mot-cua"), owing(money)
    cash(officer, money, code)
    close = reverse("till-day", args=[DAY])
    assert officer.post(close, {"counted": "100.000", "reason": ""}).status_code == 400
    assert officer.post(close, {"counted": "120.000", "reason": ""}).status_code == 302
    assert "khớp" in shown(officer, reverse("till"))
    assert officer.get(reverse("till-day-sheet", args=[DAY])).content[:5] == b"%PDF-"


def test_a_difference_is_confirmed_by_a_leader(money: Town, signed_in: SignIn) -> None:
    officer, leader, code = signed_in("mot-cua"), signed_in("lanh-dao"), owing(money)
    cash(officer, money, code)
    close = reverse("till-day", args=[DAY])
    assert officer.post(close, {"counted": "115.000", "reason": "trả nhầm tiền thừa"}).status_code == 302
    assert officer.post(close, {"lam": "xac-nhan"}).status_code == 403
    assert leader.post(close, {"lam": "xac-nhan"}).status_code == 302
    assert "đã xác nhận chênh lệch" in shown(leader, reverse("till"))


def test_books_and_account_are_kept_by_the_office(money: Town, signed_in: SignIn) -> None:
    clerk, keeping = signed_in("van-thu"), reverse("fee-keeping")
    assert clerk.post(keeping, {"lam": "quyen", "series": "AB/22P", "first": "1", "last": "50"}).status_code == 302
    assert clerk.post(keeping, {"lam": "quyen", "series": "AB/22P", "first": "50", "last": "60"}).status_code == 400
    given = {"bank": "970436", "bank_name": "Ngân hàng", "account": "99", "holder": "UBND", "on": "01/11/2022"}
    assert clerk.post(keeping, {"lam": "tai-khoan", **given, "bank": "97"}).status_code == 400
    assert clerk.post(keeping, {"lam": "tai-khoan", **given}).status_code == 302
