"""Recognising a file: its content says what it is, and its name must agree."""

import importlib
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath

from motcua.foundation.files.rules import jpeg, office, png, text
from motcua.foundation.files.rules.words import (
    ENDINGS,
    MEGABYTE,
    EmptyFile,
    Kind,
    Limits,
    LyingName,
    TooLarge,
    TwoInOne,
    UnknownKind,
)
from motcua.kernel.refusals import gettext_noop

Reader = Callable[[bytes, Limits], tuple[Kind, bytes]]


def _pdf(content: bytes, limits: Limits) -> tuple[Kind, bytes]:
    """Read a PDF. What looks through one takes long to load, so it is loaded when the first one comes."""
    read: Reader = importlib.import_module("motcua.foundation.files.rules.pdf").read
    return read(content, limits)


def _heic(content: bytes, limits: Limits) -> tuple[Kind, bytes]:
    """Read a HEIC picture. Its decoder is loaded when the first one comes."""
    read: Reader = importlib.import_module("motcua.foundation.files.rules.heic").read
    return read(content, limits)


_SIGNATURES: tuple[tuple[bytes, Reader], ...] = (
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n\x1a\n", png.read),
    (b"\xff\xd8\xff", jpeg.read),
    (b"PK\x03\x04", office.read),
)
_HEIF = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD_OF_PDF = 1024
"""Readers take a file for a PDF if its signature stands within so many bytes."""


def recognise(name: str, content: bytes, *, limits: Limits) -> tuple[Kind, bytes]:
    """
    Say what a file is, and give its bytes as they may be kept: without what a camera wrote about place and owner.

    :raises FileRefused: a subclass of it, for whatever is not to be kept.
    """
    check_size(len(content), limits=limits)
    heic = _is_heic(content)
    kind, clean = _reader(content)(content, limits)
    if kind is not Kind.PDF and b"%PDF-" in content[:_HEAD_OF_PDF]:
        raise TwoInOne(gettext_noop("the file is also a PDF"), expected=gettext_noop("save it anew and send that"))
    if kind not in {Kind.DOCX, Kind.XLSX} and _is_archive(content):
        raise TwoInOne(gettext_noop("the file is also an archive"), expected=gettext_noop("save it anew and send that"))
    if heic:
        return _named(str(PurePath(name).with_suffix(".jpg")) if ends_as_heic(name) else name, kind), clean
    return _named(name, kind), clean


def check_size(size: int, *, limits: Limits) -> None:
    """Check a size before anything is read. :raises EmptyFile: :raises TooLarge:"""
    if not size:
        raise EmptyFile(gettext_noop("the file is empty"), expected=gettext_noop("see whether it opens where it is"))
    if size > limits.largest:
        raise TooLarge(
            gettext_noop("the file has %(size)s MB"),
            expected=gettext_noop("%(largest)s MB is the most; scan it in black and white, or send it in parts"),
            params={"size": f"{size / MEGABYTE:.1f}", "largest": f"{limits.largest / MEGABYTE:g}"},
        )


def ends_as_heic(name: str) -> bool:
    """Say whether a name ends as HEIC pictures do."""
    return PurePath(name).suffix.lower() in {".heic", ".heif", ".hif"}


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIF


def _reader(content: bytes) -> Reader:
    for signature, reader in _SIGNATURES:
        if content.startswith(signature):
            return reader
    if _is_heic(content):
        return _heic
    if content.startswith(_OLD_OFFICE):
        raise UnknownKind(
            gettext_noop("this is an old Office file, or one with a password"),
            expected=gettext_noop("save it as DOCX, XLSX or PDF without a password"),
        )
    return text.read


def _named(name: str, kind: Kind) -> Kind:
    """Check that a name ends as its kind does, and tell a table from plain text by it. :raises LyingName:"""
    ending = PurePath(name).suffix.lower()
    kinds = (Kind.TEXT, Kind.CSV) if kind is Kind.TEXT else (kind,)
    for one in kinds:
        if ending in ENDINGS[one]:
            return one
    raise LyingName(
        gettext_noop("the name ends in “%(ending)s”, and the content is %(kind)s"),
        value=name,
        expected=gettext_noop("name the file for what it is: %(endings)s"),
        params={
            "ending": ending,
            "kind": kind.value.upper(),
            "endings": ", ".join(ending for one in kinds for ending in ENDINGS[one]),
        },
    )


def _is_archive(content: bytes) -> bool:
    """Say whether a program that unpacks archives would find one here: it looks from the end."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
