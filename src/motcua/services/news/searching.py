"""The index over the words of articles and documents: FTS5 in SQLite, GIN in PostgreSQL. Asked and kept here alone."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from motcua.kernel.searching import Sought, words_of
from motcua.services.news.models import ArticleWords, DocumentWords

COUNTED = 2_000
"""So many of those found are counted and leafed through at the most; who wants others narrows the search."""

HEAD, REST = 8, 1
"""How much a word weighs in a title, a number or an abstract, and elsewhere."""


@dataclass(frozen=True, slots=True)
class Index:
    """One index: the table of its words, the column that names what they are of, and its name in the database."""

    words: type[ArticleWords] | type[DocumentWords]
    owner: str
    table: str
    name: str


ARTICLES = Index(ArticleWords, "article_id", "news_articlewords", "news_article_search")
DOCUMENTS = Index(DocumentWords, "document_id", "news_documentwords", "news_document_search")


def keep_words(index: Index, owner: int, *, head: str, rest: str) -> None:
    """Keep the words of one thing in place of those before. Five SQL statements at most."""
    kept: dict[str, Any] = {index.owner: owner}
    now = {"head": words_of(head), "rest": words_of(rest)}
    if connection.vendor == "sqlite":
        before = index.words.objects.filter(**kept).values_list("head", "rest").first()
        _keep_in_sqlite(index, owner, before, (now["head"], now["rest"]))
    index.words.objects.update_or_create(**kept, defaults=now)


def best(index: Index, sought: Sought, chosen: "QuerySet[Any]", *, offset: int, most: int) -> tuple[int, list[int]]:
    """
    Count those among the chosen that have all that is sought, and give the ids of some, the best first.

    Of equal rank the latest comes first. Two SQL queries. Beyond the last page it is the last.
    """
    # "+rowid" keeps SQLite from asking the index anew for each of the chosen
    within, given = chosen.order_by().values("pk").query.sql_with_params()
    if connection.vendor == "sqlite":
        asked: tuple[Any, ...] = (" AND ".join('"' + " ".join(phrase) + '"' for phrase in sought.phrases),)
        found = f"FROM {index.name} WHERE {index.name} MATCH %s AND +rowid IN ({within})"
        key, order, ranked = "rowid", f"bm25({index.name}, {HEAD}.0, {REST}.0), rowid DESC", ()
    else:
        asked = tuple(" ".join(phrase) for phrase in sought.phrases)
        test = " && ".join("phraseto_tsquery('simple', %s)" for _ in asked)
        vector = "(setweight(to_tsvector('simple', head), 'A') || setweight(to_tsvector('simple', rest), 'D'))"
        found = f"FROM {index.table} WHERE {vector} @@ ({test}) AND {index.owner} IN ({within})"
        key, order, ranked = index.owner, f"ts_rank({vector}, ({test})) DESC, {index.owner} DESC", asked
    with connection.cursor() as cursor:
        counted = f"SELECT count(*) FROM (SELECT 1 {found} LIMIT {COUNTED}) AS counted"  # noqa: S608  the same
        cursor.execute(counted, (*asked, *given))
        (total,) = cursor.fetchone()
        offset = min(offset, max(0, (total - 1) // most * most))
        cursor.execute(
            f"SELECT {key} {found} ORDER BY {order} LIMIT %s OFFSET %s",
            (*asked, *given, *ranked, most, offset),
        )
        return total, [row[0] for row in cursor.fetchall()]


def _keep_in_sqlite(index: Index, owner: int, before: tuple[str, str] | None, now: tuple[str, str]) -> None:
    """Tell FTS5 what the words were, for it keeps no text of its own, and what they are."""
    name = index.name
    forget = f"INSERT INTO {name} ({name}, rowid, head, rest) VALUES ('delete', %s, %s, %s)"  # noqa: S608  names of ours
    keep = f"INSERT INTO {name} (rowid, head, rest) VALUES (%s, %s, %s)"  # noqa: S608  names of ours
    with connection.cursor() as cursor:
        if before is not None:
            cursor.execute(forget, (owner, *before))
        cursor.execute(keep, (owner, *now))
