"""A remedy in a browser: reported with a file, verified by another, closed, opened again once the figure slips back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from motcua.foundation.ledger import public as ledger
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing
from sites.town import BIRTH, BY, NOW, Town, at

Visit = Callable[..., Page]


def let_happen(town: Town, received: str, finished: str) -> None:
    """Let a dossier of two working days come to the commune and be finished."""
    filing = Filing(procedure=BIRTH, unit=town.commune.key, channel=Channel.COUNTER)
    code = dossiers.receive(filing=filing, by=BY, at=at(received)).state.code
    assert code is not None
    dossiers.finish(code=code, by=BY, at=at(finished))
    ledger.seal(at=NOW)


def test_from_the_report_to_what_slips_back(visit: Visit, changing_town: Town) -> None:
    town = changing_town
    let_happen(town, "10-05 08:00", "10-06 09:00")
    owner = visit("/ban/", who="xa-mot", width=390, java_script_enabled=False)
    owner.get_by_role("link", name="Ghi đủ nội dung giấy tiếp nhận.").click()
    expect(owner.get_by_text("Quá hạn 5 ngày")).to_be_visible()
    owner.get_by_label("Việc đã làm").fill("Đã in mẫu phiếu mới")
    owner.get_by_role("button", name="Báo cáo đã thực hiện").click()
    expect(owner.get_by_role("link", name="kết quả khắc phục phải có minh chứng")).to_be_visible()
    expect(owner.get_by_label("Việc đã làm")).to_have_value("Đã in mẫu phiếu mới")
    owner.get_by_label("Tệp minh chứng").first.set_input_files(
        {"name": "mau-phieu.txt", "mimeType": "text/plain", "buffer": "Giấy tiếp nhận".encode()}
    )
    owner.get_by_role("button", name="Báo cáo đã thực hiện").click()
    expect(owner.get_by_role("link", name="mau-phieu.txt")).to_be_visible()

    inspector = visit("/giam-sat/kiem-tra/kien-nghi/?ben=kiem-tra&loc=cho-kiem-tra", who="thanh-tra")
    inspector.get_by_role("link", name="Gửi thư xin lỗi khi trả kết quả quá hạn.").click()
    expect(inspector.get_by_text("Số liệu cho thấy đã khắc phục")).to_be_visible()
    inspector.get_by_role("button", name="Xác nhận đã thực hiện").click()
    inspector.get_by_role("button", name="Đóng kiến nghị").click()
    expect(inspector.get_by_role("heading", name="Đóng kiến nghị")).to_be_visible()

    let_happen(town, "09-29 08:00", "10-10 09:00")
    closed = inspector.url
    inspector.goto(closed.partition("/kien-nghi/")[0] + "/kien-nghi/?ben=kiem-tra")
    inspector.get_by_role("button", name="Đối chiếu số liệu theo dõi ngay").click()
    expect(inspector.get_by_text("mở lại 1 kiến nghị")).to_be_visible()
    inspector.goto(closed)
    expect(inspector.get_by_text("Đã mở lại 1 lần").or_(inspector.get_by_text("đã mở lại 1 lần"))).to_be_visible()
    expect(inspector.get_by_text("Số liệu chưa cho thấy đã khắc phục")).to_be_visible()
    expect(inspector.get_by_role("link", name="50 %", exact=True)).to_be_visible()
