"""The sample of a visit, and what was found of its dossiers."""

from django.db import models

from motcua.reform.inspections.models.visit import Visit


class VisitSample(models.Model):
    """The sample of a visit: announced first, drawn by the seed of the checkpoint that came after."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="+")
    announced = models.PositiveIntegerField()  # the number of the event
    asked = models.PositiveIntegerField()  # how many are to be drawn
    announced_at = models.DateTimeField()
    number = models.PositiveIntegerField(null=True)  # of the event of the draw
    seed = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(null=True)  # of the checkpoint
    root = models.CharField(max_length=64, blank=True)
    population = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # of the population
    strata = models.JSONField(default=list)
    dossiers = models.JSONField(default=list)
    at = models.DateTimeField(null=True)
    by = models.CharField(max_length=64, blank=True)


class DossierCheck(models.Model):
    """What was found of a dossier in the sample, as said last."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    right = models.BooleanField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(name="visit_dossier_once", fields=("visit", "code")),)
