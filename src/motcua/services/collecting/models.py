"""That results were taken home, and nothing of who did."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.services.collecting.rules import Way


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
