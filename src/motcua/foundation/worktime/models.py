"""
Tables of working time. A row is never changed: an edit is a new row, and of two about one thing the later wins.

A row without a unit speaks for the country; one with a unit for that unit and those below it, before the wider scope.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.foundation.worktime.rules.records import DayKind
from motcua.foundation.worktime.rules.words import CountingStyle


class Said(models.Model):
    """What every row carries: whom it speaks for, on what ground, how sure that is, and who recorded it when."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    source = models.CharField(max_length=300)
    sure = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=100)

    class Meta:
        abstract = True


class CalendarDay(Said):
    """A day that is not as its week says: a holiday, a swapped day, a make-up day, a half day."""

    day = models.DateField()
    kind = models.CharField(max_length=6, choices=[(kind.value, kind.value) for kind in DayKind])
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    swapped_with = models.DateField(null=True)
    sessions = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="calendar_day_kind_known", condition=Q(kind__in=[kind.value for kind in DayKind])
            ),
            models.CheckConstraint(
                name="calendar_day_not_its_own_swap",
                condition=Q(swapped_with__isnull=True) | ~Q(swapped_with=F("day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class WorkingHours(Said):
    """The hours of a weekday (1 Monday to 7 Sunday), perhaps of a season (month-day to month-day), from a day on."""

    weekday = models.PositiveSmallIntegerField()
    sessions = models.CharField(max_length=100, blank=True)
    counts = models.BooleanField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    season_first = models.CharField(max_length=5, blank=True)
    season_last = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="working_hours_of_a_weekday", condition=Q(weekday__gte=1, weekday__lte=7)),
            models.CheckConstraint(
                name="working_hours_end_after_they_begin",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.sessions}"


class Counting(Said):
    """How terms are counted from a day on."""

    valid_from = models.DateField()
    cut_off = models.TimeField()
    style = models.CharField(max_length=12, choices=[(style.value, style.value) for style in CountingStyle])
    day_minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="counting_style_known", condition=Q(style__in=[style.value for style in CountingStyle])
            ),
            models.CheckConstraint(
                name="counting_day_has_minutes", condition=Q(day_minutes__gte=1, day_minutes__lte=1440)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.style}"


class Almanac(models.Model):
    """One row: the years that the calendar covers, and the stamp by which copies of it know their age."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    stamp = models.CharField(max_length=32)
    events = models.PositiveIntegerField()  # in the ledger's stream "calendar"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="almanac_only_one", condition=Q(id=1)),
            models.CheckConstraint(name="almanac_ends_after_it_begins", condition=Q(last_year__gte=F("first_year"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_year}-{self.last_year}"
