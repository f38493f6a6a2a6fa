"""News: articles that are published and withdrawn by acts of their own, ratings without names, visits, documents."""

from motcua.services.news.actions.articles import (
    add_photograph,
    publish_article,
    remove_photograph,
    rewrite_article,
    withdraw_article,
    write_article,
)
from motcua.services.news.actions.documents import add_document, withdraw_document
from motcua.services.news.actions.reading import count_visit, rate, record_visits
from motcua.services.news.lists import reading_on
from motcua.services.news.queries.articles import (
    ArticleLine,
    ArticleView,
    PhotographView,
    article,
    article_count,
    articles,
    rated,
)
from motcua.services.news.queries.documents import DocumentView, document, document_count, documents
from motcua.services.news.queries.reading import last_visit, visits
from motcua.services.news.queries.replay import replay_all
from motcua.services.news.rules.article import Wording, number_in
from motcua.services.news.rules.body import Block, Shape
from motcua.services.news.rules.documents import Document, effect_on
from motcua.services.news.rules.reading import Rated, Reader, Visits
from motcua.services.news.rules.words import (
    AlreadyRated,
    Effect,
    NotAPicture,
    NotStated,
    OutOfOrder,
    State,
    UnknownArticle,
    UnknownNewsDocument,
    UnknownPhotograph,
    WrongDays,
    WrongPoints,
)

__all__ = [
    "AlreadyRated",
    "ArticleLine",
    "ArticleView",
    "Block",
    "Document",
    "DocumentView",
    "Effect",
    "NotAPicture",
    "NotStated",
    "OutOfOrder",
    "PhotographView",
    "Rated",
    "Reader",
    "Shape",
    "State",
    "UnknownArticle",
    "UnknownNewsDocument",
    "UnknownPhotograph",
    "Visits",
    "Wording",
    "WrongDays",
    "WrongPoints",
    "add_document",
    "add_photograph",
    "article",
    "article_count",
    "articles",
    "count_visit",
    "document",
    "document_count",
    "documents",
    "effect_on",
    "last_visit",
    "number_in",
    "publish_article",
    "rate",
    "rated",
    "reading_on",
    "record_visits",
    "remove_photograph",
    "replay_all",
    "rewrite_article",
    "visits",
    "withdraw_article",
    "withdraw_document",
    "write_article",
]
