"""Self-reports on pages: a unit writes part by part and sends, the team reads what differs first, others nothing."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.foundation.accounts.models import Look
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import ReportStage
from sites.town import NOW, Town
from sites.town_scorecards import OWN_POST

SignIn = Callable[[str], Client]
ON_TIME = "figure/dossiers.on_time"


@pytest.fixture(autouse=True)
def _changing(changing_town: Town) -> None:
    """Reports are written in a copy of the town."""


@pytest.fixture
def unit(town: Town, signed_in: SignIn) -> Client:
    """Give the commune's reform officer, who answers for it."""
    return signed_in(OWN_POST)


def read(client: Client, place: int, query: str = "") -> str:
    answer = client.get(reverse("inspection-report", args=[place]) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def form(client: Client, place: int, part: str) -> dict[str, str]:
    """Give what the form of a part holds when it is opened."""
    page = client.get(reverse("inspection-report-write", args=[place, part])).content.decode()
    held = dict(re.findall(r'<input[^>]*name="((?:thay|so|ly-do)-\d+)"[^>]*value="([^"]*)"', page))
    held |= dict(re.findall(r'<textarea[^>]*name="(giai-trinh-\d+)"[^>]*>([^<]*)</textarea>', page))
    return {name: unescape(value) for name, value in held.items()}


def number(place: int, code: str) -> int:
    """Give the number of a line on the pages."""
    view = inspections.self_report(place, now=NOW)
    return 1 + [line.line.code for part in view.parts for line in part.lines].index(code)


def write(client: Client, place: int, part: str, status: int = 302, **said: object) -> str:
    """Fill a part in, with some fields changed."""
    given = form(client, place, part) | {name.replace("_", "-"): value for name, value in said.items()}
    answer = client.post(reverse("inspection-report-write", args=[place, part]), given)
    assert answer.status_code == status
    return unescape(answer.content.decode()) if status != 302 else answer.headers["Location"]


def send(client: Client, place: int, status: int = 302) -> str:
    answer = client.post(reverse("inspection-report-send", args=[place]))
    assert answer.status_code == status
    return unescape(answer.content.decode())


def test_the_unit_finds_what_is_asked_of_it_and_by_when(town: Town, unit: Client) -> None:
    page = unescape(unit.get(reverse("inspection-reports")).content.decode())
    assert "Kiểm tra công tác cải cách hành chính tại các xã năm 2022" in page
    assert "hạn 17/10/2022" in page
    assert f'href="{reverse("inspection-report", args=[town.inspected.commune])}"' in page
    assert reverse("inspection-report", args=[town.inspected.other]) not in page
    home = unescape(unit.get(reverse("inspection", args=[town.inspected.told])).content.decode())
    assert "Báo cáo tự kiểm tra của Xã Mẫu Một" in home
    assert "Báo cáo tự kiểm tra của Xã Mẫu Hai" not in home


def test_the_report_is_filled_in_and_each_figure_opens(town: Town, unit: Client) -> None:
    page = read(unit, town.inspected.commune)
    (url,) = re.findall(r'<a class="fig num" href="([^"]+dossiers\.on_time[^"]+)"', page)
    assert unit.get(url).status_code == 200
    (register,) = re.findall(r'<a href="([^"]*/so/reform_plan/[^"]*)"', page)
    assert unit.get(register).status_code == 200
    assert "chưa gửi" in page
    assert "Gửi báo cáo" in page


def test_a_part_is_written_and_leads_on_to_the_next(town: Town, unit: Client) -> None:
    place = town.inspected.commune
    assert write(unit, place, "tinh-hinh", giai_trinh_1="Xã có 8 thôn.\nDân số 9.200.", tiep="1") == reverse(
        "inspection-report-write", args=[place, "chi-dao"]
    )
    assert "Xã có 8 thôn.<br>Dân số 9.200." in read(unit, place)
    before = inspections.self_report(place, now=NOW).line("text/overview")
    write(unit, place, "tinh-hinh")  # nothing changed, so nothing is written
    assert inspections.self_report(place, now=NOW).line("text/overview") == before


def test_another_figure_needs_a_reason_and_then_stands_beside_the_computed_one(town: Town, unit: Client) -> None:
    place, line = town.inspected.commune, number(town.inspected.commune, ON_TIME)
    refused = write(unit, place, "thu-tuc", 400, **{f"so_{line}": "99/100"})
    assert f'href="#ly-do-{line}"' in refused
    assert 'value="99/100"' in refused  # what was entered stays
    write(unit, place, "thu-tuc", **{f"so_{line}": "99/100", f"ly_do_{line}": "đếm trên sổ giấy"})
    page = read(unit, place)
    first = page.split('id="h-khac"')[1].split("</table>")[0]
    assert "99/100" in first
    assert "đếm trên sổ giấy" in first


@pytest.mark.parametrize("wrong", ["nhiều", "3/2", "101 %"])
def test_what_is_no_figure_is_told_at_its_field(town: Town, unit: Client, wrong: str) -> None:
    place, line = town.inspected.commune, number(town.inspected.commune, ON_TIME)
    page = write(unit, place, "thu-tuc", 400, **{f"so_{line}": wrong, f"ly_do_{line}": "x"})
    assert f'href="#so-{line}"' in page
    assert f'id="loi-so-{line}"' in page


def test_the_team_sees_figures_before_and_words_only_once_they_are_sent(
    town: Town, unit: Client, signed_in: SignIn
) -> None:
    place, team = town.inspected.commune, signed_in("thanh-tra")
    write(unit, place, "tinh-hinh", giai_trinh_1="Chưa muốn ai xem.")
    page = read(team, place)
    assert "Chưa muốn ai xem" not in page
    assert "Đơn vị chưa gửi báo cáo" in page
    assert "dossiers.on_time" in page
    send(unit, place)
    page = read(team, place)
    assert "Chưa muốn ai xem" in page
    assert "đúng hạn" in page
    assert "Gửi báo cáo" not in page


def test_what_was_sent_is_written_again_in_a_new_edition_and_the_first_stays(
    town: Town, unit: Client, signed_in: SignIn
) -> None:
    place = town.inspected.commune
    write(unit, place, "tinh-hinh", giai_trinh_1="Bản một.")
    send(unit, place)
    assert unit.get(reverse("inspection-report-write", args=[place, "tinh-hinh"])).status_code == 302
    again = reverse("inspection-report-amend", args=[place])
    empty = unit.post(again, {"ly-do": " "})
    assert empty.status_code == 400
    assert 'href="#ly-do"' in empty.content.decode()
    assert unit.post(again, {"ly-do": "thiếu một thôn"}).status_code == 302
    write(unit, place, "tinh-hinh", giai_trinh_1="Bản hai.")
    team = signed_in("thanh-tra")
    assert "Bản một." in read(team, place)  # until the second is sent
    send(unit, place)
    page = read(team, place)
    assert "Bản hai." in page
    assert "thiếu một thôn" in page
    assert "Bản một." in read(team, place, "?lan=1")
    assert team.get(reverse("inspection-report", args=[place]) + "?lan=9").status_code == 404
    assert team.get(reverse("inspection-report", args=[place]) + "?lan=x").status_code == 200


def test_what_keeps_a_report_is_told_with_the_way_to_the_line(town: Town, unit: Client) -> None:
    place, line = town.inspected.commune, number(town.inspected.commune, "register/reform_plan")
    records = inspections.self_report(place, now=NOW).line("register/reform_plan")
    assert records is not None
    assert records.register is not None
    write(unit, place, "chi-dao", **{f"so_{line}": str(records.register.records)})
    from motcua.reform.registers import public as registers  # noqa: PLC0415  this test alone changes a register

    plan = {"first_on": "2023-01-01", "last_on": "2023-12-31", "number": "09/KH-UBND", "issued_on": "2022-09-30"}
    plan |= {"subject": "Kế hoạch năm sau", "tasks": "40"}
    view = inspections.self_report(place, now=NOW)
    registers.record(
        register="reform_plan", unit_id=view.place.unit.id, by="post/1", at=NOW,
        given=plan | {"first_on": "2022-02-01", "last_on": "2022-02-28"},
    )  # fmt: skip
    page = send(unit, place, 400)
    assert f"{reverse('inspection-report-write', args=[place, 'chi-dao'])}#ly-do-{line}" in page
    assert inspections.self_report(place, now=NOW).stage is ReportStage.DRAFT


def test_two_who_write_one_line_are_told_and_lose_nothing(town: Town, unit: Client) -> None:
    place = town.inspected.commune
    opened = form(unit, place, "tinh-hinh")
    write(unit, place, "tinh-hinh", giai_trinh_1="của người thứ nhất")
    answer = unit.post(
        reverse("inspection-report-write", args=[place, "tinh-hinh"]), opened | {"giai-trinh-1": "của người thứ hai"}
    )
    page = unescape(answer.content.decode())
    assert answer.status_code == 400
    assert "của người thứ nhất" in page
    assert "của người thứ hai</textarea>" in page


def test_a_file_is_attached_kept_and_handed_out_to_those_who_read_the_report(
    town: Town, unit: Client, signed_in: SignIn
) -> None:
    place = town.inspected.commune
    line = number(place, "register/reform_plan")
    upload = SimpleUploadedFile("ke-hoach.txt", "Kế hoạch số 05".encode(), "text/plain")
    write(unit, place, "chi-dao", **{f"tep_{line}": upload})
    wrong = SimpleUploadedFile("x.exe", b"MZ\x90\x00", "application/octet-stream")
    assert f'href="#tep-{line}"' in write(unit, place, "chi-dao", 400, **{f"tep_{line}": wrong})
    (digest,) = inspections.attached(place)
    address = reverse("inspection-report-file", args=[place, digest])
    assert signed_in("thanh-tra").get(address).status_code == 404  # it was not sent yet
    write(unit, place, "chi-dao", **{f"giu_{line}": digest})
    send(unit, place)
    answer = signed_in("thanh-tra").get(address)
    assert (answer.status_code, answer.content.decode()) == (200, "Kế hoạch số 05")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert Look.objects.filter(what=f"file/{digest}", post__title="Thanh tra viên").count() == 1


def test_a_file_that_is_let_go_is_gone_from_the_next_writing(town: Town, unit: Client) -> None:
    place, line = town.inspected.commune, number(town.inspected.commune, "register/reform_plan")
    upload = SimpleUploadedFile("ke-hoach.txt", b"05", "text/plain")
    write(unit, place, "chi-dao", **{f"tep_{line}": upload})
    write(unit, place, "chi-dao")  # the box that keeps it is not ticked
    found = inspections.self_report(place, now=NOW).line("register/reform_plan")
    assert found is not None
    assert found.files == ()


def test_the_paper_holds_what_the_page_holds(town: Town, unit: Client) -> None:
    place, line = town.inspected.commune, number(town.inspected.commune, ON_TIME)
    write(unit, place, "thu-tuc", **{f"so_{line}": "99/100", f"ly_do_{line}": "đếm trên sổ giấy"})
    draft = unit.get(reverse("inspection-report-paper", args=[place, "docx"]))
    assert "DỰ THẢO" in said_on(draft.content)
    send(unit, place)
    paper = unit.get(reverse("inspection-report-paper", args=[place, "docx"]))
    said = said_on(paper.content)
    assert "DỰ THẢO" not in said
    for text in ("BÁO CÁO", "Xã Mẫu Một", "99/100", "đếm trên sổ giấy", "Kế hoạch"):
        assert text.lower() in said.lower()
    pdf = unit.get(reverse("inspection-report-paper", args=[place, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert pdf.content == unit.get(reverse("inspection-report-paper", args=[place, "pdf"])).content


def said_on(content: bytes) -> str:
    """Give all words of a DOCX."""
    with ZipFile(BytesIO(content)) as file:
        return re.sub("<[^>]+>", "", file.read("word/document.xml").decode())


def test_nobody_writes_or_sends_for_another_unit(town: Town, unit: Client, signed_in: SignIn) -> None:
    other, own = town.inspected.other, town.inspected.commune
    for client, place in ((unit, other), (signed_in("cchc"), own), (signed_in("lanh-dao"), own)):
        assert client.get(reverse("inspection-report-write", args=[place, "tinh-hinh"])).status_code == 403
        for name in ("inspection-report-send", "inspection-report-amend"):
            assert client.post(reverse(name, args=[place])).status_code == 403
    assert unit.get(reverse("inspection-report", args=[other])).status_code == 403
    assert not inspections.self_report(own, now=NOW).editions


@pytest.mark.parametrize(
    "given", [{"thay-1": "x"}, {"thay-1": "9" * 30}, {"giai-trinh-1": "\x00\x07"}, {"giu-1": "x"}, {}]
)
def test_strange_forms_are_answered(town: Town, unit: Client, given: dict[str, str]) -> None:
    address = reverse("inspection-report-write", args=[town.inspected.commune, "tinh-hinh"])
    assert unit.post(address, given).status_code in {302, 400}
    assert unit.post(reverse("inspection-report-write", args=[town.inspected.commune, "khong-co"])).status_code == 404


def test_a_report_costs_as_many_queries_as_it_says(town: Town, unit: Client) -> None:
    place = town.inspected.commune
    write(unit, place, "tinh-hinh", giai_trinh_1="x")
    send(unit, place)
    read(unit, place)
    for name, args, most in (("inspection-report", [place], 35), ("inspection-reports", [], 10)):
        with CaptureQueriesContext(connection) as asked:
            assert unit.get(reverse(name, args=args)).status_code == 200
        assert len(asked) <= most, "\n".join(query["sql"][:120] for query in asked)


@pytest.mark.parametrize(
    ("stated", "shown"), [("99,5", "99,5\u00a0%"), ("99.50 %", "99,5\u00a0%"), ("1.000/1.001", "1.000/1.001")]
)
def test_a_figure_stands_in_the_form_as_it_is_read_again(town: Town, unit: Client, stated: str, shown: str) -> None:
    place, line = town.inspected.commune, number(town.inspected.commune, ON_TIME)
    write(unit, place, "thu-tuc", **{f"so_{line}": stated, f"ly_do_{line}": "đếm trên sổ giấy"})
    before = inspections.self_report(place, now=NOW).line(ON_TIME)
    assert f"<b>{shown}</b>" in read(unit, place)
    write(unit, place, "thu-tuc", **{f"giai_trinh_{line}": "thêm một câu"})
    after = inspections.self_report(place, now=NOW).line(ON_TIME)
    assert before is not None
    assert after is not None
    assert (after.said.stated, after.note) == (before.said.stated, "thêm một câu")
