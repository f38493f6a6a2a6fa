"""The pages of forms: a sheet as it is filled and kept, entering by hand, the board, the book, then and now."""

import io
from collections.abc import Callable
from urllib.parse import urlencode

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from sites.town import Town
from sites.town_forms import PRESET, QUARTER

SignIn = Callable[[str], Client]


def asked(unit: str = "338", form: str = "II.06a", **also: str) -> str:
    said = {
        "don-vi": unit, "bieu": form, "ky": PRESET, "tu": QUARTER.first.isoformat(), "den": QUARTER.last.isoformat(),
    }  # fmt: skip
    return "?" + urlencode(said | also)


def test_the_list_shows_periods_and_where_their_sheets_stand(town: Town, signed_in: SignIn) -> None:
    page = signed_in("cchc").get(reverse("forms") + "?nam=2022").content.decode()
    assert "Quý, chốt số liệu ngày 15 đến ngày 14" in page
    assert reverse("form-sheet", kwargs={"sheet": town.sheets["frozen"]}) in page
    assert "Đã chốt, chưa gửi" in page
    assert "NĐ 09/2019/NĐ-CP" in page


def test_a_list_of_an_unknown_form_says_so(town: Town, signed_in: SignIn) -> None:
    answer = signed_in("cchc").get(reverse("forms") + "?bieu=II.99")
    assert answer.status_code == 400
    assert "II.99" in answer.content.decode()


def test_each_number_leads_to_its_dossiers(town: Town, signed_in: SignIn) -> None:
    client = signed_in("cchc")
    page = client.get(reverse("form-made") + asked()).content.decode()
    assert "theo=linh-vuc&amp;nhom=DD" in page
    assert "(3) = (4) + (5) + (6)" in page
    by_unit = client.get(reverse("form-made") + asked(form="II.06b")).content.decode()
    assert "don-vi=12472&amp;tu=2022-06-15&amp;den=2022-09-14&amp;gom=ca-cap-duoi&amp;o=received.total" in by_unit


@pytest.mark.parametrize("name", ["form-made", "form-book"])
def test_files_can_be_taken_away(town: Town, signed_in: SignIn, name: str) -> None:
    client = signed_in("cchc")
    pdf = client.get(reverse(name) + asked(dang="pdf"))
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"].startswith("attachment")
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse(name) + asked(dang="xlsx")).content))
    assert book.worksheets[0].max_row > 8


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_a_kept_sheet_is_given_as_a_file(town: Town, signed_in: SignIn, kind: str) -> None:
    address = reverse("form-file", kwargs={"sheet": town.sheets["flagged"], "kind": kind})
    assert signed_in("cchc").get(address).status_code == 200
    assert signed_in("cchc").get(address.replace(kind, "exe")).status_code == 404


def test_a_sheet_that_does_not_balance_says_where_and_why_it_is_kept(town: Town, signed_in: SignIn) -> None:
    page = signed_in("cchc").get(reverse("form-sheet", kwargs={"sheet": town.sheets["flagged"]})).content.decode()
    assert "Hộ tịch: (3) = (4) + (5) + (6) không đúng, 5 không bằng 6" in page
    assert "đã hỏi lại, bản giấy đúng như vậy" in page


def test_the_board_says_who_is_missing_and_late(town: Town, signed_in: SignIn) -> None:
    page = signed_in("cchc").get(reverse("form-board") + asked(form="II.06b")).content.decode()
    assert "0 trong 2 đã được chấp nhận" in page
    assert "Đã gửi, chưa trả lời" in page
    assert page.count("tag--late") == 2  # both were due on 19 September


def test_the_book_names_nobody(town: Town, signed_in: SignIn) -> None:
    page = signed_in("mot-cua").get(reverse("form-book") + asked()).content.decode()
    assert "Sổ theo dõi hồ sơ" in page
    assert "không in từ hệ thống" in page


def test_then_and_now_are_the_same_where_nothing_came_since(town: Town, signed_in: SignIn) -> None:
    address = reverse("form-now", kwargs={"sheet": town.sheets["frozen"]})
    assert "vẫn đúng với điều được biết đến bây giờ" in signed_in("cchc").get(address).content.decode()
    rebuilt = signed_in("cchc").get(f"{address}?dung-lai=1").content.decode()
    assert "mọi con số đều như cũ" in rebuilt


def test_a_sheet_that_is_not_there_is_not_found(town: Town, signed_in: SignIn) -> None:
    assert signed_in("cchc").get(reverse("form-sheet", kwargs={"sheet": 9999})).status_code == 404


def test_a_leader_of_nobody_may_not_freeze_or_answer(town: Town, signed_in: SignIn) -> None:
    """Freezing takes who keeps forms; answering takes who keeps those of the unit that it was sent to."""
    assert signed_in("lanh-dao").post(reverse("form-made") + asked()).status_code == 403
    for name, sheet in (("form-answer", "frozen"), ("form-send", "frozen")):
        address = reverse(name, kwargs={"sheet": town.sheets[sheet]})
        assert signed_in("cchc").post(address).status_code == 403


def test_what_does_not_balance_comes_back_with_every_entry_and_all_that_is_wrong(town: Town, signed_in: SignIn) -> None:
    given = {"o-0-3": "5", "o-0-4": "2", "o-0-5": "2", "o-0-6": "2", "o-0-7": "5", "o-0-8": "5", "o-1-3": "1"}
    answer = signed_in("cchc").post(reverse("form-enter") + asked("12475", den="2022-09-13", ky="free"), given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'role="alert"' in page
    assert "(3) = (4) + (5) + (6) không đúng, 5 không bằng 6" in page
    assert "(3) = (7) + (11) không đúng, 1 không bằng 0" in page
    assert 'id="o-0-8" name="o-0-8" value="5"' in page


def test_what_is_no_count_leads_to_its_field(town: Town, signed_in: SignIn) -> None:
    answer = signed_in("cchc").post(reverse("form-enter") + asked("12475"), {"o-0-3": "-1"})
    assert answer.status_code == 400
    assert '<a href="#o-0-3">' in answer.content.decode()
