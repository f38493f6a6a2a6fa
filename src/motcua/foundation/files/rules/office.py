"""Word and Excel files: archives of XML. Looked through for what unfolds, runs, calls elsewhere or carries others."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from motcua.foundation.files.rules.words import (
    MEGABYTE,
    Active,
    Bomb,
    Broken,
    Carrier,
    Kind,
    Limits,
    Locked,
    TwoInOne,
    UnknownKind,
)
from motcua.kernel.refusals import gettext_noop

_TYPES = "[Content_Types].xml"
_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Kind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": Kind.XLSX,
}
_RUNS = re.compile(r"macroenabled|vbaproject|activex|vbadata|xlmacro|intlmacro|customui", re.IGNORECASE)
_CARRIES = re.compile(r"oleobject|/embeddings/|package$|altchunk|afchunk", re.IGNORECASE)
_CALLS = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
_DDE_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*>[=+@-]?\s*[\w.]+\|")
_ARCHIVE = b"PK\x03\x04"
_LINK = "/hyperlink"
_HARMLESS_LINKS = re.compile(r"(https?:|mailto:|tel:|#)", re.IGNORECASE)
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_END_SIZE, _LOCAL_SIZE, _ENCRYPTED = 22, 30, 0x1


def read(content: bytes, limits: Limits) -> tuple[Kind, bytes]:
    """
    Take a Word or Excel file as it is.

    :raises UnknownKind: if it is another archive. :raises Bomb: if it unfolds to too much. :raises Locked: if it has a
        password. :raises Active: if it has macros, calls another program or loads from elsewhere.
    :raises Carrier: if it carries other files. :raises TwoInOne: if bytes stand before or behind it.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_frame(content, archive, entries)
            _check_unfolding(entries, limits)
            kind = _kind(archive)
            for entry in entries:
                _check_entry(entry.filename, archive.read(entry))
            return kind, content
    except _UNREADABLE:
        raise _broken() from None


_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, ValueError, LookupError, OSError, EOFError,
    RuntimeError, struct.error,
)  # fmt: skip
"""What the readers of archives and of XML raise where the bytes lie."""


def _check_frame(content: bytes, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Check that the archive is the whole file: its first entry at the start, its end at the end, nothing shared."""
    if not entries:
        raise _broken()
    spans = sorted((one.header_offset, one.header_offset + _LOCAL_SIZE + one.compress_size) for one in entries)
    if spans[0][0] or archive.comment or content[-_END_SIZE:][:4] != b"PK\x05\x06":
        raise TwoInOne(
            gettext_noop("something stands before or behind the archive that the file is"),
            expected=gettext_noop("open it, save it anew and send that"),
        )
    if any(end > begin for (_, end), (begin, _) in pairwise(spans)) or spans[-1][1] > archive.start_dir:
        raise Bomb(gettext_noop("entries of the file share their bytes"), expected=gettext_noop("send it as PDF"))
    names = [one.filename for one in entries]
    if len({*map(str.lower, names)}) < len(names) or any(".." in name or name.startswith("/") for name in names):
        raise _broken()


def _check_unfolding(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Check what the entries say of their size before any is unpacked; the reader holds each to what it says."""
    if any(one.flag_bits & _ENCRYPTED for one in entries):
        raise Locked(gettext_noop("the file has a password"), expected=gettext_noop("save it without one"))
    if any(one.compress_type not in _PACKED for one in entries):
        raise _broken()
    vast = any(one.file_size > MEGABYTE and one.file_size > limits.ratio * max(one.compress_size, 1) for one in entries)
    if vast or len(entries) > limits.entries or sum(one.file_size for one in entries) > limits.unpacked:
        raise Bomb(
            gettext_noop("the file unfolds to more than may be"),
            expected=gettext_noop("remove empty rows and large pictures, or send it as PDF"),
        )


def _kind(archive: zipfile.ZipFile) -> Kind:
    if _TYPES not in archive.namelist():
        raise UnknownKind(
            gettext_noop("archives are not kept"), expected=gettext_noop("send each of the files by itself")
        )
    declared = [one.get("ContentType", "") for one in fromstring(archive.read(_TYPES), forbid_dtd=True)]
    if any(_RUNS.search(one) for one in declared):
        raise _active()
    kinds = {_MAIN[one] for one in declared if one in _MAIN}
    if len(kinds) != 1:
        raise UnknownKind(
            gettext_noop("of Office files only Word documents and Excel workbooks are kept"),
            expected=gettext_noop("save it as DOCX, XLSX or PDF"),
        )
    return kinds.pop()


def _check_entry(name: str, body: bytes) -> None:
    """Check one entry of an Office file: its name, what it begins with, and what its XML asks for."""
    if _RUNS.search(name):
        raise _active()
    if _CARRIES.search(name) or body.startswith((_ARCHIVE, b"%PDF-", b"MZ", b"\xd0\xcf\x11\xe0")):
        raise _carrier()
    if name.endswith((".xml", ".rels", ".vml")):
        if b"<!DOCTYPE" in body or b"<!ENTITY" in body or b"\x00" in body[:64]:
            raise _broken()
        if name.endswith(".rels"):
            _check_relations(fromstring(body, forbid_dtd=True))
        elif name.startswith("xl/externalLinks/"):
            raise Active(
                gettext_noop("the workbook takes values from another file"),
                expected=gettext_noop("break the links (Data, Edit links) and save it again"),
            )
        elif _calls(body):
            raise _active()


def _calls(body: bytes) -> bool:
    """Say whether a part calls another program, by an instruction of Word or a formula of Excel."""
    if _DDE_FORMULA.search(body):
        return True
    told = b"instrText" in body or b"fldSimple" in body
    return told and bool(_CALLS.search("".join(_instructions(fromstring(body, forbid_dtd=True)))))


def _check_relations(relations: Element) -> None:
    """Check what an Office file says it belongs together with: links that one clicks may lead elsewhere, others not."""
    for one in relations:
        kind, target = one.get("Type", ""), one.get("Target", "")
        if _RUNS.search(kind):
            raise _active()
        if _CARRIES.search(kind):
            raise _carrier()
        outside = one.get("TargetMode", "").lower() == "external"
        if outside and not (kind.endswith(_LINK) and _HARMLESS_LINKS.match(target)):
            raise Active(
                gettext_noop("the file loads something from elsewhere, or links to what is no page of the web"),
                expected=gettext_noop("save it as PDF and send that"),
            )


def _instructions(part: Element) -> Iterator[str]:
    """Give the texts of a Word part that tell the program to do something; one instruction may stand in several."""
    for one in part.iter():
        name = one.tag.rpartition("}")[2]
        if name == "instrText":
            yield one.text or ""
        elif name == "fldSimple":
            yield " " + next((value for key, value in one.items() if key.endswith("instr")), "") + " "
        elif name == "fldChar":
            yield " "


def _active() -> Active:
    return Active(
        gettext_noop("the file holds macros, or calls another program"),
        expected=gettext_noop("save it as DOCX or XLSX without macros, or as PDF"),
    )


def _carrier() -> Carrier:
    return Carrier(
        gettext_noop("the file carries other files within it"),
        expected=gettext_noop("send those by themselves, or save it as PDF"),
    )


def _broken() -> Broken:
    return Broken(
        gettext_noop("the file cannot be read to its end"),
        expected=gettext_noop("open it, save it anew and send that"),
    )
