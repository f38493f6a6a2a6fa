"""Documents with a life of their own, files and relations; parts of the site; the words of the search."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial"), ("ledger", "0002_triggers"), ("units", "0002_guards")]
    operations = [
        migrations.AddField("article", "topic", models.CharField(default="news", max_length=12)),
        migrations.AddField(
            "document", "state", models.CharField(default="published", max_length=12), preserve_default=False
        ),
        migrations.AddField(
            "document", "number_key", models.CharField(default="", max_length=100), preserve_default=False
        ),
        migrations.AddField("document", "kind", models.CharField(default="other", max_length=12), preserve_default=False),
        migrations.AddField(
            "document", "subject", models.CharField(default="other", max_length=12), preserve_default=False
        ),
        migrations.AddField("document", "last_at", models.DateTimeField(null=True)),
        migrations.AddField("document", "told_at", models.DateTimeField(null=True)),
        migrations.AddField("document", "proposed", models.CharField(blank=True, default="", max_length=300)),
        migrations.AddField("document", "proposed_by", models.CharField(blank=True, default="", max_length=100)),
        migrations.AddField("document", "reason", models.CharField(blank=True, default="", max_length=300)),
        migrations.CreateModel(
            name="DocumentFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("salt", models.BinaryField(default=bytes)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="news.document"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "place"), name="news_document_file_place_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="DocumentRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bond", models.CharField(max_length=12)),
                ("number", models.CharField(max_length=100)),
                ("issued_on", models.DateField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="news.document"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="news.document"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ArticleWords",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="news.article",
                    ),
                ),
                ("head", models.TextField()),
                ("rest", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="DocumentWords",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="news.document",
                    ),
                ),
                ("head", models.TextField()),
                ("rest", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="SectionLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(max_length=40, unique=True)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("events", models.PositiveIntegerField()),
                ("last_at", models.DateTimeField()),
            ],
        ),
    ]
