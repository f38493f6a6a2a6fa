"""Tracking: anyone who knows a code sees how the dossier stands, and nothing of a person."""

from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from motcua.services.dossiers import public as dossiers
from motcua.sites.portal.pages import track
from sites.town import STATUS, Town


def page(visitor: Client, code: str) -> str:
    answer = visitor.get(reverse("dossier", kwargs={"code": code}))
    assert answer.status_code == 200
    return answer.content.decode()


def test_says_who_has_it_how_long_and_why(visitor: Client, town: Town) -> None:
    said = page(visitor, town.transfer)
    for words in (
        "Chi cục Thuế",
        "Chờ cơ quan phối hợp",
        "13/10/2022",
        "còn 3\u00a0ngày\u00a0làm\u00a0việc",
        "Trong hạn",
    ):
        assert words in said


def test_the_clock_adds_up_to_the_term(visitor: Client, town: Town) -> None:
    """Three days of the office, four of the tax office, three left: ten, and three that do not count."""
    said = page(visitor, town.transfer)
    shares = [part.split("</b>")[0] for part in said.split('<b class="num">')[1:]]
    assert shares == ["3\u00a0ngày", "4\u00a0ngày", "3\u00a0ngày", "10\u00a0ngày", "3\u00a0ngày"]
    assert said.count('class="k-office"') == 3
    assert said.count("k-other") == 4
    assert said.count("k-left") == 3
    assert said.count('"k-citizen"') == 3


def test_late_is_said_with_what_one_may_ask_for(visitor: Client, town: Town) -> None:
    said = page(visitor, town.late)
    assert "quá 8\u00a0ngày\u00a0làm\u00a0việc" in said
    assert "văn bản xin lỗi" in said
    assert said.count("k-late") == 8


def test_a_standing_clock_names_no_due_day(visitor: Client, town: Town) -> None:
    said = page(visitor, town.waiting)
    assert "chưa xác định" in said
    assert "dừng tính giờ từ 30/09/2022" in said
    assert "Chờ công dân bổ sung giấy tờ" in said


def test_a_new_appointment_is_shown_beside_the_day_that_it_is_judged_by(visitor: Client, town: Town) -> None:
    said = page(visitor, town.put_off)
    assert "Thứ\u00a0Năm, 20/10/2022" in said
    assert "đã hẹn lại; số liệu vẫn tính theo 06/10/2022" in said
    assert "quá 2\u00a0ngày\u00a0làm\u00a0việc" in said
    assert "Trong số liệu vẫn tính theo hạn trước khi hẹn lại" in said
    assert "chưa ghi nhận văn bản nào" not in said  # the apology came with the new appointment


def test_a_result_says_where_to_fetch_it(visitor: Client, town: Town) -> None:
    said = page(visitor, town.ready)
    assert "Đã có kết quả" in said
    assert "Mang giấy hẹn và căn cước" in said


def test_what_is_missing_is_told_to_the_office_alone(visitor: Client, town: Town) -> None:
    """The words of a request may name somebody; the public is told that there was one."""
    assert "Sơ đồ thửa đất" not in page(visitor, town.transfer)


def test_a_sensitive_procedure_is_not_named(visitor: Client, town: Town) -> None:
    status = dossiers.public_status(town.sensitive, at=track.clock.now())
    assert status is not None
    assert status.sensitive
    said = page(visitor, town.sensitive)
    assert status.procedure_name not in said
    assert status.field_name not in said
    assert STATUS not in said


def test_unknown_and_mistyped_codes_are_answered_alike(visitor: Client, town: Town) -> None:
    answers = [visitor.get(reverse("dossier", kwargs={"code": code})) for code in ("338-220926-9999", "abc", "338/1 x")]
    assert {answer.status_code for answer in answers} == {404}
    texts = [
        answer.content.decode().replace(code, "CODE").replace(code.replace("/", "%2F"), "CODE")
        for answer, code in zip(answers, ("338-220926-9999", "abc", "338/1 x"), strict=True)
    ]
    assert all("Không có hồ sơ nào đã tiếp nhận mang mã CODE" in text for text in texts)


def test_the_search_leads_to_the_page_of_the_code(visitor: Client, town: Town) -> None:
    answer = visitor.get(reverse("track"), {"ma": f"  {town.transfer} "})
    assert answer.headers["Location"] == reverse("dossier", kwargs={"code": town.transfer})
    assert visitor.get(reverse("track"), {"ma": " "}).status_code == 400
    assert visitor.get(reverse("track"), {"ma": "x" * 99}).status_code == 400


def test_asks_for_patience_instead_of_letting_codes_be_tried(visitor: Client, town: Town) -> None:
    address = reverse("dossier", kwargs={"code": "338-220926-9999"})
    for _ in range(track.LOOKED_UP.most):
        assert visitor.get(address).status_code == 404
    stopped = visitor.get(address)
    assert stopped.status_code == 429
    assert stopped.headers["Retry-After"] == "60"
    assert "Xin chờ một phút" in stopped.content.decode()
    assert visitor.get(address, REMOTE_ADDR="10.0.0.2").status_code == 404  # the control: another address may ask


def test_only_what_our_own_proxy_saw_is_believed(visitor: Client, town: Town, settings: Settings) -> None:
    settings.MOTCUA_PROXIES = 1
    address = reverse("dossier", kwargs={"code": "338-220926-9999"})
    for place in range(track.LOOKED_UP.most):
        visitor.get(address, HTTP_X_FORWARDED_FOR=f"1.2.3.{place}, 10.9.8.7")
    assert visitor.get(address, HTTP_X_FORWARDED_FOR="5.5.5.5, 10.9.8.7").status_code == 429
    assert visitor.get(address, HTTP_X_FORWARDED_FOR="10.9.8.7, 5.5.5.5").status_code == 404


def test_english_says_it_all(visitor: Client, town: Town) -> None:
    visitor.cookies["motcua_display"] = "normal.-.-.en"
    said = page(visitor, town.transfer)
    assert "3\u00a0working\u00a0days left" in said
    assert "Waits for another agency" in said
    assert '<html lang="en"' in said
