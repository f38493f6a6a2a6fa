"""Export the sealed ledger as a folder that anyone can check without us."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from motcua.foundation.ledger.actions.seal import BadLeaf, NotConsistent, seal
from motcua.foundation.ledger.keys import signing_key, verifier_key
from motcua.foundation.ledger.queries import stored
from motcua.foundation.ledger.queries.reading import latest_checkpoint
from motcua.foundation.ledger.rules import bundle
from motcua.foundation.ledger.rules.bundle import BUNDLE, Listed, Manifest
from motcua.foundation.ledger.rules.checkpoint import Checkpoint, sign_note
from motcua.foundation.ledger.rules.entry import leaf_of
from motcua.foundation.ledger.rules.tree import Frontier
from motcua.kernel.refusals import Refused, gettext_noop


class NothingToExport(Refused):
    """The ledger is empty."""


class FolderInUse(Refused):
    """Something is in the folder that an export is to be written to."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    folder: Path
    entries: int
    files: int
    bytes: int


def export(folder: Path, *, at: datetime, told: Callable[[int], None] | None = None) -> Exported:
    """
    Seal what is pending and write all that is sealed into a new folder, whole or not at all.

    Every entry is hashed again, and no manifest is signed unless the root is the signed one. Memory does not grow with
    the ledger. The same ledger gives the same bytes, and a longer one the same full bundles.

    :param told: called with the number of entries written so far.
    :raises FolderInUse: if the folder is there and not empty.
    :raises NothingToExport: if no event was ever recorded.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(
            gettext_noop("the folder is not empty"),
            field="folder",
            value=folder,
            expected=gettext_noop("name one that is not there yet"),
        )
    seal(at=at)
    checkpoint = latest_checkpoint()
    if checkpoint is None:
        raise NothingToExport(gettext_noop("nothing has been recorded yet, so there is nothing to export"))
    target = folder.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        listed = sorted(_write(part, checkpoint, told), key=lambda file: file.name)
        manifest = Manifest(checkpoint.origin, checkpoint.size, tuple(listed))
        note = sign_note(manifest.text(), checkpoint.origin, signing_key()).encode()
        listed.append(_file(part, bundle.MANIFEST, [note]))
        if target.exists():
            target.rmdir()
        part.rename(target)
        _keep(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Exported(target, checkpoint.size, len(listed), sum(file.size for file in listed))


def _write(part: Path, checkpoint: Checkpoint, told: Callable[[int], None] | None) -> Iterator[Listed]:
    for name in (bundle.ENTRIES, bundle.LEAVES):
        (part / name).mkdir()
    grown, signed = Frontier(), _last_of_each_bundle(checkpoint.size)
    rows = stored.placed(checkpoint.size)
    while grown.size < checkpoint.size:
        first, leaves = grown.size, list[bytes]()
        yield _file(part, bundle.bundle_name(bundle.ENTRIES, first), _entries(islice(rows, BUNDLE), grown, leaves))
        yield _file(part, bundle.bundle_name(bundle.LEAVES, first), leaves)
        if not leaves:
            break
        if told is not None:
            told(grown.size)
    if grown.size != checkpoint.size or grown.root() != checkpoint.root:
        raise NotConsistent(
            gettext_noop("the ledger is not what was signed; nothing is exported"),
            expected=gettext_noop("find the damage with: motcua ledger verify"),
        )
    yield _file(part, bundle.CHECKPOINTS, [bundle.join_checkpoints(signed).encode()])
    yield _file(part, bundle.KEY, [f"{verifier_key()}\n".encode()])


def _entries(rows: Iterator[stored.EventRow], grown: Frontier, leaves: list[bytes]) -> Iterator[bytes]:
    for row in rows:
        leaf = leaf_of(row.entry)
        if row.place != grown.size or leaf != row.leaf:
            raise BadLeaf(
                gettext_noop("event %(number)s of %(stream)s does not hash to its leaf; nothing is exported"),
                field="position",
                value=grown.size,
                params={"number": row.number, "stream": row.stream},
            )
        grown.push(leaf)
        leaves.append(leaf)
        yield bundle.framed(row.entry)


def _last_of_each_bundle(size: int) -> list[str]:
    last: dict[int, str] = {}
    for kept in stored.checkpoints(size):
        if kept.size:
            last[(kept.size - 1) // BUNDLE] = kept.text
    return list(last.values())


def _file(part: Path, name: str, pieces: Iterator[bytes] | list[bytes]) -> Listed:
    """Write a file so that it stays, and list it."""
    digest, size = hashlib.sha256(), 0
    with (part / name).open("wb") as opened:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            opened.write(piece)
        opened.flush()
        os.fsync(opened.fileno())
    return Listed(digest.hexdigest(), size, name)


def _keep(folder: Path) -> None:
    """Let a renaming in a folder outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
