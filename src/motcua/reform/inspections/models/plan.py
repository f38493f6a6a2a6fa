"""The plan of a unit's inspections in a year."""

from django.db import models
from django.db.models import F, Q


class Plan(models.Model):
    """One plan after its last event; the columns are the fields of ``rules.planning.PlanState``."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")  # whose plan it is
    year = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    purpose = models.TextField()
    first = models.DateField()  # of the period whose figures are looked at
    last = models.DateField()
    fields = models.JSONField(default=list)
    targets = models.JSONField(default=list)
    members = models.JSONField(default=list)
    issued_number = models.CharField(max_length=64, default="")
    issued_on = models.DateField(null=True)
    amended = models.PositiveIntegerField(default=0)
    events = models.PositiveIntegerField(default=0)  # in the ledger's stream "inspection_plan/<id>"

    class Meta:
        constraints = (
            models.CheckConstraint(name="inspection_plan_ends_after_it_begins", condition=Q(last__gte=F("first"))),
        )
