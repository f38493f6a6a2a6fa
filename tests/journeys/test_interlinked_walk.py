"""A dossier of which the commune waits for a part done at the province: as officers see it, and as the citizen does."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from journeys.test_desk_walk import act
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Process, ProcessStep
from sites.town import BY, FOUNDED, LOAN, NOW, Town, at

Visit = Callable[..., Page]

LINKED = Process(
    (
        ProcessStep("nhan", "Tiếp nhận hồ sơ", "receiving", Role.ONE_STOP_OFFICER.value, 10, (), ("lam",)),
        ProcessStep("lam", "Thẩm định hồ sơ", "receiving", Role.SPECIALIST.value, 60, (), ("tra", "thue", "bao-hiem")),
        ProcessStep("thue", "Xác định nghĩa vụ tài chính", "unit:34.T", Role.SPECIALIST.value, 1, (), ("tra",), "thue"),
        ProcessStep(
            "bao-hiem",
            "Cấp thẻ bảo hiểm y tế",
            "outside:Bảo hiểm xã hội tỉnh",
            Role.SPECIALIST.value,
            20,
            (),
            ("tra",),
            "bh",
        ),
        ProcessStep("tra", "Trả kết quả", "receiving", Role.ONE_STOP_OFFICER.value, 30, (), ()),
    ),
    date(2022, 1, 4),
)


def begin(town: Town) -> str:
    """Take a dossier in at the commune, and hand it on to the step that opens the parts."""
    procedures.lay_down_process(code=LOAN, process=LINKED, on=date(2022, 1, 4), by=BY, at=NOW)
    (officer,) = accounts.posts_of(accounts.User.objects.get(username="xa-mot"))
    accounts.grant(post_id=officer.id, role=Role.SPECIALIST, on=FOUNDED, by=BY, at=NOW)
    person = accounts.register(name="Chuyên viên thuế", staff_name="thue", by=BY, at=NOW)
    post = accounts.open_post(unit_id=town.tax_office.id, title="Chuyên viên Chi cục Thuế", on=FOUNDED, by=BY, at=NOW)
    accounts.hold(post_id=post, person_id=person, on=FOUNDED, by=BY, at=NOW)
    accounts.grant(post_id=post, role=Role.SPECIALIST, on=FOUNDED, by=BY, at=NOW)
    accounts.User.objects.filter(username="thue").update(password=accounts.User.objects.get(username="xa-mot").password)
    filing = Filing(procedure=LOAN, unit=town.commune.key, channel=Channel.COUNTER)
    code = dossiers.receive(filing=filing, by=BY, at=at("10-07 08:00")).state.code
    assert code
    casework.open_case(code=code, by=BY, main=f"post/{officer.id}", at=at("10-07 08:00"))
    casework.move(code=code, to="lam", post=f"post/{officer.id}", by=f"post/{officer.id}", at=at("10-07 09:00"))
    return code


@pytest.mark.parametrize("width", [1280, 390])
def test_a_part_goes_to_the_province_and_the_commune_waits(changing_town: Town, visit: Visit, width: int) -> None:
    code = begin(changing_town)
    officer = visit(f"/ban/ho-so/{code}/", who="xa-mot", width=width)
    expect(officer.locator("main")).to_contain_text("Xác định nghĩa vụ tài chính")
    expect(officer.get_by_role("img", name="Quy trình")).to_be_visible()
    act(officer, "Ghi số hồ sơ gửi ngoài hệ thống", reference="BH-2022-118")
    act(officer, "Chuyển bước", note="")
    expect(officer.locator("main")).to_contain_text("Đã quyết định chuyển sang bước")
    citizen = visit(f"/ho-so/{code}/", width=width)
    expect(citizen.locator("main")).to_contain_text("Chi cục Thuế")
    expect(citizen.locator("main")).to_contain_text("muộn")
    assert citizen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tax = visit("/ban/", who="thue", width=width)
    tax.get_by_role("link", name=code).click()
    act(tax, "Trả phần việc", answer="Không phải nộp thuế")
    act(officer, "Trả phần việc", answer="Đã cấp thẻ")
    view = casework.case_of(dossiers.brief(code).id)  # type: ignore[union-attr]  # it was received
    assert view
    assert view.step
    assert (view.step.code, view.waits) == ("tra", None)
    citizen.reload()
    expect(citizen.locator("main")).to_contain_text("trả về muộn")
    expect(officer.locator("main")).to_contain_text("BH-2022-118")
    assert officer.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
