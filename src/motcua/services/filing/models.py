"""What is filled in online, what was sent of it, and what offices say of their own portals."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Application(models.Model):
    """
    What somebody fills in online for one dossier, kept as it is answered; persons stand in ``content``, erasable.

    ``key`` is the request key of the dossier, so that sending twice is filing once. ``steps`` are the pages that were
    answered, where the content cannot tell. ``secret`` is what is kept of the word by which it is taken up on another
    device; ``whose`` stands for the identity number, to count what one person has open. ``number`` counts the events
    in the ledger's stream ``filing/<id>``; none before it is sent. ``brought`` are the files, by paper, that were given
    for what the office asked for and that are not sent yet.
    """

    key = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey("accounts.Applicant", on_delete=models.PROTECT, related_name="+", null=True)
    secret = models.CharField(max_length=64, blank=True)
    procedure = models.CharField(max_length=64)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(null=True)
    steps = models.JSONField(default=list)
    whose = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", null=True)
    number = models.PositiveIntegerField(default=0)
    files = models.JSONField(default=dict)
    brought = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("account", "-saved_at"), name="filing_of_account"),
            models.Index(fields=("whose",), condition=Q(dossier__isnull=False), name="filing_of_person"),
            models.Index(fields=("saved_at",), condition=Q(content__isnull=False), name="filing_to_forget"),
            models.Index(fields=("unit", "sent_at"), condition=Q(dossier__isnull=False), name="filing_sent_to"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="filing_sent_whole",
                condition=Q(sent_at__isnull=True, dossier__isnull=True, number=0)
                | Q(sent_at__isnull=False, dossier__isnull=False, number__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Commitment(models.Model):
    """What stands beside an event of a filing: names, numbers, addresses, with the salt of its commitment. Erasable."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    salt = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="filing_commitment_once", fields=["application", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.number}"


class Incoming(models.Model):
    """A file that is on its way, piece by piece; its bytes lie in the home until it is whole."""

    token = models.CharField(max_length=32, unique=True)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.token


class OwnPortal(models.Model):
    """What an office said of its own portal: open or closed, from a day on, by a decision. Never edited."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    since = models.DateField()
    open = models.BooleanField()
    decision = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="own_portal_number_once", fields=["unit", "number"]),
            models.UniqueConstraint(name="own_portal_day_once", fields=["unit", "since"]),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.since}"
