"""
Tables of the tree of offices.

Days are inclusive at both ends, as in ``kernel.periods``; an open end is null. The database itself refuses overlapping
standings of one unit, and two units with one code on one day (``migrations/0002_guards.py``).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.foundation.units.rules.contact import Contact
from motcua.foundation.units.rules.words import Level


class Unit(models.Model):
    """An office that was once founded. What it is called and where it stands is dated."""

    key = models.CharField(max_length=80, unique=True)
    level = models.CharField(max_length=12, choices=[(level.value, level.value) for level in Level])
    events = models.PositiveIntegerField(default=0)  # in the ledger's stream "unit/<id>"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="unit_level_known", condition=Q(level__in=[level.value for level in Level])),
        ]

    def __str__(self) -> str:
        return self.key


class Standing(models.Model):
    """What a unit is called and where it stands, from one day to another, both included."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="standing_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="standing_not_under_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("unit"))
            ),
            models.UniqueConstraint(name="standing_begins_once", fields=["unit", "valid_from"]),
            models.UniqueConstraint(name="standing_code_begins_once", fields=["code", "valid_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Succession(models.Model):
    """One unit answers for another from a day on."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    main = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="succession_of_another", condition=~Q(predecessor=F("successor"))),
            models.UniqueConstraint(name="succession_once", fields=["predecessor", "successor"]),
            models.UniqueConstraint(name="succession_one_main", fields=["predecessor"], condition=Q(main=True)),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} -> {self.successor_id}"


class ContactRow(models.Model):
    """How one reaches an office, from one day to another: ``rules.contact.Contact``."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=300, blank=True)
    hotline = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=300, blank=True)
    hours = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contact_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(name="contact_begins_once", fields=["unit", "valid_from"]),
            models.UniqueConstraint(name="contact_one_now", fields=["unit"], condition=Q(valid_to__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.valid_from}"

    def contact(self) -> Contact:
        """Give what the row says."""
        return Contact(self.address, self.phone, self.hotline, self.email, self.hours)


class Tree(models.Model):
    """One row: the stamp of the tree as it is now. Each change sets another, so that compiled copies know their age."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    stamp = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.stamp
