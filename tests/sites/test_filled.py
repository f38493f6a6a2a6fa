"""A page of a form as it is drawn: refusals beside fields, rows that come and go, what is known told."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import QueryDict
from django.template.loader import render_to_string

from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Answers, Choice, Condition, Form, Group, Kind, Page, Question
from motcua.sites.look.filled import Filled
from motcua.sites.look.public import filled

CHILDREN = Group("con", "Con", (Question("ten-con", "Tên con"),), repeated=True, at_least=1, at_most=2)
PAGE = Page(
    "trang",
    "Trang",
    (
        Question("ho-ten", "Họ và tên", from_known="applicant.name"),
        Question("ngay", "Ngày sinh", Kind.DATE),
        Question("lay-chong", "Đã kết hôn", Kind.YES_NO),
        Question("vo-chong", "Vợ hoặc chồng", shown_if=Condition("lay-chong")),
        Question("viec", "Việc", Kind.SEVERAL_OF, required=False, choices=(Choice("a", "A"), Choice("b", "B"))),
        Question("xa", "Xã", Kind.UNIT, required=False),
        CHILDREN,
    ),
)
OTHER = Page("sau", "Trang sau", (Question("ly-do", "Lý do", Kind.LONG_TEXT),))
FORM = Form((PAGE, OTHER))
FEW = {"12457": "Xã Quỳnh Ngọc"}
MANY = {f"{number}": f"Xã {number}" for number in range(100)}


def posted(**fields: str | Sequence[str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query.setlist(name.replace("__", ".").replace("_", "-"), [value] if isinstance(value, str) else list(value))
    return query


def drawn(
    answers: Answers, *, wrong: bool = False, known: Mapping[str, str] | None = None, units: Mapping[str, str] = FEW
) -> str:
    problems = procedures.problems(FORM, answers, page="trang", on=date(2026, 1, 5)) if wrong else ()
    page = Filled.of(FORM, PAGE, answers, problems=problems, known=known, units=units, own=True)
    return render_to_string("look/filled/wrong.html", {"filled": page}) + render_to_string(
        "look/filled/page.html", {"filled": page}
    )


def test_what_is_wrong_stands_above_and_beside_with_what_was_typed() -> None:
    answers = procedures.answers_of(FORM, {"ngay": ["31/02/2020"]})
    html = drawn(answers, wrong=True)
    assert 'href="#f-ngay"' in html
    assert 'id="e-ngay"' in html
    assert 'aria-describedby="h-ngay e-ngay" aria-invalid="true"' in html
    assert 'value="31/02/2020"' in html
    assert 'href="#f-lay-chong"' in html
    assert 'id="f-lay-chong" name="lay-chong" value="yes"' in html
    assert "aria-invalid" not in drawn(answers)


def test_a_question_that_is_met_only_now_is_shown_before_any_fault_is_found() -> None:
    first = Filled.of(FORM, PAGE, Answers())
    assert "vo-chong" not in first.shown.split()
    sent = filled.sent(FORM, PAGE, Answers(), posted(da_hien=first.shown, lay_chong="yes"))
    assert sent.stay
    again = Filled.of(FORM, PAGE, sent.answers)
    assert "vo-chong" in again.shown.split()
    assert not filled.sent(FORM, PAGE, sent.answers, posted(da_hien=again.shown, lay_chong="yes")).stay
    assert not filled.sent(FORM, PAGE, Answers(), posted(lay_chong="yes")).stay


def test_rows_are_added_and_taken_out_by_buttons_and_what_was_typed_stays() -> None:
    more = filled.sent(FORM, PAGE, Answers(), posted(con__1__ten_con="Một", con__rows="1", lam="them-dong:con"))
    assert more.stay
    html = drawn(more.answers)
    assert 'name="con.1.ten-con" value="Một"' in html
    assert 'name="con.2.ten-con" value=""' in html
    assert "them-dong:con" not in html  # two are the most
    fields = posted(con__1__ten_con="Một", con__2__ten_con="Hai", con__rows="2", lam="bo-dong:con:1")
    less = filled.sent(FORM, PAGE, Answers(), fields)
    assert less.answers.rows["con"] == ({"ten-con": ("Hai",)},)
    assert "bo-dong:" not in drawn(less.answers)  # one is the least


def test_buttons_that_nobody_drew_change_nothing() -> None:
    for act in ("them-dong:khong-co", "them-dong:ho-ten", "bo-dong:con:x", "bo-dong:con:99", "bo-dong:", "\x00"):
        sent = filled.sent(FORM, PAGE, Answers(), posted(con__1__ten_con="Một", lam=act))
        assert sent.answers.rows["con"] == ({"ten-con": ("Một",)},)


def test_what_other_pages_hold_stays() -> None:
    before = procedures.answers_of(FORM, {"ly-do": ["Vì cần"], "ho-ten": ["Cũ"]})
    after = filled.sent(FORM, PAGE, before, posted(ho_ten="Mới", ly_do="Đổi")).answers
    assert (after["ly-do"], after["ho-ten"]) == ("Vì cần", "Mới")


def test_what_is_known_is_told_and_asked_only_on_demand() -> None:
    known = {"applicant.name": "Người nộp"}
    html = drawn(Answers(), known=known)
    assert "<details><summary>" in html
    assert 'name="ho-ten" value="Người nộp" autocomplete="name"' in html
    changed = procedures.answers_of(FORM, {"ho-ten": ["Người khác"]})
    assert "<details>" not in drawn(changed, known=known)
    assert "<details>" not in drawn(Answers())


def test_a_field_that_was_emptied_holds_what_is_known() -> None:
    known = {"applicant.name": "Người nộp"}
    assert filled.sent(FORM, PAGE, Answers(), posted(ho_ten=""), known=known).answers["ho-ten"] == "Người nộp"
    assert filled.sent(FORM, PAGE, Answers(), posted(ho_ten="")).answers["ho-ten"] == ""


def test_few_units_are_a_list_and_many_are_found_by_typing() -> None:
    assert '<option value="12457">Xã Quỳnh Ngọc</option>' in drawn(Answers())
    html = drawn(procedures.answers_of(FORM, {"xa": ["7"]}, units=MANY), units=MANY)
    assert 'value="Xã 7 (7)"' in html
    assert 'list="l-xa"' in html
    assert procedures.answers_of(FORM, {"xa": ["Xã 7 (7)"]}, units=MANY)["xa"] == "7"


def test_answers_are_escaped_and_listed() -> None:
    answers = procedures.answers_of(
        FORM, {"ly-do": ["<b>dòng một\ndòng hai"], "ngay": ["1/2/2020"], "lay-chong": ["yes"]}
    )
    shown = filled.answers_shown(FORM, answers, change=lambda page: f"/sua/{page.code}")
    html = render_to_string("look/filled/answers.html", {"answers_shown": shown})
    assert "&lt;b&gt;dòng một" in html
    assert "01/02/2020" in html
    assert 'href="/sua/sau"' in html
    assert "con.1" not in html
    assert 'href="' not in render_to_string(
        "look/filled/answers.html", {"answers_shown": filled.answers_shown(FORM, answers)}
    )
