"""Slips that were issued, and what was answered on them. No table here holds a person."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from motcua.services.surveys.rules.words import HIGHEST, LOWEST, AsksCode, Element, Method, Stage


def _words(words: type[StrEnum]) -> list[str]:
    return [word.value for word in words]


class Slip(models.Model):
    """A slip as a unit issued it; it is never edited, another is issued."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    campaign = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    document_number = models.CharField(max_length=100)
    document_date = models.DateField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    free_text = models.BooleanField()
    asks_code = models.CharField(max_length=8)
    asks_name = models.BooleanField()
    ticked = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "campaign", "valid_from"), name="slip_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="slip_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(asks_code__in=_words(AsksCode)), name="slip_asks_code_known"),
        )


class Question(models.Model):
    """A question of a slip, at its place."""

    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=32)
    element = models.CharField(max_length=16)
    text = models.CharField(max_length=500)
    index = models.CharField(max_length=16, blank=True)
    needed = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("slip", "place"), name="question_place_once"),
            models.UniqueConstraint(fields=("slip", "code"), name="question_code_once"),
            models.CheckConstraint(condition=Q(element__in=_words(Element)), name="question_element_known"),
        )


class AnswerSlip(models.Model):
    """What one person answered; who it was stands nowhere. The ledger holds a commitment to the comment."""

    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12)
    method = models.CharField(max_length=8)
    answered_at = models.DateTimeField()
    answered_on = models.DateField()
    comment = models.TextField(blank=True)
    salt = models.BinaryField()
    events = models.PositiveSmallIntegerField(default=1)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(stage__in=_words(Stage)), name="answer_slip_stage_known"),
            models.CheckConstraint(condition=Q(method__in=_words(Method)), name="answer_slip_method_known"),
        )
        indexes = (models.Index(fields=("unit", "answered_on"), name="answer_slip_by_unit"),)


class Answer(models.Model):
    """The answer to one question, from 1 to 5."""

    answer_slip = models.ForeignKey(AnswerSlip, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("answer_slip", "question"), name="answer_once"),
            models.CheckConstraint(condition=Q(value__gte=LOWEST, value__lte=HIGHEST), name="answer_on_the_scale"),
        )


class Bond(models.Model):
    """
    Which dossier an answer slip is about. It stands apart, and no page shows it beside answers; the ledger holds a
    salted commitment to it. One slip a dossier and stage in each campaign.
    """

    answer_slip = models.OneToOneField(AnswerSlip, on_delete=models.PROTECT, related_name="+")
    campaign = models.CharField(max_length=64)
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12)
    salt = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("campaign", "dossier", "stage"), name="bond_once_a_stage"),)


class Invitation(models.Model):
    """
    A link that was made for one answer. Its token is kept as a digest alone, and the ledger holds a salted commitment
    to the dossier. A later one of the same dossier and stage takes its place.
    """

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    campaign = models.CharField(max_length=64)
    stage = models.CharField(max_length=12)
    method = models.CharField(max_length=8)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(stage__in=_words(Stage)), name="invitation_stage_known"),
            models.CheckConstraint(condition=Q(method__in=_words(Method)), name="invitation_method_known"),
        )
        indexes = (models.Index(fields=("dossier", "stage", "campaign"), name="invitation_of_dossier"),)


class MonthSlips(models.Model):
    """How many slips were answered at a unit in a month: kept as they come, so that a page adds up no answers."""

    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    slips = models.PositiveIntegerField(default=0)
    comments = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "slip", "month"), name="month_slips_once"),)


class MonthAnswers(models.Model):
    """What was answered to a question at a unit in a month, as a sum that is kept beside the answers."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    answers = models.PositiveIntegerField(default=0)
    satisfied = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "question", "month"), name="month_answers_once"),
            models.CheckConstraint(condition=Q(satisfied__lte=F("answers")), name="month_answers_hold_satisfied"),
        )
