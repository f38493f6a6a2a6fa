"""Whether an export is what was signed. Nothing is parsed before the manifest and the hash of every file hold."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from motcua.foundation.ledger.layers import HASH
from motcua.foundation.ledger.rules import bundle
from motcua.foundation.ledger.rules.bundle import BUNDLE, LENGTH, BadManifest, Listed, Manifest
from motcua.foundation.ledger.rules.checkpoint import BadCheckpoint, VerifierKey
from motcua.foundation.ledger.rules.entry import NotCanonical, leaf_of, parse_entry, read_entry
from motcua.foundation.ledger.rules.findings import Finding, Verification
from motcua.foundation.ledger.rules.signed import Kept, Signed
from motcua.foundation.ledger.rules.tree import Frontier
from motcua.kernel.refusals import Refused, gettext_noop

_TORN = gettext_noop("the file does not hold the entries that it should")
TELL_EVERY = 10_000


class NoExport(Refused):
    """There is no export in this folder."""


def verify_export(
    folder: Path,
    *,
    key: VerifierKey | None = None,
    known: Iterable[tuple[str, str]] = (),
    told: Callable[[int], None] | None = None,
    most: int = 100,
) -> Verification:
    """
    Check an export, whoever made it: signature of the manifest, the files, each entry, the tree and the checkpoints.

    Needs no database. Memory grows with the number of streams alone.

    :param key: whose it must be; without it, that of the export itself, which shows no more than that it is whole.
    :param known: checkpoints from outside, each with the name of where it is from and its text.
    :param told: called with the number of entries looked at so far.
    :param most: the search ends at so many findings.
    :raises NoExport: if the folder is none.
    """
    if not (folder / bundle.MANIFEST).is_file():
        raise NoExport(
            gettext_noop("there is no export in this folder"),
            field="folder",
            value=folder,
            expected=gettext_noop("name one that was written by: motcua ledger export"),
        )
    run = _Run(folder, known, told)
    findings = tuple(islice(run.findings(key), most))
    return Verification(run.entries, 0, run.checkpoints, findings, complete=len(findings) < most)


class _Tree(Frontier):
    lost_at: int | None = None


class _Run:
    """One walk through an export."""

    def __init__(self, folder: Path, known: Iterable[tuple[str, str]], told: Callable[[int], None] | None) -> None:
        self.folder = folder
        self.known = known
        self.told = told
        self.entries = self.checkpoints = 0

    def findings(self, key: VerifierKey | None) -> Iterator[Finding]:
        try:
            theirs = _key(self.folder / bundle.KEY)
        except BadCheckpoint as damage:
            yield Finding(damage.text, file=bundle.KEY)
            return
        if key is not None and theirs != key:
            yield Finding(gettext_noop("this is not the key that was expected"), file=bundle.KEY)
            return
        try:
            manifest = bundle.read_manifest((self.folder / bundle.MANIFEST).read_bytes(), theirs)
        except BadManifest as damage:
            yield Finding(damage.text, file=bundle.MANIFEST, params=damage.params)
            return
        sound = True
        for finding in self._files(manifest):
            sound = False
            yield finding
        if sound:
            yield from self._contents(manifest, theirs)

    def _files(self, manifest: Manifest) -> Iterator[Finding]:
        """Compare the files that are there with those that the manifest lists."""
        found = {path.relative_to(self.folder).as_posix(): path for path in self.folder.rglob("*")}
        folders = {bundle.ENTRIES, bundle.LEAVES}
        expected = {file.name for file in manifest.files} | {bundle.MANIFEST}
        for name in sorted(found):
            path = found[name]
            wanted = path.is_dir() if name in folders else name in expected and path.is_file()
            if not wanted or path.is_symlink():
                yield Finding(gettext_noop("the manifest does not list this file"), file=name)
        damaged = []
        for listed in manifest.files:
            path = self.folder / listed.name
            if not path.is_file():
                yield Finding(gettext_noop("the file is missing"), file=listed.name)
            elif not _same(path, listed):
                damaged.append(listed.name)
        for name in damaged:
            yield self._located(name, manifest, damaged)

    def _located(self, name: str, manifest: Manifest, damaged: list[str]) -> Finding:
        """Find the place of the damage in a file, if the file beside it is whole and tells it."""
        folder, _, digits = name.partition("/")
        other = {bundle.ENTRIES: bundle.LEAVES, bundle.LEAVES: bundle.ENTRIES}.get(folder)
        text = gettext_noop("the file is not the one that was signed")
        if other is None or f"{other}/{digits}" in damaged or not (self.folder / other / digits).is_file():
            return Finding(text, file=name)
        first = int(digits)
        wanted = min(BUNDLE, manifest.size - first)
        with (
            _Entries(self.folder / bundle.ENTRIES / digits) as entries,
            _open(self.folder, bundle.LEAVES, first) as leaves,
        ):
            for position in range(first, first + wanted):
                offset = entries.offset if folder == bundle.ENTRIES else (position - first) * HASH
                entry, leaf = entries.next(), leaves.read(HASH)
                if entry is None or leaf_of(entry) != leaf:
                    stream, number = _named(entry)
                    return Finding(text, file=name, offset=offset, position=position, stream=stream, number=number)
            offset = entries.offset if folder == bundle.ENTRIES else wanted * HASH
        return Finding(gettext_noop("the file goes on after its last entry"), file=name, offset=offset)

    def _contents(self, manifest: Manifest, key: VerifierKey) -> Iterator[Finding]:
        """Read the entries, and grow the tree over them."""
        text = (self.folder / bundle.CHECKPOINTS).read_text(encoding="utf-8")
        kept = bundle.split_checkpoints(text)
        signed = Signed(key, map(Kept, kept), Finding("", file=bundle.CHECKPOINTS), self.known, every=False)
        if bundle.join_checkpoints(kept) != text or f"\n{manifest.size}\n" not in kept[-1]:
            yield Finding(gettext_noop("the checkpoints are not those of these entries"), file=bundle.CHECKPOINTS)
        tree, numbers = _Tree(), dict[str, int]()
        yield from signed.at(tree)
        for first in range(0, manifest.size, BUNDLE):
            for finding in self._bundle(first, min(BUNDLE, manifest.size - first), tree, numbers, signed):
                yield finding
                if finding.text == _TORN:
                    return
        yield from signed.beyond(manifest.size)
        self.checkpoints = signed.seen

    def _bundle(
        self, first: int, wanted: int, tree: _Tree, numbers: dict[str, int], signed: Signed
    ) -> Iterator[Finding]:
        name = bundle.bundle_name(bundle.ENTRIES, first)
        with _Entries(self.folder / name) as entries, _open(self.folder, bundle.LEAVES, first) as leaves:
            for position in range(first, first + wanted):
                offset, entry = entries.offset, entries.next()
                if entry is None:
                    yield Finding(_TORN, file=name, offset=offset, position=position)
                    return
                leaf = leaf_of(entry)
                for text in _wrong(entry, numbers):
                    stream, number = _named(entry)
                    yield Finding(text, file=name, offset=offset, position=position, stream=stream, number=number)
                if leaves.read(HASH) != leaf:
                    yield Finding(
                        gettext_noop("the leaf is not that of the entry"),
                        file=bundle.bundle_name(bundle.LEAVES, first),
                        offset=(position - first) * HASH,
                        position=position,
                    )
                tree.push(leaf)
                yield from signed.at(tree)
                self.entries += 1
                if self.told is not None and self.entries % TELL_EVERY == 0:
                    self.told(self.entries)
            if not entries.ended() or leaves.read(1):
                yield Finding(_TORN, file=name, offset=entries.offset)


class _Entries:
    """The entries of a bundle, one after the other."""

    def __init__(self, path: Path) -> None:
        self.offset = 0
        self._size = path.stat().st_size
        self._opened = path.open("rb")

    def __enter__(self) -> "_Entries":
        return self

    def __exit__(self, *_exception: object) -> None:
        self._opened.close()

    def next(self) -> bytes | None:
        """Give the next entry; None if the file does not hold as much as its length says."""
        length = int.from_bytes(self._opened.read(LENGTH), "big")
        if self.offset + LENGTH + length > self._size:
            return None
        self.offset += LENGTH + length
        return self._opened.read(length)

    def ended(self) -> bool:
        """Say whether nothing is left."""
        return self.offset == self._size


def _open(folder: Path, name: str, first: int) -> BinaryIO:
    return (folder / bundle.bundle_name(name, first)).open("rb")


def _key(file: Path) -> VerifierKey:
    """Read the key of an export, of which each byte must be as it would be written."""
    text = file.read_bytes().decode(errors="replace") if file.is_file() else ""
    found = VerifierKey.read(text)
    if text != f"{found}\n":
        raise BadCheckpoint(gettext_noop("this is no verifier key"), field="vkey")
    return found


def _same(path: Path, listed: Listed) -> bool:
    """Say whether a file has the size and hash that the manifest lists."""
    if path.stat().st_size != listed.size:
        return False
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() == listed.sha256


def _named(entry: bytes | None) -> tuple[str, int | None]:
    """Give the stream and number that an entry says, if it says any."""
    try:
        event, _ = parse_entry(entry or b"")
    except NotCanonical:
        return "", None
    return event.stream, event.number


def _wrong(entry: bytes, numbers: dict[str, int]) -> Iterator[str]:
    """Tell what is wrong with an entry whose bytes are those that were signed."""
    try:
        event, _ = read_entry(entry)
    except NotCanonical as damage:
        yield damage.text
        return
    expected = numbers.get(event.stream, 0) + 1
    if event.number != expected:
        yield gettext_noop("the events of its stream are not numbered one after the other")
    numbers[event.stream] = event.number
