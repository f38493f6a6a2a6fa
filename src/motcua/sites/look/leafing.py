"""Leafing through a long list: which page is asked, and the addresses of its neighbours."""

from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest

PAGE, LENGTH = "trang", 50


@dataclass(frozen=True, slots=True)
class Leaf:
    """
    One page of a list of so many rows a page.

    ``before`` and ``after`` are the queries of its neighbours, empty where there is none.
    """

    number: int
    last: int
    before: str
    after: str
    length: int = LENGTH

    @property
    def offset(self) -> int:
        """Give how many rows stand before it."""
        return (self.number - 1) * self.length


def asked(request: HttpRequest) -> int:
    """Read which page is asked, from 1; what is no number is the first."""
    text = request.GET.get(PAGE, "")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 8 else 1


def leaf(request: HttpRequest, *, total: int, length: int = LENGTH) -> Leaf:
    """Give the page that is asked of a list of ``total`` rows, ``length`` a page; beyond its end, the last."""
    last = max(ceil(total / length), 1)
    number = min(asked(request), last)

    def query(page: int) -> str:
        asked_for = request.GET.copy()
        asked_for[PAGE] = str(page)
        return asked_for.urlencode()

    return Leaf(
        number, last, query(number - 1) if number > 1 else "", query(number + 1) if number < last else "", length
    )
