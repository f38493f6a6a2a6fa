"""Tables of files: one row for each content, and beside it each time that it was put here, with its name."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.foundation.files.rules.words import Kind


class File(models.Model):
    """What is, or was, kept under a digest. The bytes lie in the home, under the same name."""

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    size = models.PositiveIntegerField()
    events = models.PositiveIntegerField(default=0)  # in the ledger's stream "file/<digest>"
    gone_at = models.DateTimeField(null=True)  # its bytes were let go, by whom and why the ledger tells

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="file_kind_known", condition=Q(kind__in=[kind.value for kind in Kind])),
            models.CheckConstraint(name="file_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return self.digest


class Naming(models.Model):
    """
    That a unit put a file here, and what it calls it. A name may name persons, so the ledger holds a commitment to it.

    ``number`` is that of the event in the file's stream.
    """

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    salt = models.BinaryField(max_length=16)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="naming_once", fields=["file", "number"])]

    def __str__(self) -> str:
        return self.name
