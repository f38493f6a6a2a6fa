"""A visit: its checklist, answers, remarks, photographs, findings, and the notes of devices that brought them."""

from django.db import models
from django.db.models import F, Q

from motcua.reform.inspections.models.inspection import Place
from motcua.reform.inspections.rules.visit import Answer, Cause, FindingKind, Severity


class Visit(models.Model):
    """The visit of a place, with the checklist as it was when it began. Whoever changes anything locks this row."""

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="+")
    checklist = models.CharField(max_length=64)
    text = models.TextField()  # of the checklist
    digest = models.CharField(max_length=64)  # of that text
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField()  # events in the ledger's stream "visit/<place>"


class VisitText(models.Model):
    """
    What someone wrote in a visit: a note, a remark, a caption, a finding. The ledger holds a salted commitment to it.

    Deleting the row, its salt with it, erases the text; the proofs stay whole.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=16)
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(name="visit_text_once", fields=("visit", "number", "name")),)


class LineAnswer(models.Model):
    """What counts of a line; all that was ever answered stands in the ledger."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=32)
    number = models.PositiveIntegerField()
    answer = models.CharField(max_length=16)
    looked = models.PositiveIntegerField(null=True)
    right = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="visit_line_once", fields=("visit", "line")),
            models.CheckConstraint(name="visit_answer_known", condition=Q(answer__in=[one.value for one in Answer])),
            models.CheckConstraint(name="visit_right_of_looked", condition=Q(right=None) | Q(right__lte=F("looked"))),
        )


class Remark(models.Model):
    """A remark on a line, or on the visit as a whole."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    line = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(name="visit_remark_once", fields=("visit", "number")),)


class Photograph(models.Model):
    """A photograph by the digest under which it is kept, with the digest that it had when it was taken."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    line = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    captured = models.CharField(max_length=64)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.CharField(max_length=64)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(name="visit_photograph_once", fields=("visit", "number")),)


class Finding(models.Model):
    """A finding, made from a line or by itself."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    line = models.CharField(max_length=32, blank=True)
    kind = models.CharField(max_length=8)
    field = models.CharField(max_length=32)
    severity = models.CharField(max_length=8, blank=True)
    cause = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="visit_finding_once", fields=("visit", "number")),
            models.CheckConstraint(name="finding_kind_known", condition=Q(kind__in=[one.value for one in FindingKind])),
            models.CheckConstraint(
                name="finding_severity_known", condition=Q(severity__in=["", *(one.value for one in Severity)])
            ),
            models.CheckConstraint(
                name="finding_cause_known", condition=Q(cause__in=["", *(one.value for one in Cause)])
            ),
        )


class DeviceNote(models.Model):
    """A note of a device that was taken, so that the same one is taken once."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(unique=True)
    device = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    number = models.PositiveIntegerField()  # of the event that it became
    slow = models.IntegerField()  # seconds that the device's clock was behind the server's
    captured_at = models.DateTimeField()  # by the device's clock
    received_at = models.DateTimeField()
    aside = models.CharField(max_length=8, blank=True)  # why it was set aside

    class Meta:
        constraints = (models.UniqueConstraint(name="visit_note_once_an_event", fields=("visit", "number")),)
        indexes = (models.Index(name="visit_notes_of_device", fields=["visit", "device", "number"]),)
