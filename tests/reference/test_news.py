"""The source's page follows from the article, the ratings and the visits that are loaded."""

from datetime import UTC, date, datetime

import pytest

from motcua.foundation.units import public as units
from motcua.reference.loading import data
from motcua.reference.news import load_news
from motcua.services.news import public as news

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def article(db: None) -> news.ArticleView:
    """Found the office that published, and load the page."""
    office = units.found(
        code="34.SNV", name="Sở", level=units.Level.DEPARTMENT, on=date(2004, 1, 1), by="test", at=NOW, parent_id=None
    )
    number = load_news(data("news.toml"), data("figures.toml"), {"34.SNV": office}, by="test", at=NOW)
    shown = news.article(number)
    assert shown
    return shown


def test_the_article_bears_the_sources_title_and_captions_and_says_what_is_reconstructed(
    article: news.ArticleView,
) -> None:
    said = data("figures.toml")
    assert article.wording.title == said["portal"]["title"]
    assert [one.caption for one in article.photographs] == said["inspection"]["photographs"]
    assert not any(one.digest for one in article.photographs)
    assert bool(article.wording.by_line) is said["portal"]["author_shown"]
    assert all("(tái dựng)" in text for text in (article.wording.by_line, article.wording.lead, article.wording.body))
    assert [one.id for one in news.articles()] == [article.id]
    assert news.replay_all() == []


def test_readers_gave_91_points_in_21_ratings(article: news.ArticleView) -> None:
    said = data("figures.toml")["portal"]
    found = news.rated(article.id)
    assert (found.points, found.count) == (said["rating_points"], said["rating_count"]) == (91, 21)


def test_visits_are_those_of_the_source_at_the_instant_of_reading(article: news.ArticleView) -> None:
    said, found = data("figures.toml")["portal"]["visits"], news.visits(data("news.toml")["read_at"])
    assert found == news.Visits(
        now=said["now"],
        today=said["today"],
        yesterday=said["yesterday"],
        month=said["month_2024_03"],
        year=said["year_2024"],
    )
    assert news.last_visit() == data("news.toml")["read_at"]
