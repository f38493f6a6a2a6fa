#!/usr/bin/env python3
"""
Check a ledger of Một Cửa without asking the authority that keeps it.

One file; it needs Python 3.10 or later and the package ``cryptography``, and nothing of the program that it checks.
It was written from the public texts alone: RFC 9162 (the tree and its proofs), C2SP signed-note and tlog-checkpoint
(what is signed), and the format of exports that the README beside this file describes.

    motcua_verify.py export DIR                  all entries of an export, its checkpoints, every byte of every file
    motcua_verify.py proof FILE                  that one entry stands in the ledger
    motcua_verify.py slip FILE_OR_DIR CODE LEAF  that what was printed on a slip is what was recorded
    motcua_verify.py conclusion FILE             that an inspection's conclusion is as it was signed, figure by figure
    motcua_verify.py consistency FILE            that a later ledger begins with an earlier one
    motcua_verify.py compare OLD NEW             the same from an older export or checkpoint and a newer export

``--key`` names the authority's verifier key, as text or as a file; have it from somewhere else than what you check.
Exit code 0: all is as it was signed. 1: it is not, or it cannot be read. 2: wrong use.
"""

from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import io
import json
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.exit("motcua_verify: the package cryptography is missing; install it with: pip install cryptography")

HASH = 32
BUNDLE = 65_536
"""Entries in a full file of entries."""

LARGEST_ENTRY = 1 << 24
LARGEST_NOTE = 1 << 26
LARGEST_PROOF = 1 << 25
MOST_FINDINGS = 20
EXPORT = "motcua-export/1"
ENTRIES, LEAVES = FOLDERS = ("entries", "leaves")
PROOF = "motcua-proof/1"
CONSISTENCY = "motcua-consistency/1"
CONCLUSION = "motcua-conclusion/1"
LARGEST_ROWS = 1 << 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(eq=False)
class Damage(Exception):
    """Something that is not as it was signed, and the place of it."""

    what: str
    file: str = ""
    offset: int | None = None
    position: int | None = None
    until: int | None = None
    stream: str = ""
    number: int | None = None
    params: dict[str, Any] = field(default_factory=dict)

    def told(self) -> str:
        """Say the place, then what is wrong."""
        place = []
        if self.file:
            place.append(say("file {file}", file=self.file))
        if self.offset is not None:
            place.append(say("byte {offset}", offset=self.offset))
        if self.position is not None and self.until is not None:
            place.append(say("positions {first} to {last}", first=self.position, last=self.until))
        elif self.position is not None:
            place.append(say("position {position}", position=self.position))
        if self.stream:
            place.append(say("event {number} of {stream}", number=self.number, stream=self.stream))
        said = say(self.what, **self.params)
        whole = f"{', '.join(place)}: {said}" if place else said
        return "".join(letter if letter.isprintable() else "?" for letter in whole)  # damaged bytes may say anything

    def as_json(self) -> dict[str, Any]:
        """Give place and reason as data."""
        return {
            "file": self.file or None,
            "offset": self.offset,
            "position": self.position,
            "until": self.until,
            "stream": self.stream or None,
            "number": self.number,
            "what": say(self.what, **self.params),
        }


# --- the tree: RFC 9162, section 2.1 ---------------------------------------------------------------------------------


def leaf_hash(entry: bytes) -> bytes:
    """Hash an entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two hashes into the one above them."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Growing:
    """The root of a tree to which leaves are added one by one: one hash for each full subtree, the largest first."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add a leaf; two subtrees of one height become one."""
        self.size += 1
        full = self.size
        while not full & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            full >>= 1
        self.peaks.append(leaf)

    def root(self) -> bytes:
        """Give the root over all leaves so far."""
        if not self.peaks:
            return EMPTY_ROOT
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node_hash(peak, found)
        return found


def root_of_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """
    Give the root that an inclusion proof leads to.

    Below the point where the way of this leaf parts from that of the last leaf, a bit of the index says the side;
    above it, every sibling stands on the left.
    """
    if not 0 <= index < size:
        raise Damage("the proof speaks of entry {index} of {size}", params={"index": index, "size": size})
    inner = (index ^ (size - 1)).bit_length()
    border = (index >> inner).bit_count()
    if len(path) != inner + border:
        raise Damage(
            "the proof has {found} hashes; {wanted} are right", params={"found": len(path), "wanted": inner + border}
        )
    found = leaf
    for level, sibling in enumerate(path[:inner]):
        found = node_hash(sibling, found) if index >> level & 1 else node_hash(found, sibling)
    for sibling in path[inner:]:
        found = node_hash(sibling, found)
    return found


def check_consistency(old: Checkpoint, new: Checkpoint, path: Sequence[bytes]) -> None:
    """Check that the tree of the newer checkpoint begins with that of the older."""
    if old.size > new.size:
        raise Damage(
            "the ledger has {new} entries, but {old} were signed before", params={"new": new.size, "old": old.size}
        )
    if old.size == new.size or not old.size:
        if path:
            raise Damage("the proof has {found} hashes; {wanted} are right", params={"found": len(path), "wanted": 0})
        if old.size and old.root != new.root:
            raise Damage("two different ledgers of {size} entries were signed", params={"size": old.size})
        return
    last = old.size - 1
    inner = (last ^ (new.size - 1)).bit_length()
    border = (last >> inner).bit_count()
    full = (old.size & -old.size).bit_length() - 1  # levels that are whole in the older tree
    inner -= full
    whole = old.size == 1 << full
    wanted = inner + border + (not whole)
    if len(path) != wanted:
        raise Damage("the proof has {found} hashes; {wanted} are right", params={"found": len(path), "wanted": wanted})
    first, rest = (old.root, path) if whole else (path[0], path[1:])
    older = newer = first
    sides = last >> full
    for level, sibling in enumerate(rest[:inner]):
        if sides >> level & 1:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
        else:
            newer = node_hash(newer, sibling)
    for sibling in rest[inner:]:
        older, newer = node_hash(sibling, older), node_hash(sibling, newer)
    if older != old.root or newer != new.root:
        raise Damage(
            "the ledger of {new} entries does not begin with the one of {old} that was signed before",
            params={"new": new.size, "old": old.size},
        )


# --- what is signed: C2SP signed-note and tlog-checkpoint ------------------------------------------------------------


def from_base64(text: str, what: str) -> bytes:
    """Read base64 that is written in the one right way."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise Damage("{what} is not written as it must be", params={"what": what}) from None
    if base64.b64encode(raw).decode() != text:
        raise Damage("{what} is not written as it must be", params={"what": what})
    return raw


@dataclass(frozen=True)
class Key:
    """The public key of a ledger, with the ledger's name."""

    name: str
    raw: bytes

    @property
    def hint(self) -> bytes:
        """Give the four bytes by which a signature names the key."""
        return hashlib.sha256(f"{self.name}\n".encode() + b"\x01" + self.raw).digest()[:4]

    @property
    def text(self) -> str:
        """Give the key as it is written."""
        return f"{self.name}+{self.hint.hex()}+{base64.b64encode(b'%c' % 1 + self.raw).decode()}"

    @classmethod
    def read(cls, text: str) -> Key:
        """Read a key as it is written: ``name+hint+base64``."""
        name, _, rest = text.partition("+")
        _, _, encoded = rest.partition("+")
        raw = from_base64(encoded, "vkey")
        key = cls(name, raw[1:])
        if not name or len(raw) != 33 or raw[0] != 1 or key.text != text:
            raise Damage("this is no verifier key")
        return key


def open_note(raw: bytes, key: Key, *, alone: bool) -> str:
    """
    Give the text of a note that the key has signed.

    :param alone: whether no other signature may stand on it.
    """
    try:
        note = raw.decode()
    except UnicodeDecodeError as damage:
        raise Damage("these bytes are no text", offset=damage.start) from None
    text, found, signatures = note.rpartition("\n\n")
    if not found or not signatures.endswith("\n") or any(ch < " " and ch != "\n" for ch in note):
        raise Damage("this is no signed note")
    text += "\n"
    start = len(raw) - len(signatures.encode())
    lines = signatures[:-1].split("\n")
    if alone and len(lines) != 1:
        raise Damage("more than one signature stands on it", offset=start)
    good = False
    for line in lines:
        written = re.fullmatch(r"\u2014 (\S+) (\S+)", line)
        if written is None:
            raise Damage("a signature is not written as it must be", offset=start)
        name, encoded = written.groups()
        signed = from_base64(encoded, "signature")
        if name == key.name and signed[:4] == key.hint:
            try:
                Ed25519PublicKey.from_public_bytes(key.raw).verify(signed[4:], text.encode())
            except InvalidSignature:
                raise Damage("the signature does not fit", offset=start) from None
            good = True
    if not good:
        raise Damage("{name} has not signed it", offset=start, params={"name": key.name})
    return text


@dataclass(frozen=True)
class Checkpoint:
    """How many entries a ledger had, and the root over them."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def open(cls, raw: bytes, key: Key, *, alone: bool = False) -> Checkpoint:
        """Read a checkpoint that the key has signed."""
        lines = open_note(raw, key, alone=alone)[:-1].split("\n")
        if (
            len(lines) < 3
            or not all(lines)
            or lines[0] != key.name
            or not re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1])
        ):
            raise Damage("this is no checkpoint of {name}", params={"name": key.name})
        root = from_base64(lines[2], "root")
        if len(root) != HASH:
            raise Damage("this is no checkpoint of {name}", params={"name": key.name})
        return cls(lines[0], int(lines[1]), root)


# --- entries ---------------------------------------------------------------------------------------------------------


def _no_number(_text: str) -> Any:
    raise ValueError("no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise ValueError("a key stands twice")
    return said


def read_entry(entry: bytes) -> dict[str, Any]:
    """Read an entry. It must be written in the one canonical way, so that no two readers can read it differently."""
    try:
        said = json.loads(entry.decode(), object_pairs_hook=_once, parse_constant=_no_number)
        again = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError):
        raise Damage("the entry cannot be read") from None
    if again.encode(errors="replace") != entry or not isinstance(said, dict):
        raise Damage("the entry is not written in the canonical way")
    return said


def whose(entry: bytes) -> tuple[str, int | None]:
    """Name the stream and number of an entry as well as can be read, for a message."""
    try:
        said = json.loads(entry)
        return str(said["stream"]), int(said["number"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return "", None


# --- an export -------------------------------------------------------------------------------------------------------


@dataclass
class Verdict:
    """What a check has found."""

    entries: int = 0
    root: bytes = EMPTY_ROOT
    checkpoints: int = 0
    key: Key | None = None
    findings: list[Damage] = field(default_factory=list)
    said: str = ""

    def add(self, damage: Damage, **place: Any) -> None:
        """Add a finding, with a place that only who calls knows."""
        for name, value in place.items():
            if getattr(damage, name) in (None, ""):
                setattr(damage, name, value)
        self.findings.append(damage)

    @property
    def full(self) -> bool:
        """Say whether enough was found to stop."""
        return len(self.findings) >= MOST_FINDINGS


@dataclass(frozen=True)
class Listed:
    """A file as the manifest lists it."""

    name: str
    size: int
    digest: str

    def __str__(self) -> str:
        return f"{self.digest} {self.size} {self.name}"


class Export:
    """A folder with a ledger in it."""

    def __init__(self, folder: Path, key: Key | None, witnesses: Sequence[tuple[str, bytes]]) -> None:
        self.folder = folder
        self.key = key
        self.witnesses = witnesses
        self.damaged: set[str] = set()
        self.broken = (b"", Damage(""))
        self.verdict = Verdict()

    def verify(self) -> Verdict:
        """Check signature, then every file's hash, then what stands in them."""
        try:
            key = self._own_key()
        except Damage as damage:
            self.verdict.add(damage, file="vkey")
            if self.key is None:
                return self.verdict
            key = self.key
        self.verdict.key = key
        names = self._files()
        self._contents(key, self._manifest(key, names))
        if "manifest" in self.damaged:
            self._place_in_manifest(key, names)
        return self.verdict

    def _own_key(self) -> Key:
        raw = self._read("vkey", 4096)
        if not raw.endswith(b"\n") or not raw.isascii():
            raise Damage("this is no verifier key")
        key = Key.read(raw.decode()[:-1])
        if self.key is not None and key != self.key:
            raise Damage("the export is signed with another key: {found}", params={"found": key.text})
        return key

    def _read(self, name: str, most: int) -> bytes:
        file = self.folder / name
        try:
            if file.is_symlink() or not file.is_file():
                raise Damage("the file is missing", file=name)
            with file.open("rb") as opened:
                raw = opened.read(most + 1)
        except OSError as failure:
            raise Damage("the file cannot be read: {why}", file=name, params={"why": failure.strerror}) from None
        if len(raw) > most:
            raise Damage("the file is too large", file=name)
        return raw

    def _files(self) -> list[str]:
        """List the files that are there; nothing but files and the two folders belongs there."""
        names = []
        for inner in ("", *FOLDERS):
            folder = self.folder / inner
            if folder.is_symlink() or not folder.is_dir():
                continue
            for item in sorted(os.scandir(folder), key=lambda item: item.name):
                name = f"{inner}/{item.name}" if inner else item.name
                if stat.S_ISREG(item.stat(follow_symlinks=False).st_mode):
                    names.append(name)
                elif name not in FOLDERS or not item.is_dir(follow_symlinks=False):
                    self.verdict.add(Damage("this does not belong to the export", file=name))
        return sorted(names)

    def _manifest(self, key: Key, names: list[str]) -> int | None:
        """Check the manifest's signature and each file against it. Gives the number of entries, if it tells it."""
        raw = b""
        listed: dict[str, Listed] = {}
        try:
            raw = self._read("manifest", LARGEST_NOTE)
            size, listed = read_manifest(open_note(raw, key, alone=True), key)
        except Damage as damage:
            self.damaged.add("manifest")
            self.verdict.add(damage, file="manifest")
            self.broken = (raw, damage)
            return None
        for name in sorted({*names, *listed} - {"manifest"}):
            if name not in listed:
                self.verdict.add(Damage("this does not belong to the export", file=name))
            elif name not in names:
                self.damaged.add(name)
                self.verdict.add(Damage("the file is missing", file=name))
            elif self._measure(name) != listed[name]:
                self.damaged.add(name)
        return size

    def _measure(self, name: str) -> Listed:
        digest, size = hashlib.sha256(), 0
        with (self.folder / name).open("rb") as opened:
            while chunk := opened.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
        return Listed(name, size, digest.hexdigest())

    def _place_in_manifest(self, key: Key, names: list[str]) -> None:
        """Find where a manifest that does not hold departs from what the files are, if it does."""
        raw, damage = self.broken
        head = [f"{EXPORT} {key.name}", str(self.verdict.entries)]
        files = [str(self._measure(name)) for name in names if name != "manifest"]
        right = "".join(f"{line}\n" for line in [*head, *files]).encode() + b"\n"
        same = next((at for at, (one, other) in enumerate(zip(raw, right, strict=False)) if one != other), len(right))
        if raw:
            damage.offset = min(same, len(raw))

    def _contents(self, key: Key, size: int | None) -> None:
        """Walk through all entries once, and hold their tree against everything that was signed."""
        signed = self._signed(key)
        before = len(self.verdict.findings)
        tree = Growing()
        agreed = 0
        wanted = sorted(signed.items())
        for leaf in self._leaves():
            while wanted and wanted[0][0] == tree.size:
                agreed = self._compare(tree, agreed, *wanted.pop(0), place=len(self.verdict.findings) == before)
            tree.add(leaf)
        while wanted and wanted[0][0] == tree.size:
            agreed = self._compare(tree, agreed, *wanted.pop(0), place=len(self.verdict.findings) == before)
        self.verdict.entries, self.verdict.root = tree.size, tree.root()
        if len(self.verdict.findings) == before:
            for later, (_root, file) in wanted:
                params = {"new": tree.size, "old": later}
                self.verdict.add(
                    Damage("the ledger has {new} entries, but {old} were signed before", file, params=params)
                )
            if size is not None and size != tree.size:
                self.verdict.add(Damage("the entries are not those that the manifest speaks of", file="manifest"))
            elif size is not None and signed.get(size, (b"", ""))[1] != "checkpoints":
                self.verdict.add(Damage("the last checkpoint is missing", file="checkpoints"))
        for name in sorted(self.damaged - {finding.file for finding in self.verdict.findings}):
            self.verdict.add(Damage("the file is not the one that was signed", file=name))

    def _compare(self, tree: Growing, agreed: int, size: int, told: tuple[bytes, str], *, place: bool) -> int:
        root, file = told
        if tree.root() == root:
            return size
        if place and not self.verdict.full:
            self.verdict.add(
                Damage(
                    "what stands here is not what the checkpoint of {size} entries signed",
                    file,
                    position=agreed,
                    until=size - 1,
                    params={"size": size},
                )
            )
        return agreed

    def _signed(self, key: Key) -> dict[int, tuple[bytes, str]]:
        """Give the roots that were signed, by size: those of the export, and those that were brought from elsewhere."""
        signed: dict[int, tuple[bytes, str]] = {}
        last, at = -1, 0
        try:
            for start, raw in split_checkpoints(self._read("checkpoints", LARGEST_NOTE)):
                at = start
                one = Checkpoint.open(raw, key)
                if one.size <= last:
                    raise Damage("the checkpoints are out of order")
                signed[one.size] = (one.root, "checkpoints")
                last = one.size
                self.verdict.checkpoints += 1
        except Damage as damage:
            damage.offset = at
            self.verdict.add(damage, file="checkpoints")
        for file, raw in self.witnesses:
            try:
                one = Checkpoint.open(raw, key)
            except Damage as damage:
                damage.offset = None
                self.verdict.add(damage, file=file)
                continue
            known = signed.setdefault(one.size, (one.root, file))
            if known[0] != one.root:
                params = {"size": one.size}
                self.verdict.add(Damage("two different ledgers of {size} entries were signed", file, params=params))
        return signed

    def _leaves(self) -> Iterator[bytes]:
        """Give the leaf of every entry; tell where an entry and its leaf in the file of leaves do not fit."""
        position, misfits = 0, 0
        while (self.folder / bundle_name(ENTRIES, position)).is_file():
            started, findings = position, len(self.verdict.findings)
            try:
                leaves = (self.folder / bundle_name(LEAVES, position)).read_bytes()
            except OSError:
                leaves = b""  # that it is missing is told elsewhere; the entries still stand against the checkpoints
            known = bool(leaves)
            for offset, entry in self._entries(position):
                leaf = leaf_hash(entry)
                at = position % BUNDLE * HASH
                listed = leaves[at : at + HASH] if known else leaf
                misfits = 0 if leaf == listed else misfits + 1
                if misfits > 1 or self.verdict.full:
                    return  # from here on everything stands elsewhere; the first place is the one that tells
                self._fits(position, offset, entry, leaf, listed)
                yield leaf
                position += 1
            if len(leaves) > (position - started) * HASH and not misfits:
                if len(self.verdict.findings) == findings:
                    where = bundle_name(ENTRIES, started)
                    self.verdict.add(Damage("entries are missing from here on", where, position=position))
                return
            if position - started < BUNDLE or len(self.verdict.findings) > findings:
                return

    def _fits(self, position: int, offset: int, entry: bytes, leaf: bytes, listed: bytes) -> None:
        if leaf == listed and self.damaged:
            return  # what is asked for now is the place of the damage alone
        name, leaves = bundle_name(ENTRIES, position), bundle_name(LEAVES, position)
        if leaf == listed:
            try:
                read_entry(entry)
            except Damage as damage:
                self.verdict.add(damage, file=name, offset=offset, position=position)
            return
        if leaves in self.damaged and name not in self.damaged:
            found = Damage("the leaf of this entry was altered", leaves, position % BUNDLE * HASH, position)
        elif not listed:
            found = Damage("this entry was not signed", name, offset, position)
        else:
            found = Damage("this entry was altered", name, offset, position)
        found.stream, found.number = whose(entry)
        self.verdict.add(found)

    def _entries(self, position: int) -> Iterator[tuple[int, bytes]]:
        """Give the entries of one file with the byte at which each begins, its length before it."""
        name = bundle_name(ENTRIES, position)
        with (self.folder / name).open("rb") as opened:
            offset, count = 0, 0
            while head := opened.read(4):
                length = int.from_bytes(head, "big")
                entry = opened.read(min(length, LARGEST_ENTRY + 1))
                if len(head) < 4 or length > LARGEST_ENTRY or len(entry) < length or count == BUNDLE:
                    self.verdict.add(Damage("no whole entry stands here", name, offset, position + count))
                    return
                yield offset, entry
                offset += 4 + length
                count += 1


def bundle_name(folder: str, position: int) -> str:
    """Name the file in which the entry of a position stands, or its leaf."""
    return f"{folder}/{position - position % BUNDLE:012d}"


def split_checkpoints(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Take a file of checkpoints apart, an empty line between two of them; give the byte at which each begins."""
    at = 0
    while at < len(raw):
        signed = raw.find(b"\n\n", at)
        end = raw.find(b"\n\n", signed + 2) if signed >= 0 else -1
        end = len(raw) if end < 0 else end + 1
        yield at, raw[at:end]
        if end + 1 == len(raw):
            raise Damage("the file ends within a checkpoint", offset=end)
        at = end + 1


def read_manifest(text: str, key: Key) -> tuple[int, dict[str, Listed]]:
    """Read the text of a manifest: number of entries and files. There is one right way to write it."""
    head, size, *lines = [*text[:-1].split("\n"), ""]
    if head != f"{EXPORT} {key.name}" or not re.fullmatch(r"[1-9][0-9]{0,11}", size):
        raise Damage("this is no manifest of an export of {name}", params={"name": key.name})
    count = int(size)
    listed = []
    for line in lines[:-1]:
        one = re.fullmatch(r"([0-9a-f]{64}) (0|[1-9][0-9]{0,17}) (\S+)", line)
        if one is None:
            raise Damage("this is no manifest of an export of {name}", params={"name": key.name})
        listed.append(Listed(one[3], int(one[2]), one[1]))
    bundles = [bundle_name(folder, at) for folder in FOLDERS for at in range(0, count, BUNDLE)]
    if [one.name for one in listed] != sorted(["checkpoints", "vkey", *bundles]):
        raise Damage("the manifest does not list the files of an export of {size} entries", params={"size": count})
    return count, {one.name: one for one in listed}


# --- single files ----------------------------------------------------------------------------------------------------


def load(file: Path, most: int = LARGEST_PROOF) -> bytes:
    """Read a file that was named on the command line."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(most + 1)
    except OSError as failure:
        raise Damage("the file cannot be read: {why}", str(file), params={"why": failure.strerror}) from None
    if len(raw) > most:
        raise Damage("the file is too large", str(file))
    return raw


def load_json(raw: bytes, form: str) -> list[dict[str, Any]]:
    """Read JSON of one of our formats: one of it, or a list of them."""
    try:
        said = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Damage("this is no file of the format {form}", params={"form": form}) from None
    listed = said if isinstance(said, list) else [said]
    if not listed or not all(isinstance(one, dict) and one.get("format") == form for one in listed):
        raise Damage("this is no file of the format {form}", params={"form": form})
    return listed


def told(said: dict[str, Any], name: str, kind: type) -> Any:
    """Give a field of a file. A truth value is no number."""
    value = said.get(name)
    if type(value) is not kind:
        raise Damage("the field {name} is missing or of the wrong kind", params={"name": name})
    return value


def hashes(said: dict[str, Any], name: str) -> list[bytes]:
    """Give a list of hashes of a file, written as 64 digits each."""
    listed = told(said, name, list)
    if len(listed) > 128 or not all(type(one) is str and re.fullmatch(r"[0-9a-f]{64}", one) for one in listed):
        raise Damage("the field {name} is missing or of the wrong kind", params={"name": name})
    return [bytes.fromhex(one) for one in listed]


def file_key(said: dict[str, Any], key: Key | None) -> Key:
    """Give the key to check a file with: the one that was brought, which the file must name too."""
    own = Key.read(told(said, "vkey", str))
    if key is not None and own != key:
        raise Damage("the file is signed with another key: {found}", params={"found": own.text})
    return own


@dataclass(frozen=True)
class Proven:
    """An entry that was proven to stand in a ledger."""

    entry: bytes
    index: int
    checkpoint: Checkpoint
    key: Key


def check_proofs(raw: bytes, key: Key | None) -> list[Proven]:
    """Check that each proof of inclusion in a file proves, and that all are signed with one key."""
    proven: list[Proven] = []
    for said in load_json(raw, PROOF):
        proven.append(_check_proof(said, proven[0].key if proven else key))
    return proven


def _check_proof(said: dict[str, Any], key: Key | None) -> Proven:
    signer = file_key(said, key)
    checkpoint = Checkpoint.open(told(said, "checkpoint", str).encode(errors="replace"), signer)
    entry = from_base64(told(said, "entry", str), "entry")
    index, size, path = told(said, "index", int), told(said, "size", int), hashes(said, "path")
    leaf = leaf_hash(entry)
    if told(said, "leaf", str) != leaf.hex():
        raise Damage("the entry does not fit its leaf")
    if size != checkpoint.size:
        raise Damage(
            "the proof speaks of {size} entries, its checkpoint of {signed}",
            params={"size": size, "signed": checkpoint.size},
        )
    if root_of_inclusion(leaf, index, size, path) != checkpoint.root:
        raise Damage("the proof does not lead to the signed root")
    read_entry(entry)
    return Proven(entry, index, checkpoint, signer)


def check_consistency_file(raw: bytes, key: Key | None) -> tuple[Checkpoint, Checkpoint, Key]:
    """Check that a proof of consistency proves."""
    listed = load_json(raw, CONSISTENCY)
    if len(listed) > 1:
        raise Damage("this is no file of the format {form}", params={"form": CONSISTENCY})
    said = listed[0]
    signer = file_key(said, key)
    old = Checkpoint.open(told(said, "earlier", str).encode(errors="replace"), signer)
    new = Checkpoint.open(told(said, "later", str).encode(errors="replace"), signer)
    check_consistency(old, new, hashes(said, "path"))
    return old, new, signer


def digits_of(leaf: str) -> str:
    """Give the digits of a leaf as a slip bears them, in groups or not."""
    digits = "".join(leaf.lower().split())
    if not re.fullmatch(r"[0-9a-f]{8,64}", digits):
        raise Damage("a leaf is written as 8 to 64 of the digits 0-9 and a-f")
    return digits


def check_code(entry: bytes, code: str) -> None:
    """Check that an entry bears the code that a slip bears."""
    payload = read_entry(entry).get("payload")
    recorded = payload.get("code") if isinstance(payload, dict) else None
    if recorded != code:
        raise Damage("the entry of this leaf bears the code {found}", params={"found": recorded})


def entry_of_leaf(folder: Path, digits: str) -> tuple[int, bytes]:
    """Find the entry of an export that was checked before by the first digits of its leaf."""
    found = [position for position, leaf in enumerate(leaves_of(folder)) if leaf.hex().startswith(digits)]
    if not found:
        raise Damage("no entry of the export has this leaf")
    if len(found) > 1:
        raise Damage("more than one leaf begins so; write more of it")
    entries = Export(folder, None, [])._entries(found[0])
    return found[0], next(entry for place, (_, entry) in enumerate(entries) if place == found[0] % BUNDLE)


def leaves_of(folder: Path) -> Iterator[bytes]:
    """Give the leaves of an export that was checked before."""
    for file in sorted((folder / LEAVES).iterdir()):
        with file.open("rb") as opened:
            while leaf := opened.read(HASH):
                yield leaf


def first_difference(old: Path, new: Path) -> Damage | None:
    """Find the first entry in which a newer export departs from an older one; both were checked before."""
    later = leaves_of(new)
    for position, leaf in enumerate(leaves_of(old)):
        if next(later, b"") != leaf:
            what = "the older export holds another entry here"
            return Damage(what, bundle_name(ENTRIES, position), position=position)
    return None


# --- the conclusion of an inspection ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Concluded:
    """A conclusion that was proven to have been signed as it stands in a file."""

    content: dict[str, Any]
    digest: str
    proven: Proven

    def figures(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Give each figure with the number of its statement and its name there."""
        for statement in self.content["statements"]:
            for name, figure in statement["figures"].items():
                yield statement["label"], name, figure


def check_conclusion(raw: bytes, key: Key | None) -> Concluded:
    """Check that a conclusion has its digest, that this was signed, and that its sentences and figures agree."""
    said = load_json(raw, CONCLUSION)[0]
    content, digest = told(said, "conclusion", dict), told(said, "digest", str)
    if hashlib.sha256(canonical(content)).hexdigest() != digest:
        raise Damage("the conclusion is not the one whose digest stands beside it")
    if said.get("proof") is None:
        raise Damage("the file holds no proof: it is of a draft, or the ledger was not sealed yet")
    proven = _check_proof(told(said, "proof", dict), key)
    entry = read_entry(proven.entry)
    payload = entry.get("payload")
    if (
        entry.get("kind") != "conclusion.signed"
        or not isinstance(payload, dict)
        or payload.get("digest") != digest
        or canonical(payload.get("conclusion")) != canonical(content)
        or said.get("leaf") != leaf_hash(proven.entry).hex()
    ):
        stream, number = whose(proven.entry)
        raise Damage("what was signed is another conclusion", stream=stream, number=number)
    concluded = Concluded(content, digest, proven)
    try:
        _check_sentences(content)
        for label, name, figure in concluded.figures():
            _check_figure(label, name, figure)
    except (AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError):
        raise Damage("the conclusion cannot be read") from None
    return concluded


def canonical(said: Any) -> bytes:
    """Write what was read as JSON in the one canonical way."""
    try:
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError):
        raise Damage("the conclusion cannot be read") from None
    return text.encode(errors="replace")


def _check_sentences(content: dict[str, Any]) -> None:
    """Check that each sentence says its figures as they were fixed."""
    for statement in content["statements"]:
        said = {name: figure["said"] for name, figure in statement["figures"].items()}
        pieces = re.split(r"\{([^{}]*)\}", statement["text"])
        written = "".join(said[piece] if place % 2 else piece for place, piece in enumerate(pieces))
        if written != statement["said"]:
            raise Damage(
                "statement {label} does not say its figures as they were fixed", params={"label": statement["label"]}
            )


def _check_figure(label: str, name: str, figure: dict[str, Any]) -> None:
    """Check that a figure follows from its counts."""
    part, whole = figure["numerator"], figure["denominator"]
    if figure["value"] is None:
        return
    value, measure = Fraction(figure["value"]), figure["measure"]
    if measure == "days":  # counted in minutes; how many make a working day is a setting
        day = Fraction(part, whole) / value if value else Fraction(1)
        right = day.denominator == 1 and day > 0 and (part == 0) == (value == 0)
    else:
        right = value == (part if whole is None else Fraction(100 * part if measure == "percent" else part, whole))
    if not right:
        raise Damage("figure {name} of statement {label} does not follow from its counts", params=place_of(label, name))


def place_of(label: str, name: str) -> dict[str, str]:
    """Say which figure is meant."""
    return {"label": label, "name": name}


def check_rows(file: Path, concluded: Concluded) -> list[str]:
    """Check that rows are those that were signed behind a figure, and that they add up to it; name these figures."""
    raw = load(file, LARGEST_ROWS)
    digest = hashlib.sha256(raw).hexdigest()
    found = [(label, name, figure) for label, name, figure in concluded.figures() if figure["digest"] == digest]
    if not found:
        raise Damage("no figure of the conclusion rests on these rows", str(file))
    try:
        rows = list(csv.DictReader(io.StringIO(raw.decode())))
        sums = {part: _sum_of([row for row in rows if row["part"] == part]) for part in ("counts", "population")}
    except (KeyError, ValueError, TypeError, csv.Error):
        raise Damage("the rows cannot be read", str(file)) from None
    for label, name, figure in found:
        wanted = {"counts": figure["numerator"], "population": figure["denominator"] or 0}
        asked = {"numerator": ("counts",), "denominator": ("population",)}.get(
            figure["of"].get("part", ""), tuple(sums)
        )
        if len(rows) != figure["rows"] or any(sums[part] != wanted[part] for part in asked):
            raise Damage("these rows do not add up to figure {name} of statement {label}", params=place_of(label, name))
    return [f"{label} {name}" for label, name, _ in found]


def _sum_of(rows: list[dict[str, str]]) -> int:
    """Add rows up; where different values are counted, count these."""
    values = {row["value"] for row in rows if row["value"]}
    return len(values) if values else sum(int(row["adds"]) for row in rows)


# --- the command line ------------------------------------------------------------------------------------------------

VIETNAMESE = {
    "file {file}": "tệp {file}",
    "byte {offset}": "byte {offset}",
    "positions {first} to {last}": "vị trí {first} đến {last}",
    "position {position}": "vị trí {position}",
    "event {number} of {stream}": "sự kiện {number} của {stream}",
    "the proof speaks of entry {index} of {size}": "bằng chứng nói về mục {index} trong {size} mục",
    "the proof has {found} hashes; {wanted} are right": "bằng chứng có {found} mã băm; đúng ra là {wanted}",
    "the ledger has {new} entries, but {old} were signed before": "sổ có {new} mục, nhưng trước đó đã ký {old} mục",
    "two different ledgers of {size} entries were signed": "đã ký hai sổ khác nhau cùng có {size} mục",
    "the ledger of {new} entries does not begin with the one of {old} that was signed before": (
        "sổ {new} mục không bắt đầu bằng sổ {old} mục đã ký trước đó"
    ),
    "{what} is not written as it must be": "{what} không được viết đúng cách",
    "this is no verifier key": "đây không phải là khóa kiểm chứng",
    "these bytes are no text": "các byte này không phải là văn bản",
    "this is no signed note": "đây không phải là văn bản có chữ ký",
    "more than one signature stands on it": "có nhiều hơn một chữ ký",
    "a signature is not written as it must be": "chữ ký không được viết đúng cách",
    "the signature does not fit": "chữ ký không khớp",
    "{name} has not signed it": "{name} không ký văn bản này",
    "this is no checkpoint of {name}": "đây không phải là điểm kiểm của {name}",
    "the entry cannot be read": "không đọc được mục này",
    "the entry is not written in the canonical way": "mục này không được viết theo dạng chuẩn",
    "the export is signed with another key: {found}": "bản xuất được ký bằng khóa khác: {found}",
    "the file is signed with another key: {found}": "tệp được ký bằng khóa khác: {found}",
    "the file is missing": "thiếu tệp này",
    "the file is too large": "tệp quá lớn",
    "the file cannot be read: {why}": "không đọc được tệp: {why}",
    "this does not belong to the export": "mục này không thuộc bản xuất",
    "what stands here is not what the checkpoint of {size} entries signed": (
        "nội dung ở đây không phải là nội dung mà điểm kiểm {size} mục đã ký"
    ),
    "the entries are not those that the manifest speaks of": "các mục không phải là các mục mà bản kê nói đến",
    "the last checkpoint is missing": "thiếu điểm kiểm cuối cùng",
    "the file is not the one that was signed": "tệp không phải là tệp đã được ký",
    "the file ends within a checkpoint": "tệp kết thúc giữa chừng một điểm kiểm",
    "the checkpoints are out of order": "các điểm kiểm sai thứ tự",
    "entries are missing from here on": "thiếu các mục kể từ đây",
    "this entry was not signed": "mục này chưa được ký",
    "the leaf of this entry was altered": "dấu vết của mục này đã bị sửa",
    "this entry was altered": "mục này đã bị sửa",
    "no whole entry stands here": "ở đây không có một mục trọn vẹn",
    "this is no manifest of an export of {name}": "đây không phải là bản kê của một bản xuất của {name}",
    "the manifest does not list the files of an export of {size} entries": (
        "bản kê không liệt kê đúng các tệp của một bản xuất {size} mục"
    ),
    "this is no file of the format {form}": "đây không phải là tệp theo định dạng {form}",
    "the field {name} is missing or of the wrong kind": "trường {name} bị thiếu hoặc sai kiểu",
    "the entry does not fit its leaf": "mục không khớp với dấu vết của nó",
    "the proof speaks of {size} entries, its checkpoint of {signed}": (
        "bằng chứng nói về {size} mục, điểm kiểm của nó nói về {signed} mục"
    ),
    "the proof does not lead to the signed root": "bằng chứng không dẫn tới gốc đã ký",
    "a leaf is written as 8 to 64 of the digits 0-9 and a-f": "dấu vết gồm 8 đến 64 chữ số trong 0-9 và a-f",
    "the slip bears another leaf": "giấy biên nhận ghi dấu vết khác",
    "the entry of this leaf bears the code {found}": "mục có dấu vết này ghi mã {found}",
    "more than one leaf begins so; write more of it": "có nhiều dấu vết bắt đầu như vậy; hãy ghi dài hơn",
    "no entry of the export has this leaf": "không có mục nào trong bản xuất có dấu vết này",
    "the older export holds another entry here": "bản xuất cũ ghi một mục khác ở đây",
    "write a file or a text name+hint+key": "hãy ghi một tệp hoặc một chuỗi tên+dấu+khóa",
    "signed by {key}": "khóa đã ký: {key}",
    "this key comes from what was checked; compare it with the one that the authority published, or give --key": (
        "khóa này lấy từ chính dữ liệu được kiểm; hãy đối chiếu với khóa mà cơ quan đã công bố, hoặc dùng --key"
    ),
    "good: {entries} entries and {checkpoints} checkpoints are as they were signed; root {root}": (
        "đúng: {entries} mục và {checkpoints} điểm kiểm nguyên như khi ký; gốc {root}"
    ),
    "good: entry {index} of {size} is as it was signed: {entry}": (
        "đúng: mục {index} trong {size} mục nguyên như khi ký: {entry}"
    ),
    "good: the ledger of {new} entries begins with the one of {old}": "đúng: sổ {new} mục bắt đầu bằng sổ {old} mục",
    "the conclusion is not the one whose digest stands beside it": (
        "kết luận không phải là kết luận có mã băm ghi bên cạnh"
    ),
    "the file holds no proof: it is of a draft, or the ledger was not sealed yet": (
        "tệp không có bằng chứng: đây là bản dự thảo, hoặc sổ chưa được niêm phong"
    ),
    "what was signed is another conclusion": "nội dung đã ký là một kết luận khác",
    "the conclusion cannot be read": "không đọc được kết luận",
    "statement {label} does not say its figures as they were fixed": (
        "nhận định {label} không ghi đúng số liệu đã chốt"
    ),
    "figure {name} of statement {label} does not follow from its counts": (
        "số liệu {name} của nhận định {label} không khớp với các số đếm của nó"
    ),
    "no figure of the conclusion rests on these rows": "không có số liệu nào trong kết luận dựa trên các dòng này",
    "the rows cannot be read": "không đọc được các dòng",
    "these rows do not add up to figure {name} of statement {label}": (
        "cộng các dòng này không ra số liệu {name} của nhận định {label}"
    ),
    "the paper bears another digest": "văn bản giấy ghi mã băm khác",
    "good: conclusion {number} is as signed, entry {index} of {size}: {statements} statements, {figures} figures": (
        "đúng: kết luận {number} nguyên như khi ký, mục {index} trong {size} mục: {statements} nhận định,"
        " {figures} số liệu"
    ),
    "good: these are the rows that were signed behind: {figures}": "đúng: đây là các dòng đã chốt của: {figures}",
    "good: the slip's code and leaf are those of entry {index}: {entry}": (
        "đúng: mã và dấu vết trên giấy biên nhận là của mục {index}: {entry}"
    ),
    "not verified; findings: {count}": "không kiểm chứng được; số phát hiện: {count}",
}


def say(text: str, **params: Any) -> str:
    """Say a text in the reader's language."""
    chosen = os.environ.get("MOTCUA_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return (VIETNAMESE[text] if chosen.lower().startswith("vi") else text).format(**params)


def export_command(given: argparse.Namespace) -> Verdict:
    """Check an export, and that it continues the checkpoints that were brought."""
    witnesses = [(str(file), load(file, LARGEST_NOTE)) for named in given.checkpoint for file in files_of(named)]
    verdict = Export(given.folder, given.key, witnesses).verify()
    verdict.said = say(
        "good: {entries} entries and {checkpoints} checkpoints are as they were signed; root {root}",
        entries=verdict.entries,
        checkpoints=verdict.checkpoints,
        root=verdict.root.hex(),
    )
    return verdict


def files_of(named: Path) -> list[Path]:
    """Give a file, or the files of a folder."""
    return sorted(file for file in named.iterdir() if file.is_file()) if named.is_dir() else [named]


def proof_command(given: argparse.Namespace) -> Verdict:
    """Check a proof of inclusion."""
    proven = check_proofs(load(given.file), given.key)
    last = max((one.checkpoint for one in proven), key=lambda checkpoint: checkpoint.size)
    good = "good: entry {index} of {size} is as it was signed: {entry}"
    said = [say(good, index=one.index, size=one.checkpoint.size, entry=one.entry.decode()) for one in proven]
    return Verdict(last.size, last.root, 1, proven[0].key, said="\n".join(said))


def slip_command(given: argparse.Namespace) -> Verdict:
    """Check a slip against a file of proofs, or against an export; that is checked first."""
    digits = digits_of(given.leaf)
    if given.place.is_dir():
        verdict = Export(given.place, given.key, []).verify()
        if verdict.findings:
            return verdict
        index, entry = entry_of_leaf(given.place, digits)
    else:
        proven = check_proofs(load(given.place), given.key)
        fits = [one for one in proven if leaf_hash(one.entry).hex().startswith(digits)]
        if not fits:
            raise Damage("the slip bears another leaf")
        index, entry = fits[0].index, fits[0].entry
        verdict = Verdict(fits[0].checkpoint.size, fits[0].checkpoint.root, 1, fits[0].key)
    check_code(entry, given.code)
    good = "good: the slip's code and leaf are those of entry {index}: {entry}"
    verdict.said = say(good, index=index, entry=entry.decode())
    return verdict


def conclusion_command(given: argparse.Namespace) -> Verdict:
    """Check a conclusion; the digest on its paper and files of rows too, where they are brought."""
    concluded = check_conclusion(load(given.file), given.key)
    if given.digest and not concluded.digest.startswith(digits_of(given.digest)):
        raise Damage("the paper bears another digest")
    proven = concluded.proven
    good = "good: conclusion {number} is as signed, entry {index} of {size}: {statements} statements, {figures} figures"
    said = [
        say(
            good,
            number=concluded.content.get("number"),
            index=proven.index,
            size=proven.checkpoint.size,
            statements=len(concluded.content["statements"]),
            figures=sum(1 for _ in concluded.figures()),
        )
    ]
    for file in given.rows:
        good = "good: these are the rows that were signed behind: {figures}"
        said.append(say(good, figures=", ".join(check_rows(file, concluded))))
    return Verdict(proven.checkpoint.size, proven.checkpoint.root, 1, proven.key, said="\n".join(said))


def consistency_command(given: argparse.Namespace) -> Verdict:
    """Check a proof of consistency."""
    old, new, key = check_consistency_file(load(given.file), given.key)
    said = say("good: the ledger of {new} entries begins with the one of {old}", new=new.size, old=old.size)
    return Verdict(new.size, new.root, 2, key, said=said)


def compare_command(given: argparse.Namespace) -> Verdict:
    """Check that a newer export begins with an older one, or with what an older checkpoint signed."""
    if not given.old.is_dir():
        given.folder, given.checkpoint = given.new, [given.old]
        return export_command(given)
    old = Export(given.old, given.key, []).verify()
    if old.findings:
        for finding in old.findings:
            finding.file = f"{given.old}/{finding.file}"
        return old
    new = Export(given.new, old.key, []).verify()
    departs = first_difference(given.old, given.new) if not new.findings else None
    if departs is not None:
        new.add(departs)
    new.said = say("good: the ledger of {new} entries begins with the one of {old}", new=new.entries, old=old.entries)
    return new


def key_of(text: str) -> Key:
    """Read a verifier key that was given as text or as a file."""
    try:
        return Key.read(text if "+" in text else Path(text).read_text(encoding="ascii").strip())
    except (Damage, OSError, ValueError):
        raise argparse.ArgumentTypeError(say("write a file or a text name+hint+key")) from None


def commands() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(
        prog="motcua_verify.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--key", type=key_of, help="the authority's verifier key, as text or as a file")
    common.add_argument("--format", choices=["text", "json"], default="text")
    kinds = parser.add_subparsers(required=True, metavar="WHAT")
    export = kinds.add_parser("export", parents=[common], help="check an export")
    export.add_argument("folder", type=Path, metavar="DIR")
    export.add_argument(
        "--checkpoint",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="an older checkpoint that was kept elsewhere, or a folder of them; may be repeated",
    )
    export.set_defaults(run=export_command)
    proof = kinds.add_parser("proof", parents=[common], help="check a proof of inclusion")
    proof.add_argument("file", type=Path, metavar="FILE")
    proof.set_defaults(run=proof_command)
    slip = kinds.add_parser("slip", parents=[common], help="check a slip against a proof or an export")
    slip.add_argument("place", type=Path, metavar="FILE_OR_DIR")
    slip.add_argument("code", metavar="CODE")
    slip.add_argument("leaf", metavar="LEAF")
    slip.set_defaults(run=slip_command)
    conclusion = kinds.add_parser("conclusion", parents=[common], help="check the conclusion of an inspection")
    conclusion.add_argument("file", type=Path, metavar="FILE")
    conclusion.add_argument(
        "--digest", default="", metavar="HEX", help="what is printed on the paper, or its beginning"
    )
    conclusion.add_argument(
        "--rows", type=Path, action="append", default=[], metavar="FILE", help="rows behind a figure; may be repeated"
    )
    conclusion.set_defaults(run=conclusion_command)
    consistency = kinds.add_parser("consistency", parents=[common], help="check a proof of consistency")
    consistency.add_argument("file", type=Path, metavar="FILE")
    consistency.set_defaults(run=consistency_command)
    compare = kinds.add_parser("compare", parents=[common], help="check that a newer export continues an older one")
    compare.add_argument("old", type=Path, metavar="OLD")
    compare.add_argument("new", type=Path, metavar="NEW")
    compare.set_defaults(run=compare_command)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Check what the command line names; give the exit code."""
    given = commands().parse_args(words)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        verdict = given.run(given)
    except Damage as damage:
        verdict = Verdict(key=given.key, findings=[damage])
    except OSError as failure:
        params = {"why": failure.strerror}
        verdict = Verdict(findings=[Damage("the file cannot be read: {why}", str(failure.filename), params=params)])
    if given.format == "json":
        print(
            json.dumps(
                {
                    "good": not verdict.findings,
                    "entries": verdict.entries,
                    "root": verdict.root.hex(),
                    "checkpoints": verdict.checkpoints,
                    "key": verdict.key.text if verdict.key else None,
                    "findings": [finding.as_json() for finding in verdict.findings],
                },
                ensure_ascii=False,
                indent=2,
            )
        )
        return 1 if verdict.findings else 0
    if verdict.key is not None:
        print(say("signed by {key}", key=verdict.key.text), file=sys.stderr)
        if given.key is None:
            print(
                say(
                    "this key comes from what was checked; compare it with the one that the authority published,"
                    " or give --key"
                ),
                file=sys.stderr,
            )
    for finding in verdict.findings:
        print(finding.told())
    print(say("not verified; findings: {count}", count=len(verdict.findings)) if verdict.findings else verdict.said)
    return 1 if verdict.findings else 0


if __name__ == "__main__":
    sys.exit(main())
