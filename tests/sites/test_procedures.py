"""Procedures as citizens find and read them: without tones, part by part, as of a day; boards as they must hang."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from motcua.foundation.units import public as units
from motcua.foundation.units.public import Contact
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Guide, Mode, Way
from sites.town import BIRTH, LOAN, NOW, TRANSFER, Town
from sites.town_catalogue import BIRTHS, ON

SignIn = Callable[[str], Client]
SAID = {"by": "post/1", "at": NOW}
STEPS = "Bước 1: nộp hồ sơ. Bước 2: nhận kết quả."


def page(visitor: Client, address: str) -> str:
    answer = visitor.get(address, headers={"accept-language": "vi"})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def found(visitor: Client, query: str) -> list[str]:
    return [one.procedure.code for one in visitor.get(f"/thu-tuc/?{query}").context["lines"]]


@pytest.mark.parametrize("text", ["khai+sinh", "KHAI+SINH", "khaisinh", "dkks", BIRTH, "khai+shinh"])
def test_a_procedure_is_found_without_tones_by_letters_code_or_in_spite_of_a_slip(
    visitor: Client, town: Town, text: str
) -> None:
    assert BIRTH in found(visitor, f"tim={text}")


def test_it_is_found_by_field_event_and_office_and_all_of_them_together(visitor: Client, town: Town) -> None:
    assert set(found(visitor, "linh-vuc=DD")) == {TRANSFER, LOAN}
    assert BIRTH in found(visitor, "viec=sinh-con")
    assert TRANSFER in found(visitor, f"don-vi={town.district.code}")
    assert found(visitor, "viec=sinh-con&linh-vuc=DD") == []
    assert "Không tìm thấy thủ tục nào" in page(visitor, "/thu-tuc/?viec=sinh-con&linh-vuc=DD")


def test_all_that_is_published_stands_on_one_page(visitor: Client, changing_town: Town) -> None:
    procedures.ask(code=BIRTH, asked=BIRTHS, on=ON, **SAID)
    told = Guide(ON, steps=STEPS, who="Cha, mẹ", ways=(Way(Mode.DIRECT, "1", "Miễn phí"),), office="UBND xã")
    procedures.publish_guide(code=BIRTH, guide=told, on=ON, **SAID)
    shown = page(visitor, f"/thu-tuc/{BIRTH}/")
    for said in ("Cha, mẹ", "8.000\xa0đồng", "Chưa có Giấy chứng sinh", "1 (không ghi rõ ngày hay giờ)"):
        assert said in shown
    assert "Bước 1: nộp hồ sơ.</p>" in shown
    assert "Ở đây chưa có:" in shown
    before = page(visitor, f"/thu-tuc/{BIRTH}/?ngay=2021-12-31")
    assert "Cha, mẹ" not in before
    assert "Như vào ngày" in before


def test_a_procedure_that_is_no_longer_in_force_says_so(visitor: Client, changing_town: Town) -> None:
    procedures.abolish(code=LOAN, on=date(2022, 10, 1), **SAID)
    assert "không có hiệu lực" in page(visitor, f"/thu-tuc/{LOAN}/")
    assert LOAN not in found(visitor, "linh-vuc=DD")


def test_a_board_names_the_office_and_where_feedback_is_taken(visitor: Client, changing_town: Town) -> None:
    address = reverse("office-board", kwargs={"unit": changing_town.district.id})
    assert "Đơn vị chưa ghi nơi nhận phản ánh" in page(visitor, address)
    hall = Contact("Số 1", hotline="0227 3123 457", hours="7:30–17:00")
    units.tell_contact(unit_id=changing_town.district.id, contact=hall, on=ON, **SAID)
    shown = page(visitor, address)
    assert "tel:02273123457" in shown
    assert TRANSFER in shown
    assert "Đơn vị chưa ghi nơi nhận phản ánh" not in shown


def test_index_and_sheet_are_papers_that_are_the_same_each_time(visitor: Client, town: Town) -> None:
    for name in ("danh-muc.pdf", f"{TRANSFER}.pdf"):
        first, again = (visitor.get(f"/niem-yet/{town.district.id}/{name}") for _ in range(2))
        assert first.headers["Content-Type"] == "application/pdf"
        assert first.content.startswith(b"%PDF")
        assert first.content == again.content


def test_no_sheet_of_what_the_office_does_not_offer(visitor: Client, town: Town) -> None:
    assert visitor.get(f"/niem-yet/{town.other_commune.id}/{TRANSFER}.pdf").status_code == 404


def test_an_administrator_writes_what_citizens_read(changing_town: Town, signed_in: SignIn, visitor: Client) -> None:
    number = procedures.by_code([BIRTH])[BIRTH].id
    address = reverse("catalogue-guide", args=[number])
    keeper = signed_in("quan-tri")
    told = {"steps": STEPS, "who": "Cha, mẹ", "ways": "Tại quầy | 1 ngày làm việc | Miễn phí", "on": "01/10/2022"}
    lists = {"results": "Giấy khai sinh", "basis": "60/2014/QH13 | Luật Hộ tịch"}
    wrong = keeper.post(address, told | lists | {"ways": "Qua bồ câu | 1"}, headers={"accept-language": "vi"})
    assert wrong.status_code == 400
    assert "Qua bồ câu" in unescape(wrong.content.decode())
    assert keeper.post(address, told | lists, headers={"accept-language": "vi"}).status_code == 302
    shown = page(visitor, f"/thu-tuc/{BIRTH}/")
    assert all(one in shown for one in ("Cha, mẹ", "Luật Hộ tịch", "1 ngày làm việc", "Tại quầy"))
    kept = procedures.guide_of(BIRTH, on=NOW.date())
    assert kept is not None
    assert replace(kept, valid_from=ON).ways == (Way(Mode.DIRECT, "1 ngày làm việc", "Miễn phí"),)


def test_the_keeper_of_a_board_sees_what_it_lacks_and_prints_it_whole(town: Town, signed_in: SignIn) -> None:
    keeper = signed_in("cchc")
    shown = unescape(keeper.get("/ban/niem-yet/", headers={"accept-language": "vi"}).content.decode())
    assert "nơi nhận phản ánh" in shown
    late = keeper.get(reverse("board-posting", kwargs={"offer": town.postings["late"]}))
    assert {tick.part.code for tick in late.context["ticks"] if tick.on} >= {"steps", "who"}
    whole = keeper.get("/ban/niem-yet/ca-bang.pdf")
    assert whole.content.startswith(b"%PDF")
    assert len(whole.content) > len(keeper.get(f"/niem-yet/{town.district.id}/danh-muc.pdf").content)
