"""An index over the words of what is public, and what the new columns hold of the cases that there are."""

import re
import unicodedata
from itertools import groupby

from django.db import migrations

SQLITE = """CREATE VIRTUAL TABLE feedback_search USING fts5(
    words, content='feedback_publictext', content_rowid='case_id', tokenize='ascii', detail='full'
)"""
POSTGRESQL = "CREATE INDEX feedback_search ON feedback_publictext USING gin (to_tsvector('simple', words))"
PARTS = ("public_question", "public_answer")


def create_index(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL, params=None)


def folded(text):
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def digits_of(text):
    digits = "".join(sign for sign in text if sign.isdecimal())
    return digits.removeprefix("84") if len(digits) > 10 and digits.startswith("84") else digits.removeprefix("0")


def fill(apps, schema_editor):
    sender, words = apps.get_model("feedback", "Sender"), apps.get_model("feedback", "Words")
    for row in sender.objects.iterator():
        row.phone_digits, row.caller_digits = digits_of(row.phone), digits_of(row.caller)
        row.save(update_fields=["phone_digits", "caller_digits"])
    public_text = apps.get_model("feedback", "PublicText")
    said = words.objects.filter(part__in=PARTS).order_by("case_id", "number").values_list("case_id", "part", "text")
    for case, lines in groupby(said.iterator(), key=lambda line: line[0]):
        latest = {part: text for _, part, text in lines}
        public_text.objects.create(case_id=case, words=folded(" ".join(latest.get(part, "") for part in PARTS)))
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("INSERT INTO feedback_search (feedback_search) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_public_pages")]
    operations = [
        migrations.RunPython(create_index, elidable=False),
        migrations.RunPython(fill, elidable=False),
    ]
