"""What a unit states against a computed figure: read as people write it, and compared as far as it is written out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.units.public import Level
from motcua.kernel.refusals import Refused
from motcua.reform.indicators.public import REGISTRY
from motcua.reform.inspections.public import NotAFigure, ReportEntry, WrongOutline, outline, outline_parts
from motcua.reform.inspections.rules import reporting
from motcua.reform.inspections.rules.outline import LAST, ReportLineKind, read_outlines
from motcua.reform.inspections.rules.reporting import agrees, read_stated
from motcua.reform.inspections.rules.self_report import (
    PREFIX,
    Act,
    ReportStage,
    SelfReportState,
    SentFigure,
    apply,
    fold,
)
from motcua.reform.registers.public import REGISTERS, ReformField

AT = datetime(2022, 10, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Figure:
    value: Fraction | None
    numerator: int
    denominator: int | None


def share(part: int, whole: int) -> Figure:
    return Figure(Fraction(100 * part, whole) if whole else None, part, whole)


@pytest.mark.parametrize(
    ("text", "measure", "kept"),
    [
        ("10.095", "number", "10095"),
        ("10,095", "number", "10095"),
        (" 10 095 ", "number", "10095"),
        ("1.234.567", "dong", "1234567"),
        ("882/882", "percent", "882/882"),
        ("1.230 / 1.448", "percent", "1230/1448"),
        ("95,9 %", "percent", "95.9"),
        ("95.9", "percent", "95.9"),
        ("100", "percent", "100"),
        ("2,5", "days", "2.5"),
        ("1.234,5", "days", "1234.5"),
        ("1,234.5", "ratio", "1234.5"),
        ("2,125", "days", "2.125"),
        ("2.125", "days", "2125"),
        ("", "percent", ""),
    ],
)
def test_a_figure_is_read_as_people_write_it(text: str, measure: str, kept: str) -> None:
    assert read_stated(text, measure) == kept


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("nhiều", "number"),
        ("-1", "number"),
        ("1,5", "number"),
        ("1/2", "number"),
        ("3/2", "percent"),
        ("1/2/3", "percent"),
        ("/2", "percent"),
        ("100,1", "percent"),
        ("1.2.3", "days"),
        ("٣", "number"),
        ("9" * 40, "number"),
        ("1/2", "days"),
    ],
)
def test_what_is_no_figure_of_a_line_is_refused(text: str, measure: str) -> None:
    with pytest.raises(NotAFigure, match="not a figure of this line"):
        read_stated(text, measure)


@given(st.integers(0, 10**12))
def test_a_whole_number_is_read_with_and_without_its_stops(number: int) -> None:
    for text in (f"{number}", f"{number:,}", f"{number:,}".replace(",", ".")):
        assert read_stated(text, "number") == str(number)


@given(st.decimals(0, 10**6, places=2))
def test_a_decimal_is_read_in_both_tongues(value: Decimal) -> None:
    written = f"{value:,f}"
    for text in (written, written.translate(str.maketrans(",.", ".,"))):
        assert Decimal(read_stated(text, "days")) == value


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_share_agrees_as_far_as_it_is_written_and_no_farther(part: int, whole: int, places: int) -> None:
    part = min(part, whole)
    figure = share(part, whole)
    step = Decimal(1).scaleb(-places)
    exact = Decimal(100 * part) / whole
    stated = exact.quantize(step, ROUND_HALF_UP)
    assert agrees(f"{stated:f}", figure)
    assert not agrees(f"{stated + step:f}", figure)
    assert agrees(f"{part}/{whole}", figure)
    assert not agrees(f"{part}/{whole + 1}", figure)


def test_a_stated_figure_never_agrees_with_no_data() -> None:
    assert not agrees("0", share(0, 0))
    assert agrees("0/0", share(0, 0))
    assert agrees("", share(0, 0))


def test_an_outline_asks_by_field_and_level_and_ends_with_words() -> None:
    parts = outline_parts([ReformField.PROCEDURES, ReformField.STEERING], level=Level.COMMUNE, on=date(2022, 10, 14))
    assert [part.field for part in parts] == [None, ReformField.STEERING, ReformField.PROCEDURES, None]
    assert [line.of for line in parts[-1].lines] == [one.value for one in LAST]
    asked = {line.of for line in parts[1].lines if line.kind is ReportLineKind.REGISTER}
    assert "reform_plan" in asked
    assert "reform_inspections" not in asked  # districts keep it
    upper = outline_parts([ReformField.STEERING], level=Level.DISTRICT, on=date(2022, 10, 14))
    assert "reform_inspections" in {line.of for line in upper[1].lines}


@pytest.mark.parametrize("level", [Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.DEPARTMENT])
def test_each_line_is_of_its_field_and_stands_once(level: Level) -> None:
    parts = outline_parts(list(ReformField), level=level, on=date(2022, 10, 14))
    lines = [line for part in parts for line in part.lines]
    assert len({line.code for line in lines}) == len(lines)
    for part in parts:
        for line in part.lines:
            if line.kind is ReportLineKind.REGISTER:
                assert REGISTERS[line.of].field is part.field


def test_an_indicator_that_was_not_in_force_is_not_asked_for() -> None:
    early = outline_parts([ReformField.DIGITAL_GOVERNMENT], level=Level.COMMUNE, on=date(2021, 6, 30))
    late = outline_parts([ReformField.DIGITAL_GOVERNMENT], level=Level.COMMUNE, on=date(2022, 10, 14))
    assert {line.of for line in late[1].lines} - {line.of for line in early[1].lines} >= {"payments.online"}


def test_an_outline_that_names_what_there_is_not_is_refused() -> None:
    told = {"valid_from": date(2020, 1, 1), "due_days": 2, "source": "", "sure": ""}
    wrong = told | {"field": [{"field": "steering", "figures": ["no.such"]}]}
    with pytest.raises(WrongOutline, match="an indicator that there is not"):
        read_outlines({"outline": [wrong]}, known={one.code for one in REGISTRY})
    for broken in ({}, {"outline": [told]}, {"outline": [told | {"field": [{"field": "x", "figures": []}]}]}):
        with pytest.raises(WrongOutline, match="cannot be read"):
            read_outlines(broken, known=set())
    assert outline(date(2022, 10, 14)).due_days == 2


def test_an_installation_may_keep_an_outline_of_its_own(home: Path) -> None:
    own = """
        [[outline]]
        valid_from = 2020-01-01
        due_days = 3
        source = "Quyết định của tỉnh"
        sure = "the text says so"
        [[outline.field]]
        field = "steering"
        figures = ["plans.issued"]
    """
    (home / "outline.toml").write_text(own, encoding="utf-8")
    on = date(2022, 10, 14)
    assert outline(on).due_days == 3
    parts = outline_parts([ReformField.STEERING], level=Level.COMMUNE, on=on)
    assert [line.of for line in parts[1].lines if line.kind is ReportLineKind.FIGURE] == ["plans.issued"]
    with pytest.raises(WrongOutline, match="no outline of self-reports is known for this day"):
        outline(date(2019, 12, 31))
    (home / "outline.toml").write_text("outline = [", encoding="utf-8")
    with pytest.raises(WrongOutline, match="cannot be read"):
        outline(on)


def test_figures_as_they_were_sent_are_read_as_they_were_written() -> None:
    for value in (None, Fraction(2, 3)):
        figure = SentFigure("percent", value, 2, 3, AT, "facts")
        assert SentFigure.from_payload(figure.to_payload()) == figure


@dataclass(frozen=True)
class Event:
    kind: str
    payload: dict[str, object]
    occurred_at: datetime = AT
    actor: str = "post/1"


LINES = st.dictionaries(
    st.sampled_from(["figure/a", "register/b", "text/c"]),
    st.fixed_dictionaries(
        {"stated": st.sampled_from(["", "1", "1/2"]), "files": st.just(["0" * 64]), "texts": st.just({"note": "x"})}
    ),
)
ACTS = st.lists(
    st.one_of(st.tuples(st.just(Act.WRITTEN), LINES), st.tuples(st.just(Act.SENT), st.just({}))), max_size=9
)


@given(ACTS)
def test_a_fold_in_steps_is_the_fold_at_once(acts: list[tuple[Act, dict[str, object]]]) -> None:
    events, sent, state = [], 0, SelfReportState()
    for act, lines in acts:
        sent += act is Act.SENT
        said = {"lines": lines} if act is Act.WRITTEN else {"edition": sent, "due_on": "2022-10-17", "late": False}
        events.append(Event(PREFIX + act.value, said))
        state = apply(state, act, said, by="post/1", at=AT)
    assert fold(events) == state
    assert (state.number, len(state.editions)) == (len(acts), sent)
    assert state.stage is (ReportStage.SENT if sent else ReportStage.DRAFT)


def test_a_line_that_is_written_on_is_not_written_over_unseen() -> None:
    lines = reporting.codes(outline_parts([], level=Level.COMMUNE, on=AT.date())[0].lines)
    said = reporting.written(SelfReportState(), lines, {"text/overview": ReportEntry(note="một")}, measures={}, kept=())
    state = apply(SelfReportState(), Act.WRITTEN, said, by="post/1", at=AT)
    with pytest.raises(Refused, match="somebody else wrote this line"):
        reporting.written(state, lines, {"text/overview": ReportEntry(note="hai", seen=0)}, measures={}, kept=())
    assert reporting.written(state, lines, {"text/overview": ReportEntry(note="hai", seen=1)}, measures={}, kept=())
