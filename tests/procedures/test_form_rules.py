"""A form that holds together takes whatever is sent; what is not asked is not kept; every answer is read back."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.services.procedures.public import (
    Answers,
    Choice,
    Comparison,
    Condition,
    Form,
    Group,
    Kind,
    NotAForm,
    Page,
    Question,
    answers_of,
    body_of_form,
    check_form,
    flaws_of_form,
    kept_answers,
    move,
    pages_shown,
    places,
    problems,
    put_item,
    put_page,
    read_answers,
    read_form,
    sent_of,
    shown,
    take_out,
    told,
    typed,
    with_known,
    without_known,
    written_answers,
)
from procedures.form_cast import CHILDREN, FORM, WHOLE, forms, raws

TODAY = date(2026, 1, 5)
UNITS = {"12457": "Xã Quỳnh Ngọc", "12460": "Xã Quỳnh Hải"}
some = st.data()


def asked(*items: Question | Group) -> Form:
    return Form((Page("trang", "Trang", items),))


def wrong(**more: str) -> dict[str, str]:
    raw = WHOLE | {name.replace("__", ".").replace("_", "-"): [value] for name, value in more.items()}
    found = problems(FORM, answers_of(FORM, raw, units=UNITS), on=TODAY, units=UNITS)
    return {one.field: one.said() for one in found}


def test_the_cast_holds_together_and_its_whole_answers_have_nothing_wrong() -> None:
    check_form(FORM)
    assert wrong() == {}


@given(some)
def test_whatever_is_sent_to_a_form_that_holds_together_nothing_is_raised(data: st.DataObject) -> None:
    form = data.draw(forms())
    assert list(flaws_of_form(form)) == []
    answers = answers_of(form, data.draw(raws(form)))
    found = problems(form, answers, on=TODAY, units=UNITS)
    for one in found:
        assert one.said()
    told(form, answers, units=UNITS)
    for page in pages_shown(form, answers):
        assert all(one in found for one in problems(form, answers, page=page.code, on=TODAY, units=UNITS))


@given(forms())
def test_a_form_is_read_back_as_it_was_written(form: Form) -> None:
    body = body_of_form(form)
    assert read_form(body) == form
    assert body_of_form(read_form(body)) == body


@given(some)
def test_answers_are_read_back_from_where_they_are_kept_and_from_a_page(data: st.DataObject) -> None:
    form = data.draw(forms())
    answers = answers_of(form, data.draw(raws(form)))
    assert read_answers(written_answers(answers)) == answers
    again = answers_of(form, sent_of(form, answers))
    assert again == answers
    shown_in_fields = {
        place.name: [typed(place.question, one) for one in place.values] for place in places(form, answers)
    } | {f"{code}.rows": [str(len(rows))] for code, rows in answers.rows.items()}
    assert answers_of(form, shown_in_fields) == answers


@given(some)
def test_hidden_answers_never_leak(data: st.DataObject) -> None:
    form = data.draw(forms())
    answers = answers_of(form, data.draw(raws(form)))
    live = {place.question.code for place in places(form, answers) if place.live}
    kept = kept_answers(form, answers)
    names = {*kept.given} | {code for rows in kept.rows.values() for row in rows for code in row}
    assert names <= live
    assert kept_answers(form, kept) == kept
    assert all(row for rows in kept.rows.values() for row in rows)
    read, before = (
        [line.value for page in told(form, one) for part in page.parts for line in part.lines]
        for one in (kept, answers)
    )
    assert read == before


@given(some)
def test_what_is_hidden_is_never_wrong(data: st.DataObject) -> None:
    form = data.draw(forms())
    answers = answers_of(form, data.draw(raws(form)))
    assert {one.field for one in problems(form, answers, on=TODAY, units=UNITS)} <= shown(form, answers)


def test_the_control_a_hidden_answer_is_there_before_it_is_dropped() -> None:
    raw = WHOLE | {"co-con": ["no"]}
    answers = answers_of(FORM, raw)
    assert answers.rows["con"][0]["ten-con"] == ("Con thứ nhất",)
    assert kept_answers(FORM, answers).rows == {}
    assert "con" not in shown(FORM, answers)


def test_a_question_is_asked_when_its_condition_is_met_and_not_when_what_it_looks_at_is_hidden() -> None:
    assert "nuoc" in shown(FORM, answers_of(FORM, {"ngoai-nuoc": ["yes"]}))
    assert "nuoc" not in shown(FORM, answers_of(FORM, {"ngoai-nuoc": ["no"], "nuoc": ["Lào"]}))
    chain = asked(
        Question("a", "A", Kind.YES_NO),
        Question("b", "B", Kind.YES_NO, shown_if=Condition("a")),
        Question("c", "C", shown_if=Condition("b")),
    )
    assert shown(chain, answers_of(chain, {"a": ["no"], "b": ["yes"]})) == {"a"}
    assert shown(chain, answers_of(chain, {"a": ["yes"], "b": ["yes"]})) == {"a", "b", "c"}


def test_more_than_looks_at_numbers_as_people_write_them() -> None:
    assert "ly-do" in shown(FORM, answers_of(FORM, {"thu-nhap": ["1.000.001 đồng"]}))
    assert "ly-do" not in shown(FORM, answers_of(FORM, {"thu-nhap": ["1.000.000"]}))
    assert "ly-do" not in shown(FORM, answers_of(FORM, {"thu-nhap": ["nhiều"]}))


def test_a_question_within_a_row_looks_at_its_own_row() -> None:
    raw = WHOLE | {"con.1.di-hoc": ["no"], "con.2.ten-con": ["Con thứ hai"], "con.2.di-hoc": ["yes"]}
    live = shown(FORM, answers_of(FORM, raw))
    assert "con.2.truong" in live
    assert "con.1.truong" not in live


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("ngay_sinh", "31/02/1990", "this is not a day of the calendar; write it as 14/10/2022"),
        ("ngay_sinh", "06/01/2026", "this day is still to come; write today or a day before"),
        ("so_giay_to", "12345", "this is not an identity number; write its 9 or 12 figures"),
        ("gioi_tinh", "khac", "this is none of the answers; choose one of the list"),
        ("thu_dien_tu", "ten@", "this is not an address for e-mail; write it as ten@example.vn"),
        ("thu_nhap", "2.000.000.000", "this is too much; at most 1.000.000.000"),
        ("thu_nhap", "1,5 triệu", "this is not a whole number; write digits alone"),
        (
            "bien_so",
            "17A-123",
            "this is not written as it should be; write it as 99A-99999 | 99A-9999: 9 is a figure, A a letter",
        ),
        ("xa", "Xã Không Có", "no unit has this name; choose one of the list"),
        ("ho_ten", "x" * 301, "this is too long; write at most 300 letters"),
        ("ho_ten", "", "nothing is written here; write the answer"),
    ],
)
def test_what_is_wrong_names_its_field_and_what_would_be_right(field: str, value: str, said: str) -> None:
    assert wrong(**{field: value})[field.replace("_", "-")] == said


def test_what_is_right_is_kept_in_one_way_of_writing() -> None:
    raw = {
        "ngay-sinh": [" 1/2/1990 "],
        "so-giay-to": ["034.190.000.001"],
        "thu-nhap": ["1.500.000đ"],
        "xa": ["xã quỳnh hải"],
    }
    answers = answers_of(FORM, raw, units=UNITS)
    assert [answers[one] for one in raw] == ["1990-02-01", "034190000001", "1500000", "12460"]
    parts = [part for page in told(FORM, answers, units=UNITS) for part in page.parts]
    lines = {line.name: line.value for part in parts for line in part.lines}
    assert [lines[one] for one in raw] == ["01/02/1990", "034190000001", "1.500.000\u00a0đồng", "Xã Quỳnh Hải"]


def test_rows_are_counted_without_the_empty_ones() -> None:
    assert wrong(con__1__ten_con="")["con"] == "too few are written here; write at least 1"
    many = {f"con__{row}__ten_con": "Con" for row in range(1, 5)}
    assert wrong(**many)["con"].startswith("too many are written here")
    assert wrong(con__rows="3") == {}


def test_what_is_known_is_not_asked_again_unless_it_was_changed() -> None:
    known = {"applicant.name": "Người nộp", "applicant.identity_number": "034190000001"}
    assert with_known(FORM, Answers(), known)["ho-ten"] == "Người nộp"
    assert with_known(FORM, answers_of(FORM, {"ho-ten": ["Người khác"]}), known)["ho-ten"] == "Người khác"


def test_what_is_known_is_kept_where_it_was_given_so_that_it_is_put_right_once() -> None:
    known = {"applicant.name": "Người Nộp", "applicant.identity_number": "034.190.000.001"}
    answers = with_known(FORM, answers_of(FORM, {"so-giay-to": ["034190000001"], "nuoc": ["Lào"]}), known)
    assert without_known(FORM, answers, known) == answers_of(FORM, {"nuoc": ["Lào"]})
    other = answers_of(FORM, {"ho-ten": ["Người Khác"]})
    assert without_known(FORM, other, known) == other


def test_a_page_is_checked_alone() -> None:
    nothing = answers_of(FORM, {})
    assert {one.page for one in problems(FORM, nothing, page="gia-dinh")} == {"gia-dinh"}
    assert {one.page for one in problems(FORM, nothing)} == {"nguoi-khai", "gia-dinh"}


A, B = Question("a", "A", Kind.YES_NO), Question("b", "B", shown_if=Condition("a"))


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (Form(), "pages"),
        (asked(), "trang"),
        (asked(Question("A", "A")), "A"),
        (asked(A, A), "a"),
        (asked(B, A), "b"),
        (asked(Question("a", "A", shown_if=Condition("a"))), "a"),
        (asked(Question("a", "A"), B), "b"),
        (asked(Question("a", " ")), "a"),
        (asked(Question("a", "A", Kind.ONE_OF, choices=(Choice("x", "X"),))), "a"),
        (asked(Question("a", "A", choices=(Choice("x", "X"), Choice("y", "Y")))), "a"),
        (asked(Question("a", "A", Kind.NUMBER, least=5, most=4)), "a"),
        (asked(Question("a", "A", Kind.DATE, most=4)), "a"),
        (asked(Question("a", "A", Kind.DATE, pattern="99")), "a"),
        (asked(Question("a", "A", when="past")), "a"),
        (asked(Question("a", "A", Kind.PHONE, from_known="applicant.name")), "a"),
        (asked(Question("a", "A", from_known="applicant.secret")), "a"),
        (asked(Group("g", "G")), "g"),
        (asked(Group("g", "G", (A,), repeated=True, at_least=3, at_most=2)), "g"),
        (asked(Group("g", "G", (A,), repeated=True), B), "b"),
        (
            asked(
                Question("a", "A", Kind.NUMBER), Question("b", "B", shown_if=Condition("a", Comparison.EQUALS, ("x",)))
            ),
            "b",
        ),
    ],
)
def test_what_does_not_hold_together_is_named_by_its_code(form: Form, code: str) -> None:
    with pytest.raises(NotAForm) as refused:
        check_form(form)
    assert refused.value.field == code


def test_a_group_that_is_not_repeated_may_be_looked_at_from_after_it() -> None:
    check_form(asked(Group("g", "G", (A,)), B))


@pytest.mark.parametrize(
    "body",
    [
        7,
        {"pages": 7},
        {"pages": [7]},
        {"page": []},
        {"pages": [{"code": "a"}]},
        {"pages": [{"code": "a", "title": "A", "items": [{"code": "b", "label": "B", "kind": "colour"}]}]},
        {"pages": [{"code": "a", "title": "A", "items": [{"code": "b", "label": "B", "least": "2"}]}]},
        {"pages": [{"code": "a", "title": "A", "items": [{"code": "b", "label": "B", "required": 1}]}]},
        {
            "pages": [
                {"code": "a", "title": "A", "items": [{"code": "b", "label": "B", "shown_if": {"test": "is_yes"}}]}
            ]
        },
        {"pages": [{"code": "a", "title": "A", "items": [{"code": "b", "label": "B", "when": "soon"}]}]},
    ],
)
def test_what_is_no_form_is_refused_and_nothing_else_is_raised(body: Any) -> None:
    with pytest.raises(NotAForm):
        read_form(body)


NAMES = [
    "pages",
    "items",
    "questions",
    "code",
    "label",
    "title",
    "kind",
    "choices",
    "shown_if",
    "values",
    "test",
    "least",
]
bodies = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=12,
)


@given(bodies)
def test_whatever_a_file_holds_is_read_or_refused(body: Any) -> None:
    with suppress(NotAForm):
        list(flaws_of_form(read_form(body)))


def test_conditions_follow_a_question_to_its_new_code_and_go_with_it() -> None:
    form = asked(A, B)
    renamed = put_item(form, replace(A, code="z"), on="trang", instead_of="a")
    assert renamed.item("b") == replace(B, shown_if=Condition("z"))
    assert take_out(form, "a") == asked(replace(B, shown_if=None))
    assert move(form, "b", by=-1) == asked(B, A)
    assert move(form, "a", by=-1) == form


def test_a_question_is_put_in_a_group_and_taken_out_of_it() -> None:
    form = put_item(FORM, Question("lop", "Lớp"), on="con")
    group = form.item("con")
    assert isinstance(group, Group)
    assert [one.code for one in group.questions] == ["ten-con", "di-hoc", "truong", "lop"]
    assert take_out(form, "lop") == FORM
    assert take_out(FORM, "di-hoc").item("truong") == replace(CHILDREN.questions[2], shown_if=None)
    assert put_page(form, Page("them", "Thêm")).pages[-1].code == "them"
