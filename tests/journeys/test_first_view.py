"""What the public sees first: few bytes, and nothing moves once it stands, on a slow line too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from sites.town import Town

Visit = Callable[..., Page]
MOST = 60_000
"""Bytes of the first view as sent, with what it needs but pictures."""
SLOW_LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
MOVED = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/", "/ho-so/", "/thu-tuc/", "/phan-anh/", "/so-lieu/"])
def test_the_first_view_is_light_and_nothing_of_it_moves(town: Town, visit: Visit, path: str, width: int) -> None:
    page = visit("about:blank", width=width)
    page.add_init_script(MOVED)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    came: list[float] = []
    line.on("Network.loadingFinished", lambda told: came.append(told["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("window.moved") == 0
    assert len(came) > 2
    assert sum(came) <= MOST, came


def test_a_page_that_moves_is_noticed(town: Town, visit: Visit) -> None:
    """The control: what is put above the rest moves it."""
    page = visit("about:blank")
    page.add_init_script(MOVED)
    page.goto("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforebegin', '<p>x</p>'.repeat(9))")
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") > 0
