"""What is filled in at the counter, and what was handed in. Persons stand here, and never in the ledger."""

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """
    What a post fills in for one citizen, kept as it is typed; it goes when the dossier is accepted or dropped.

    ``key`` becomes the request key of the dossier, so that accepting twice is accepting once.
    """

    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=("post", "-saved_at"), name="draft_of_post")]

    def __str__(self) -> str:
        return self.key


class Intake(models.Model):
    """
    What came in with one dossier; ``private`` holds who filed it for someone else and how to reach them, erasable.

    The ledger holds a salted commitment to what is private.
    """

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    case = models.CharField(max_length=40, blank=True)
    sets = models.PositiveSmallIntegerField()
    return_by = models.CharField(max_length=12)
    papers = models.JSONField()
    private = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.dossier_id}"


class Note(models.Model):
    """What stands beside an event of an intake: names of papers, remarks, persons; with the salt of its commitment."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    salt = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="intake_note_once", fields=["intake", "number"])]

    def __str__(self) -> str:
        return f"{self.intake_id} {self.number}"
