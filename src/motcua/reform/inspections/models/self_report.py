"""A self-report: what the unit says line by line, and its texts."""

from django.db import models
from django.db.models import Q

from motcua.reform.inspections.models.inspection import Place
from motcua.reform.inspections.rules.self_report import ReportStage


class SelfReport(models.Model):
    """A self-report after its last event; the columns are the fields of ``rules.self_report.SelfReportState``."""

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)  # events in the ledger's stream "self_report/<place>"
    stage = models.CharField(max_length=8, default=ReportStage.DRAFT.value)
    editions = models.JSONField(default=list)
    lines = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="self_report_stage_known", condition=Q(stage__in=[one.value for one in ReportStage])
            ),
        )


class SelfReportText(models.Model):
    """
    What a unit wrote: a reason, an explanation, the words of a line. The ledger holds a salted commitment to it.

    Deleting the row, its salt with it, erases the text; the proofs stay whole.
    """

    report = models.ForeignKey(SelfReport, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # of the event
    line = models.CharField(max_length=80, blank=True)  # empty: of the report as a whole
    name = models.CharField(max_length=8)
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="self_report_text_once", fields=("report", "number", "line", "name")),
        )
