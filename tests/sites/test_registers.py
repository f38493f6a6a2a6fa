"""The registers in the oversight: at a glance, listed, one record, written, and taken in from files."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.reform.registers import public as registers
from sites.town import NOW, Town
from sites.town_registers import PLAN, YEAR

SignIn = Callable[[str], Client]
EQUIPMENT = {"kind": "kiosk", "needed": "1.200", "present": "1", "condition": "good"}
DAYS = {"first_on": "1/1/2022", "last_on": "31/12/2022"}


def said(client: Client, name: str, *parts: object, query: str = "") -> str:
    answer = client.get(reverse(name, args=parts) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def upload(content: bytes, name: str = "to-trinh.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def count(code: str, town: Town) -> int:
    return len(registers.records(code, town.district.id))


# ---- seen ----


def test_a_unit_sees_what_is_missing_late_and_without_evidence(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("cchc"), "registers")
    figures = dict(re.findall(r"<dt>([^<]+)</dt><dd class=\"big\">.*?>(\d+)<", page))
    assert figures == {
        "chưa có, đã quá hạn": "7",
        "đến hạn trong ba mươi ngày tới": "0",
        "có chậm hạn trong kỳ": "1",
        "bản ghi thiếu minh chứng": "4",
    }
    plan = page.split("Kế hoạch cải cách hành chính</a>")[1].split("</tr>")[0]
    assert "Đã có, đúng hạn" in plan
    talk = page.split("Kế hoạch tuyên truyền cải cách hành chính</a>")[1].split("</tr>")[0]
    assert "Đã có, chậm hạn" in talk
    assert f"{reverse('record-new', args=['procedure_control_plan'])}?don-vi=338&amp;first_on=01%2F01%2F2022" in (
        signed_in("cchc").get(reverse("registers")).content.decode()
    )


def test_nothing_recorded_is_no_zero_until_it_is_declared(town: Town, signed_in: SignIn) -> None:
    client = signed_in("lanh-dao")
    row = said(client, "registers", query="?tu=2022-01-01&den=2022-09-30").split(">Sắp xếp, sáp nhập")[1]
    assert '<span class="num">0</span>' in row.split("</tr>")[0]
    assert "Không có: sổ đã chốt đủ" in said(client, "register", "mergers", query="?tu=2022-01-01&den=2022-09-30")
    assert "Chưa ghi gì cho những ngày này" in said(client, "register", "delegations")


def test_a_register_is_sorted_searched_and_filtered(town: Town, signed_in: SignIn) -> None:
    client = signed_in("thanh-tra")

    def kinds(query: str) -> list[str]:
        page = said(client, "register", "equipment", query=query)
        return re.findall(r'<a class="target" href="/giam-sat/so/ban-ghi/\d+/">([^<]+)</a>', page)

    assert kinds("?xep=needed") == ["máy quét", "máy quay giám sát", "máy tính"]
    assert kinds("?xep=-needed") == ["máy tính", "máy quay giám sát", "máy quét"]
    assert kinds("?tim=may+QUET") == ["máy quét"]
    assert kinds("?tim=xuong+cap") == ["máy quay giám sát"]
    assert kinds("?tim=khong-co") == []
    assert len(kinds("?loc=thieu-minh-chung")) == 3
    assert len(re.findall(r'aria-sort="ascending"', said(client, "register", "equipment", query="?xep=kind"))) == 1


def test_a_record_tells_what_it_says_and_what_became_of_it(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("thanh-tra"), "record", town.kept.plan)
    for text in ("05/KH-UBND", "14/01/2022", "Phó Chủ tịch UBND huyện", "Theo báo cáo quý III", "05-KH-UBND.txt"):
        assert text in page
    assert re.findall(r"<h3>([^<]+)</h3>", page) == ["Sửa bản ghi", "Thêm minh chứng", "Ghi vào sổ"]
    assert "<dt>Số nhiệm vụ đã hoàn thành</dt><dd>– → 31</dd>" in page
    assert "<dd>Bổ sung kết quả</dd>" in page
    leaves = re.findall(r"\?dau-vet=([0-9a-f]{64})", page)
    assert leaves == [event.leaf.hex() for event in ledger.read(f"register/{town.kept.plan}")][::-1]
    assert "Thêm minh chứng</h2>" not in page  # an inspector writes nothing here


def test_an_event_of_a_record_is_checked_by_anyone(town: Town, visitor: Client) -> None:
    leaf = next(iter(ledger.read(f"register/{town.kept.plan}"))).leaf.hex()
    page = said(visitor, "check", query=f"?dau-vet={leaf}")
    assert "Ghi một bản ghi vào sổ theo dõi" in page
    assert "Kế hoạch cải cách hành chính năm 2022" not in page


def test_a_withdrawn_record_is_shown_and_written_no_more(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("cchc"), "record", town.kept.withdrawn)
    assert "đã rút, không tính" in page
    assert "Ghi nhầm" in page
    assert reverse("record-correct", args=[town.kept.withdrawn]) not in page


def test_evidence_is_sent_as_a_file_to_keep_and_never_shown(town: Town, signed_in: SignIn) -> None:
    answer = signed_in("lanh-dao").get(reverse("record-file", args=[town.kept.plan, town.kept.evidence]))
    assert answer.content == PLAN
    assert answer.headers["Content-Disposition"] == 'attachment; filename="05-KH-UBND.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_register_goes_out_and_comes_back_unchanged(town: Town, signed_in: SignIn, ending: str) -> None:
    answer = signed_in("lanh-dao").get(reverse("register-file", args=["equipment", ending]))
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="equipment_338_')
    preview = registers.preview_import(
        register="equipment", unit_id=town.district.id, name=f"a.{ending}", content=answer.content, at=NOW
    )
    assert [line.fate for line in preview.lines] == [registers.Fate.UNCHANGED] * 3


@pytest.mark.parametrize(
    ("who", "name", "parts", "most"),
    [
        ("cchc", "registers", (), 16),
        ("cchc", "register", ("equipment",), 15),
        ("cchc", "record", ("plan",), 18),
    ],
)
def test_a_page_costs_as_many_queries_as_it_says(
    town: Town, signed_in: SignIn, who: str, name: str, parts: tuple[str, ...], most: int
) -> None:
    client = signed_in(who)
    asked_of = [getattr(town.kept, part, part) for part in parts]
    said(client, name, *asked_of)
    with CaptureQueriesContext(connection) as asked:
        said(client, name, *asked_of)
    assert len(asked) <= most


# ---- written ----


def test_a_record_is_made_as_people_write(changing_town: Town, signed_in: SignIn) -> None:
    client = signed_in("cchc")
    answer = client.post(reverse("record-new", args=["equipment"]), DAYS | EQUIPMENT, follow=True)
    assert "Đã ghi vào sổ" in answer.content.decode()
    made = registers.records("equipment", changing_town.district.id)[-1]
    assert made.values["needed"] == 1200
    assert made.period == YEAR


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_lost(changing_town: Town, signed_in: SignIn) -> None:
    before = count("equipment", changing_town)
    sent = {"first_on": "32/1/2022", "last_on": "", "kind": "", "needed": "mười", "present": "2", "condition": "good"}
    answer = signed_in("cchc").post(reverse("record-new", args=["equipment"]), sent | {"place": "Nhà A"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 400
    assert "<title>Lỗi:" in page.replace("\n", "")
    summary = page.split('role="alert"')[1].split("</ul>")[0]
    assert re.findall(r'href="#(f-\w+)"', summary) == ["f-kind", "f-needed", "f-first_on", "f-last_on"]
    for kept in ('value="32/1/2022"', 'value="mười"', 'value="Nhà A"'):
        assert kept in page
    assert page.count('aria-invalid="true"') == 4
    assert count("equipment", changing_town) == before


def test_a_correction_needs_its_reason_and_the_record_as_it_stands(changing_town: Town, signed_in: SignIn) -> None:
    client, plan = signed_in("van-thu"), changing_town.kept.plan
    form = said(client, "record-correct", plan)
    sent = {name: value for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form) if name != "reason"}
    sent |= {"note": "", "public": "0", "tasks_done": "40"}
    assert sent["issued_on"] == "14/01/2022"
    address = reverse("record-correct", args=[plan])
    refused = client.post(address, sent | {"reason": " "})
    assert refused.status_code == 400
    assert 'href="#f-reason"' in refused.content.decode()
    stale = client.post(address, sent | {"events": "1", "reason": "Kết quả mới"})
    assert "người khác đã sửa bản ghi này" in unescape(stale.content.decode())
    assert registers.find(plan).values["tasks_done"] == 31
    assert client.post(address, sent | {"reason": "Kết quả mới"}).status_code == 302
    assert registers.find(plan).values["tasks_done"] == 40


def test_evidence_is_kept_put_beside_and_taken_away(changing_town: Town, signed_in: SignIn) -> None:
    client, late = signed_in("cchc"), changing_town.kept.late
    attach = reverse("record-attach", args=[late])
    answer = client.post(attach, {"tep": upload("Tờ trình".encode()), "effective_on": "18/3/2022"}, follow=True)
    assert "Tệp đã được thêm" in answer.content.decode()
    (held,) = registers.find(late).evidence
    assert files.read(held.digest) == "Tờ trình".encode()
    again = client.post(attach, {"tep": upload("Tờ trình".encode()), "effective_on": "18/3/2022"})
    assert again.status_code == 400
    detach = reverse("record-detach", args=[late, held.digest])
    assert client.post(detach, {"reason": ""}).status_code == 400
    assert client.post(detach, {"reason": "Nhầm bản ghi"}).status_code == 302
    assert registers.find(late).evidence == ()


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"MZ\x90\x00", "a.pdf", "không nhận loại tệp này"),
        (b"", "a.pdf", "tệp rỗng"),
        (b"%PDF-1.7", "a.pdf", "không đọc được văn bản này"),
        (b"<svg onload='x'>", "a.txt", "mã đánh dấu"),
    ],
)
def test_a_file_that_is_refused_is_told_why(
    changing_town: Town, signed_in: SignIn, content: bytes, name: str, why: str
) -> None:
    sent = {"tep": upload(content, name), "effective_on": "18/3/2022"}
    answer = signed_in("cchc").post(reverse("record-attach", args=[changing_town.kept.late]), sent)
    assert answer.status_code == 400
    assert why in unescape(answer.content.decode())
    assert registers.find(changing_town.kept.late).evidence == ()


def test_without_a_file_or_a_day_nothing_is_put_beside(changing_town: Town, signed_in: SignIn) -> None:
    client, attach = signed_in("cchc"), reverse("record-attach", args=[changing_town.kept.late])
    assert "hãy chọn một tệp" in unescape(client.post(attach, {"effective_on": "18/3/2022"}).content.decode())
    answer = client.post(attach, {"tep": upload(b"a"), "effective_on": "hôm qua"})
    assert answer.status_code == 400
    assert 'href="#effective_on"' in answer.content.decode()
    assert registers.find(changing_town.kept.late).evidence == ()


def test_evidence_that_was_altered_on_disk_is_not_handed_out(changing_town: Town, signed_in: SignIn) -> None:
    client, late = signed_in("cchc"), changing_town.kept.late
    sent = {"tep": upload(b"Minh chung"), "effective_on": "18/3/2022"}
    client.post(reverse("record-attach", args=[late]), sent)
    (held,) = registers.find(late).evidence
    address = reverse("record-file", args=[late, held.digest])
    assert client.get(address).status_code == 200
    (settings.MOTCUA_HOME / "files" / held.digest[:2] / held.digest).write_bytes(b"Minh chunh")
    answer = client.get(address)
    assert answer.status_code == 400
    assert "đã bị thay đổi trên đĩa" in unescape(answer.content.decode())


def test_a_record_is_withdrawn_with_a_reason(changing_town: Town, signed_in: SignIn) -> None:
    client, late = signed_in("cchc"), changing_town.kept.late
    address = reverse("record-withdraw", args=[late])
    assert client.post(address, {"reason": ""}).status_code == 400
    assert client.post(address, {"reason": "Ghi nhầm sổ"}).status_code == 302
    assert registers.find(late).withdrawn
    assert client.post(address, {"reason": "Lần nữa"}).status_code == 403


def test_a_register_is_declared_complete_up_to_today_at_most(changing_town: Town, signed_in: SignIn) -> None:
    client, address = signed_in("cchc"), reverse("register-complete", args=["equipment"])
    early = client.post(address, {"tu": "1/1/2022", "den": "31/12/2022"})
    assert early.status_code == 400
    assert 'href="#f-den"' in early.content.decode()
    assert client.post(address, {"tu": "x", "den": "30/9/2022"}).status_code == 400
    done = client.post(address, {"tu": "1/1/2022", "den": "30/9/2022"}, follow=True)
    assert "Đã chốt đủ" in done.content.decode()
    assert registers.completions("equipment", changing_town.district.id)[0].period.last.isoformat() == "2022-09-30"
    assert client.post(address, {"tu": "1/9/2022", "den": "5/10/2022"}).status_code == 400


def test_another_units_registers_are_written_by_nobody_else(changing_town: Town, signed_in: SignIn) -> None:
    """The control stands beside: what the district's officer may do at home, they may not do at the commune's."""
    client, kept = signed_in("cchc"), changing_town.kept
    away = f"?don-vi={changing_town.commune.code}"
    for address, sent in (
        (reverse("record-new", args=["equipment"]) + away, DAYS | EQUIPMENT),
        (reverse("register-import", args=["equipment"]) + away, {"tep": upload(b"a", "a.csv")}),
        (reverse("register-complete", args=["equipment"]) + away, {"tu": "1/1/2022", "den": "30/9/2022"}),
        (reverse("record-correct", args=[kept.in_commune]), {"reason": "x"}),
        (reverse("record-withdraw", args=[kept.in_commune]), {"reason": "x"}),
        (reverse("record-attach", args=[kept.in_commune]), {"tep": upload(b"a"), "effective_on": "1/1/2022"}),
        (reverse("record-detach", args=[kept.in_commune, kept.evidence]), {"reason": "x"}),
    ):
        assert client.post(address, sent).status_code == 403
    assert client.post(reverse("record-new", args=["equipment"]), DAYS | EQUIPMENT).status_code == 302
    for who in ("lanh-dao", "thanh-tra", "chuyen-vien"):
        assert signed_in(who).post(reverse("record-new", args=["equipment"]), DAYS | EQUIPMENT).status_code == 403


# ---- files ----

GOOD = "kind,needed,present,condition,first_on,last_on\nkiosk,2,1,short,2022-01-01,2022-12-31\n"
BAD = "kind,needed,present,condition,first_on,last_on\nkiosk,2,-1,short,2022-01-01,2022-12-31\nrobot,1,1,good,x,\n"


def brought(client: Client, text: str, name: str = "thiet-bi.csv") -> str:
    """Bring a file; give the address to which one is led."""
    answer = client.post(reverse("register-import", args=["equipment"]), {"tep": upload(text.encode(), name)})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_a_file_is_shown_before_it_is_taken(changing_town: Town, signed_in: SignIn) -> None:
    client, before = signed_in("cchc"), count("equipment", changing_town)
    shown = brought(client, GOOD)
    page = unescape(client.get(shown).content.decode())
    assert "Bản ghi mới: 1" in page
    assert count("equipment", changing_town) == before
    digest = re.search(r'name="tep" value="([0-9a-f]{64})"', page)
    assert digest
    taken = client.post(reverse("register-import", args=["equipment"]), {"tep": digest[1], "viec": "nhan"}, follow=True)
    assert "Số dòng đã nhận: 1. Đã có từ trước: 0." in unescape(taken.content.decode())
    assert count("equipment", changing_town) == before + 1
    assert [event.kind for event in ledger.read(f"file/{digest[1]}")] == ["file.kept"]


def test_a_file_with_a_wrong_row_is_handed_back_marked_and_not_taken(changing_town: Town, signed_in: SignIn) -> None:
    client, before = signed_in("cchc"), count("equipment", changing_town)
    shown = brought(client, BAD)
    page = unescape(client.get(shown).content.decode())
    assert "Có 2 dòng sai" in page
    assert 'value="nhan"' not in page
    digest = shown.rpartition("tep=")[2]
    marked = client.get(f"{reverse('register-marked', args=['equipment'])}?tep={digest}")
    sheet = openpyxl.load_workbook(BytesIO(marked.content)).worksheets[0]
    assert sheet.max_row == 3
    assert all(sheet.cell(row=row, column=sheet.max_column).value for row in (2, 3))
    taken = client.post(reverse("register-import", args=["equipment"]), {"tep": digest, "viec": "nhan"})
    assert taken.status_code == 400
    assert count("equipment", changing_town) == before


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ", "a.xlsx"),
        (b"", "a.csv"),
        ("không có cột nào\n".encode(), "a.csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls"),
    ],
)
def test_what_is_no_such_file_is_refused_with_the_reason(
    changing_town: Town, signed_in: SignIn, content: bytes, name: str
) -> None:
    client = signed_in("cchc")
    answer = client.post(reverse("register-import", args=["equipment"]), {"tep": upload(content, name)}, follow=True)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_a_file_that_another_unit_brought_is_not_there(changing_town: Town, signed_in: SignIn) -> None:
    other = changing_town.commune
    kept = files.keep(name="a.csv", content=GOOD.encode(), unit=other, purpose="register-import", by="post/1", at=NOW)
    client = signed_in("cchc")
    for name in ("register-import", "register-marked"):
        assert client.get(f"{reverse(name, args=['equipment'])}?tep={kept.digest}").status_code == 404
    assert brought(client, GOOD).endswith(kept.digest)
    assert client.get(f"{reverse('register-import', args=['equipment'])}?tep={kept.digest}").status_code == 200
