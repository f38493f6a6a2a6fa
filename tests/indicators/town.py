"""A small district with a ledger kept in a list, and a naive account of what its reports must say."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test.utils import override_settings

from dossiers.plain import ZONE, Life, Told, terms
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.units.rules.words import Standing, Succession
from motcua.kernel.periods import Period
from motcua.reform.indicators.public import COUNTS, Figures, UnitAs
from motcua.services.dossiers.rules.state import DossierState, fold
from motcua.services.dossiers.rules.words import OPEN
from motcua.services.procedures import public as procedures

LONG_AGO = date(1900, 1, 1)
MERGER = date(2022, 3, 1)
PROVINCE, DISTRICT, LAND_OFFICE, NORTH, SOUTH, OTHER_DISTRICT, WEST, ISLAND = range(1, 9)

HISTORY = units.History(
    kinds={
        PROVINCE: ("34@1900-01-01", units.Level.PROVINCE),
        DISTRICT: ("338@1900-01-01", units.Level.DISTRICT),
        LAND_OFFICE: ("338-dat@1900-01-01", units.Level.DEPARTMENT),
        NORTH: ("12472@1900-01-01", units.Level.COMMUNE),
        SOUTH: ("12475@1900-01-01", units.Level.COMMUNE),
        OTHER_DISTRICT: ("339@1900-01-01", units.Level.DISTRICT),
        WEST: ("12586@1900-01-01", units.Level.COMMUNE),
        ISLAND: ("12587@2022-03-01", units.Level.COMMUNE),
    },
    standings=[
        Standing(PROVINCE, "34", "Tỉnh", None, LONG_AGO, None),
        Standing(DISTRICT, "338", "Huyện", PROVINCE, LONG_AGO, None),
        Standing(LAND_OFFICE, "338-dat", "Văn phòng đất đai", DISTRICT, LONG_AGO, None),
        Standing(NORTH, "12472", "Xã Bắc", DISTRICT, LONG_AGO, None),
        Standing(SOUTH, "12475", "Xã Nam", DISTRICT, LONG_AGO, MERGER - timedelta(days=1)),
        Standing(OTHER_DISTRICT, "339", "Huyện khác", PROVINCE, LONG_AGO, None),
        Standing(WEST, "12586", "Xã Tây", OTHER_DISTRICT, LONG_AGO, None),
        Standing(ISLAND, "12587", "Xã Đảo", OTHER_DISTRICT, MERGER, None),
    ],
    successions=[Succession(SOUTH, NORTH, MERGER, main=True)],
)
"""The commune in the south is merged into that in the north on 1 March 2022."""

KEYS = {key: unit_id for unit_id, (key, _) in HISTORY.kinds.items()}


@dataclass(frozen=True)
class Stored:
    """An event as the ledger gives it."""

    position: int | None
    stream: str
    number: int
    kind: str
    occurred_at: datetime
    recorded_at: datetime
    payload: dict[str, Any]
    leaf: bytes
    actor: str = "clerk"


@dataclass
class Book:
    """The ledger, in a list. What ``tell`` is given is placed at once."""

    events: list[Stored] = field(default_factory=list)

    def tell(self, dossier: int, told: Told, recorded_at: datetime | None = None) -> None:
        stream = f"dossier/{dossier}"
        number = sum(event.stream == stream for event in self.events) + 1
        leaf = hashlib.sha256(f"{stream} {number} {told}".encode()).digest()
        at = recorded_at or told.occurred_at
        self.events.append(
            Stored(len(self.events), stream, number, told.kind, told.occurred_at, at, told.payload, leaf)
        )

    def live(self, dossier: int, life: Life) -> None:
        for told in life.events:
            self.tell(dossier, told)

    def head(self) -> int:
        return len(self.events)

    def leaf_at(self, position: int) -> bytes | None:
        return self.events[position].leaf if 0 <= position < len(self.events) else None

    def events_after(self, position: int, *, limit: int = 1000) -> list[Stored]:
        return self.events[position : position + limit]

    def streams_changed_after(self, position: int, *, prefix: str) -> Iterator[str]:
        yield from dict.fromkeys(event.stream for event in self.events[position:] if event.stream.startswith(prefix))

    def read_many(self, streams: Collection[str]) -> Iterator[Stored]:
        for stream in sorted(streams):
            yield from (event for event in self.events if event.stream == stream)

    def histories(self) -> dict[int, list[Stored]]:
        found: dict[int, list[Stored]] = {}
        for event in self.events:
            found.setdefault(int(event.stream.partition("/")[2]), []).append(event)
        return found


def procedure(number: int, code: str, field_code: str) -> procedures.Procedure:
    return procedures.Procedure(
        id=number,
        code=code,
        name=f"Thủ tục {code}",
        field_code=field_code,
        field_name=f"Lĩnh vực {field_code}",
        term=None,
        policy=procedures.ClockPolicy(),
        sensitive=False,
        decision="",
        valid_from=LONG_AGO,
        valid_to=None,
    )


CATALOGUE = {one.code: one for one in (procedure(71, "1.004222", "ho-tich"), procedure(72, "1.000755", "dat-dai"))}
BIRTH, LAND = terms(), terms()
LAND = type(LAND)(LAND.clock, ZONE, procedure="1.000755", field="dat-dai", term=(30, "working_days"))


@contextmanager
def town(book: Book, home: Path, engine: str = "polars") -> Iterator[None]:
    """Put the town in the place of the database."""
    with pytest.MonkeyPatch.context() as patch, override_settings(MOTCUA_HOME=home, MOTCUA_ENGINE=engine):
        for name in ("head", "leaf_at", "events_after", "streams_changed_after", "read_many"):
            patch.setattr(ledger, name, getattr(book, name))
        patch.setattr(ledger, "seal", lambda at: None)
        patch.setattr(units, "history", lambda: HISTORY)
        patch.setattr(units, "by_key", lambda keys: {key: HISTORY.latest(KEYS[key]) for key in keys if key in KEYS})
        patch.setattr(procedures, "by_code", lambda codes: {code: CATALOGUE[code] for code in codes})
        patch.setattr(procedures, "by_id", lambda ids: {one.id: one for one in CATALOGUE.values() if one.id in ids})
        patch.setattr(procedures, "offered_levels", lambda asked, takes: {})
        patch.setattr(procedures, "in_force", lambda on: list(CATALOGUE.values()))
        yield


def naive(
    book: Book, period: Period, *, judged_at: datetime, unit_as: UnitAs, known_at: datetime | None = None
) -> dict[int, list[tuple[DossierState, set[str]]]]:
    """
    Say of each dossier, folded from its events, what it is counted as, by the unit whose it is.

    It shares nothing with the facts: no spans, no tables, no engine.
    """
    begins, ends = period.begins(ZONE), period.ends(ZONE)
    found: dict[int, list[tuple[DossierState, set[str]]]] = {}
    for events in book.histories().values():
        seen = [
            event
            for event in events
            if event.occurred_at <= judged_at
            and event.occurred_at < ends
            and (known_at is None or event.recorded_at <= known_at)
        ]
        state = fold(seen)
        if state is None or state.received_at is None:
            continue
        closed = state.closed_at is not None
        if state.closed_at is not None and state.closed_at < begins:
            continue
        said = {_received(state, begins)}
        if closed:
            assert state.timeliness is not None
            assert state.outcome is not None
            said |= {f"resolved.{state.timeliness.value}", f"outcomes.{state.outcome.value}"}
        else:
            said.add("pending.overdue" if _late(state, judged_at) else "pending.in_time")
        assert closed == (state.state not in OPEN)
        unit = state.receiving_unit if unit_as is UnitAs.RECEIVING else state.competent_unit
        found.setdefault(KEYS[unit], []).append((state, said))
    return found


def _received(state: DossierState, begins: datetime) -> str:
    assert state.received_at is not None
    if state.received_at < begins:
        return "received.carried_over"
    channel = state.origin if state.channel.value == "interlinked" else state.channel
    online = channel is not None and channel.value in {"online", "online_assisted", "national_portal"}
    return "received.online" if online else "received.direct"


def _late(state: DossierState, judged_at: datetime) -> bool:
    assert state.judged_until is not None
    return (state.stopped_at or judged_at) > state.judged_until


def added_up(dossiers: list[set[str]]) -> Figures:
    """Count what was said of some dossiers."""
    counted: dict[str, int] = {}
    for said in dossiers:
        for code in said:
            part = code.partition(".")[0]
            counted[code] = counted.get(code, 0) + 1
            counted[f"{part}.total"] = counted.get(f"{part}.total", 0) + 1
    return Figures(tuple(counted.get(count.code, 0) for count in COUNTS))


NOW = datetime(2023, 1, 1, tzinfo=UTC)
