"""The heads and ends of official papers: who issues, where, under what number, and who signs for whom."""

from datetime import date

import pytest

from inspections.conftest import Stage
from motcua.foundation.papers.public import heads
from motcua.foundation.units.public import Level, Unit

DAY = date(2022, 10, 4)


def unit(name: str, level: Level) -> Unit:
    return Unit(1, "1@2010-01-01", "1", name, level, None, date(2010, 1, 1), None)


OFFICE = unit("Sở Thông tin và Truyền thông", Level.DEPARTMENT)
DISTRICT = unit("Huyện Quỳnh Phụ", Level.DISTRICT)


def test_a_government_issues_as_its_committee_and_an_office_as_itself(stage: Stage) -> None:
    assert heads.body(DISTRICT) == "Ủy ban nhân dân huyện Quỳnh Phụ"
    assert heads.body(unit("UBND xã Đông Hải", Level.COMMUNE)) == "UBND xã Đông Hải"
    assert (heads.body(stage.department), heads.above(stage.department, on=DAY)) == ("Sở Nội vụ", "UBND tỉnh Mẫu")
    assert heads.above(stage.district, on=DAY) == ""


def test_a_paper_is_dated_at_the_place_of_its_government(stage: Stage) -> None:
    assert [heads.locality(one, on=DAY) for one in (stage.department, stage.office, stage.one)] == [
        "Mẫu",
        "Mẫu",
        "Mẫu Một",
    ]


def test_signs_are_shortened_as_offices_do() -> None:
    assert (heads.abbreviation(OFFICE), heads.abbreviation(DISTRICT)) == ("STTTT", "UBND")


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("1296/KH-SNV", ("1296", "KH-SNV")),
        ("20", ("20", "KH-SNV")),
        ("", ("", "KH-SNV")),
        ("QĐ-SNV (tái dựng)", ("", "QĐ-SNV (tái dựng)")),
        ("7 / QĐ-UBND", ("7", "QĐ-UBND")),
    ],
)
def test_a_number_is_read_with_its_sign(number: str, read: tuple[str, str]) -> None:
    assert heads.numbered(number, "KH-SNV") == read


@pytest.mark.parametrize(
    ("title", "of", "authority", "post"),
    [
        ("Giám đốc Sở Nội vụ", OFFICE, (), "Giám đốc"),
        ("Phó Giám đốc Sở Nội vụ, Trưởng đoàn", OFFICE, ("KT. GIÁM ĐỐC",), "Phó Giám đốc"),
        ("Chủ tịch UBND huyện", DISTRICT, ("TM. ỦY BAN NHÂN DÂN HUYỆN QUỲNH PHỤ",), "Chủ tịch"),
        (
            "Phó Chủ tịch UBND huyện",
            DISTRICT,
            ("TM. ỦY BAN NHÂN DÂN HUYỆN QUỲNH PHỤ", "KT. CHỦ TỊCH"),
            "Phó Chủ tịch",
        ),
        ("Chuyên viên", OFFICE, (), "Chuyên viên"),
        ("", OFFICE, (), "Thủ trưởng cơ quan"),
    ],
)
def test_a_deputy_signs_for_the_head_who_signs_for_the_committee(
    title: str, of: Unit, authority: tuple[str, ...], post: str
) -> None:
    signature = heads.signed(title, of)
    assert (signature.authority, signature.post) == (authority, post)
