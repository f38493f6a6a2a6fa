"""Recommendations, each as it stands after its last event, and what was written of them."""

from django.db import models
from django.db.models import Q

from motcua.reform.inspections.models.inspection import Inspection
from motcua.reform.inspections.rules.recommendation import Remedy, Standing


class Recommendation(models.Model):
    """One thing that a unit is to do; the columns are the fields of ``rules.recommendation.RecommendationState``."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    statement = models.CharField(max_length=64)
    number = models.PositiveIntegerField()  # in the ledger's stream "recommendation/<id>"
    text = models.TextField()
    field = models.CharField(max_length=32)
    findings = models.JSONField(default=list)
    kind = models.CharField(max_length=8)
    due_first = models.DateField()
    due_on = models.DateField()
    proposed_at = models.DateTimeField()
    watch = models.JSONField(null=True)
    standing = models.CharField(max_length=16)
    accepted = models.BooleanField(null=True)
    answered_by = models.CharField(max_length=64, default="")
    answered_at = models.DateTimeField(null=True)
    owner = models.CharField(max_length=64, default="")
    asked_until = models.DateField(null=True)
    reported_by = models.CharField(max_length=64, default="")
    reported_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=64, default="")
    verified_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    evidence = models.JSONField(default=list)
    escalated = models.JSONField(default=list)
    reopened = models.PositiveSmallIntegerField(default=0)
    seen = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="recommendation_once_a_unit", fields=("inspection", "statement", "unit")),
            models.CheckConstraint(
                name="recommendation_kind_known", condition=Q(kind__in=[one.value for one in Remedy])
            ),
            models.CheckConstraint(
                name="recommendation_standing_known", condition=Q(standing__in=[one.value for one in Standing])
            ),
        )
        indexes = (
            models.Index(name="recommendation_by_unit", fields=("unit", "standing", "due_on")),
            models.Index(name="recommendation_by_owner", fields=("owner", "standing")),
        )


class RecommendationRemark(models.Model):
    """
    What someone wrote with an act: a reason, a report, a reservation. The ledger holds a salted commitment to it.

    Deleting the row, its salt with it, erases the text; the proofs stay whole.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # of the event in the recommendation's stream
    author = models.CharField(max_length=64)
    at = models.DateTimeField()
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="recommendation_remark_once_an_event", fields=("recommendation", "number")),
        )
