"""The indicators' pages: each figure opens to its rows, says its law, and nothing known is not zero."""

import csv
import json
import re
from collections.abc import Callable
from html import unescape
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from motcua.reform.indicators.public import REGISTRY, Behind, Indicator
from motcua.sites.look.public import asking, clock
from motcua.sites.oversight import fields, signs
from motcua.sites.oversight.pages import rows as page_of_rows
from sites.town import Town

LATE, ON_TIME = "dossiers.late", "dossiers.on_time"


@pytest.fixture
def leader(town: Town, signed_in: Callable[[str], Client]) -> Client:
    return signed_in("lanh-dao")


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def page(client: Client, code: str, query: str = "") -> str:
    return read(client, reverse("indicator", args=[code]) + query)


def rows(client: Client, code: str, query: str = "") -> str:
    return read(client, reverse("indicator-rows", args=[code]) + query)


def taken(client: Client, code: str, kind: str, query: str = "") -> bytes:
    answer = client.get(reverse("indicator-file", args=[code, kind]) + query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_every_indicator_belongs_to_one_field_or_is_a_signal() -> None:
    for one in REGISTRY:
        held = [key for key, _, first in fields.FIELDS if fields.first_word(one) in first]
        assert len(held) == (0 if one.signal else 1), one.code


def test_the_list_holds_every_indicator_in_force_with_its_figure(leader: Client) -> None:
    said = read(leader, reverse("indicators"))
    asked = {one.code for one in REGISTRY.in_force(clock.now().date()) if not one.signal}
    assert set(re.findall(r'<a class="open" href="/giam-sat/chi-tieu/([a-z_.0-9]+)/\?', said)) == asked
    assert "chưa có số liệu" in said


@pytest.mark.parametrize("one", list(REGISTRY), ids=lambda one: one.code)
def test_each_opens_and_says_its_law(leader: Client, one: Indicator) -> None:
    said = page(leader, one.code)
    assert one.code in said
    assert "Mức chắc chắn" in said
    assert f"từ {one.valid_from:%d/%m/%Y}" in said


def test_the_figure_opens_to_as_many_rows_as_it_counts(leader: Client) -> None:
    said = page(leader, LATE)
    numbers = re.findall(r'<a class="fig num " href="([^"]+)">([\d.]+)</a> <span class="small muted">', said)
    assert len(numbers) == 2
    for address, number in numbers:
        assert f"<h1>{number}:" in read(leader, address)


@pytest.mark.parametrize("code", [ON_TIME, "received.total", "dossiers.days_office"])
def test_the_lines_of_each_breakdown_add_up_to_the_figure(leader: Client, code: str) -> None:
    said = page(leader, code, "?gom=ca-cap-duoi")
    frac = said.split('<div class="frac">')[1].split("</div></div>" if "over" in said else "</div>")[0]
    counts = [int(number.replace(".", "")) for number in re.findall(r">([\d.]+)</a>", frac)]
    for by in ("Theo lĩnh vực", "Theo đơn vị"):
        table = said.split(f"<h2>{by}")[1].split("</table>")[0]
        lines = re.findall(r'<tr><th scope="row">.*?</tr>', table)
        assert len(lines) > 1
        found = [
            [int(one.replace(".", "")) for one in re.findall(r">([\d.]+)</(?:a|span)></td>", line)] for line in lines
        ]
        sums = [sum(column) for column in zip(*found, strict=True)]
        assert sums == counts[::-1][: len(sums)] or sums == counts[: len(sums)]


def test_each_line_of_a_breakdown_opens_to_its_rows(leader: Client) -> None:
    said = page(leader, LATE, "?gom=ca-cap-duoi")
    doors = re.findall(r'<a class="fig num target" href="([^"]+(?:nhom)[^"]+)">(\d+)</a>', said)
    assert len(doors) > 5
    for address, number in doors:
        assert f"<h1>{number}:" in read(leader, address)


def test_the_months_drawn_are_those_of_the_table(leader: Client) -> None:
    said = page(leader, ON_TIME)
    line = said.split('<svg class="trend')[1].split("</figure>")[0]
    drawn = dict(re.findall(r'<a href="[^"]+" aria-label="(tháng [\d/]+): ([\d,]+\xa0%)">', line))
    assert drawn == dict(re.findall(r'<th scope="row">(tháng [\d/]+)</th>.*?<b>([^<]+)</b>', line))
    assert len(drawn) == 10


def test_a_count_is_drawn_as_columns_from_zero(leader: Client) -> None:
    said = page(leader, "resolved.overdue")
    chart = said.split('<svg class="columns"')[1].split("</figure>")[0]
    drawn = re.findall(r'<text class="v"[^>]*>(\d+)</text>', chart)
    assert drawn == re.findall(r'<td class="r">(?:<a[^>]*>|<span[^>]*>)(\d+)<', chart)
    assert len(drawn) == 10


def test_what_is_not_known_is_not_zero(leader: Client) -> None:
    said = page(leader, ON_TIME, "?don-vi=12475")
    assert "Chưa có số liệu: trong kỳ không có gì thuộc mẫu số." in said
    assert "0,0\xa0%" not in said
    assert '<svg class="trend' not in said


def test_a_register_that_is_not_declared_complete_gives_no_zero(leader: Client) -> None:
    said = page(leader, "documents.contrary", "?don-vi=12475")
    assert "sổ chưa được khai báo là đủ cho kỳ này" in said
    assert '<span class="v"' not in said


def test_an_unknown_indicator_is_refused_with_the_nearest(leader: Client) -> None:
    answer = leader.get(reverse("indicator", args=["dossiers.on_tim"]))
    assert answer.status_code == 400
    assert "dossiers.on_time" in answer.content.decode()


def test_a_line_that_there_is_not_is_refused(leader: Client) -> None:
    for name, more in (("indicator-rows", []), ("indicator-file", ["csv"])):
        answer = leader.get(reverse(name, args=[LATE, *more]) + "?theo=linh-vuc&nhom=KHONG")
        assert answer.status_code == 400


def test_rows_of_dossiers_beyond_reach_are_counted_and_not_shown(
    town: Town, signed_in: Callable[[str], Client]
) -> None:
    query = "?gom=ca-cap-duoi&phan=mau-so"
    whole, part = (rows(signed_in(who), LATE, query) for who in ("thanh-tra", "mot-cua"))
    assert "không được xem" not in whole
    assert "dòng thuộc hồ sơ mà vị trí của ông/bà không được xem" in part
    none = rows(signed_in("quan-tri"), LATE, query)
    assert '<a class="open code"' not in none
    assert town.late not in none


def test_a_file_holds_what_the_list_holds_and_nothing_beyond_reach(
    town: Town, signed_in: Callable[[str], Client]
) -> None:
    query = "?gom=ca-cap-duoi&phan=mau-so"
    lines = list(csv.DictReader(StringIO(taken(signed_in("thanh-tra"), LATE, "csv", query).decode())))
    within = list(csv.DictReader(StringIO(taken(signed_in("mot-cua"), LATE, "csv", query).decode())))
    assert {line["unit"] for line in lines} == {"338", "12472"}
    assert {line["unit"] for line in within} == {"338"}
    assert f"<h1>{len(lines)}:" in rows(signed_in("thanh-tra"), LATE, query)
    assert list(csv.DictReader(StringIO(taken(signed_in("quan-tri"), LATE, "csv", query).decode()))) == []


def test_the_same_rows_in_every_form_of_file(leader: Client) -> None:
    lines = list(csv.DictReader(StringIO(taken(leader, LATE, "csv").decode())))
    told = json.loads(taken(leader, LATE, "json"))
    book = openpyxl.load_workbook(BytesIO(taken(leader, LATE, "xlsx")))
    sheet = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [line["code"] for line in lines] == [row["code"] for row in told["rows"]] == [row[3] for row in sheet]
    assert told["numerator"] == len(lines) > 5


def test_a_file_has_a_name_and_there_are_no_other_kinds(leader: Client) -> None:
    answer = leader.get(reverse("indicator-file", args=[LATE, "csv"]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{LATE}-338-2022-01-01-2022-10-10.csv"'
    assert leader.get(reverse("indicator-file", args=[LATE, "exe"])).status_code == 404


def test_rows_that_are_not_of_dossiers_say_what_they_are(leader: Client) -> None:
    said = rows(leader, "procedures.offered_online", "?phan=mau-so")
    assert "Thủ tục được cung cấp" in said
    assert '<a class="open code"' not in said


def test_rows_lead_to_their_own_pages_where_they_have_one(town: Town) -> None:
    question = asking.default()
    assert question is not None
    behind = [Behind(table, 7, "", "338", None, 1, None) for table in page_of_rows.KINDS]
    told = page_of_rows.told(behind, question.structure)
    pages = ("feedback-case", "record", "inspection", "inspection-recommendation")
    assert {row.url for row in told} == {"", *(reverse(page, args=[7]) for page in pages)}
    assert {row.unit for row in told} == {town.district.name}


def test_every_table_that_rows_may_come_from_has_a_word(town: Town) -> None:
    tables = {count.population.table for one in REGISTRY for count in one.of}
    assert tables <= page_of_rows.KINDS.keys() | page_of_rows.OF_DOSSIERS


def test_a_long_list_is_cut_and_says_so(leader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(leader, ON_TIME, "?phan=mau-so")
    assert "tệp tải về có đủ" not in whole
    monkeypatch.setattr(page_of_rows, "MOST", 10)
    assert "chỉ lật xem 10 dòng đầu; tệp tải về có đủ" in rows(leader, ON_TIME, "?phan=mau-so")


def test_honest_figures_raise_no_question(leader: Client) -> None:
    said = read(leader, reverse("signals"))
    assert "không gợi ra câu hỏi nào" in said
    assert "không nói ai làm sai" in said
    assert '<section aria-labelledby="s-' not in said


def test_a_signal_is_a_question_with_its_base_rate_and_its_rows(
    leader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signs, "asks", lambda computed, on: computed.value is not None)
    said = read(leader, reverse("signals"))
    asked = said.split('<section aria-labelledby="s-')[1:]
    assert len(asked) >= 2
    for one in asked:
        assert "Việc làm bình thường có thể lên tới" in one
        assert re.search(r"<h2[^>]*>[^<]+\?</h2>", one)
        assert "/dong/?" in one
    assert "không nói ai làm sai" in said


def test_the_page_of_a_signal_says_that_it_is_no_guilt(leader: Client) -> None:
    assert "không nói ai làm sai" in page(leader, "signals.entered_late")
    assert "không nói ai làm sai" not in page(leader, ON_TIME)


def test_it_says_where_it_is_used(leader: Client) -> None:
    said = page(leader, ON_TIME).split("Dùng ở đâu")[1].split("</ul>")[0]
    assert "Biểu II.06" in said
    for address in re.findall(r'href="([^"]+)"', said):
        assert leader.get(address).status_code == 200
