"""What one asks to be certified, what it costs, and what an event of the register says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.public import Tariff

PREFIX = "certification."
MOST = 500
LONGEST = 300


class NotCertifiable(Refused):
    """What is asked cannot be certified as it is written."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paper: under which procedure, what it is, how many copies of how many pages."""

    procedure: str
    what: str
    copies: int = 1
    pages: int = 1


def check(lines: Iterable[Line]) -> None:
    """Check the lines of a batch. :raises NotCertifiable: naming the line and its field: ``copies_2``."""
    for place, line in enumerate(lines, 1):
        if not 0 < len(line.what.strip()) <= LONGEST:
            raise NotCertifiable(gettext_noop("say which paper it is"), field=f"what_{place}", value=line.what[:40])
        for field, number in (("copies", line.copies), ("pages", line.pages)):
            if not 0 < number <= MOST:
                raise NotCertifiable(
                    gettext_noop("so many there cannot be"),
                    field=f"{field}_{place}",
                    value=number,
                    expected=gettext_noop("write a number from 1 to %(most)s"),
                    params={"most": MOST},
                )


def fee_of(tariffs: Iterable[Tariff], line: Line) -> int:
    """Reckon what a line costs, in đồng, by the tariffs of its procedure."""
    return sum(one.total(copies=line.copies, pages=line.pages) for one in tariffs)


def told(payload: Mapping[str, Any]) -> tuple[str, int, int, int, str]:
    """Give what an event says: number, copies, pages, fee, who signed."""
    return payload["number"], payload["copies"], payload["pages"], payload["fee"], payload["signer"]
