"""The outbox, where its reading of the ledger stands, and the words of offices. No address is kept in it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.services.notices.rules import About, Channel, Standing


class Notice(models.Model):
    """One notice to the applicant of a dossier; by its ``key`` the other side knows it again if it is sent twice."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=16)
    channel = models.CharField(max_length=8)
    standing = models.CharField(max_length=12)
    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=120, blank=True)
    queued_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="notice_about_known", condition=Q(about__in=[one.value for one in About])),
            models.CheckConstraint(
                name="notice_channel_known", condition=Q(channel__in=[one.value for one in Channel])
            ),
            models.CheckConstraint(
                name="notice_standing_known", condition=Q(standing__in=[one.value for one in Standing])
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=Q(standing=Standing.QUEUED.value), name="notice_due"),
            models.Index(fields=["unit", "-queued_at"], name="notice_of_unit"),
            models.Index(fields=["dossier"], name="notice_of_dossier"),
        ]

    def __str__(self) -> str:
        return self.key


class Reading(models.Model):
    """How far the ledger was read for what people are to be told of. There is one row."""

    position = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return str(self.position)


class Wording(models.Model):
    """The words of an office for one thing that people are told of, from a day on."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=16)
    subject = models.CharField(max_length=600)
    text = models.CharField(max_length=600)
    valid_from = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="wording_once_a_day", fields=["unit", "about", "valid_from"])
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.about}"
