"""What was certified on the day it was brought. The ledger's events are the truth."""

from typing import ClassVar

from django.db import models


class Certification(models.Model):
    """
    One paper that was certified: which dossier it is, its number in the register, how many copies of how many pages.

    ``what`` names the paper and may name persons, so the ledger holds a salted commitment to it.
    """

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80)
    on = models.DateField()
    copies = models.PositiveSmallIntegerField()
    pages = models.PositiveSmallIntegerField()
    fee = models.BigIntegerField()
    signer = models.CharField(max_length=64)
    what = models.CharField(max_length=300, null=True)
    salt = models.BinaryField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "on"], name="certification_of_day")]

    def __str__(self) -> str:
        return self.number
