"""An inspection: whose it is, of what period and fields, the places it goes to, and its team."""

from django.db import models
from django.db.models import F, Q

from motcua.reform.inspections.rules.words import Kind, Mode, Part


class Inspection(models.Model):
    """One inspection after its last event; the columns are the fields of ``rules.life.InspectionState``."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")  # who inspects
    plan = models.ForeignKey("inspections.Plan", on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=300)
    purpose = models.TextField()
    first = models.DateField()  # of the period whose figures are looked at
    last = models.DateField()
    fields = models.JSONField(default=list)  # values of registers.public.ReformField, in its order
    opened_at = models.DateTimeField()
    decided_number = models.CharField(max_length=64, default="")
    decided_on = models.DateField(null=True)
    notified_number = models.CharField(max_length=64, default="")
    notified_on = models.DateField(null=True)
    mandate_first = models.DateField(null=True)
    mandate_last = models.DateField(null=True)
    cancelled = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
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
    visit_on = models.DateField(db_index=True)

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


class InspectionRemark(models.Model):
    """
    Why an inspection was called off, or a plan amended. The ledger holds a salted commitment to it.

    Deleting the row, its salt with it, erases the text; the proofs stay whole.
    """

    stream = models.CharField(max_length=64)
    number = models.PositiveIntegerField()  # of the event in that stream
    author = models.CharField(max_length=64)
    at = models.DateTimeField()
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(name="inspection_remark_once_an_event", fields=("stream", "number")),)
