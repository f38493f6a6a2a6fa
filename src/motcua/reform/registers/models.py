"""
The registers as they stand. Their events in the ledger are the truth; a replay gives these rows again.

Days are inclusive at both ends, as in ``kernel.periods``.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Shelf(models.Model):
    """One register of one unit. Whoever changes it holds this row, so that two cannot pass each other unseen."""

    register = models.CharField(max_length=40)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="register_shelf_once", fields=["register", "unit"])]

    def __str__(self) -> str:
        return f"{self.register} {self.unit_id}"


class Record(models.Model):
    """
    One record after its last event; each column is a field of ``rules.state.RecordState``.

    ``values`` holds what may stand in the ledger, ``texts`` the commitments of what may not; see :class:`Text`.
    """

    register = models.CharField(max_length=40)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    effective_on = models.DateField()
    responsible = models.CharField(max_length=200, blank=True)
    public = models.BooleanField()
    values = models.JSONField()
    texts = models.JSONField()
    withdrawn = models.BooleanField(default=False)
    events = models.PositiveIntegerField()  # in the ledger's stream "register/<id>"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="record_ends_after_it_begins", condition=Q(last_on__gte=F("first_on"))),
        ]
        indexes: ClassVar = [models.Index(name="record_of_unit", fields=["unit", "register", "first_on"])]

    def __str__(self) -> str:
        return f"{self.register} {self.pk}"


class Text(models.Model):
    """
    What may name persons: a note, a list of members, the reason of a correction. The ledger holds the commitment.

    Deleting the row, its salt with it, erases the text; the proofs stay whole.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    commitment = models.CharField(max_length=64)
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="record_text_once", fields=["record", "commitment"])]

    def __str__(self) -> str:
        return self.commitment


class Evidence(models.Model):
    """A file beside a record, by the digest under which it is kept; its name stands here and not in the ledger."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    effective_on = models.DateField()
    attached_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="record_evidence_once", fields=["record", "digest"])]

    def __str__(self) -> str:
        return self.digest


class Completion(models.Model):
    """A declaration that a unit's register is complete for a period, after its last event."""

    register = models.CharField(max_length=40)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    declared_at = models.DateTimeField()
    superseded = models.BooleanField(default=False)
    events = models.PositiveIntegerField()  # in the ledger's stream "completion/<id>"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="completion_ends_after_it_begins", condition=Q(last_on__gte=F("first_on"))),
        ]
        indexes: ClassVar = [models.Index(name="completion_of_unit", fields=["unit", "register", "first_on"])]

    def __str__(self) -> str:
        return f"{self.register} {self.pk}"
