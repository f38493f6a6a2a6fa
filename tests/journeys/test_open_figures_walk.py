"""From the first page to a figure, its definition, its dossiers, its file, and an address that cites it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import sideways, violations
from motcua.services.dossiers import public as dossiers
from sites.town import BY, NOW, Town, at

Visit = Callable[..., Page]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_citizen_reads_checks_takes_and_cites(changing_town: Town, visit: Visit, width: int, tmp_path: Path) -> None:
    """At 390 pixels without JavaScript."""
    scripted = width > 400
    page = visit("/", width=width, java_script_enabled=scripted)
    page.get_by_role("link", name="Kết quả phục vụ", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả phục vụ của Huyện Mẫu")
    page.get_by_label("Phạm vi").select_option("ca-cap-duoi")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", name="Từng đơn vị")).to_be_visible()
    if scripted:
        assert not (found := violations(page)), found
        assert sideways(page) <= 0
    figure = page.locator(".figures .big a").first
    share = figure.inner_text()
    figure.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Giải quyết trước và đúng hạn trên số đã giải quyết")
    expect(page.locator(".frac .v")).to_have_text(share)
    expect(page.get_by_text("TT 01/2020/TT-VPCP")).to_be_visible()
    page.locator(".plain-table .fig").first.click()
    expect(page.locator("a.open.code").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Kết quả phục vụ", exact=True).click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải toàn bộ số liệu (CSV)").click()
    path = tmp_path / "taken.csv"
    taken.value.save_as(path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    (row,) = [one for one in rows if (one["table"], one["code"]) == ("whole", "dossiers.on_time")]
    assert share.startswith(f"{float(row['value']):.1f}".replace(".", ","))
    cite = page.locator(".cite a").get_attribute("href") or ""
    backdating = dossiers.Backdating(at("10-05 09:00"), "quên nhập", "post/3")
    dossiers.finish(code=changing_town.late, by=BY, at=NOW, backdating=backdating)
    page.goto(cite)
    expect(page.locator(".figures .big").first).to_have_text(share)
    expect(page.get_by_role("heading", name="Những con số nay đã khác")).to_be_visible()
    if scripted:
        assert not (found := violations(page)), found
        assert sideways(page) <= 0
