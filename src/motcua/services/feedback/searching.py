"""The index over the words of what is public: FTS5 in SQLite, a GIN index in PostgreSQL. Asked and kept here alone."""

from django.db import connection
from django.db.models.expressions import RawSQL

from motcua.kernel.searching import Sought, words_of
from motcua.services.feedback.models import PublicText


def keep_words(case_id: int, *texts: str) -> None:
    """Keep the words of what is public of a case, in place of those before. Five SQL statements at most."""
    now = words_of(" ".join(texts))
    before = PublicText.objects.filter(case=case_id).values_list("words", flat=True).first()
    if connection.vendor == "sqlite":
        _keep_in_sqlite(case_id, before, now)
    PublicText.objects.update_or_create(case_id=case_id, defaults={"words": now})


def matching(sought: Sought, *, newest: int | None = None) -> RawSQL:
    """
    Give the ids of the cases whose public words are those sought, as a subquery.

    :param newest: only so many, those that came last: common words stand in half of all answers.
    """
    cut = "" if newest is None else f" ORDER BY {{}} DESC LIMIT {int(newest)}"
    if connection.vendor == "sqlite":
        asked = " AND ".join('"' + " ".join(phrase) + '"' for phrase in sought.phrases)
        return RawSQL(  # noqa: S611  the text is a parameter
            f"SELECT rowid FROM feedback_search WHERE feedback_search MATCH %s{cut.format('rowid')}",  # noqa: S608  the same
            (asked,),
        )
    tests = " && ".join("phraseto_tsquery('simple', %s)" for _ in sought.phrases)
    tests = f"({tests}){cut.format('case_id')}"
    return RawSQL(  # noqa: S611  the texts are parameters
        f"SELECT case_id FROM feedback_publictext WHERE to_tsvector('simple', words) @@ {tests}",  # noqa: S608  the same
        tuple(" ".join(phrase) for phrase in sought.phrases),
    )


def _keep_in_sqlite(case_id: int, before: str | None, now: str) -> None:
    """Tell FTS5 what the words were, for it keeps no text of its own, and what they are."""
    with connection.cursor() as cursor:
        if before is not None:
            cursor.execute(
                "INSERT INTO feedback_search (feedback_search, rowid, words) VALUES ('delete', %s, %s)",
                (case_id, before),
            )
        cursor.execute("INSERT INTO feedback_search (rowid, words) VALUES (%s, %s)", (case_id, now))
