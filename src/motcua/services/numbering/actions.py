"""A book is opened, numbers are taken from it in order, and one that was given by mistake is annulled."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.numbering import models
from motcua.services.numbering.queries import Book, Number, book_read, number_read
from motcua.services.numbering.rules import MOST, PREFIX, check_pattern, written

VERSION = 1
"""The version of this module's payloads in the ledger."""


class UnknownBook(Refused):
    """There is no such book, or no such number in it."""


class BookExists(Refused):
    """The unit has this book of this year already."""


class WrongYear(Refused):
    """The day is not of the year of the book."""


class NotANumber(Refused):
    """A book does not give so many numbers, or does not begin there."""


@dataclass(frozen=True, slots=True)
class _Opening:
    unit: units.Unit
    code: str
    name: str
    pattern: str
    year: int
    last: int


def open_book(
    *, unit: str, code: str, name: str, pattern: str, year: int, last: int = 0, by: str, at: datetime
) -> Book:
    """
    Open a number book of a unit for a year. Seven SQL queries.

    Event ``book.opened``, stream ``book/<id>``.

    :param unit: key of the unit.
    :param pattern: how numbers are written, as ``{n}/QĐ-UBND``.
    :param last: the last number that was given elsewhere, with which the book goes on.
    :raises NotAPattern: :raises NotANumber: :raises BookExists: :raises UnknownUnit:
    """
    if not 0 <= last < MOST:
        raise NotANumber(
            gettext_noop("a book does not begin there"),
            field="last",
            value=last,
            expected=gettext_noop("write the last number that was given, from 0 to %(most)s"),
            params={"most": MOST - 1},
        )
    if not name.strip() or not code.strip():
        field = "name" if code.strip() else "code"
        raise NotANumber(gettext_noop("a book needs a code and a name"), field=field, value="")
    found = units.by_key([unit]).get(unit)
    if found is None:
        raise units.UnknownUnit(gettext_noop("there is no such unit"), field="unit", value=unit)
    with transaction.atomic():
        return book_read(
            _opened(_Opening(found, code.strip(), name.strip(), check_pattern(pattern), year, last), by=by, at=at)
        )


def take(*, book: int, on: date, about: str, by: str, at: datetime, several: int = 1) -> tuple[Number, ...]:
    """
    Take the next number of a book, or several in a row; whoever takes at the same time waits. Seven SQL queries.

    On a day of the year after, the book of that year is opened with the same name and pattern, and numbers begin anew.

    Event ``book.taken``. Law: NĐ 30/2020/NĐ-CP art. 15 (numbers of a year begin with 01 and follow each other), from
    memory, medium confidence.

    :param on: the day that stands beside the number.
    :param about: what the number is for, as ``result/12``; never a name.
    :raises UnknownBook: :raises WrongYear: for a day of any other year. :raises NotANumber:
    """
    if not 1 <= several <= 1_000:
        raise NotANumber(
            gettext_noop("so many numbers are not given at once"),
            field="several",
            value=several,
            expected=gettext_noop("ask for 1 to 1,000"),
        )
    with transaction.atomic():
        row = _of_year(_locked(book), on.year, by=by, at=at)
        first = row.last + 1
        row.last += several
        if row.last > MOST:
            raise NotANumber(gettext_noop("this book is full"), field="book", value=row.name)
        row.number += 1
        row.save(update_fields=["last", "number"])
        given = models.Number.objects.bulk_create(
            models.Number(
                book=row,
                number=number,
                text=written(row.pattern, number=number, year=row.year),
                on=on,
                about=about,
            )
            for number in range(first, row.last + 1)
        )
        payload = {"first": first, "several": several, "on": on.isoformat(), "about": about}
        _append(row, "taken", payload, by=by, at=at)
    return tuple(map(number_read, given))


def annul(*, number: int, reason: str, by: str, at: datetime) -> None:
    """
    Annul a number that was given; it stays in the book, and is not given again. Five SQL queries.

    Event ``book.annulled``.

    :param number: its id.
    :param reason: it stays in the ledger, and must name nobody.
    :raises UnknownBook: also where it is annulled already.
    """
    if not reason.strip():
        raise Refused(gettext_noop("the reason must be stated"), field="reason")
    with transaction.atomic():
        given = models.Number.objects.filter(pk=number).first()
        book = _locked(given.book_id) if given else None
        fresh = models.Number.objects.filter(pk=number, annulled_at__isnull=True).update(annulled_at=at)
        if given is None or book is None or not fresh:
            raise UnknownBook(gettext_noop("there is no such number, or it was annulled"), field="number", value=number)
        book.number += 1
        book.save(update_fields=["number"])
        _append(book, "annulled", {"number": given.number, "reason": reason.strip()}, by=by, at=at)


def _locked(book: int) -> models.Book:
    row = models.Book.objects.select_for_update().filter(pk=book).first()
    if row is None:
        raise UnknownBook(gettext_noop("there is no such number book"), field="book", value=book)
    return row


def _of_year(row: models.Book, year: int, *, by: str, at: datetime) -> models.Book:
    """Give the book of a year; ``row``, which is locked, is that of the same unit and code before it, or itself."""
    if row.year == year:
        return row
    later = models.Book.objects.select_for_update().filter(unit_id=row.unit_id, code=row.code, year=year).first()
    if later is not None:
        return later
    if year != row.year + 1:
        raise WrongYear(
            gettext_noop("this book is of the year %(year)s"),
            field="on",
            value=year,
            expected=gettext_noop("open the book of that year first"),
            params={"year": row.year},
        )
    unit = units.by_id([row.unit_id])[row.unit_id]
    return _opened(_Opening(unit, row.code, row.name, row.pattern, year, 0), by=by, at=at)


def _opened(opening: _Opening, *, by: str, at: datetime) -> models.Book:
    words: dict[str, Any] = {
        "name": opening.name,
        "pattern": opening.pattern,
        "year": opening.year,
        "last": opening.last,
    }
    row, fresh = models.Book.objects.get_or_create(
        unit_id=opening.unit.id, code=opening.code, year=opening.year, defaults=words | {"number": 1}
    )
    if not fresh:
        raise BookExists(gettext_noop("the unit has this book already"), field="code", value=opening.code)
    _append(row, "opened", words | {"code": opening.code, "unit": opening.unit.key}, by=by, at=at)
    return row


def _append(row: models.Book, kind: str, payload: dict[str, Any], *, by: str, at: datetime) -> None:
    ledger.append(
        ledger.NewEvent(
            stream=f"book/{row.pk}",
            number=row.number,
            kind=PREFIX + kind,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=units.by_id([row.unit_id])[row.unit_id].key,
            payload=payload,
        ),
        recorded_at=at,
    )
