"""The pages of recommendations: each side does its part, and what is refused is told where it was entered."""

from collections.abc import Callable
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import RecommendationAct, RecommendationState, Standing
from sites.town import Town
from sites.town_remedies import LETTER
from sites.town_scorecards import OWN_POST

SignIn = Callable[[str], Client]


@pytest.fixture
def team(changing_town: Town, signed_in: SignIn) -> Client:
    """Someone of the side that inspects."""
    return signed_in("thanh-tra")


@pytest.fixture
def commune(changing_town: Town, signed_in: SignIn) -> Client:
    """Who answers inspections for the commune."""
    return signed_in(OWN_POST)


def page(client: Client, one: int, status: int = 200) -> str:
    answer = client.get(reverse("inspection-recommendation", args=[one]), headers={"accept-language": "vi"})
    assert answer.status_code == status
    return unescape(answer.content.decode())


def do(client: Client, one: int, word: str, status: int = 302, **said: object) -> str:
    address = reverse("inspection-recommendation-act", args=[one, word])
    answer = client.post(address, {name.replace("_", "-"): value for name, value in said.items()})
    assert answer.status_code == status
    return unescape(answer.content.decode())


def state(one: int) -> RecommendationState:
    return inspections.recommendation(one).state


def test_the_commune_accepts_and_reports_with_a_file_and_the_district_confirms_and_closes(
    changing_town: Town, team: Client, commune: Client
) -> None:
    one = changing_town.remedied.unanswered
    assert ">Tiếp thu kiến nghị<" in page(commune, one)
    assert ">Tiếp thu kiến nghị<" not in page(team, one)
    (owner,) = [int(part.split('"')[0]) for part in page(commune, one).split('<option value="')[1:] if "CCHC" in part]
    do(commune, one, "chap-nhan", dau_moi=owner)
    letter = SimpleUploadedFile("bang.txt", b"da niem yet")
    do(commune, one, "bao-cao", noi_dung="Đã niêm yết đủ", tep=letter)
    assert "Đã niêm yết đủ" in page(team, one)
    assert "bang.txt" in page(team, one)
    do(team, one, "xac-nhan", noi_dung="Đã xem bảng")
    do(team, one, "dong")
    assert state(one).standing is Standing.CLOSED
    assert inspections.replay_recommendations() == []


def test_what_one_side_may_do_is_closed_to_the_other(changing_town: Town, team: Client, commune: Client) -> None:
    one, reported = changing_town.remedied.unanswered, changing_town.remedied.reported
    do(team, one, "chap-nhan", 403, dau_moi="1")
    do(commune, reported, "xac-nhan", 403)
    do(commune, reported, "khong-co-viec-nay", 404)
    assert state(reported).standing is Standing.REPORTED


def test_who_answers_for_it_mends_it_and_names_nobody_else(changing_town: Town, signed_in: SignIn) -> None:
    owner, overdue = signed_in("xa-mot"), changing_town.remedied.overdue
    said = page(owner, overdue)
    assert "quá hạn 5 ngày" in said.lower()
    assert ">Giao vị trí khác<" not in said
    do(owner, overdue, "giao", 403, dau_moi="1")
    do(owner, overdue, "bao-cao", 400, noi_dung="Đã sửa")
    do(owner, overdue, "bao-cao", noi_dung="Đã sửa", tep=SimpleUploadedFile("mau.txt", b"mau phieu moi"))
    assert state(overdue).standing is Standing.REPORTED


def test_a_refusal_is_told_at_its_field_and_what_was_entered_stays(
    changing_town: Town, team: Client, commune: Client
) -> None:
    overdue = changing_town.remedied.overdue
    said = do(team, overdue, "len-cap-tren", 400, noi_dung="   ")
    assert 'id="loi-len-cap-tren-noi-dung"' in said
    do(team, overdue, "len-cap-tren", noi_dung="Không báo cáo")
    assert [step.act for step in inspections.steps(overdue)][-1] is RecommendationAct.ESCALATED
    one = changing_town.remedied.unanswered
    do(commune, one, "bao-luu", noi_dung="Bảng đã đủ <b>")
    assert "Bảng đã đủ &lt;b&gt;" in commune.get(reverse("inspection-recommendation", args=[one])).content.decode()
    do(team, one, "giu-nguyen", noi_dung="Còn thiếu sáu thủ tục")
    for given in ("", "ngày mai", "30/13/2022", "01/01/2020"):
        said = do(commune, one, "xin-gia-han", 400, ngay=given, noi_dung="Chờ in bảng")
        assert 'id="loi-xin-gia-han-ngay"' in said
        assert "Chờ in bảng" in said
    do(commune, one, "xin-gia-han", ngay="15/11/2022", noi_dung="Chờ in bảng")
    assert 'value="15/11/2022"' in page(team, one)
    do(team, one, "gia-han", ngay="15/11/2022")
    assert f"{state(one).due_on:%d/%m/%Y}" == "15/11/2022"


@pytest.mark.parametrize("given", ["", "abc", "-1", "9" * 40, "٣"])
def test_no_post_is_taken_for_a_post(changing_town: Town, commune: Client, given: str) -> None:
    said = do(commune, changing_town.remedied.unanswered, "chap-nhan", 400, dau_moi=given)
    assert 'id="loi-chap-nhan-dau-moi"' in said


@pytest.mark.parametrize("record", ["x", "0", "9" * 18, "../1"])
def test_no_record_is_taken_for_evidence(changing_town: Town, signed_in: SignIn, record: str) -> None:
    said = do(signed_in("xa-mot"), changing_town.remedied.overdue, "minh-chung", 400, ban_ghi=record)
    assert 'class="errors' in said


def test_the_figure_that_it_watches_stands_on_the_page_and_opens_onto_its_rows(
    changing_town: Town, team: Client
) -> None:
    said = page(team, changing_town.remedied.reported)
    assert "ít nhất 90 %" in said
    assert "chưa có số liệu" in said.lower()


def test_it_is_not_closed_against_the_figure_without_a_reason(changing_town: Town, team: Client) -> None:
    one = changing_town.remedied.reported
    do(team, one, "xac-nhan")
    assert 'id="loi-dong-noi-dung"' in do(team, one, "dong", 400)
    do(team, one, "dong", noi_dung="Chưa có hồ sơ mới")
    assert state(one).standing is Standing.CLOSED


def test_the_list_of_each_side(changing_town: Town, team: Client, signed_in: SignIn) -> None:
    def listed(client: Client, query: str = "") -> str:
        return client.get(reverse("inspection-recommendations") + query).content.decode()

    texts = ("Niêm yết đủ", "Ghi đủ nội dung", "Gửi thư xin lỗi")
    assert all(text in listed(team) for text in texts)
    late = listed(team, "?ben=kiem-tra&loc=qua-han")
    assert [text in late for text in texts] == [False, True, False]
    waiting = listed(team, "?ben=kiem-tra&loc=cho-kiem-tra&trang=999")
    assert [text in waiting for text in texts] == [False, False, True]
    mine = listed(signed_in("xa-mot"))
    assert [text in mine for text in texts] == [False, True, True]
    assert not any(text in listed(signed_in("xa-hai")) for text in texts)


def test_the_watched_figures_are_looked_at_from_the_list(changing_town: Town, team: Client) -> None:
    answer = team.post(reverse("inspection-watches"), follow=True)
    assert answer.status_code == 200
    assert 'role="status"' in answer.content.decode()


def test_a_file_is_handed_out_as_it_is_and_never_shown_within_the_page(town: Town, signed_in: SignIn) -> None:
    address = reverse("inspection-recommendation-file", args=[town.remedied.reported, town.remedied.letter])
    answer = signed_in("thanh-tra").get(address)
    assert answer.content == LETTER
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_pages_ask_as_often_however_much_there_is(
    town: Town, signed_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = signed_in("thanh-tra")
    for address, most in ((reverse("inspection-recommendations"), 16), (page_of(town), 32)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)


def page_of(town: Town) -> str:
    return reverse("inspection-recommendation", args=[town.remedied.reported])


def test_the_work_of_a_post_begins_with_what_inspections_ask_of_it(town: Town, signed_in: SignIn) -> None:
    def work(name: str) -> str:
        return signed_in(name).get(reverse("work")).content.decode()

    asked = ("Ghi đủ nội dung giấy tiếp nhận", "Niêm yết đủ thủ tục")
    assert [text in work("xa-mot") for text in asked] == [True, False]
    assert [text in work(OWN_POST) for text in asked] == [False, True]
    assert not any(text in work("xa-hai") for text in asked)


def test_the_home_of_an_inspection_says_how_many_are_over_and_leads_to_them(town: Town, signed_in: SignIn) -> None:
    client = signed_in("thanh-tra")
    said = client.get(reverse("inspection", args=[town.inspected.told])).content.decode()
    assert "0/3 kiến nghị đã kết thúc, 1 quá hạn" in said
    of = f"{reverse('inspection-recommendations')}?cuoc={town.inspected.told}&loc=tat-ca"
    assert of.replace("&", "&amp;") in said
    assert "Ghi đủ nội dung" in client.get(of).content.decode()
    assert "Ghi đủ nội dung" not in client.get(of.replace(str(town.inspected.told), "999")).content.decode()
