"""Visits on pages: the team answers, draws, finds and writes; the unit reads once the minutes are there."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from motcua.foundation.accounts.models import Look
from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Answer, Note, NoteKind
from sites.town import NOW, Town
from sites.town_inspections import picture
from sites.town_scorecards import OWN_POST

SignIn = Callable[[str], Client]
TEAM = "thanh-tra"


@pytest.fixture(autouse=True)
def _changing(changing_town: Town) -> None:
    """Visits are held in a copy of the town."""


@pytest.fixture
def team(signed_in: SignIn) -> Client:
    """Give the head of the team."""
    return signed_in(TEAM)


@pytest.fixture
def place(town: Town, team: Client) -> int:
    """Begin the visit of the commune whose reform officer answers for it, and give the place."""
    place_id = town.inspected.commune
    post(team, "visit-begin", place_id, {"danh-muc": "cchc-cap-xa"})
    return place_id


def url(name: str, *of: object) -> str:
    return reverse(f"inspection-{name}", args=of)


def read(client: Client, name: str, *of: object, query: str = "", status: int = 200) -> str:
    answer = client.get(url(name, *of) + query)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def post(client: Client, name: str, *of: object, status: int = 302, query: str = "") -> str:
    """Send a form, which comes last, and give where it leads or what is said."""
    *args, given = of
    answer = client.post(url(name, *args) + query, given)
    assert answer.status_code == status
    return answer.headers["Location"] if status == 302 else unescape(answer.content.decode())


def minutes(**also: str) -> dict[str, str]:
    """Fill the form of minutes in."""
    return {
        "ban": "0",
        "noi": "Trụ sở UBND xã",
        "ngay": "10/10/2022",
        "tu-gio": "08:00",
        "den-gio": "10:30",
        "doan": "Thanh tra viên",
        "don-vi": "Chủ tịch UBND xã\nCông chức Một cửa",
        "uu-diem": "Cải cách thủ tục hành chính: Niêm yết đủ",
        "han-che": "Trụ sở xuống cấp",
        **also,
    }


def test_a_visit_begins_with_a_checklist_and_shows_its_fields(team: Client, town: Town) -> None:
    place_id = town.inspected.commune
    assert "Danh mục kiểm tra cải cách hành chính cấp xã" in read(team, "visit", place_id)
    assert "không có danh mục nào" in post(team, "visit-begin", place_id, {"danh-muc": ""}, status=400)
    post(team, "visit-begin", place_id, {"danh-muc": "cchc-cap-xa"})
    page = read(team, "visit", place_id)
    assert "Đã ghi kết quả 0/64 dòng." in page
    assert "Cải cách tài chính công" not in page, "the inspection looks at steering and procedures alone"


def test_lines_are_answered_together_and_shown_with_their_figures(team: Client, place: int) -> None:
    page = read(team, "checklist", place, "procedures")
    (figure,) = re.findall(r'<a class="fig" href="([^"]*dossiers\.on_time[^"]*)"', page)
    assert team.get(figure).status_code == 200

    given = {
        "tra-loi-3.1.3": "partly",
        "xem-3.1.3": "20",
        "dung-3.1.3": "18",
        "ghi-chu-3.1.3": "Hai thủ tục đã bãi bỏ",
        "tra-loi-3.1.4": "yes",
    }
    assert post(team, "checklist", place, "procedures", given) == url("visit", place)

    visit = inspections.visit(place)
    assert (visit.answers["3.1.3"].answer, visit.answers["3.1.3"].right) == (Answer.PARTLY, 18)
    assert visit.notes_of["3.1.3"] == "Hai thủ tục đã bãi bỏ"
    post(team, "checklist", place, "procedures", given)
    assert inspections.visit(place).number == visit.number, "what was said already is not said again"
    assert "2/45" in read(team, "visit", place)


def test_what_is_wrong_is_told_at_its_line_and_nothing_is_kept(team: Client, place: int) -> None:
    given = {
        "tra-loi-3.1.4": "yes",
        "tra-loi-3.1.3": "yes",
        "xem-3.1.3": "10",
        "dung-3.1.3": "11",
        "ghi-chu-3.1.5": "chỉ ghi chú",
        "tra-loi-3.2.5": "yes",
        "xem-3.2.5": "mười",
    }
    page = post(team, "checklist", place, "procedures", given, status=400)
    for line in ("3.1.3", "3.1.5", "3.2.5"):
        assert f'href="#dong-{line}"' in page
    assert "chỉ ghi chú" in page
    assert inspections.visit(place).answers == {}


def test_the_next_field_follows(team: Client, place: int) -> None:
    leads = post(team, "checklist", place, "steering", {"tra-loi-1.1.1": "yes", "tiep": "1"})
    assert leads == url("checklist", place, "procedures")


def test_a_finding_is_made_from_its_line_and_taken_back(team: Client, place: int) -> None:
    post(team, "checklist", place, "procedures", {"tra-loi-3.1.3": "no", "ghi-chu-3.1.3": "Bảng cũ"})
    page = read(team, "finding-new", place, query="?dong=3.1.3")
    assert "Bảng cũ" in page
    given = {"loai": "limit", "phat-hien": "Bảng niêm yết cũ", "nguyen-nhan-loai": "officials"}
    assert "mức độ" in post(team, "finding-new", place, given, status=400, query="?dong=3.1.3").lower()
    post(team, "finding-new", place, {**given, "muc-do": "serious"}, query="?dong=3.1.3")
    (finding,) = inspections.findings([place])
    assert (finding.field, finding.line, finding.severity) == ("procedures", "3.1.3", "serious")
    assert "1 phát hiện" in read(team, "checklist", place, "procedures")

    post(team, "finding-withdraw", place, finding.number, {"ly-do": ""}, status=400)
    post(team, "finding-withdraw", place, finding.number, {"ly-do": "Đã thay bảng"})
    assert inspections.findings([place]) == []
    assert "1 phát hiện đã rút" in read(team, "findings", place)


def test_photographs_are_added_many_at_once_and_each_look_is_noted(team: Client, place: int) -> None:
    sent = [SimpleUploadedFile(f"{number}.jpg", picture()) for number in range(3)]
    post(team, "photographs", place, {"anh": sent, "chu-thich": "Bảng niêm yết", "dong": "3.1.3"})
    kept = inspections.photographs([place])
    assert [one.caption for one in kept] == ["Bảng niêm yết"] * 3
    answer = team.get(url("photograph", place, kept[0].number))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert Look.objects.filter(what=f"photograph/{place}/{kept[0].number}").exists()

    post(team, "photographs", place, {"anh": SimpleUploadedFile("a.jpg", b"khong phai anh")}, status=400)
    post(team, "photographs", place, {}, status=400)
    post(team, "photograph-withdraw", place, kept[0].number, {"ly-do": "Lộ mặt người dân"})
    assert team.get(url("photograph", place, kept[0].number)).status_code == 404


def test_a_sample_is_announced_sealed_drawn_and_looked_at(team: Client, place: int) -> None:
    post(team, "sample-announce", place, {"so-ho-so": "0"}, status=400)
    post(team, "sample-announce", place, {"so-ho-so": "5"})
    assert "chưa có điểm chốt nào" in post(team, "sample-draw", place, {}, status=400)
    ledger.seal(at=NOW + timedelta(seconds=1))
    post(team, "sample-draw", place, {})
    view = inspections.sample_view(place)
    assert view is not None
    assert view.sample is not None
    page = read(team, "sample", place)
    assert view.sample.seed in page
    assert all(one.code in page for one in view.sample.dossiers)
    assert Look.objects.filter(what=f"sample/{place}").exists()
    post(team, "sample-check", place, {"xem-0": "sai", "ghi-chu-0": "Thiếu phiếu"})
    view = inspections.sample_view(place)
    assert view is not None
    assert view.notes == {view.sample.dossiers[0].code: "Thiếu phiếu"} if view.sample else False


def test_minutes_are_written_signed_by_both_sides_and_come_as_papers(
    team: Client, place: int, signed_in: SignIn
) -> None:
    unit = signed_in(OWN_POST)
    assert unit.get(url("visit", place)).status_code == 403
    assert unit.get(url("findings", place)).status_code == 403
    page = read(team, "minutes-write", place)
    assert "Thanh tra viên" in page
    post(team, "minutes-write", place, minutes())
    edition = re.findall(r'name="ban" value="(\d+)"', read(unit, "minutes", place))[0]

    post(team, "minutes-sign", place, {"ban": edition})
    assert unit.get(url("visit", place)).status_code == 403
    post(unit, "minutes-sign", place, {"ban": edition})

    visit = inspections.visit(place)
    assert visit.closed_at == NOW
    assert unit.get(url("visit", place)).status_code == 200
    assert team.get(url("minutes-file", place, "pdf")).content.startswith(b"%PDF")
    answer = unit.get(url("minutes-file", place, "docx"))
    words = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
    assert "Niêm yết đủ" in words
    assert "Trụ sở xuống cấp" in words
    assert "không thay đổi" in read(team, "visit", place)
    assert "biên bản đã được hai bên ký" in post(team, "visit-remark", place, {"ghi-chu": "Thêm"}, status=400)


def test_two_editors_of_the_minutes_see_both_texts(team: Client, place: int, signed_in: SignIn) -> None:
    post(team, "minutes-write", place, minutes())
    edition = re.findall(r'name="ban"[^>]* value="(\d+)"', read(team, "minutes-write", place))[0]
    other = signed_in("cchc")
    post(other, "minutes-write", place, minutes(**{"ban": edition, "han-che": "Bản của thư ký"}))
    page = post(team, "minutes-write", place, minutes(**{"ban": edition, "han-che": "Bản của trưởng đoàn"}), status=400)
    assert "Bản của thư ký" in page
    assert "Bản của trưởng đoàn" in page


@pytest.mark.parametrize(
    ("wrong", "at"),
    [({"tu-gio": "25:00"}, "tu-gio"), ({"ngay": "hôm qua"}, "ngay"), ({"don-vi": " "}, "don-vi"), ({"noi": ""}, "noi")],
)
def test_minutes_that_lack_something_are_sent_back_as_written(
    team: Client, place: int, wrong: dict[str, str], at: str
) -> None:
    page = post(team, "minutes-write", place, minutes(**wrong), status=400)
    assert f'href="#{at}"' in page
    assert "Trụ sở xuống cấp" in page
    assert inspections.minutes_view(place) is None


def test_minutes_signed_by_hand_are_kept_as_a_scan(team: Client, place: int) -> None:
    post(team, "minutes-write", place, minutes())
    view = inspections.minutes_view(place)
    assert view is not None
    scan = SimpleUploadedFile("bien-ban.jpg", picture())
    post(team, "minutes-paper", place, {"ban": str(view.state.edition)}, status=400)
    post(team, "minutes-paper", place, {"ban": str(view.state.edition), "tep": scan})
    assert inspections.visit(place).closed_at == NOW
    assert "attachment" in team.get(url("minutes-scan", place)).headers["Content-Disposition"]


def test_a_unit_that_does_not_sign_is_heard(team: Client, place: int) -> None:
    post(team, "minutes-write", place, minutes())
    view = inspections.minutes_view(place)
    assert view is not None
    edition = str(view.state.edition)
    post(team, "minutes-sign", place, {"ban": edition})
    post(team, "minutes-decline", place, {"ban": edition, "ly-do": ""}, status=400)
    post(team, "minutes-decline", place, {"ban": edition, "ly-do": "Không nhất trí mục hạn chế"})
    page = read(team, "minutes", place)
    assert "Không nhất trí mục hạn chế" in page
    assert "không ký" in page.lower()


def test_what_came_from_a_tablet_says_when_it_was_captured_and_how_wrong_its_clock_was(
    team: Client, place: int
) -> None:
    note = Note(
        uuid="6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        device="tablet",
        captured_at=NOW - timedelta(days=1, hours=2),
        kind=NoteKind.ANSWER,
        line="3.1.3",
        payload={"answer": "yes"},
        slow=timedelta(days=1),
    )
    inspections.take_note(place_id=place, note=note, by="post/1", at=NOW)
    assert "máy chậm 1 ngày" in read(team, "visit", place)
    page = read(team, "checklist", place, "procedures").replace("\xa0", " ")
    assert "ghi ngoại tuyến 10/10/2022 08:52, nhận 10/10/2022 10:52" in page


def test_a_post_of_the_unit_writes_nothing(place: int, signed_in: SignIn) -> None:
    unit = signed_in(OWN_POST)
    for name, given in (
        ("visit-remark", {"ghi-chu": "x"}),
        ("sample-announce", {"so-ho-so": "5"}),
        ("minutes-decline", {"ly-do": "x"}),
    ):
        assert unit.post(url(name, place), given).status_code == 403
    assert inspections.visit(place).number == 1


def test_the_task_list_of_the_inspection_leads_to_each_visit(team: Client, place: int, town: Town) -> None:
    home = unescape(team.get(reverse("inspection", args=[town.inspected.told])).content.decode())
    assert url("visit", place) in home
    assert "0/64 dòng" in home
    assert url("minutes", town.inspected.other) in home
    assert "biên bản chờ ký" in home


def test_a_page_of_lines_asks_no_more_the_more_lines_there_are(team: Client, place: int) -> None:
    read(team, "checklist", place, "procedures")
    with CaptureQueriesContext(
        connection,
    ) as few:
        read(team, "checklist", place, "steering")
    with CaptureQueriesContext(connection) as many:
        read(team, "checklist", place, "procedures")
    assert len(many) <= len(few) + 2


def test_a_visit_begins_with_what_is_still_open(team: Client, town: Town, place: int) -> None:
    recommended = inspections.open_for([town.commune.id])
    page = read(team, "visit", place)
    assert "Kiến nghị của các lần kiểm tra trước còn mở" in page
    of_others = [one for one in recommended if one.inspection_id != town.inspected.told]
    assert of_others
    assert all(reverse("inspection-recommendation", args=[one.id]) in page for one in of_others)
