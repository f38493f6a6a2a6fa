"""The shelf: what comes with the program, and an installation's own, each read whole or told what is wrong with it."""

from datetime import date
from pathlib import Path

import pytest

from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.rules.clauses import Kind

SHIPPED = {
    "commune-inspections-illustrative",
    "nd61-nine-indices",
    "par-commune-illustrative",
    "par-province-2017",
    "qd766",
    "sipas",
}


def test_all_that_is_shipped_can_be_read(home: Path) -> None:
    shelf = scorecards.shelf()
    assert shelf.faults == ()
    assert {one.scorecard.code for one in shelf.cards} == SHIPPED
    assert not any(one.own for one in shelf.cards)


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_whatever_is_shipped_says_what_it_rests_on_in_both_languages(code: str) -> None:
    card = scorecards.find(code).scorecard
    assert all((card.source, card.source_en, card.sure, card.sure_en, card.title_en))
    for one in card.components():
        assert one.title_en, one.code
        assert one.indicator or one.register or one.outside, one.code


def test_what_is_not_law_says_so() -> None:
    for code, word in (
        ("qd766", "observed practice, not legal text"),
        ("nd61-nine-indices", "unverified"),
        ("commune-inspections-illustrative", "illustrative"),
        ("par-commune-illustrative", "illustrative"),
        ("par-province-2017", "secondary source"),
    ):
        assert word in scorecards.find(code).scorecard.sure_en


def test_the_nine_indices_have_their_points_grades_and_last_day() -> None:
    nine = scorecards.find("nd61-nine-indices").scorecard
    assert [str(one.most) for one in nine.components()] == ["2.00"] * 9
    assert [str(one.least) for one in nine.grades] == ["15.00", "12.00", "9.00", "6.00", "0.00"]
    assert (nine.valid_from, nine.valid_to) == (date(2018, 6, 21), date(2025, 6, 30))


def test_the_province_set_has_the_points_of_its_source() -> None:
    fields = [str(group.most) for group in scorecards.find("par-province-2017").scorecard.groups]
    assert fields == ["10.00", "10.00", "14.50", "11.00", "16.00", "7.00", "16.00", "15.50"]


def test_the_illustration_uses_every_clause_but_steps() -> None:
    kinds = {one.clause.kind for one in scorecards.find("par-commune-illustrative").scorecard.components()}
    assert kinds == set(Kind) - {Kind.STEPWISE}


def test_an_office_puts_its_own_beside_them(small: str, home: Path) -> None:
    assert scorecards.find(small).own
    assert {one.scorecard.code for one in scorecards.shelf().cards} == SHIPPED | {small}


def test_a_broken_file_hides_no_other(small: str, home: Path) -> None:
    path = home / "scorecards" / "small.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[[grades]]\nfrom = one\n", encoding="utf-8")
    (home / "scorecards" / "z.toml").write_bytes(b'code = "z"\ntitle = "\xff"\n')
    shelf = scorecards.shelf()
    assert {one.scorecard.code for one in shelf.cards} == SHIPPED
    broken, foreign = (str(one) for one in shelf.faults)
    assert broken.startswith("small.toml:\nline 59: the file is not TOML")
    assert foreign == "z.toml:\nline 2: the file is not UTF-8; save it as UTF-8"
    assert scorecards.find("qd766").scorecard.code == "qd766"
    with pytest.raises(scorecards.WrongScorecard):
        scorecards.find(small)


def test_two_of_one_code_may_follow_each_other_and_not_overlap(small: str, home: Path) -> None:
    first = (home / "scorecards" / "small.toml").read_text(encoding="utf-8")
    later = first.replace("2022-01-01", "2023-01-01").replace("Bộ chỉ số thử", "Bộ mới")
    (home / "scorecards" / "small-2023.toml").write_text(later, encoding="utf-8")
    (refused,) = scorecards.shelf().faults
    assert "two scorecards of this code are in force on 2023-01-01" in str(refused)
    ended = first.replace("2022-01-01", "2022-01-01\nvalid_to = 2022-12-31")
    (home / "scorecards" / "small.toml").write_text(ended, encoding="utf-8")
    assert scorecards.shelf().faults == ()
    titles = [scorecards.find(small, on=day).scorecard.title for day in (date(2022, 12, 31), date(2023, 1, 1), None)]
    assert titles == ["Bộ chỉ số thử", "Bộ mới", "Bộ mới"]


def test_an_unknown_code_is_told_its_neighbours(home: Path) -> None:
    with pytest.raises(scorecards.UnknownScorecard, match="write one of qd766"):
        scorecards.find("qd767")
    with pytest.raises(scorecards.UnknownScorecard, match="it is from 2018-06-21 to 2025-06-30"):
        scorecards.find("nd61-nine-indices", on=date(2026, 1, 1))


def test_the_set_of_inspections_asks_for_nothing_but_their_indicators() -> None:
    asked = {one.indicator for one in scorecards.find("commune-inspections-illustrative").scorecard.components()}
    assert asked == {"inspections.visited", "findings.repeated", "recommendations.in_time", "recommendations.handled"}
