"""A slip that an office hands to a citizen: a small official form with heads, lines, table, appointment and proof."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Size = Literal["a5", "a4"]


@dataclass(frozen=True, slots=True)
class SlipTable:
    """A table of a slip; the first column is as wide as its numbers, ``wide`` names the widest."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SlipProof:
    """How anyone checks the slip: an address as a QR code, the trace, and what is said beside it."""

    address: str
    trace: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """
    A slip as it is set.

    :param lines: name and text, before the table; ``after`` those that follow it.
    :param box: what stands in the only frame: what it is, and the moment.
    :param signatures: office or role above, name beneath.
    :param void: why it is no longer valid; empty while it is. It stands across the slip.
    :param copy: which copy it is, as "Liên 1: Lưu".
    """

    above: str
    agency: str
    place: str
    number: str
    title: tuple[str, ...]
    on: date
    lines: tuple[tuple[str, str], ...] = ()
    table: SlipTable | None = None
    after: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    box: tuple[str, str] | None = None
    signatures: tuple[tuple[str, str], ...] = ()
    receivers: tuple[str, ...] = ()
    proof: SlipProof | None = None
    basis: str = ""
    void: str = ""
    copy: str = ""
    size: Size = "a5"
