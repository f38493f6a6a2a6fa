"""
Tables of snapshots.

The ledger holds the digest of a snapshot's bytes; the row holds the bytes, and is never changed.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Snapshot(models.Model):
    """What was shown of a unit for a period, frozen. ``events`` is how many events of the ledger it follows from."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    own = models.BooleanField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    facts = models.CharField(max_length=32)
    events = models.PositiveBigIntegerField()
    frozen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="snapshot_ends_after_it_begins", condition=Q(last__gte=F("first"))),
            models.UniqueConstraint(name="snapshot_once", fields=["unit", "first", "last", "own"]),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"
