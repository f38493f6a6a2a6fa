"""How papers are set: by Typst, with the letters that the program carries, the same bytes for the same input."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import fontpkg_source_serif_4
import segno
import typst

from motcua.foundation.papers.rules.sheets import Sheet
from motcua.foundation.papers.rules.slips import Slip

TEMPLATES = Path(__file__).parent / "templates"
Made = TypeVar("Made")
NONE: Mapping[str, bytes] = {}
_HANOI = timezone(timedelta(hours=7))
_LETTERS = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=[str(fontpkg_source_serif_4.ROOT / "files")],
)


def render(template: Path, data: Mapping[str, Any], *, on: date, pictures: Mapping[str, bytes] = NONE) -> bytes:
    """
    Set a paper as PDF.

    The template reads ``json(bytes(sys.inputs.data))``; what it is given is text, never markup. It may read files of
    its own folder and no others.

    :param data: what JSON can say.
    :param on: the day of the act, which is the file's date too.
    :param pictures: files that the template finds beside itself, by name.
    """
    return _in_folder(template, pictures, lambda place: _set(_compiler(place, data), on))


def places_in(
    template: Path, data: Mapping[str, Any], *, on: date, pictures: Mapping[str, bytes] = NONE
) -> tuple[bytes, list[dict[str, Any]]]:
    """Set a paper as :func:`render` does, and give the places that its template left open beside it."""

    def both(place: Path) -> tuple[bytes, list[dict[str, Any]]]:
        compiler = _compiler(place, data)
        return _set(compiler, on), json.loads(compiler.query("<open-place>", field="value"))

    return _in_folder(template, pictures, both)


def _in_folder(template: Path, pictures: Mapping[str, bytes], act: Callable[[Path], Made]) -> Made:
    if not pictures:
        return act(template)
    with TemporaryDirectory(prefix="motcua-paper-") as folder:
        for name, content in pictures.items():
            (Path(folder) / name).write_bytes(content)
        return act(Path(shutil.copy(template, folder)))


def _compiler(template: Path, data: Mapping[str, Any]) -> typst.Compiler:
    return typst.Compiler(
        input=template,
        root=template.parent,
        font_paths=_LETTERS,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
    )


def _set(compiler: typst.Compiler, on: date) -> bytes:
    made = compiler.compile(format="pdf", timestamp=datetime.combine(on, time.min, _HANOI))
    if not isinstance(made, bytes):
        raise TypeError(f"a PDF is one file, not {type(made).__name__}")
    return made


def sheet_pdf(sheet: Sheet) -> bytes:
    """Set a table form on A4 across: head, two levels of column heads on each page, rows, total, notes, signatures."""
    data = asdict(sheet) | {
        "on": f"ngày {sheet.on:%d} tháng {sheet.on:%m} năm {sheet.on.year}",
        "heads": list(sheet.heads()),
        "qr": segno.make(sheet.address, error="m").svg_inline(border=0) if sheet.address else "",
    }
    return render(TEMPLATES / "sheet.typ", data, on=sheet.on)


def slip_pdf(slips: Sequence[Slip]) -> bytes:
    """Set slips of one size one after the other, each on pages of its own, as the two copies of a receipt."""
    told = [
        asdict(slip)
        | {
            "on": None,
            "day": f"ngày {slip.on:%d} tháng {slip.on:%m} năm {slip.on.year}",
            "qr": segno.make(slip.proof.address, error="m").svg_inline(border=0) if slip.proof else "",
        }
        for slip in slips
    ]
    return render(TEMPLATES / "slip.typ", {"slips": told}, on=slips[0].on)
