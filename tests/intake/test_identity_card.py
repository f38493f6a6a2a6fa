"""The code of an identity card as a scanner types it: known by its patterns, or said to be something else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.refusals import Refused
from motcua.services.intake.public import Card, Garbled, NotACard, read_card

CARD = "034188000417|151234567|NGUYỄN THỊ MẪU|12041988|Nữ|Thôn Mẫu, An Khê, Quỳnh Phụ, Thái Bình|15042021"
READ = Card(
    "034188000417",
    "NGUYỄN THỊ MẪU",
    date(1988, 4, 12),
    "female",
    "Thôn Mẫu, An Khê, Quỳnh Phụ, Thái Bình",
    date(2021, 4, 15),
)
RELATIVES = "|NGUYỄN VĂN CHA|034060001234|TRẦN THỊ MẸ|034162001234"


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        CARD.replace("|151234567|", "||"),
        CARD.replace("|151234567|", "|"),
        f"  {CARD}\n",
        CARD.replace("Nữ", "NỮ"),
        CARD + RELATIVES,
    ],
    ids=["seven fields", "no old number", "six fields", "with a line's end", "capitals", "relatives"],
)
def test_the_fields_are_known_by_their_patterns(text: str) -> None:
    assert read_card(text) == READ


@pytest.mark.parametrize("name", ["H BEE NIÊ", "Y LOONG", "K POR", "LÒ A SEO"])
def test_names_of_every_people_are_names(name: str) -> None:
    assert read_card(CARD.replace("NGUYỄN THỊ MẪU", name)).name == name


def test_a_card_without_an_address_has_none() -> None:
    assert read_card("034188000417||NGUYỄN THỊ MẪU|12041988|Nữ||15042021").address == ""


def test_a_health_card_is_told_apart_and_decoded() -> None:
    name, address = "Nguyễn Thị Mẫu".encode().hex(), "Thôn Mẫu".encode().hex()
    card = read_card(f"GD4343421234567|{name}|12/04/1988|2|{address}|34 - 001|01/01/2022|-|01/01/2022|34|4|-|1|$")
    assert (card.health, card.identity_number, card.name) == (True, "", "Nguyễn Thị Mẫu")
    assert (card.born, card.gender, card.address) == (date(1988, 4, 12), "female", "Thôn Mẫu")


@pytest.mark.parametrize(
    "text",
    [
        CARD.replace("|", "¦"),
        CARD.replace("|", "~"),
        CARD.replace("NGUYỄN THỊ MẪU", "NGUYEENX THIJ MAAUX"),
        CARD.replace("NGUYỄN THỊ MẪU", "NGUYE64N THI5 MA64U"),
        CARD.replace("NGUYỄN THỊ MẪU", "NGUY?N TH? M?U"),
        CARD.replace("12041988", "12041989"),
        CARD.replace("|Nữ|", "|Nam|"),
    ],
    ids=["other strokes", "tildes", "telex", "vni", "question marks", "another year", "another gender"],
)
def test_what_was_changed_on_the_way_is_said_so(text: str) -> None:
    with pytest.raises(Garbled):
        read_card(text)


@pytest.mark.parametrize(
    "text",
    ["", "|", "xin chào", "https://example.vn/ho-so/1", "0341|a|b", CARD.partition("|")[2], "1|2|3|4|5|6|7"],
)
def test_anything_else_is_no_card(text: str) -> None:
    with pytest.raises(NotACard):
        read_card(text)


names = st.text("ABCĐÊỄÔƠỨỲ ", min_size=1, max_size=30).map(str.strip).filter(bool)


@given(
    born=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    female=st.booleans(),
    province=st.integers(1, 96),
    tail=st.integers(0, 999_999),
    old=st.sampled_from(["", "151234567", None]),
    name=names,
    more=st.lists(st.text("ABC 0123456789,-", max_size=20), max_size=4),
)
def test_every_card_of_that_layout_is_read(
    born: date, female: bool, province: int, tail: int, old: str | None, name: str, more: list[str]
) -> None:
    digit = 2 * ((born.year - 1900) // 100) + female
    number = f"{province:03}{digit}{born.year % 100:02}{tail:06}"
    fields = [number, *([old] if old is not None else []), name, f"{born:%d%m%Y}", "Nữ" if female else "Nam", "Thôn 1"]
    card = read_card("|".join([*fields, "15042021", *more]))
    assert (card.identity_number, card.name, card.born, card.address) == (number, name, born, "Thôn 1")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        read_card(text)
    except Refused:
        return
    assert text.count("|") >= 2
