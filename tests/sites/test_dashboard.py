"""The overview of a unit: its numbers are those of the figures, each mark is a door, and no data is not zero."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from motcua.foundation.accounts.public import Actor
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import By
from motcua.sites.look.public import asking, clock
from motcua.sites.oversight import drawing
from motcua.sites.oversight.overview import ON_TIME, Beside
from sites.town import Town

YEAR = Period(date(2022, 1, 1), date(2022, 10, 10))


def opened(client: Client, query: str = "") -> str:
    answer = client.get(reverse("oversight-dashboard") + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.fixture
def leader(town: Town, signed_in: Callable[[str], Client]) -> Client:
    return signed_in("lanh-dao")


def section(said: str, heading: str) -> str:
    """Give what stands under a heading, up to the next one."""
    return said.split(f">{heading}</h2>")[1].split("<h2")[0]


def test_the_figures_are_those_of_the_report(leader: Client) -> None:
    said = opened(leader)
    facts = indicators.up_to_date(at=clock.now())
    made = indicators.report(facts, unit="338", period=YEAR, now=clock.now(), own=True, by=By.FIELD).figures
    on_time = made.resolved.early + made.resolved.on_time
    assert f"{on_time} trên {made.resolved.total} hồ sơ đã giải quyết" in said
    assert f'aria-label="Trực tiếp, bưu chính {made.received.direct}; Trực tuyến {made.received.online}' in said


def test_every_cell_of_the_heat_map_is_in_its_table(leader: Client) -> None:
    heat = section(opened(leader), "Quá hạn theo lĩnh vực và tháng")
    shown = re.findall(r'<a class="heat__cell num" href="([^"]+)" aria-label="[^"]+: ([\d,]+)\xa0%"', heat)
    told = [(int(part), int(whole)) for part, whole in re.findall(r'<td class="r nb">(\d+) / (\d+)</td>', heat)]
    late = [(part, whole) for part, whole in told if part]
    assert [share for _, share in shown] == [f"{100 * part / whole:.1f}".replace(".", ",") for part, whole in late]
    assert len(shown) > 10
    assert "chưa có số liệu" in heat  # some field had nothing to resolve in some month


def test_each_cell_leads_to_as_many_dossiers(leader: Client) -> None:
    heat = section(opened(leader), "Quá hạn theo lĩnh vực và tháng")
    doors = re.findall(r'<a class="heat__cell num" href="([^"]+)"', heat)
    counts = [int(part) for part in re.findall(r'<td class="r nb">(\d+) / \d+</td>', heat) if part != "0"]
    for door, count in list(zip(doors, counts, strict=True))[::5]:
        assert f"<h1>{count} " in leader.get(door).content.decode()


def test_the_bars_of_the_overdue_lead_to_their_rows(leader: Client) -> None:
    late = section(opened(leader), "Quá hạn vì đâu")
    doors = re.findall(r'<a class="fig num target" href="([^"]+)">(\d+)</a>', late)
    assert len(doors) > 5
    for door, count in doors:
        assert re.search(rf"<h1>{count}[ :]", leader.get(door).content.decode()), door


def test_the_hands_of_the_overdue_part_them(leader: Client) -> None:
    late = section(opened(leader), "Quá hạn vì đâu")
    whole = indicators.compute(
        indicators.up_to_date(at=clock.now()),
        "dossiers.overdue_by_office",
        unit="338",
        period=YEAR,
        now=clock.now(),
        own=True,
    ).denominator
    holders = late.split("trong tay")[1].split("</table>")[0]
    assert sum(int(count) for count in re.findall(r">(\d+)<", holders)) == whole


def test_each_month_of_the_line_is_a_door_and_stands_in_the_table(leader: Client) -> None:
    said = opened(leader)
    line = said.split('<svg class="trend')[1].split("</figure>")[0]
    drawn = dict(re.findall(r'<a href="[^"]+" aria-label="(tháng [\d/]+): ([\d,]+\xa0%)">', line))
    told = dict(re.findall(r'<th scope="row">(tháng [\d/]+)</th>.*?<b>([^<]+)</b>', line))
    assert len(drawn) == 10
    assert drawn == told
    assert all(leader.get(door).status_code == 200 for door in re.findall(r'<a href="([^"]+)" aria-label', line))


Shares = dict[str, tuple[int, int]]


@pytest.fixture
def compared(town: Town) -> Callable[..., drawing.Compared | None]:
    """Compare units of made-up shares, by the code of each; the reader is at one of them."""
    question = asking.default()
    assert question is not None
    made = indicators.compute(indicators.up_to_date(at=clock.now()), ON_TIME, unit="338", period=YEAR, now=clock.now())
    actor = Actor("post/0", 0, 0, "", town.district.id, town.district.id, frozenset(), {})

    def compare(draw: Callable[..., drawing.Compared | None], shares: Shares, own: str = "") -> drawing.Compared | None:
        units = {code: replace(town.commune, id=-place, code=code, name=code) for place, code in enumerate(shares, 1)}
        beside = [
            Beside(units[code], replace(made, numerator=part, denominator=whole))
            for code, (part, whole) in shares.items()
        ]
        return draw(actor, question.of(units.get(own, town.district)), beside)

    return compare


def labels(compared: drawing.Compared | None) -> list[str]:
    assert compared is not None
    return [placed.point.label for placed in compared.strip.placed]


def test_peers_are_ranked_the_best_first_and_ties_are_ties(compared: Callable[..., drawing.Compared | None]) -> None:
    shares = {"a": (9, 10), "b": (10, 10), "c": (18, 20), "d": (0, 0), "e": (1, 2)}
    with translation.override("vi"):
        tied, last = (compared(drawing.peers, shares, own) for own in ("c", "e"))
    assert labels(tied) == ["b", "a", "c", "e"]
    assert tied is not None
    assert last is not None
    assert tied.finding == "Đồng hạng 2 trong 4 đơn vị, cùng 1 đơn vị khác"
    assert last.finding == "Đứng thứ 4 trong 4 đơn vị"
    assert tied.without == 1
    assert [placed.point.own for placed in tied.strip.placed] == [False, False, True, False]


def test_who_has_no_figure_is_not_ranked(compared: Callable[..., drawing.Compared | None]) -> None:
    assert compared(drawing.peers, {"a": (9, 10), "b": (10, 10), "c": (0, 0)}, "c") is None
    assert compared(drawing.peers, {"a": (9, 10), "b": (0, 0)}, "a") is None


def test_units_below_stand_the_lowest_first(compared: Callable[..., drawing.Compared | None]) -> None:
    below = compared(drawing.below, {"a": (9, 10), "b": (10, 10), "c": (0, 0), "d": (1, 2)})
    assert labels(below) == ["d", "a", "b"]


def test_of_many_the_ends_and_the_neighbours_are_drawn(compared: Callable[..., drawing.Compared | None]) -> None:
    made = compared(drawing.peers, {f"u{part:02}": (part, 40) for part in range(1, 41)}, "u20")
    assert labels(made) == ["u40", "u39", "u38", "u21", "u20", "u19", "u03", "u02", "u01"]
    assert made is not None
    assert made.left_out == 31


def test_no_data_is_said_and_not_drawn_as_zero(leader: Client) -> None:
    said = opened(leader, "?don-vi=12475")
    assert "Chưa có số liệu: trong kỳ không có hồ sơ nào phải giải quyết." in said
    assert said.count("chưa có số liệu") >= 2
    assert "0,0\xa0%" not in said
    assert '<svg class="stackbar"' not in said


def test_before_the_law_knew_the_shares_the_page_opens_all_the_same(leader: Client) -> None:
    assert "Chưa có số liệu" in opened(leader, "?tu=2015-01-01&den=2015-12-31")


def test_what_is_missing_is_not_told_of_a_unit_that_keeps_no_register(leader: Client) -> None:
    due = section(opened(leader, "?don-vi=12475"), "Đến hạn trong sổ theo dõi")
    assert "chưa biết còn thiếu gì" in due
    assert "tag--late" not in due


def test_registers_are_told_to_those_who_see_them_alone(town: Town, signed_in: Callable[[str], Client]) -> None:
    assert "Đến hạn trong sổ theo dõi" in opened(signed_in("cchc"))
    assert "Đến hạn trong sổ theo dõi" not in opened(signed_in("mot-cua"))


def test_an_overview_is_read_once_and_again_for_another_question(
    leader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(leader)
    cache.clear()
    with monkeypatch.context() as patch:
        patch.setattr(indicators, "report", lambda *_, **__: pytest.fail("the facts were read again"))
        opened(leader)
    read = []
    report = indicators.report
    monkeypatch.setattr(indicators, "report", lambda *one, **also: read.append(also) or report(*one, **also))
    opened(leader, "?tu=2022-03-02&den=2022-05-30")
    assert len(read) > 0


def test_a_wrong_question_is_answered_with_the_usual_one(leader: Client) -> None:
    answer = leader.get(reverse("oversight-dashboard"), {"tu": "x"})
    assert answer.status_code == 400
    assert "Tổng quan" in answer.content.decode()


def test_the_row_of_links_shows_what_is_open_and_where_one_stands(
    town: Town, signed_in: Callable[[str], Client]
) -> None:
    def links(who: str, name: str) -> list[tuple[str, bool]]:
        said = unescape(signed_in(who).get(reverse(name)).content.decode())
        row = said.split('<nav class="subnav')[1].split("</nav>")[0]
        return [
            (text, bool(here)) for here, text in re.findall(r'<a href="[^"]+"( aria-current="page")?>([^<]+)</a>', row)
        ]

    assert links("cchc", "oversight-dashboard") == [
        ("Số liệu", False),
        ("Tổng quan", True),
        ("Chỉ tiêu", False),
        ("Biểu mẫu", False),
        ("Chấm điểm", False),
        ("Sổ theo dõi", False),
        ("Đối soát", False),
        ("Dấu hiệu", False),
        ("Kiểm tra", False),
    ]
    assert ("Sổ theo dõi", False) not in links("quan-tri", "oversight")
    assert ("Số liệu", True) in links("quan-tri", "oversight")
