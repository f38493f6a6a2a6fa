"""What the new columns hold of the documents that there are, and an index over the words of what is told."""

import json
import re
import unicodedata

from django.db import migrations

SQLITE = """CREATE VIRTUAL TABLE {name} USING fts5(
    head, rest, content='{table}', content_rowid='{owner}', tokenize='ascii', detail='full'
)"""
POSTGRESQL = (
    "CREATE INDEX {name} ON {table} USING gin "
    "((setweight(to_tsvector('simple', head), 'A') || setweight(to_tsvector('simple', rest), 'D')))"
)
INDEXES = (
    ("news_article_search", "news_articlewords", "article_id"),
    ("news_document_search", "news_documentwords", "document_id"),
)


def create_indexes(apps, schema_editor):
    said = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for name, table, owner in INDEXES:
        schema_editor.execute(said.format(name=name, table=table, owner=owner), params=None)


def folded(text):
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def words_of(*texts):
    return " ".join(re.findall(r"[^\W_]+", folded(" ".join(texts))))


def fill(apps, schema_editor):
    documents(apps)
    articles(apps)
    if schema_editor.connection.vendor == "sqlite":
        for name, _, _ in INDEXES:
            schema_editor.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


def documents(apps):
    event, file = apps.get_model("ledger", "Event"), apps.get_model("news", "DocumentFile")
    words = apps.get_model("news", "DocumentWords")
    for row in apps.get_model("news", "Document").objects.iterator():
        happened = event.objects.filter(stream=f"news_document/{row.pk}").order_by("number")
        told = [(json.loads(bytes(one.entry).decode()), one.recorded_at) for one in happened]
        row.told_at = row.last_at = told[0][1]
        row.number_key = folded(row.number).replace(" ", "")
        if row.withdrawn:
            row.state, row.last_at = "withdrawn", told[-1][1]
            row.reason = told[-1][0]["payload"]["reason"]
        row.save()
        if row.digest:
            file.objects.create(document=row, place=1, digest=row.digest)
        words.objects.create(
            document=row, head=words_of(row.number, row.abstract), rest=words_of(row.issuer, row.signer_post)
        )


def articles(apps):
    words, photograph = apps.get_model("news", "ArticleWords"), apps.get_model("news", "Photograph")
    for said in apps.get_model("news", "Wording").objects.iterator():
        captions = photograph.objects.filter(article=said.article_id).order_by("place").values_list("caption", flat=True)
        words.objects.create(
            article_id=said.article_id,
            head=words_of(said.title),
            rest=words_of(said.lead, said.body, said.by_line, *captions),
        )


class Migration(migrations.Migration):
    dependencies = [("news", "0002_documents_over_time")]
    operations = [
        migrations.RunPython(create_indexes, elidable=False),
        migrations.RunPython(fill, elidable=False),
    ]
