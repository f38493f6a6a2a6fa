"""Which books there are, and what was given from them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from motcua.foundation.ledger import public as ledger
from motcua.services.numbering import models
from motcua.services.numbering.rules import BookState, fold


@dataclass(frozen=True, slots=True)
class Book:
    """A number book of a year; ``last`` is the last number that was given from it."""

    id: int
    unit_id: int
    code: str
    name: str
    pattern: str
    year: int
    last: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was given: as it is written, on which day, for what."""

    id: int
    book_id: int
    number: int
    text: str
    on: date
    about: str
    annulled_at: datetime | None


def book_read(row: models.Book) -> Book:
    """Read a row."""
    return Book(row.pk, row.unit_id, row.code, row.name, row.pattern, row.year, row.last)


def number_read(row: models.Number) -> Number:
    """Read a row."""
    return Number(row.pk, row.book_id, row.number, row.text, row.on, row.about, row.annulled_at)


def books(unit_ids: Collection[int], *, year: int | None = None) -> list[Book]:
    """Give the books of units, of a year or of all, the latest year first. One SQL query."""
    found = models.Book.objects.filter(unit_id__in=unit_ids).order_by("-year", "name", "pk")
    return [book_read(row) for row in (found if year is None else found.filter(year=year))]


def find_book(book: int) -> Book | None:
    """Give a book; None if there is none. One SQL query."""
    row = models.Book.objects.filter(pk=book).first()
    return book_read(row) if row else None


def count(book: int) -> int:
    """Count the numbers that were given from a book here. One SQL query."""
    return models.Number.objects.filter(book_id=book).count()


def is_of(number: int, *, book: int) -> bool:
    """Say whether a number, by its id, was given from a book. One SQL query."""
    return models.Number.objects.filter(pk=number, book_id=book).exists()


def numbers(book: int, *, offset: int = 0, limit: int = 100) -> list[Number]:
    """Give the numbers of a book, the latest first. One SQL query."""
    return [number_read(row) for row in models.Number.objects.filter(book_id=book).order_by("-number")[offset:][:limit]]


def last_used(books: Collection[int], *, about: str) -> int | None:
    """Give which of some books a number was last given from for things named so; None if none was. One SQL query."""
    given = models.Number.objects.filter(book_id__in=books, about__startswith=about)
    return given.order_by("-pk").values_list("book_id", flat=True).first()


def given_to(about: Collection[str]) -> dict[str, list[Number]]:
    """Give the numbers that things have, annulled ones included, by what they are for. One SQL query."""
    found: dict[str, list[Number]] = {}
    for row in models.Number.objects.filter(about__in=about).order_by("pk"):
        found.setdefault(row.about, []).append(number_read(row))
    return found


def replay_all(*, most: int = 100) -> list[str]:
    """Make every book again from its events, and say which differ. Three SQL queries a book."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in models.Book.objects.order_by("pk"):
        given = models.Number.objects.filter(book=row)
        annulled = given.filter(annulled_at__isnull=False).values_list("number", flat=True)
        stored = BookState(row.number, row.name, row.pattern, row.year, row.last, frozenset(annulled))
        events = ledger.read(f"book/{row.pk}")
        if fold(events) != stored or given.count() != sum(event.payload.get("several", 0) for event in events):
            yield f"book/{row.pk}"
