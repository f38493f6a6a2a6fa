"""What the national portal gives out is read as far as it can be told apart; the rest is kept and named."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused
from motcua.services.procedures.rules import national
from motcua.services.procedures.rules.guide import Mode, Tier, body_of_guide, read_guide
from motcua.services.procedures.rules.national import Read, read_record
from procedures.national_cast import HEAD_PAPERS, HEAD_WAYS, flat, structured

DAY = date(2026, 1, 1)


def read(record: object) -> Read:
    return read_record(record, line=7, on=DAY, source="mau.jsonl")


def doubts(record: object) -> set[tuple[str, str]]:
    return {(one.part, one.reason) for one in read(record).doubts}


def test_a_record_of_lists_is_read_without_a_doubt() -> None:
    one = read(structured())
    assert one.doubts == []
    assert (one.code, one.name, one.decision) == ("9.000002", "Thu hồi mẫu", "2/QĐ-MAU")
    assert one.term == Term(7, Measure.CALENDAR_DAYS)
    assert [way.mode for way in one.guide.ways] == [Mode.DIRECT, Mode.POST]
    [paper] = one.guide.papers
    assert (paper.name, paper.form, paper.originals, paper.copies) == ("Đơn", "mau.docx", 1, 2)
    assert one.guide.basis[0].number == "1/2020/QH14"
    assert one.guide.tiers == (Tier.COMMUNE,)


def test_what_was_run_together_is_told_apart_where_each_entry_ends_for_sure() -> None:
    one = read(flat())
    assert one.term == Term(3, Measure.WORKING_DAYS)
    assert [(way.mode, way.term, way.cost) for way in one.guide.ways] == [
        (Mode.ONLINE, "3 Ngày làm việc", "Miễn phí"),
        (Mode.DIRECT, "3 Ngày làm việc", "Miễn phí"),
    ]
    assert [(paper.name, paper.originals, paper.copies) for paper in one.guide.papers] == [
        ("Tờ khai", 1, 0),
        ("Giấy ủy quyền", 1, 1),
    ]
    assert (one.guide.results, one.guide.keywords, one.guide.summary) == (("Giấy phép mẫu",), "phép", "")
    assert doubts(flat()) == {("basis", national.RUN_TOGETHER)}
    assert one.guide.basis_text == "Luật mẫu1/2020/QH14"


@pytest.mark.parametrize(
    ("ways", "doubt"),
    [
        (f"{HEAD_WAYS}Trực tiếp12Miễn phí", ("term", national.NO_UNIT)),
        (f"{HEAD_WAYS}Trực tiếp2 GiờMiễn phí", ("term", national.HOURS)),
        (f"{HEAD_WAYS}Trực tuyến120,000 VNĐ", ("ways", national.RUN_INTO)),
        (f"{HEAD_WAYS}Trực tiếp1 NgàyMiễn phíTrực tuyến2 NgàyMiễn phí", ("term", national.DIFFER)),
        (f"{HEAD_WAYS}Nộp ở đâu cũng được", ("ways", national.RUN_TOGETHER)),
        (f"{HEAD_WAYS}Trực tiếp0 NgàyMiễn phí", ("term", national.NOT_A_TERM)),
    ],
)
def test_a_term_that_is_not_clear_is_none_and_is_named(ways: str, doubt: tuple[str, str]) -> None:
    record = flat(cach_thuc_thuc_hien=ways)
    assert read(record).term is None
    assert doubt in doubts(record)


def test_no_term_where_the_portal_says_that_there_is_none_is_no_doubt() -> None:
    record = flat(cach_thuc_thuc_hien=f"{HEAD_WAYS}Trực tiếpKhông có thông tinMiễn phí")
    assert read(record).term is None
    assert "term" not in {part for part, _ in doubts(record)}


@pytest.mark.parametrize(
    "papers",
    [
        f"--{HEAD_PAPERS}Quyết định số 2010 bản chính",
        "1. Đơn; 2. Tờ khai",
        f"--{HEAD_PAPERS}Đơn1 bản chínhvà nhiều thứ",
    ],
)
def test_papers_that_cannot_be_told_apart_stay_one_text(papers: str) -> None:
    one = read(flat(thanh_phan_ho_so=papers))
    assert (one.guide.papers, "papers" in one.guide.unread) == ((), True)
    assert one.guide.papers_text
    assert any(doubt.part == "papers" for doubt in one.doubts)


def test_the_cases_in_which_papers_are_asked_for_stay_with_them() -> None:
    text = f"Nếu tự nộp{HEAD_PAPERS}Đơn1 bản chínhNếu ủy quyền{HEAD_PAPERS}Giấy ủy quyền1 bản chính"
    assert [(one.group, one.name) for one in read(flat(thanh_phan_ho_so=text)).guide.papers] == [
        ("Nếu tự nộp", "Đơn"),
        ("Nếu ủy quyền", "Giấy ủy quyền"),
    ]


def test_each_part_that_is_missing_is_named() -> None:
    bare = flat(trinh_tu_thuc_hien="", doi_tuong_thuc_hien="Không có thông tin")
    missing = {part for part, reason in doubts(bare) if reason == national.MISSING}
    assert missing == {"steps", "who"}


@pytest.mark.parametrize("record", [None, [], "x", 7, {}, {"metadata": {}}, {"ma_thu_tuc": ""}, flat(linh_vuc="")])
def test_what_is_no_procedure_is_refused(record: object) -> None:
    with pytest.raises(Refused):
        read(record)


texts = st.text(alphabet="Trực tiếp0123 Ngàylmvệcbảnchính,.Mã:KQ-đ\n", max_size=80)
anything = st.recursive(st.none() | st.integers() | texts, lambda some: st.lists(some, max_size=3), max_leaves=5)


@given(st.fixed_dictionaries(dict.fromkeys(flat(), texts | anything)))
def test_whatever_a_record_holds_it_is_read_or_refused(record: dict[str, Any]) -> None:
    try:
        one = read(record)
    except Refused:
        return
    again = read_guide(body_of_guide(one.guide), valid_from=DAY, valid_to=None)
    assert again == one.guide
    assert one.term is None or any(str(one.term.amount) in way.term for way in one.guide.ways)


@given(texts, texts)
def test_no_letter_of_what_could_not_be_told_apart_is_lost(ways: str, papers: str) -> None:
    guide = read(flat(cach_thuc_thuc_hien=ways, thanh_phan_ho_so=papers)).guide
    if not guide.papers and papers.strip().lower() not in national.NOTHING:
        assert guide.papers_text.replace("\n", "").strip("- ") in papers.replace("\n", "")
    if not guide.ways and ways.strip().lower() not in national.NOTHING:
        assert guide.ways_text == ways.strip()
