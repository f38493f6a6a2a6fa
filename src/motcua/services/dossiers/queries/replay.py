"""The proof that the rows say what the ledger says: every dossier made again from its events."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import islice

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.rows import UNITS, named, state_of, stream_name
from motcua.services.dossiers.rules.state import DossierState, fold
from motcua.services.procedures import public as procedures

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a row differs from what its events say; ``missing`` rows have no events."""

    dossier_id: int
    code: str
    field: str
    stored: str
    replayed: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found."""

    dossiers: int
    events: int
    differences: tuple[Difference, ...]


def stream_of(code: str) -> str | None:
    """Give the ledger's stream of the dossier of a code; None if there is none. One SQL query."""
    pk = Dossier.objects.filter(**named(code)).values_list("pk", flat=True).first()
    return stream_name(pk) if pk is not None else None


def replay_all(*, most: int = 100) -> Replay:
    """
    Make every dossier again from its events and set it against its row.

    Three SQL queries for each two thousand dossiers; memory does not grow with their number.

    :param most: so many differences are told at the most.
    """
    dossiers = events = 0
    differences: list[Difference] = []
    rows = Dossier.objects.order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        streams = {stream_name(row.pk): row for row in chunk}
        told: dict[str, list[ledger.Event]] = {stream: [] for stream in streams}
        for event in ledger.read_many(list(streams)):
            told[event.stream].append(event)
        keys = {unit_id: unit.key for unit_id, unit in units.by_id(_unit_ids(chunk)).items()}
        codes = {one: known.code for one, known in procedures.by_id({row.procedure_id for row in chunk}).items()}
        for stream, row in streams.items():
            dossiers += 1
            events += len(told[stream])
            stored = state_of(row, units=keys, procedures=codes)
            differences += islice(_differences(row, stored, fold(told[stream])), max(0, most - len(differences)))
    return Replay(dossiers, events, tuple(differences))


def _unit_ids(rows: list[Dossier]) -> set[int]:
    return {unit_id for row in rows for name in UNITS if (unit_id := getattr(row, f"{name}_id")) is not None}


def _differences(row: Dossier, stored: DossierState, replayed: DossierState | None) -> Iterator[Difference]:
    code = row.code or ""
    if replayed is None:
        yield Difference(row.pk, code, "events", "row", "none")
        return
    for one in fields(DossierState):
        kept, made = getattr(stored, one.name), getattr(replayed, one.name)
        if kept != made:
            yield Difference(row.pk, code, one.name, str(kept), str(made))
