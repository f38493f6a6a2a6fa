"""The yearly report of inspections: a page, a paper and a workbook, for those who inspect."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sites.town import Town

SignIn = Callable[[str], Client]


def said(client: Client, query: str = "", status: int = 200) -> str:
    answer = client.get(reverse("inspection-year") + query)
    assert answer.status_code == status
    return answer.content.decode()


def test_it_tells_the_year_and_leads_to_each_inspection(town: Town, signed_in: SignIn) -> None:
    page = said(signed_in("thanh-tra"))
    assert reverse("inspection", args=[town.inspected.told]) in page
    assert town.commune.name in page
    assert town.other_commune.name in page


def test_another_year_and_another_unit_are_asked_for(town: Town, signed_in: SignIn) -> None:
    assert "Chưa có cuộc kiểm tra nào" in said(signed_in("lanh-dao"), "?nam=2021")
    assert town.commune.name in said(signed_in("cchc"), f"?don-vi={town.commune.code}&nam=2022")


@pytest.mark.parametrize("year", ["abc", "1999", "2023", "9" * 40, "٢٠٢٢", "-1"])
def test_what_is_no_year_is_refused(town: Town, signed_in: SignIn, year: str) -> None:
    said(signed_in("thanh-tra"), f"?nam={year}", 400)


def test_what_is_no_unit_is_refused(town: Town, signed_in: SignIn) -> None:
    said(signed_in("thanh-tra"), "?don-vi=khong-co", 400)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_it_is_given_as_a_file(town: Town, signed_in: SignIn, kind: str, begins: bytes) -> None:
    answer = signed_in("thanh-tra").get(reverse("inspection-year-file", args=[kind]), {"nam": "2022"})
    assert answer.content.startswith(begins)
    assert f"kiem-tra-338-2022.{kind}" in answer.headers["Content-Disposition"]


def test_it_costs_as_many_queries_as_it_says(town: Town, signed_in: SignIn) -> None:
    client = signed_in("thanh-tra")
    said(client)
    with CaptureQueriesContext(connection) as asked:
        said(client)
    assert len(asked) <= 18, "\n".join(query["sql"][:150] for query in asked)
