"""The page that sets another system's file beside ours: what it shows, what it gives away, what it refuses."""

import base64
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sites.town import Town

SignIn = Callable[[str], Client]
ASKED = "?don-vi=338&tu=2022-09-01&den=2022-09-30"


def sent(client: Client, text: str, name: str = "theirs.csv", asked: str = ASKED) -> tuple[int, str]:
    answer = client.post(reverse("reconciliation") + asked, {"tep": SimpleUploadedFile(name, text.encode())})
    return answer.status_code, answer.content.decode()


def test_a_list_is_told_dossier_by_dossier(town: Town, signed_in: SignIn) -> None:
    status, page = sent(signed_in("cchc"), f"code,received,channel\n{town.late},14/09/2022,online\nX-1,15/09/2022,\n")
    assert status == 200
    assert "Kênh nộp được ghi khác nhau." in page
    assert "không hồ sơ nào ở đây mang mã này" in page
    assert reverse("desk-dossier", kwargs={"code": town.late}) in page


def test_what_was_found_is_taken_away_without_being_kept(town: Town, signed_in: SignIn) -> None:
    _, page = sent(signed_in("cchc"), "figure,count\n(3),1\n")
    link = re.search(r'href="data:application/vnd[^,]+,([^"]+)"', page)
    assert link
    book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(link[1])))
    assert book.worksheets[0]["C2"].value == 1


def test_counts_are_told_by_what_each_rule_would_do(town: Town, signed_in: SignIn) -> None:
    _, page = sent(signed_in("cchc"), "figure,count\n(4),0\n(7),9\n(8),1\n(9),1\n(10),1\n")
    assert "Mỗi quy tắc sẽ làm thay đổi ra sao" in page
    assert "tổng của họ không bằng tổng các phần" in page


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("code,due\nA,31/02/2022\n", "theirs.csv", "dòng 2, due"),
        ("\xd0\xcf", "theirs.xls", "tệp"),
        ("a,b\n1,2\n", "theirs.csv", "dòng 1"),
        ("", "theirs.csv", "tệp không có dòng nào"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(
    town: Town, signed_in: SignIn, text: str, name: str, said: str
) -> None:
    status, page = sent(signed_in("cchc"), text, name)
    assert status == 400
    assert 'role="alert"' in page
    assert said in page


def test_no_file_is_refused_too(town: Town, signed_in: SignIn) -> None:
    answer = signed_in("cchc").post(reverse("reconciliation") + ASKED)
    assert answer.status_code == 400


def test_another_units_dossiers_stay_its_own(town: Town, signed_in: SignIn) -> None:
    status, _ = sent(signed_in("xa-mot"), "figure,count\n3,1\n", asked="?don-vi=12475")
    assert status == 403
