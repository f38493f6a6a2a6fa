"""Whoever holds the slip asks about the dossier; an officer answers; nobody without the slip or the post does."""

from collections.abc import Callable
from html import unescape
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing, Person, State
from motcua.services.fees import public as fees
from motcua.services.paperwork import public as paperwork
from motcua.services.paperwork.models import Issue
from motcua.services.requests import public as requests
from motcua.services.requests.public import Standing, What
from sites.test_fees import money
from sites.town import BIRTH, BY, NOW, Town

__all__ = ["money"]

SignIn = Callable[[str], Client]
NAME = "NGUYỄN THỊ MẪU"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Every test may ask as often as the first."""
    cache.clear()


def photograph() -> SimpleUploadedFile:
    """A photograph of a transfer, as a telephone sends it."""
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    return SimpleUploadedFile("ck.png", content.getvalue(), "image/png")


def slip(town: Town, *, owed: int = 120_000) -> tuple[str, str]:
    """Take a dossier in, print its slip; give its code and its secret."""
    filing = Filing(
        procedure=BIRTH, unit=town.district.key, channel=Channel.COUNTER, person=Person(NAME), fee_owed=owed
    )
    code = dossiers.receive(filing=filing, by=BY, at=NOW).state.code
    assert code
    return code, printed(code)


def printed(code: str) -> str:
    paper = paperwork.issue(code=code, form=paperwork.Form.RECEIPT, by=BY, at=NOW, address="")
    body = Issue.objects.get(pk=paper.id).body
    return str(body["proof"]["words"][-1]).split(": ")[1].rstrip(".")


def show(client: Client, code: str, secret: str) -> int:
    return client.post(reverse("mine"), {"lam": "vao", "ma": code, "bi-mat": secret}).status_code


def page(client: Client) -> str:
    return unescape(client.get(reverse("mine")).content.decode())


def send(client: Client, deed: str, **more: object) -> tuple[int, str]:
    answer = client.post(reverse("mine"), {"lam": deed, **more})
    return answer.status_code, unescape(answer.content.decode())


def at_desk(code: str) -> str:
    return reverse("dossier-requests", kwargs={"code": code})


def state_of(code: str) -> State:
    dossier = dossiers.brief(code)
    assert dossier
    return dossier.state


def test_without_the_right_secret_nothing_is_shown(money: Town, visitor: Client) -> None:
    code, secret = slip(money)
    assert show(visitor, code, "AAAAA-AAAAA") == 400
    assert show(visitor, money.late, secret) == 400
    assert send(visitor, "hoi", what="withdraw", text="xin rút")[0] == 400
    assert requests.requests_of(dossiers.brief(code).id) == []  # type: ignore[union-attr]


def test_the_holder_asks_and_takes_back_and_no_name_is_shown(money: Town, visitor: Client) -> None:
    code, secret = slip(money)
    assert show(visitor, code, secret) == 302
    assert code in page(visitor)
    assert "MẪU" not in page(visitor)
    assert send(visitor, "hoi", what="withdraw", text="Gia đình đổi ý")[0] == 302
    status, said = send(visitor, "hoi", what="withdraw", text="Gia đình đổi ý")
    assert (status, "đang chờ trả lời" in said, "Gia đình đổi ý" in said) == (400, True, True)
    assert send(visitor, "thu-lai", so="1")[0] == 302
    assert send(visitor, "thu-lai", so="1")[0] == 400
    assert "đã rút lại" in page(visitor)


@pytest.mark.parametrize(
    "sent",
    [
        {"lam": "hoi", "what": "king", "text": "x"},
        {"lam": "hoi", "what": "withdraw", "text": "\x00 "},
        {"lam": "thu-lai", "so": "٣"},
        {"lam": "thu-lai", "so": "99999999999"},
        {"lam": "chung-tu", "amount": "một trăm"},
        {"lam": "chung-tu", "amount": "120.000"},
        {"lam": "xyz"},
    ],
)
def test_what_cannot_be_read_is_refused_in_words(money: Town, visitor: Client, sent: dict[str, str]) -> None:
    show(visitor, *slip(money))
    assert visitor.post(reverse("mine"), sent).status_code == 400


def test_a_proof_of_a_transfer_counts_once_a_post_approved_it(money: Town, visitor: Client, signed_in: SignIn) -> None:
    code, secret = slip(money)
    show(visitor, code, secret)
    assert send(visitor, "chung-tu", amount="120.000", tep=photograph())[0] == 302
    assert send(visitor, "chung-tu", amount="120.000", tep=photograph())[0] == 400
    assert "đang chờ người thứ hai duyệt" in page(visitor)
    file = SimpleUploadedFile("ck.exe", b"MZ\x90\x00" + b"\x00" * 400, "image/png")
    assert send(visitor, "chung-tu", amount="1", tep=file)[0] == 400
    line = fees.lines_of_dossier(dossiers.brief(code).id)[0]  # type: ignore[union-attr]
    answer = signed_in("mot-cua").post(
        reverse("dossier-fees", kwargs={"code": code}), {"lam": "duyet", "so": line.number}
    )
    assert answer.status_code == 302
    assert "Hồ sơ này không phải nộp phí" not in page(visitor)
    assert fees.bill_of(dossiers.brief(code), on=NOW.date()).left == 0  # type: ignore[arg-type]


def test_leaving_closes_the_page_and_so_does_a_new_slip(money: Town, visitor: Client) -> None:
    code, secret = slip(money)
    show(visitor, code, secret)
    send(visitor, "ra")
    assert code not in page(visitor)
    show(visitor, code, secret)
    fresh = printed(code)
    assert code not in page(visitor)
    answer = visitor.post(reverse("mine"), {"lam": "vao", "ma": code, "bi-mat": secret})
    assert "hết giá trị" in unescape(answer.content.decode())
    assert show(visitor, code, fresh) == 302


def test_the_page_closes_by_itself(money: Town, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    code, secret = slip(money)
    monkeypatch.setattr("motcua.sites.portal.pages.holding.MINUTES", -1)
    assert show(visitor, code, secret) == 302
    assert code not in page(visitor)


def test_secrets_cannot_be_tried_by_the_hundred(money: Town, visitor: Client) -> None:
    assert [show(visitor, money.late, f"AAAAA-{number:05}") for number in range(22)][-1] == 429


def test_an_officer_accepts_and_the_dossier_is_withdrawn(money: Town, visitor: Client, signed_in: SignIn) -> None:
    code, secret = slip(money)
    show(visitor, code, secret)
    send(visitor, "hoi", what="withdraw", text="xin rút để bổ sung sau")
    officer = signed_in("mot-cua")
    assert code in unescape(officer.get(reverse("requests")).content.decode())
    assert officer.post(at_desk(code), {"lam": "dong-y", "so": "1", "answer": ""}).status_code == 400
    assert state_of(code) is not State.WITHDRAWN
    assert officer.post(at_desk(code), {"lam": "dong-y", "so": "1", "answer": "Đã cho rút"}).status_code == 302
    assert state_of(code) is State.WITHDRAWN
    assert "Đã cho rút" in page(visitor)
    assert code not in unescape(officer.get(reverse("requests")).content.decode())
    assert officer.post(at_desk(code), {"lam": "dong-y", "so": "1", "answer": "lại"}).status_code == 400


def test_an_officer_records_what_somebody_asks_at_the_counter(money: Town, signed_in: SignIn) -> None:
    code, _ = slip(money)
    officer = signed_in("mot-cua")
    assert officer.post(at_desk(code), {"lam": "ghi", "what": "correct", "text": "sai tên đệm"}).status_code == 302
    said = unescape(officer.get(at_desk(code)).content.decode())
    assert "sai tên đệm" in said
    assert reverse("dossier-sua-nguoi-nop", kwargs={"code": code}) in said


@pytest.mark.parametrize("who", ["van-thu", "cchc", "thanh-tra"])
def test_those_who_only_see_it_answer_nothing(money: Town, signed_in: SignIn, who: str) -> None:
    code, _ = slip(money)
    requests.ask(code=code, what=What.WITHDRAW, text="xin rút", at=NOW)
    for word in ("dong-y", "khong-dong-y", "ghi"):
        sent = {"lam": word, "so": "1", "answer": "x", "what": "correct", "text": "y"}
        assert signed_in(who).post(at_desk(code), sent).status_code == 403
    dossier = dossiers.brief(code)
    assert dossier
    assert [one.standing for one in requests.requests_of(dossier.id)] == [Standing.OPEN]


def test_another_commune_sees_nothing_of_it(money: Town, signed_in: SignIn) -> None:
    code, _ = slip(money)
    assert signed_in("xa-mot").get(at_desk(code)).status_code == 403
    assert code not in unescape(signed_in("xa-mot").get(reverse("requests")).content.decode())
