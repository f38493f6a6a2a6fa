"""
Tables of kept sheets.

A sheet's numbers stand in the ledger; the row holds the same bytes, to be read fast, and where the sheet stands.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.reform.forms.rules.life import Standing

_STANDINGS = [standing.value for standing in Standing]


class Shelf(models.Model):
    """One row for each unit, form and preset that sheets are kept of; whoever adds a sheet holds it."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=64)
    preset = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="shelf_once", fields=["unit", "form", "preset"])]

    def __str__(self) -> str:
        return f"{self.form} {self.preset}"


class KeptSheet(models.Model):
    """One edition of a sheet. ``content`` is its canonical bytes; an edition is never changed."""

    shelf = models.ForeignKey(Shelf, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    edition = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    flagged = models.PositiveIntegerField()
    standing = models.CharField(max_length=16, choices=[(one, one) for one in _STANDINGS])
    kept_at = models.DateTimeField()
    sent_to = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    events = models.PositiveIntegerField()  # in the ledger's stream "form/<id>"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="sheet_ends_after_it_begins", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(name="sheet_standing_known", condition=Q(standing__in=_STANDINGS)),
            models.UniqueConstraint(name="sheet_edition_once", fields=["shelf", "first", "last", "edition"]),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.last} ({self.edition})"


class Reason(models.Model):
    """The free text of an event of a sheet; a commitment with its salt stands for it in the ledger."""

    sheet = models.ForeignKey(KeptSheet, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    salt = models.BinaryField(max_length=16)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="reason_once", fields=["sheet", "number"])]

    def __str__(self) -> str:
        return self.text
