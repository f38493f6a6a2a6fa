"""
One inspection in a browser, from its plan to what was mended and slipped back, each step by the post that does it.

But for the tablet no page has a script; the days pass as they would.
"""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from journeys.tablet import Tablet, keep_small
from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Answer
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing
from sites.town import BIRTH, BY, NOW, Town, at
from sites.town_scorecards import OWN_POST

Visit = Callable[..., Page]
Turn = Callable[[str], datetime]

TITLE = "Kiểm tra công tác cải cách hành chính năm 2022"
LIMIT = "Còn hồ sơ trả kết quả quá hạn"
ASKED = "Trả kết quả đúng hạn, mỗi tháng ít nhất 90 %."
SHARE = "0 %"
"""The share on time of the commune in the quarter that is looked at."""
LINE = "2.1.1"
"""The line of the small checklist that asks for the share on time."""
VISITED, SIGNED, MENDED, LATER = "10-17 08:00", "10-18 08:00", "10-20 08:00", "10-25 10:00"


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> Turn:
    """Let it be another time in the town; who was signed in before may have to do so again."""

    def to(when: str) -> datetime:
        moment = at(when)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return to


@pytest.fixture
def plain(visit: Visit) -> Visit:
    """Open the oversight of inspections as somebody, without a script."""

    def open_page(who: str, path: str = "/giam-sat/kiem-tra/", width: int = 1280) -> Page:
        return visit(path, who=who, width=width, java_script_enabled=False)

    return open_page


def test_from_the_plan_to_what_slips_back(
    plain: Visit,
    changing_town: Town,
    turn: Turn,
    browser: Browser,
    address: str,
    signed_in: Callable[[str], Client],
) -> None:
    here = start(plain)
    report(plain)
    turn(VISITED)
    keep_small()
    place = visited(plain, here, lambda: Tablet(browser, address, signed_in, moment=at(VISITED)))
    minutes(plain, here, place)
    turn(SIGNED)
    conclude(plain, here)
    check(plain, inspections.place(place).inspection_id)
    turn(MENDED)
    happen(changing_town, "10-18 08:00", "10-19 09:00")
    asked = mend(plain)
    turn(LATER)
    happen(changing_town, "10-19 08:00", "10-25 09:00")
    slip_back(plain, asked)


def start(plain: Visit) -> str:
    """Plan, open, decide and give notice; give where the inspection stands."""
    officer = plain("cchc", width=390)
    officer.get_by_role("link", name="Lập kế hoạch").click()
    officer.get_by_label("Năm kế hoạch").fill("2022")
    officer.get_by_label("Mục đích, yêu cầu").fill("Đánh giá việc giải quyết hồ sơ")
    officer.get_by_label("Số liệu từ ngày").fill("01/07/2022")
    officer.get_by_label("Số liệu đến ngày").fill("30/09/2022")
    officer.get_by_role("checkbox", name="Xã Mẫu Một").check()
    officer.get_by_label("Ngày kiểm tra, Xã Mẫu Một").fill("17/10/2022")
    officer.get_by_label("Thành viên 1", exact=True).select_option(label="Thanh tra viên")
    officer.get_by_label("Thành viên 2", exact=True).select_option(label="Công chức phụ trách cải cách hành chính")
    officer.get_by_role("button", name="Lưu dự thảo").click()
    expect(officer.get_by_role("cell", name="17/10/2022")).to_be_visible()

    leader = plain("lanh-dao", officer.url)
    leader.get_by_label("Số", exact=True).fill("20/KH-UBND")
    leader.get_by_role("button", name="Ban hành kế hoạch").click()
    expect(leader.get_by_text("Kế hoạch số 20/KH-UBND ngày 10/10/2022")).to_be_visible()

    officer.reload()
    officer.get_by_role("link", name="Mở cuộc kiểm tra theo kế hoạch này").click()
    expect(officer.get_by_label("Ngày kiểm tra, Xã Mẫu Một")).to_have_value("17/10/2022")
    officer.get_by_role("button", name="Mở cuộc kiểm tra").click()
    expect(officer.get_by_role("heading", name=TITLE)).to_be_visible()

    leader.goto(officer.url)
    leader.get_by_role("link", name="Quyết định kiểm tra").click()
    leader.get_by_label("Số", exact=True).fill("91/QĐ-UBND")
    leader.get_by_role("button", name="Ký quyết định").click()
    leader.get_by_role("link", name="Thông báo lịch kiểm tra").click()
    leader.get_by_label("Số", exact=True).fill("725/UBND-NV")
    leader.get_by_label("Ngày", exact=True).fill("14/10/2022")
    leader.get_by_role("button", name="Gửi thông báo").click()
    expect(
        leader.get_by_role("link", name="Ngày: thông báo trước ngày kiểm tra đầu tiên ít nhất 5 ngày")
    ).to_be_visible()
    leader.get_by_label("Ngày", exact=True).fill("10/10/2022")
    leader.get_by_role("button", name="Gửi thông báo").click()
    expect(leader.get_by_text("số 725/UBND-NV ngày 10/10/2022")).to_be_visible()
    expect(leader.get_by_text("hôm nay đang có hiệu lực")).to_be_visible()
    return leader.url


def report(plain: Visit) -> None:
    """Send the unit's report of itself, as it is computed."""
    unit = plain(OWN_POST)
    unit.get_by_role("link", name="Báo cáo tự kiểm tra").click()
    unit.get_by_role("link", name=TITLE, exact=True).click()
    unit.get_by_role("button", name="Gửi báo cáo").click()
    expect(unit.get_by_role("region", name="Tình trạng")).to_contain_text("đúng hạn")


def visited(plain: Visit, here: str, tablet: Callable[[], Tablet]) -> int:
    """Begin the visit, write down what was found where there is no line, and send it; give the place."""
    team = plain("thanh-tra", here)
    team.get_by_role("link", name="Kiểm tra tại Xã Mẫu Một").click()
    place = int(team.url.rstrip("/").rpartition("/")[2])
    team.get_by_role("radio", name="Danh mục mẫu").check()
    team.get_by_role("button", name="Bắt đầu kiểm tra").click()
    expect(team.get_by_role("link", name="Mang cuộc kiểm tra này theo máy tính bảng")).to_be_visible()

    mine = tablet()
    mine.prepared(place, title=TITLE)
    mine.off_line()
    mine.page.close()
    mine.unlocked(place)
    line = mine.answer(LINE, Answer.PARTLY)
    line.get_by_text("Ghi chú, ảnh, phát hiện").click()
    line.get_by_text("Lập phát hiện").click()
    line.get_by_label("Nội dung phát hiện").fill(LIMIT)
    line.get_by_role("button", name="Giữ phát hiện").click()
    expect(line.get_by_role("listitem").filter(has_text="Phát hiện")).to_be_visible()
    mine.on_line()
    mine.sent()
    mine.context.close()
    assert mine.complaints == []
    return place


def minutes(plain: Visit, here: str, place: int) -> None:
    """Write the minutes from what was found, and sign them on both sides."""
    team = plain("thanh-tra", here)
    team.get_by_role("link", name="Kiểm tra tại Xã Mẫu Một").click()
    team.get_by_role("link", name="Biên bản", exact=True).click()
    team.get_by_role("link", name="Soạn biên bản").click()
    expect(team.get_by_label("Tồn tại, hạn chế")).to_have_value(f"Cải cách thủ tục hành chính: {LIMIT}")
    team.get_by_label("Thành phần đơn vị được kiểm tra").fill("Chủ tịch UBND xã")
    team.get_by_role("button", name="Lưu biên bản").click()
    team.get_by_role("button", name="Ký biên bản").click()

    unit = plain(OWN_POST)
    unit.get_by_role("link", name=TITLE, exact=True).click()
    unit.get_by_role("link", name="Kiểm tra tại Xã Mẫu Một").click()
    unit.get_by_role("button", name="Ký biên bản").click()
    expect(unit.get_by_text("Biên bản đã ký, cuộc kiểm tra này không thay đổi nữa.")).to_be_visible()
    assert inspections.replay_visit() == []


def conclude(plain: Visit, here: str) -> None:
    """State what was found with its figure, recommend to mend it, sign and publish."""
    officer = plain("cchc", here, width=390)
    officer.get_by_role("link", name="Kết luận", exact=True).click()
    officer.get_by_role("link", name="Thêm đề mục").click()
    officer.get_by_label("Đề mục").fill("Tại xã Mẫu Một")
    officer.get_by_role("checkbox", name="Xã Mẫu Một").check()
    officer.get_by_role("button", name="Lưu").click()
    officer.get_by_role("link", name="Đưa vào kết luận").click()
    officer.get_by_label("Nội dung", exact=True).fill(f"{LIMIT}, đúng hạn {{so_lieu}}.")
    officer.get_by_role("button", name="Lưu").click()
    expect(officer.get_by_role("link", name=SHARE, exact=True)).to_be_visible()

    officer.get_by_role("link", name="Thêm nhận định").click()
    officer.get_by_label("Loại nhận định").select_option(label="Kiến nghị")
    officer.get_by_label("Nội dung", exact=True).fill(ASKED)
    officer.get_by_label("Hạn báo cáo").fill("31/10/2022")
    officer.get_by_label("Số liệu theo dõi").select_option("dossiers.on_time")
    officer.get_by_label("Mức", exact=True).fill("90")
    officer.get_by_role("button", name="Lưu").click()

    head = plain("thanh-tra", officer.url)
    head.get_by_role("link", name="Ký kết luận").click()
    head.get_by_label("Số", exact=True).fill("60/TB-UBND")
    head.get_by_role("button", name="Ký kết luận").click()
    head.get_by_role("link", name="Đăng công khai").click()
    head.get_by_label("Tiêu đề").fill("Kiểm tra tại xã Mẫu Một")
    head.get_by_role("button", name="Đăng").click()
    expect(head.get_by_role("link", name="Kiểm tra tại xã Mẫu Một")).to_be_visible()


def check(plain: Visit, inspection: int) -> None:
    """Read the article, open its figure, and compare the printed digest, as anyone may."""
    citizen = plain("", "/kiem-tra/", width=390)
    citizen.get_by_role("link", name=TITLE, exact=True).click()
    citizen.get_by_role("link", name=SHARE, exact=True).click()
    expect(citizen.get_by_role("heading", name=SHARE, exact=True)).to_be_visible()
    sealed = inspections.conclusion(inspection).sealed
    assert sealed is not None
    citizen.goto(citizen.url.partition("/so-lieu/")[0] + "/doi-chieu/")
    citizen.get_by_label("Mã băm", exact=True).fill(sealed.digest[:16])
    citizen.get_by_role("button", name="Đối chiếu").click()
    expect(citizen.get_by_text("Khớp. Văn bản của ông/bà đúng là nội dung đã ký.")).to_be_visible()


def mend(plain: Visit) -> str:
    """Accept the recommendation, report it with evidence, verify and close it; give where it stands."""
    unit = plain(OWN_POST)
    unit.get_by_role("link", name="Kiến nghị và khắc phục").click()
    unit.get_by_role("link", name=ASKED).click()
    unit.get_by_label("Vị trí chịu trách nhiệm").select_option(label="Công chức Một cửa xã – Xã Mẫu Một")
    unit.get_by_role("button", name="Tiếp thu kiến nghị").click()

    owner = plain("xa-mot", "/ban/", width=390)
    owner.get_by_role("link", name=ASKED).click()
    owner.get_by_label("Việc đã làm").fill("Đã phân công người theo dõi hạn trả")
    owner.get_by_role("button", name="Báo cáo đã thực hiện").click()
    expect(owner.get_by_role("link", name="kết quả khắc phục phải có minh chứng")).to_be_visible()
    expect(owner.get_by_label("Việc đã làm")).to_have_value("Đã phân công người theo dõi hạn trả")
    owner.get_by_label("Tệp minh chứng").first.set_input_files(
        {"name": "phan-cong.txt", "mimeType": "text/plain", "buffer": "Phân công".encode()}
    )
    owner.get_by_role("button", name="Báo cáo đã thực hiện").click()
    expect(owner.get_by_role("link", name="phan-cong.txt")).to_be_visible()

    head = plain("thanh-tra", "/giam-sat/kiem-tra/kien-nghi/?ben=kiem-tra&loc=cho-kiem-tra")
    head.get_by_role("link", name=ASKED).click()
    expect(head.get_by_text("Số liệu cho thấy đã khắc phục")).to_be_visible()
    head.get_by_role("button", name="Xác nhận đã thực hiện").click()
    head.get_by_role("button", name="Đóng kiến nghị").click()
    expect(head.get_by_role("heading", name="Đóng kiến nghị")).to_be_visible()
    return head.url


def slip_back(plain: Visit, asked: str) -> None:
    """See the recommendation open again, once the figure that it watches has slipped back."""
    head = plain("thanh-tra", "/giam-sat/kiem-tra/kien-nghi/?ben=kiem-tra")
    head.get_by_role("button", name="Đối chiếu số liệu theo dõi ngay").click()
    expect(head.get_by_text("mở lại 1 kiến nghị")).to_be_visible()
    head.goto(asked)
    expect(head.get_by_text("Đã mở lại 1 lần").or_(head.get_by_text("đã mở lại 1 lần"))).to_be_visible()
    expect(head.get_by_text("Số liệu chưa cho thấy đã khắc phục")).to_be_visible()
    expect(head.get_by_role("link", name="50 %", exact=True)).to_be_visible()
    owner = plain("xa-mot", "/ban/", width=390)
    expect(owner.get_by_role("link", name=ASKED)).to_be_visible()


def happen(town: Town, received: str, finished: str) -> None:
    """Let a dossier of two working days come to the commune and be finished."""
    filing = Filing(procedure=BIRTH, unit=town.commune.key, channel=Channel.COUNTER)
    code = dossiers.receive(filing=filing, by=BY, at=at(received)).state.code
    assert code is not None
    dossiers.finish(code=code, by=BY, at=at(finished))
    ledger.seal(at=max(NOW, at(finished)))
