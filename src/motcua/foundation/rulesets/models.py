"""Records that an installation adds to the rules that come with the program. None is edited, and none is taken away."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.foundation.rulesets.rules.entering import SURE
from motcua.foundation.rulesets.rules.proposals import Standing


class Proposal(models.Model):
    """A record that was proposed: ``place`` is its number within its set, ``content`` what it says by column."""

    code = models.CharField(max_length=60)
    place = models.PositiveIntegerField()
    table = models.CharField(max_length=40)
    content = models.JSONField()
    valid_from = models.DateField()
    source = models.CharField(max_length=300)
    sure = models.CharField(max_length=20)
    standing = models.CharField(max_length=10)
    events = models.PositiveSmallIntegerField()  # in the ledger's stream "rules/<code>/<place>"
    proposed_by = models.CharField(max_length=100)
    proposed_at = models.DateTimeField()
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="rule_proposal_placed_once", fields=["code", "place"]),
            models.CheckConstraint(
                name="rule_proposal_standing_known", condition=Q(standing__in=[one.value for one in Standing])
            ),
            models.CheckConstraint(name="rule_proposal_sure_known", condition=Q(sure__in=SURE)),
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.place}"
