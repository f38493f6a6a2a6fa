"""Rounds of scoring and the scores in them. Their events in the ledger are the truth; a replay gives them again."""

from django.db import models
from django.db.models import F, Q

from motcua.reform.scorecards.rules.life import Stage


class Round(models.Model):
    """Units scored by one scorecard for one period, opened by the unit above them. It keeps the scorecard's text."""

    scorecard = models.CharField(max_length=64)
    text = models.TextField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    submit_until = models.DateField()
    verify_until = models.DateField()
    answer_until = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    events = models.PositiveIntegerField(default=0)  # in the ledger's stream "scoring_round/<id>"

    class Meta:
        constraints = (
            models.CheckConstraint(name="scoring_round_ends_after_it_begins", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(
                name="scoring_round_deadlines_in_order",
                condition=Q(verify_until__gte=F("submit_until"), answer_until__gte=F("verify_until")),
            ),
        )


class Score(models.Model):
    """One unit in a round after its last event; the columns are the fields of ``rules.life.ScoreState``."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)  # in the ledger's stream "score/<id>"
    stage = models.CharField(max_length=16, default=Stage.OPEN.value)
    submitted_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    lines = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="score_once_a_round", fields=("round", "unit")),
            models.CheckConstraint(name="score_stage_known", condition=Q(stage__in=[stage.value for stage in Stage])),
        )


class Remark(models.Model):
    """
    What someone wrote of a component: a note, a reason, an answer. The ledger holds a salted commitment to it.

    Deleting the row, its salt with it, erases the text; the proofs stay whole.
    """

    score = models.ForeignKey(Score, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    component = models.CharField(max_length=64)
    about = models.CharField(max_length=8)
    author = models.CharField(max_length=64)
    at = models.DateTimeField()
    text = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="score_remark_once_an_event", fields=("score", "number", "component")),
        )
