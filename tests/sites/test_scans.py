"""Scans at the counter: a telephone's photographs become one PDF, and what the office holds is not asked for again."""

import io
from collections.abc import Callable
from html import unescape

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from files.samples import HEIC, jpeg
from motcua.foundation.files import public as files
from motcua.services.intake import public as intake
from motcua.services.intake.models import Draft
from sites.test_counter import filled, officer, send

__all__ = ["officer"]

SignIn = Callable[[str], Client]


def draft() -> int:
    return Draft.objects.latest("pk").pk


def page(paper: str = "to-khai") -> str:
    return reverse("intake-scans", kwargs={"draft": draft(), "paper": paper})


def photographs(*named: tuple[str, bytes]) -> dict[str, object]:
    return {"viec": "them", "tep": [SimpleUploadedFile(name, content) for name, content in named]}


def held(paper: str = "to-khai") -> tuple[str, ...]:
    content = Draft.objects.latest("pk").content
    return tuple(next(line["files"] for line in content["papers"] if line["code"] == paper))


def test_several_photographs_become_one_pdf_and_go_with_the_dossier(officer: Client, signed_in: SignIn) -> None:
    form = filled(officer)
    assert officer.post(page(), photographs(("IMG_1.HEIC", HEIC), ("b.jpg", jpeg()))).status_code == 302
    (digest,) = held()
    with pikepdf.open(io.BytesIO(files.read(digest))) as opened:
        assert len(opened.pages) == 2
    code = send(officer, form, "nhan").headers["Location"].split("/")[-2]
    (paper, *_) = intake.handed_in(code)
    assert paper.files == (digest,)
    address = reverse("dossier-scan", kwargs={"code": code, "digest": digest})
    answer = officer.get(address)
    assert (answer.status_code, answer.headers["Content-Disposition"][:10]) == (200, "attachment")
    assert signed_in("xa-hai").get(address).status_code == 403
    assert address in unescape(officer.get(reverse("dossier-papers", kwargs={"code": code})).content.decode())


def test_one_photograph_stays_a_picture_without_what_the_camera_wrote(officer: Client) -> None:
    filled(officer)
    officer.post(page(), photographs(("a.jpg", jpeg())))
    (digest,) = held()
    shown = officer.get(reverse("intake-scan", kwargs={"draft": draft(), "digest": digest}))
    assert shown.headers["Content-Disposition"][:6] == "inline"
    assert b"SECRET" not in shown.content


def test_scans_are_put_in_order_and_taken_out(officer: Client) -> None:
    filled(officer)
    officer.post(page(), photographs(("a.jpg", jpeg())))
    officer.post(page(), photographs(("b.heic", HEIC)))
    first, second = held()
    officer.post(page(), {"viec": "len", "tep": second})
    assert held() == (second, first)
    officer.post(page(), {"viec": "bo", "tep": first})
    assert held() == (second,)


@pytest.mark.parametrize(
    ("name", "content"), [("a.jpg", b""), ("a.heic", HEIC[:100]), ("a.exe", b"MZ\x00\x00"), ("a.pdf", jpeg())]
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_added(officer: Client, name: str, content: bytes) -> None:
    filled(officer)
    assert officer.post(page(), photographs(("ok.jpg", jpeg()), (name, content))).status_code == 400
    assert held() == ()
    assert officer.post(page(), {"viec": "them"}).status_code == 400


def test_what_the_office_holds_is_offered_with_its_source_and_used_again(officer: Client, signed_in: SignIn) -> None:
    form = filled(officer)
    officer.post(page(), photographs(("a.jpg", jpeg())))
    before = held()
    code = send(officer, form, "nhan").headers["Location"].split("/")[-2]
    form = filled(officer)
    shown = unescape(officer.get(page()).content.decode())
    assert code in shown
    assert officer.post(page(), {"viec": "co-san", "tu": f"{code}|to-khai"}).status_code == 302
    assert held() == before
    again = send(officer, form, "nhan", **{"p-to-khai": "held"}).headers["Location"].split("/")[-2]
    paper = next(one for one in intake.handed_in(again) if one.code == "to-khai")
    assert (paper.reused_from, paper.files) == (code, before)


def test_another_office_is_offered_nothing(officer: Client, signed_in: SignIn) -> None:
    form = filled(officer)
    officer.post(page(), photographs(("a.jpg", jpeg())))
    code = send(officer, form, "nhan").headers["Location"].split("/")[-2]
    other = signed_in("xa-hai")
    filled(other)
    assert code not in unescape(other.get(page()).content.decode())
    assert other.post(page(), {"viec": "co-san", "tu": f"{code}|to-khai"}).status_code == 400


def test_a_draft_of_another_post_is_not_there(officer: Client, signed_in: SignIn) -> None:
    filled(officer)
    officer.post(page(), photographs(("a.jpg", jpeg())))
    (digest,) = held()
    other = signed_in("xa-hai")
    assert other.get(page()).status_code == 404
    assert other.get(reverse("intake-scan", kwargs={"draft": draft(), "digest": digest})).status_code == 404
