"""Filling a template: its fields are known, its engine may do nothing else, and its file is the same each time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import segno
from django.conf import settings
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, Undefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup as Safe

from motcua.foundation.files import public as files
from motcua.foundation.papers.rules.documents import Document, Figure
from motcua.foundation.papers.word.blocks import NAMESPACE, Markup, quoted
from motcua.foundation.papers.word.template import default_template
from motcua.kernel.refusals import Refused, gettext_noop

BLOCKS = ("addressees", "appendices", "body", "check", "ending")
TEXTS = ("about", "above", "day", "draft", "issuer", "kind", "number")
WIDEST, HIGHEST = Mm(120), Mm(90)
HANOI = timezone(timedelta(hours=7))


class BrokenTemplate(Refused):
    """A template of an office that cannot be filled."""


def document_docx(document: Document, *, on: date, template: Path | None = None) -> bytes:
    """
    Set an official document as DOCX.

    The template is the one named, else the office's own of the document's layout in the folder ``papers`` of the home,
    else the program's.

    :param on: the day of the act, which is the file's date too.
    :raises BrokenTemplate: if the template is no DOCX, or asks for what is not there.
    """
    template = template or office_template(document.layout)
    try:
        word = _opened(template) if template else DocxTemplate(BytesIO(default_template()))
        return _filled(word, document, on)
    except BrokenTemplate as refused:
        refused.field = template.name if template else ""
        raise


def office_template(layout: str) -> Path | None:
    """Give an office's own template of a layout, if it has put one into its home."""
    path = Path(settings.MOTCUA_HOME) / "papers" / f"{layout}.docx"
    return path if path.is_file() else None


def _opened(template: Path) -> DocxTemplate:
    """:raises BrokenTemplate: if the file cannot be read as DOCX."""
    try:
        word = DocxTemplate(BytesIO(template.read_bytes()))
        word.init_docx()
    except (BadZipFile, KeyError, OSError, SyntaxError, ValueError) as failure:  # whatever its parts lack or hold
        raise _broken(gettext_noop("the template is no DOCX file (%(said)s)"), failure) from failure
    return word


def _filled(word: DocxTemplate, document: Document, on: date) -> bytes:
    engine = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_finalize)
    word.init_docx()
    notes = _footnotes(word.docx)
    markup = Markup(_styles(word.docx), first_note=_next_number(notes), picture=partial(_photograph, word.docx))
    fields = _fields(word.docx, markup, document, on)
    try:
        _ensure_fields(word.get_undeclared_template_variables(engine))
        word.render(fields, engine)
    except (TemplateError, ArithmeticError, SyntaxError, TypeError, ValueError) as failure:  # whatever it says to do
        raise _broken(gettext_noop("the template cannot be filled: %(said)s"), failure) from failure
    _ensure_whole_paragraphs(word.docx)
    root = parse_xml(notes.blob)
    root.extend(parse_xml(note) for note in markup.notes)
    notes._blob = serialize_part_xml(root)  # the part has no other way to change
    _date(word.docx, document, on)
    made = BytesIO()
    word.docx.save(made)
    return packed(made, on)


def _fields(word: WordDocument, markup: Markup, document: Document, on: date) -> dict[str, str]:
    """Give what a template may ask for: texts, and blocks that take the place of a whole paragraph."""
    blocks = {
        "addressees": markup.addressees(document),
        "body": markup.blocks(document.blocks),
        "ending": markup.ending(document),
        "check": _check(word, markup, document),
        "appendices": markup.appendices(document, document.belongs(on)),
    }
    return {name: Safe(block) for name, block in blocks.items()} | {  # noqa: S704 - each text in it is escaped in blocks.py
        "above": document.above,
        "issuer": document.issuer,
        "number": document.number_line(),
        "day": document.day_line(on),
        "kind": document.kind,
        "about": document.about,
        "draft": document.draft,
    }


def _finalize(value: object) -> object:
    """Escape a text for the markup and for the engine; a block is escaped already."""
    if isinstance(value, Safe | Undefined):  # what is undefined says so when it is printed
        return value
    if not isinstance(value, str | int):
        raise BrokenTemplate(gettext_noop("the template prints what is no text"), value=type(value).__name__)
    return Safe(quoted(str(value)))  # noqa: S704 - it is escaped right here


def _check(word: WordDocument, markup: Markup, document: Document) -> str:
    if not document.check:
        return ""
    picture = BytesIO()
    segno.make(document.check.address, error="m").save(picture, kind="png", scale=8, border=1)
    return markup.check(document.check, word.part.new_pic_inline(picture, Mm(22), None).xml)


def _photograph(word: WordDocument, figure: Figure) -> str:
    """Keep a photograph as it is, and draw it as large as the page bears, turned as it says that it is."""
    drawn = word.part.new_pic_inline(BytesIO(figure.content), None, None)
    turn = files.turned(figure.content)
    across, up = (drawn.extent.cx, drawn.extent.cy)[:: -1 if turn % 180 else 1]
    scale = min(WIDEST / across, HIGHEST / up)
    drawn.extent.cx, drawn.extent.cy = Emu(round(across * scale)), Emu(round(up * scale))
    shape = drawn.graphic.graphicData.pic.spPr
    shape.cx, shape.cy = (drawn.extent.cx, drawn.extent.cy)[:: -1 if turn % 180 else 1]
    if turn:
        shape.get_or_add_xfrm().set("rot", str(turn * 60_000))
    drawn.docPr.set("descr", figure.alt or figure.caption)
    return str(drawn.xml)


def _ensure_fields(asked: set[str]) -> None:
    """:raises BrokenTemplate: if a template asks for an unknown field, or leaves the text out."""
    known = {*BLOCKS, *TEXTS}
    if asked - known:
        raise BrokenTemplate(
            gettext_noop("the template asks for a field that is not known: %(fields)s"),
            expected=gettext_noop("known are %(known)s"),
            params={"fields": ", ".join(sorted(asked - known)), "known": ", ".join(sorted(known))},
        )
    if "body" not in asked:
        raise BrokenTemplate(
            gettext_noop("the template has no place for the text"), expected=gettext_noop("a paragraph {{p body }}")
        )


def _ensure_whole_paragraphs(word: WordDocument) -> None:
    """:raises BrokenTemplate: if a block stands within a paragraph, which Word could not open."""
    if word.element.xpath("//w:t/*"):
        raise BrokenTemplate(
            gettext_noop("a block stands within a paragraph"),
            expected=gettext_noop("a block is a paragraph of its own, written with the letter p, as {{p body }}"),
        )


def _styles(word: WordDocument) -> Callable[[str], str]:
    """Give a style's id by the name that Word shows."""
    ids: dict[str, str] = {style.name: style.style_id for style in word.styles}

    def found(name: str) -> str:
        if name not in ids:
            raise BrokenTemplate(gettext_noop("the template lacks the style %(style)s"), params={"style": name})
        return ids[name]

    return found


def _footnotes(word: WordDocument) -> Part:
    """Give the part of the footnotes; it is made if the template has none."""
    for relation in word.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            kept: Part = relation.target_part
            return kept
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in enumerate(("separator", "continuationSeparator"), -1)
    )
    blob = f"<w:footnotes {NAMESPACE}>{lines}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _next_number(notes: Part) -> int:
    return max((int(note.get(qn("w:id"), 0)) for note in parse_xml(notes.blob)), default=0) + 1


def _date(word: WordDocument, document: Document, on: date) -> None:
    """Say who made the file and when, from the document alone."""
    properties = word.core_properties
    properties.author = properties.last_modified_by = document.issuer[:255]
    properties.title = f"{document.number_line()} - {document.about}"[:255]
    properties.created = properties.modified = datetime.combine(on, time.min, HANOI).astimezone(UTC)
    properties.revision, properties.comments, properties.language = 1, "", "vi-VN"


def packed(made: BytesIO, on: date) -> bytes:
    """Pack a file again in a fixed order and with fixed times; not deflated, since that differs between machines."""
    file = BytesIO()
    with ZipFile(made) as read, ZipFile(file, "w", ZIP_STORED) as written:
        for name in sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            written.writestr(ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0)), read.read(name))
    return file.getvalue()


def _broken(text: str, said: object) -> BrokenTemplate:
    return BrokenTemplate(text, params={"said": str(said)})
