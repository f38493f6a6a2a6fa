"""What a report of form II.06 holds, and the identities that hold in it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import add

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators.rules.counts import COUNTS, PLACES
from motcua.reform.indicators.rules.practice import Practice


class UnitAs(StrEnum):
    """Which of its units a dossier is counted for."""

    RECEIVING = "receiving"
    COMPETENT = "competent"


class By(StrEnum):
    """What a report may be broken down by."""

    UNIT = "unit"
    FIELD = "field"
    PROCEDURE = "procedure"
    CHANNEL = "channel"
    MONTH = "month"


def read_by(text: str) -> By:
    """Read what a report is to be broken down by. :raises Refused: if it is none of them."""
    try:
        return By(text.strip().lower())
    except ValueError:
        raise Refused(
            gettext_noop("a report is not broken down by this"),
            field="by",
            value=text,
            expected=gettext_noop("write one of %(codes)s"),
            params={"codes": ", ".join(By)},
        ) from None


@dataclass(frozen=True, slots=True)
class Received:
    """Dossiers to be resolved: received in the period online, directly, or carried over from before."""

    total: int
    online: int
    direct: int
    carried_over: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """Dossiers that closed in the period."""

    total: int
    early: int
    on_time: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Pending:
    """Dossiers that were being resolved at the end."""

    total: int
    in_time: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How the resolved ended."""

    granted: int
    refused: int
    withdrawn: int
    stopped: int


class Unbalanced(Refused):
    """The figures contradict each other, so none of them is given."""


Counted = tuple[int, ...]
"""One number for each of ``COUNTS``, in their order."""

NONE: Counted = (0,) * len(COUNTS)
"""Where nothing was counted there was nothing: these are counts of rows, so it is zero and known."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The four parts of a report."""

    counted: Counted

    @property
    def received(self) -> Received:
        """Give the dossiers to be resolved."""
        return Received(*self._part("received", "total", "online", "direct", "carried_over"))

    @property
    def resolved(self) -> Resolved:
        """Give those that closed in the period."""
        return Resolved(*self._part("resolved", "total", "early", "on_time", "overdue"))

    @property
    def pending(self) -> Pending:
        """Give those that were being resolved at the end."""
        return Pending(*self._part("pending", "total", "in_time", "overdue"))

    @property
    def outcomes(self) -> Outcomes:
        """Give how the resolved ended."""
        return Outcomes(*self._part("outcomes", "granted", "refused", "withdrawn", "stopped"))

    def value(self, code: str) -> int:
        """Give one figure by its code, as ``received.online``."""
        return self.counted[PLACES[code]]

    def _part(self, name: str, *fields: str) -> list[int]:
        return [self.value(f"{name}.{field}") for field in fields]


IDENTITIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("(3) = (4) + (5) + (6)", "received.total", ("received.online", "received.direct", "received.carried_over")),
    ("(7) = (8) + (9) + (10)", "resolved.total", ("resolved.early", "resolved.on_time", "resolved.overdue")),
    ("(11) = (12) + (13)", "pending.total", ("pending.in_time", "pending.overdue")),
    ("(3) = (7) + (11)", "received.total", ("resolved.total", "pending.total")),
    (
        "(7) = granted + refused + withdrawn + stopped",
        "resolved.total",
        ("outcomes.granted", "outcomes.refused", "outcomes.withdrawn", "outcomes.stopped"),
    ),
)
"""What form II.06 prints at its head, and what follows from it; each total is counted apart from its parts."""


def check(lines: Collection[Counted], name: Callable[[int], str]) -> None:
    """
    Check the identities on every line of a report.

    :param name: says which line is the one at a place, for the message.
    :raises Unbalanced: with the first that does not hold, its line and its two sides.
    """
    columns = list(zip(*lines, strict=True))
    for text, whole, parts in IDENTITIES if columns else ():
        lefts = columns[PLACES[whole]]
        rights = columns[PLACES[parts[0]]]
        for part in parts[1:]:
            rights = tuple(map(add, rights, columns[PLACES[part]]))
        if lefts != rights:
            wrong = next(place for place, left in enumerate(lefts) if left != rights[place])
            raise Unbalanced(
                gettext_noop(
                    "the figures of %(line)s contradict each other: %(identity)s would be %(left)d = %(right)d"
                ),
                expected=gettext_noop(
                    "remove the folder of the facts and report again; if it stays, verify the ledger"
                ),
                params={"line": name(wrong), "identity": text, "left": lefts[wrong], "right": rights[wrong]},
            )


def added(lines: Iterable[Counted]) -> Counted:
    """Add lines up."""
    return tuple(map(sum, zip(*lines, strict=True))) or NONE


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a breakdown. ``key`` is the code of the unit, field or procedure, the channel, or the month."""

    key: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier behind the figures: ``counted_as`` names the figures that it is one of."""

    dossier: int
    code: str
    unit: str
    procedure: int
    counted_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """
    A report of form II.06, exact as of an instant.

    :param as_of: the instant it is judged at, aware, in the zone of the installation.
    :param known_at: what had been recorded by then; None means all that is known now.
    :param practice: the setting it was made under.
    :param facts: the id of the state of the facts it was made from, to be cited.
    """

    unit: str
    unit_name: str
    period: Period
    as_of: datetime
    known_at: datetime | None
    figures: Figures
    by: By | None
    groups: tuple[Group, ...]
    rows: tuple[Row, ...] | None
    practice: Practice
    facts: str

    def lines(self) -> Iterator[Group]:
        """Give the groups, then the whole."""
        yield from self.groups
        yield Group(self.unit, self.unit_name, self.figures)
