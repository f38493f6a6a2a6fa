"""The rules of the start, searched: clashes, conflicts, coverage, proposals, and the fold of an inspection's life."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reform.inspections.queries.terms import terms, weights
from motcua.reform.inspections.rules import deciding, life
from motcua.reform.inspections.rules.coverage import Coverage, counted
from motcua.reform.inspections.rules.deciding import (
    Clash,
    ConflictOfInterest,
    Held,
    NewMember,
    NewPlace,
    Taken,
    WrongTeam,
)
from motcua.reform.inspections.rules.life import Act, InspectionState, Seated, Visit, apply, fold
from motcua.reform.inspections.rules.risk import Ground, Known, Reason, propose
from motcua.reform.inspections.rules.words import Kind, Mode, Part

DAYS = st.dates(date(2022, 1, 1), date(2022, 1, 6))
UNITS, POSTS = st.integers(1, 4), st.frozensets(st.integers(1, 5), max_size=4)
MODES = st.sampled_from(Mode)
TODAY = date(2022, 10, 1)


@given(st.lists(st.builds(NewPlace, UNITS, DAYS, MODES), max_size=4), POSTS, st.lists(st.tuples(DAYS, UNITS, POSTS)))
def test_a_clash_is_found_exactly_where_a_day_is_shared(
    places: list[NewPlace], posts: frozenset[int], others: list[tuple[date, int, frozenset[int]]]
) -> None:
    taken = [Taken("kia", day, unit, str(unit), dict.fromkeys(team, "vị trí")) for day, unit, team in others]
    shared = any(
        place.mode is Mode.ON_SITE and place.visit_on == day and (place.unit_id == unit or posts & team)
        for place in places
        for day, unit, team in others
    )
    try:
        deciding.check_clashes(places, posts, taken)
    except Clash:
        assert shared
    else:
        assert not shared


@given(st.lists(UNITS, max_size=5), st.dictionaries(st.integers(10, 12), st.frozensets(UNITS, max_size=3), max_size=3))
def test_a_conflict_is_a_post_in_or_below_what_is_inspected(
    held: list[int], inspected: dict[int, frozenset[int]]
) -> None:
    seats = [Held("ai", "gì", unit, str(unit)) for unit in held]
    conflict = any(unit in beneath for unit in held for beneath in inspected.values())
    try:
        deciding.check_conflicts(seats, inspected, {unit: str(unit) for unit in inspected})
    except ConflictOfInterest:
        assert conflict
    else:
        assert not conflict


@given(st.lists(st.builds(NewMember, st.integers(1, 5), st.sampled_from(Part)), max_size=6))
def test_a_team_has_one_head_and_each_post_once(members: list[NewMember]) -> None:
    sound = [one.part for one in members].count(Part.LEADER) == 1 and len({one.post_id for one in members}) == len(
        members
    )
    try:
        deciding.check_team(members)
    except WrongTeam:
        assert not sound
    else:
        assert sound


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(2019, 2023)), max_size=40), st.integers(1, 12))
def test_enough_are_visited_when_none_is_missing(visits: list[tuple[int, int]], below: int) -> None:
    covered = Coverage(tuple(range(1, below + 1)), (2019, 2020, 2021, 2022), counted(visits), asked=30)
    assert covered.enough(2022) is (covered.missing(2022) == 0)
    assert 0 <= covered.visited(2022) <= below
    for unit in covered.units:
        years = [year for of, year in visits if of == unit and year <= 2022]
        assert covered.last_year(unit, before=2022) == (max(years) if years else None)


MILLE = st.none() | st.integers(0, 1000)
KNOWN = st.builds(
    Known,
    unit_id=st.integers(1, 30),
    late=MILLE,
    late_before=MILLE,
    signals=st.integers(0, 5),
    open_findings=st.integers(0, 9),
    feedback=st.integers(0, 200),
    years=st.none() | st.integers(0, 9),
)


@given(st.lists(KNOWN, max_size=8))
def test_proposals_are_all_units_by_their_points_each_with_its_reasons(known: list[Known]) -> None:
    weighed = weights(TODAY)
    made = propose(known, weighed)
    assert sorted(one.unit_id for one in made) == sorted(one.unit_id for one in known)
    assert [one.points for one in made] == sorted((one.points for one in made), reverse=True)
    for one in made:
        assert one.points == sum(reason.points for reason in one.reasons)
        assert all(0 < reason.points <= weighed.most for reason in one.reasons)
        assert len({reason.ground for reason in one.reasons}) == len(one.reasons)


@given(KNOWN, st.integers(1, 50))
def test_what_is_worse_is_never_proposed_after(known: Known, more: int) -> None:
    weighed = weights(TODAY)
    before = propose([known], weighed)[0].points
    assert propose([replace(known, signals=known.signals + more)], weighed)[0].points >= before
    assert propose([replace(known, open_findings=known.open_findings + more)], weighed)[0].points >= before
    if known.late is not None:
        assert propose([replace(known, late=known.late + more)], weighed)[0].points >= before


def test_reasons_carry_the_figures_that_they_speak_of() -> None:
    [made] = propose(
        [Known(7, late=120, late_before=95, signals=1, open_findings=2, feedback=3, years=2)], weights(TODAY)
    )
    assert {one.ground: (one.figure, one.points) for one in made.reasons} == {
        Ground.LATE: (120, 50),  # 12 % × 5, and no more than the most
        Ground.RISING: (25, 12),
        Ground.SIGNALS: (1, 10),
        Ground.OPEN_FINDINGS: (2, 20),
        Ground.FEEDBACK: (3, 3),
        Ground.NOT_VISITED: (2, 20),
    }
    [unknown] = propose([Known(7)], weights(TODAY))
    assert unknown.reasons == (Reason(Ground.NEVER_VISITED, 0, 50),)
    assert all(Reason.from_payload(one.to_payload()) == one for one in made.reasons)


def test_settings_say_how_sure_they_are_and_begin_before_all_days() -> None:
    for one in (terms(date(1990, 1, 1)), weights(date(1990, 1, 1))):
        assert one.source
        assert one.sure == "illustrative"


@pytest.mark.parametrize("unknown", [date(1899, 12, 31)])
def test_before_the_first_record_nothing_is_known(unknown: date) -> None:
    with pytest.raises(Refused, match="no settings"):
        terms(unknown)


class Event:
    """An event as the fold asks for it."""

    def __init__(self, act: Act, payload: dict[str, object]) -> None:
        self.kind = life.PREFIX + act.value
        self.occurred_at = datetime(2022, 9, 20, tzinfo=UTC)
        self.unit = "34.NV"
        self.payload = payload


VISITS = st.dictionaries(
    st.integers(1, 9), st.builds(Visit, st.text("ab", min_size=1, max_size=3), DAYS, MODES), min_size=1, max_size=4
)
TEAMS = st.dictionaries(
    st.integers(1, 9).map(lambda one: f"post/{one}"), st.builds(Seated, st.just("34.NV"), st.sampled_from(Part))
)


@given(st.sampled_from(Kind), VISITS, TEAMS, st.data())
def test_what_is_said_in_events_folds_to_the_state(
    kind: Kind, visits: dict[int, Visit], team: dict[str, Seated], data: st.DataObject
) -> None:
    period, mandate = Period(date(2022, 1, 1), date(2022, 9, 30)), Period(TODAY, TODAY + timedelta(days=40))
    opened = Event(
        Act.OPENED,
        {
            "kind": kind.value,
            "title": "Kiểm tra",
            "purpose": "Đánh giá",
            "period": life.said_period(period),
            "fields": ["steering"],
            "plan": None,
            "places": [life.said_visit(place, visit) for place, visit in visits.items()],
            "members": life.said_members(team),
        },
    )
    state = fold([opened])
    assert (state.kind, state.places, state.members, state.period) == (kind, visits, team, period)
    days = {place: data.draw(DAYS) for place in visits}
    moved = Event(
        Act.VISITS_MOVED,
        {
            "places": [{"id": place, "visit_on": day.isoformat()} for place, day in days.items()],
            "mandate": life.said_period(mandate),
        },
    )
    after = fold([opened, moved])
    assert {place: visit.visit_on for place, visit in after.places.items()} == days
    assert (after.first_visit, after.last_visit) == (min(days.values()), max(days.values()))
    assert (after.number, after.mandate) == (2, mandate)
    ended = apply(after, Act.CANCELLED, opened.occurred_at, "34.NV", {"reason": "ab" * 32})
    assert (ended.live, ended.mandate) == (False, None)
    assert fold([]) == InspectionState()
