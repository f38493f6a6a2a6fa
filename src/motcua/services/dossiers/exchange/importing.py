"""The whole of an import: read, check everything, then take it, whole or not at all."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from pathlib import Path
from time import time

from django.conf import settings
from django.utils.translation import gettext

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Taken
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.exchange.checking import Checked, Rules, check
from motcua.services.dossiers.exchange.maps import Map, Shape, read_map
from motcua.services.dossiers.exchange.offices import Missing, missing, offices, plan
from motcua.services.dossiers.exchange.readers.delimited import read_delimited
from motcua.services.dossiers.exchange.readers.eventlog import read_event_log
from motcua.services.dossiers.exchange.readers.sources import Format, Source, recognise
from motcua.services.dossiers.exchange.readers.tables import Table
from motcua.services.dossiers.exchange.rejects import rejects_file, write_rejects
from motcua.services.dossiers.exchange.staging import Staging, staging
from motcua.services.dossiers.exchange.statements import File, Statement, Tally, statements, wanted
from motcua.services.dossiers.exchange.taking import take

LISTED = 20
"""So many of the things that are wrong are told; the others are counted."""

MORE = gettext_noop("… and %(count)s more")
SKIPPED = gettext_noop("%(count)s rows were left out, as the map says")
NOTHING_TAKEN = gettext_noop("%(count)s dossiers were refused, so nothing was taken; --rejects FILE takes the others")
GOOD_TAKEN = gettext_noop("%(count)s dossiers were refused; their rows are in %(file)s")

_LEFT_OVER = timedelta(days=1)
_TELL_EVERY = 1_000


class Phase(StrEnum):
    """What an import is at."""

    READING = gettext_noop("reading")
    CHECKING = gettext_noop("checking")
    TAKING = gettext_noop("taking")
    SEALING = gettext_noop("sealing")


Progress = Callable[[Phase, int, int], None]
"""Told of a phase, how much of it is done, and of how much: bytes of the file while reading, else events."""


@dataclass(frozen=True, slots=True)
class Import:
    """
    What to import, and how.

    ``create_missing`` makes the units and procedures that are named and unknown. With ``rejects``, the dossiers that
    are good are taken and the rows of the others go there; without it, one that is bad refuses the file.
    """

    file: Path
    map: Path | None = None
    create_missing: bool = False
    rejects: Path | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """
    What came of an import, in rows; and what was found wrong, the first of it told with the codes of the dossiers.

    ``skipped`` rows are those that the map leaves out; they are not counted as read.
    """

    rows: Taken
    wrong: tuple[tuple[str, Refused], ...]
    wrong_in_all: int
    dossiers_refused: int
    skipped: int
    whole_refused: bool

    def told(self, translate: Callable[[str], str], rejects: Path | None) -> Iterator[str]:
        """Say in lines what was wrong, and what became of it."""
        for code, refusal in self.wrong:
            yield f"{refusal.message(translate)} [{code}]" if code else refusal.message(translate)
        if self.wrong_in_all > len(self.wrong):
            yield translate(MORE) % {"count": self.wrong_in_all - len(self.wrong)}
        if self.skipped:
            yield translate(SKIPPED) % {"count": self.skipped}
        if self.dossiers_refused:
            said = NOTHING_TAKEN if self.whole_refused else GOOD_TAKEN
            yield translate(said) % {"count": self.dossiers_refused, "file": rejects}


class SameFile(Refused):
    """The rejects would overwrite what they come from."""


def import_events(wish: Import, *, at: datetime, progress: Progress = lambda phase, done, total: None) -> Imported:
    """
    Import a file of events.

    All is checked before anything is written, and written in one transaction, so that a stop at any moment leaves what
    was before or all of it; then the ledger is sealed. What is on record already is left as it is. Memory does not
    grow with the file, which is staged on disk.

    :param at: when it is recorded; nothing may have happened later.
    :raises Refused: if the file, its map or its header cannot be read, with the place. What is wrong with rows is told
        in the result.
    """
    zone = local_zone()
    mapping = read_map(wish.map, zone=zone) if wish.map else Map(zone=zone)
    source = recognise(wish.file)
    if wish.rejects is not None and wish.rejects.resolve() in {wish.file.resolve(), wish.map and wish.map.resolve()}:
        raise SameFile(
            gettext_noop("the rejects would overwrite the file they come from"),
            field="--rejects",
            value=wish.rejects,
            expected=gettext_noop("name another file"),
        )
    ledger.verifier_key()  # without keys nothing could be sealed, so nothing is begun
    tally = Tally()
    with (
        _folder() as folder,
        staging(folder) as staged,
        rejects_file(wish.rejects) if wish.rejects else nullcontext() as part,
    ):
        columns = wanted(mapping, event_log=source.format is Format.XES)
        file = File(columns, at, keep_rows=part is not None, tally=tally)
        table = _table(source, mapping, tuple(columns.values()), folder)
        with closing(table.rows):
            staged.add(_watched(statements(table, mapping, file), source, progress))
        lacking = missing(staged.named("unit"), staged.named("procedure")) if wish.create_missing else Missing()
        rules = Rules(plan(lacking, at=at) if lacking else offices(), zone, mapping.shape, columns)
        count = staged.count()
        checked = check(staged, rules, told=lambda done: progress(Phase.CHECKING, done, count))
        refused = staged.refused_dossiers()
        whole_refused = bool(refused) and part is None
        if part is not None:
            write_rejects(part, staged, table, source, translate=gettext)
        if not whole_refused:
            _take(staged, checked, at, progress)
        return Imported(
            rows=Taken(
                read=tally.read,
                taken=0 if whole_refused else checked.taken,
                unchanged=0 if whole_refused else checked.unchanged,
                refused=staged.refused_rows(),
            ),
            wrong=tuple(islice(staged.refusals(), LISTED)),
            wrong_in_all=staged.refusals_in_all(),
            dossiers_refused=refused,
            skipped=tally.skipped,
            whole_refused=whole_refused,
        )


def _table(source: Source, mapping: Map, wished: tuple[str, ...], folder: Path) -> Table:
    match source.format:
        case Format.CSV:
            return read_delimited(source, header_line=mapping.header_line)
        case Format.XLSX:
            from motcua.services.dossiers.exchange.readers.workbook import read_workbook  # noqa: PLC0415 - slow to load

            return read_workbook(source, sheet=mapping.sheet, header_line=mapping.header_line, folder=folder)
        case Format.PARQUET:
            from motcua.services.dossiers.exchange.readers.columnar import read_parquet  # noqa: PLC0415 - slow to load

            return read_parquet(source, folder=folder)
        case Format.XES:
            return read_event_log(source, wanted=wished, a_row_is_a_trace=mapping.shape is Shape.DOSSIER)


def _take(staged: Staging, checked: Checked, at: datetime, progress: Progress) -> None:
    planned = staged.planned_events()
    if planned:
        take(staged.plans(), needed=checked.needed, at=at, told=lambda done: progress(Phase.TAKING, done, planned))
    waiting = ledger.pending()
    ledger.seal(at=at, told=lambda done: progress(Phase.SEALING, done, max(waiting, done)))


def _watched(rows: Iterator[Statement], source: Source, progress: Progress) -> Iterator[Statement]:
    """Tell how far the reading has come, now and then."""
    for number, row in enumerate(rows):
        if number % _TELL_EVERY == 0:
            progress(Phase.READING, source.read, source.size)
        yield row
    progress(Phase.READING, source.size, source.size)


@contextmanager
def _folder() -> Iterator[Path]:
    """Give a folder of this import's own, and clear away what a killed one left."""
    place = Path(settings.MOTCUA_HOME) / "tmp"
    place.mkdir(parents=True, exist_ok=True)
    for old in place.glob("import-*"):
        if old.stat().st_mtime < time() - _LEFT_OVER.total_seconds():
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="import-", dir=place) as name:
        yield Path(name)
