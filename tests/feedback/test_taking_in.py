"""Cases from a file of another system: each once, by its number there, whole or not at all."""

import pytest

from dossiers.cast import CLERK, Office
from feedback.cast import on
from motcua.kernel.tables import Row, RowsRefused, Taken
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import About, Channel

NOW = on("03-10 09:00")


def row(line: int, number: str, text: str = "Đề nghị xem lại.", **more: str) -> Row:
    return Row(line, {"outside": number, "came_at": "2022-03-01T08:30", "text": text, "name": "Mẫu"} | more)


def take(office: Office, *rows: Row) -> Taken:
    return feedback.take_cases(rows, unit=office.shop.key, by=CLERK, at=NOW)


def entered(office: Office) -> list[feedback.CaseState]:
    page = feedback.worklist([office.shop.id], at=NOW)
    return sorted((one.state for one in page.rows), key=lambda state: state.outside or "")


def test_each_row_becomes_a_case_under_its_number_there(office: Office) -> None:
    assert take(office, row(2, "A-1"), row(3, "A-2", channel="email", about="rule")) == Taken(2, 2, 0)
    first, second = entered(office)
    assert (first.outside, first.channel, first.about) == ("A-1", Channel.NATIONAL_PORTAL, About.ACT)
    assert (second.channel, second.about, second.received_at) == (Channel.EMAIL, About.RULE, on("03-01 08:30"))


def test_what_is_here_already_stays_and_nothing_is_doubled(office: Office) -> None:
    take(office, row(2, "A-1"))
    assert take(office, row(2, "A-1"), row(3, "A-2")) == Taken(2, 1, 1)
    assert len(entered(office)) == 2


def test_all_that_is_wrong_is_said_and_nothing_is_taken(office: Office) -> None:
    take(office, row(2, "A-1"))
    wrong = (
        row(2, "B-1"),
        row(3, "A-1", "Lời khác."),
        row(4, ""),
        row(5, "B-2", came_at="hôm qua"),
        row(6, "B-3", channel="bồ câu"),
        row(7, "B-4", dossier="khong-co"),
        row(8, "B-5", came_at="2022-04-01T08:30"),
        row(9, "B-6", ""),
    )
    with pytest.raises(RowsRefused) as refused:
        take(office, *wrong)
    said = [(one.line, one.field) for one in refused.value.refusals]
    assert said == [
        (3, "outside"), (4, "outside"), (5, "came_at"), (6, "channel"), (7, "dossier"), (8, "came_at"), (9, "text"),
    ]  # fmt: skip
    assert len(entered(office)) == 1
