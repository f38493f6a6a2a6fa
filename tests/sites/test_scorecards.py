"""The pages of scoring: a unit scores itself, the unit above verifies, and what was entered wrongly stays entered."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import Stage
from sites.stage import Built
from sites.town import Town
from sites.town_scorecards import CARD, OWN_POST

SignIn = Callable[[str], Client]


@pytest.fixture
def passing(town: Town, built_town: Built, tmp_path: Path) -> Iterator[None]:
    """Take back whatever a test writes, in the database and beside it: the town is everybody's."""
    home = tmp_path / "town"
    shutil.copytree(built_town.home, home)
    with override_settings(MOTCUA_HOME=home), transaction.atomic():
        yield
        transaction.set_rollback(True)


def at(town: Town, name: str, which: str = "open") -> str:
    return reverse(name, args=[getattr(town.scoring, which), town.scoring.commune])


def number(code: str) -> int:
    """Give the number by which forms name a component."""
    codes = [one.code for one in scorecards.find(CARD).scorecard.components()]
    return codes.index(code) + 1


def text(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize(
    ("name", "which", "who", "status"),
    [
        ("score-own", "open", OWN_POST, 200),
        ("score-own", "open", "cchc", 403),
        ("score-own", "open", "xa-mot", 403),
        ("score-answer", "verified", OWN_POST, 200),
        ("score-answer", "verified", "cchc", 403),
        ("score-verify", "verified", "cchc", 200),
        ("score-verify", "verified", OWN_POST, 403),
        ("score-card", "open", OWN_POST, 200),
    ],
)
def test_a_unit_scores_itself_and_never_verifies_itself(
    town: Town, signed_in: SignIn, name: str, which: str, who: str, status: int
) -> None:
    assert signed_in(who).get(at(town, name, which)).status_code == status


@pytest.mark.parametrize("name", ["score-submit", "score-own", "score-verify", "score-answer"])
def test_nobody_else_can_send_a_form_either(town: Town, signed_in: SignIn, passing: None, name: str) -> None:
    for who in ("cchc", "xa-mot", "xa-hai", "lanh-dao") if name != "score-verify" else (OWN_POST, "xa-hai", "lanh-dao"):
        assert signed_in(who).post(at(town, name), {f"diem-{number('ON_TIME')}": "1"}).status_code == 403


def test_only_the_unit_above_closes_a_round_and_not_too_early(town: Town, signed_in: SignIn, passing: None) -> None:
    address = reverse("scoring-close", args=[town.scoring.verified])
    assert signed_in(OWN_POST).post(address).status_code == 403
    early = signed_in("cchc").post(address)
    assert early.status_code == 400
    assert "các đơn vị còn được giải trình đến hết ngày" in text(early)


def test_a_commune_sees_its_own_row_until_the_round_is_closed(town: Town, signed_in: SignIn) -> None:
    address = reverse("scoring-round", args=[town.scoring.verified])
    own, above = text(signed_in("xa-hai").get(address)), text(signed_in("cchc").get(address))
    assert "Xã Mẫu Hai" in own
    assert "Xã Mẫu Một" not in own
    assert "Xã Mẫu Một" in above


def test_unknown_rounds_units_and_files_lead_nowhere(town: Town, signed_in: SignIn) -> None:
    client = signed_in("cchc")
    assert client.get(reverse("scoring-round", args=[10**9])).status_code == 404
    assert client.get(reverse("score-card", args=[town.scoring.open, town.district.id])).status_code == 404


def test_the_card_shows_all_three_and_leads_to_the_indicators(town: Town, signed_in: SignIn) -> None:
    answer = signed_in("cchc").get(at(town, "score-card", "verified"))
    said, html = text(answer), answer.content.decode()
    assert "93,20" in said
    assert "Nộp muộn" in said
    assert "Bảng niêm yết thiếu mẫu đơn của sáu thủ tục." in said
    assert "/giam-sat/chi-tieu/dossiers.on_time/?don-vi=12472&amp;tu=2022-01-01&amp;den=2022-09-30" in html
    assert said.index("Công khai thủ tục hành chính đủ, đúng 3,00") < said.index("Hồ sơ giải quyết đúng hạn 0,40")


def test_own_points_are_kept_with_note_and_file(town: Town, signed_in: SignIn, passing: None) -> None:
    client, place = signed_in(OWN_POST), number("ON_TIME")
    form = {
        f"diem-{place}": "9,5",
        f"ghi-chu-{place}": "theo số liệu",
        f"tep-{place}": SimpleUploadedFile("bao-cao.txt", "Báo cáo".encode()),
    }
    answer = client.post(at(town, "score-own"), form)
    assert (answer.status_code, answer.headers["Location"]) == (302, at(town, "score-card"))
    line = scorecards.scoring_round(town.scoring.open).score(town.scoring.commune).state.line("ON_TIME")
    assert str(line.own) == "9.50"
    assert line.figure.denominator is not None  # what the indicator said beside the field
    (reference,) = line.evidence
    page = client.get(at(town, "score-own"))
    assert "bao-cao.txt" in text(page)
    file = client.get(reverse("score-evidence", args=[town.scoring.open, town.scoring.commune, reference[5:]]))
    assert file.content == "Báo cáo".encode()
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    again = client.post(at(town, "score-own"), {f"diem-{place}": "9,5", f"ghi-chu-{place}": "theo số liệu"})
    assert again.status_code == 302
    line = scorecards.scoring_round(town.scoring.open).score(town.scoring.commune).state.line("ON_TIME")
    assert line.evidence == ()  # it was not kept


WRONG = [
    ("nhiều", "đây không phải là số điểm"),
    ("10,01", "thành phần này không thể có số điểm như vậy"),
    ("-1", "thành phần này không thể có số điểm như vậy"),
]


@pytest.mark.parametrize(("points", "said"), WRONG)
def test_what_is_wrong_is_told_above_and_beside_and_stays_entered(
    town: Town, signed_in: SignIn, passing: None, points: str, said: str
) -> None:
    place = number("ON_TIME")
    form = {f"diem-{place}": points, f"ghi-chu-{place}": "giữ lại"}
    answer = signed_in(OWN_POST).post(at(town, "score-own"), form)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert html.count(said) == 2
    assert f'href="#diem-{place}"' in html
    assert f'value="{points}"' in html
    assert "giữ lại</textarea>" in html
    assert "<title>Lỗi: " in html


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b""])
def test_a_file_that_is_not_kept_is_told_beside_its_field(
    town: Town, signed_in: SignIn, passing: None, content: bytes
) -> None:
    place = number("PLAN")
    form = {f"diem-{place}": "1", f"tep-{place}": SimpleUploadedFile("x.pdf", content)}
    answer = signed_in(OWN_POST).post(at(town, "score-own"), form)
    assert answer.status_code == 400
    assert f'href="#tep-{place}"' in answer.content.decode()


def test_what_is_missing_is_told_when_a_score_is_submitted(town: Town, signed_in: SignIn, passing: None) -> None:
    answer = signed_in(OWN_POST).post(at(town, "score-submit"))
    assert answer.status_code == 400
    assert "còn 27 thành phần chưa có điểm" in text(answer)


def test_a_score_goes_from_own_points_to_an_answer(town: Town, signed_in: SignIn, passing: None) -> None:
    own, above = signed_in(OWN_POST), signed_in("cchc")
    card = scorecards.find(CARD).scorecard
    points = {f"diem-{number(one.code)}": str(one.most) for one in scorecards.own_components(card)}
    assert own.post(at(town, "score-own"), points).status_code == 302
    assert own.post(at(town, "score-submit")).status_code == 302
    verdicts = points | {
        f"diem-{number('WEBSITE')}": "1",
        f"hai-long-{number('SIPAS')}": "4",
        f"tra-loi-{number('SIPAS')}": "5",
    }
    refused = above.post(at(town, "score-verify"), verdicts)
    assert refused.status_code == 400
    assert "phải nêu lý do khi điểm thẩm định khác điểm tự chấm" in text(refused)
    assert scorecards.scoring_round(town.scoring.open).score(town.scoring.commune).state.number == 2  # nothing halfway
    reasoned = verdicts | {f"ly-do-{number('WEBSITE')}": "Trang không cập nhật"}
    assert above.post(at(town, "score-verify"), reasoned).status_code == 302
    answered = {f"tra-loi-{number('WEBSITE')}": "Đã cập nhật"}
    assert own.post(at(town, "score-answer"), answered).status_code == 302
    state = scorecards.scoring_round(town.scoring.open).score(town.scoring.commune).state
    assert (state.stage, str(state.total(card))) == (Stage.VERIFIED, "98.00")
    assert state.line("WEBSITE").answered
    assert "Đã cập nhật" in text(above.get(at(town, "score-card")))


def test_a_round_is_opened_by_a_form(town: Town, signed_in: SignIn, passing: None) -> None:
    form = {
        "bo": CARD, "tu": "01/01/2022", "den": "30/9/2022", "nop": "05/11/2022", "tham-dinh": "15/11/2022",
        "giai-trinh": "2022-11-20", "don-vi": [town.commune.id],
    }  # fmt: skip
    client = signed_in("cchc")
    wrong = client.post(reverse("scoring-open"), form | {"den": "31/9/2022"})
    assert wrong.status_code == 400
    assert "Ngày cuối kỳ: đây không phải" in text(wrong)
    assert 'value="05/11/2022"' in wrong.content.decode()
    assert client.post(reverse("scoring-open"), form | {"tham-dinh": "01/11/2022"}).status_code == 400
    assert client.post(reverse("scoring-open"), form | {"don-vi": []}).status_code == 400
    assert client.post(reverse("scoring-open"), form | {"bo": "no"}).status_code == 400
    opened = client.post(reverse("scoring-open"), form)
    assert opened.status_code == 302
    assert "Xã Mẫu Một" in text(client.get(opened.headers["Location"]))


def test_a_computed_card_tells_no_data_from_zero_and_gives_no_grade(town: Town, signed_in: SignIn) -> None:
    answer = signed_in("cchc").get(reverse("scorecard", args=["qd766"]) + "?don-vi=338&den=2022-10-09")
    said = text(answer)
    assert "chưa xếp loại khi còn thành phần chưa có số liệu" in said
    assert re.search(r"Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia .{0,60} chưa có số liệu – / 6,00", said)


def test_a_card_that_is_not_in_force_says_since_when_it_was(town: Town, signed_in: SignIn) -> None:
    answer = signed_in("cchc").get(reverse("scorecard", args=["qd766"]) + "?don-vi=338&tu=2022-01-01&den=2022-06-30")
    assert "có hiệu lực từ 01/08/2022" in text(answer)


def test_pages_ask_the_database_as_often_however_long_they_are(
    town: Town, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("cchc")
    for address, most in ((reverse("scorecards"), 16), (at(town, "score-card", "verified"), 24)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
