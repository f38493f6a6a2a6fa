"""What became of the figures of a signed conclusion: the fixed one stays; what it would be now stands beside it."""

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Computed, Facts
from motcua.reform.inspections.queries.conclusions import ConclusionView, SignedFigure
from motcua.reform.inspections.queries.figures import live, rows_csv
from motcua.reform.inspections.rules.figures import FixedFigure

Row = tuple[str, ...]
"""A row behind a figure as it stands in the file whose digest was signed."""


@dataclass(frozen=True, slots=True)
class Changed:
    """
    A figure of a signed conclusion that would be another now.

    :param statement: the key of the statement.
    :param now: what it would be, judged at the same instant.
    :param redefined: whether its definition is another now.
    """

    statement: str
    name: str
    fixed: FixedFigure
    now: Computed
    redefined: bool


@dataclass(frozen=True, slots=True)
class RowsCompared:
    """
    The rows behind a fixed figure as they were known when it was signed, beside those of now.

    :param proved: whether those of then have the digest that was signed.
    :param came: rows that were recorded since, or are counted otherwise; :param went: those that no longer stand so.
    """

    proved: bool
    heads: Row
    came: tuple[Row, ...]
    went: tuple[Row, ...]


def changes(view: ConclusionView, *, now: datetime, facts: Facts | None = None) -> tuple[Changed, ...]:
    """
    Give the figures of a signed conclusion that would be others now, each judged at the instant it was judged at then.

    One scan a population, as :func:`live`. A figure whose indicator is no longer in force is no other one.
    """
    if view.sealed is None:
        return ()
    fixed = [(one.key, each) for one in view.statements for each in one.fixed.values()]
    found: list[Changed] = []
    for as_of in {each.fixed.as_of for _, each in fixed}:
        judged = [(key, each) for key, each in fixed if each.fixed.as_of == as_of]
        try:
            alive = live({each.fixed.ref for _, each in judged}, now=now, as_of=as_of, facts=facts)
        except indicators.UnknownIndicator:
            continue
        found += [
            Changed(key, each.name, each.fixed, alive[each.fixed.ref], _redefined(each.fixed, alive[each.fixed.ref]))
            for key, each in judged
            if _other(each.fixed, alive[each.fixed.ref])
        ]
    order = {one.key: place for place, one in enumerate(view.statements)}
    return tuple(sorted(found, key=lambda one: (order[one.statement], one.name)))


def still_the_same_rows(figure: SignedFigure, *, now: datetime, facts: Facts | None = None) -> bool:
    """Say whether the rows behind a fixed figure have the digest that was signed. It reads them all."""
    digest = hashlib.sha256()
    for line in rows_csv(figure.fixed.ref, now=now, as_of=figure.fixed.as_of, facts=facts):
        digest.update(line)
    return digest.hexdigest() == figure.fixed.digest


def rows_compared(figure: SignedFigure, *, now: datetime) -> RowsCompared:
    """
    Set the rows of a fixed figure as the ledger had them then beside those of now.

    The first so many events of the ledger are read again from which the figure was made, which takes a while where they
    are many.
    """
    fixed = figure.fixed
    with indicators.known_at(None, at=now, most=fixed.events) as then:
        before = b"".join(rows_csv(fixed.ref, now=now, as_of=fixed.as_of, facts=then))
    after = b"".join(rows_csv(fixed.ref, now=now, as_of=fixed.as_of))
    (heads, *earlier), (_, *later) = _rows(before), _rows(after)
    return RowsCompared(
        proved=hashlib.sha256(before).hexdigest() == fixed.digest,
        heads=heads,
        came=_without(later, earlier),
        went=_without(earlier, later),
    )


def _other(fixed: FixedFigure, computed: Computed) -> bool:
    return (fixed.value, fixed.numerator, fixed.denominator) != (
        computed.value,
        computed.numerator,
        computed.denominator,
    )


def _redefined(fixed: FixedFigure, computed: Computed) -> bool:
    return fixed.valid_from != computed.indicator.valid_from


def _rows(content: bytes) -> list[Row]:
    return [tuple(row) for row in csv.reader(io.StringIO(content.decode()))]


def _without(rows: Iterable[Row], those: Iterable[Row]) -> tuple[Row, ...]:
    known = frozenset(those)
    return tuple(row for row in rows if row not in known)
