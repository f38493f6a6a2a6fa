"""What was shown, made again from as much of the ledger as there was; and which dossiers are counted otherwise now."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.ledger import public as ledger
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Facts
from motcua.reform.performance.queries.making import make
from motcua.reform.performance.rules.content import Changed, Performance, changed
from motcua.reform.performance.rules.measures import CELLS

Counted = tuple[str, ...]


class NotThatFar(Refused):
    """The ledger has not as many events as a citation says."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A citation: whose figures, of which days, judged when, from how many events of the ledger."""

    unit: str
    period: Period
    own: bool
    as_of: datetime
    events: int


@dataclass(frozen=True, slots=True)
class Moved:
    """So many dossiers that are counted otherwise now: as what then, and as what now; empty for not at all."""

    then: Counted
    now: Counted
    dossiers: int


@dataclass(frozen=True, slots=True)
class Restated:
    """
    What is cited beside what is known now.

    :param since: how many events the ledger has more.
    """

    then: Performance
    now: Performance
    numbers: tuple[Changed, ...]
    moved: tuple[Moved, ...]
    since: int


def cited(asked: Asked, *, now: datetime) -> Restated:
    """
    Make what a citation cites, and set it beside what is known now.

    Where the ledger has grown since, it is read whole up to the cited event.

    :raises NotThatFar: :raises UnknownUnit: :raises NotYet:
    """
    present = indicators.up_to_date(at=now)
    size = present.snapshot.manifest.mark.size
    if not 0 <= asked.events <= size:
        raise NotThatFar(
            gettext_noop("the ledger has %(size)s events, and fewer than are cited"),
            field="events",
            value=asked.events,
            expected=gettext_noop("cite as the page says"),
            params={"size": size},
        )
    after = _made(present, asked, now)
    if asked.events == size:
        return Restated(after, after, (), (), 0)
    with indicators.known_at(None, at=now, most=asked.events) as known:
        then = _made(known, asked, now)
        numbers = changed(then, after)
        moved = _moved(_counted(known, asked, now), _counted(present, asked, now)) if numbers else ()
    return Restated(then, after, numbers, moved, size - asked.events)


def citation(made: Performance) -> Asked:
    """Give what cites what is shown."""
    return Asked(made.unit, made.period, made.own, made.as_of, made.events)


def checkpoint_over(made: Performance) -> ledger.Checkpoint | None:
    """Give the signed checkpoint that covers all that figures follow from; None before it is signed. One SQL query."""
    return ledger.first_checkpoint_over(made.events - 1) if made.events else None


def _made(facts: Facts, asked: Asked, now: datetime) -> Performance:
    return make(facts, unit=asked.unit, period=asked.period, now=now, own=asked.own, as_of=asked.as_of)


def _counted(facts: Facts, asked: Asked, now: datetime) -> dict[int, Counted]:
    made = indicators.report(
        facts, unit=asked.unit, period=asked.period, now=now, own=asked.own, as_of=asked.as_of, rows=True
    )
    return {row.dossier: tuple(one for one in row.counted_as if one in CELLS) for row in made.rows or ()}


def _moved(then: dict[int, Counted], now: dict[int, Counted]) -> tuple[Moved, ...]:
    ways = Counter(
        (then.get(one, ()), now.get(one, ())) for one in then.keys() | now.keys() if then.get(one) != now.get(one)
    )
    return tuple(Moved(before, after, count) for (before, after), count in ways.most_common())
