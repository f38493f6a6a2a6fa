"""A frozen sheet set beside what was known then, and beside what is known now."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.forms.queries.kept import Kept
from motcua.reform.forms.queries.making import counted, make
from motcua.reform.forms.rules.declaring import ByHand
from motcua.reform.forms.rules.restating import Changed, Moved, changed_numbers, moved
from motcua.reform.forms.rules.sheets import Origin, Sheet, same_numbers
from motcua.reform.indicators import public as indicators

STREAM = "dossier/"


@dataclass(frozen=True, slots=True)
class Since:
    """An event of a dossier that was recorded after a sheet was frozen."""

    kind: str
    occurred_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Restated:
    """A frozen sheet beside the one that is known now: the numbers that differ, the dossiers, and their events."""

    now: Sheet
    numbers: tuple[Changed, ...]
    dossiers: tuple[Moved, ...]
    events: dict[int, tuple[Since, ...]]


def rebuilt(kept: Kept, *, now: datetime) -> tuple[Sheet, bool]:
    """
    Make a frozen sheet again from what had been recorded by its freezing, and say whether its numbers are the same.

    It reads the whole ledger.

    :raises ByHand: if it was not made from facts.
    """
    _from_facts(kept)
    with indicators.known_at(kept.kept_at, at=now) as facts:
        again = make(
            facts,
            form=kept.form,
            unit=_code(kept),
            period=kept.sheet.period,
            preset=kept.sheet.preset,
            now=now,
            as_of=kept.sheet.trace.as_of,
        )
    return again, same_numbers(kept.sheet, again)


def restated(kept: Kept, *, now: datetime) -> Restated:
    """
    Set a frozen sheet beside what is known now, and find the dossiers that made the difference.

    Only if numbers differ is the ledger read as of the freezing.

    :raises ByHand: if it was not made from facts.
    """
    _from_facts(kept)
    as_of, unit, period = kept.sheet.trace.as_of, _code(kept), kept.sheet.period
    facts = indicators.up_to_date(at=now)
    fresh = make(facts, form=kept.form, unit=unit, period=period, preset=kept.sheet.preset, now=now, as_of=as_of)
    numbers = changed_numbers(kept.form, kept.sheet, fresh)
    if not numbers:
        return Restated(fresh, (), (), {})
    with indicators.known_at(kept.kept_at, at=now) as known:
        then = counted(known, form=kept.form, unit=unit, period=period, now=now, as_of=as_of)
    after = counted(facts, form=kept.form, unit=unit, period=period, now=now, as_of=as_of)
    others = moved(then, after, only={column.count for column in kept.form.columns})
    return Restated(fresh, numbers, others, _since(others, kept.kept_at))


def _since(dossiers: tuple[Moved, ...], recorded_after: datetime) -> dict[int, tuple[Since, ...]]:
    streams = {f"{STREAM}{one.dossier}": one.dossier for one in dossiers}
    found: dict[int, tuple[Since, ...]] = {}
    for event in ledger.read_many(list(streams)):
        if event.recorded_at > recorded_after:
            dossier = streams[event.stream]
            said = Since(event.kind, event.occurred_at, event.recorded_at)
            found[dossier] = (*found.get(dossier, ()), said)
    return found


def _from_facts(kept: Kept) -> None:
    if kept.sheet.origin is not Origin.FACTS:
        raise ByHand(
            gettext_noop("this sheet was not made from facts, so it cannot be made again"),
            field="sheet",
            value=kept.id,
            expected=gettext_noop("look at the sheets that it adds up, or at who entered it"),
        )


def _code(kept: Kept) -> str:
    return units.structure(kept.sheet.period.last).units[kept.unit_id].code
