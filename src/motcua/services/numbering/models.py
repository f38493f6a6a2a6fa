"""Number books and the numbers that were given. A replay of their events gives these rows again."""

from typing import ClassVar

from django.db import models


class Book(models.Model):
    """One book of one year; ``number`` counts its events, ``last`` is the last number that was given."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    pattern = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="book_once_a_year", fields=["unit", "code", "year"])]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"


class Number(models.Model):
    """A number that was given, to what (``about`` is a key, never a name), on which day."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=80)
    on = models.DateField()
    about = models.CharField(max_length=80)
    annulled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="number_once_a_book", fields=["book", "number"])]
        indexes: ClassVar = [models.Index(fields=["about"], name="number_about")]

    def __str__(self) -> str:
        return self.text
