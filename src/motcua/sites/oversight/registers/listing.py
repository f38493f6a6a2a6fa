"""A register's records as a list: sorted by any column that is shown, searched, and those without evidence alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.kernel.vietnamese import fold, sort_key
from motcua.reform.registers.public import Column, RecordView, Register, Type
from motcua.sites.look.public import asking, leafing, words
from motcua.sites.oversight.registers import saying

ORDER, SOUGHT, FILTER = "xep", "tim", "loc"
WITHOUT_EVIDENCE = "thieu-minh-chung"
SHOWN = 6
"""So many of a register's own columns stand in its list; the record's page has them all."""
NUMBERS = frozenset({Type.COUNT, Type.DONG, Type.NUMBER, Type.PERCENT})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: the query that sorts by it, how the list is sorted by it now, whether it holds numbers."""

    name: str | Promise
    query: str
    sorted: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a line, with the name of its column for where the list has no heads."""

    name: str
    text: str
    number: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One record: its page, its days, what it says, how many files stand beside it."""

    url: str
    first: Cell
    cells: tuple[Cell, ...]
    period: str
    evidence: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A part of the list that one may ask for alone."""

    name: str | Promise
    query: str
    count: int
    on: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    filters: tuple[Filter, ...]
    leaf: leafing.Leaf
    sought: str
    found: int


def listing(request: HttpRequest, register: Register, views: Sequence[RecordView]) -> Listing:
    """Give the page of the list that an address asks for. One SQL query where the records name units."""
    columns = shown(register)
    names = saying.unit_names(views, register.columns)
    sought = asking.clean(request.GET.get(SOUGHT, ""))
    found = [view for view in views if fold(sought) in _text(view, register, names)] if sought else list(views)
    bare = [view for view in found if not view.evidence]
    only_bare = request.GET.get(FILTER) == WITHOUT_EVIDENCE
    word = request.GET.get(ORDER, "")
    keys = _keys(columns, names)
    chosen = bare if only_bare else found
    if word.removeprefix("-") in keys:
        chosen = sorted(chosen, key=keys[word.removeprefix("-")], reverse=word.startswith("-"))  # type: ignore[arg-type]  # one kind a column
    leaf = leafing.leaf(request, total=len(chosen))
    return Listing(
        heads=tuple(_heads(request, columns, word)),
        lines=tuple(_line(view, columns, names) for view in chosen[leaf.offset : leaf.offset + leafing.LENGTH]),
        filters=(
            Filter(gettext_lazy("All"), _query(request, **{FILTER: ""}), len(found), not only_bare),
            Filter(
                gettext_lazy("Without evidence"), _query(request, **{FILTER: WITHOUT_EVIDENCE}), len(bare), only_bare
            ),
        ),
        leaf=leaf,
        sought=sought,
        found=len(chosen),
    )


def shown(register: Register) -> tuple[Column, ...]:
    """Give the columns that stand in the list: those that are needed or measured first, in their own order."""
    ranked = sorted(
        (column for column in register.columns if not column.personal),
        key=lambda one: (not one.needed, one.as_fact is None),
    )[:SHOWN]
    return tuple(column for column in register.columns if column in ranked)


def _text(view: RecordView, register: Register, names: dict[str, str]) -> str:
    """Give all that a record says, folded, for the search."""
    said = (saying.value(column, view.values.get(column.name), names) for column in register.columns)
    return fold(" ".join((*said, view.responsible, *(one.name for one in view.evidence))))


def _keys(columns: Iterable[Column], names: dict[str, str]) -> dict[str, Callable[[RecordView], object]]:
    def by(column: Column) -> Callable[[RecordView], object]:
        if column.type in NUMBERS:
            return lambda view: float(view.values.get(column.name, -1))
        if column.type in {Type.DAY, Type.FLAG}:
            return lambda view: str(view.values.get(column.name, ""))
        return lambda view: sort_key(saying.value(column, view.values.get(column.name), names))

    return {
        "ky": lambda view: (view.period.first, view.period.last),
        "minh-chung": lambda view: len(view.evidence),
        **{column.name: by(column) for column in columns},
    }


def _heads(request: HttpRequest, columns: Iterable[Column], word: str) -> Iterable[Head]:
    def head(name: str | Promise, key: str, *, number: bool = False) -> Head:
        here = word.removeprefix("-") == key
        query = _query(request, **{ORDER: f"-{key}" if here and not word.startswith("-") else key})
        return Head(name, query, ("descending" if word.startswith("-") else "ascending") if here else "", number)

    for column in columns:
        yield head(saying.head(column), column.name, number=column.type in NUMBERS)
    yield head(gettext_lazy("Period"), "ky")
    yield head(gettext_lazy("Evidence files"), "minh-chung", number=True)


def _query(request: HttpRequest, **more: str) -> str:
    query = request.GET.copy()
    query.pop(leafing.PAGE, None)
    for name, text in more.items():
        query[name] = text
    return query.urlencode()


def _line(view: RecordView, columns: Sequence[Column], names: dict[str, str]) -> Line:
    cells = [
        Cell(saying.head(column), saying.value(column, view.values.get(column.name), names), column.type in NUMBERS)
        for column in columns
    ]
    return Line(
        url=reverse("record", args=[view.id]),
        first=cells[0],
        cells=tuple(cells[1:]),
        period=words.period(view.period.first, view.period.last),
        evidence=len(view.evidence),
    )
