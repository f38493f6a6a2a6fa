"""Form II.06/VPCP/KSTT as pages show it: its columns, how each is counted, and its identities."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.sites.look.charts import Part


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form: its number, the cell it shows, its head, what it counts, and how."""

    number: int
    cell: str
    head: str | Promise
    counted: str | Promise
    how: str | Promise


COLUMNS = (
    Column(
        3,
        "received.total",
        gettext_lazy("Total"),
        gettext_lazy("dossiers to be resolved"),
        gettext_lazy("Accepted in the period, however they came, and those carried over from before it."),
    ),
    Column(
        4,
        "received.online",
        gettext_lazy("Online"),
        gettext_lazy("dossiers received online"),
        gettext_lazy(
            "Accepted in the period and filed online or through the national portal, those an officer filed for the"
            " citizen among them."
        ),
    ),
    Column(
        5,
        "received.direct",
        gettext_lazy("Direct, by post"),
        gettext_lazy("dossiers received directly or by post"),
        gettext_lazy("Accepted in the period and filed at the counter or by the public post."),
    ),
    Column(
        6,
        "received.carried_over",
        gettext_lazy("Carried over"),
        gettext_lazy("dossiers carried over"),
        gettext_lazy("Accepted before the period and not yet closed when it began."),
    ),
    Column(
        7,
        "resolved.total",
        gettext_lazy("Total"),
        gettext_lazy("dossiers resolved"),
        gettext_lazy(
            "The result came to the one-stop shop in the period, even if nobody has fetched it yet. Withdrawn and"
            " stopped ones are among them, by the day they were closed."
        ),
    ),
    Column(
        8,
        "resolved.early",
        gettext_lazy("Early"),
        gettext_lazy("dossiers resolved early"),
        gettext_lazy("The result came on a day before the due day."),
    ),
    Column(
        9,
        "resolved.on_time",
        gettext_lazy("On time"),
        gettext_lazy("dossiers resolved on time"),
        gettext_lazy("The result came on the due day and not after the due time."),
    ),
    Column(
        10,
        "resolved.overdue",
        gettext_lazy("Overdue"),
        gettext_lazy("dossiers resolved overdue"),
        gettext_lazy(
            "The result came after the due time. An apology and a new appointment do not make a late dossier one on"
            " time."
        ),
    ),
    Column(
        11,
        "pending.total",
        gettext_lazy("Total"),
        gettext_lazy("dossiers being resolved"),
        gettext_lazy("Accepted, and not closed at the end of the period."),
    ),
    Column(
        12,
        "pending.in_time",
        gettext_lazy("Within time"),
        gettext_lazy("dossiers being resolved within time"),
        gettext_lazy(
            "Not closed at the end of the period, and not yet due. One whose clock stands is judged as at the moment it"
            " stopped."
        ),
    ),
    Column(
        13,
        "pending.overdue",
        gettext_lazy("Overdue"),
        gettext_lazy("dossiers being resolved and already overdue"),
        gettext_lazy(
            "Not closed at the end of the period, and past the due time. They are counted apart from column 10."
        ),
    ),
)
BY_CELL = {column.cell: column for column in COLUMNS}
GROUPS = (
    (gettext_lazy("Dossiers received"), 4),
    (gettext_lazy("Resolved"), 4),
    (gettext_lazy("Being resolved"), 3),
)
IDENTITIES = ((3, (4, 5, 6)), (7, (8, 9, 10)), (11, (12, 13)), (3, (7, 11)))
"""Each column and those whose sum it must be."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the form: how many of what, and where it leads."""

    column: Column
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form; ``url`` leads to the figures of that line alone."""

    name: str
    cells: tuple[Cell, ...]
    url: str = ""

    def cell(self, name: str) -> Cell:
        """Give one number of the line."""
        return next(one for one in self.cells if one.column.cell == name)

    def count(self, name: str) -> int:
        """Count one cell."""
        return self.cell(name).count


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity of the form, and whether the figures keep it."""

    written: str
    kept: bool


def line(name: str, count: Callable[[str], int], door: Callable[[str], str], url: str = "") -> Line:
    """Make a line; ``count`` gives the number of a cell, ``door`` the address that it leads to."""
    return Line(name, tuple(Cell(column, count(column.cell), door(column.cell)) for column in COLUMNS), url)


def identities(lines: Sequence[Line]) -> tuple[Identity, ...]:
    """Check the form's identities on every line of it."""
    checked = []
    for whole, parts in IDENTITIES:
        written = f"({whole}) = " + " + ".join(f"({part})" for part in parts)
        kept = all(_at(one, whole) == sum(_at(one, part) for part in parts) for one in lines)
        checked.append(Identity(written, kept))
    return tuple(checked)


def _at(line: Line, number: int) -> int:
    return next(cell.count for cell in line.cells if cell.column.number == number)


def received(total: Line) -> list[Part]:
    """Give the parts of what came in, for the balance."""
    return _parts(total, (("received.direct", "1"), ("received.online", "2"), ("received.carried_over", "3")))


def became(total: Line) -> list[Part]:
    """Give the parts of what became of it, for the balance."""
    return _parts(
        total,
        (
            ("resolved.early", "early"),
            ("resolved.on_time", "ontime"),
            ("resolved.overdue", "late"),
            ("pending.total", "open"),
        ),
    )


_SAID = {
    "received.direct": gettext_lazy("Direct, by post"),
    "received.online": gettext_lazy("Online"),
    "received.carried_over": gettext_lazy("Carried over"),
    "resolved.early": gettext_lazy("Early"),
    "resolved.on_time": gettext_lazy("On time"),
    "resolved.overdue": gettext_lazy("Overdue"),
    "pending.total": gettext_lazy("Being resolved"),
}


def _parts(total: Line, fills: Sequence[tuple[str, str]]) -> list[Part]:
    return [Part(str(_SAID[cell]), total.count(cell), fill, total.cell(cell).url) for cell, fill in fills]


def overdue(lines: Sequence[Line], *, most: int = 10) -> list[Part]:
    """Give the lines with the most dossiers resolved overdue, the most first."""
    cells = sorted(((one.count("resolved.overdue"), one) for one in lines), key=lambda pair: -pair[0])
    return [Part(one.name, count, "late", one.cell("resolved.overdue").url) for count, one in cells[:most] if count]


@dataclass(frozen=True, slots=True)
class Form:
    """Form II.06 as the page shows it, with its charts."""

    total: Line
    lines: tuple[Line, ...]
    by: str | Promise
    columns: tuple[Column, ...] = COLUMNS
    groups: tuple[tuple[str | Promise, int], ...] = GROUPS

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Give the identities, checked on every line."""
        return identities((self.total, *self.lines))

    @property
    def came_in(self) -> list[Part]:
        """Give the balance's upper bar."""
        return received(self.total)

    @property
    def became(self) -> list[Part]:
        """Give the balance's lower bar."""
        return became(self.total)

    @property
    def told(self) -> list[Cell]:
        """Give the numbers whose definitions stand beside them on the page."""
        return [self.total.cell(name) for name in ("resolved.total", "resolved.overdue", "pending.overdue")]

    @property
    def overdue(self) -> list[Part]:
        """Give where the dossiers resolved overdue were."""
        return overdue(self.lines)
