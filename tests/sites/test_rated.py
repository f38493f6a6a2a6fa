"""What people answered, in public: sums of enough answers, by survey and office, on a page and as CSV."""

import csv
import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.foundation.units import public as units
from motcua.services.surveys import models
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import Method, Stage
from sites.town import BY, NOW, Town, at

SignIn = Callable[[str], Client]


def said(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status
    return unescape(answer.content.decode())


def page(client: Client, query: str = "") -> str:
    return said(client.get(reverse("rated") + query))


def lines(client: Client, query: str = "") -> list[dict[str, str]]:
    text = client.get(reverse("rated-csv") + query).content.decode()
    return list(csv.DictReader(text.splitlines()))


def sipas(unit: units.Unit, people: int) -> None:
    """Hold a SIPAS survey in August that some people answer."""
    slip = surveys.sipas_slip(campaign="SIPAS-2022", first=date(2022, 8, 1), last=date(2022, 8, 31))
    issued = surveys.issue_slip(slip=slip, unit=unit.key, by=BY, at=at("07-25 08:00"))
    for number in range(people):
        answers = {one.code: 3 + (number + place) % 3 for place, one in enumerate(slip.questions)}
        surveys.enter_slip(
            slip=issued, unit=unit.key, answers=answers, stage=Stage.VISIT, method=Method.PAPER,
            answered_on=date(2022, 8, 1 + number), by=BY, at=at("09-01 08:00"),
        )  # fmt: skip


def test_the_indices_stand_with_their_n_and_how_they_are_counted(town: Town, visitor: Client) -> None:
    text = page(visitor)
    assert "12 phiếu đã trả lời; 66,7\u00a0% câu trả lời là hài lòng." in text
    rows = re.findall(r'<th scope="row"><b>([^<]+)</b></th><td class="r">(\d+)</td><td class="r">(\d+)</td>', text)
    assert rows[0] == ("Tiếp cận dịch vụ", "30", "45")
    assert rows[-1] == ("Tất cả câu trả lời", "92", "138")
    assert 'role="img" aria-label="Tiếp cận dịch vụ 66,7\u00a0%; ' in text
    assert "surveys.satisfied" in text
    assert "QĐ 2640/QĐ-BNV" in text
    assert "từ 01/01 đến 30/09/2022" in text
    assert reverse("indicator", kwargs={"code": "surveys.satisfied"}) not in text  # it is for officers


def test_the_same_stands_in_the_csv(town: Town, visitor: Client) -> None:
    told = lines(visitor)
    assert (sum(int(one["answers"]) for one in told), sum(int(one["satisfied"]) for one in told)) == (138, 92)
    assert {(one["unit"], one["campaign"], one["from"], one["to"]) for one in told} == {
        ("338", "one_stop", "2022-01-01", "2022-09-30")
    }


def test_a_month_that_lasts_is_not_shown(town: Town, visitor: Client) -> None:
    text = page(visitor, "?tu=01/10/2022&den=31/10/2022")
    assert "Chưa tháng nào trong kỳ này kết thúc" in text
    assert lines(visitor, "?tu=01/10/2022&den=31/10/2022") == []


def test_too_few_answers_are_kept_back(changing_town: Town, visitor: Client) -> None:
    town = changing_town
    sipas(town.commune, 9)
    query = "?don-vi=12472&dot=SIPAS-2022&tu=01/08/2022&den=31/08/2022"
    text = page(visitor, query)
    assert "Quá ít người trả lời để công bố" in text
    assert "<svg height" not in text
    assert not re.search(r'<td class="r">\d', text)
    assert lines(visitor, query) == []
    above = "?don-vi=338&gom=ca-cap-duoi&dot=SIPAS-2022&tu=01/08/2022&den=31/08/2022"
    assert lines(visitor, above) == []  # nor do they stand in the sum of the district
    slip = models.Slip.objects.get(campaign="SIPAS-2022")
    surveys.enter_slip(
        slip=slip.pk, unit=town.commune.key, answers={"access-1": 5}, stage=Stage.VISIT, method=Method.PAPER,
        answered_on=date(2022, 8, 20), by=BY, at=NOW,
    )  # fmt: skip
    assert [(one["question"], one["answers"]) for one in lines(visitor, query)] == [("access-1", "10")]
    assert "1 phiếu" not in page(visitor, query)


def test_a_survey_that_is_held_once_stands_apart(changing_town: Town, visitor: Client) -> None:
    sipas(changing_town.district, 12)
    assert "SIPAS-2022</a>" in page(visitor)
    text = page(visitor, "?dot=SIPAS-2022")
    assert 'aria-current="true">SIPAS-2022' in text
    assert "Trang thiết bị phục vụ người dân, tổ chức hiện đại" in text
    assert {one["campaign"] for one in lines(visitor, "?dot=SIPAS-2022")} == {"SIPAS-2022"}
    assert {one["campaign"] for one in lines(visitor, "?dot=nothing")} == {"one_stop"}


def test_offices_stand_side_by_side(changing_town: Town, visitor: Client) -> None:
    sipas(changing_town.district, 12)
    slip = models.Slip.objects.get(campaign="SIPAS-2022")
    for unit, people in ((changing_town.commune, 11), (changing_town.other_commune, 3)):
        for _ in range(people):
            surveys.enter_slip(
                slip=slip.pk, unit=unit.key, answers={"access-1": 4}, stage=Stage.VISIT, method=Method.PAPER,
                answered_on=date(2022, 8, 2), by=BY, at=NOW,
            )  # fmt: skip
    text = page(visitor, "?gom=ca-cap-duoi&dot=SIPAS-2022")
    offices = text.split('id="h-co-quan"')[1].split("</table>")[0]
    assert set(re.findall(r'">([^<]+)</a></th><td class="r(?: muted)?"[^>]*>([^<]+)<', offices)) == {
        ("Huyện Mẫu", "176"),
        ("Xã Mẫu Một", "11"),
        ("Xã Mẫu Hai", "quá ít câu trả lời"),
    }


def test_officers_are_led_to_the_indicator(town: Town, signed_in: SignIn) -> None:
    assert reverse("indicator", kwargs={"code": "surveys.satisfied"}) in page(signed_in("cchc"))


@pytest.mark.parametrize("query", ["?tu=x", "?don-vi=nowhere", "?tu=2022-12-31&den=2022-01-01"])
def test_a_wrong_question_is_asked_again(town: Town, visitor: Client, query: str) -> None:
    assert 'role="alert"' in said(visitor.get(reverse("rated") + query), 400)
    assert visitor.get(reverse("rated-csv") + query).status_code == 400


def test_a_question_that_looks_like_a_formula_is_written_as_text(changing_town: Town, visitor: Client) -> None:
    models.Question.objects.filter(code="1").update(text="=1+1")
    assert {one["text"] for one in lines(visitor) if one["question"] == "1"} == {"'=1+1"}


def test_no_page_reads_answers_however_many_there_are(town: Town, visitor: Client) -> None:
    """Eleven queries, of which two are of satisfaction; a quarter of a million answers are as fast as twelve slips."""
    page(visitor)
    with CaptureQueriesContext(connection) as asked:
        page(visitor)
    assert len(asked) <= 11, "\n".join(query["sql"][:150] for query in asked)
    assert not any(
        re.search(r'FROM "surveys_(answer|answerslip)"|JOIN "surveys_answer', query["sql"]) for query in asked
    )
