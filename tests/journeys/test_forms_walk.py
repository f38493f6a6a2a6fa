"""A form walked through with scripts switched off: filled, frozen, sent, accepted above, and restated."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from motcua.services.dossiers import public as dossiers
from sites.town import NOW, Town, at

Visit = Callable[..., Page]


def test_a_sheet_is_frozen_sent_accepted_and_restated(visit: Visit, changing_town: Town) -> None:
    page = visit("/giam-sat/bieu/?don-vi=12472&nam=2022", who="cchc", java_script_enabled=False)
    page.get_by_role("link", name="01/07/2022 – 30/09/2022").click()
    expect(page.get_by_text("Theo dữ kiện lúc này; chưa chốt.")).to_be_visible()
    page.get_by_role("button", name="Chốt biểu").click()
    expect(page.get_by_text("Xã Mẫu Một. Đã chốt, chưa gửi.")).to_be_visible()
    sheet = page.url

    page = visit(sheet, who="lanh-dao", java_script_enabled=False)
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_label("Về biểu này")).to_contain_text("Huyện Mẫu")

    page = visit(sheet, who="cchc", java_script_enabled=False)
    page.get_by_role("button", name="Trả lại").click()
    expect(page.get_by_role("alert")).to_contain_text("không trả lại biểu mà không nêu lý do")
    page.get_by_role("button", name="Chấp nhận").click()
    expect(page.get_by_text("Xã Mẫu Một. Cấp trên đã chấp nhận.")).to_be_visible()

    work = dossiers.worklist([changing_town.commune.id], at=NOW)
    late = next(row.code for row in work.rows if row.code != changing_town.put_off)
    dossiers.finish(
        code=late, by="post/1", at=NOW + timedelta(minutes=1),
        backdating=dossiers.Backdating(at("09-28 10:00"), "quên nhập", "post/3"),
    )  # fmt: skip
    page.get_by_role("link", name="Đặt cạnh số liệu hiện nay").click()
    expect(page.get_by_text("số liệu hiện nay khác nhau")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=late)
    expect(row).to_contain_text("khai là lúc 28/09/2022 10:00, ghi lúc 10/10/2022 10:53")
    page.get_by_role("link", name="Lập lại").click()
    expect(page.get_by_role("status")).to_contain_text("mọi con số đều như cũ")


def test_a_sheet_of_paper_is_entered_and_its_faults_are_told(visit: Visit, changing_town: Town) -> None:
    page = visit(
        "/giam-sat/bieu/nhap/?don-vi=12475&bieu=II.06a&ky=quarter&tu=2022-07-01&den=2022-09-30",
        who="cchc",
        java_script_enabled=False,
    )
    page.get_by_label("Hộ tịch, (3) Tổng số").fill("5")
    page.get_by_label("Hộ tịch, (5)").fill("6")
    page.get_by_label("Hộ tịch, (11) Tổng số").fill("5")
    page.get_by_label("Hộ tịch, (12) Trong hạn").fill("5")
    page.get_by_role("button", name="Kiểm tra và ghi").click()
    expect(page.get_by_role("alert")).to_contain_text("Hộ tịch: (3) = (4) + (5) + (6) không đúng, 5 không bằng 6")
    expect(page.get_by_label("Hộ tịch, (5)")).to_have_value("6")
    page.get_by_label("Vì sao giữ nguyên").fill("bản giấy đã ký ghi như vậy")
    page.get_by_role("button", name="Kiểm tra và ghi").click()
    expect(page.get_by_text("Biểu này không cân số: 2 đẳng thức không đúng.")).to_be_visible()
    expect(page.get_by_label("Về biểu này")).to_contain_text("bản giấy đã ký ghi như vậy")


def test_another_systems_file_is_set_beside_ours(visit: Visit, town: Town) -> None:
    page = visit("/giam-sat/doi-soat/?don-vi=338&tu=2022-09-01&den=2022-09-30", who="cchc", java_script_enabled=False)
    page.get_by_label("Tệp của hệ thống kia").set_input_files(
        {"name": "ho.csv", "mimeType": "text/csv", "buffer": f"code,channel\n{town.late},online\n".encode()}
    )
    page.get_by_role("button", name="Đối soát").click()
    row = page.get_by_role("row").filter(has_text=town.late)
    expect(row).to_contain_text("Kênh nộp được ghi khác nhau.")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    assert download.value.suggested_filename == "doi-soat-338.xlsx"
