"""The cases as they stand. Their events in the ledger are the truth; a replay gives these rows again."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from motcua.services.dossiers.public import Timeliness
from motcua.services.feedback.rules.words import About, Channel, Classification, State, Verdict


def _words(words: type[StrEnum]) -> list[str]:
    return [word.value for word in words]


class Case(models.Model):
    """One case after its last event; each column is a field of ``rules.case.CaseState``."""

    state = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    channel = models.CharField(max_length=16)
    about = models.CharField(max_length=8)
    classification = models.CharField(max_length=16, null=True)
    receiving_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", null=True)
    joined_to = models.ForeignKey("feedback.Case", on_delete=models.PROTECT, related_name="+", null=True)
    named = models.BooleanField()
    received_at = models.DateTimeField()
    forward_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    judged_until = models.DateTimeField()
    forwarded_at = models.DateTimeField(null=True)
    interrupted = models.CharField(max_length=16, null=True)
    stopped_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    timeliness = models.CharField(max_length=8, null=True)
    was_late = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=12, null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    reopen_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    erased = models.BooleanField(default=False)
    outside = models.CharField(max_length=64, null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_words(State)), name="case_state_known"),
            models.CheckConstraint(condition=Q(channel__in=_words(Channel)), name="case_channel_known"),
            models.CheckConstraint(condition=Q(about__in=_words(About)), name="case_about_known"),
            models.CheckConstraint(
                condition=Q(classification__isnull=True) | Q(classification__in=_words(Classification)),
                name="case_classification_known",
            ),
            models.CheckConstraint(
                condition=Q(timeliness__isnull=True, answered_at__isnull=True)
                | Q(timeliness__in=_words(Timeliness), answered_at__isnull=False),
                name="case_timeliness_with_answer",
            ),
            models.CheckConstraint(
                condition=Q(verdict__isnull=True) | Q(verdict__in=_words(Verdict)), name="case_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(joined_to__isnull=True) | ~Q(joined_to=F("id")), name="case_not_joined_to_itself"
            ),
            models.UniqueConstraint(
                fields=("channel", "outside"), name="case_from_outside_once", condition=Q(outside__isnull=False)
            ),
        )
        # What the public asks reads indexes alone: each holds all that is filtered or counted by.
        indexes = (
            models.Index(fields=("holder", "judged_until"), name="case_work"),
            models.Index(fields=("receiving_unit", "received_at"), name="case_by_unit"),
            models.Index(
                fields=("published_at", "id", "holder", "verdict", "answered_at"),
                name="case_public",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                fields=("holder", "published_at", "id", "verdict", "answered_at"),
                name="case_public_by_unit",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                fields=("holder", "channel", "classification", "timeliness", "verdict", "received_at"),
                name="case_figures",
            ),
            models.Index(
                fields=("received_at", "holder", "channel", "classification", "timeliness", "verdict"),
                name="case_figures_by_day",
            ),
            models.Index(
                fields=(
                    "holder",
                    "received_at",
                    "judged_until",
                    "stopped_at",
                    "channel",
                    "classification",
                    "reopened",
                ),
                name="case_pending",
                condition=Q(answered_at__isnull=True),
            ),
        )


class Sender(models.Model):
    """
    Who sent a case. The ledger holds only a salted commitment to it.

    Deleting the row, its salt with it, erases the person; the proofs stay whole. The digits are those of a number
    however it is written, so that who calls again is found.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    identity_number = models.CharField(max_length=20, blank=True)
    caller = models.CharField(max_length=20, blank=True)
    phone_digits = models.CharField(max_length=20, blank=True)
    caller_digits = models.CharField(max_length=20, blank=True)
    salt = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("phone_digits",), name="sender_by_phone"),
            models.Index(fields=("caller_digits",), name="sender_by_caller"),
        )


class Words(models.Model):
    """
    What was said with an event: the case itself, a note, an answer, what was published. It may name persons, so the
    ledger holds only a salted commitment to it; but for what was published it is erased with the sender.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    part = models.CharField(max_length=16)
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "number", "part"), name="words_once_an_event"),)


class Following(models.Model):
    """
    By what its sender follows a case: a keyed digest of the secret, which stands nowhere.

    ``sending`` is the digest of the key that the form carried, so that a form sent twice makes one case.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    sending = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)


class Call(models.Model):
    """
    A call that an operator takes down, as it is typed; it goes when it is recorded or dropped, or after a week.

    ``key`` is that of the form which becomes the case, so that recording twice is recording once.
    """

    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    entries = models.JSONField()
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("post", "-opened_at"), name="call_of_post"),)


class Attachment(models.Model):
    """A file that a sender brought, by the form that it came with; without a case until the form is sent."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)
    sending = models.CharField(max_length=64)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("sending", "digest"), name="attachment_once_a_form"),)
        indexes = (
            models.Index(fields=("digest",), name="attachment_by_digest"),
            models.Index(fields=("at",), name="attachment_unsent", condition=Q(case__isnull=True)),
        )


class PublicText(models.Model):
    """What is public of a case, as words without tones, for the search; an index over words lies beneath it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+", primary_key=True)
    words = models.TextField()
