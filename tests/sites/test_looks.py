"""The reading log on pages: each page that shows personal data notes it, and those who answer for a unit read it."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.foundation.accounts.models import Look
from motcua.foundation.accounts.public import Actor, User, actor_of
from motcua.sites.look.public import looking
from sites.stage import Built
from sites.town import Town

SignIn = Callable[[str], Client]


def looked() -> list[tuple[str, str, int]]:
    """Give what was noted: in which post, what, and how many things."""
    return list(Look.objects.order_by("id").values_list("post__title", "what", "shown"))


def opened(client: Client, name: str, *path: object, query: str = "") -> str:
    answer = client.get(reverse(name, args=path) + query)
    assert answer.status_code == 200
    return unescape(b"".join(answer).decode())  # type: ignore[call-overload]  # also of a page that is streamed


@pytest.fixture(autouse=True)
def _nothing_yet(changing_town: Town) -> None:
    """The log begins empty, whatever other tests looked at in the town that they share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_look")
        assert cursor.fetchone() == (0,)


def test_a_dossier_that_is_shown_is_noted_and_one_that_is_refused_is_not(town: Town, signed_in: SignIn) -> None:
    opened(signed_in("mot-cua"), "desk-dossier", town.transfer)
    signed_in("xa-hai").get(reverse("desk-dossier", args=[town.transfer]))
    signed_in("quan-tri").get(reverse("desk-dossier", args=[town.transfer]))
    assert looked() == [("Công chức Một cửa", f"dossier/{town.transfer}", 1)]


def test_a_case_says_whether_its_sender_was_shown(town: Town, signed_in: SignIn) -> None:
    opened(signed_in("cchc"), "feedback-case", town.cases.fresh)
    opened(signed_in("thanh-tra"), "feedback-case", town.cases.fresh)
    opened(signed_in("cchc"), "feedback-classified", town.cases.fresh)
    number = town.cases.fresh
    assert [what for _, what, _ in looked()] == [f"sender/{number}", f"case/{number}", f"case/{number}"]


@pytest.mark.parametrize(
    ("who", "name", "path", "query", "word"),
    [
        ("cchc", "feedback", (), "", "cases"),
        ("lanh-dao", "rows", (), "?o=received.total", "dossiers"),
        ("lanh-dao", "indicator-rows", ("dossiers.late",), "?don-vi=338", "dossiers"),
        ("lanh-dao", "indicator-file", ("dossiers.late", "csv"), "?don-vi=338", "dossiers"),
        ("lanh-dao", "form-book", (), "?tu=2022-06-15&den=2022-09-14&don-vi=338", "dossiers"),
        ("cchc", "register", ("reform_plan",), "", "records"),
        ("cchc", "register-file", ("reform_plan", "csv"), "", "records"),
    ],
)
def test_a_list_is_noted_once_with_what_was_asked(
    town: Town, signed_in: SignIn, who: str, name: str, path: tuple[str, ...], query: str, word: str
) -> None:
    opened(signed_in(who), name, *path, query=query)
    ((_, what, shown),) = looked()
    kind, _, address = what.partition("/")
    assert (kind, address.partition("?")[0]) == (word, reverse(name, args=path))
    assert shown > 0
    assert signed_in(who).get(address).status_code == 200


def test_an_empty_list_shows_nobody_and_is_not_noted(town: Town, signed_in: SignIn) -> None:
    opened(signed_in("lanh-dao"), "rows", query="?o=received.total&tu=2021-01-01&den=2021-01-31")
    assert looked() == []


def test_a_record_and_a_file_beside_it_are_noted(built_town: Built, town: Town, signed_in: SignIn) -> None:
    shutil.copytree(built_town.home / "files", Path(settings.MOTCUA_HOME) / "files")
    client = signed_in("cchc")
    opened(client, "record", town.kept.plan)
    opened(client, "record-file", town.kept.plan, town.kept.evidence)
    assert [what for _, what, _ in looked()] == [f"record/{town.kept.plan}", f"file/{town.kept.evidence}"]


def test_pages_of_figures_note_nothing(town: Town, signed_in: SignIn) -> None:
    """The control: were every page noted, the log would say nothing."""
    client = signed_in("lanh-dao")
    for name in ("oversight", "oversight-dashboard", "indicators", "work", "slips"):
        opened(client, name)
    assert looked() == []


def test_a_leader_reads_who_saw_what_and_finds_one_dossier(town: Town, signed_in: SignIn) -> None:
    for who in ("mot-cua", "thanh-tra"):
        opened(signed_in(who), "desk-dossier", town.transfer)
    opened(signed_in("mot-cua"), "desk-dossier", town.late)
    opened(signed_in("cchc"), "feedback-case", town.cases.fresh)
    page = opened(signed_in("lanh-dao"), "looks")
    assert page.count(f">{town.transfer}</a>") == 2
    assert f">PA-{town.cases.fresh}</a>" in page
    one = opened(signed_in("lanh-dao"), "looks", query=f"?tim={town.transfer}")
    rows = re.findall(r"<tr><td.*?</tr>", one)
    assert ["Công chức Một cửa" in row for row in rows] == [False, True]
    case = opened(signed_in("lanh-dao"), "looks", query=f"?tim=pa-{town.cases.fresh}")
    assert len(re.findall(r"<tr><td", case)) == 1


def test_a_leader_reads_one_posts_looks_and_those_of_a_commune(town: Town, signed_in: SignIn) -> None:
    opened(signed_in("xa-mot"), "desk-dossier", town.in_commune)
    opened(signed_in("mot-cua"), "desk-dossier", town.transfer)
    page = opened(signed_in("lanh-dao"), "looks", query="?don-vi=12472")
    assert f">{town.in_commune}</a>" in page
    assert town.transfer not in page
    own = opened(signed_in("lanh-dao"), "looks")
    (posts,) = re.findall(r'<a href="([^"]*vi-tri=[^"]*)">Công chức Một cửa</a>', own)
    assert town.transfer in opened(signed_in("lanh-dao"), "looks", query=unescape(posts))


@pytest.mark.parametrize("query", ["?tu=31/02/2022", "?tu=2022-10-09&den=2022-10-01", "?don-vi=nothing"])
def test_a_question_that_is_not_understood_is_told(town: Town, signed_in: SignIn, query: str) -> None:
    answer = signed_in("lanh-dao").get(reverse("looks") + query)
    assert answer.status_code == 400
    assert "Chưa hiểu câu hỏi" in unescape(answer.content.decode())


@pytest.mark.parametrize("query", ["?tu=0001-01-01&den=9999-12-31", "?vi-tri=x", "?vi-tri=999999999", "?tim=%00/"])
def test_strange_questions_are_answered(town: Town, signed_in: SignIn, query: str) -> None:
    assert signed_in("lanh-dao").get(reverse("looks") + query).status_code == 200


def test_the_log_costs_as_many_queries_as_it_says_however_long(town: Town, signed_in: SignIn) -> None:
    for _ in range(60):
        opened(signed_in("mot-cua"), "desk-dossier", town.transfer)
    client = signed_in("lanh-dao")
    opened(client, "looks")
    with CaptureQueriesContext(connection) as asked:
        page = opened(client, "looks", query="?trang=2")
    assert page.count("<tr><td") == 10
    assert len(asked) <= 11, "\n".join(query["sql"][:150] for query in asked)


def test_what_stands_behind_a_conclusion_is_noted(built_town: Built, town: Town, signed_in: SignIn) -> None:
    shutil.copytree(built_town.home / "files", Path(settings.MOTCUA_HOME) / "files")
    known, client = town.concluded, signed_in("cchc")
    opened(client, "inspection-conclusion-rows", known.published, known.counted, "dung_han")
    opened(client, "inspection-conclusion-evidence", known.published, known.letter)
    rows = reverse("inspection-conclusion-rows", args=[known.published, known.counted, "dung_han"])
    assert [what for _, what, _ in looked()] == [f"dossiers/{rows}", f"file/{known.letter}"]


def test_a_long_question_is_noted_as_far_as_there_is_room(town: Town, signed_in: SignIn) -> None:
    client = signed_in("mot-cua")
    opened(client, "rows", query=f"?o=received.total&don-vi=338&gom={'x' * 400}")
    ((_, what, _),) = looked()
    assert what.startswith("dossiers/")
    looking.note(acting_as("mot-cua"), looking.Seen.DOSSIERS, "/" + "x" * 500, unit_id=town.district.id)
    assert len(looked()[-1][1]) == len("dossiers/") + looking.LONGEST


def acting_as(name: str) -> Actor:
    found = actor_of(User.objects.get(username=name))
    assert found is not None
    return found
