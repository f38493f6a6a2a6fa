"""Lists from files: looked at before they are taken, handed back marked, taken whole; and units reorganised so."""

import io
from collections.abc import Callable
from datetime import date
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.foundation.units.models import Unit
from motcua.services.dossiers import public as dossiers
from sites.town import Town

SignIn = Callable[[str], Client]
MERGED = (
    "old_code,old_name,new_code,new_name\n"
    "12472,Xã Mẫu Một,12472,Xã Mẫu Mới\n"
    "12475,Xã Mẫu Hai,12472,Xã Mẫu Mới\n"
    "338,Huyện Mẫu,,\n"
)


def bring(client: Client, word: str, text: str, day: str = "01/11/2022", name: str = "rows.csv") -> HttpResponse:
    sent = {"tep": SimpleUploadedFile(name, text.encode()), "ngay": day, "lam": "xem"}
    answer = client.post(reverse("taking-in", args=[word]), sent)
    if answer.status_code == 302:
        return client.get(answer.headers["Location"])  # type: ignore[return-value]  # the page that is led to
    return answer  # type: ignore[return-value]  # a page of ours


def shown(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def taken(client: Client, word: str, text: str, day: str = "01/11/2022") -> str:
    sent = {"tep": SimpleUploadedFile("rows.csv", text.encode()), "ngay": day, "lam": "xem"}
    address = client.post(reverse("taking-in", args=[word]), sent).headers["Location"]
    digest = address.partition("tep=")[2].partition("&")[0]
    return shown(client.post(reverse("taking-in", args=[word]), {"tep": digest, "ngay": day, "lam": "nhan"}))  # type: ignore[arg-type]  # a page of ours


def test_a_reorganisation_is_looked_at_first_and_changes_nothing(changing_town: Town, signed_in: SignIn) -> None:
    before = Unit.objects.count()
    told = shown(bring(signed_in("quan-tri"), "sap-xep", MERGED))
    assert "Xã Mẫu Một → Xã Mẫu Mới: 2" in told
    assert Unit.objects.count() == before
    dossier = dossiers.brief(changing_town.put_off)
    assert dossier
    assert dossier.holder_id == changing_town.commune.id


def test_a_reorganisation_is_done_in_one_act(changing_town: Town, signed_in: SignIn) -> None:
    told = taken(signed_in("quan-tri"), "sap-xep", MERGED)
    assert "Đã nạp" in told
    assert "Hồ sơ đang mở đã chuyển: " in told
    assert "Xã Mẫu Mới" in {one.name for one in units.structure(date(2022, 11, 1)).units.values()}
    dossier = dossiers.brief(changing_town.put_off)
    assert dossier
    assert units.by_key([dossier.holder])[dossier.holder].name == "Xã Mẫu Mới"


def test_what_is_wrong_is_said_row_by_row_and_handed_back_marked(changing_town: Town, signed_in: SignIn) -> None:
    admin = signed_in("quan-tri")
    wrong = MERGED.replace("12475,Xã Mẫu Hai", "99999,=HYPERLINK(1)")
    answer = bring(admin, "sap-xep", wrong)
    assert answer.status_code == 400
    told = shown(answer)
    assert "dòng 3" in told
    link = told.partition('href="/ban/quan-tri/nap/sap-xep/danh-dau.xlsx')[2].partition('"')[0]
    back = admin.get("/ban/quan-tri/nap/sap-xep/danh-dau.xlsx" + link)
    sheet = openpyxl.load_workbook(io.BytesIO(back.content)).active
    assert sheet
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][-1] == "lỗi"
    assert [bool(row[-1]) for row in rows[1:]] == [False, True, False]
    assert sheet.cell(3, 2).data_type == "s"


def test_posts_and_people_are_taken_in_whole(changing_town: Town, signed_in: SignIn) -> None:
    admin = signed_in("quan-tri")
    head = "unit_code,post,roles,staff_name,person_name\n"
    good = head + "12472,Công chức mới,specialist,cong-chuc-moi,Công chức mới\n"
    bad = good + "12472,Công chức khác,king,,\n"
    assert bring(admin, "vi-tri", bad).status_code == 400
    assert not accounts.User.objects.filter(username="cong-chuc-moi").exists()
    assert "Đã nạp" in taken(admin, "vi-tri", good)
    assert accounts.User.objects.filter(username="cong-chuc-moi").exists()


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("a,b\n1,2\n", "01/11/2022", "x.csv"),
        (MERGED, "hôm nay", "x.csv"),
        ("chữ", "01/11/2022", "x.txt"),
        ("", "01/11/2022", "x.csv"),
    ],
)
def test_what_is_no_such_list_is_refused(
    changing_town: Town, signed_in: SignIn, text: str, day: str, name: str
) -> None:
    assert bring(signed_in("quan-tri"), "sap-xep", text, day, name).status_code == 400


def test_a_file_that_another_unit_brought_is_not_read(changing_town: Town, signed_in: SignIn) -> None:
    admin = signed_in("quan-tri")
    assert admin.get(reverse("taking-in", args=["sap-xep"]) + f"?tep={'0' * 64}&ngay=01/11/2022").status_code == 404
