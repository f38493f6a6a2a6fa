"""What was paid for dossiers, receipt books, accounts, and the tills' days. The ledger's events are the truth."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.services.fees.rules.words import Part, Standing, What


class Purse(models.Model):
    """What is owed and how many events there were; the movements stand beside it."""

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    assessed = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.dossier_id}"


class Movement(models.Model):
    """One movement of money; each column is a field of ``rules.state.Movement``. ``at`` is when it was recorded."""

    purse = models.ForeignKey(Purse, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=12)
    amount = models.BigIntegerField()
    standing = models.CharField(max_length=12)
    by = models.CharField(max_length=64)
    way = models.CharField(max_length=12)
    receipt = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    day = models.CharField(max_length=10, blank=True)
    part = models.CharField(max_length=8, default=Part.FINAL.value)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="movement_once", fields=["purse", "number"]),
            models.UniqueConstraint(name="receipt_once", fields=["unit", "receipt"], condition=~Q(receipt="")),
            models.CheckConstraint(name="movement_what_known", condition=Q(what__in=[one.value for one in What])),
            models.CheckConstraint(
                name="movement_standing_known", condition=Q(standing__in=[one.value for one in Standing])
            ),
            models.CheckConstraint(name="movement_part_known", condition=Q(part__in=[one.value for one in Part])),
            models.CheckConstraint(name="movement_above_zero", condition=Q(amount__gt=0)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "day"], name="movement_of_day"),
            models.Index(fields=["unit"], condition=Q(standing=Standing.WAITING.value), name="movement_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.amount}"


class Text(models.Model):
    """What was written with an event of fees; it may name persons, so the ledger holds a salted commitment to it."""

    purse = models.ForeignKey(Purse, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="fee_text_once", fields=["purse", "number"])]

    def __str__(self) -> str:
        return f"{self.purse_id} {self.number}"


class ReceiptBook(models.Model):
    """A book of numbered receipts that an office was given; ``next`` is the one that is used next."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=20)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    next = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="receipt_book_once", fields=["unit", "series", "first"]),
            models.CheckConstraint(name="receipt_book_in_order", condition=Q(last__gte=F("first"))),
        ]

    def __str__(self) -> str:
        return self.series


class Account(models.Model):
    """The account to which fees of an office are transferred, from a day on."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    bank = models.CharField(max_length=6)
    bank_name = models.CharField(max_length=120)
    account = models.CharField(max_length=19)
    holder = models.CharField(max_length=120)
    valid_from = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="account_once_a_day", fields=["unit", "valid_from"])]

    def __str__(self) -> str:
        return self.account


class TillDay(models.Model):
    """A day of an office's till that was counted; confirmed by a second person where the count did not agree."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    body = models.JSONField()
    counted_by = models.CharField(max_length=64)
    counted_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="till_day_once", fields=["unit", "day"])]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day}"
