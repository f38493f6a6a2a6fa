"""Bringing the facts up to date."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from motcua.foundation.facts.engines import engine
from motcua.foundation.facts.log import Ledger
from motcua.foundation.facts.reading import Facts
from motcua.foundation.facts.store import Store
from motcua.foundation.facts.tables import Source
from motcua.foundation.ledger import public as ledger

Progress = Callable[[int], None]


def refresh(sources: Sequence[Source], *, at: datetime, progress: Progress | None = None) -> Facts:
    """
    Seal what the ledger has pending, bring the facts of this installation up to it, and give them.

    :param sources: all sources of the installation; the store holds their tables together.
    :param at: now; the checkpoint bears it.
    :raises FactsDamaged: if what is stored cannot be used.
    """
    ledger.seal(at=at)
    store = Store(settings.MOTCUA_HOME / "facts", sources, zone=settings.TIME_ZONE)
    return Facts(store.refresh(Ledger(), progress=progress), engine(settings.MOTCUA_ENGINE))


@contextmanager
def as_known(
    sources: Sequence[Source],
    *,
    recorded_until: datetime | None,
    at: datetime,
    most: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Facts]:
    """
    Make the facts anew from the events that had been recorded by an instant, for as long as the block lasts.

    It reads the whole ledger; a report on what is known now does not.

    :param recorded_until: None for all that is recorded.
    :param most: of these the first so many of the ledger alone, as they were when it had no others.
    """
    ledger.seal(at=at)
    with tempfile.TemporaryDirectory(prefix="motcua-facts-") as folder:
        store = Store(Path(folder), sources, zone=settings.TIME_ZONE, recorded_until=recorded_until)
        yield Facts(store.refresh(Ledger(most), progress=progress), engine(settings.MOTCUA_ENGINE))
