"""The words of files: what kinds there are, how large they may be, and what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from motcua.kernel.refusals import Refused

MEGABYTE = 1_000_000


class Kind(StrEnum):
    """What a file is, by its content. What is not here is not kept."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    TEXT = "text"


ENDINGS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PDF: (".pdf",),
    Kind.PNG: (".png",),
    Kind.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    Kind.DOCX: (".docx",),
    Kind.XLSX: (".xlsx",),
    Kind.CSV: (".csv",),
    Kind.TEXT: (".txt",),
}
"""How the name of a file of each kind may end."""

MEDIA_TYPES: Mapping[Kind, str] = {
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.TEXT: "text/plain; charset=utf-8",
}
"""How each kind is declared when it is handed out."""


@dataclass(frozen=True, slots=True)
class Limits:
    """
    How large a file may be, and what it may unfold to. Sizes in bytes.

    :param largest: the file as it comes.
    :param pixels: of a picture.
    :param entries: of an Office file, which is an archive; :param unpacked: all of them together.
    :param ratio: how many times larger an entry may be unpacked than packed, where it is larger than a megabyte.
    :param objects: of a PDF; :param tables: its compressed tables of objects together.
    """

    since: date
    largest: int
    pixels: int
    entries: int
    unpacked: int
    ratio: int
    objects: int
    tables: int
    source: str
    sure: str

    def of_size(self, largest: int) -> "Limits":
        """Give the same limits with another size of the file as it comes."""
        return replace(self, largest=largest)


LIMITS = (
    Limits(
        since=date(2020, 1, 1),
        largest=25 * MEGABYTE,
        pixels=100_000_000,
        entries=2_000,
        unpacked=100 * MEGABYTE,
        ratio=200,
        objects=300_000,
        tables=64 * MEGABYTE,
        source="ASVS 5.0, 5.2.1 to 5.2.6 ask for limits and name none",
        sure="our choice: a phone's picture, a book of 500 scanned pages and a sheet of 300,000 rows are within it",
    ),
)
"""The limits, each from a day on; the latest that has begun holds."""


def limits_on(day: date) -> Limits:
    """Give the limits that hold on a day; before the first, the first."""
    return max((one for one in LIMITS if one.since <= day), key=lambda one: one.since, default=LIMITS[0])


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept: the SHA-256 of its clean bytes in hexadecimal, what it is, how many bytes, its name."""

    digest: str
    kind: Kind
    size: int
    name: str

    @property
    def media_type(self) -> str:
        """Give how it is declared when it is handed out."""
        return MEDIA_TYPES[self.kind]


class FileRefused(Refused):
    """A file is not kept. The subclass says why."""


class EmptyFile(FileRefused):
    """There is nothing in it."""


class TooLarge(FileRefused):
    """It is larger than may be."""


class UnknownKind(FileRefused):
    """Its content is of no kind that is kept."""


class NotYetKept(FileRefused):
    """Its kind is known, and not kept for now."""


class LyingName(FileRefused):
    """Its name says that it is something else than its content is."""


class TwoInOne(FileRefused):
    """It is two files in one: something stands before, behind or within it that another program would read."""


class Bomb(FileRefused):
    """It unfolds to more than may be."""


class Broken(FileRefused):
    """It cannot be read to its end."""


class Locked(FileRefused):
    """It is encrypted, so that nobody can see what is in it."""


class Active(FileRefused):
    """It would do something when it is opened: a program, a macro, a call to elsewhere."""


class Carrier(FileRefused):
    """It carries other files within it."""
