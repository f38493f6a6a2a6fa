"""Results of dossiers, their drafts, and the templates they are drafted from. The ledger's events are the truth."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.services.results.rules.words import Medium, Stage


class Template(models.Model):
    """
    A text that results are drafted from, from a day on; a change is a new row, and closes the one before.

    Without a procedure it is offered for all of them; with a unit it is an office's own.
    """

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    procedure = models.CharField(max_length=40, blank=True)
    body = models.JSONField()
    book = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="template_once_a_day", fields=["code", "valid_from"]),
        ]
        indexes: ClassVar = [models.Index(fields=["procedure", "valid_from"], name="template_of_procedure")]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"


class Result(models.Model):
    """The result of one dossier; each column is a field of ``rules.state.ResultState``."""

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    medium = models.CharField(max_length=12)
    grants = models.BooleanField()
    drafter = models.CharField(max_length=64)
    to = models.CharField(max_length=64, blank=True)
    sent_back = models.PositiveSmallIntegerField(default=0)
    signer = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    issues = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=80, blank=True)
    on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="result_stage_known", condition=Q(stage__in=[one.value for one in Stage])),
            models.CheckConstraint(name="result_medium_known", condition=Q(medium__in=[one.value for one in Medium])),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["stage", "changed_at"],
                condition=Q(stage__in=[Stage.SUBMITTED.value, Stage.SIGNED.value]),
                name="result_under_way",
            ),
            models.Index(fields=["digest"], condition=~Q(digest=""), name="result_by_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.stage}"


class Text(models.Model):
    """
    What stands beside an event of a result: a draft, or a reason, and the salt of its commitment in the ledger.

    Erased, its body and its salt are empty.
    """

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    body = models.JSONField(null=True)
    salt = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="result_text_once", fields=["result", "number"])]

    def __str__(self) -> str:
        return f"{self.result_id} {self.number}"
