"""PDF files: every object is looked through, those in compressed tables too; nothing is changed, so signatures hold."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

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
)
from motcua.kernel.refusals import gettext_noop

_DOES = frozenset(
    f"/{word}"
    for word in (
        "JavaScript", "Launch", "GoToR", "GoToE", "SubmitForm", "ImportData", "Rendition", "Movie", "Sound",
        "RichMediaExecute",
    )
)  # fmt: skip
"""Actions that do more than lead to a place or show a part."""
_PLAYS = frozenset(f"/{word}" for word in ("RichMedia", "Movie", "Sound", "Screen", "3D", "FileAttachment"))
_RUNNING_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent"})
_CARRYING_KEYS = frozenset({"/EmbeddedFiles", "/EF"})
_HEAD = re.compile(rb"%PDF-[12]\.\d")
_LARGEST_TABLE = 16 * MEGABYTE
_DEEPEST = 200

# For the whole process, and nothing else in it reads PDF: a stream that unfolds further is not read.
pikepdf.settings.set_qpdf_limits(
    parser_max_nesting=_DEEPEST,
    max_stream_filters=4,
    flate_max_memory=_LARGEST_TABLE,
    png_max_memory=_LARGEST_TABLE,
    tiff_max_memory=_LARGEST_TABLE,
    run_length_max_memory=_LARGEST_TABLE,
    dct_max_memory=_LARGEST_TABLE,
)


def read(content: bytes, limits: Limits) -> tuple[Kind, bytes]:
    """
    Take a PDF as it is.

    :raises Locked: if it is encrypted.
    :raises Active: if it holds a script, or an action that does more than lead to a place.
    :raises Carrier: if files are attached. :raises Bomb: if it holds too many objects, or unfolds to too much.
    :raises TwoInOne: with data at its end. :raises Broken: if it cannot be read as it stands.
    """
    _, mark, behind = content.rpartition(b"%%EOF")
    if not mark or not _HEAD.match(content):
        raise _broken()
    if behind.strip(b"\x00\r\n\t "):
        raise TwoInOne(
            gettext_noop("something stands behind the end of the document"),
            expected=gettext_noop("print it to PDF anew and send that"),
        )
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as file:
            if file.is_encrypted:
                raise _locked()
            _check_tables(file, limits)
            for one in file.objects:
                for key, value in _entries(one):
                    _check(key, value)
            if not file.pages:
                raise _broken()
    except pikepdf.PasswordError:
        raise _locked() from None
    except (pikepdf.PdfError, *_UNREADABLE):
        raise _broken() from None
    return Kind.PDF, content


_UNREADABLE = (pikepdf.exceptions.PikepdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError)
"""What the library raises where the bytes lie."""


def _check_tables(file: pikepdf.Pdf, limits: Limits) -> None:
    """Check the number of objects, and what the compressed tables that hold some of them unfold to. :raises Bomb:"""
    table = file.get_xref_table()
    numbers = {entry.obj_stream_number for entry in table.values() if entry.obj_stream_number}
    size = 0
    for number in numbers if len(table) <= limits.objects else ():
        size += len(file.get_object(number, 0).read_bytes())
        if size > limits.tables:
            break
    if len(table) > limits.objects or size > limits.tables:
        raise Bomb(
            gettext_noop("the file unfolds to more than may be"),
            expected=gettext_noop("print it to PDF anew, or send it in parts"),
        )


def _entries(root: pikepdf.Object) -> Iterator[tuple[str, object]]:
    """Give the entries of all dictionaries within an object; what it refers to has its own turn."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
            inner = one.stream_dict if isinstance(one, pikepdf.Stream) else one
            for key, value in inner.items():
                yield key, value
                waiting += _direct(value)
        elif isinstance(one, pikepdf.Array):
            for value in one:
                waiting += _direct(value)


def _direct(value: object) -> list[pikepdf.Object]:
    holds = isinstance(value, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array)
    return [value] if holds and not value.is_indirect else []  # type: ignore[attr-defined, list-item]  # an object


def _check(key: str, value: object) -> None:
    """Check one entry of a dictionary. :raises Active: :raises Carrier:"""
    word = str(value) if isinstance(value, pikepdf.Name) else ""
    if key in _CARRYING_KEYS or (key == "/Subtype" and word == "/FileAttachment"):
        raise Carrier(
            gettext_noop("the file carries other files within it"),
            expected=gettext_noop("send those by themselves, or print it to PDF anew"),
        )
    if key in _RUNNING_KEYS or (key == "/S" and word in _DOES) or (key == "/Subtype" and word in _PLAYS):
        raise Active(
            gettext_noop("the document does something when it is opened or clicked: %(what)s"),
            expected=gettext_noop("print it to PDF anew and send that"),
            params={"what": (word or key).strip("/")},
        )


def _locked() -> Locked:
    return Locked(gettext_noop("the document is encrypted"), expected=gettext_noop("save it without a password"))


def _broken() -> Broken:
    return Broken(
        gettext_noop("the document cannot be read as it stands"),
        expected=gettext_noop("open it, print it to PDF anew and send that"),
    )
