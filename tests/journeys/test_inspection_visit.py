"""A visit in a browser, without a script: lines by keyboard, a finding, a photograph, minutes signed by both sides."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Answer
from sites.town import Town
from sites.town_inspections import picture
from sites.town_scorecards import OWN_POST

Visit = Callable[..., Page]


def test_from_the_first_line_to_both_signatures(visit: Visit, changing_town: Town) -> None:
    town = changing_town
    place = town.inspected.commune
    team = visit(f"/giam-sat/kiem-tra/{town.inspected.told}/", who="thanh-tra", width=390, java_script_enabled=False)
    team.get_by_role("link", name="Kiểm tra tại Xã Mẫu Một").click()
    team.get_by_role("button", name="Bắt đầu kiểm tra").click()
    team.get_by_role("link", name="Chỉ đạo, điều hành").click()

    team.locator("input[name='tra-loi-1.1.1']").first.focus()
    team.keyboard.press("Space")
    team.keyboard.press("ArrowRight")
    team.keyboard.press("Tab")
    team.keyboard.type("Kế hoạch thiếu thời hạn")
    for _ in range(3):  # past the door to a finding, and the next line's figure
        team.keyboard.press("Tab")
    team.keyboard.press("Space")
    team.get_by_role("button", name="Ghi và sang lĩnh vực sau").click()
    expect(team.get_by_role("heading", name="Cải cách thủ tục hành chính")).to_be_visible()
    answers = inspections.visit(place).answers
    assert {line: one.answer for line, one in answers.items()} == {"1.1.1": Answer.PARTLY, "1.1.2": Answer.YES}

    team.get_by_role("link", name="Chỉ đạo, điều hành").click()
    team.get_by_role("link", name="Ghi phát hiện 1.1.1", exact=True).click()
    expect(team.get_by_label("Nội dung phát hiện")).to_have_value("Kế hoạch thiếu thời hạn")
    team.get_by_role("button", name="Giữ phát hiện").click()
    expect(team.get_by_role("link", name="Mức độ của hạn chế")).to_be_visible()
    team.get_by_role("radio", name="nhẹ").check()
    team.get_by_role("button", name="Giữ phát hiện").click()

    team.get_by_role("link", name="Ảnh", exact=True).click()
    team.get_by_label("Ảnh", exact=True).set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    team.get_by_label("Chú thích ảnh").fill("Bảng niêm yết")
    team.get_by_role("button", name="Thêm ảnh").click()
    expect(team.get_by_role("img", name="Bảng niêm yết")).to_be_visible()

    team.get_by_role("link", name="Biên bản", exact=True).click()
    team.get_by_role("link", name="Soạn biên bản").click()
    expect(team.get_by_label("Tồn tại, hạn chế")).to_have_value("Chỉ đạo, điều hành: Kế hoạch thiếu thời hạn")
    team.get_by_label("Thành phần đơn vị được kiểm tra").fill("Chủ tịch UBND xã")
    team.get_by_role("button", name="Lưu biên bản").click()
    team.get_by_role("button", name="Ký biên bản").click()

    unit = visit(team.url, who=OWN_POST)
    expect(unit.get_by_text("Ký thay mặt đơn vị được kiểm tra.")).to_be_visible()
    unit.get_by_role("button", name="Ký biên bản").click()
    expect(unit.get_by_text("Biên bản đã ký, cuộc kiểm tra này không thay đổi nữa.")).to_be_visible()
    assert inspections.visit(place).closed_at is not None
    assert inspections.replay_visit() == []
