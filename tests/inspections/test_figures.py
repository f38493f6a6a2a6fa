"""Figures of a conclusion: alive they follow the facts; fixed they keep what it takes to see that they changed."""

import hashlib
import json
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from indicators.town import NORTH
from indicators.worked import facts, in_town
from motcua.foundation.facts.public import Facts
from motcua.reform.indicators.public import NotBrokenDown, compute
from motcua.reform.inspections.queries import figures
from motcua.reform.inspections.rules.figures import VIETNAMESE, FigureRef, FixedFigure
from motcua.reform.inspections.telling import said

NOW = datetime(2024, 1, 1, tzinfo=UTC)
MARCH = {"first": date(2023, 3, 1), "last": date(2023, 3, 31)}
ON_TIME = FigureRef("dossiers.on_time", "338", **MARCH)

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Give a late dossier and one in time of the district, and one of a commune, of two fields."""
    fields = {71: "ho-tich", 72: "dat-dai"}
    by_id = {one: SimpleNamespace(code=str(one), field_code=field) for one, field in fields.items()}
    monkeypatch.setattr(figures.procedures, "by_id", lambda ids: {one: by_id[one] for one in ids})
    at = {"received_at": datetime(2023, 3, 2, tzinfo=UTC), "closed_at": datetime(2023, 3, 9, tzinfo=UTC)}
    return [
        at | {"timeliness": timeliness, "outcome": "granted", "procedure": procedure, "field": fields[procedure]} | also
        for timeliness, procedure, also in (
            ("overdue", 71, {"code": "a"}),
            ("early", 72, {"code": "=b"}),
            ("early", 71, {"code": "c", "receiving_unit": NORTH}),
        )
    ]


def made(folder: Path, rows: list[dict[str, object]]) -> Facts:
    return facts(folder, {"dossiers": rows})


def fixed(ref: FigureRef, state: Facts) -> FixedFigure:
    return figures.fix([ref], now=NOW, facts=state)[ref]


def test_many_figures_are_those_of_each(rows: list[dict[str, object]], tmp_path: Path) -> None:
    state = made(tmp_path, rows)
    refs = [
        ON_TIME,
        FigureRef("dossiers.on_time", "12472", **MARCH),
        FigureRef("resolved.total", "338", **MARCH, own=True),
        FigureRef("resolved.total", "338", date(2023, 3, 9), date(2023, 3, 9)),
    ]
    with in_town():
        found = figures.live(refs, now=NOW, facts=state)
        for ref in refs:
            alone = compute(state, ref.code, unit=ref.unit, period=ref.period, now=NOW, own=ref.own)
            assert found[ref] == alone
        assert [found[ref].numerator for ref in refs] == [2, 1, 2, 3]


def test_a_figure_is_narrowed_to_a_field(rows: list[dict[str, object]], tmp_path: Path) -> None:
    state = made(tmp_path, rows)
    refs = [FigureRef("resolved.overdue", "338", **MARCH, by="field", key=key) for key in ("ho-tich", "dat-dai", "?")]
    with in_town():
        found = figures.live(refs, now=NOW, facts=state)
        lines = [b"".join(figures.rows_csv(ref, now=NOW, facts=state)).decode().splitlines() for ref in refs]
        with pytest.raises(NotBrokenDown):
            figures.live([FigureRef("feedback.in_time", "338", **MARCH, by="field", key="?")], now=NOW, facts=state)
    assert [found[ref].numerator for ref in refs] == [1, 0, 0]
    assert [len(one) - 1 for one in lines] == [1, 0, 0]


def test_the_digest_is_of_the_rows_as_the_command_writes_them(rows: list[dict[str, object]], tmp_path: Path) -> None:
    state = made(tmp_path, rows)
    with in_town():
        figure = fixed(ON_TIME, state)
        content = b"".join(figures.rows_csv(ON_TIME, now=NOW, facts=state))
    assert content.decode() == (
        "part,table,id,code,unit,adds,value\n"
        "population,dossiers,1,a,338,1,\n"
        "population,dossiers,2,'=b,338,1,\n"
        "population,dossiers,3,c,12472,1,\n"
        "counts,dossiers,2,'=b,338,1,\n"
        "counts,dossiers,3,c,12472,1,\n"
    )
    assert (figure.rows, figure.digest) == (5, hashlib.sha256(content).hexdigest())
    assert (figure.value, figure.numerator, figure.denominator) == (Fraction(200, 3), 2, 3)
    assert (figure.facts, figure.checkpoint, figure.measure) == (state.id, None, "percent")
    assert figure.as_of.isoformat() == "2023-04-01T00:00:00+07:00"


def test_another_row_is_another_digest_where_the_counts_are_the_same(
    rows: list[dict[str, object]], tmp_path: Path
) -> None:
    before = made(tmp_path / "before", rows)
    after = made(tmp_path / "after", [*rows[:2], rows[2] | {"code": "d"}])
    with in_town():
        one, other = fixed(ON_TIME, before), fixed(ON_TIME, after)
        again = fixed(ON_TIME, made(tmp_path / "again", rows))
    assert (one.numerator, one.denominator) == (other.numerator, other.denominator)
    assert one.digest != other.digest
    assert one.digest == again.digest


def test_of_one_count_its_own_rows_alone_stand_behind(rows: list[dict[str, object]], tmp_path: Path) -> None:
    state = made(tmp_path, rows)
    refs = {part: FigureRef("dossiers.on_time", "338", **MARCH, part=part) for part in ("numerator", "denominator")}
    with in_town():
        found = figures.fix([*refs.values(), ON_TIME], now=NOW, facts=state)
    assert [found[ref].rows for ref in (*refs.values(), ON_TIME)] == [2, 3, 5]
    assert len({one.digest for one in found.values()}) == 3


@pytest.mark.parametrize(
    ("part", "vietnamese", "english"),
    [("value", "66,7\u00a0%", "66.7%"), ("numerator", "2", "2"), ("denominator", "3", "3"), ("counts", "2/3", "2/3")],
)
def test_a_figure_is_written_as_its_reader_writes(
    part: str, vietnamese: str, english: str, rows: list[dict[str, object]], tmp_path: Path
) -> None:
    state = made(tmp_path, rows)
    with in_town():
        figure = fixed(FigureRef("dossiers.on_time", "338", **MARCH, part=part), state)
        alive = figures.live([ON_TIME], now=NOW, facts=state)[ON_TIME]
    with override("vi"):
        assert (said(figure), said(alive, part)) == (vietnamese, vietnamese)
    with override("en"):
        assert said(figure) == english


def test_no_data_is_said_and_is_not_zero(tmp_path: Path) -> None:
    with in_town(), override("en"):
        assert said(fixed(ON_TIME, made(tmp_path, []))) == "no data"


COUNTS = st.integers(0, 10**9)


@given(COUNTS, COUNTS)
def test_what_is_not_all_is_not_written_as_all(counted: int, rest: int) -> None:
    if counted + rest:
        written = VIETNAMESE.percent(counted, counted + rest)
        assert (written == "100\u00a0%") == (not rest)
        assert (written == "0\u00a0%") == (not counted)


@given(
    st.builds(
        FigureRef,
        st.text(min_size=1),
        st.text(min_size=1),
        st.dates(),
        st.dates(),
        st.booleans(),
        st.sampled_from(["value", "numerator", "denominator", "counts"]),
    ),
    st.one_of(st.none(), st.fractions()),
    st.one_of(st.none(), st.tuples(COUNTS, st.text())),
    st.datetimes(timezones=st.just(UTC)),
)
def test_a_fixed_figure_comes_back_from_its_json(
    ref: FigureRef, value: Fraction | None, checkpoint: tuple[int, str] | None, at: datetime
) -> None:
    figure = FixedFigure(ref, "percent", value, 1, None, 2, "ab", at, "facts", 3, date(2020, 1, 1), checkpoint)
    assert FixedFigure.from_payload(json.loads(json.dumps(figure.to_payload()))) == figure
