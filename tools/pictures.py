"""
The README's pictures, taken from the demo by Chromium.

    python -m tools.pictures            serve a fresh demo, take the pictures, write docs/pictures

The demo is the same each time and stands at one moment, so a picture changes only when a page does.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, how one gets to the page, the device, and how pages are shown."""

    name: str
    way: Callable[[Page], object]
    width: int = 1280
    height: int | None = None
    display: str = "normal.-.light.-"


def main() -> int:
    """Take the pictures. Exit 2 where there is no Chromium."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.stderr.write("no Chromium is found: install it first (on Debian: apt install chromium)\n")
        return 2
    PICTURES.mkdir(exist_ok=True)
    with _demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for picture in PLAN:
            _take(browser, address, picture)
            sys.stderr.write(f"{picture.name}.png\n")
        browser.close()
    return 0


def _take(browser: Browser, address: str, picture: Picture) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": picture.width, "height": picture.height or 900}, locale="vi-VN"
    )
    context.add_cookies([{"name": "motcua_display", "value": picture.display, "url": address}])
    page = context.new_page()
    picture.way(page)
    page.screenshot(path=PICTURES / f"{picture.name}.png", full_page=picture.height is None)
    context.close()


def _to(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(path)


def _as_post(title: str, path: str) -> Callable[[Page], object]:
    def go(page: Page) -> None:
        page.goto("/vao-thu/")
        page.get_by_role("button", name=title).click()
        page.goto(path)

    return go


def _dossier(page: Page) -> str:
    """Open, as its office, one that came late, from another unit and after a wait for the citizen; give its code."""
    for leaf in range(1, 9):
        _as_post(OFFICER, f"/ban/so-lieu/?o=resolved.overdue&xep=-xong&trang={leaf}")(page)
        for code in page.locator("a.open").all_inner_texts():
            page.goto(f"/ban/ho-so/{code}/")
            if all(page.locator(f".clock .{look}").count() for look in ("k-other", "k-citizen", "k-late")):
                return code
    raise RuntimeError("no such dossier is in the demo")


def _tracked(page: Page) -> None:
    page.goto(f"/ho-so/{_dossier(page)}/")


OFFICER = "Cán bộ Bộ phận Tiếp nhận và Trả kết quả huyện"
HEAD_OF_TEAM = "Phó Giám đốc Sở Nội vụ"
PLAN = (
    Picture("conclusion", _to("/kiem-tra/1/"), height=1_000),
    Picture("inspection", _as_post(HEAD_OF_TEAM, "/giam-sat/kiem-tra/1/"), height=1_000),
    Picture("home", _to("/")),
    Picture("dossier", _tracked),
    Picture("figures", _to("/so-lieu/")),
    Picture("figures-dark", _to("/so-lieu/"), display="normal.-.dark.-", height=900),
    Picture("count", _to("/so-lieu/dem/?o=resolved.overdue"), height=900),
    Picture("work", _as_post(OFFICER, "/ban/"), height=900),
    Picture("desk", _dossier),
    Picture("oversight", _as_post(HEAD_OF_TEAM, "/giam-sat/?don-vi=338&gom=ca-cap-duoi"), height=900),
    Picture("phone", _tracked, width=390, height=844),
    Picture("phone-contrast", _to("/so-lieu/"), width=390, height=844, display="large.more.dark.-"),
)


@contextmanager
def _demo() -> Iterator[str]:
    """Serve a demo in a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="motcua-pictures-") as home:
        served = subprocess.Popen(  # noqa: S603  our own command, in this interpreter
            [sys.executable, "-c", "from motcua.cli import main; main()", "demo", "--port", str(port)],
            env=os.environ | {"MOTCUA_HOME": f"{home}/demo"},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(address, served)
            yield address
        finally:
            served.terminate()
            served.wait()


def _wait_for(address: str, served: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and served.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=60).close()  # noqa: S310  our own server
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError("the demo did not come up")


if __name__ == "__main__":
    sys.exit(main())
