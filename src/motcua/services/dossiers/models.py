"""The dossiers as they stand. Their events in the ledger are the truth; a replay gives these rows again."""

from django.db import models
from django.db.models import Q

from motcua.services.dossiers.rules.words import Channel, Outcome, State, Timeliness, WaitsFor


def _words(words: type[State] | type[Channel] | type[Outcome] | type[Timeliness] | type[WaitsFor]) -> list[str]:
    return [word.value for word in words]


LISTED = ("stopped_at", "judged_until", "state", "procedure", "field", "channel", "number", "last_at", "id")
"""All that lists of pending dossiers give, count, narrow and order by, so that an index alone answers them."""

# Conditions of indexes are null tests alone: SQLite cannot tell from a parameter that one with values holds. What is
# null stands first as well: one more column that is equal makes them the better choice before any statistics are taken.


class Dossier(models.Model):
    """One dossier after its last event; each column is a field of ``rules.state.DossierState``."""

    code = models.CharField(max_length=64, unique=True, null=True)
    request_key = models.CharField(max_length=64, unique=True, null=True)
    state = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    origin = models.CharField(max_length=16, null=True)
    receiving_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    competent_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    waits_for = models.CharField(max_length=8, null=True)
    interrupted = models.CharField(max_length=16, null=True)
    asked_by = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    submitted_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    term_amount = models.PositiveIntegerField(null=True)
    term_measure = models.CharField(max_length=16, null=True)
    due_first = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    judged_until = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, null=True)
    timeliness = models.CharField(max_length=8, null=True)
    returned_at = models.DateTimeField(null=True)
    returned_again = models.PositiveSmallIntegerField(default=0, db_default=0)
    used = models.JSONField(default=list)
    extensions = models.PositiveSmallIntegerField(default=0)
    requests = models.PositiveSmallIntegerField(default=0)
    repeated_requests = models.PositiveSmallIntegerField(default=0)
    apologies = models.PositiveSmallIntegerField(default=0)
    fee_paid = models.BigIntegerField(null=True)
    fee_paid_online = models.BigIntegerField(null=True)
    fee_advance = models.BigIntegerField(null=True)
    fee_final = models.BigIntegerField(null=True)
    papers = models.PositiveSmallIntegerField(null=True)
    papers_digitised = models.PositiveSmallIntegerField(null=True)
    papers_reused = models.PositiveSmallIntegerField(null=True)
    result_digital = models.BooleanField(null=True)
    imported = models.BooleanField(default=False)
    backdated = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_words(State)), name="dossier_state_known"),
            models.CheckConstraint(condition=Q(channel__in=_words(Channel)), name="dossier_channel_known"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(code__isnull=False, judged_until__isnull=False),
                name="dossier_received_has_code_and_due",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True, closed_at__isnull=True)
                | Q(outcome__isnull=False, closed_at__isnull=False),
                name="dossier_outcome_with_end",
            ),
        )
        indexes = (
            models.Index(
                fields=("closed_at", "holder", "receiving_unit", *LISTED),
                condition=Q(closed_at__isnull=True),
                name="dossier_held",
            ),
            models.Index(
                fields=("closed_at", "receiving_unit", "holder", *LISTED),
                condition=Q(closed_at__isnull=True),
                name="dossier_received",
            ),
            models.Index(fields=("receiving_unit", "received_at"), name="dossier_by_unit"),
            models.Index(fields=("received_at",), name="dossier_by_receipt"),
            models.Index(fields=("last_at",), condition=Q(received_at__isnull=False), name="dossier_last_event"),
            models.Index(
                fields=("returned_at", "receiving_unit", "closed_at", "state"),
                condition=Q(closed_at__isnull=False, returned_at__isnull=True),
                name="dossier_uncollected",
            ),
        )


class Applicant(models.Model):
    """
    The person whom a dossier is about. The ledger holds only a salted commitment to it.

    Deleting the row, its salt with it, erases the person; the proofs stay whole.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    identity_number = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    salt = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("identity_number",), condition=~Q(identity_number=""), name="applicant_by_number"),
        )


class Remark(models.Model):
    """
    What someone wrote with an event: a reason, what is missing, a note. It may name persons, so the ledger holds only
    a salted commitment to it; it is erased with the applicant.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    about = models.CharField(max_length=12)
    author = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dossier", "number", "about"), name="remark_once_an_event"),)


class DailySerial(models.Model):
    """The last serial number that an agency gave on a day."""

    agency = models.CharField(max_length=35)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "day"), name="daily_serial_once"),)


class AgencyCode(models.Model):
    """The code by which a unit signs its dossiers, from a day on; a unit without one uses its own code."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=35)
    valid_from = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "valid_from"), name="agency_code_once_a_day"),)
