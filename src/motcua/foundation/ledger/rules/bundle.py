"""
The form of an export: a folder that anyone can check without us.

``manifest``         a signed note: form and origin, number of entries, then SHA-256, size and name of every other file
``vkey``             the public key
``checkpoints``      of each bundle the checkpoint signed last within it, an empty line between them
``entries/<first>``  up to 65,536 entries from a position on, each after its length in four bytes, the high one first
``leaves/<first>``   the leaves of these entries, 32 bytes each: with them a damaged entry is found among the good ones
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from motcua.foundation.ledger.rules.checkpoint import VerifierKey, signed_by
from motcua.kernel.refusals import Refused, gettext_noop

FORM = "motcua-export/1"
BUNDLE = 65_536
LENGTH = 4
MANIFEST, KEY, CHECKPOINTS = "manifest", "vkey", "checkpoints"
ENTRIES, LEAVES = "entries", "leaves"


class BadManifest(Refused):
    """This is no manifest of an export, or not one that its key has signed."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the manifest lists it."""

    sha256: str
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export consists of. The files are in the order of their names."""

    origin: str
    size: int
    files: tuple[Listed, ...]

    def text(self) -> str:
        """Give the text that is signed."""
        listed = "".join(f"{file.sha256} {file.size} {file.name}\n" for file in self.files)
        return f"{FORM} {self.origin}\n{self.size}\n{listed}"


def read_manifest(note: bytes, key: VerifierKey) -> Manifest:
    """Read a manifest that a key has signed. :raises BadManifest: if it is none, by the first thing that is wrong."""
    try:
        text = note.decode()
        if not signed_by(text, key) or text.count("\n") != text.rpartition("\n\n")[0].count("\n") + 3:
            raise BadManifest(
                gettext_noop("no good signature of %(name)s is on the manifest"), params={"name": key.name}
            )
        first, size, *lines = text.rpartition("\n\n")[0].split("\n")
        form, origin = first.split(" ")
        manifest = Manifest(origin, int(size), tuple(map(_listed, lines)))
    except ValueError:
        raise BadManifest(gettext_noop("this is no manifest of an export")) from None
    bundles = -(-manifest.size // BUNDLE)
    if (
        form != FORM
        or origin != key.name
        or not text.startswith(manifest.text() + "\n")
        or manifest.size < 1
        or len(manifest.files) != 2 * bundles + 2
        or [file.name for file in manifest.files] != sorted(file_names(manifest.size))
    ):
        raise BadManifest(gettext_noop("this is no manifest of an export"))
    return manifest


def _listed(line: str) -> Listed:
    sha256, size, name = line.split(" ")
    return Listed(sha256, int(size), name)


def file_names(size: int) -> Iterator[str]:
    """Name the files of an export of so many entries, but for the manifest."""
    yield from (KEY, CHECKPOINTS)
    for first in range(0, size, BUNDLE):
        yield bundle_name(ENTRIES, first)
        yield bundle_name(LEAVES, first)


def bundle_name(folder: str, first: int) -> str:
    """Name the file of a folder that begins with a position."""
    return f"{folder}/{first:012d}"


def framed(entry: bytes) -> bytes:
    """Give an entry after its length."""
    return len(entry).to_bytes(LENGTH, "big") + entry


def join_checkpoints(texts: Iterable[str]) -> str:
    """Put checkpoints into one file."""
    return "\n".join(texts)


def split_checkpoints(text: str) -> list[str]:
    """Take the checkpoints of a file apart: an empty line ends one, unless signatures follow it."""
    found: list[str] = []
    for part in text.split("\n\n"):
        if found and part.startswith("\u2014 "):
            found[-1] += f"\n\n{part}"
        else:
            found.append(part)
    return [one if one.endswith("\n") else f"{one}\n" for one in found]
