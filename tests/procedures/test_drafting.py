"""What is being written binds nobody until it is laid down; two who write at once do not overwrite each other."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.ledger import public as ledger
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import (
    Asked,
    AskedPaper,
    Case,
    CodeTaken,
    DraftChanged,
    ListedDefect,
    NotAsked,
    Process,
    ProcessStep,
    put,
    rename_paper,
    rename_step,
    without,
)
from procedures.conftest import AT

ON = date(2023, 1, 1)
PAPER = AskedPaper("to-khai", "Tờ khai")
WHOLE = Asked(ON, papers=(PAPER,))
lists = st.lists(st.sampled_from("abcdef"), unique=True).map(lambda codes: tuple(AskedPaper(one, one) for one in codes))


def test_a_draft_binds_nobody_until_it_is_laid_down(residence: str) -> None:
    assert procedures.asked_draft(residence, on=ON).number == 0
    before = len(ledger.read(f"procedure/{residence}"))
    number = procedures.write_asked(code=residence, asked=WHOLE, seen=0, by="post/1", at=AT)
    assert procedures.asked(residence, on=ON).papers == ()
    assert len(ledger.read(f"procedure/{residence}")) == before
    assert procedures.drafted_codes() == {residence}
    draft = procedures.asked_draft(residence, on=ON)
    assert (draft.content, draft.number, draft.changed_by) == (WHOLE, number, "post/1")
    assert procedures.ask_as_drafted(code=residence, on=ON, seen=number, by="post/1", at=AT)
    assert procedures.asked(residence, on=ON) == WHOLE
    assert procedures.asked_codes(on=ON) == {residence}
    assert procedures.drafted_codes() == frozenset()
    assert len(ledger.read(f"procedure/{residence}")) == before + 1


def test_the_second_of_two_who_write_is_told(residence: str) -> None:
    first = procedures.write_asked(code=residence, asked=WHOLE, seen=0, by="post/1", at=AT)
    with pytest.raises(DraftChanged):
        procedures.write_asked(code=residence, asked=Asked(ON), seen=0, by="post/2", at=AT)
    second = procedures.write_asked(code=residence, asked=replace(WHOLE, soon_days=2), seen=first, by="post/2", at=AT)
    with pytest.raises(DraftChanged):
        procedures.ask_as_drafted(code=residence, on=ON, seen=first, by="post/1", at=AT)
    assert procedures.ask_as_drafted(code=residence, on=ON, seen=second, by="post/1", at=AT)
    assert procedures.asked(residence, on=ON).soon_days == 2


def test_what_does_not_hold_together_is_kept_but_not_laid_down(residence: str) -> None:
    flawed = Asked(ON, cases=(Case("x", "X", ("khong-co",)),))
    number = procedures.write_asked(code=residence, asked=flawed, seen=0, by="post/1", at=AT)
    with pytest.raises(NotAsked):
        procedures.ask_as_drafted(code=residence, on=ON, seen=number, by="post/1", at=AT)
    assert procedures.asked_draft(residence, on=ON).content == flawed
    procedures.drop_draft(code=residence)
    assert procedures.asked_draft(residence, on=ON).number == 0


def test_a_process_is_written_the_same_way(residence: str) -> None:
    started = procedures.process_draft(residence, unit_key=None, on=ON)
    assert started.number == 0
    one = Process((ProcessStep("lam", "Làm", "receiving", "one_stop_officer", 100),), ON, decision="QĐ 1")
    number = procedures.write_process(code=residence, process=one, seen=0, by="post/1", at=AT)
    assert procedures.processes(residence) == []
    assert procedures.process_draft(residence, unit_key=None, on=ON).content == one
    assert procedures.lay_down_drafted_process(code=residence, unit_key=None, on=ON, seen=number, by="post/1", at=AT)
    assert procedures.process_of(residence, unit_key="338@2010-01-01", on=ON) == one


def test_cases_defects_and_ways_follow_what_is_renamed_or_taken_out() -> None:
    asked = Asked(
        ON, papers=(PAPER,), cases=(Case("c", "C", ("to-khai",)),), defects=(ListedDefect("d", "D", "Luật", "to-khai"),)
    )
    renamed = rename_paper(asked, "to-khai", "don")
    assert (renamed.cases[0].papers, renamed.defects[0].paper) == (("don",), "don")
    left = rename_paper(asked, "to-khai", "")
    assert (left.cases[0].papers, left.defects[0].paper) == ((), "")
    steps = (ProcessStep("a", "A", "same", "leader", 1, next=("b", "c")), ProcessStep("b", "B", "same", "leader", 1))
    assert [one.next for one in rename_step(Process(steps, ON), "b", "z").steps] == [("z", "c"), ()]
    assert [one.next for one in rename_step(Process(steps, ON), "b", "").steps] == [("c",), ()]


@given(lists, st.sampled_from("abcdef"), st.integers(1, 9))
def test_what_is_put_at_a_place_stands_there_and_the_rest_in_its_order(
    ones: tuple[AskedPaper, ...], code: str, place: int
) -> None:
    shifted = put(ones, AskedPaper(code, "mới"), instead_of=code, place=place)
    assert [one.code for one in shifted].index(code) == min(place, len(shifted)) - 1
    assert without(shifted, code) == without(ones, code)


@given(lists, st.sampled_from("abcdef"))
def test_what_is_put_in_stands_once(ones: tuple[AskedPaper, ...], code: str) -> None:
    one = AskedPaper(code, "mới")
    if code in {other.code for other in ones}:
        with pytest.raises(CodeTaken):
            put(ones, one)
        changed = put(ones, one, instead_of=code)
        assert [other.code for other in changed] == [other.code for other in ones]
        assert without(changed, code) == without(ones, code)
    else:
        assert put(ones, one) == (*ones, one)
