"""What moved into columns of its own goes from where it was; what the rows must hold to is asked of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0003_what_documents_were")]
    operations = [
        migrations.RemoveIndex("document", "news_document_newest"),
        migrations.RemoveField("document", "withdrawn"),
        migrations.RemoveField("document", "digest"),
        migrations.AlterField("document", "last_at", models.DateTimeField()),
        migrations.AlterField("document", "proposed", models.CharField(blank=True, max_length=300)),
        migrations.AlterField("document", "proposed_by", models.CharField(blank=True, max_length=100)),
        migrations.AlterField("document", "reason", models.CharField(blank=True, max_length=300)),
        migrations.AlterField("mark", "id", models.BigIntegerField(primary_key=True, serialize=False)),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "published", "withdrawn"])), name="news_document_state_known"
            ),
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=models.Q(("state", "published"), _negated=True) | models.Q(("told_at__isnull", False)),
                name="news_document_told_once",
            ),
        ),
        migrations.AddIndex(
            "document", models.Index(fields=["state", "issued_on", "id"], name="news_document_by_day")
        ),
        migrations.AddIndex(
            "document", models.Index(fields=["number_key", "issued_on"], name="news_document_by_number")
        ),
    ]
