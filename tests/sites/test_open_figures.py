"""How an office does, in public: figures with their definitions, files, citations that stay, snapshots."""

import csv
import gzip
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.performance import public as performance
from motcua.reform.performance.models import Snapshot
from motcua.reform.performance.queries import making
from motcua.services.dossiers import public as dossiers
from motcua.sites.portal.pages.performance import citing
from sites.town import BY, NOW, Town, at

SignIn = Callable[[str], Client]
SEPTEMBER = Period(date(2022, 9, 1), date(2022, 9, 30))
BELOW = "?gom=ca-cap-duoi"


def said(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status
    return unescape(answer.content.decode())


def page(client: Client, query: str = "", name: str = "performance", **where: object) -> str:
    return said(client.get(reverse(name, kwargs=where or None) + query))


def file(client: Client, query: str = "", kind: str = "json", **headers: str) -> HttpResponse:
    answer: HttpResponse = client.get(reverse("performance-file", kwargs={"kind": kind}) + query, headers=headers)
    return answer


def cite_of(text: str) -> str:
    (address,) = re.findall(r'<p class="cite"><a href="([^"]+)"', text)
    return unescape(address)


def entered_late(town: Town) -> None:
    """A dossier that is open is found to have been finished last week; a second person consents."""
    backdating = dossiers.Backdating(at("10-05 09:00"), "quên nhập", "post/3")
    dossiers.finish(code=town.late, by=BY, at=NOW, backdating=backdating)


def test_the_figures_are_those_of_the_indicators(town: Town, visitor: Client) -> None:
    told = json.loads(file(visitor, BELOW).content)
    made = indicators.compute_all(
        indicators.up_to_date(at=NOW), [one["code"] for one in told["whole"]["figures"]], units=["338"],
        period=Period(date(2022, 1, 1), date(2022, 10, 10)), now=NOW.replace(second=0, microsecond=0),
    )["338"]  # fmt: skip
    assert len(told["whole"]["figures"]) > 15
    for one in told["whole"]["figures"]:
        if not one["kept_back"]:
            assert (one["numerator"], one["denominator"]) == (
                made[one["code"]].numerator,
                made[one["code"]].denominator,
            )
    text = page(visitor, BELOW)
    for one in told["whole"]["figures"]:
        assert reverse("performance-definition", kwargs={"code": one["code"]}) in text


def test_units_fields_and_months_have_a_table_each(town: Town, visitor: Client) -> None:
    text = page(visitor, BELOW)
    for heading in ("Từng đơn vị", "Theo lĩnh vực", "Theo tháng"):
        assert f">{heading}</h2>" in text
    assert "Xã Mẫu Một" in text
    assert "1 đơn vị không có hồ sơ và phản ánh trong kỳ" in text  # Xã Mẫu Hai
    assert ">Từng đơn vị</h2>" not in page(visitor)


def test_each_number_of_dossiers_leads_to_as_many(town: Town, visitor: Client) -> None:
    text = page(visitor, BELOW)
    found = re.findall(r'<a class="fig num target" href="([^"]+)"[^>]*>([\d.]+)</a>', text)
    assert len(found) > 30
    for address, number in found:
        assert f"<h1>{number} " in said(visitor.get(address))


def test_a_definition_has_formula_law_and_what_it_is_made_of(town: Town, visitor: Client) -> None:
    text = page(visitor, name="performance-definition", code="dossiers.on_time")
    for part in ("((8) + (9)) / (7)", "TT 01/2020/TT-VPCP", "từ 21/10/2020", "dossiers.on_time", "Cách hiểu"):
        assert part in text
    assert len(re.findall(reverse("count"), text)) == 3  # early, on time, resolved
    other = page(visitor, name="performance-definition", code="dossiers.repeat_requests")
    assert "ít hơn 5" in other
    assert reverse("indicator", kwargs={"code": "dossiers.repeat_requests"}) not in other


def test_officers_go_on_to_the_indicator(town: Town, signed_in: SignIn) -> None:
    text = page(signed_in("cchc"), name="performance-definition", code="dossiers.repeat_requests")
    assert reverse("indicator", kwargs={"code": "dossiers.repeat_requests"}) in text


@pytest.mark.parametrize("code", ["no.such", "signals.closed_at_once", "x" * 300])
def test_what_is_not_shown_has_no_definition(town: Town, visitor: Client, code: str) -> None:
    answer = visitor.get(reverse("performance-definition", kwargs={"code": code}))
    assert "không có chỉ tiêu công khai nào" in said(answer, 400)


def test_no_data_is_not_zero(town: Town, visitor: Client) -> None:
    quiet = page(visitor, "?don-vi=12475")
    assert "chưa có số liệu" in quiet
    assert '<span class="num">0</span>' in quiet
    told = json.loads(file(visitor, "?don-vi=12475").content)
    on_time = next(one for one in told["whole"]["figures"] if one["code"] == "dossiers.on_time")
    assert (on_time["value"], on_time["denominator"], on_time["kept_back"]) == (None, 0, False)


def test_a_share_of_few_persons_is_kept_back_everywhere(town: Town, visitor: Client) -> None:
    """Five births were resolved in Xã Mẫu Một; in a period with four the shares that tell of persons are kept back."""
    few = "?don-vi=12472&tu=2022-09-01&den=2022-09-14"
    told = json.loads(file(visitor, few).content)["whole"]
    assert 0 < told["counts"]["resolved.total"] < performance.FEWEST
    figures = {one["code"]: one for one in told["figures"]}
    assert figures["dossiers.days_office"]["kept_back"]
    assert figures["dossiers.days_office"]["numerator"] is None
    assert not figures["dossiers.on_time"]["kept_back"]
    assert "không nêu" in page(visitor, few)
    assert "Không nêu: con số này" in page(visitor, few, "performance-definition", code="dossiers.days_office")
    rows = csv.DictReader(file(visitor, few, "csv").content.decode().splitlines())
    (row,) = [one for one in rows if (one["table"], one["code"]) == ("whole", "dossiers.days_office")]
    assert (row["numerator"], row["denominator"], row["value"], row["kept_back"]) == ("", "", "", "1")


def test_the_same_share_of_enough_is_shown(town: Town, visitor: Client) -> None:
    """The control of what is kept back."""
    told = json.loads(file(visitor, "?don-vi=12472&tu=2022-09-01&den=2022-09-30").content)["whole"]
    figure = next(one for one in told["figures"] if one["code"] == "dossiers.days_office")
    assert (figure["kept_back"], figure["denominator"]) == (False, 5)


def learnt(town: Town) -> set[tuple[str, int]]:
    """Give of which shares of fewer than five a reader learns who subtracts each period from each that holds it."""
    spans = [("2022-01-01", f"2022-{end}") for end in ("08-31", "09-06", "09-08", "09-14", "09-30", "10-05", "10-09")]
    spans += [("2022-07-01", "2022-09-30"), ("2022-09-01", "2022-09-30"), ("2022-09-07", "2022-09-30")]
    facts, found = indicators.up_to_date(at=NOW), {}
    for span in spans:
        period = Period(*map(date.fromisoformat, span))
        found[period] = performance.make(facts, unit=town.district.code, period=period, now=NOW).whole.figures
    return {
        (one.code, one.denominator - less.denominator)
        for long, figures in found.items()
        for short, others in found.items()
        if long.first <= short.first and short.last <= long.last
        for one in figures
        for less in others
        if one.code == less.code and performance.BY_CODE[one.code].of_persons
        if one.denominator is not None and less.denominator is not None
        if 0 < one.denominator - less.denominator < performance.FEWEST
    }


def test_nothing_of_few_is_found_by_subtracting_periods(town: Town) -> None:
    assert learnt(town) == set()


def test_periods_of_any_days_tell_of_few(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without looking month by month, two periods less each other tell of fewer than five."""
    monkeypatch.setattr(making, "keep_back", lambda lines, back: tuple(lines))
    assert learnt(town)


def test_what_people_answered_follows_its_own_rule(town: Town, visitor: Client) -> None:
    told = json.loads(file(visitor, BELOW).content)["satisfaction"]
    assert (told["answers"], told["satisfied"], told["fewest"]) == (138, 92, 10)
    assert (told["from"], told["to"]) == ("2022-01-01", "2022-09-30")
    assert "66,7\u00a0%" in page(visitor)


def test_the_period_before_stands_beside(town: Town, visitor: Client) -> None:
    text = page(visitor, "?tu=2022-09-01&den=2022-09-30")
    assert "So với kỳ trước: tháng 8/2022." in text
    assert "điểm phần trăm" in text
    assert 'aria-current="true">Tháng 9/2022</a>' in text


@pytest.mark.parametrize("table", ["chung", "don-vi", "linh-vuc", "thang", "hai-long"])
def test_each_table_is_a_file_of_its_own(town: Town, visitor: Client, table: str) -> None:
    answer = file(visitor, f"{BELOW}&bang={table}", "csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(answer.content.decode().splitlines()))
    assert len({row["table"] for row in rows}) == 1
    assert {row["facts"] for row in rows} == {indicators.up_to_date(at=NOW).id}


def test_a_file_is_asked_for_again_only_when_something_was_recorded(changing_town: Town, visitor: Client) -> None:
    first = file(visitor)
    assert first["ETag"].startswith(f'"{indicators.up_to_date(at=NOW).id}-')
    assert "public" in first["Cache-Control"]
    again = file(visitor, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert file(visitor, BELOW, **{"If-None-Match": first["ETag"]}).status_code == 200
    entered_late(changing_town)
    assert file(visitor, **{"If-None-Match": first["ETag"]}).status_code == 304  # for a minute
    cache.clear()
    later = file(visitor, **{"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]


def test_a_citation_shows_the_same_later_and_says_what_is_restated(changing_town: Town, visitor: Client) -> None:
    address = cite_of(page(visitor))
    before = said(visitor.get(address))
    assert "Từ đó chưa có gì được ghi thêm" in before
    as_file = reverse("performance-cited-file", kwargs={"kind": "json"}) + "?" + address.split("?")[1]
    frozen = json.loads(visitor.get(as_file).content)
    entered_late(changing_town)
    after = said(visitor.get(address))
    assert "Những con số nay đã khác" in after
    assert "1 hồ sơ: trước là" in after
    assert changing_town.late not in after  # no dossier is named
    again = json.loads(visitor.get(as_file).content)
    assert again == frozen
    cache.clear()
    now = json.loads(file(visitor).content)
    assert now["whole"]["counts"] != frozen["whole"]["counts"]
    assert 'href="/so-lieu/dem/' not in after  # what is cited leads to no list of now


def test_a_state_that_reads_otherwise_is_said(town: Town, visitor: Client) -> None:
    address = cite_of(page(visitor))
    other = re.sub(r"ma=[0-9a-f]+", "ma=0123456789ab", address)
    assert "Địa chỉ trích dẫn trạng thái 0123456789ab" in said(visitor.get(other))


@pytest.mark.parametrize(
    "query",
    [
        "", "?don-vi=338&moc=1&ma=abcd", "?don-vi=338&luc=x&moc=1&ma=abcd", "?don-vi=338&luc=2022-10-01&moc=-1&ma=abcd",
        "?don-vi=338&luc=2022-10-01&moc=999999999999&ma=abcd", "?don-vi=x&luc=2022-10-01&moc=1&ma=abcd",
        "?don-vi=338&luc=2030-01-01&moc=5&ma=abcd", "?don-vi=338&luc=2022-10-01&moc=1&ma=%00",
    ],
)  # fmt: skip
def test_what_cites_nothing_is_refused(town: Town, visitor: Client, query: str) -> None:
    for name, where in (("performance-cited", {}), ("performance-cited-file", {"kind": "csv"})):
        assert visitor.get(reverse(name, kwargs=where or None) + query).status_code == 400


def test_one_address_has_not_the_ledger_read_again_and_again(
    changing_town: Town, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = [cite_of(page(visitor, f"?tu=2022-0{month}-01&den=2022-09-30")) for month in (1, 2, 3)]
    entered_late(changing_town)
    monkeypatch.setattr(citing, "REBUILDS", citing.Limit("rebuild", most=2, seconds=600))
    assert [visitor.get(one).status_code for one in addresses] == [200, 200, 503]
    assert visitor.get(addresses[0]).status_code == 200  # it is at hand
    monkeypatch.setattr(citing, "MOST_EVENTS", 1)
    assert "quá dài" in said(visitor.get(addresses[2]), 503)


def test_a_snapshot_is_listed_shown_and_rebuilt(changing_town: Town, visitor: Client) -> None:
    assert "Chưa có bản chốt nào" in page(visitor, name="performance-snapshots")
    number = performance.freeze(unit="338", period=SEPTEMBER, own=False, by="worker", at=NOW)
    assert "Tháng 9/2022" in page(visitor, name="performance-snapshots")
    text = page(visitor, name="performance-snapshot", number=number)
    kept = performance.kept(number)
    assert kept.digest in text
    assert "Tệp này khớp với mã băm" in text
    backdating = dossiers.Backdating(at("09-29 09:00"), "quên nhập", "post/3")
    dossiers.finish(code=changing_town.late, by=BY, at=NOW + timedelta(minutes=1), backdating=backdating)
    later = page(visitor, "?dung-lai=1", "performance-snapshot", number=number)
    assert "đúng các con số này" in later
    assert "Những con số nay đã khác" in later
    raw = visitor.get(reverse("performance-snapshot-file", kwargs={"number": number}))
    assert raw.content == kept.content
    assert raw["ETag"] == f'"{kept.digest}"'
    Snapshot.objects.update(content=kept.content.replace(b'"own":false', b'"own":true '))
    assert "Tệp này không khớp" in page(visitor, name="performance-snapshot", number=number)


def test_there_is_no_snapshot_of_an_unknown_number(town: Town, visitor: Client) -> None:
    assert visitor.get(reverse("performance-snapshot", kwargs={"number": 404})).status_code == 400


@pytest.mark.parametrize(
    ("name", "where", "most"),
    [("performance", {}, 3), ("performance-definition", {"code": "dossiers.on_time"}, 2)],
)
def test_a_page_at_hand_takes_few_queries(
    town: Town, visitor: Client, name: str, where: dict[str, str], most: int
) -> None:
    address = reverse(name, kwargs=where or None) + BELOW
    visitor.get(address)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(address)
    assert len(asked) == most, "\n".join(query["sql"][:150] for query in asked)


def test_the_page_is_light(town: Town, visitor: Client) -> None:
    assert len(gzip.compress(visitor.get(reverse("performance") + BELOW).content)) < 60_000


def test_a_wrong_question_is_told_and_files_refuse_it(town: Town, visitor: Client) -> None:
    assert visitor.get(reverse("performance") + "?tu=x").status_code == 400
    assert file(visitor, "?tu=x").status_code == 400
    assert visitor.get("/so-lieu/ket-qua/bang.exe").status_code == 404


def test_days_besides_whole_months_lead_to_those_months(town: Town, visitor: Client) -> None:
    assert "Xem tháng 9/2022" in page(visitor, "?tu=2022-08-15&den=2022-10-10")
    for whole in ("?tu=2022-09-01&den=2022-09-30", "?tu=2022-09-02&den=2022-10-10"):
        assert "Xem tháng" not in page(visitor, whole)
