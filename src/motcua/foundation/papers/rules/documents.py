"""An official document as NĐ 30/2020/NĐ-CP lays it out: its heads, its blocks, who signs it and who receives it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum

from motcua.foundation.papers.rules.sheets import Column
from motcua.kernel.refusals import Refused, gettext_noop

LETTERS = "abcdđeghiklmnopqrstuvxy"  # points are counted by the Vietnamese alphabet
AUTHORITY = ("TM. ", "KT. ", "TL. ", "TUQ. ", "Q. ")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\"\\<>]+")
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_LAYOUT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NotADocument(Refused):
    """An official document that cannot be set as it is given."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; its address, if it has one, stands after the text and can be followed."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. :param address: where they lead; :param note: the footnote that they call."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""
    note: Note | None = None


Words = str | tuple[Run, ...]


class Level(StrEnum):
    """The heads of a text, from the widest; the first three stand in the middle."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    HEADING = "heading"
    CLAUSE = "clause"


CENTRED = {Level.PART: "Phần", Level.CHAPTER: "Chương", Level.SECTION: "Mục"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A head with its number as it is counted: ``I`` of a part, chapter or heading, ``1`` of the others."""

    level: Level
    number: str
    title: str = ""

    def counted(self) -> str:
        """Give the number with its word, and with a stop where the title follows in the same line."""
        if self.level in CENTRED:
            return f"{CENTRED[self.level]} {self.number}"
        return f"Điều {self.number}." if self.level is Level.ARTICLE else f"{self.number}."


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. :param number: ``1.`` of a clause or ``a)`` of a point, where it has one."""

    words: Words
    number: str = ""

    def introduces(self) -> bool:
        """Say whether it ends with a colon, and so stays on the page of what follows."""
        said = runs(self.words)
        return bool(said) and said[-1].text.endswith(":")


@dataclass(frozen=True, slots=True)
class Centred:
    """A bold line in the middle, as ``QUYẾT ĐỊNH:``."""

    words: Words


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. :param lettered: whether items are points ``a)``, ``b)``, ``c)``, ``d)``, ``đ)``, not dashes."""

    items: tuple[Words, ...]
    lettered: bool = False

    def marks(self) -> Iterator[str]:
        """Give what stands before each item."""
        for place in range(len(self.items)):
            yield f"{LETTERS[place]})" if self.lettered else "-"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its heads repeat on each page. :param caption: stands above it, in the middle."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A photograph with its caption beneath it, not larger than the page bears.

    :param content: a JPEG or PNG file, upright or saying how it is turned.
    :param alt: what is to be seen, for who does not see it; by default the caption.
    """

    content: bytes
    caption: str
    alt: str = ""

    @property
    def name(self) -> str:
        """Name the file by what it holds."""
        return hashlib.sha256(self.content).hexdigest() + (".png" if self.content.startswith(_PNG) else ".jpg")


Block = Heading | Paragraph | Centred | Listing | Table | Figure


@dataclass(frozen=True, slots=True)
class Signature:
    """
    Who signs, by post.

    :param authority: the lines above the post, as ``TM. ỦY BAN NHÂN DÂN`` and ``KT. CHỦ TỊCH``.
    :param name: empty where it is written by hand.
    :param hint: what to do in the space, as ``(Ký, ghi rõ họ tên)``.
    """

    post: str
    name: str = ""
    authority: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix, on a page of its own. :param number: ``I``; empty where there is one alone."""

    title: str
    blocks: tuple[Block, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Where a document can be checked, drawn as a QR code. :param trace: what is printed beneath it."""

    address: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """
    An official document. All texts are as the reader will see them, in one line each; none is markup.

    :param issuer: the body that issues it; :param above: the one that it belongs to.
    :param number: left open where the clerk gives it later; :param sign: ``KH-SNV``, or ``2022/QĐ-UBND``.
    :param kind: ``Kế hoạch``; empty for a letter, whose ``about`` then stands below the number as ``V/v …``.
    :param about: what it is about.
    :param addressees: after ``Kính gửi:``. A letter needs one.
    :param receivers: after ``Nơi nhận:``, without dash or stop.
    :param draft: ``Dự thảo lần 2``; the day and the month of a draft are left open.
    :param open: whether number, day, signature and seal come after it was set, into places that are left for them.
    :param layout: the name of the office's own template, if it has made one.
    """

    issuer: str
    sign: str
    place: str
    about: str
    blocks: tuple[Block, ...]
    above: str = ""
    number: str = ""
    kind: str = ""
    addressees: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    receivers: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    check: Check | None = None
    draft: str = ""
    open: bool = False
    layout: str = "document"

    def __post_init__(self) -> None:
        if not self.kind and not self.addressees:
            raise NotADocument(
                gettext_noop("a document without a kind is a letter and needs an addressee"), field="kind"
            )
        if self.open and len(self.signatures) != 1:
            raise NotADocument(gettext_noop("a document that is signed later has one place to sign"), field="open")
        if not _LAYOUT.fullmatch(self.layout):
            raise NotADocument(
                gettext_noop("this is no name of a layout"),
                field="layout",
                value=self.layout,
                expected=gettext_noop("small letters, digits and hyphens"),
            )
        for part in _parts(self):
            _ensure_sound(part)

    def number_line(self) -> str:
        """Say number and sign; a number below ten has a nought before it."""
        number = self.number.zfill(2) if self.number.isdigit() else self.number or "      "
        return f"Số: {number}/{self.sign}"

    def day_line(self, on: date) -> str:
        """Say place and date; days below ten and the months January and February have a nought before them."""
        if self.draft:
            return f"{self.place}, ngày      tháng      năm {on.year}"
        return f"{self.place}, {day_in_words(on)}"

    def belongs(self, on: date) -> str:
        """Say beneath an appendix what it belongs to."""
        day = f"ngày     tháng     năm {on.year}" if self.draft else day_in_words(on)
        said = self.number_line().replace("Số:", "số")
        return f"(Kèm theo {self.kind or 'Công văn'} {said} {day} của {self.issuer})"

    def addressee_lines(self) -> tuple[str, ...]:
        """Give the addressees: one after the words, several beneath them with dashes."""
        if len(self.addressees) < 2:
            return self.addressees
        return tuple(f"- {one}{';' if one != self.addressees[-1] else '.'}" for one in self.addressees)

    def receiver_lines(self) -> tuple[str, ...]:
        """Give the receivers with dash and stop."""
        last = len(self.receivers) - 1
        return tuple(f"- {one}{';' if place < last else '.'}" for place, one in enumerate(self.receivers))


def runs(words: Words) -> tuple[Run, ...]:
    """Give words as runs."""
    return (Run(words),) if isinstance(words, str) else words


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Give a text of several lines as paragraphs, one a line that is not empty; tabs become spaces."""
    return tuple(Paragraph(" ".join(line.split())) for line in text.splitlines() if line.strip())


def day_in_words(day: date) -> str:
    """Say a day as documents do."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _parts(part: object) -> Iterator[object]:
    """Give every record and every text of a document, itself first."""
    yield part
    inner: tuple[object, ...] = ()
    if isinstance(part, tuple):
        inner = part
    elif is_dataclass(part):
        inner = tuple(getattr(part, one.name) for one in fields(part))
    for one in inner:
        yield from _parts(one)


def _ensure_sound(part: object) -> None:
    """:raises NotADocument: if a text cannot be seen, an address not followed, a row not set, an authority not read."""
    match part:
        case str() if found := _UNSEEN.search(part):
            raise NotADocument(
                gettext_noop("the text holds a character that cannot be seen (U+%(code)s)"),
                value=part,
                expected=gettext_noop("texts are of one line; make several paragraphs of several lines"),
                params={"code": f"{ord(found[0]):04X}"},
            )
        case Run(address=str(address)) | Note(address=str(address)) | Check(address=str(address)) if (
            address or isinstance(part, Check)
        ) and not _ADDRESS.fullmatch(address):
            raise NotADocument(
                gettext_noop("this is no address that a reader can follow"),
                field="address",
                value=address,
                expected=gettext_noop(
                    "an address begins with https://, http:// or mailto: and has no spaces or quotes"
                ),
            )
        case Table(columns=columns, rows=rows) if not columns or any(len(row) != len(columns) for row in rows):
            raise NotADocument(gettext_noop("each row of a table needs a cell for each of its columns"), field="rows")
        case Listing(items=items, lettered=True) if len(items) > len(LETTERS):
            raise NotADocument(
                gettext_noop("the alphabet has letters for %(count)s points"),
                field="items",
                params={"count": len(LETTERS)},
            )
        case Figure(content=content) if not content.startswith((_PNG, _JPEG)):
            raise NotADocument(
                gettext_noop("this is no photograph that a document can hold"),
                field="content",
                value=content[:8].hex(" "),
                expected=gettext_noop("give a JPEG or PNG file"),
            )
        case Signature(authority=lines):
            for line in lines:
                if not line.startswith(AUTHORITY):
                    raise NotADocument(
                        gettext_noop("this is no line of authority"),
                        field="authority",
                        value=line,
                        expected=gettext_noop("it begins with TM., KT., TL., TUQ. or Q."),
                    )
