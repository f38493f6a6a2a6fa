"""A browser that walks through the town: the pages are served as they are in life, static files included."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from sites.stage import built_town, changing_town, signed_in, today, town, visitor
from sites.town import Town

__all__ = ["built_town", "changing_town", "signed_in", "today", "town", "visitor"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Serve on a port of its own whatever database a test is connected to."""
    thread = LiveServerThread("127.0.0.1", static_handler=lambda handler: handler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture
def address(server: str, town: Town) -> str:
    """Give the address of the town."""
    return server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium. Its loop runs in this thread, so the tests' own queries are told not to mind."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield chromium
        chromium.close()


def _complains(said: ConsoleMessage) -> bool:
    """Leave out that the page itself is one that says what was wrong, and that a test broke the line on purpose."""
    remarks = ("responded with a status of 4", "net::ERR_CONNECTION_RESET")
    return said.type in {"error", "warning"} and not any(remark in said.text for remark in remarks)


@pytest.fixture
def visit(browser: Browser, address: str, signed_in: Callable[[str], Client]) -> Iterator[Callable[..., Page]]:
    """
    Open a page as someone, on a device, with what the display bar can choose.

    When the test ends, no page may have complained to the browser's console.
    """
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, *, who: str = "", width: int = 1280, display: str = "normal.-.-.-", **also: Any) -> Page:
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": 900}, locale="vi-VN", reduced_motion="reduce", **also
        )
        contexts.append(context)
        cookies = [{"name": "motcua_display", "value": display, "url": address}]
        if who:
            session = signed_in(who).cookies["sessionid"].value
            cookies.append({"name": "sessionid", "value": session, "url": address})
        context.add_cookies(cookies)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _complains(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
