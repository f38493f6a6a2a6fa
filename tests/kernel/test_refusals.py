"""What a refusal says: the place, the value, what is wrong, what would be right."""

from motcua.kernel.refusals import Amount, Refused

VIETNAMESE = {
    "line %(line)s": "dòng %(line)s",
    "the unit is not known": "không có đơn vị này",
    "perhaps %(near)s": "có thể là %(near)s",
}


def refused() -> Refused:
    return Refused(
        "the unit is not known", field="unit", value="33 8", expected="perhaps %(near)s", params={"near": "338"}
    )


def test_it_says_place_value_wrong_and_right() -> None:
    assert refused().at_line(7).message() == "line 7, unit, “33 8”: the unit is not known; perhaps 338"


def test_it_says_the_same_in_another_language() -> None:
    said = refused().at_line(7).message(lambda text: VIETNAMESE[text])
    assert said == "dòng 7, unit, “33 8”: không có đơn vị này; có thể là 338"


def test_its_reason_leaves_the_place_out() -> None:
    assert refused().reason() == "the unit is not known; perhaps 338"


def test_a_long_value_is_shortened() -> None:
    said = Refused("too long", value="x" * 500).message()
    assert len(said) < 100
    assert "…" in said


def test_without_a_place_there_is_only_the_reason() -> None:
    assert str(Refused("no")) == "no"


def test_the_thousands_of_an_amount_are_grouped_and_those_of_a_number_are_not() -> None:
    refused = Refused("%(left)s are owed for %(case)s", params={"left": Amount(1_250_000), "case": 20_220})
    assert refused.reason() == "1,250,000 are owed for 20220"
    assert refused.reason(lambda text: "." if text == "," else text) == "1.250.000 are owed for 20220"
