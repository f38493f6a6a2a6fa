"""Places in a PDF file: laid out before anything is signed, filled in afterwards without breaking what was signed."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields

from motcua.foundation.papers.public import Place, render
from motcua.foundation.signing.words import Mark, NotThere
from motcua.kernel.refusals import gettext_noop

TEMPLATES = Path(__file__).parent / "templates"
PRINTED = 4
"""The flag of a field that is seen and printed."""


class Drawn(PdfContent):
    """A mark as the content of a field, set by the program's own letters."""

    def __init__(self, mark: Mark, size: tuple[float, float], on: date) -> None:
        super().__init__()
        self._page = page_of(mark, size, on)

    def render(self) -> bytes:
        writer = self.writer
        if writer is None:
            raise TypeError("a mark is drawn into a file")
        self.resources.xobject["/Mark"] = drawn(writer, self._page)
        return b"/Mark Do"


def page_of(mark: Mark, size: tuple[float, float], on: date) -> bytes:
    """Set a mark as a page of its own size."""
    width, height = size
    data = {"lines": list(mark.lines), "colour": mark.colour, "width": width, "height": height}
    return render(TEMPLATES / "mark.typ", data, on=on)


def drawn(writer: BasePdfFileWriter, page: bytes) -> generic.IndirectObject:
    """Bring a page into a file as something to draw."""
    found: generic.IndirectObject = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(page)))
    return found


def lay_out(pdf: bytes, *, entries: Mapping[str, Place], signatures: Mapping[str, Place]) -> bytes:
    """Lay places out in a file that nobody has signed: for entries that are filled in, and for signatures."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for name, place in entries.items():
        field = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Widget"),
                pdf_name("/FT"): pdf_name("/Tx"),
                pdf_name("/T"): generic.pdf_string(name),
                pdf_name("/Rect"): generic.ArrayObject(map(generic.FloatObject, place.box)),
                pdf_name("/F"): generic.NumberObject(PRINTED),
                pdf_name("/DA"): generic.pdf_string("/Helv 12 Tf 0 g"),
            }
        )
        reference = writer.add_object(field)
        writer.register_annotation(writer.find_page_for_modification(place.page)[0], reference)
        _fields_of(writer).append(reference)
    for name, place in signatures.items():
        left, bottom, right, top = map(round, place.box)
        spec = fields.SigFieldSpec(name, on_page=place.page, box=(left, bottom, right, top))
        fields.append_signature_field(writer, spec)
    return _written(writer)


def fill(pdf: bytes, entries: Mapping[str, str], *, on: date) -> bytes:
    """
    Fill in places of a file; what was signed before stays signed, and says that places were filled in.

    :raises NotThere: if the file has no such place, or it is filled in already.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    known = {str(one.get_object().get("/T", "")): one.get_object() for one in _fields_of(writer)}
    for name, text in entries.items():
        field = known.get(name)
        if field is None or "/V" in field:
            raise NotThere(gettext_noop("the paper has no place for this"), field=name, value=text)
        left, bottom, right, top = map(float, field["/Rect"])
        page = page_of(Mark((text,)), (right - left, top - bottom), on)
        field["/V"] = generic.pdf_string(text)
        field["/AP"] = generic.DictionaryObject({pdf_name("/N"): drawn(writer, page)})
        writer.update_container(field)
    return _written(writer)


def _fields_of(writer: IncrementalPdfFileWriter) -> generic.ArrayObject:
    """Give the list of the fields of a file, made if there is none."""
    if "/AcroForm" not in writer.root:
        held = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject()})
        writer.root["/AcroForm"] = writer.add_object(held)
        writer.update_root()
    form = writer.root["/AcroForm"]
    writer.update_container(form)
    found: generic.ArrayObject = form["/Fields"]
    return found


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
