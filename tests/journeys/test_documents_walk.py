"""A clerk publishes a document with a file: it stands in box, feed, search and maps, and fills its section."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import sideways, violations
from sites.town import Town

Visit = Callable[..., Page]
NAME = "Công khai ngân sách"


def section(page: Page) -> str:
    """Say how the section of the budget stands on the page that is open."""
    return page.get_by_role("row", name=re.compile(NAME)).first.inner_text()


@pytest.mark.parametrize(("width", "scripted"), [(390, False), (1280, True)])
def test_a_document_goes_from_the_clerk_to_every_place_where_it_must_stand(
    changing_town: Town, visit: Visit, tmp_path: Path, width: int, scripted: bool
) -> None:
    as_clerk = {"who": "van-thu", "width": width, "java_script_enabled": scripted}
    as_person = {"width": width, "java_script_enabled": scripted}
    paper = tmp_path / "du-toan.txt"
    paper.write_text("Dự toán ngân sách\n", encoding="utf-8")
    clerk = visit("/ban/tin-bai/muc-phai-co/", **as_clerk)
    assert "chưa có" in section(clerk)
    clerk.get_by_role("row", name=re.compile(NAME)).get_by_role("link", name="Thêm văn bản").click()
    clerk.get_by_label("Số, ký hiệu").fill("88/QĐ-UBND")
    clerk.get_by_label("Ngày ban hành").fill("03/10/2022")
    clerk.get_by_label("Loại văn bản").select_option(label="Quyết định")
    clerk.get_by_label("Lĩnh vực văn bản").select_option(label=NAME)
    clerk.get_by_label("Chức vụ người ký").fill("Chủ tịch UBND huyện")
    clerk.get_by_label("Trích yếu").fill("Công bố công khai dự toán năm 2022")
    clerk.get_by_label("Tệp", exact=True).set_input_files(str(paper))
    clerk.get_by_role("button", name="Thêm văn bản").click()
    expect(clerk.get_by_role("heading", name="Người dân sẽ thấy như sau")).to_be_visible()
    if scripted:
        assert not (said := violations(clerk)), said
        assert sideways(clerk) <= 0
    clerk.get_by_role("button", name="Đăng văn bản").click()
    expect(clerk.get_by_role("heading", name="Người dân đang thấy")).to_be_visible()
    person = visit("/", **as_person)
    person.get_by_role("link", name="88/QĐ-UBND").click()
    expect(person.get_by_role("link", name="Toàn văn")).to_be_visible()
    where = person.url
    if scripted:
        assert not (said := violations(person)), said
        assert sideways(person) <= 0
    person.goto(where.partition("/van-ban/")[0] + "/tim-kiem/")
    person.get_by_label("Ông/bà cần tìm gì?").fill("du toan nam 2022")
    person.get_by_role("button", name="Tìm", exact=True).click()
    expect(person.get_by_role("link", name="88/QĐ-UBND")).to_have_attribute(
        "href", where.replace(where.partition("/van-ban/")[0], "")
    )
    for path in ("/van-ban/nguon.atom", "/sitemap.xml"):
        answer = person.request.get(where.partition("/van-ban/")[0] + path)
        assert where in answer.text(), path
    person.goto(where.partition("/van-ban/")[0] + "/so-do/")
    assert "đã có" in section(person)
    clerk.goto(where.partition("/van-ban/")[0] + "/ban/tin-bai/muc-phai-co/")
    assert "đã có" in section(clerk)
