"""A commune's posting board is found incomplete by who inspects it, and mended by who keeps it."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from journeys.test_access import sideways, violations
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Standing
from sites.town import COPY, NOW, Town

SAID = {"by": "post/1", "at": NOW}


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_a_board_is_found_incomplete_and_mended(
    visit: Callable[..., Page], changing_town: Town, width: int, script: bool
) -> None:
    commune = changing_town.commune
    procedures.offer(unit=commune.key, procedure=COPY, on=date(2022, 8, 1), **SAID)
    procedures.post(unit=commune.key, procedure=COPY, on=date(2022, 8, 3), missing=["forms"], **SAID)
    where = f"/ban/niem-yet/?don-vi={commune.code}"

    found = visit(where, who="cchc", width=width, java_script_enabled=script)
    row = found.get_by_role("row").filter(has_text=COPY)
    expect(row).to_contain_text("Niêm yết chưa đầy đủ")
    if script:
        assert not (said := violations(found)), said
    assert sideways(found) <= 0

    keeper = visit(where, who="xa-mot", width=width, java_script_enabled=script)
    keeper.get_by_role("row").filter(has_text=COPY).get_by_role("link").first.click()
    lacking = keeper.get_by_role("checkbox", checked=True)
    expect(lacking).to_have_count(1)
    lacking.uncheck()
    keeper.get_by_role("button", name="Ghi nhận đã niêm yết").click()
    expect(keeper.get_by_role("row").filter(has_text=COPY)).to_contain_text("Đã niêm yết đầy đủ")

    found.reload()
    expect(row).to_contain_text("Đã niêm yết đầy đủ")
    line = next(one for one in procedures.board(commune.id, NOW.date()) if one.procedure.code == COPY)
    assert line.standing is Standing.POSTED
    public = visit(f"/niem-yet/{commune.id}/", width=width, java_script_enabled=script)
    expect(public.locator("main")).to_contain_text(COPY)
    printed = public.request.get(public.get_by_role("link", name="khổ A4").get_attribute("href") or "")
    assert printed.body().startswith(b"%PDF-")
