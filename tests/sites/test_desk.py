"""The desk: the work of a unit by due time, and a dossier with its clocks and the proof of each event."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sites.town import Town

SignIn = Callable[[str], Client]


def said(client: Client, name: str, query: str = "", **path: str) -> str:
    answer = client.get(reverse(name, kwargs=path) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_most_urgent_stands_first_and_the_standing_last(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("mot-cua"), "work")
    codes = re.findall(r'<a class="open code"[^>]*>([^<]+)</a>', page)
    assert codes[0] == town.late
    assert codes[-1] == town.waiting
    groups = re.findall(r'<tr class="grp">.*?</svg></span> (.*?) <span', page)
    assert groups == ["Đã quá hạn", "Thứ\u00a0Năm, 13/10/2022", "Thứ\u00a0Ba, 18/10/2022", "Đang dừng tính giờ"]


def test_filters_count_the_whole_and_show_their_part(town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    counts = dict(re.findall(r">([^<>]+) <b>(\d+)</b></a>", said(client, "work")))
    assert counts == {
        "Tất cả": "5", "Tôi đang giữ": "0", "Quá hạn": "1", "Hạn hôm nay": "0", "Đơn vị tôi giữ": "3",
        "Nơi khác giữ": "1", "Chờ công dân": "1", "Sắp đến hạn": "0",
    }  # fmt: skip
    late = said(client, "work", "?loc=qua-han")
    assert re.findall(r'<a class="open code"[^>]*>([^<]+)</a>', late) == [town.late]
    assert "Lúc này không có hồ sơ nào" in said(client, "work", "?loc=hom-nay")


def test_another_unit_has_other_work(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("xa-mot"), "work")
    assert "Xã Mẫu Một" in page
    assert page.count('<a class="open code"') == 2
    assert "Lúc này không có hồ sơ nào" in said(signed_in("xa-hai"), "work")


@pytest.mark.parametrize("written", ["{}", " {} ", "http://localhost:8000/ho-so/{}/"])
def test_a_code_or_a_scanned_slip_leads_to_the_dossier(town: Town, signed_in: SignIn, written: str) -> None:
    answer = signed_in("mot-cua").get(reverse("desk-find"), {"ma": written.format(town.transfer)})
    assert answer.headers["Location"] == reverse("desk-dossier", kwargs={"code": town.transfer})


@pytest.mark.parametrize("written", ["", "nothing", "x" * 90, "a/b c"])
def test_a_code_that_there_is_not_is_said_so(town: Town, signed_in: SignIn, written: str) -> None:
    answer = signed_in("mot-cua").get(reverse("desk-find"), {"ma": written})
    assert answer.status_code == 404
    assert "Không có hồ sơ nào đã tiếp nhận mang mã này" in answer.content.decode()


def test_a_dossier_shows_whose_time_it_was(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("lanh-dao"), "desk-dossier", code=town.transfer)
    whose = dict(re.findall(r'<th scope="row">([^<]+)</th>.*?<span class="num">([^<]+)</span>', page))
    assert whose == {
        "Huyện Mẫu": "3\u00a0giờ\u00a023\u00a0phút",
        "Chi nhánh Văn phòng Đăng ký đất đai": "28\u00a0giờ\u00a045\u00a0phút",
        "Công dân, không tính": "22\u00a0giờ\u00a025\u00a0phút",
        "Chi cục Thuế": "27\u00a0giờ\u00a07\u00a0phút",
    }


def test_each_event_stands_with_who_what_and_its_proof(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("lanh-dao"), "desk-dossier", code=town.transfer)
    assert re.findall(r"<h3>([^<]+)</h3>", page) == [
        "Tiếp nhận, đã giao giấy hẹn",
        "Chuyển xử lý",
        "Yêu cầu bổ sung một lần, đủ mọi thứ còn thiếu",
        "Đã nhận bổ sung",
        "Lấy ý kiến cơ quan khác",
    ]
    assert "Sơ đồ thửa đất chưa khớp hợp đồng (điểm a khoản 1 Điều 9)" in page
    assert "Công chức Một cửa, Huyện Mẫu" in page
    leaves = re.findall(r"\?dau-vet=([0-9a-f]{64})", page)
    assert len(leaves) == 5
    assert leaves[0] == town.leaf
    assert page.count("đã chốt trong sổ cái") == 5


def test_the_due_times_history_names_its_rules_and_reasons(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("lanh-dao"), "desk-dossier", code=town.transfer)
    history = page.split("Các lần tính hạn")[1].split("</table>")[0]
    assert history.count("<tr>") == 3
    assert "Thời hạn của thủ tục, tính từ ngày làm việc kế tiếp" in history
    assert "Hạn lùi đúng bằng thời gian dừng" in history


def test_a_sensitive_procedure_is_named_to_its_office(town: Town, signed_in: SignIn) -> None:
    assert "Đăng ký việc nuôi con nuôi trong nước" in said(signed_in("mot-cua"), "desk-dossier", code=town.sensitive)


def test_a_dossier_that_there_is_not_is_not_found(town: Town, signed_in: SignIn) -> None:
    assert signed_in("mot-cua").get(reverse("desk-dossier", kwargs={"code": "nothing"})).status_code == 404


def test_the_oversight_sees_its_units_and_the_indicators(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("cchc"), "oversight", "?gom=ca-cap-duoi")
    for unit in ("Huyện Mẫu", "Xã Mẫu Một", "Xã Mẫu Hai"):
        assert f">{unit}</a></th>" in page
    assert "65,4\u00a0%" in page
    assert "51 / 78" in page


@pytest.mark.parametrize(
    ("who", "name", "query", "most"),
    [
        ("", "home", "", 14),
        ("", "figures", "", 8),
        ("", "dossier", "transfer", 9),
        ("", "count", "?o=received.total", 15),
        ("lanh-dao", "work", "", 29),
        ("lanh-dao", "desk-dossier", "transfer", 32),
        ("lanh-dao", "rows", "?o=received.total&xep=han", 21),
        ("lanh-dao", "oversight", "?gom=ca-cap-duoi", 14),
    ],
)
def test_a_page_costs_as_many_queries_as_it_says_however_long(
    town: Town, visitor: Client, signed_in: SignIn, who: str, name: str, query: str, most: int
) -> None:
    client = signed_in(who) if who else visitor
    path = {"code": town.transfer} if query == "transfer" else {}
    said(client, name, "" if path else query, **path)  # what is compiled once is compiled
    with CaptureQueriesContext(connection) as asked:
        said(client, name, "" if path else query, **path)
    assert len(asked) <= most, "\n".join(query["sql"][:150] for query in asked)
