"""How an office is reached: dated, said by an act, and a department's is that of its office."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.units.public import Contact
from motcua.kernel.refusals import Refused
from units.cast import AT, TURN, YEAR, Province

HALL = Contact("Số 1 đường Cầu", "0227 3123 456", "0227 3123 457", "motcua@mau.example", "7:30-11:30, 13:30-17:00")


def tell(unit_id: int, contact: Contact, on: date = YEAR) -> bool:
    return units.tell_contact(unit_id=unit_id, contact=contact, on=on, by="post/1", at=AT)


def test_it_holds_from_its_day_until_the_next(province: Province) -> None:
    moved = replace(HALL, address="Số 2 đường Chợ")
    assert tell(province.district, HALL)
    assert tell(province.district, moved, TURN)
    assert units.contacts([province.district], on=TURN - timedelta(days=1)) == {province.district: HALL}
    assert units.contacts([province.district], on=TURN) == {province.district: moved}


def test_a_department_is_reached_as_its_office_and_a_commune_is_not(province: Province) -> None:
    tell(province.district, HALL)
    asked = [province.department, province.mill]
    assert units.contacts(asked, on=TURN) == {province.department: HALL}
    own = replace(HALL, phone="0227 3999 999")
    tell(province.department, own)
    assert units.contacts(asked, on=TURN) == {province.department: own}


def test_to_say_the_same_again_is_no_event_and_another_word_of_the_day_replaces_the_first(province: Province) -> None:
    assert tell(province.district, HALL)
    assert not tell(province.district, HALL, TURN)
    assert tell(province.district, replace(HALL, hours=""))
    kinds = [one.kind for one in ledger.read(f"unit/{province.district}")]
    assert kinds == ["unit.founded", "unit.contact_told", "unit.contact_told"]
    assert units.contacts([province.district], on=TURN)[province.district].hours == ""


@pytest.mark.parametrize(
    "wrong",
    [
        Contact(phone="gọi cho tôi"),
        Contact(hotline="12"),
        Contact(email="motcua"),
        Contact(address="a" * 301),
        Contact(address="hai\ndòng"),
    ],
)
def test_what_is_no_way_to_reach_anybody_is_refused(province: Province, wrong: Contact) -> None:
    with pytest.raises(Refused):
        tell(province.district, wrong)
    assert units.contacts([province.district], on=TURN) == {}


def test_nothing_is_slipped_in_before_what_is_on_record(province: Province) -> None:
    tell(province.district, HALL, TURN)
    with pytest.raises(Refused):
        tell(province.district, replace(HALL, hours="cả ngày"), YEAR)
