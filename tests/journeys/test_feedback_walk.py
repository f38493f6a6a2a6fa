"""Somebody sends feedback, is answered in public, is not content, and has it opened again; with and without script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import sideways, violations
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import Classification, State
from sites.town import NOW, Town

Visit = Callable[..., Page]
SAID = {"by": "post/1", "at": NOW}


def answered_in_public(number: int) -> None:
    """Do what the office does at its desk: classify, forward, answer, publish."""
    view = feedback.case_view(number, at=NOW)
    assert view is not None
    feedback.classify(case=number, classification=Classification.FEEDBACK, **SAID)
    feedback.forward(case=number, to=view.state.receiving_unit, **SAID)
    feedback.answer(case=number, answer="Quầy mở lại từ hôm nay.", **SAID)
    feedback.publish(case=number, question="Quầy đóng cửa sớm.", answer="Quầy mở lại từ hôm nay.", **SAID)


@pytest.mark.parametrize(("width", "scripted"), [(390, False), (1280, True)])
def test_feedback_goes_from_the_form_to_the_answer_and_is_opened_again(
    changing_town: Town, visit: Visit, width: int, scripted: bool
) -> None:
    person = visit("/phan-anh/", width=width, java_script_enabled=scripted)
    person.get_by_role("link", name="Gửi phản ánh, kiến nghị").first.click()
    person.get_by_role("button", name="Xem lại").click()
    expect(person.get_by_role("alert")).to_be_visible()
    person.get_by_label("Hành vi, thái độ").check()
    person.get_by_label("Điều ông/bà muốn nói").fill("Quầy số 2 đóng cửa lúc 10 giờ.")
    person.get_by_label("Họ và tên").fill("Người Gửi Mẫu")
    if scripted:
        assert not (said := violations(person)), said
        assert sideways(person) <= 0
    person.get_by_role("button", name="Xem lại").click()
    person.get_by_role("button", name="Gửi đi").click()
    expect(person.get_by_role("heading", name="Đã gửi")).to_be_visible()
    shown = re.findall(r"PA-(\d+)|\b([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})\b", person.locator("main").inner_text())
    number = next(int(one) for one, _ in shown if one)
    secret = next(word for _, word in shown if word)
    answered_in_public(number)
    other = visit("/phan-anh/?tim=quay+dong+cua", width=width, java_script_enabled=scripted)
    expect(other.get_by_text("Quầy mở lại từ hôm nay.")).to_be_visible()
    expect(other.get_by_text("Người Gửi Mẫu")).to_have_count(0)
    other.get_by_role("link", name="Theo dõi phản ánh của mình").click()
    other.get_by_label("Số", exact=True).fill(f"PA-{number}")
    other.get_by_label("Mã bí mật").fill(secret.lower())
    other.get_by_role("button", name="Hiện", exact=True).click()
    assert secret not in other.url
    other.get_by_label("Chưa, và tôi muốn mở lại").check()
    other.get_by_label("Vì sao").fill("Hôm nay quầy vẫn đóng.")
    if scripted:
        assert not (said := violations(other)), said
    other.get_by_role("button", name="Cho biết").click()
    expect(other.get_by_text("Hôm nay quầy vẫn đóng.").first).to_be_visible()
    view = feedback.case_view(number, at=NOW)
    assert view is not None
    assert (view.state.state, view.state.reopened) == (State.FORWARDED, 1)
