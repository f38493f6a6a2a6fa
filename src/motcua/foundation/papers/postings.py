"""What hangs on an office's board as PDF on A4: the index, the sheets, or both in one file."""

from dataclasses import asdict

import segno

from motcua.foundation.papers.rendering import TEMPLATES, render
from motcua.foundation.papers.rules.postings import Board


def board_pdf(board: Board) -> bytes:
    """Set a board to print and put up: its index if it is asked for, then each sheet on pages of its own."""
    data = asdict(board) | {
        "on": f"{board.on:%d/%m/%Y}",
        "qr": _square(board.address),
        "sheets": [asdict(sheet) | {"qr": _square(sheet.address)} for sheet in board.sheets],
    }
    return render(TEMPLATES / "board.typ", data, on=board.on)


def _square(address: str) -> str:
    return segno.make(address, error="m").svg_inline(border=0)
