"""The life of a score: own, verified and survey points side by side, deadlines, answers, and a replay that agrees."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reform.registers import public as registers
from motcua.reform.scorecards import models
from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import Entry, Figure, NotNow, Stage, Verdict
from motcua.reform.scorecards.rows import columns_of, state_of
from motcua.reform.scorecards.rules.life import Line, ScoreState
from scorecards.conftest import BY, DEADLINES, PERIOD, Place, at

OWN = {
    "ON_TIME": Entry(Decimal("4.50"), Figure(81, 100), "theo số liệu hệ thống"),
    "DISCIPLINE": Entry(Decimal("2.00")),
    "PLAN": Entry(Decimal("1.00")),
}
VERDICTS = {
    "ON_TIME": Verdict(Decimal("4.00"), "năm hồ sơ thiếu phiếu hẹn"),
    "DISCIPLINE": Verdict(Decimal("2.00")),
    "PLAN": Verdict(Decimal("1.00")),
}
Act = Callable[..., ScoreState]


def score(place: Place, **also: Any) -> ScoreState:
    return scorecards.score_own(
        **{"round_id": place.round_id, "unit_id": place.one.id, "entries": OWN, "by": BY, "at": at(3)} | also
    )


def submit(place: Place, day: int = 4, **also: Any) -> ScoreState:
    return scorecards.submit(**{"round_id": place.round_id, "unit_id": place.one.id, "by": BY, "at": at(day)} | also)


def verify(place: Place, **also: Any) -> ScoreState:
    given_ = {"round_id": place.round_id, "unit_id": place.one.id, "verdicts": VERDICTS, "for_unit": place.district.id}
    return scorecards.verify(**given_ | {"by": "post/2", "at": at(10)} | also)


def survey(place: Place, counts: dict[str, Figure], **also: Any) -> ScoreState:
    given_ = {"round_id": place.round_id, "unit_id": place.one.id, "counts": counts, "for_unit": place.district.id}
    return scorecards.take_survey(**given_ | {"by": "post/2", "at": at(10)} | also)


def answer(place: Place, day: int = 18, **also: Any) -> ScoreState:
    given_ = {"round_id": place.round_id, "unit_id": place.one.id, "answers": {"ON_TIME": "phiếu đã bổ sung"}}
    return scorecards.answer(**given_ | {"by": BY, "at": at(day)} | also)


def test_own_verified_and_survey_points_stand_side_by_side(place: Place) -> None:
    score(place)
    submit(place)
    verify(place)
    survey(place, {"SIPAS": Figure(3, 4)})
    state = answer(place)
    assert (state.stage, state.late, state.number) == (Stage.VERIFIED, False, 5)
    assert state.line("ON_TIME") == Line(
        own=Decimal("4.50"),
        figure=Figure(81, 100),
        verified=Decimal("4.00"),
        accepted=False,
        answered=True,
    )
    assert state.line("DISCIPLINE").accepted is True
    assert state.line("SIPAS") == Line(surveyed=Decimal("1.50"), survey=Figure(3, 4))
    one = scorecards.scoring_round(place.round_id)
    assert one.score(place.one.id).state == state
    assert state.total(one.scorecard) == Decimal("8.50")  # 4 + 2 + 1 + 1.5
    assert [(ranked.unit, ranked.place) for ranked in one.ranking()] == [("12472", 1), ("12475", None)]
    assert [(said.component, said.about, said.text) for said in scorecards.said_of(one.score(place.one.id).id)] == [
        ("ON_TIME", "scored", "theo số liệu hệ thống"),
        ("ON_TIME", "verified", "năm hồ sơ thiếu phiếu hẹn"),
        ("ON_TIME", "answered", "phiếu đã bổ sung"),
    ]


def test_each_act_is_an_event_without_its_words(place: Place) -> None:
    score(place)
    submit(place)
    verify(place)
    (opened,) = ledger.read(f"scoring_round/{place.round_id}")
    assert opened.kind == "scorecard.opened"
    assert opened.payload["units"] == [place.one.key, place.two.key]
    assert opened.payload["digest"] == scorecards.find("small").digest
    one = scorecards.scoring_round(place.round_id).score(place.one.id)
    events = ledger.read(f"score/{one.id}")
    assert [event.kind for event in events] == ["scorecard.scored", "scorecard.submitted", "scorecard.verified"]
    assert events[2].payload["for_unit"] == place.district.key
    assert {*events[2].payload["remarks"]} == {"ON_TIME"}
    assert "phiếu hẹn" not in str([event.payload for event in events])


def test_what_was_submitted_is_no_longer_edited(place: Place) -> None:
    score(place)
    submit(place)
    with pytest.raises(NotNow, match="no longer edited"):
        score(place)
    with pytest.raises(NotNow, match="submitted already"):
        submit(place)


def test_points_may_be_changed_until_then(place: Place) -> None:
    score(place)
    state = score(place, entries={"ON_TIME": Entry(Decimal("3.00"))})
    assert state.line("ON_TIME") == Line(own=Decimal("3.00"))
    assert state.line("PLAN").own == Decimal("1.00")


def test_a_late_score_is_taken_and_stays_late(place: Place) -> None:
    score(place)
    score(place, unit_id=place.two.id)
    assert submit(place, day=6).late
    assert verify(place).late
    assert not submit(place, day=5, unit_id=place.two.id).late  # the last day is in time


def test_every_component_needs_points_before_a_score_is_submitted(place: Place) -> None:
    score(place, entries={"ON_TIME": OWN["ON_TIME"]})
    with pytest.raises(Refused, match="2 components have no points yet: DISCIPLINE, PLAN"):
        submit(place)


def test_nobody_verifies_before_the_unit_had_its_time(place: Place) -> None:
    with pytest.raises(NotNow, match="may until 2022-10-05"):
        verify(place, at=at(5))
    assert verify(place, at=at(6), verdicts={"PLAN": Verdict(Decimal("0.00"), "không nộp")}).stage is Stage.OPEN


@pytest.mark.parametrize("who", ["one", "two"])
def test_no_unit_verifies_itself_or_its_neighbour(place: Place, who: str) -> None:
    score(place)
    submit(place)
    with pytest.raises(Refused, match="verified by the unit above"):
        verify(place, for_unit=getattr(place, who).id)
    with pytest.raises(Refused, match="verified by the unit above"):
        survey(place, {"SIPAS": Figure(1, 1)}, for_unit=getattr(place, who).id)
    assert verify(place, for_unit=place.province.id).stage is Stage.VERIFIED


def test_other_points_than_the_units_own_need_a_reason(place: Place) -> None:
    score(place)
    submit(place)
    with pytest.raises(Refused, match="the reason must be stated"):
        verify(place, verdicts={"ON_TIME": Verdict(Decimal("4.49"), " ")})


def test_a_score_is_verified_once_all_of_it_is(place: Place) -> None:
    score(place)
    submit(place)
    first = verify(place, verdicts={"PLAN": VERDICTS["PLAN"]})
    card = scorecards.find("small").scorecard
    assert (first.stage, first.total(card)) == (Stage.SUBMITTED, None)
    second = verify(place, verdicts={code: one for code, one in VERDICTS.items() if code != "PLAN"})
    assert (second.stage, second.total(card)) == (Stage.VERIFIED, Decimal("7.00"))


def test_an_answer_comes_after_the_verification_and_before_its_deadline(place: Place) -> None:
    score(place)
    submit(place)
    with pytest.raises(NotNow, match="not verified yet"):
        answer(place)
    verify(place)
    with pytest.raises(NotNow, match="the time to answer ended on 2022-10-20"):
        answer(place, day=21)
    with pytest.raises(Refused, match="the answer is empty"):
        answer(place, answers={"ON_TIME": " "})
    assert answer(place, day=20).line("ON_TIME").answered
    again = verify(place, verdicts={"ON_TIME": Verdict(Decimal("4.50"))}, at=at(21))
    assert again.line("ON_TIME").accepted is True


def test_a_closed_round_changes_no_more(place: Place) -> None:
    score(place)
    with pytest.raises(NotNow, match="units may answer until 2022-10-20"):
        scorecards.close_round(round_id=place.round_id, by=BY, at=at(20))
    scorecards.close_round(round_id=place.round_id, by=BY, at=at(21))
    for act in (score, submit, verify, answer):
        with pytest.raises(NotNow, match="the round is closed"):
            act(place)
    with pytest.raises(NotNow, match="the round is closed"):
        scorecards.close_round(round_id=place.round_id, by=BY, at=at(22))
    assert [event.kind for event in ledger.read(f"scoring_round/{place.round_id}")][-1] == "scorecard.closed"


WRONG_ENTRIES = [
    ({"SIPAS": Entry(Decimal(1))}, "said by the surveyed"),
    ({"NOTHING": Entry(Decimal(1))}, "no component of this code"),
    ({"ON_TIME": Entry(Decimal("5.01"))}, "cannot have so many points"),
    ({"ON_TIME": Entry(Decimal(1), Figure(2, 1))}, "the numerator is above the denominator"),
    ({"ON_TIME": Entry(Decimal(1), evidence=("tờ trình",))}, "no reference to evidence"),
    ({}, "nothing is said"),
]


@pytest.mark.parametrize(("entries", "said"), WRONG_ENTRIES)
def test_what_cannot_be_is_refused_and_leaves_nothing(place: Place, entries: dict[str, Entry], said: str) -> None:
    with pytest.raises(Refused, match=said):
        score(place, entries=entries)
    one = scorecards.scoring_round(place.round_id).score(place.one.id)
    assert (one.state, ledger.read(f"score/{one.id}")) == (ScoreState(), [])


def test_evidence_is_a_kept_file_or_a_record_of_the_unit(place: Place) -> None:
    file = files.keep(name="bao-cao.txt", content=b"ke hoach", unit=place.one, purpose="scorecards", by=BY, at=at(2))
    plan = {"first_on": "2022-01-01", "last_on": "2022-12-31", "number": "05/KH-UBND", "issued_on": "2022-01-14"}
    plan |= {"subject": "Kế hoạch", "tasks": "42"}
    own, other = (
        registers.record(register="reform_plan", unit_id=unit.id, given=plan, by=BY, at=at(2))
        for unit in (place.one, place.two)
    )
    named = (f"file/{file.digest}", f"record/{own}")
    state = score(place, entries={"PLAN": Entry(Decimal(1), evidence=named)})
    assert state.line("PLAN").evidence == named
    theirs = files.keep(name="khac.txt", content=b"khac", unit=place.two, purpose="scorecards", by=BY, at=at(2))
    for reference in (f"record/{other}", f"record/{other + 1}", "file/" + "0" * 64, f"file/{theirs.digest}"):
        with pytest.raises(Refused, match="keeps no such evidence"):
            score(place, entries={"PLAN": Entry(Decimal(1), evidence=(reference,))})
    registers.withdraw(record_id=own, reason="nhầm", by=BY, at=at(2))
    with pytest.raises(Refused, match="keeps no such evidence"):
        score(place, entries={"PLAN": Entry(Decimal(0), evidence=(f"record/{own}",))})


def test_a_survey_gives_points_to_its_components_alone(place: Place) -> None:
    assert survey(place, {"SIPAS": Figure(0, 0)}).line("SIPAS") == Line(survey=Figure(0, 0))
    with pytest.raises(Refused, match="not scored by a survey"):
        survey(place, {"PLAN": Figure(1, 1)})
    with pytest.raises(Refused, match="not verified"):
        verify(place, verdicts={"SIPAS": Verdict(Decimal(1), "x")}, at=at(6))


def test_a_round_is_opened_for_units_that_stand_below(place: Place) -> None:
    def open_(**also: Any) -> int:
        given_ = {"scorecard": "small", "unit": place.district, "below": [place.one.id], "period": PERIOD}
        return scorecards.open_round(**given_ | {"deadlines": DEADLINES, "by": BY, "at": at(1)} | also)

    for below in ([place.district.id], [place.province.id], [place.one.id, place.province.id]):
        with pytest.raises(Refused, match="did not stand below"):
            open_(below=below)
    with pytest.raises(Refused, match="no unit is to be scored"):
        open_(below=[])
    with pytest.raises(Refused, match="not in force on 2021-12-31"):
        open_(period=Period(date(2021, 1, 1), date(2021, 12, 31)))
    with pytest.raises(scorecards.UnknownScorecard, match="no scorecard of this code"):
        open_(scorecard="no")
    with pytest.raises(Refused, match="the deadlines are upside down"):
        scorecards.Deadlines(date(2022, 10, 5), date(2022, 10, 4), date(2022, 10, 9))


def test_a_round_keeps_the_scorecard_that_it_was_opened_with(place: Place, home: Any) -> None:
    path = home / "scorecards" / "small.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Bộ chỉ số thử", "Bộ khác"), encoding="utf-8")
    assert scorecards.find("small").scorecard.title == "Bộ khác"
    assert scorecards.scoring_round(place.round_id).scorecard.title == "Bộ chỉ số thử"


def test_unknown_rounds_and_units_are_refused(place: Place) -> None:
    with pytest.raises(scorecards.UnknownRound):
        scorecards.scoring_round(place.round_id + 1)
    with pytest.raises(scorecards.UnknownRound):
        submit(place, unit_id=place.district.id)
    with pytest.raises(scorecards.UnknownRound):
        scorecards.close_round(round_id=place.round_id + 1, by=BY, at=at(30))


def test_a_replay_makes_the_same_rows(place: Place) -> None:
    score(place)
    submit(place)
    verify(place)
    survey(place, {"SIPAS": Figure(3, 4)})
    answer(place)
    score(place, unit_id=place.two.id, entries={"PLAN": OWN["PLAN"]})
    assert scorecards.replay_all() == []
    models.Score.objects.filter(unit=place.one.id).update(late=True)
    (difference,) = scorecards.replay_all()
    assert (difference.field, difference.stored, difference.replayed) == ("late", "True", "False")


def test_a_unit_is_scored_once_a_round(place: Place) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Score.objects.create(round_id=place.round_id, unit_id=place.one.id)


def test_two_who_score_at_once_do_not_lose_an_event(place: Place) -> None:
    one = scorecards.scoring_round(place.round_id).score(place.one.id)
    score(place)
    models.Score.objects.filter(pk=one.id).update(number=0)  # what a reader of before the first act believes
    with pytest.raises(ledger.StreamConflict), transaction.atomic():
        score(place)


POINTS = st.none() | st.decimals(-9, 99, places=2)
COUNTS = st.none() | st.integers(0, 10**6)
LINES = st.builds(
    Line,
    own=POINTS,
    figure=st.builds(Figure, COUNTS, COUNTS),
    evidence=st.lists(st.sampled_from(["record/1", "record/2"])).map(tuple),
    verified=POINTS,
    accepted=st.none() | st.booleans(),
    surveyed=POINTS,
    survey=st.builds(Figure, COUNTS, COUNTS),
    answered=st.booleans(),
)


@given(st.builds(ScoreState, st.integers(0, 99), st.sampled_from(Stage), lines=st.dictionaries(st.text("AB"), LINES)))
def test_a_row_holds_a_whole_state(state: ScoreState) -> None:
    assert state_of(models.Score(**columns_of(state))) == state
