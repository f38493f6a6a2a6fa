"""An article is written, published and withdrawn; what it says stands beside the ledger, and is replayed."""

from dataclasses import replace

import pytest

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.news import models
from motcua.services.news import public as news
from motcua.services.news.public import Shape, State
from motcua.services.news.rules.body import blocks
from news.cast import AT, BY, SAID, draft, on, published


def test_an_article_is_a_draft_until_somebody_publishes_it(office: units.Unit) -> None:
    article = draft(office)
    assert news.articles() == []
    news.publish_article(article=article, by="post/2", at=on("03-02 23:59"))
    [line] = news.articles()
    assert (line.slug, str(line.published_on)) == (f"doan-kiem-tra-lam-viec-{article}", "2022-03-02")
    assert news.number_in(line.slug) == article
    assert news.article_count() == 1


def test_the_ledger_holds_each_act_and_no_name(office: units.Unit, picture: str) -> None:
    article = draft(office)
    news.rewrite_article(article=article, wording=replace(SAID, lead="Khác."), by=BY, at=AT)
    place = news.add_photograph(
        article=article, digest=picture, alt="Phòng họp", caption="Bà Lành phát biểu", by=BY, at=AT
    )
    news.remove_photograph(article=article, place=place, by=BY, at=AT)
    news.publish_article(article=article, by="post/2", at=AT)
    news.withdraw_article(article=article, reason="sai số liệu", by="post/2", at=AT)
    events = ledger.read(f"article/{article}")
    assert [event.kind.removeprefix("article.") for event in events] == [
        "written", "rewritten", "photograph_added", "photograph_removed", "published", "withdrawn",
    ]  # fmt: skip
    assert not [event for event in events if "Lành" in str(event.payload) or SAID.title in str(event.payload)]
    assert news.replay_all() == []


def test_a_replay_finds_what_was_altered(office: units.Unit, picture: str) -> None:
    article = published(office)
    other = draft(office)
    place = news.add_photograph(article=other, digest=picture, alt="Phòng", caption="Chú thích", by=BY, at=AT)
    news.rate(article=article, points=5, reader=news.Reader("192.0.2.1", "x"), at=AT)
    models.Wording.objects.filter(article=article).update(by_line="Người khác")
    models.Article.objects.filter(pk=article).update(published_on="2022-03-09")
    models.Photograph.objects.filter(article=other, place=place).update(caption="Khác")
    models.Rating.objects.update(points=1)
    rating = models.Rating.objects.get()
    assert news.replay_all() == [
        f"article/{article}: wording",
        f"article/{article}: published_on",
        f"article/{other}: pictures",
        f"rating/{rating.pk}: points",
    ]


def test_what_is_published_is_not_changed(office: units.Unit, picture: str) -> None:
    article = published(office)
    acts = (
        lambda: news.rewrite_article(article=article, wording=SAID, by=BY, at=AT),
        lambda: news.add_photograph(article=article, digest=picture, alt="a", caption="b", by=BY, at=AT),
        lambda: news.publish_article(article=article, by=BY, at=AT),
    )
    for act in acts:
        with pytest.raises(news.OutOfOrder):
            act()
    news.withdraw_article(article=article, reason="sai", by=BY, at=AT)
    with pytest.raises(news.OutOfOrder):
        news.withdraw_article(article=article, reason="sai", by=BY, at=AT)
    shown = news.article(article)
    assert shown
    assert (shown.state, shown.reason) == (State.WITHDRAWN, "sai")
    assert news.articles() == []


def test_a_photograph_is_a_picture_with_words_for_those_who_do_not_see_it(office: units.Unit, picture: str) -> None:
    article = draft(office)
    text = files.keep(name="a.txt", content=b"chu\n", unit=office, purpose="news", by=BY, at=AT).digest
    for digest, alt, refusal in (
        (picture, " ", news.NotStated),
        (text, "Phòng họp", news.NotAPicture),
        ("0" * 64, "Phòng họp", news.NotAPicture),
    ):
        with pytest.raises(refusal):
            news.add_photograph(article=article, digest=digest, alt=alt, caption="Chú thích", by=BY, at=AT)
    news.add_photograph(article=article, digest="", alt="", caption="Ảnh không còn", by=BY, at=AT)
    with pytest.raises(news.UnknownPhotograph):
        news.remove_photograph(article=article, place=99, by=BY, at=AT)
    shown = news.article(article)
    assert shown
    assert [(one.digest, one.caption) for one in shown.photographs] == [("", "Ảnh không còn")]


@pytest.mark.parametrize("field", ["title", "body", "by_line"])
def test_what_must_be_said_is_asked_for(office: units.Unit, field: str) -> None:
    with pytest.raises(news.NotStated) as refused:
        draft(office, **{field: " "})
    assert refused.value.field == field


def test_nothing_is_done_to_an_article_that_is_not_there(office: units.Unit) -> None:
    with pytest.raises(news.UnknownArticle):
        news.publish_article(article=99, by=BY, at=AT)
    assert news.article(99) is None
    with pytest.raises(units.UnknownUnit):
        news.write_article(unit="nowhere", wording=SAID, by=BY, at=AT)


def test_articles_about_a_thing_are_found(office: units.Unit) -> None:
    published(office)
    article = news.write_article(unit=office.key, wording=SAID, about="inspection/12", by=BY, at=AT)
    news.publish_article(article=article, by=BY, at=AT)
    assert [one.id for one in news.articles(about="inspection/12")] == [article]


def test_a_text_has_paragraphs_headings_and_lists_and_nothing_else() -> None:
    text = "Một\ncâu dài.\n\n## Kết quả\n- đúng hạn\n- trễ\n\n1. thứ nhất\n2) thứ hai\nHết <b>rồi</b>"
    assert [(one.shape, one.lines) for one in blocks(text)] == [
        (Shape.PARAGRAPH, ("Một câu dài.",)),
        (Shape.HEADING, ("Kết quả",)),
        (Shape.LIST, ("đúng hạn", "trễ")),
        (Shape.NUMBERED, ("thứ nhất", "thứ hai")),
        (Shape.PARAGRAPH, ("Hết <b>rồi</b>",)),
    ]
    assert blocks("## Một\n## Hai\n \n") == (
        *blocks("## Một"),
        *blocks("## Hai"),
    )
