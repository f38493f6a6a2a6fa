"""That results were taken home as files, and nothing of who did; and who was handed one, and how that is proven."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.services.collecting.rules import HandedBy, Way


class Download(models.Model):
    """A result was taken home: which file, how it was shown to be theirs, when. Its event is alone in its stream."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="download_way_known", condition=Q(way__in=[one.value for one in Way])),
        ]
        indexes: ClassVar = [models.Index(name="download_of_dossier", fields=["dossier", "-at"])]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.at}"


class HandOver(models.Model):
    """
    A result was handed over. What names persons goes when they are forgotten; the ledger holds a commitment to it.

    ``owing`` is why it was handed over although the fees were not settled.
    """

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    way = models.CharField(max_length=12)
    proof = models.CharField(max_length=12, blank=True)
    relation = models.CharField(max_length=12, blank=True)
    paper = models.CharField(max_length=12, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    owed = models.BigIntegerField(default=0)
    name = models.CharField(max_length=200, null=True)
    owing = models.TextField(null=True)
    salt = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="hand_over_once", fields=["dossier", "number"]),
            models.CheckConstraint(name="hand_over_way_known", condition=Q(way__in=[one.value for one in HandedBy])),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.number}"
