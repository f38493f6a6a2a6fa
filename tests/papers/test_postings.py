"""What hangs on a board: the same bytes each time, every part in it, long names and tables on pages of their own."""

from dataclasses import replace
from datetime import date

from motcua.foundation.papers.public import Board, IndexLine, PostingPart, PostingSheet, PostingTable, board_pdf
from papers.test_sheets import pages, text_of

TABLE = PostingTable(("Giấy tờ", "Số lượng"), (("Trẻ có Giấy chứng sinh",), ("Tờ khai", "1 bản chính")))
SHEET = PostingSheet(
    "Đăng ký khai sinh", "1.001193", "Hộ tịch", "QĐ 1", (PostingPart("Giấy tờ phải nộp", ("Số bộ: 1",), TABLE),),
    "https://motcua.example/thu-tuc/1.001193/",
)  # fmt: skip
BOARD = Board(
    office="Ủy ban nhân dân xã Mẫu",
    on=date(2022, 10, 10),
    fields=(("Hộ tịch", (IndexLine("1.001193", "Đăng ký khai sinh", "QĐ 1"),)),),
    feedback=("Đường dây nóng: 0227 3123 457",),
    address="https://motcua.example/niem-yet/4/",
    sheets=(SHEET,),
)


def said(board: Board) -> str:
    return " ".join(text_of(board_pdf(board)).split())


def test_index_and_sheets_stand_in_one_file_and_name_where_feedback_is_taken() -> None:
    text = said(BOARD)
    known = ("Danh mục thủ tục hành chính", "Trẻ có Giấy chứng sinh", "Tờ khai", "1 bản chính")
    assert [one for one in known if one not in text] == []
    assert text.count("0227 3123 457") == pages(board_pdf(BOARD)) == 2


def test_equal_boards_give_equal_bytes_and_others_do_not() -> None:
    assert board_pdf(BOARD) == board_pdf(replace(BOARD))
    assert board_pdf(BOARD) != board_pdf(replace(BOARD, office="Ủy ban nhân dân xã Khác"))


def test_a_sheet_comes_without_the_index_and_a_long_one_goes_on() -> None:
    long = replace(SHEET, parts=(PostingPart("Trình tự", tuple(f"Bước {n}: làm việc này" for n in range(1, 80))),))
    board = replace(BOARD, with_index=False, sheets=(long,))
    assert pages(board_pdf(board)) > 1
    assert "Danh mục" not in said(board)
    assert "Bước 79" in said(board)


def test_what_is_given_is_text_and_never_markup() -> None:
    wild = replace(SHEET, name="#panic() *đậm* $x$", parts=())
    assert "#panic() *đậm* $x$" in said(replace(BOARD, with_index=False, sheets=(wild,)))
