"""The figures: the form holds together, each number is a door, and no list says whose a dossier is."""

import csv
import re
from collections.abc import Callable
from html import unescape
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from motcua.reform.indicators import public as indicators
from motcua.sites.look import ii06
from motcua.sites.look.public import asking, clock
from sites.town import Town


def figures(visitor: Client, query: str = "") -> str:
    answer = visitor.get(reverse("figures") + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def table(visitor: Client, query: str = "") -> list[list[str]]:
    answer = visitor.get(reverse("figures-csv") + query)
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.content.decode())))


def test_the_numbers_are_those_of_the_report(visitor: Client, town: Town) -> None:
    question = asking.default()
    assert question is not None
    made = indicators.report(
        indicators.up_to_date(at=clock.now()), unit="338", period=question.period, now=clock.now(), own=True
    )
    head, *_, total = table(visitor)
    assert head[1:] == [column.cell for column in ii06.COLUMNS]
    assert [int(count) for count in total[1:]] == [made.figures.value(cell) for cell in head[1:]]


@pytest.mark.parametrize("query", ["", "?gom=ca-cap-duoi", "?theo=don-vi", "?gom=ca-cap-duoi&theo=don-vi"])
def test_lines_add_up_to_the_total_however_it_is_split(visitor: Client, town: Town, query: str) -> None:
    _, *lines, total = table(visitor, query)
    assert len(lines) > 0
    for place in range(1, len(total)):
        assert sum(int(line[place]) for line in lines) == int(total[place])


def test_ticks_the_identities_that_it_checked(visitor: Client, town: Town) -> None:
    said = figures(visitor)
    for identity in ("(3) = (4) + (5) + (6)", "(7) = (8) + (9) + (10)", "(11) = (12) + (13)", "(3) = (7) + (11)"):
        assert identity in said
    assert "không đúng" not in said


def test_an_identity_that_does_not_hold_is_said_so() -> None:
    """The control of the ticks."""
    counts = dict.fromkeys((column.cell for column in ii06.COLUMNS), 1)
    line = ii06.line("x", counts.__getitem__, lambda cell: cell)
    assert [identity.kept for identity in ii06.identities([line])] == [False, False, False, False]


def test_each_number_is_a_door_and_zero_is_plain(
    visitor: Client, town: Town, signed_in: Callable[[str], Client]
) -> None:
    doors = re.compile(r'<td class="r"><a class="fig num target" href="([^"]+)"')
    for client, where in ((visitor, reverse("count")), (signed_in("lanh-dao"), reverse("rows"))):
        said = figures(client)
        assert '<td class="r"><span class="num">0</span></td>' in said
        found = doors.findall(said)
        assert len(found) > 20
        assert {address.split("?")[0] for address in found} == {where}
        assert client.get(found[0]).status_code == 200


def test_behind_a_number_stand_as_many_dossiers(town: Town, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("lanh-dao")
    said = figures(client, "?gom=ca-cap-duoi&theo=don-vi")
    numbers = re.findall(r'<td class="r"><a class="fig num target" href="([^"]+)"[^>]*>([\d.]+)</a>', said)
    assert len(numbers) > 10
    for address, number in numbers:
        rows = client.get(address).content.decode()
        assert f"<h1>{number} " in rows
        assert rows.count('<a class="open code"') == min(int(number), 50)


def test_the_count_says_how_it_counts(visitor: Client, town: Town) -> None:
    answer = visitor.get(reverse("count"), {"o": "resolved.overdue"})
    said = unescape(answer.content.decode())
    assert "22 hồ sơ giải quyết quá hạn" in said
    assert "Xin lỗi và hẹn lại không biến hồ sơ trễ thành đúng hạn" in said
    assert said.count('<a class="open code"') == 22


def test_fewer_than_five_are_counted_and_not_listed(visitor: Client, town: Town) -> None:
    said = unescape(
        visitor.get(reverse("count"), {"o": "pending.total", "theo": "linh-vuc", "nhom": "DD"}).content.decode()
    )
    assert "4 hồ sơ đang giải quyết: Đất đai" in said
    assert "ít hơn năm hồ sơ" in said
    assert '<a class="open code"' not in said


def test_sensitive_dossiers_are_counted_and_not_listed(visitor: Client, town: Town) -> None:
    said = unescape(visitor.get(reverse("count"), {"o": "received.direct"}).content.decode())
    assert town.sensitive not in said
    assert "Không liệt kê 1 hồ sơ thuộc thủ tục được đánh dấu nhạy cảm" in said


def test_what_is_left_beside_the_sensitive_is_not_listed_if_it_is_few(visitor: Client, town: Town) -> None:
    """Five are pending, one of them sensitive: four would be left."""
    said = unescape(visitor.get(reverse("count"), {"o": "pending.total"}).content.decode())
    assert "5 hồ sơ đang giải quyết" in said
    assert '<a class="open code"' not in said
    assert "phần còn lại ít hơn năm" in said


def test_posts_see_the_dossiers_of_their_units_alone(town: Town, signed_in: Callable[[str], Client]) -> None:
    query = {"o": "received.total", "gom": "ca-cap-duoi"}
    whole = unescape(signed_in("lanh-dao").get(reverse("rows"), query).content.decode())
    part = unescape(signed_in("xa-mot").get(reverse("rows"), query).content.decode())
    assert whole.count('<a class="open code"') == 50
    assert part.count('<a class="open code"') == 7
    assert "78 hồ sơ thuộc đơn vị mà vị trí của ông/bà không được xem" in part


def test_the_list_is_sorted_by_its_heads(town: Town, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("lanh-dao")

    def codes(order: str) -> list[str]:
        said = client.get(reverse("rows"), {"o": "resolved.overdue", "xep": order}).content.decode()
        assert f'aria-sort="{"descending" if order.startswith("-") else "ascending"}"' in said
        return re.findall(r'<a class="open code"[^>]*>([^<]+)</a>', said)

    up, down = codes("ma"), codes("-ma")
    assert up == sorted(up) == down[::-1]
    assert codes("han") != codes("-han")


def test_long_lists_are_leafed_through(town: Town, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("lanh-dao")
    seen: set[str] = set()
    for page in (1, 2):
        said = client.get(reverse("rows"), {"o": "received.total", "trang": page}).content.decode()
        seen |= set(re.findall(r'<a class="open code"[^>]*>([^<]+)</a>', said))
    assert len(seen) == 78
    beyond = client.get(reverse("rows"), {"o": "received.total", "trang": 99}).content.decode()
    assert "Trang 2 trên 2" in beyond


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("?tu=2022-13-01", "2022-13-01"),
        ("?tu=2022-05-01&den=2022-04-01", "2022-04-01"),
        ("?tu=31/02/2022", "31/02/2022"),
        ("?don-vi=339", "339"),
        ("?tu=1899-01-01&den=1899-02-01", "1899-01-01"),
        ("?tu=2001-01-01&den=2022-01-01", "2001-01-01"),
        ("?den=9999-12-31", "9999-12-31"),
    ],
)
def test_a_wrong_question_is_answered_with_what_is_wrong(visitor: Client, town: Town, query: str, problem: str) -> None:
    answer = visitor.get(reverse("figures") + query)
    assert answer.status_code == 400
    said = unescape(answer.content.decode())
    assert "<title>Lỗi: " in said
    assert problem in said.split('role="alert"')[1].split("</div>")[0]
    assert "Biểu II.06" in said  # the page is still of use


def test_days_are_read_as_people_write_them(visitor: Client, town: Town) -> None:
    assert table(visitor, "?tu=1/3/2022&den=31.05.2022") == table(visitor, "?tu=2022-03-01&den=2022-05-31")
    assert table(visitor, "?tu=1/3/2022&den=31.05.2022") != table(visitor)


@pytest.mark.parametrize("name", ["count", "rows"])
def test_a_number_that_there_is_not_is_refused(town: Town, signed_in: Callable[[str], Client], name: str) -> None:
    client = signed_in("lanh-dao")
    for query in ({}, {"o": "nothing"}, {"o": "received.total", "theo": "linh-vuc", "nhom": "KHONG"}):
        answer = client.get(reverse(name), query)
        assert answer.status_code == (200 if name == "rows" and "nhom" in query else 400)


def test_the_home_page_says_late_as_plainly_as_early(visitor: Client, town: Town) -> None:
    said = unescape(visitor.get(reverse("home")).content.decode())
    assert re.search(r'class="fig num[^>]*>22</a>', said)
    assert "4 còn trong hạn, 1 đã quá hạn" in said
    assert "69,9\u00a0%" in said


def test_the_site_is_that_of_the_district_and_not_of_the_province_above(town: Town) -> None:
    question = asking.default()
    assert question is not None
    assert question.unit.code == town.district.code


def test_a_report_is_made_once_and_kept(visitor: Client, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    figures(visitor)
    monkeypatch.setattr(indicators, "report", None)
    assert "Biểu II.06" in figures(visitor)


def test_before_there_is_a_unit_the_pages_say_so(visitor: Client, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "site_unit", lambda structure: None)
    assert "chưa có đơn vị nào" in figures(visitor)
    assert visitor.get(reverse("home")).status_code == 200
    assert visitor.get(reverse("figures-csv")).status_code == 400
