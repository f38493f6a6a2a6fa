#!/usr/bin/env python3
"""
Flip every single bit of an export, one after the other, and count what the verifier finds and where.

    python -m verifier.flip_every_bit DIR [--every N]

A flip is found if the verdict is bad. It is located if the first finding names the file that was touched and in it the
entry, the leaf or the checkpoint; in the manifest the byte, or the signature. Each trial is a whole verification of a
copy, so keep DIR small: 100 kB are 800,000 trials, some minutes on all cores. ``--every N`` flips every N-th bit only.
Exit code 1 if one flip was missed or put in the wrong place.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from verifier import motcua_verify as verifier

Bit = tuple[str, int]
"""A file, and a bit of it."""


@dataclass
class Tally:
    """How many flips were tried, and which were missed or put in the wrong place."""

    trials: int = 0
    undetected: list[Bit] = field(default_factory=list)
    misplaced: list[Bit] = field(default_factory=list)

    def __iadd__(self, other: "Tally") -> "Tally":
        self.trials += other.trials
        self.undetected += other.undetected
        self.misplaced += other.misplaced
        return self


@dataclass(frozen=True)
class Parts:
    """Where the parts of an export's files begin, to know what a byte belongs to."""

    starts: dict[str, list[int]]

    @classmethod
    def of(cls, folder: Path) -> "Parts":
        """Learn it from the export as it was before anything was flipped."""
        starts = {}
        for name in files_of(folder):
            content = (folder / name).read_bytes()
            if name.startswith("leaves/"):
                starts[name] = list(range(0, len(content), verifier.HASH))
            elif name == "manifest":
                text = content.index(b"\n\n") + 2
                starts[name] = [*range(text), text]
            elif name == "vkey":
                starts[name] = [0]
            elif name == "checkpoints":
                starts[name] = [at for at, _ in verifier.split_checkpoints(content)]
            else:
                starts[name] = list(framed(content))
        return cls(starts)

    def number(self, name: str, byte: int) -> int:
        """Give the number of the part in which a byte lies."""
        starts = self.starts[name]
        low, high = 0, len(starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if starts[middle] <= byte else (low, middle)
        return low

    def located(self, finding: verifier.Damage, name: str, byte: int) -> bool:
        """Say whether a finding names the part in which a byte lies."""
        if finding.file != name:
            return False
        number = self.number(name, byte)
        if name == "vkey":
            return True
        if "/" in name:
            return finding.position == int(name.partition("/")[2]) + number
        return finding.offset == self.starts[name][number]


def framed(content: bytes) -> Iterator[int]:
    """Give where each part of a file begins whose parts stand behind their lengths."""
    at = 0
    while at < len(content):
        yield at
        at += 4 + int.from_bytes(content[at : at + 4], "big")


def files_of(folder: Path) -> list[str]:
    """Name the files of an export."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def flip(folder: Path, parts: Parts, key: verifier.Key, name: str, bits: range) -> Tally:
    """Flip bits of a file one by one, verify, and flip each back."""
    tally = Tally(trials=len(bits))
    handle = os.open(folder / name, os.O_RDWR)
    try:
        for bit in bits:
            byte = os.pread(handle, 1, bit // 8)
            os.pwrite(handle, bytes([byte[0] ^ 1 << bit % 8]), bit // 8)
            found = verifier.Export(folder, key, []).verify().findings
            os.pwrite(handle, byte, bit // 8)
            if not found:
                tally.undetected.append((name, bit))
            elif not parts.located(found[0], name, bit // 8):
                tally.misplaced.append((name, bit))
    finally:
        os.close(handle)
    return tally


def flip_all(folder: Path, every: int = 1) -> Tally:
    """Flip the bits of all files of an export in this process."""
    parts, key = Parts.of(folder), key_of(folder)
    tally = Tally()
    for name in files_of(folder):
        tally += flip(folder, parts, key, name, range(0, 8 * (folder / name).stat().st_size, every))
    return tally


def key_of(folder: Path) -> verifier.Key:
    """Give the key that signed an export."""
    return verifier.Key.read((folder / "vkey").read_text(encoding="ascii").rstrip("\n"))


def share(folder: Path, every: int, part: int, of: int) -> Tally:
    """Flip one share of the bits, in a copy of its own."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copytree(folder, Path(place) / "export"))
        parts, key = Parts.of(copy), key_of(copy)
        tally = Tally()
        for name in files_of(copy):
            tally += flip(copy, parts, key, name, range(part * every, 8 * (copy / name).stat().st_size, of * every))
        return tally


def main() -> int:
    """Flip, count, print; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    given = parser.parse_args()
    started = time.monotonic()
    if not given.folder.is_dir() or given.every < 1:
        parser.error("DIR is a folder with an export, N is 1 or more")
    whole = verifier.Export(given.folder, None, []).verify()
    if whole.findings:
        parser.error(f"DIR is damaged before anything is flipped: {whole.findings[0].told()}")
    cores = os.cpu_count() or 1
    shares = cores * 16
    tally = Tally()
    with ProcessPoolExecutor(cores) as pool:
        for number, one in enumerate(pool.map(partial(share, given.folder, given.every, of=shares), range(shares)), 1):
            tally += one
            found = tally.trials - len(tally.undetected)
            print(
                f"\r{number * 100 // shares:3} %: {found:,} of {tally.trials:,} found",
                end="",
                file=sys.stderr,
                flush=True,
            )
    print(file=sys.stderr)
    size = sum((given.folder / name).stat().st_size for name in files_of(given.folder))
    print(f"export            {size:,} bytes, {whole.entries:,} entries, {len(files_of(given.folder))} files")
    print(f"flips tried       {tally.trials:,}" + ("" if given.every == 1 else f" (every {given.every}th bit)"))
    print(f"detected          {tally.trials - len(tally.undetected):,}")
    print(f"located           {tally.trials - len(tally.undetected) - len(tally.misplaced):,}")
    print(f"seconds           {time.monotonic() - started:.0f}")
    for name, bit in [*tally.undetected, *tally.misplaced][:20]:
        print(f"missed or misplaced: {name}, byte {bit // 8}, bit {bit % 8}")
    return 1 if tally.undetected or tally.misplaced else 0


if __name__ == "__main__":
    sys.exit(main())
