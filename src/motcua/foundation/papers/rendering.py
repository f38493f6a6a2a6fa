"""How papers are set: by Typst, with the letters that the program carries, the same bytes for the same input."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import fontpkg_source_serif_4
import segno
import typst

from motcua.foundation.papers.rules.sheets import Sheet
from motcua.foundation.papers.rules.slips import Slip

TEMPLATES = Path(__file__).parent / "templates"
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
    if not pictures:
        return _set(template, data, on)
    with TemporaryDirectory(prefix="motcua-paper-") as folder:
        for name, content in pictures.items():
            (Path(folder) / name).write_bytes(content)
        return _set(Path(shutil.copy(template, folder)), data, on)


def _set(template: Path, data: Mapping[str, Any], on: date) -> bytes:
    compiler = typst.Compiler(input=template, root=template.parent, font_paths=_LETTERS, ignore_system_fonts=True)
    made = compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        timestamp=datetime.combine(on, time.min, _HANOI),
    )
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
