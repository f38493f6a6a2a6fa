"""The work on dossiers as it stands. Its events in the ledger are the truth; a replay gives these rows again."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.services.casework.rules.words import Part


class Case(models.Model):
    """
    The work on one dossier; each column is a field of ``rules.state.CaseState``.

    ``steps`` is the process as it stood when the work began: a later change of the process does not move what is begun.
    """

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    case = models.CharField(max_length=40, blank=True)
    steps = models.JSONField()
    step = models.CharField(max_length=40)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    step_since = models.DateTimeField()
    step_due = models.DateTimeField(null=True)
    main = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+", null=True)
    moved_by = models.CharField(max_length=64)
    before = models.JSONField(null=True)
    asking = models.JSONField(null=True)
    agency_due = models.DateTimeField(null=True)
    waits = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("main", "step_due"), name="case_of_post"),
            models.Index(fields=("unit", "step", "main", "dossier"), name="case_at_work"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.step}"


class Seat(models.Model):
    """A post that has to do with a dossier beside its main handler."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12)
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="seat_part_known", condition=Q(part__in=[Part.COORDINATOR.value, Part.FOLLOWER.value])
            ),
            models.UniqueConstraint(name="seat_once", fields=["case", "part", "post"]),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.part} {self.post_id}"


class Branch(models.Model):
    """A part of a dossier that is, or was, at another unit; each column is a field of ``rules.state.Branch``."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    part = models.CharField(max_length=40)
    of = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    outside = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    opened_at = models.DateTimeField()
    since = models.DateTimeField()
    due = models.DateTimeField(null=True)
    main = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="branch_once", fields=["case", "number"]),
            models.CheckConstraint(
                name="branch_somewhere",
                condition=Q(unit__isnull=False, outside="") | Q(unit__isnull=True) & ~Q(outside=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("unit", "answered_at"), name="branch_of_unit")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.part}"


class Text(models.Model):
    """
    What someone wrote with an event of the work: a note, an opinion, what a consent is asked for.

    It may name persons, so the ledger holds only a salted commitment to it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="case_text_once", fields=["case", "number"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class Delegation(models.Model):
    """One post stands in for another, from one day to another, both included; it ends by itself."""

    absent = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="delegation_ends_after_it_begins", condition=Q(valid_to__gte=F("valid_from"))),
            models.CheckConstraint(name="delegation_of_two_posts", condition=~Q(absent=F("stand_in"))),
        ]
        indexes: ClassVar = [models.Index(fields=("stand_in", "valid_to"), name="delegation_by_stand_in")]

    def __str__(self) -> str:
        return f"{self.absent_id} {self.stand_in_id}"


class KeptList(models.Model):
    """What a list of work is narrowed to, kept by a post under a name; the unit that it is shared with finds it too."""

    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    chosen = models.JSONField()
    shared_with = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="kept_list_once", fields=["post", "name"])]

    def __str__(self) -> str:
        return self.name
