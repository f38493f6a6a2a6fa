"""Blocks of a document as WordprocessingML. Every text is escaped here; nothing else writes text into the markup."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from motcua.foundation.papers.rules.documents import (
    CENTRED,
    Appendix,
    Block,
    Centred,
    Check,
    Document,
    Figure,
    Heading,
    Level,
    Listing,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    Words,
    runs,
)
from motcua.foundation.papers.rules.sheets import Column, heads
from motcua.foundation.papers.word.template import BODY, CELL, HEADING, LINE, MIDDLE, NOTE, SMALL

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT_WIDTH = 9184  # twentieths of a point: 162 mm between the margins


def quoted(text: str) -> str:
    """Escape a text for the markup and for the engine that fills templates."""
    return escape(text, {'"': "&quot;", "{": "&#123;", "}": "&#125;"})


@dataclass
class Markup:
    """
    Writes the blocks of one document, and gathers its footnotes on the way.

    :param style: gives a style's id by its name.
    :param first_note: the number of the first footnote within the file.
    :param picture: keeps a photograph in the file and gives the markup that draws it.
    """

    style: Callable[[str], str]
    first_note: int
    picture: Callable[[Figure], str]
    notes: list[str] = field(default_factory=list)

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Write blocks one after the other."""
        return "".join(self._block(block) for block in blocks)

    def addressees(self, document: Document) -> str:
        """Write ``Kính gửi:`` with one addressee in its line, or several beneath it."""
        lines = document.addressee_lines()
        if not lines:
            return ""
        if len(lines) == 1:
            return self.paragraph(
                LINE, self.runs(f"Kính gửi: {lines[0]}"), shape='<w:spacing w:before="200" w:after="200"/>'
            )
        head = self.paragraph(LINE, self.runs("Kính gửi:"), shape=f'<w:spacing w:before="200"/>{_at(1700)}')
        *others, last = [self.runs(line) for line in lines]
        return (
            head
            + "".join(self.paragraph(LINE, line, shape=_at(2800)) for line in others)
            + self.paragraph(LINE, last, shape=f'<w:spacing w:after="240"/>{_at(2800)}')
        )

    def ending(self, document: Document) -> str:
        """Write receivers and signatures: side by side where one signs, else the signatures above."""
        if not document.signatures and not document.receivers:
            return ""
        receivers = self._receivers(document)
        signed = [self._signature(signature) for signature in document.signatures]
        empty = self.paragraph(SMALL, "")
        gap = self.paragraph(LINE, "")
        if len(signed) < 2:
            return gap + _grid([[receivers or empty, *(signed or [empty])]])
        across = min(len(signed), 3)
        padded = signed + [empty] * (-len(signed) % across)
        rows = [padded[at : at + across] for at in range(0, len(padded), across)]
        return gap + _grid(rows) + gap + receivers

    def appendices(self, document: Document, belongs: str) -> str:
        """Write the appendices, each on a page of its own."""
        return "".join(self._appendix(appendix, belongs) for appendix in document.appendices)

    def check(self, check: Check, picture: str) -> str:
        """Write the QR code with what stands beneath it."""
        drawn = f"<w:r><w:drawing>{picture}</w:drawing></w:r>"
        trace = f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr>{_text(check.trace)}</w:r>'
        return self.paragraph(SMALL, drawn, shape='<w:keepNext/><w:spacing w:before="120"/>') + self.paragraph(
            SMALL, _link(check.address, trace)
        )

    def paragraph(self, style: str, inner: str, *, shape: str = "") -> str:
        """Write a paragraph. :param shape: what differs from its style, in the order of the schema."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style(style)}"/>{shape}</w:pPr>{inner}</w:p>'

    def runs(self, words: Words, *, bold: bool = False) -> str:
        """Write words with their links and the calls of their footnotes."""
        return "".join(self._run(run, bold) for run in runs(words))

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(words, number):
                kept = "<w:keepNext/>" if block.introduces() else ""
                return self.paragraph(BODY, self.runs(f"{number} " if number else "") + self.runs(words), shape=kept)
            case Centred(words):
                return self.paragraph(MIDDLE, self.runs(words, bold=True))
            case Listing(items):
                return "".join(
                    self.paragraph(BODY, self.runs(f"{mark} ") + self.runs(item))
                    for mark, item in zip(block.marks(), items, strict=True)
                )
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)

    def _figure(self, figure: Figure) -> str:
        drawn = f"<w:r><w:drawing>{self.picture(figure)}</w:drawing></w:r>"
        caption = self.runs((Run(figure.caption, italic=True),)) if figure.caption else ""
        keep = "<w:keepNext/>" if caption else ""
        return self.paragraph(LINE, drawn, shape=f'{keep}<w:spacing w:before="160"/>') + (
            self.paragraph(LINE, caption, shape='<w:spacing w:after="160"/>') if caption else ""
        )

    def _heading(self, heading: Heading) -> str:
        title = heading.title.upper() if heading.level in {*CENTRED, Level.HEADING} else heading.title
        if heading.level in CENTRED:
            below = f"<w:r><w:br/></w:r>{self.runs(title)}" if title else ""
            return self.paragraph(MIDDLE, self.runs(heading.counted()) + below)
        return self.paragraph(HEADING, self.runs(f"{heading.counted()} {title}".rstrip()))

    def _table(self, table: Table) -> str:
        whole = sum(column.width for column in table.columns)
        widths = [round(TEXT_WIDTH * column.width / whole) for column in table.columns]
        lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in _SIDES)
        caption = self.paragraph(MIDDLE, self.runs(table.caption)) if table.caption else ""
        return (
            f'{caption}<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr>{_columns(widths)}{self._table_heads(table.columns, widths)}'
            + "".join(
                f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(self._cells(table.columns, row, widths))}</w:tr>"
                for row in table.rows
            )
            + f"</w:tbl>{self.paragraph(SMALL, '')}"
        )

    def _table_heads(self, columns: tuple[Column, ...], widths: list[int]) -> str:
        two = any(column.over for column in columns)
        upper, at = [], 0
        for name, span in heads(columns):
            merged = "" if name or not two else '<w:vMerge w:val="restart"/>'
            upper.append(self._head(name or columns[at].name, sum(widths[at : at + span]), span, merged))
            at += span
        rows = ["".join(upper)]
        if two:
            rows.append(
                "".join(
                    self._head(column.name if column.over else "", width, 1, "" if column.over else "<w:vMerge/>")
                    for column, width in zip(columns, widths, strict=True)
                )
            )
        if any(column.number for column in columns):
            rows.append(
                "".join(
                    _cell(self.paragraph(CELL, self.runs((Run(column.number, italic=True),)), shape=_CENTRE), width)
                    for column, width in zip(columns, widths, strict=True)
                )
            )
        return "".join(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{row}</w:tr>" for row in rows)

    def _head(self, name: str, width: int, span: int, merged: str) -> str:
        words = self.paragraph(CELL, self.runs(name, bold=True), shape=_CENTRE)
        return _cell(words, width, (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merged)

    def _cells(self, columns: tuple[Column, ...], row: tuple[Words, ...], widths: list[int]) -> Iterable[str]:
        for column, words, width in zip(columns, row, widths, strict=True):
            shape = "" if column.words else '<w:jc w:val="right"/>'
            yield _cell(self.paragraph(CELL, self.runs(words), shape=shape), width)

    def _signature(self, signature: Signature) -> str:
        lines = [self.runs(line.upper(), bold=True) for line in (*signature.authority, signature.post)]
        if signature.hint:
            lines.append(self.runs((Run(signature.hint, italic=True),)))
        lines += ["", "", "", "", self.runs(signature.name, bold=True)]
        return "".join(self.paragraph(LINE, line, shape="<w:keepNext/>") for line in lines)

    def _receivers(self, document: Document) -> str:
        if not document.receivers:
            return ""
        head = '<w:r><w:rPr><w:b/><w:i/><w:sz w:val="24"/></w:rPr><w:t>Nơi nhận:</w:t></w:r>'
        *lines, last = [head, *(self.runs(line) for line in document.receiver_lines())]
        kept = "".join(self.paragraph(SMALL, line, shape="<w:keepNext/>") for line in lines)
        return kept + self.paragraph(SMALL, last)

    def _appendix(self, appendix: Appendix, belongs: str) -> str:
        return (
            self.paragraph(
                MIDDLE,
                self.runs(f"Phụ lục {appendix.number}".rstrip())
                + "<w:r><w:br/></w:r>"
                + self.runs(appendix.title.upper()),
                shape="<w:pageBreakBefore/>",
            )
            + self.paragraph(LINE, self.runs((Run(belongs, italic=True),)), shape='<w:spacing w:after="200"/>')
            + self.blocks(appendix.blocks)
        )

    def _run(self, run: Run, bold: bool) -> str:
        look = ("<w:b/>" if run.bold or bold else "") + ("<w:i/>" if run.italic else "")
        look += '<w:u w:val="single"/>' if run.address else ""
        written = f"<w:r><w:rPr>{look}</w:rPr>{_text(run.text)}</w:r>"
        return (_link(run.address, written) if run.address else written) + (self._call(run.note) if run.note else "")

    def _call(self, note: Note) -> str:
        """Keep a footnote and write its call."""
        number = self.first_note + len(self.notes)
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        said = f" {note.text} " if note.address else f" {note.text}"
        written = f"<w:r>{_text(said)}</w:r>"
        if note.address:
            written += _link(note.address, f"<w:r>{_text(note.address)}</w:r>")
        inner = self.paragraph(NOTE, f"<w:r>{raised}<w:footnoteRef/></w:r>{written}")
        self.notes.append(f'<w:footnote {NAMESPACE} w:id="{number}">{inner}</w:footnote>')
        return f'<w:r>{raised}<w:footnoteReference w:id="{number}"/></w:r>'


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_CENTRE = '<w:jc w:val="center"/>'


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{quoted(text)}</w:t>'


def _link(address: str, inner: str) -> str:
    """A field that leads to an address: it needs no relation of its part, so it works in footnotes and tables too."""
    return f'<w:fldSimple w:instr=" HYPERLINK &quot;{quoted(address)}&quot; ">{inner}</w:fldSimple>'


def _at(left: int) -> str:
    return f'<w:ind w:left="{left}"/><w:jc w:val="left"/>'


def _cell(inner: str, width: int, shape: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shape}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'


def _columns(widths: list[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _grid(rows: list[list[str]]) -> str:
    """Set things side by side, without lines."""
    width = TEXT_WIDTH // len(rows[0])
    cells = (
        "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{one}</w:tc>' for one in row)
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"{_columns([width] * len(rows[0]))}"
        + "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in cells)
        + "</w:tbl>"
    )
