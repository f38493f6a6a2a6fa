"""The template that the program carries: made here, so that every part of it can be read and reviewed."""

from functools import cache
from io import BytesIO

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

LETTERS = "Times New Roman"
LEFT, RIGHT, CENTRE, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
BODY, HEADING, MIDDLE, CELL, SMALL, LINE, NOTE = (
    "VB Thân",
    "VB Mục",
    "VB Giữa",
    "VB Ô bảng",
    "VB Nhỏ",
    "VB Dòng",
    "VB Chú thích",
)
# Points, bold, alignment, first line's indent in mm, space before and after in points, kept with the next.
STYLES = {
    BODY: (13, False, BOTH, 10, 0, 6, False),
    HEADING: (13, True, BOTH, 10, 6, 6, True),
    MIDDLE: (13, True, CENTRE, 0, 6, 6, True),
    CELL: (12, False, LEFT, 0, 2, 2, False),
    SMALL: (11, False, LEFT, 0, 0, 0, False),
    LINE: (13, False, CENTRE, 0, 0, 0, False),
    NOTE: (10, False, LEFT, 0, 0, 0, False),
}


@cache
def default_template() -> bytes:
    """Make the template. An office may take it, change it in Word, and put it into its home."""
    word = _bare()
    _set_page(word)
    _set_styles(word)
    _put_heads(word)
    _put_names(word)
    for field in ("body", "ending", "check", "appendices"):
        _add(word.add_paragraph(style=LINE), "{{p %s }}" % field)  # noqa: UP031 - braces are the template's own
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def _bare() -> WordDocument:
    """Begin without what the library's own beginning holds and no document uses: styles, their copy, a picture."""
    word = new_document()
    for style in list(word.styles):
        if not style.element.default and style.name not in {"Header", "Footer"}:
            style.delete()
    for relations in (word.part.rels, word.part.package.rels):
        for key, one in list(relations.items()):
            if one.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del relations[key]
    return word


def _set_page(word: WordDocument) -> None:
    """A4, the margins of the annex, the page number in the middle of the upper margin from the second page on."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.alignment = CENTRE
    header._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'))


def _set_styles(word: WordDocument) -> None:
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = LETTERS, Pt(13)
    letters = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        letters.set(qn(script), LETTERS)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    for name, (size, bold, alignment, indent, before, after, kept) in STYLES.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        style.font.size, style.font.bold = Pt(size), bold
        shape = style.paragraph_format
        shape.alignment, shape.first_line_indent = alignment, Mm(indent)
        shape.space_before, shape.space_after, shape.keep_with_next = Pt(before), Pt(after), kept
        shape.line_spacing = 1.0 if size < 13 or name == LINE else 1.15


def _put_heads(word: WordDocument) -> None:
    """Who issues at the left, the state at the right; below them number and sign, place and date."""
    table = word.add_table(rows=1, cols=2)
    table.autofit = False
    none = f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    table._tblPr.insert_element_before(parse_xml(none), "w:tblLook")
    left, right = table.rows[0].cells
    for column, cell, width in zip(table.columns, (left, right), (Mm(68), Mm(94)), strict=True):
        column.width = cell.width = width
    _when(left, "above", _line(left, "{{ above|upper }}", 12))
    _line(left, "{{ issuer|upper }}", 12, bold=True)
    _rule(left, 23)
    _line(left, "{{ number }}")
    _when(left, "not kind", _line(left, "V/v {{ about }}", 12))
    draft = _line(left, "{{ draft|upper }}", 12, bold=True)
    draft.runs[0]._r.get_or_add_rPr().append(parse_xml(f'<w:bdr {nsdecls("w")} w:val="single" w:sz="6" w:space="0"/>'))
    _when(left, "draft", draft)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    _line(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    _rule(right, 16)
    _line(right, "{{ day }}", italic=True)
    for cell in (left, right):  # the paragraph that every new cell begins with
        cell._tc.remove(cell.paragraphs[0]._p)


def _put_names(word: WordDocument) -> None:
    """Kind and abstract, then the addressees."""
    _add(word.add_paragraph(style=LINE), "{%p if kind %}")
    kind = word.add_paragraph(style=LINE)
    kind.paragraph_format.space_before = Pt(14)
    _add(kind, "{{ kind|upper }}", 14, bold=True)
    _add(word.add_paragraph(style=LINE), "{{ about }}", 13, bold=True)
    _border(word.add_paragraph(style=LINE), 55)
    _add(word.add_paragraph(style=LINE), "{%p endif %}")
    _add(word.add_paragraph(style=LINE), "{{p addressees }}")


def _line(cell: Cell, text: str, size: int = 13, *, bold: bool = False, italic: bool = False) -> Paragraph:
    paragraph: Paragraph = cell.add_paragraph(style=LINE)
    _add(paragraph, text, size, bold=bold, italic=italic)
    return paragraph


def _add(paragraph: Paragraph, text: str, size: int = 13, *, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _when(cell: Cell, condition: str, paragraph: Paragraph) -> None:
    """Show a paragraph on a condition."""
    _add(paragraph.insert_paragraph_before(style=LINE), f"{{%p if {condition} %}}")
    _line(cell, "{%p endif %}")


def _rule(cell: Cell, side: int) -> None:
    _border(cell.add_paragraph(style=LINE), side)


def _border(paragraph: Paragraph, side: int) -> None:
    """Draw a rule. :param side: how far from either side it ends, in mm."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(side)
    shape.space_after, shape.line_spacing = Pt(5), Pt(4)
    rule = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(rule, "w:spacing", "w:ind", "w:jc")
