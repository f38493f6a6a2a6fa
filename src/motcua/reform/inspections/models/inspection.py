"""An inspection: whose it is, of what period and fields, the places it goes to, and its team."""

from django.db import models
from django.db.models import F, Q

from motcua.reform.inspections.rules.words import Kind, Mode, Part


class Inspection(models.Model):
    """One inspection, of one unit or of several that share team and conclusion."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")  # who inspects
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=300)
    purpose = models.TextField()
    first = models.DateField()  # of the period whose figures are looked at
    last = models.DateField()
    fields = models.JSONField(default=list)  # values of registers.public.ReformField, in its order
    events = models.PositiveIntegerField(default=0)  # in the ledger's stream "inspection/<id>"

    class Meta:
        constraints = (
            models.CheckConstraint(name="inspection_kind_known", condition=Q(kind__in=[one.value for one in Kind])),
            models.CheckConstraint(name="inspection_ends_after_it_begins", condition=Q(last__gte=F("first"))),
        )


class Place(models.Model):
    """A unit that an inspection looks at."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=16)
    visit_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="inspection_place_once", fields=("inspection", "unit")),
            models.CheckConstraint(name="inspection_mode_known", condition=Q(mode__in=[one.value for one in Mode])),
        )


class Member(models.Model):
    """A post in the team of an inspection, with the agency that it comes from."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=16)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="inspection_member_once", fields=("inspection", "post")),
            models.CheckConstraint(name="inspection_part_known", condition=Q(part__in=[one.value for one in Part])),
        )
