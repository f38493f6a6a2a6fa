"""The dossiers behind a figure as a list that can be sorted with the keyboard: every head is a link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.kernel.vietnamese import sort_key
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Line
from motcua.sites.look import leafing
from motcua.sites.look.leafing import Leaf

ORDER = "xep"
SORTED_WHOLE = 2000
"""A longer list keeps the order of receipt: to sort it otherwise, every dossier of it would have to be read."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list; its word asks for its order in an address."""

    word: str
    name: str | Promise
    key: Callable[[Line], object]


COLUMNS = (
    Column("ma", gettext_lazy("Code"), lambda line: line.code),
    Column("don-vi", gettext_lazy("Unit"), lambda line: sort_key(line.unit_name)),
    Column("thu-tuc", gettext_lazy("Procedure"), lambda line: sort_key(line.procedure_name)),
    Column("tiep-nhan", gettext_lazy("Accepted"), lambda line: line.received_at),
    Column("han", gettext_lazy("Due"), lambda line: line.judged_until),
    Column("xong", gettext_lazy("Closed"), lambda line: (line.closed_at is None, line.closed_at or line.judged_until)),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: the query that sorts by it, and how the list is sorted by it now."""

    name: str | Promise
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One dossier of the list: where it leads, and as what it was counted, or how it stands now."""

    line: Line
    url: str
    standing: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. ``judged`` says that it tells as what each was counted, else how each stands now."""

    heads: tuple[Head, ...]
    lines: tuple[Listed, ...]
    leaf: Leaf
    sortable: bool
    judged: bool


def listing(request: HttpRequest, counted: Mapping[str, str], *, to: str, now: datetime) -> Listing:
    """
    Give the page of a list that an address asks for.

    One SQL query for a page, one more for each thousand rows of a list that is sorted otherwise than by receipt.

    :param counted: the codes in the order of receipt, each with how its dossier was judged; empty tells how it stands.
    :param to: the name of the page that a dossier leads to.
    """
    codes, leaf = list(counted), leafing.leaf(request, total=len(counted))
    sortable = len(counted) <= SORTED_WHOLE
    word, backward = _asked(request) if sortable else ("", False)
    column = next((one for one in COLUMNS if one.word == word), None)
    part = slice(leaf.offset, leaf.offset + leafing.LENGTH)
    if column is None:
        found = dossiers.lines(codes[part], at=now)
    else:
        whole = dossiers.lines(codes, at=now)
        found = sorted(whole, key=column.key, reverse=backward)[part]  # type: ignore[arg-type]  # one kind a column
    return Listing(
        heads=tuple(_head(request, one, word, backward, sortable) for one in COLUMNS),
        lines=tuple(
            Listed(line, reverse(to, kwargs={"code": line.code}), counted[line.code] or line.standing) for line in found
        ),
        leaf=leaf,
        sortable=sortable,
        judged=any(counted.values()),
    )


def _asked(request: HttpRequest) -> tuple[str, bool]:
    asked = request.GET.get(ORDER, "")
    return asked.removeprefix("-"), asked.startswith("-")


def _head(request: HttpRequest, column: Column, word: str, backward: bool, sortable: bool) -> Head:
    if not sortable:
        return Head(column.name, "", "")
    here = column.word == word
    query = request.GET.copy()
    query[ORDER] = f"-{word}" if here and not backward else column.word
    query.pop(leafing.PAGE, None)
    return Head(column.name, query.urlencode(), ("descending" if backward else "ascending") if here else "")
