"""What a procedure asks and how it is dealt with are dated: laid down, never edited, refused if they do not hold."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused
from motcua.services.procedures import models
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import (
    AlreadyChanged,
    Asked,
    AskedPaper,
    Case,
    Exemption,
    ListedDefect,
    NotAProcess,
    NotAsked,
    Process,
    ProcessStep,
    Tariff,
    UnknownProcedure,
    default_process,
)
from motcua.services.procedures.rules.asking import body_of, check_asked, flaws_of, read_asked
from motcua.services.procedures.rules.process import check_process, read_steps, steps_of
from procedures.conftest import AT, CHANGED

ON = date(2023, 1, 1)
BIRTH = Asked(
    valid_from=ON,
    papers=(
        AskedPaper("to-khai", "Tờ khai đăng ký khai sinh", form="Mẫu tờ khai"),
        AskedPaper("chung-sinh", "Giấy chứng sinh"),
        AskedPaper("uy-quyen", "Văn bản ủy quyền", required=False),
    ),
    cases=(
        Case("dung-han", "Đăng ký đúng hạn", ("to-khai", "chung-sinh")),
        Case("uy-quyen", "Ủy quyền", ("to-khai", "uy-quyen"), Term(3, Measure.WORKING_DAYS)),
    ),
    tariffs=(
        Tariff("le-phi", "Lệ phí hộ tịch", "charge", 8_000, exemptions=(Exemption("ngheo", "Hộ nghèo", 100, "Luật"),)),
        Tariff("ban-sao", "Bản sao", "fee", 2_000, "copy", channels=("counter",)),
    ),
    defects=(ListedDefect("thieu-ten", "Tờ khai chưa ghi tên", "khoản 1 Điều 9", "to-khai"),),
    result_name="Giấy khai sinh",
)
words = st.text("abcđêơ -", min_size=1, max_size=20).filter(str.strip)
codes = st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), min_size=1, max_size=5, unique=True)


@st.composite
def whole(draw: st.DrawFn) -> Asked:
    """Make up what hangs together."""
    papers = [AskedPaper(code, draw(words), draw(st.integers(1, 20)), draw(st.integers(0, 20))) for code in draw(codes)]
    known = st.sampled_from([one.code for one in papers])
    cases = [
        Case(
            code,
            draw(words),
            tuple(draw(st.lists(known, unique=True))),
            draw(st.none() | st.just(Term(2, Measure.WORKING_HOURS))),
        )
        for code in draw(codes)
    ]
    tariffs = [Tariff(code, draw(words), "fee", draw(st.integers(0, 10**9))) for code in draw(codes)]
    return Asked(ON, None, tuple(papers), tuple(cases), tuple(tariffs))


@given(whole())
def test_what_holds_together_is_written_and_read_back(asked: Asked) -> None:
    check_asked(asked)
    assert read_asked(body_of(asked), valid_from=ON, valid_to=None) == asked


BROKEN = {
    "a paper twice": replace(BIRTH, papers=(*BIRTH.papers, BIRTH.papers[0])),
    "a case of a paper that is not there": replace(BIRTH, cases=(Case("x", "X", ("khong-co",)),)),
    "a defect of a paper that is not there": replace(BIRTH, defects=(ListedDefect("x", "X", "Luật", "khong-co"),)),
    "a defect without its ground": replace(BIRTH, defects=(ListedDefect("x", "X", " "),)),
    "neither original nor copy": replace(BIRTH, papers=(AskedPaper("x", "X", 0, 0),), cases=(), defects=()),
    "an amount below zero": replace(BIRTH, tariffs=(Tariff("x", "X", "fee", -1),)),
    "a most below the amount": replace(BIRTH, tariffs=(Tariff("x", "X", "fee", 10, "copy", 5),)),
    "a lower amount from the first page on": replace(
        BIRTH, tariffs=(Tariff("x", "X", "fee", 10, "page", reduced_from=1, reduced=5),)
    ),
    "a lower amount without a number": replace(BIRTH, tariffs=(Tariff("x", "X", "fee", 10, "page", reduced=5),)),
    "a paper twice in a case": replace(BIRTH, cases=(Case("x", "X", ("to-khai", "to-khai")),)),
    "an exemption above all": replace(
        BIRTH, tariffs=(Tariff("x", "X", "fee", 1, exemptions=(Exemption("y", "Y", 101, "Luật"),)),)
    ),
    "a name of two lines": replace(BIRTH, papers=(AskedPaper("x", "X\nY"),), cases=(), defects=()),
    "a code with a blank": replace(BIRTH, papers=(AskedPaper("x y", "X"),), cases=(), defects=()),
}


@pytest.mark.parametrize("asked", BROKEN.values(), ids=BROKEN.keys())
def test_what_does_not_hold_together_is_refused(asked: Asked) -> None:
    check_asked(BIRTH)  # the control: the whole one passes
    with pytest.raises(NotAsked):
        check_asked(asked)


def test_a_case_has_its_papers_and_a_channel_its_tariffs() -> None:
    assert [one.code for one in BIRTH.papers_of("uy-quyen")] == ["to-khai", "uy-quyen"]
    assert BIRTH.papers_of("") == BIRTH.papers
    assert [one.code for one in BIRTH.tariffs_of("online")] == ["le-phi"]
    assert [one.code for one in BIRTH.tariffs_of("counter")] == ["le-phi", "ban-sao"]


CERTIFIED = Tariff("phi", "Phí chứng thực bản sao", "fee", 2_000, "page", 200_000, reduced_from=3, reduced=1_000)
"""As the national portal words it: 2,000 đồng a page, from the third on 1,000, at most 200,000 a copy."""


@pytest.mark.parametrize(
    ("copies", "pages", "total"),
    [(1, 1, 2_000), (1, 2, 4_000), (1, 3, 5_000), (3, 4, 18_000), (1, 300, 200_000), (2, 300, 400_000), (0, 5, 0)],
)
def test_later_pages_cost_less_and_no_copy_more_than_its_most(copies: int, pages: int, total: int) -> None:
    assert CERTIFIED.total(copies=copies, pages=pages) == total


@given(st.integers(0, 50), st.integers(1, 400))
def test_a_page_more_never_costs_less(copies: int, pages: int) -> None:
    assert CERTIFIED.total(copies=copies, pages=pages + 1) >= CERTIFIED.total(copies=copies, pages=pages)
    flat = replace(CERTIFIED, per="dossier", at_most=None, reduced_from=None, reduced=None)
    assert flat.total(copies=copies, pages=pages) == 2_000


def test_all_flaws_are_named_at_once() -> None:
    flawed = replace(
        BIRTH, papers=(AskedPaper("x", " "),), cases=(), defects=(ListedDefect("y", "Y", "", "z"),), soon_days=99
    )
    assert [one.field for one in flaws_of(flawed)] == ["papers", "defects", "defects", "soon_days"]
    assert list(flaws_of(BIRTH)) == []


def test_a_paper_is_the_result_of_a_known_procedure(residence: str) -> None:
    for result_of, holds in ((residence, True), ("9.999999", False)):
        asked = Asked(ON, papers=(AskedPaper("x", "X", result_of=result_of),))
        if holds:
            assert procedures.ask(code=residence, asked=asked, on=ON, by="post/1", at=AT)
        else:
            with pytest.raises(NotAsked):
                procedures.ask(code=residence, asked=asked, on=ON + timedelta(days=1), by="post/1", at=AT)


def test_it_is_what_it_was_on_the_day(residence: str) -> None:
    assert procedures.asked(residence, on=ON) == Asked(valid_from=ON)
    assert procedures.ask(code=residence, asked=BIRTH, on=ON, by="post/1", at=AT)
    later = ON + timedelta(days=30)
    changed = replace(BIRTH, soon_days=3, valid_from=later)
    procedures.ask(code=residence, asked=changed, on=later, by="post/1", at=AT)
    assert procedures.asked(residence, on=ON) == replace(BIRTH, valid_to=later - timedelta(days=1))
    assert procedures.asked(residence, on=later) == changed
    assert procedures.asked(residence, on=ON - timedelta(days=1)).papers == ()
    assert [one.valid_from for one in procedures.askings(residence)] == [later, ON]


def test_what_is_asked_already_leaves_no_event(residence: str) -> None:
    procedures.ask(code=residence, asked=BIRTH, on=ON, by="post/1", at=AT)
    before = len(ledger.read(f"procedure/{residence}"))
    assert not procedures.ask(code=residence, asked=BIRTH, on=ON + timedelta(days=9), by="post/1", at=AT)
    assert len(ledger.read(f"procedure/{residence}")) == before


def test_nothing_is_laid_down_before_what_is_on_record(residence: str) -> None:
    procedures.ask(code=residence, asked=BIRTH, on=ON, by="post/1", at=AT)
    for on in (ON, CHANGED):
        with pytest.raises(AlreadyChanged):
            procedures.ask(code=residence, asked=replace(BIRTH, soon_days=9), on=on, by="post/1", at=AT)


def test_the_events_give_the_rows_again(residence: str) -> None:
    later = ON + timedelta(days=30)
    procedures.ask(code=residence, asked=BIRTH, on=ON, by="post/1", at=AT)
    procedures.ask(code=residence, asked=replace(BIRTH, soon_days=3), on=later, by="post/1", at=AT)
    procedures.lay_down_process(code=residence, process=default_process(ON), on=ON, by="post/1", at=AT)
    told = [event for event in ledger.read(f"procedure/{residence}") if event.kind.startswith("procedure.asked")]
    rows = models.Asking.objects.order_by("valid_from")
    assert [(event.payload["on"], event.payload["asked"]) for event in told] == [
        (row.valid_from.isoformat(), row.body) for row in rows
    ]
    (laid,) = [event for event in ledger.read(f"procedure/{residence}") if "process" in event.kind]
    assert read_steps(laid.payload["steps"]) == default_process(ON).steps


def test_an_office_has_a_process_of_its_own_or_the_general_one(residence: str) -> None:
    unit = units.found(
        code="338", name="Huyện Mẫu", level=units.Level.PROVINCE, on=date(2010, 1, 1), by="post/1", at=AT
    )
    assert procedures.process_of(residence, unit_key=unit.key, on=ON) == default_process(ON)
    general = Process((ProcessStep("lam", "Làm", "receiving", "one_stop_officer", 100),), ON, decision="QĐ 1")
    own = Process(
        (ProcessStep("rieng", "Riêng", "competent", "specialist", 100),), ON + timedelta(days=5), unit_key=unit.key
    )
    procedures.lay_down_process(code=residence, process=general, on=ON, by="post/1", at=AT)
    procedures.lay_down_process(code=residence, process=own, on=own.valid_from, by="post/1", at=AT)
    assert procedures.process_of(residence, unit_key=unit.key, on=ON) == general
    assert procedures.process_of(residence, unit_key=unit.key, on=own.valid_from) == own
    assert procedures.process_of(residence, unit_key="999@2010-01-01", on=own.valid_from) == general
    assert procedures.processes(residence) == [own, general]


STEP = ProcessStep("a", "A", "receiving", "specialist", 50, (), ("b",))
END = ProcessStep("b", "B", "same", "leader", 50)
FLAWED = {
    "no step": (),
    "shares of 90": (STEP, replace(END, share=40)),
    "a circle": (STEP, replace(END, next=("a",))),
    "a side way without an end": (
        replace(STEP, next=("b", "c")),
        END,
        replace(END, code="c", next=("d",)),
        replace(END, code="d", next=("c",)),
    ),
    "a successor named twice": (replace(STEP, next=("b", "b")), END),
    "a step that nobody hands on to": (STEP, END, replace(END, code="c")),
    "a successor that is not there": (replace(STEP, next=("z",)), END),
    "an unknown role": (replace(STEP, role="king"), END),
    "an unknown act": (replace(STEP, acts=("fly",)), END),
    "a place that is none": (replace(STEP, where="somewhere"), END),
    "a code twice": (STEP, END, END),
}


@pytest.mark.parametrize("steps", FLAWED.values(), ids=FLAWED.keys())
def test_what_makes_no_process_is_refused(steps: tuple[ProcessStep, ...]) -> None:
    check_process(Process((STEP, END), ON))  # the control
    with pytest.raises(NotAProcess):
        check_process(Process(steps, ON))


@pytest.mark.parametrize("step", [replace(END, where="unit:999"), replace(END, part="9.999999")], ids=["unit", "part"])
def test_a_process_names_units_and_components_that_there_are(residence: str, step: ProcessStep) -> None:
    with pytest.raises(NotAProcess):
        procedures.lay_down_process(code=residence, process=Process((STEP, step), ON), on=ON, by="post/1", at=AT)
    assert procedures.processes(residence) == []
    assert procedures.lay_down_process(code=residence, process=Process((STEP, END), ON), on=ON, by="post/1", at=AT)


def test_a_decision_has_a_number_of_some_length(residence: str) -> None:
    long = Process((STEP, END), ON, decision="x" * 101)
    with pytest.raises(NotAProcess):
        procedures.lay_down_process(code=residence, process=long, on=ON, by="post/1", at=AT)
    with pytest.raises(Refused):
        procedures.publish(
            code="1", name="N", field_code="f", field_name="F", on=ON, by="post/1", at=AT, decision=long.decision
        )
    with pytest.raises(UnknownProcedure):
        procedures.abolish(code=residence, on=date.min, by="post/1", at=AT)


def test_the_default_process_holds() -> None:
    process = default_process(ON)
    check_process(process)
    assert read_steps(steps_of(process)) == process.steps
    assert [step.role for step in process.main_line()] == [
        "one_stop_officer",
        "specialist",
        "leader",
        "clerk",
        "one_stop_officer",
    ]


def test_the_number_of_queries_does_not_grow(residence: str, django_assert_max_num_queries: Any) -> None:
    offices = [
        units.found(code=code, name=code, level=units.Level.PROVINCE, on=date(2010, 1, 1), by="post/1", at=AT)
        for code in ("1", "2", "3", "4")
    ]
    step = ProcessStep("lam", "Làm", "receiving", "one_stop_officer", 100)
    for key in (None, *(one.key for one in offices)):
        own = Process((step,), ON, unit_key=key)
        procedures.lay_down_process(code=residence, process=own, on=ON, by="post/1", at=AT)
    with django_assert_max_num_queries(2):
        assert procedures.process_of(residence, unit_key=offices[2].key, on=ON).unit_key == offices[2].key
    with django_assert_max_num_queries(2):
        assert len(procedures.processes(residence)) == 5
    with django_assert_max_num_queries(1):
        procedures.asked(residence, on=ON)
    procedures.search("dk", on=ON)
    with django_assert_max_num_queries(1):
        assert procedures.search("dktt", on=ON)[0].code == residence
