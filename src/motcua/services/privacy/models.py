"""What persons asked about their data. The ledger's events are the truth; rows follow from them."""

from typing import ClassVar

from django.db import models


class Folder(models.Model):
    """All requests about the data of one dossier; ``number`` counts their events."""

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.dossier_id)


class Request(models.Model):
    """
    One request, and what became of it.

    ``text`` and ``answer`` may name persons, so the ledger holds salted commitments to them; they are erased too.
    """

    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=8)
    standing = models.CharField(max_length=8)
    by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    text = models.TextField(null=True)
    salt = models.BinaryField(null=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(null=True)
    answer_salt = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folder", "number"], name="privacy_number_once"),
            models.CheckConstraint(
                condition=models.Q(standing="open", answered_at=None)
                | (~models.Q(standing="open") & models.Q(answered_at__isnull=False)),
                name="privacy_open_or_answered",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=models.Q(answered_at__isnull=True), name="privacy_open"),
        ]

    def __str__(self) -> str:
        return f"{self.folder_id}/{self.number}"
