"""The reorganisation of 1 July 2025 in small: two communes become one, the district ends, nothing is filed again."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from motcua.foundation.units import public as units
from motcua.services.dossiers import public as dossiers
from sites.test_taking_in import MERGED
from sites.town import Town

Visit = Callable[..., Page]


@pytest.mark.parametrize("width", [1280, 390])
def test_units_are_reorganised_in_one_act(changing_town: Town, visit: Visit, width: int) -> None:
    admin = visit("/ban/quan-tri/nap/", who="quan-tri", width=width)
    admin.get_by_role("link", name="Sắp xếp đơn vị").click()
    admin.locator("#f-tep").set_input_files({"name": "sap-xep.csv", "mimeType": "text/csv", "buffer": MERGED.encode()})
    admin.locator("#f-ngay").fill("11/10/2022")
    admin.get_by_role("button", name="Xem trước").click()
    expect(admin.get_by_text("Xã Mẫu Một → Xã Mẫu Mới: 2")).to_be_visible()
    admin.get_by_role("button", name="Nạp toàn bộ").click()
    expect(admin.get_by_role("status")).to_contain_text("Đã nạp")
    dossier = dossiers.brief(changing_town.put_off)
    assert dossier
    known = units.by_key([dossier.holder, dossier.receiving_unit])
    assert (known[dossier.receiving_unit].name, known[dossier.holder].name) == ("Xã Mẫu Một", "Xã Mẫu Mới")
    old, new = (units.structure(day) for day in (date(2022, 10, 10), date(2022, 10, 11)))
    assert "338" in old.by_code
    assert "338" not in new.by_code
