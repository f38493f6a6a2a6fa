"""Number books: numbers in order, each given once, to papers of an office; an annulled one stays where it was."""

from motcua.services.numbering.actions import (
    BookExists,
    NotANumber,
    UnknownBook,
    WrongYear,
    annul,
    open_book,
    take,
)
from motcua.services.numbering.queries import (
    Book,
    Number,
    books,
    count,
    find_book,
    given_to,
    is_of,
    last_used,
    numbers,
    replay_all,
)
from motcua.services.numbering.rules import NotAPattern, written

__all__ = [
    "Book",
    "BookExists",
    "NotANumber",
    "NotAPattern",
    "Number",
    "UnknownBook",
    "WrongYear",
    "annul",
    "books",
    "count",
    "find_book",
    "given_to",
    "is_of",
    "last_used",
    "numbers",
    "open_book",
    "replay_all",
    "take",
    "written",
]
