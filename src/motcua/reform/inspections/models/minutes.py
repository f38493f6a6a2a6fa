"""The minutes of a visit, and who signed them."""

from django.db import models
from django.db.models import Q

from motcua.reform.inspections.models.visit import Visit
from motcua.reform.inspections.rules.minutes import Manner, Side


class VisitMinutes(models.Model):
    """The minutes as they were written last; their text is the ``VisitText`` of the number of the edition."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)


class MinutesSignature(models.Model):
    """A signature under the edition that stands."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=4)
    manner = models.CharField(max_length=10)
    scan = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="minutes_signed_once_a_side", fields=("visit", "side")),
            models.CheckConstraint(name="minutes_side_known", condition=Q(side__in=[one.value for one in Side])),
            models.CheckConstraint(name="minutes_manner_known", condition=Q(manner__in=[one.value for one in Manner])),
        )
