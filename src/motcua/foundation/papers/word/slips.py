"""Slips as DOCX: what the PDF shows, in paragraphs and tables that an office may go on editing in Word."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO

import segno
from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from motcua.foundation.papers.rules.slips import Size, Slip, SlipProof, SlipTable
from motcua.foundation.papers.word.filling import HANOI, packed
from motcua.foundation.papers.word.template import LETTERS

PAPER: dict[Size, tuple[Length, Length]] = {"a5": (Mm(148), Mm(210)), "a4": (Mm(210), Mm(297))}
MARGINS: dict[Size, tuple[Length, Length, Length, Length]] = {
    "a5": (Mm(10), Mm(10), Mm(12), Mm(12)),
    "a4": (Mm(20), Mm(20), Mm(30), Mm(18)),
}
"""Above, below, left, right: as the PDF has them."""
POINTS: dict[Size, float] = {"a5": 9.5, "a4": 13}
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
VOID = "KHÔNG CÒN GIÁ TRỊ"


def slip_docx(slips: Sequence[Slip]) -> bytes:
    """Set slips one after the other, each on a page of its own, as DOCX: the same bytes for the same slips."""
    first = slips[0]
    word = new_document()
    letters = word.styles["Normal"]
    letters.font.name, letters.font.size = LETTERS, Pt(POINTS[first.size])
    letters.element.rPr.rFonts.set(qn("w:eastAsia"), LETTERS)
    letters.paragraph_format.space_after = letters.paragraph_format.space_before = Pt(2)
    for place, slip in enumerate(slips):
        _page(word.sections[0] if place == 0 else word.add_section(WD_SECTION.NEW_PAGE), slip.size)
        _slip(word, slip)
    properties = word.core_properties
    properties.author = properties.last_modified_by = first.agency[:255]
    properties.title = " ".join(first.title)[:255]
    properties.created = properties.modified = datetime.combine(first.on, time.min, HANOI).astimezone(UTC)
    properties.revision, properties.comments, properties.language = 1, "", "vi-VN"
    made = BytesIO()
    word.save(made)
    return packed(made, first.on)


def _page(section: Section, size: Size) -> None:
    section.page_width, section.page_height = PAPER[size]
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = MARGINS[size]


def _slip(word: WordDocument, slip: Slip) -> None:
    base = POINTS[slip.size]
    if slip.void:
        _written(word.add_paragraph(), VOID, bold=True, points=base * 1.6).alignment = CENTRE
    _heads(word, slip, base)
    for line in slip.title:
        _written(word.add_paragraph(), line.upper(), bold=True, points=base * 1.22).alignment = CENTRE
    if slip.copy:
        _written(word.add_paragraph(), slip.copy, italic=True).alignment = CENTRE
    _pairs(word, slip.lines)
    for text in slip.paragraphs:
        word.add_paragraph(text).alignment = BOTH
    if slip.table:
        _table(word, slip.table)
    _pairs(word, slip.after)
    if slip.box:
        _box(word, slip.box, base)
    if slip.signatures:
        _signatures(word, slip, base)
    if slip.receivers:
        _written(word.add_paragraph(), "Nơi nhận:", bold=True, italic=True)
        for one in slip.receivers:
            word.add_paragraph(f"- {one}")
    if slip.proof:
        _proof(word, slip.proof, base, small=slip.size == "a5")
    if slip.basis:
        _written(word.add_paragraph(), slip.basis, italic=True, points=base * 0.74)


def _heads(word: WordDocument, slip: Slip, base: float) -> None:
    left, right = _side_by_side(word, 2)
    lines = [slip.above.upper()] if slip.above else []
    _stack(left, [*((one, False, False) for one in lines), (slip.agency.upper(), True, False)], base * 0.9)
    _stack(left, [(f"Số: {slip.number}", False, False)], base * 0.9)
    day = f"{slip.place}, ngày {slip.on:%d} tháng {slip.on:%m} năm {slip.on.year}"
    said = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False), ("Độc lập - Tự do - Hạnh phúc", True, False)]
    _stack(right, [*said, (day, False, True)], base * 0.92)


def _pairs(word: WordDocument, pairs: Sequence[tuple[str, str]]) -> None:
    for name, text in pairs:
        word.add_paragraph(f"{name}: {text}")


def _table(word: WordDocument, table: SlipTable) -> None:
    drawn = word.add_table(rows=1, cols=len(table.heads), style="Table Grid")
    for cell, head in zip(drawn.rows[0].cells, table.heads, strict=True):
        _written(cell.paragraphs[0], head, bold=True)
    for row in table.rows:
        for cell, text in zip(drawn.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text)
    section = word.sections[-1]
    whole = _across(section)
    for place, share in enumerate(table.widths):
        for cell in drawn.columns[place].cells:
            cell.width = Length(round(whole * share / sum(table.widths)))


def _box(word: WordDocument, box: tuple[str, str], base: float) -> None:
    what, moment = word.add_table(rows=1, cols=2, style="Table Grid").rows[0].cells
    what.paragraphs[0].add_run(box[0])
    _written(moment.paragraphs[0], box[1], bold=True, points=base * 1.25).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _signatures(word: WordDocument, slip: Slip, base: float) -> None:
    word.add_paragraph()
    for cell, (role, name) in zip(_side_by_side(word, len(slip.signatures)), slip.signatures, strict=True):
        _stack(cell, [(role.upper(), True, False), ("(Ký, ghi rõ họ tên)", False, True), ("", False, False)], base)
        _stack(cell, [("", False, False), (name, False, False)], base)


def _proof(word: WordDocument, proof: SlipProof, base: float, *, small: bool) -> None:
    picture = BytesIO()
    segno.make(proof.address, error="m").save(picture, kind="png", scale=8, border=1)
    left, right = _side_by_side(word, 2)
    left.width, right.width = Mm(28 if small else 34), Length(_across(word.sections[-1]) - Mm(28 if small else 34))
    left.paragraphs[0].add_run().add_picture(BytesIO(picture.getvalue()), width=Mm(24 if small else 30))
    said = right.paragraphs[0]
    _written(said, f"{proof.words[0]} ", bold=True, points=base * 0.8)
    _written(said, " ".join(proof.words[1:]), points=base * 0.8)
    trace = right.add_paragraph()
    _written(trace, "Dấu vết ", bold=True, points=base * 0.8)
    _written(trace, proof.trace, points=base * 0.8)


def _across(section: Section) -> int:
    return int((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def _side_by_side(word: WordDocument, many: int) -> Sequence[Cell]:
    """Give cells of one row without lines."""
    table = word.add_table(rows=1, cols=many)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    return tuple(table.rows[0].cells)


def _stack(cell: Cell, lines: Sequence[tuple[str, bool, bool]], points: float) -> None:
    """Write centred lines beneath each other in a cell: text, bold, italic."""
    for text, bold, italic in lines:
        empty = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
        paragraph = cell.paragraphs[0] if empty else cell.add_paragraph()
        paragraph.alignment = CENTRE
        _written(paragraph, text, bold=bold, italic=italic, points=points)


def _written(
    paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, points: float = 0
) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if points:
        run.font.size = Pt(round(points * 2) / 2)
    return paragraph
