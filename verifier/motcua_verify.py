#!/usr/bin/env python3
"""
Check what a Motcua ledger has signed, without Motcua.

This one file needs Python 3.9 or later and the package ``cryptography``, and nothing else: no network, no database, and
nothing of the program that wrote the ledger. Read it before you trust it; README.md beside it says what each check shows.

    motcua_verify.py export FOLDER [--key KEY] [--checkpoint FILE ...]
    motcua_verify.py proof FILE [--key KEY] [--checkpoint FILE ...]
    motcua_verify.py slip CODE LEAF (--export FOLDER | --proof FILE) [--key KEY] [--checkpoint FILE ...]
    motcua_verify.py consistent EARLIER LATER [--key KEY]
    motcua_verify.py consistent PROOF [--key KEY]

KEY is a verifier key, or a file that holds one: take it from somewhere else than what you check. EARLIER and LATER are
export folders or files of checkpoints. Exit code: 0 good, 1 damaged or not proved, 2 wrong use.
"""

import argparse
import base64
import hashlib
import json
import os
import re
import sys
from pathlib import Path
from typing import Any, BinaryIO, Dict, Iterator, List, NamedTuple, NoReturn, Optional, Tuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

BUNDLE = 65536
EMPTY = hashlib.sha256(b"").digest()
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
FIELDS = {
    "stream": str,
    "number": int,
    "kind": str,
    "version": int,
    "occurred_at": str,
    "recorded_at": str,
    "actor": str,
    "unit": str,
    "payload": dict,
}


class Damage(Exception):
    """Something is not as it was signed. The text says where and what."""


# ---------------------------------------------------------------- hashes


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


class Growing:
    """A Merkle tree that takes leaves one by one; it remembers one root for each complete subtree."""

    def __init__(self) -> None:
        self.size = 0
        self.complete: List[Tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        height, top = 0, leaf
        while self.complete and self.complete[-1][0] == height:
            top = join(self.complete.pop()[1], top)
            height += 1
        self.complete.append((height, top))
        self.size += 1

    def root(self) -> bytes:
        right = b""
        for _, top in reversed(self.complete):
            right = join(top, right) if right else top
        return right or EMPTY


def left_part(size: int) -> int:
    """Give how many of the leaves of a tree lie under the left child of its root."""
    part = 1
    while part * 2 < size:
        part *= 2
    return part


def root_by_inclusion(leaf: bytes, index: int, size: int, path: List[bytes]) -> bytes:
    """Climb from a leaf to the root, as RFC 9162 2.1.3.1 defines the path. The last of the path is the root's child."""
    if not 0 <= index < size:
        raise Damage("the index does not lie within the tree")
    if size == 1:
        if path:
            raise Damage("the path is too long")
        return leaf
    if not path:
        raise Damage("the path is too short")
    left = left_part(size)
    if index < left:
        return join(root_by_inclusion(leaf, index, left, path[:-1]), path[-1])
    return join(path[-1], root_by_inclusion(leaf, index - left, size - left, path[:-1]))


def roots_by_consistency(
    first: int, second: int, path: List[bytes], known: Optional[bytes]
) -> Tuple[bytes, bytes]:
    """Climb to the roots of two trees, as RFC 9162 2.1.4.1 defines the path; ``known`` is the first, if it stands left."""
    if first == second:
        if known is not None:
            if path:
                raise Damage("the path is too long")
            return known, known
        if len(path) != 1:
            raise Damage("the path is of the wrong length")
        return path[0], path[0]
    if not path:
        raise Damage("the path is too short")
    left = left_part(second)
    if first <= left:
        old, new = roots_by_consistency(first, left, path[:-1], known)
        return old, join(new, path[-1])
    old, new = roots_by_consistency(first - left, second - left, path[:-1], None)
    return join(path[-1], old), join(path[-1], new)


# ---------------------------------------------------------------- signed texts


class Key(NamedTuple):
    name: str
    raw: bytes

    def mark(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n\1" + self.raw).digest()[:4]

    def __str__(self) -> str:
        return "+".join((self.name, self.mark().hex(), base64.b64encode(b"\1" + self.raw).decode()))


class Checkpoint(NamedTuple):
    origin: str
    size: int
    root: bytes


def read_key(text: str) -> Key:
    """Read a verifier key, of which each character must be as it would be written."""
    name, _, rest = text.partition("+")
    try:
        raw = base64.b64decode(rest[9:], validate=True)
    except ValueError:
        raw = b""
    key = Key(name, raw[1:])
    if len(raw) != 33 or not name or re.search(r"\s", name) or str(key) != text:
        raise Damage("this is no verifier key")
    return key


def read_note(note: str, key: Key) -> str:
    """Give the text of a note that a key has signed (C2SP signed-note); signatures of others may stand beside it."""
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise Damage("this is no signed note")
    for line in signatures[:-1].split("\n"):
        words = line.split(" ")
        if len(words) != 3 or words[0] != "\u2014" or words[1] != key.name:
            continue
        try:
            signature = base64.b64decode(words[2], validate=True)
        except ValueError:
            continue
        if signature[:4] != key.mark() or base64.b64encode(signature).decode() != words[2]:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key.raw).verify(signature[4:], (text + "\n").encode())
        except InvalidSignature:
            continue
        return text + "\n"
    raise Damage("there is no good signature of " + key.name)


def read_checkpoint(note: str, key: Key) -> Checkpoint:
    """Read a signed checkpoint (C2SP tlog-checkpoint): origin, size, root."""
    lines = read_note(note, key).split("\n")
    if len(lines) != 4 or lines[0] != key.name or not re.fullmatch(r"0|[1-9]\d{0,17}", lines[1], re.ASCII):
        raise Damage("this is no checkpoint")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except ValueError:
        root = b""
    if len(root) != 32 or base64.b64encode(root).decode() != lines[2]:
        raise Damage("this is no checkpoint")
    return Checkpoint(lines[0], int(lines[1]), root)


def split_notes(text: str) -> List[str]:
    """Take apart a file of several notes: after the signatures of one an empty line may come, and the next."""
    return re.findall(r"(?:[^\n]+\n)+\n(?:\u2014 [^\n]*\n)+(?=\n|\Z)", text)


# ---------------------------------------------------------------- exports


class Line(NamedTuple):
    digest: str
    size: int
    name: str


class Export:
    """An export folder: what its manifest says, and the key it is checked with."""

    def __init__(self, folder: Path, key: Optional[Key]) -> None:
        self.folder = folder
        within = at("vkey", read_key, one_line(read_text(folder, "vkey"), "vkey"))
        if key is not None and within != key:
            raise Damage("vkey: this is not the key that was expected")
        self.key = within
        note = read_text(folder, "manifest")
        text = at("manifest", read_note, note, self.key)
        if note.count("\n") != text.count("\n") + 2:
            raise Damage("manifest: there is more than one signature")
        self.size, self.lines = at("manifest", self._read, text)

    def _read(self, text: str) -> Tuple[int, List[Line]]:
        rows = text[:-1].split("\n")
        if rows[0] != "motcua-export/1 " + self.key.name or not re.fullmatch(r"[1-9]\d{0,17}", rows[1], re.ASCII):
            raise Damage("this is no manifest of an export")
        size, lines = int(rows[1]), []
        for row in rows[2:]:
            if not re.fullmatch(r"[0-9a-f]{64} (0|[1-9]\d{0,17}) [a-z]+(/\d{12,18})?", row, re.ASCII):
                raise Damage("this is no manifest of an export")
            digest, length, name = row.split(" ")
            lines.append(Line(digest, int(length), name))
        wanted = ["checkpoints"]
        for folder in ("entries", "leaves"):
            wanted += ["%s/%012d" % (folder, first) for first in range(0, min(size, len(lines) * BUNDLE), BUNDLE)]
        if [line.name for line in lines] != wanted + ["vkey"]:
            raise Damage("it does not list the files that an export of its size has")
        return size, lines

    def damages(self, outside: List[Tuple[str, str]]) -> Iterator[str]:
        """Check all of it, and tell each damage. Nothing is parsed unless the hash of every file holds."""
        found = False
        for damage in self._files():
            found = True
            yield damage
        if not found:
            yield from self._contents(outside)

    def _files(self) -> Iterator[str]:
        listed = {line.name for line in self.lines} | {"manifest"}
        for root, folders, files in os.walk(self.folder):
            for name in folders + files:
                path = Path(root, name)
                relative = path.relative_to(self.folder).as_posix()
                known = relative in ("entries", "leaves") if name in folders else relative in listed
                if not known or path.is_symlink():
                    yield relative + ": the manifest does not list this"
        bad = [line for line in self.lines if not self._holds(line)]
        names = {line.name for line in bad}
        for line in bad:
            yield self._place(line, names)

    def _holds(self, line: Line) -> bool:
        path, digest, size = self.folder / line.name, hashlib.sha256(), 0
        if not path.is_file():
            return False
        with path.open("rb") as opened:
            for piece in iter(lambda: opened.read(1 << 20), b""):
                digest.update(piece)
                size += len(piece)
        return size == line.size and digest.hexdigest() == line.digest

    def _place(self, line: Line, bad: "set[str]") -> str:
        """Find the place of a damage with the help of the file beside it."""
        path = self.folder / line.name
        kind, _, first = line.name.partition("/")
        beside = {"entries": "leaves/", "leaves": "entries/"}.get(kind, "") + first
        if not path.is_file():
            return line.name + ": the file is missing"
        if not first or beside in bad:
            return line.name + ": the file is not the one that was signed"
        position = int(first)
        last = min(position + BUNDLE, self.size)
        with open(self.folder / "entries" / first, "rb") as entries, open(self.folder / "leaves" / first, "rb") as leaves:
            while position < last:
                offset = entries.tell() if kind == "entries" else leaves.tell()
                entry, leaf = next_entry(entries), leaves.read(32)
                if entry is None or leaf_hash(entry) != leaf:
                    return "%s, byte %d, position %d%s: this is not what was signed" % (
                        line.name, offset, position, named(entry),
                    )  # fmt: skip
                position += 1
            offset = entries.tell() if kind == "entries" else leaves.tell()
        return "%s, byte %d: the file goes on after its last entry" % (line.name, offset)

    def _contents(self, outside: List[Tuple[str, str]]) -> Iterator[str]:
        """Read all entries, let the tree grow, and look at each checkpoint when the tree is as long as it says."""
        text = read_text(self.folder, "checkpoints")
        notes = split_notes(text)
        if "\n".join(notes) != text:
            yield "checkpoints: these are no checkpoints"
        claims = []
        for place, note in [("checkpoints", note) for note in notes] + outside:
            try:
                claims.append((read_checkpoint(note, self.key), place))
            except Damage as damage:
                yield "%s: %s" % (place, damage)
        if self.size not in [claim.size for claim, place in claims if place == "checkpoints"]:
            yield "checkpoints: none is of %d entries" % self.size
        claims.sort(key=lambda claim: claim[0].size, reverse=True)
        tree, agreed, numbers = Growing(), {True: 0, False: 0}, {}  # type: Tuple[Growing, Dict[bool, int], Dict[str, int]]
        for file, offset, entry, leaf in self.entries():
            where = "%s, byte %d, position %d" % (file, offset, tree.size)
            if leaf_hash(entry) != leaf:
                yield where + ": the leaf is not that of the entry"
            try:
                said = read_entry(entry)
                if said["number"] != numbers.get(said["stream"], 0) + 1:
                    yield where + named(entry) + ": the numbers of its stream do not follow each other"
                numbers[said["stream"]] = said["number"]
            except Damage as damage:
                yield "%s: %s" % (where, damage)
            tree.add(leaf_hash(entry))
            while claims and claims[-1][0].size <= tree.size:
                claim, place = claims.pop()
                inside = place == "checkpoints"
                if claim.size == tree.size and claim.root == tree.root():
                    agreed[inside] = claim.size
                else:
                    yield "%s, positions %d to %d: these are not the entries that were signed as the first %d" % (
                        place, agreed[inside], claim.size - 1, claim.size,
                    )  # fmt: skip
        if tree.size != self.size:
            yield "entries, position %d: there are not as many entries as the manifest says" % tree.size
        for claim, place in claims:
            yield "%s, positions %d to %d: %d entries were signed, and there are %d" % (
                place, tree.size, claim.size - 1, claim.size, tree.size,
            )  # fmt: skip

    def entries(self) -> Iterator[Tuple[str, int, bytes, bytes]]:
        """Give file, offset, entry and leaf, in order."""
        for first in range(0, self.size, BUNDLE):
            name = "entries/%012d" % first
            with open(self.folder / name, "rb") as entries, open(self.folder / ("leaves/%012d" % first), "rb") as leaves:
                for _ in range(min(BUNDLE, self.size - first)):
                    offset = entries.tell()
                    entry = next_entry(entries)
                    if entry is None:
                        return
                    yield name, offset, entry, leaves.read(32)

    def checkpoint(self) -> Checkpoint:
        """Give the checkpoint over all entries. Check the export first."""
        return read_checkpoint(split_notes(read_text(self.folder, "checkpoints"))[-1], self.key)
