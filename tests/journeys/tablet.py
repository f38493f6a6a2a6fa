"""A tablet for journeys: a browser of its own that loses its line, is killed, and has a clock that may be wrong."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Route, expect

from inspections.checklists import SMALL
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Actor, User
from motcua.kernel.periods import Period
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Kind, NewMember, NewPlace, Part
from motcua.reform.registers.public import ReformField
from sites.town import NOW, Town

OFFLINE = "/giam-sat/kiem-tra/ngoai-tuyen/"
PIN = "mai di kiem tra"
TITLE = "Kiểm tra đột xuất cải cách hành chính"
TEAM = ("thanh-tra", "cchc")
"""Who inspects: the head of the team and its secretary, each with a tablet."""

DUMP = """async () => {
  const asked = indexedDB.open("motcua-kiem-tra");
  const db = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const said = (value) => JSON.stringify(value, (_, one) =>
    one instanceof ArrayBuffer ? new TextDecoder("latin1").decode(one) : one instanceof Uint8Array ? [...one] : one);
  const kept = {};
  for (const name of db.objectStoreNames) {
    kept[name] = await new Promise((done) => {
      db.transaction(name).objectStore(name).getAll().onsuccess = (e) => done(JSON.parse(said(e.target.result)));
    });
  }
  db.close();
  return kept;
}"""
"""Read all that lies in the tablet's database, as whoever finds the tablet could."""

ALTER = """async (store) => {
  const asked = indexedDB.open("motcua-kiem-tra");
  const db = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const work = db.transaction(store, "readwrite");
  const first = await new Promise((done) => {
    work.objectStore(store).getAll().onsuccess = (e) => done(e.target.result.sort((a, b) => a.number - b.number)[0]);
  });
  new Uint8Array(first.sealed)[0] ^= 1;
  work.objectStore(store).put(first);
  await new Promise((done) => { work.oncomplete = done; });
  db.close();
}"""
"""Change one bit of the oldest thing that a store holds."""

FORGET = """async () => {
  const asked = indexedDB.open("motcua-kiem-tra");
  const db = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const work = db.transaction("notes", "readwrite");
  work.objectStore("notes").clear();
  await new Promise((done) => { work.oncomplete = done; });
  db.close();
}"""
"""Take the notes away as if the server had confirmed them, though it never saw any."""


def keep_small() -> None:
    """Put the small checklist on the installation's shelf."""
    shelf = Path(settings.MOTCUA_HOME) / "checklists"
    shelf.mkdir(exist_ok=True)
    (shelf / "small.toml").write_text(SMALL, encoding="utf-8")


def visit_begun(town: Town) -> int:
    """Let the district inspect a commune with two of its posts, begun with the small checklist; give the place."""
    keep_small()
    head, member = (acting(name) for name in TEAM)
    also: dict[str, Any] = {"by": head.key, "at": NOW - timedelta(hours=1)}
    inspection_id = inspections.open_inspection(
        unit_id=town.district.id,
        kind=Kind.UNANNOUNCED,
        title=TITLE,
        purpose="Kiểm tra việc tiếp nhận và trả kết quả",
        period=Period(date(2022, 1, 1), date(2022, 9, 30)),
        fields=(ReformField.STEERING, ReformField.PROCEDURES),
        places=[NewPlace(town.commune.id, NOW.date())],
        members=[NewMember(head.post_id, Part.LEADER), NewMember(member.post_id, Part.SECRETARY)],
        **also,
    )
    inspections.decide(inspection_id=inspection_id, number="12/QĐ-UBND", on=NOW.date(), **also)
    (place,) = inspections.inspection(inspection_id).places
    inspections.begin_visit(place_id=place.id, checklist="small", **also)
    return place.id


def acting(name: str) -> Actor:
    """Give the post in which somebody of the cast acts."""
    actor = accounts.actor_of(User.objects.get(username=name))
    assert actor is not None
    return actor


@dataclass
class Tablet:
    """
    A browser of its own.

    :param moment: what time it is, and :param slow: how far its clock is behind.
    :param change: by the name of a module of the page what is put in the place of what, for a control alone.
    """

    browser: Browser
    address: str
    sign_in: Callable[[str], Client]
    who: str = TEAM[0]
    moment: datetime = NOW
    slow: timedelta = timedelta(0)
    width: int = 820
    change: dict[str, tuple[str, str]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": self.width, "height": 1180},
            locale="vi-VN",
            reduced_motion="reduce",
            service_workers="block" if self.change else "allow",
        )
        self.context.clock.set_fixed_time(self.moment - self.slow)
        for name, (stands, put) in self.change.items():
            self.context.route(f"**/offline/{name}.js", lambda route: _changed(route, stands, put))  # noqa: B023  one
        self.context.set_default_timeout(10_000)
        self.signed_in()

    def signed_in(self, who: str = "") -> None:
        """Sign in, in the place of whoever is."""
        session = self.sign_in(who or self.who).cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])

    def opened(self, place: int | None = None) -> Page:
        """Open the page in a new tab: with a line from the server, without from what the tablet keeps."""
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(OFFLINE + (f"#noi-{place}" if place else ""))
        return self.page

    def unlocked(self, place: int | None = None) -> Page:
        """Open the page and give the PIN."""
        page = self.opened(place)
        page.get_by_role("textbox", name="Mã PIN").fill(PIN)
        page.get_by_role("button", name="Mở", exact=True).click()
        return page

    def prepared(self, place: int, *, title: str = TITLE) -> Page:
        """Set the PIN, wait until the page needs no line any more, and take the place along."""
        page = self.opened()
        page.get_by_role("textbox", name="Mã PIN").fill(PIN)
        page.get_by_role("textbox", name="Nhập lại").fill(PIN)
        page.get_by_role("button", name="Đặt mã").click()
        if not self.change:
            expect(page.get_by_text("Mở được khi không có mạng", exact=True)).to_be_visible()
        mine = page.get_by_role("listitem").filter(has_text=title)
        mine.get_by_role("button", name="Mang theo").click()
        expect(page.get_by_role("heading", name="Xã Mẫu Một")).to_be_visible()
        assert page.url.endswith(f"#noi-{place}")
        return page

    def line(self, code: str) -> Locator:
        """Give a line of the checklist, its field unfolded."""
        line = self.page.locator(".ask").filter(has=self.page.locator("legend .code", has_text=code))
        self.page.locator("details.sheet").first.wait_for()
        self.page.evaluate("document.querySelectorAll('details.sheet').forEach((one) => { one.open = true; })")
        return line

    def answer(self, code: str, said: str, *, kept: bool = True) -> Locator:
        """Answer a line, and wait until the page says that it is kept."""
        line = self.line(code)
        line.locator("label").filter(has=self.page.locator(f"input[value={said}]")).click()
        if kept:
            expect(line.locator("[data-part=state]")).to_contain_text("Đã giữ trên máy")
        return line

    def shown_as_kept(self) -> set[str]:
        """Give the numbers of the notes that the page shows as kept at this moment."""
        return set(self.page.evaluate("[...document.querySelectorAll('[data-kept]')].map((one) => one.dataset.kept)"))

    def off_line(self) -> None:
        """Lose the line."""
        self.context.set_offline(True)

    def on_line(self) -> None:
        """Have a line again."""
        self.context.set_offline(False)

    def killed(self, *, crash: bool) -> None:
        """Kill the tab: closed as a system does that needs the memory, or crashed."""
        if crash:
            with suppress(Error):
                self.page.goto("chrome://crash", timeout=2_000)
        self.page.close()

    def lies_there(self) -> dict[str, list[dict[str, Any]]]:
        """Give all that lies in the tablet's database, as whoever finds the tablet could read it."""
        found: dict[str, list[dict[str, Any]]] = self.page.evaluate(DUMP)
        return found

    def sent(self) -> None:
        """Send what waits, and see that nothing does any more."""
        self.page.get_by_role("button", name="Gửi", exact=True).click()
        expect(self.page.get_by_text("đã xóa khỏi máy này")).to_be_visible()
        expect(self.page.get_by_text("Không còn gì chờ gửi.")).to_be_visible()


def _changed(route: Route, stands: str, put: str) -> None:
    """Hand a module out with one thing changed in it."""
    answer = route.fetch()
    text = answer.text()
    assert stands in text
    route.fulfill(response=answer, body=text.replace(stands, put, 1))
