"""A conclusion: its statements while they are written, what was signed, and every wording of each statement."""

from django.db import models
from django.db.models import Q

from motcua.reform.inspections.models.inspection import Inspection


class Conclusion(models.Model):
    """The conclusion of an inspection after its last event: the fields of ``rules.conclusion.ConclusionState``."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)  # events in the ledger's stream "conclusion/<inspection>"
    groups = models.JSONField(default=list)
    statements = models.JSONField(default=list)
    content = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    leaf = models.CharField(max_length=64, blank=True)  # of the event that signed it
    signed_at = models.DateTimeField(null=True)
    article = models.PositiveBigIntegerField(null=True)  # of services.news
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="conclusion_signed_whole",
                condition=Q(content__isnull=True, digest="", leaf="", signed_at__isnull=True)
                | (Q(content__isnull=False, signed_at__isnull=False) & ~Q(digest="") & ~Q(leaf="")),
            ),
            models.CheckConstraint(
                name="conclusion_published_signed",
                condition=Q(article__isnull=True) | Q(signed_at__isnull=False),
            ),
        )
        indexes = (models.Index(name="conclusion_by_digest", fields=("digest",)),)


class StatementText(models.Model):
    """
    What a statement said in one of its versions. The ledger holds a salted commitment to it until it is signed.

    Deleting the row, its salt with it, erases the text; the proofs stay whole.
    """

    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT, related_name="+")
    statement = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    author = models.CharField(max_length=64)
    at = models.DateTimeField()
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="statement_text_once", fields=("conclusion", "statement", "version")),
        )
