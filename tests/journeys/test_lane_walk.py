"""A batch of certified copies in the same-day lane, by keyboard, to the day's register."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sites.test_certifying import lane
from sites.town import Town

__all__ = ["lane"]

Visit = Callable[..., Page]


@pytest.mark.parametrize("width", [1280, 390])
def test_copies_are_certified_while_one_waits(lane: Town, visit: Visit, width: int) -> None:
    officer = visit("/ban/trong-ngay/", who="mot-cua", width=width)
    officer.locator("#f-name").fill("NGUYỄN THỊ MẪU")
    for place, (what, copies, pages) in enumerate((("Bằng tốt nghiệp", "2", "5"), ("Căn cước", "1", "1")), 1):
        officer.locator(f"#f-what_{place}").fill(what)
        officer.locator(f"#f-copies_{place}").fill(copies)
        officer.locator(f"#f-pages_{place}").fill(pages)
    officer.keyboard.press("Enter")
    expect(officer.get_by_role("status").filter(has_text="01/BS, 02/BS")).to_be_visible()
    expect(officer.locator("main")).to_contain_text("16.000 đ")
    officer.goto("/ban/thu-phi/")
    expect(officer.locator("main")).to_contain_text("16.000")
