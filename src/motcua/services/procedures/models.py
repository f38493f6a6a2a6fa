"""
Tables of the catalogue of procedures.

Days are inclusive at both ends; an open end is null. A version is never edited: a change closes it and begins another.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.services.procedures.rules.asking import SOON_DAYS
from motcua.services.procedures.rules.words import MODES


class Field(models.Model):
    """A field of administration (lĩnh vực), as civil status or land."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """An administrative procedure (thủ tục hành chính). All else about it is dated."""

    code = models.CharField(max_length=64, unique=True)
    events = models.PositiveIntegerField(default=0)  # in the ledger's stream "procedure/<code>"

    def __str__(self) -> str:
        return self.code


_MODES = list(MODES)


class ProcedureVersion(models.Model):
    """What a procedure is called, which field it is of, how long it may take, from one day to another."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=1000)
    term_amount = models.PositiveIntegerField(null=True)
    term_measure = models.CharField(max_length=16, blank=True)
    on_supplement = models.CharField(max_length=8, choices=[(mode, mode) for mode in _MODES])
    on_pause = models.CharField(max_length=8, choices=[(mode, mode) for mode in _MODES])
    on_agency = models.CharField(max_length=8, choices=[(mode, mode) for mode in _MODES])
    sensitive = models.BooleanField()
    decision = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="version_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="version_term_whole",
                condition=Q(term_amount__isnull=True, term_measure="")
                | (Q(term_amount__isnull=False) & ~Q(term_measure="")),
            ),
            models.CheckConstraint(
                name="version_clocks_known",
                condition=Q(on_supplement__in=_MODES, on_pause__in=_MODES, on_agency__in=_MODES),
            ),
            models.UniqueConstraint(name="version_begins_once", fields=["procedure", "valid_from"]),
            models.UniqueConstraint(name="version_one_now", fields=["procedure"], condition=Q(valid_to__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.name


class Catalogue(models.Model):
    """One row: the stamp of the catalogue as it is now. Each change sets another, so that copies know their age."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    stamp = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.stamp


class Offer(models.Model):
    """
    What one office offers of one procedure; each column is a field of ``rules.offering.Offer``.

    The lists are few and always read whole: ``reaches`` since when it is offered and how far online, ``postings`` what
    hung on the board from when to when, ``published`` the days in the national database.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # of the last event in the ledger's stream "procedure_offer/<id>"
    reaches = models.JSONField()
    postings = models.JSONField(default=list)
    published = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="offer_once_an_office", fields=["unit", "procedure"]),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}:{self.procedure_id}"


class Asking(models.Model):
    """What a procedure asks, from one day to another: ``rules.asking.Asked`` as plain words. Never edited."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    body = models.JSONField()
    soon_days = models.PositiveSmallIntegerField(default=SOON_DAYS)  # as in ``body``, for lists of many procedures
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=("soon_days", "valid_from", "valid_to", "procedure"),
                condition=~Q(soon_days=SOON_DAYS),
                name="asking_warns_otherwise",
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="asking_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(name="asking_begins_once", fields=["procedure", "valid_from"]),
            models.UniqueConstraint(name="asking_one_now", fields=["procedure"], condition=Q(valid_to__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.valid_from}"


class GuideVersion(models.Model):
    """What is published of a procedure for citizens, from one day to another: ``rules.guide.Guide`` as plain words."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    body = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="guide_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(name="guide_begins_once", fields=["procedure", "valid_from"]),
            models.UniqueConstraint(name="guide_one_now", fields=["procedure"], condition=Q(valid_to__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.valid_from}"


class FormVersion(models.Model):
    """
    What the electronic form of a procedure asks, from one day to another: ``rules.form.words.Form`` as plain words.

    Without a case it is for every case that has no other. By its digest it is found again long after it has ended.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    case = models.CharField(max_length=40, blank=True)
    body = models.JSONField()
    digest = models.CharField(max_length=64, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="form_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(name="form_begins_once", fields=["procedure", "case", "valid_from"]),
            models.UniqueConstraint(
                name="form_one_now", fields=["procedure", "case"], condition=Q(valid_to__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.case} {self.valid_from}"


class ProcessVersion(models.Model):
    """The process of a procedure, from one day to another; without a unit it is for every office that has no other."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    steps = models.JSONField()
    decision = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="process_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(name="process_begins_once", fields=["procedure", "unit", "valid_from"]),
            models.UniqueConstraint(
                name="general_process_begins_once",
                fields=["procedure", "valid_from"],
                condition=Q(unit__isnull=True),
            ),
            models.UniqueConstraint(
                name="process_one_now", fields=["procedure", "unit"], condition=Q(valid_to__isnull=True)
            ),
            models.UniqueConstraint(
                name="general_process_one_now",
                fields=["procedure"],
                condition=Q(unit__isnull=True, valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.unit_id} {self.valid_from}"


class Drafting(models.Model):
    """
    What somebody is still writing of what a procedure asks, of a process or of a form; nobody's law, so no event.

    ``number`` counts its savings, so that two who write at once do not overwrite each other.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    subject = models.CharField(max_length=10)
    case = models.CharField(max_length=40, blank=True, default="")  # of a form: for which case it shall be
    body = models.JSONField()
    number = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=64)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="draft_once_a_unit", fields=["procedure", "subject", "unit", "case"]),
            models.UniqueConstraint(
                name="general_draft_once", fields=["procedure", "subject", "case"], condition=Q(unit__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.unit_id} {self.subject}"
