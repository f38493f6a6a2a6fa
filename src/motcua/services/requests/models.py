"""What applicants asked about their dossiers. The ledger's events are the truth; rows follow from them."""

from typing import ClassVar

from django.db import models


class Correspondence(models.Model):
    """All requests about one dossier; ``number`` counts their events."""

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.dossier_id)


class Request(models.Model):
    """
    One request, and its answer.

    ``text`` and ``answer`` may name persons, so the ledger holds salted commitments to them; each can be erased with
    its salt. Constraints: one number once a dossier; what is open has no answer.
    """

    correspondence = models.ForeignKey(Correspondence, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=10)
    standing = models.CharField(max_length=10)
    by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    text = models.TextField(null=True)
    salt = models.BinaryField(null=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(null=True)
    answer_salt = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["correspondence", "number"], name="requests_number_once"),
            models.CheckConstraint(
                condition=models.Q(standing="open", answered_at=None)
                | (~models.Q(standing="open") & models.Q(answered_at__isnull=False)),
                name="requests_open_or_answered",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked_at"], condition=models.Q(standing="open"), name="requests_open"),
        ]

    def __str__(self) -> str:
        return f"{self.correspondence_id}/{self.number}"
