"""Papers at the desk and their check in public: handed out once, printed again, void when another takes its place."""

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from motcua.services.paperwork.models import Issue
from sites.test_counter import filled, officer, send
from sites.test_handling import SignIn, do
from sites.town import Town

__all__ = ["officer"]


def hand_out(client: Client, code: str, form: str) -> int:
    answer = client.post(reverse("dossier-papers", kwargs={"code": code}), {"mau": form})
    assert answer.status_code == 302, unescape(answer.content.decode())
    return int(answer.headers["Location"].rpartition("-")[2])


def check(client: Client, code: str, secret: str) -> tuple[int, str]:
    answer = client.post(reverse("slip-check"), {"ma": code, "bi-mat": secret})
    return answer.status_code, unescape(answer.content.decode())


def test_acceptance_hands_the_slip_out(officer: Client) -> None:
    accepted = send(officer, filled(officer), "nhan").headers["Location"]
    paper = re.search(r'href="(/ban/giay-to/to/\d+\.pdf)"', officer.get(accepted).content.decode())
    assert paper
    answer = officer.get(paper[1])
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")


def test_a_slip_is_checked_by_its_secret_and_void_once_another_is_handed_out(officer: Client, visitor: Client) -> None:
    code = send(officer, filled(officer), "nhan").headers["Location"].split("/")[-2]
    secret = str(Issue.objects.get(form="receipt").body["proof"]["words"][-1]).split(": ")[1].rstrip(".")
    status, said = check(visitor, code, secret)
    assert (status, "còn giá trị" in said, "MẪU" in said) == (200, True, False)
    hand_out(officer, code, "receipt")
    assert "không còn giá trị" in check(visitor, code, secret)[1]
    assert check(visitor, code, "AAAAA-AAAAA")[0] == 400


@pytest.mark.parametrize("size", ["a5", "a4"])
def test_a_paper_is_handed_out_in_its_size_and_as_word_too(officer: Client, size: str) -> None:
    code = send(officer, filled(officer), "nhan").headers["Location"].split("/")[-2]
    answer = officer.post(reverse("dossier-papers", kwargs={"code": code}), {"mau": "receipt", "kho": size})
    paper = int(answer.headers["Location"].rpartition("-")[2])
    assert Issue.objects.get(pk=paper).body["size"] == size
    page = officer.get(reverse("dossier-papers", kwargs={"code": code})).content.decode()
    assert reverse("paper-docx", kwargs={"paper": paper}) in page
    given = officer.get(reverse("paper-docx", kwargs={"paper": paper}))
    assert given.headers["Content-Type"].endswith("wordprocessingml.document")
    assert given.content.startswith(b"PK")


def test_secrets_cannot_be_tried_by_the_hundred(town: Town, visitor: Client) -> None:
    answers = [check(visitor, town.late, f"AAAAA-{number:05}")[0] for number in range(22)]
    assert answers[:20] == [400] * 20
    assert answers[-1] == 429
    cache.clear()


@pytest.mark.parametrize("form", ["", "king", "apology", "stop_notice"])
def test_what_cannot_be_handed_out_is_refused(changing_town: Town, signed_in: SignIn, form: str) -> None:
    answer = signed_in("mot-cua").post(reverse("dossier-papers", kwargs={"code": changing_town.late}), {"mau": form})
    assert answer.status_code == 400
    assert Issue.objects.count() == 0


def test_who_only_looks_hands_nothing_out(changing_town: Town, signed_in: SignIn) -> None:
    address = reverse("dossier-papers", kwargs={"code": changing_town.late})
    assert 'name="mau"' not in signed_in("thanh-tra").get(address).content.decode()
    assert signed_in("thanh-tra").post(address, {"mau": "receipt"}).status_code == 403


def test_another_office_opens_no_paper_by_changing_the_number(changing_town: Town, signed_in: SignIn) -> None:
    paper = hand_out(signed_in("mot-cua"), changing_town.late, "control")
    assert signed_in("lanh-dao").get(reverse("paper", kwargs={"paper": paper})).status_code == 200
    assert signed_in("xa-hai").get(reverse("paper", kwargs={"paper": paper})).status_code == 403
    assert signed_in("mot-cua").get(reverse("paper", kwargs={"paper": paper + 999})).status_code == 404


def test_an_apology_that_was_made_has_its_paper(changing_town: Town, signed_in: SignIn) -> None:
    do(signed_in("lanh-dao"), "xin-loi", changing_town.late, reason="đo đạc lại thửa đất")
    paper = hand_out(signed_in("mot-cua"), changing_town.late, "apology")
    assert "đo đạc lại thửa đất" in str(Issue.objects.get(pk=paper).body)
