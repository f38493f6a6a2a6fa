"""Articles and documents are found without tones, best first, narrowed and leafed through; drafts are never found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.foundation.units import public as units
from motcua.services.news import public as news
from motcua.services.news.public import DocumentKind, Effect, Subject, Topic, Wanted
from news.cast import AT, BY, PLAN, draft, drafted, published, told, withdrawn

ON = date(2022, 3, 1)


def found(**wanted: Any) -> list[int]:
    return [one.id for one in news.find_documents(Wanted(**wanted), on=ON).documents]


def test_documents_are_found_without_tones_and_by_their_number(office: units.Unit) -> None:
    plan = told(office)
    told(office, replace(PLAN, number="7/QĐ-UBND", abstract="Quy định về đất đai"))
    assert found(text="ke hoach cai cach") == [plan]
    assert found(text="KẾ HOẠCH") == [plan]
    assert found(text="12/KH-UBND") == [plan]
    assert found(text='"hoach hanh chinh"') == []
    assert found(text="khong co") == []
    assert len(found(text="")) == 2


def test_what_says_it_in_number_or_abstract_comes_first(office: units.Unit) -> None:
    aside = told(office, replace(PLAN, number="8/TB-UBND", issuer="Ban Đất đai", abstract="Lịch trực"))
    about = told(office, replace(PLAN, number="7/QĐ-UBND", issued_on=date(2021, 1, 1), abstract="Quy định về đất đai"))
    assert found(text="dat dai") == [about, aside]
    assert found() == [aside, about]


def test_a_corrected_document_is_found_by_what_it_says_now(office: units.Unit, picture: str) -> None:
    document = told(office)
    news.correct_document(
        document=document, said=replace(PLAN, abstract="Phòng chống thiên tai"), reason="sai", by=BY, at=AT
    )
    news.attach_file(document=document, digest=picture, title="Phụ lục bão lũ", reason="thêm", by=BY, at=AT)
    assert found(text="cai cach") == []
    assert found(text="thien tai bao lu") == [document]


def test_drafts_and_what_was_withdrawn_are_not_found(office: units.Unit) -> None:
    drafted(office)
    gone = told(office)
    assert found(text="ke hoach") == [gone]
    withdrawn(gone)
    assert found(text="ke hoach") == []
    draft(office)
    assert news.find_articles("doan kiem tra").total == 0


def test_documents_are_narrowed(office: units.Unit) -> None:
    plan = told(office, replace(PLAN, subject=Subject.REFORM, effective_from=date(2022, 2, 1)))
    other = told(
        office,
        replace(PLAN, number="120/QĐ-UBND", issued_on=date(2021, 6, 1), issuer="UBND tỉnh", kind=DocumentKind.DECISION),
    )
    assert found(number="12") == [plan]
    assert found(number="12/kh") == [plan]
    assert found(number="120") == [other]
    assert found(kind=DocumentKind.DECISION) == [other]
    assert found(subject=Subject.REFORM) == [plan]
    assert found(issuer="UBND tỉnh") == [other]
    assert found(year=2021) == [other]
    assert found(text="ke hoach", year=2021) == [other]
    assert found(text="ke hoach", year=1999) == []
    assert (news.issuers(), news.years()) == (["UBND huyện Mẫu", "UBND tỉnh"], [2022, 2021])
    assert news.told_by_subject() == {Subject.REFORM: (1, PLAN.issued_on), Subject.OTHER: (1, date(2021, 6, 1))}


def test_the_effect_that_is_narrowed_to_is_the_effect_that_is_shown(office: units.Unit) -> None:
    days = (None, date(2022, 1, 1), ON, date(2022, 3, 2))
    old = told(office, replace(PLAN, number="1/KH"))
    named = (news.Relation(news.Bond.REPLACES, "1/KH", PLAN.issued_on),)
    told(office, replace(PLAN, number="2/KH", effective_from=ON, relations=named))
    for place, (first, last) in enumerate((first, last) for first in days for last in days):
        if not (first and last and last < first) and not (last and last < PLAN.issued_on and not first):
            issued = min(filter(None, (first, last, PLAN.issued_on)))
            told(
                office,
                replace(PLAN, number=f"{place + 10}/KH", issued_on=issued, effective_from=first, effective_to=last),
            )
    everything = news.documents(most=100)
    for effect in Effect:
        shown = {one.id for one in everything if one.effect_on(ON) is effect}
        assert shown == set(found(effect=effect)), effect
        assert shown, effect
    assert old in found(effect=Effect.REPLACED)


def test_what_is_found_is_leafed_through(office: units.Unit) -> None:
    numbers = [told(office, replace(PLAN, number=f"{number}/KH-UBND")) for number in range(1, 8)]
    for text in ("", "ke hoach"):
        seen = []
        for offset in (0, 3, 6):
            page = news.find_documents(Wanted(text=text), on=ON, offset=offset, most=3)
            assert (page.total, page.more) == (7, False)
            seen += [one.id for one in page.documents]
        assert sorted(seen) == numbers
        beyond = news.find_documents(Wanted(text=text), on=ON, offset=90, most=3)
        assert [one.id for one in beyond.documents] == seen[6:]


def test_articles_are_found_and_narrowed(office: units.Unit) -> None:
    body = published(office, title="Tin ngắn", body="Họp về đất đai")
    title = published(office, title="Đất đai: quy định mới", body="Không có gì")
    article = news.write_article(
        unit=office.key,
        wording=news.Wording("Lịch tiếp dân", "", "Thứ hai", "Văn thư"),
        topic=Topic.RECEPTION,
        by=BY,
        at=AT,
    )
    news.publish_article(article=article, by=BY, at=AT, published_on=date(2021, 5, 1))
    assert [one.id for one in news.find_articles("dat dai").lines] == [title, body]
    assert [one.id for one in news.find_articles(topic=Topic.RECEPTION).lines] == [article]
    assert [one.id for one in news.find_articles("tiep dan", year=2021).lines] == [article]
    assert news.find_articles("tiep dan", year=2022).total == 0
    assert news.article_years() == [2022, 2021]
    assert news.published_by_topic() == {Topic.RECEPTION: (1, date(2021, 5, 1)), Topic.NEWS: (2, date(2022, 3, 1))}
    news.withdraw_article(article=title, reason="sai", by=BY, at=AT)
    assert [one.id for one in news.find_articles("dat dai").lines] == [body]
    assert news.replay_all() == []


@pytest.mark.parametrize(
    ("asked", "many"),
    [
        (lambda: news.find_documents(Wanted(text="ke hoach", effect=Effect.UNSTATED), on=ON), 6),
        (lambda: news.find_documents(Wanted(), on=ON), 6),
        (lambda: news.documents(), 4),
        (lambda: news.find_articles("doan"), 4),
        (lambda: news.find_articles(), 4),
        (lambda: news.told_by_subject(), 1),
        (lambda: news.issuers(), 1),
        (lambda: news.years(), 1),
    ],
)
def test_reads_take_the_queries_that_they_say(
    office: units.Unit,
    asked: Callable[[], object],
    many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        told(office, replace(PLAN, number=f"{number}/KH"))
        published(office)
    with django_assert_num_queries(many):
        asked()


@pytest.mark.parametrize("text", ['"', "'; DROP TABLE x --", "AND OR NOT", "a*", "(", "\x00", "đ" * 400, "NEAR(a b)"])
def test_no_text_breaks_the_search(office: units.Unit, text: str) -> None:
    told(office)
    assert found(text=text) in ([], found())
    assert news.find_articles(text).total == 0
