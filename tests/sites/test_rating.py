"""Rating the service: with the slip or by a link, once a stage; all that is missing at once; names nowhere."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.foundation.ledger import public as ledger
from motcua.services.dossiers import public as dossiers
from motcua.services.surveys import models
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import Method, Stage
from sites.test_fees import money
from sites.test_mine import printed, show, slip
from sites.town import BY, NOW, Town

__all__ = ["money"]

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Every test may ask as often as the first."""
    cache.clear()


def said(answer: HttpResponse, status: int = 200) -> str:
    text = unescape(answer.content.decode())
    assert answer.status_code == status, text
    return text


def returned(town: Town) -> tuple[str, str]:
    """Let a dossier come to its end, its result handed over; give the code and the secret of its slip."""
    code, secret = slip(town, owed=0)
    dossiers.finish(code=code, by=BY, at=NOW)
    dossiers.return_result(code=code, by=BY, at=NOW)
    return code, secret


def given(text: str, stage: str = "result", **also: str) -> dict[str, str]:
    """Fill the form in as it stands on the page: satisfied with everything."""
    number = re.search(r'name="phieu" value="(\d+)"', text)
    assert number
    answers = {f"c{place}": "4" for place in range(1, 13)}
    return {"lam": "gui", "phieu": number[1], "buoc": stage} | answers | also


def opened(client: Client, code: str, secret: str) -> str:
    answer = client.post(reverse("rating"), {"lam": "vao", "ma": code, "bi-mat": secret})
    assert answer.status_code == 302
    return said(client.get(reverse("rating")))


def link_for(code: str, stage: Stage = Stage.RESULT, method: Method = Method.LINK) -> str:
    token = surveys.invite(dossier=code, stage=stage, method=method, by=BY, at=NOW).token
    return reverse("rating-link", kwargs={"token": token})


def test_the_holder_of_a_slip_rates_each_stage_once(money: Town, visitor: Client) -> None:
    code, secret = returned(money)
    text = opened(visitor, code, secret)
    assert "MẪU" not in text
    assert "Ông/bà đánh giá bước nào?" in text
    sent = given(text, **{"c2": "0", "gop-y": "Cảm ơn"})
    answer = visitor.post(reverse("rating"), sent)
    assert answer.headers["Location"] == reverse("rating-done")
    assert "Đã ghi nhận câu trả lời" in said(visitor.get(reverse("rating-done")))
    row = models.AnswerSlip.objects.latest("pk")
    assert (row.stage, row.method, row.comment) == ("result", "link", "Cảm ơn")
    assert models.Answer.objects.filter(answer_slip=row).count() == 11
    before = models.AnswerSlip.objects.count()
    again = said(visitor.post(reverse("rating"), sent), 400)
    assert "không có phiếu thứ hai" in again
    assert models.AnswerSlip.objects.count() == before
    text = said(visitor.get(reverse("rating")))
    assert "Đã đánh giá: Khi nhận kết quả" in text
    assert visitor.post(reverse("rating"), given(text, "receipt")).status_code == 302
    assert "Ông/bà đã đánh giá" in said(visitor.get(reverse("rating")))
    assert {one.actor for one in ledger.read(f"survey/{row.pk}")} == {"citizen"}


def test_all_that_is_missing_is_said_at_once_and_every_entry_is_kept(money: Town, visitor: Client) -> None:
    text = opened(visitor, *returned(money))
    sent = given(text, "", **{"c1": "", "c6": "9", "c3": "5", "gop-y": "Ghi lại"})
    before = models.AnswerSlip.objects.count()
    text = said(visitor.post(reverse("rating"), sent), 400)
    assert re.findall(r'<li><a href="#f-([\w-]+)">', text) == ["buoc", "c1", "c6"]
    assert "<title>Lỗi: " in text
    assert re.search(r'name="c3" value="5"[^>]* checked', text)
    assert "Ghi lại</textarea>" in text
    assert 'id="e-c6"' in text
    assert models.AnswerSlip.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"buoc": "lunch"},
        {"buoc": "supplement"},
        {"phieu": "0"},
        {"phieu": "9" * 40},
        {"c12": "６"},
        {"c2": "\x00"},
        {"gop-y": "x" * 4001},
    ],
)
def test_what_cannot_have_been_chosen_is_refused_in_words(money: Town, visitor: Client, wrong: dict[str, str]) -> None:
    text = opened(visitor, *returned(money))
    assert 'role="alert"' in said(visitor.post(reverse("rating"), given(text) | wrong), 400)


def test_an_unknown_secret_shows_nothing_and_cannot_be_tried_by_the_hundred(money: Town, visitor: Client) -> None:
    code, _ = returned(money)
    tried = [
        visitor.post(reverse("rating"), {"lam": "vao", "ma": code, "bi-mat": f"AAAAA-{number:05}"}).status_code
        for number in range(22)
    ]
    assert (set(tried[:20]), tried[-1]) == ({400}, 429)


def test_a_slip_that_was_shown_is_forgotten_on_leaving_and_by_itself(
    money: Town, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, secret = returned(money)
    opened(visitor, code, secret)
    visitor.post(reverse("rating"), {"lam": "ra"})
    assert 'name="bi-mat"' in said(visitor.get(reverse("rating")))
    monkeypatch.setattr("motcua.sites.portal.pages.holding.MINUTES", -1)
    visitor.post(reverse("rating"), {"lam": "vao", "ma": code, "bi-mat": secret})
    assert 'name="bi-mat"' in said(visitor.get(reverse("rating")))


def test_who_is_on_the_page_of_the_dossier_needs_no_secret_again(money: Town, visitor: Client) -> None:
    code, secret = returned(money)
    assert show(visitor, code, secret) == 302
    assert reverse("rating") in said(visitor.get(reverse("mine")))
    assert 'name="c1"' in said(visitor.get(reverse("rating")))
    printed(code)  # a new slip makes the old one void
    assert 'name="bi-mat"' in said(visitor.get(reverse("rating")))


def test_a_link_names_no_dossier_and_is_answered_on_once(money: Town, visitor: Client) -> None:
    code, _ = returned(money)
    link = link_for(code)
    text = said(visitor.get(link))
    assert code not in text
    assert "MẪU" not in text
    assert "Khi nhận kết quả" in text
    missing = said(visitor.post(link, given(text) | {"c1": ""}), 400)
    assert 'href="#f-c1"' in missing
    assert visitor.post(link, given(text)).headers["Location"] == reverse("rating-done")
    for answer in (visitor.post(link, given(text)), visitor.get(link)):
        assert "không có phiếu thứ hai" in said(answer, 410)
    assert "Không có đường dẫn này" in said(visitor.get(link[:-2] + "x/"), 404)


def test_a_link_of_one_stage_answers_for_no_other(money: Town, visitor: Client) -> None:
    """The form may say what it likes: the link says which stage it is."""
    code, _ = returned(money)
    link = link_for(code, Stage.RECEIPT)
    visitor.post(link, given(said(visitor.get(link)), "result"))
    assert surveys.stages_answered(dossiers.brief(code).id) == {Stage.RECEIPT}  # type: ignore[union-attr]  # there is one


def test_links_cannot_be_tried_by_the_hundred(money: Town, visitor: Client) -> None:
    tried = [visitor.get(reverse("rating-link", kwargs={"token": f"x{number}"})).status_code for number in range(62)]
    assert (set(tried[:60]), tried[-1]) == ({404}, 429)


def test_the_holder_takes_the_questions_to_another_device(money: Town, visitor: Client) -> None:
    code, secret = returned(money)
    opened(visitor, code, secret)
    assert visitor.post(reverse("rating"), {"lam": "lien-ket"}).status_code == 302
    text = said(visitor.get(reverse("rating")))
    shown = re.search(r'href="http://testserver(/danh-gia/[\w-]{20,}/)"', text)
    assert shown
    assert "<svg" in text
    assert shown[1] not in said(visitor.get(reverse("rating")))  # it is shown once
    assert 'name="c1"' in said(Client().get(shown[1]))


def test_an_officer_hands_over_a_tablet_that_opens_nothing_else(money: Town, signed_in: SignIn) -> None:
    code, _ = returned(money)
    tablet = signed_in("mot-cua")
    kept = tablet.cookies["sessionid"].value
    answer = tablet.post(reverse("rating-counter"), {"lam": "tai-day", "ma": code, "buoc": "result"})
    link = answer.headers["Location"]
    assert link.startswith("/danh-gia/")
    assert tablet.get(reverse("work")).status_code == 302
    assert not Session.objects.filter(session_key=kept).exists()
    text = said(tablet.get(link))
    assert code not in text
    done = tablet.post(link, given(text)).headers["Location"]
    assert "đưa lại máy" in said(tablet.get(done))
    assert models.AnswerSlip.objects.latest("pk").method == "kiosk"


def test_an_officer_shows_a_square_code_and_learns_nothing(money: Town, signed_in: SignIn, visitor: Client) -> None:
    code, _ = returned(money)
    officer = signed_in("mot-cua")
    sent = {"lam": "ma-vuong", "ma": code, "buoc": "result"}
    assert officer.post(reverse("rating-counter"), sent).headers["Location"] == reverse("rating-counter")
    shown = re.search(r">http://testserver(/danh-gia/[\w-]{20,}/)<", said(officer.get(reverse("rating-counter"))))
    assert shown
    assert shown[1] not in said(officer.get(reverse("rating-counter")))
    visitor.post(shown[1], given(said(visitor.get(shown[1]))))
    assert officer.post(reverse("rating-counter"), sent).status_code == 302  # whether it was answered is not told
    assert "Mời người nộp hồ sơ đánh giá" in said(officer.get(reverse("desk-dossier", kwargs={"code": code})))


@pytest.mark.parametrize(
    ("who", "sent", "field"),
    [
        ("xa-mot", {"buoc": "result"}, "ma"),
        ("mot-cua", {"ma": "nothing", "buoc": "result"}, "ma"),
        ("mot-cua", {"ma": "", "buoc": "result"}, "ma"),
        ("mot-cua", {"buoc": "lunch"}, "buoc"),
        ("mot-cua", {"buoc": "supplement"}, "buoc"),
    ],
)
def test_a_link_is_made_for_dossiers_of_the_own_office_and_stages_that_came(
    money: Town, signed_in: SignIn, who: str, sent: dict[str, str], field: str
) -> None:
    code, _ = returned(money)
    before = models.Invitation.objects.count()
    text = said(signed_in(who).post(reverse("rating-counter"), {"lam": "ma-vuong", "ma": code} | sent), 400)
    assert f'href="#f-{field}"' in text
    assert models.Invitation.objects.count() == before


def test_no_page_of_the_office_shows_what_one_person_answered(money: Town, visitor: Client, signed_in: SignIn) -> None:
    code, secret = returned(money)
    text = opened(visitor, code, secret)
    before = said(signed_in("cchc").get(reverse("slips")))
    visitor.post(reverse("rating"), given(text, **{"gop-y": "Câu này chỉ của tôi"}))
    assert said(signed_in("cchc").get(reverse("slips"))).count("Câu này") == 0
    assert "ghi thêm ý kiến" not in before  # the month of the comment lasts: not even their number is told
    rows = re.compile(r'<td class="r">([^<]*)</td>')
    assert rows.findall(said(signed_in("cchc").get(reverse("slips")))) == rows.findall(before)
    for who in ("cchc", "van-thu", "mot-cua", "lanh-dao"):
        page = signed_in(who).get(reverse("desk-dossier", kwargs={"code": code}))
        assert "Câu này" not in unescape(page.content.decode())
    assert f"số {models.AnswerSlip.objects.latest('pk').pk}" not in said(
        signed_in("cchc").get(reverse("slips-entered"))
    )


@pytest.mark.parametrize(("page", "most"), [("slip", 2), ("questions", 16), ("link", 17)])
def test_a_page_costs_as_many_queries_as_it_says(money: Town, visitor: Client, page: str, most: int) -> None:
    code, secret = returned(money)
    where = link_for(code) if page == "link" else reverse("rating")
    if page == "questions":
        opened(visitor, code, secret)
    said(visitor.get(where))
    with CaptureQueriesContext(connection) as asked:
        said(visitor.get(where))
    assert len(asked) <= most, "\n".join(query["sql"][:150] for query in asked)
