"""Opening a file: what it is, told by its content and not by its name, unpacked if need be, within limits."""

import gzip
import io
import shutil
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from motcua.kernel.refusals import gettext_noop
from motcua.services.dossiers.exchange.readers.tables import Unreadable

HEAD = 65_536
MOST_UNPACKED = 256 * 2**20
MOST_RATIO = 200
"""What unpacks to more than this many bytes, and to more than so many times its size, is taken for an attack."""

_GZIP = b"\x1f\x8b"
_OTHERS = {
    b"\xd0\xcf\x11\xe0": ("Excel 97-2003", gettext_noop("save it as .xlsx or as “CSV UTF-8”")),
    b"%PDF": ("PDF", gettext_noop("give the table that it was made from")),
    b"BZh": ("bzip2", gettext_noop("unpack it first, or pack it with gzip")),
    b"\xfd7zXZ": ("xz", gettext_noop("unpack it first, or pack it with gzip")),
    b"(\xb5/\xfd": ("zstd", gettext_noop("unpack it first, or pack it with gzip")),
    b"SQLite format 3": ("SQLite", gettext_noop("export its table as CSV")),
}


class Format(StrEnum):
    """What a file of events may be."""

    CSV = "CSV"
    XLSX = "XLSX"
    PARQUET = "Parquet"
    XES = "XES"


def most_unpacked(packed: int) -> int:
    """Give how many bytes a file of so many packed ones may become."""
    return max(MOST_UNPACKED, packed * MOST_RATIO)


@dataclass(slots=True)
class Source:
    """A file that was recognised; ``size`` in bytes as it lies there, packed if it is packed."""

    path: Path
    format: Format
    packed: bool
    head: bytes
    size: int
    _opened: BinaryIO | None = field(default=None, repr=False)

    @property
    def read(self) -> int:
        """Say how far the last stream has come, in bytes of the file."""
        return self._opened.tell() if self._opened is not None and not self._opened.closed else 0

    def stream(self) -> BinaryIO:
        """Open it as a stream of unpacked bytes from its beginning; the caller closes it."""
        self._opened = self.path.open("rb")
        return _unpacking(self._opened, self.size) if self.packed else self._opened

    def file(self, folder: Path) -> Path:
        """Give a file of its unpacked bytes, for formats read back and forth; ``folder`` takes what is unpacked."""
        if not self.packed:
            return self.path
        unpacked = folder / "unpacked"
        with self.stream() as packed, unpacked.open("wb") as target:
            shutil.copyfileobj(packed, target, 2**20)
        return unpacked


def recognise(path: Path) -> Source:
    """Say what a file is. :raises Unreadable: if it is nothing that can be read, with what to do about it."""
    if not path.is_file():
        raise Unreadable(
            gettext_noop("this is not a file"), value=path, expected=gettext_noop("save what is to be read as a file")
        )
    size = path.stat().st_size
    with path.open("rb") as opened:
        packed = opened.read(2) == _GZIP
        opened.seek(0)
        with _unpacking(opened, size) if packed else opened as stream:
            head = stream.read(HEAD)
    return Source(path, _format(path, head, packed=packed), packed, head, size)


def _format(path: Path, head: bytes, *, packed: bool) -> Format:
    if not head.strip():
        raise Unreadable(gettext_noop("the file is empty"), value=path.name)
    if packed and head.startswith(_GZIP):
        raise Unreadable(
            gettext_noop("the file is packed more than once"), value=path.name, expected=gettext_noop("unpack it once")
        )
    if head.startswith(b"PK\x03\x04"):
        return Format.XLSX
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    for beginning, (name, remedy) in _OTHERS.items():
        if head.startswith(beginning):
            raise Unreadable(
                gettext_noop("this is a file of %(name)s"), value=path.name, expected=remedy, params={"name": name}
            )
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        raise Unreadable(
            gettext_noop("this is not a text in UTF-8; it looks like UTF-16"),
            value=path.name,
            expected=gettext_noop("save it as “CSV UTF-8”"),
        )
    return Format.XES if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") else Format.CSV


class _Limited(io.RawIOBase):
    """The unpacked bytes of a gzip file, as many as it may become."""

    def __init__(self, packed: BinaryIO, size: int) -> None:
        self._file = packed
        self._unpacked = gzip.GzipFile(fileobj=packed, mode="rb")
        self._left = most_unpacked(size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # typeshed's Buffer is 3.12's
        try:
            count = self._unpacked.readinto(buffer)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise Unreadable(
                gettext_noop("the packed file is damaged or cut off"), expected=gettext_noop("fetch it again")
            ) from None
        self._left -= count
        if self._left < 0:
            raise Unreadable(
                gettext_noop("the packed file unpacks to more than %(times)s times its size"),
                expected=gettext_noop("unpack it yourself if you trust it"),
                params={"times": MOST_RATIO},
            )
        return count

    def close(self) -> None:
        if not self.closed:
            self._unpacked.close()
            self._file.close()
        super().close()


def _unpacking(packed: BinaryIO, size: int) -> BinaryIO:
    return io.BufferedReader(_Limited(packed, size), 2**16)
