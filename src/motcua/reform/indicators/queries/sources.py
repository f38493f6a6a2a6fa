"""What modules publish for measurement, and the facts that hold it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.apps import apps
from django.utils.module_loading import import_string

from motcua.foundation.facts.public import Facts, Source, Table, as_known, refresh
from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.queries.scope import NotYet
from motcua.reform.indicators.rules.populations import Scan
from motcua.reform.registers import public as registers
from motcua.services.dossiers import public as dossiers
from motcua.services.feedback import public as feedback
from motcua.services.procedures import public as procedures
from motcua.services.surveys import public as surveys


def _published_above() -> Iterator[Source]:
    """Give what modules that stand above publish: each names it in its ``AppConfig``, as ``publishes``."""
    for config in apps.get_app_configs():
        for name in getattr(config, "publishes", ()):
            yield import_string(name)


SOURCES: tuple[Source, ...] = (
    dossiers.FACTS,
    procedures.FACTS,
    feedback.FACTS,
    surveys.FACTS,
    registers.FACTS,
    registers.COMPLETION_FACTS,
    *_published_above(),
)
"""What modules publish for measurement; a module below that comes to publish facts is added here."""

TABLES: Mapping[str, Table] = {table.name: table for source in SOURCES for table in source.tables}

Progress = Callable[[int], None]


def scan_of(facts: Facts) -> Scan:
    """Give what reads the tables of a state of the facts by their names."""
    return lambda name: facts.scan(TABLES[name])


def up_to_date(*, at: datetime, progress: Progress | None = None) -> Facts:
    """
    Give the facts as they follow from all that was recorded until now.

    :param at: now.
    :raises FactsDamaged: with the remedy.
    """
    return refresh(SOURCES, at=at, progress=progress)


@contextmanager
def known_at(
    recorded_until: datetime | None, *, at: datetime, most: int | None = None, progress: Progress | None = None
) -> Iterator[Facts]:
    """
    Give the facts as they followed from what had been recorded by an instant, for as long as the block lasts.

    :param recorded_until: None for all that is recorded.
    :param most: of that the first so many events of the ledger alone.

    :raises NotYet: for an instant after now.
    """
    if recorded_until is not None and recorded_until > at:
        raise NotYet(
            gettext_noop("what will be known at a time to come is not known"),
            field="known-at",
            value=recorded_until.isoformat(),
            expected=gettext_noop("give a time not after %(latest)s"),
            params={"latest": at.isoformat(timespec="seconds")},
        )
    with as_known(SOURCES, recorded_until=recorded_until, at=at, most=most, progress=progress) as facts:
        yield facts
