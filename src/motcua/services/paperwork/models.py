"""Papers that were handed out, as they were printed."""

from typing import ClassVar

from django.db import models


class Issue(models.Model):
    """
    One paper that was handed out. ``body`` is all that stands on it, so that it prints the same again; it may name
    persons, so the ledger holds a salted commitment to it, and it is erased with them.
    """

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # in the ledger's stream "paper/<dossier id>"
    form = models.CharField(max_length=16)
    edition = models.CharField(max_length=20)
    issued_at = models.DateTimeField()
    body = models.JSONField(null=True)
    salt = models.BinaryField(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="paper_once", fields=["dossier", "number"])]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.form}"
