"""The store: a folder of immutable files under one manifest that is replaced in one step."""

import fcntl
import hashlib
import importlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from motcua.foundation.facts import manifest as manifests
from motcua.foundation.facts.manifest import NOTHING, FactsDamaged, Manifest, Mark
from motcua.foundation.facts.tables import Cut, Source, Table
from motcua.kernel.refusals import Refused, gettext_noop

if TYPE_CHECKING:
    from motcua.foundation.facts.writing import Build

GRACE = timedelta(hours=1)
"""How long the files of a state remain after it was replaced, for those who still read it."""


class NotWritten(Refused):
    """The folder of the facts cannot be written; the state before stands."""


class Log(Protocol):
    """What the store asks of the ledger."""

    def head(self) -> Mark:
        """Give the present state."""
        ...

    def last_leaf(self, size: int) -> str:
        """Give the last of the first ``size`` leaves, in hexadecimal; empty if there are fewer."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the facts, to be read for as long as ``GRACE`` after the next one has replaced it."""

    folder: Path
    manifest: Manifest

    def paths(self, table: Table) -> list[Path]:
        """Give the files of a table."""
        return [self.folder / file.name for file in self.manifest.of(table)]

    def rows(self, table: Table) -> int:
        """Count the rows of a table without reading it."""
        return sum(file.rows for file in self.manifest.of(table))


class Store:
    """
    The facts of some sources in one folder.

    :param zone: the name of the zone that local days are taken in; facts of another zone are made anew.
    :param recorded_until: what had been recorded by then, aware; None for all that is known.
    """

    def __init__(
        self, folder: Path, sources: Sequence[Source], *, zone: str, recorded_until: datetime | None = None
    ) -> None:
        self.folder = folder
        self.sources = tuple(sources)
        self.zone = zone
        self.recorded_until = recorded_until
        self.schema = manifests.schema_of(self.sources)
        self._files = folder / "files"
        self._states = folder / "states"
        self._current = folder / "manifest.json"

    def current(self) -> Snapshot | None:
        """
        Give the present state, None if there is none that this program can read.

        :raises FactsDamaged: if the manifest is not sound, or a file that it lists is missing or of another size.
        """
        try:
            text = self._current.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            raise FactsDamaged(self.folder, gettext_noop("the manifest of the facts cannot be read")) from None
        manifest = manifests.read(text, self.folder)
        if (manifest.schema, manifest.zone, manifest.recorded_until) != (self.schema, self.zone, self.recorded_until):
            return None
        for file in manifest.files:
            path = self._files / file.name
            if not path.is_file() or path.stat().st_size != file.size:
                raise FactsDamaged(
                    self.folder, gettext_noop("the file %(name)s is missing or cut short"), name=file.name
                )
        return Snapshot(self._files, manifest)

    def verify(self) -> int:
        """Compare every file with its hash and give their number. :raises FactsDamaged: if one differs."""
        snapshot = self.current()
        for file in snapshot.manifest.files if snapshot else ():
            with (self._files / file.name).open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
                    raise FactsDamaged(self.folder, gettext_noop("the file %(name)s was altered"), name=file.name)
        return len(snapshot.manifest.files) if snapshot else 0

    def refresh(self, log: Log, *, progress: Callable[[int], None] | None = None) -> Snapshot:
        """
        Bring the facts up to the present state of the ledger and give them.

        Only the months in which something changed are written. One process does so at a time; the others wait for it.
        A stop at any moment leaves the state before or the state after.

        :param progress: is told the number of keys read so far.
        :raises FactsDamaged: if the stored facts are damaged, or follow from another ledger than this.
        :raises NotWritten: if the folder cannot be written or the disk is full.
        """
        snapshot = self._still_valid(log)
        if snapshot is not None and snapshot.manifest.mark.size == log.head().size:
            return snapshot
        with self._written(), self._locked():
            snapshot = self._still_valid(log)
            head = log.head()
            if snapshot is not None and snapshot.manifest.mark.size == head.size:
                return snapshot
            return self._advance(snapshot, head, progress or (lambda done: None))

    def _still_valid(self, log: Log) -> Snapshot | None:
        snapshot = self.current()
        if snapshot is not None:
            mark = snapshot.manifest.mark
            if mark != NOTHING and log.last_leaf(mark.size) != mark.leaf:
                raise FactsDamaged(self.folder, gettext_noop("the facts follow from another ledger than this one"))
        return snapshot

    def _advance(self, before: Snapshot | None, head: Mark, progress: Callable[[int], None]) -> Snapshot:
        known = before.manifest.mark.size if before else 0
        cut = Cut(head.size, self.recorded_until)

        def fill(build: "Build") -> None:
            done = 0
            for source in self.sources:
                for keys in source.changed(known):
                    build.replace(source, keys, source.rows(keys, cut))
                    done += len(keys)
                    progress(done)

        return self.write(fill, mark=head, before=before)

    def write(self, fill: Callable[["Build"], None], *, mark: Mark, before: Snapshot | None = None) -> Snapshot:
        """
        Make the state that follows from ``before`` and what is filled in, publish it, and sweep. Call it alone.

        ``refresh`` fills in what changed in the ledger; a measurement may fill in rows that it made up.
        """
        writing = importlib.import_module("motcua.foundation.facts.writing")
        tables = [table for source in self.sources for table in source.tables]
        with self._scratch() as scratch:
            build = writing.Build(tables, files=self._files, scratch=scratch)
            fill(build)
            files = build.finish(before.manifest if before else None)
            manifest = Manifest(self.schema, self.zone, mark, self.recorded_until, files)
            self._publish(manifest, scratch)
        self._sweep()
        return Snapshot(self._files, manifest)

    def _publish(self, manifest: Manifest, scratch: Path) -> None:
        """Make a state the present one. What it lists is on the disk before it is."""
        for folder in sorted({(self._files / file.name).parent for file in manifest.files}):
            _sync(folder)
        _sync(self._files)
        text = manifest.text()
        self._states.mkdir(exist_ok=True)
        for target in (self._states / f"{manifest.id}.json", self._current):
            fresh = scratch / target.name
            with fresh.open("w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(target)
            _sync(target.parent)

    def _sweep(self) -> None:
        """Delete the files that no state of the last ``GRACE`` lists, and that are older than it."""
        limit = time.time() - GRACE.total_seconds()
        states = sorted(self._states.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        kept: set[str] = set()
        replaced_at = float("inf")
        for path in states:
            begun_at = path.stat().st_mtime
            if replaced_at < limit:
                path.unlink()
            else:
                kept |= {file["name"] for file in json.loads(path.read_text(encoding="utf-8"))["files"]}
            replaced_at = begun_at
        for path in self._files.glob("*/*.parquet"):
            if str(path.relative_to(self._files)) not in kept and path.stat().st_mtime < limit:
                path.unlink()

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Say in one sentence what the system refuses."""
        try:
            yield
        except OSError as failure:
            raise NotWritten(
                gettext_noop("the facts cannot be written: %(why)s"),
                field="facts",
                value=str(self.folder),
                expected=gettext_noop("make room, or give the folder to the user that runs the program"),
                params={"why": failure.strerror or str(failure)},
            ) from failure

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the store against other refreshers; the system lets go of it when the process ends, however it ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        """Give an empty folder on the same disk. What an ended refresher left in it is gone: we hold the lock."""
        scratch = self.folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        self._files.mkdir(exist_ok=True)
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
