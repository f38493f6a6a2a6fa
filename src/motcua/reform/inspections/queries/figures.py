"""Figures computed for as long as they live, and fixed with the digest of their rows."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from motcua.foundation.ledger import public as ledger
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Behind, By, Computed, Facts, Listed
from motcua.reform.inspections.rules.figures import FigureRef, FixedFigure, Split
from motcua.services.procedures import public as procedures

_Group = tuple[Period, bool]
_SIDES: Mapping[str, tuple[indicators.Part, ...]] = {"numerator": ("counts",), "denominator": ("population",)}
"""Whose rows stand behind a part of a figure; behind the others both."""


def live(
    refs: Collection[FigureRef], *, now: datetime, as_of: datetime | None = None, facts: Facts | None = None
) -> dict[FigureRef, Computed]:
    """
    Compute figures as they are: one scan a population for all that share period and scope, one more a breakdown.

    :param now: aware; nothing after it is counted. Cut to the minute, what was counted is kept for the next reader.
    :param as_of: the instant of judgement; by default the end of each period, or now if that is earlier.
    :param facts: by default those that follow from all that was recorded until now.
    :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet: :raises NotBrokenDown:
    """
    facts = facts or indicators.up_to_date(at=now)
    groups: dict[_Group, list[FigureRef]] = {}
    for ref in refs:
        groups.setdefault((ref.period, ref.own), []).append(ref)
    found: dict[FigureRef, Computed] = {}
    for (period, own), some in groups.items():
        whole = [ref for ref in some if not ref.by]
        codes, bearers = (list(dict.fromkeys(said)) for said in ([r.code for r in whole], [r.unit for r in whole]))
        answers = (
            indicators.compute_all(facts, codes, units=bearers, period=period, now=now, as_of=as_of, own=own)
            if whole
            else {}
        )
        found |= {ref: answers[ref.unit][ref.code] for ref in whole}
        found |= _narrowed([ref for ref in some if ref.by], facts, now=now, as_of=as_of)
    return found


def fix(
    refs: Collection[FigureRef], *, now: datetime, as_of: datetime | None = None, facts: Facts | None = None
) -> dict[FigureRef, FixedFigure]:
    """
    Fix figures as they are now. Reads every row behind each, and one SQL query for the checkpoint.

    :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet: :raises NotBrokenDown:
    """
    facts = facts or indicators.up_to_date(at=now)
    signed = ledger.latest_checkpoint()
    checkpoint = (signed.size, signed.root.hex()) if signed else None
    sums: dict[tuple[FigureRef, tuple[str, ...]], tuple[int, str]] = {}
    fixed: dict[FigureRef, FixedFigure] = {}
    for ref, computed in live(refs, now=now, as_of=as_of, facts=facts).items():
        same = (ref.whole(), _sides(ref))
        if same not in sums:
            sums[same] = _summed(rows_csv(ref, facts=facts, now=now, as_of=as_of))
        rows, digest = sums[same]
        fixed[ref] = FixedFigure(
            ref=ref,
            measure=computed.indicator.measure.value,
            value=computed.value,
            numerator=computed.numerator,
            denominator=computed.denominator,
            rows=rows,
            digest=digest,
            as_of=computed.as_of,
            facts=computed.facts,
            events=facts.snapshot.manifest.mark.size,
            valid_from=computed.indicator.valid_from,
            checkpoint=checkpoint,
        )
    return fixed


def rows_csv(
    ref: FigureRef, *, now: datetime, as_of: datetime | None = None, facts: Facts | None = None
) -> Iterator[bytes]:
    """
    Write the rows behind a figure as they are read, those of the population first, beneath a line of heads.

    The bytes are those of ``motcua indicators compute --rows --format csv``; the SHA-256 of them is the digest of a
    fixed figure. Of a numerator or a denominator alone only its own rows stand there.

    :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet:
    """
    facts = facts or indicators.up_to_date(at=now)
    return (line.encode() for line in indicators.rows_as_csv(_listed(ref, facts, now=now, as_of=as_of)))


def _sides(ref: FigureRef) -> tuple[indicators.Part, ...]:
    return _SIDES.get(ref.part, indicators.PARTS)


def _summed(lines: Iterator[bytes]) -> tuple[int, str]:
    """Count the lines beneath the head, and give the digest of them all."""
    digest, rows = hashlib.sha256(), -1
    for line in lines:
        digest.update(line)
        rows += 1
    return rows, digest.hexdigest()


def behind(
    ref: FigureRef,
    part: indicators.Part = "counts",
    *,
    now: datetime,
    as_of: datetime | None = None,
    facts: Facts | None = None,
) -> Iterator[Behind]:
    """
    Give the rows behind one side of a figure, one after the other.

    :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet:
    """
    rows = indicators.each_row_behind(
        facts or indicators.up_to_date(at=now),
        ref.code,
        unit=ref.unit,
        period=ref.period,
        now=now,
        part=part,
        as_of=as_of,
        own=ref.own,
    )
    return _of_key(ref, rows) if ref.by else rows


def _listed(ref: FigureRef, facts: Facts, *, now: datetime, as_of: datetime | None) -> Iterator[Listed]:
    for side in _sides(ref):
        yield from ((side, row) for row in behind(ref, side, now=now, as_of=as_of, facts=facts))


def _of_key(ref: FigureRef, rows: Iterator[Behind]) -> Iterator[Behind]:
    """Leave out the rows of other fields or procedures. One SQL query for each procedure that is met."""
    keys: dict[int, str] = {}
    for row in rows:
        if row.procedure is None:
            continue
        if row.procedure not in keys:
            procedure = procedures.by_id([row.procedure])[row.procedure]
            keys[row.procedure] = procedure.code if ref.by == "procedure" else procedure.field_code
        if keys[row.procedure] == ref.key:
            yield row


def _narrowed(
    refs: Collection[FigureRef], facts: Facts, *, now: datetime, as_of: datetime | None
) -> dict[FigureRef, Computed]:
    """Compute figures that are narrowed, one breakdown for all that share it."""
    broken: dict[tuple[str, str, Split], Computed] = {}
    found: dict[FigureRef, Computed] = {}
    for ref in refs:
        asked = (ref.code, ref.unit, ref.by)
        if asked not in broken:
            broken[asked] = indicators.compute(
                facts,
                ref.code,
                unit=ref.unit,
                period=ref.period,
                now=now,
                as_of=as_of,
                own=ref.own,
                by=By(ref.by),
            )
        whole = broken[asked]
        nothing = replace(whole, numerator=0, denominator=None if whole.denominator is None else 0, lines=())
        found[ref] = next((line.computed for line in whole.lines if line.key == ref.key), nothing)
    return found
