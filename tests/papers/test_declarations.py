"""A declaration as it is printed: every answer in its place, over as many pages as it takes, never markup."""

from dataclasses import replace
from datetime import date

from motcua.foundation.papers.public import Declaration, DeclaredPart, declaration_pdf
from papers.test_sheets import pages, text_of

MADE = Declaration(
    "Tờ khai đăng ký khai sinh",
    "Đăng ký khai sinh",
    "Ủy ban nhân dân xã Mẫu",
    "Hồ sơ trực tuyến số 17",
    date(2022, 10, 10),
    (
        DeclaredPart("Trẻ em", (("Họ tên của trẻ", "Bé Mẫu"), ("Nơi sinh", ""))),
        DeclaredPart("Con 1", (("Lý do", "dòng một\ndòng hai"),), within=True),
    ),
    ("Bản in này không có chữ ký tay.",),
)


def said(declaration: Declaration) -> str:
    return " ".join(text_of(declaration_pdf(declaration)).split())


def test_questions_stand_beside_their_answers_and_what_was_left_empty_says_so() -> None:
    text = said(MADE)
    for one in ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "Kính gửi: Ủy ban nhân dân xã Mẫu", "1. Trẻ em", "Bé Mẫu", "(để trống)"):
        assert one in text
    assert "dòng mộtdòng hai" in text  # on two lines
    assert declaration_pdf(MADE) == declaration_pdf(replace(MADE))


def test_a_long_one_goes_on_and_every_page_names_it() -> None:
    many = tuple((f"Câu hỏi {n}", "một câu trả lời dài " * 9) for n in range(60))
    long = replace(MADE, parts=(DeclaredPart("Nhiều", many),))
    assert pages(declaration_pdf(long)) > 2
    assert said(long).count("Hồ sơ trực tuyến số 17") == pages(declaration_pdf(long))


def test_what_is_given_is_text_and_never_markup() -> None:
    wild = "#panic() *đậm* $x$ <nhan> @ai"
    assert wild in said(replace(MADE, title="x", parts=(DeclaredPart(wild, ((wild, wild),)),), notes=(wild,)))
