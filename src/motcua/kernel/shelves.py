"""Shelves: files of declarations that come with the program, and an installation's own beside them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from motcua.kernel.refusals import Refused, gettext_noop

Kept = TypeVar("Kept")


class Shelf(Generic[Kept]):
    """
    Declarations as they were read last; a file is read anew when it has changed.

    :param read: makes a declaration of a text, its file's name, and whether the file is the installation's own.
    :param apart: refuses a declaration beside those that were read before it.
    :param wrong: makes the refusal of a file of all that is wrong in it.
    """

    def __init__(
        self,
        *,
        read: Callable[[str, str, bool], Kept],
        apart: Callable[[Kept, Sequence[Kept]], None],
        wrong: Callable[[str, list[Refused]], Refused],
    ) -> None:
        self._make, self._apart, self._wrong = read, apart, wrong
        self._read: dict[tuple[Path, int, int], Kept] = {}

    def all(self, *, shipped: Path, own: Path) -> tuple[tuple[Kept, ...], tuple[Refused, ...]]:
        """Give what the TOML files of two folders declare, by file name, and what is wrong with the others."""
        found: list[Kept] = []
        faults: list[Refused] = []
        for folder, is_own in ((shipped, False), (own, True)):
            for path in sorted(folder.glob("*.toml")):
                try:
                    one = self._one(path, is_own)
                    self._apart(one, found)
                except Refused as refusal:
                    faults.append(refusal)
                else:
                    found.append(one)
        return tuple(found), tuple(faults)

    def _one(self, path: Path, own: bool) -> Kept:
        stat = path.stat()
        key = (path, stat.st_mtime_ns, stat.st_size)
        if key not in self._read:
            self._read[key] = self._make(self._text(path), path.name, own)
        return self._read[key]

    def _text(self, path: Path) -> str:
        raw = path.read_bytes()
        try:
            return raw.decode()
        except UnicodeDecodeError as fault:
            refusal = Refused(
                gettext_noop("the file is not UTF-8"),
                expected=gettext_noop("save it as UTF-8"),
                line=raw[: fault.start].count(b"\n") + 1,
            )
            raise self._wrong(path.name, [refusal]) from None
