"""The file of rejects: the rows of dossiers that were not taken, as they stood, each with its line and the reason."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.exchange.maps import REJECTS_COLUMNS
from motcua.services.dossiers.exchange.readers.sources import Source
from motcua.services.dossiers.exchange.readers.tables import Table
from motcua.services.dossiers.exchange.staging import Staging

ANOTHER_ROW = gettext_noop("refused with line %(line)s of the same dossier: %(reason)s")
_MARK = b"\xef\xbb\xbf"


class NoPlaceForRejects(Refused):
    """The file of rejects cannot be written there."""


@contextmanager
def rejects_file(path: Path) -> Iterator[Path]:
    """
    Give a place to write rejects to; it takes its name only when all is done, and goes if anything fails.

    :raises NoPlaceForRejects: if nothing can be written there.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.touch()
    except OSError as error:
        raise NoPlaceForRejects(
            gettext_noop("the file of rejects cannot be written: %(why)s"),
            field="--rejects",
            value=path,
            expected=gettext_noop("name a file in a folder that you may write to"),
            params={"why": error.strerror},
        ) from None
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_rejects(
    part: Path, staging: Staging, table: Table, source: Source, *, translate: Callable[[str], str]
) -> None:
    """Write the rejects: the input's columns, then line and reason; delimiter, mark and line ends are the input's."""
    mark = "utf-8-sig" if source.head.startswith(_MARK) else "utf-8"
    places = _places(table, staging)
    with part.open("w", encoding=mark, newline="") as opened:
        out = csv.writer(opened, delimiter=table.delimiter, lineterminator="\r\n" if b"\r\n" in source.head else "\n")
        out.writerow([*(table.columns[place] for place in places), *REJECTS_COLUMNS])
        for line, cells, refusal, is_own in staging.rejects():
            out.writerow([*_picked(cells, places), line, _reason(refusal, line, is_own=is_own, translate=translate)])


def _places(table: Table, staging: Staging) -> Sequence[int]:
    """Give the columns to write: without those that rejects add, and of an event log only those with a value."""
    if tuple(table.columns[-len(REJECTS_COLUMNS) :]) == REJECTS_COLUMNS:
        return range(len(table.columns) - len(REJECTS_COLUMNS))
    if not table.open_ended:
        return range(len(table.columns))
    filled = {place for _, cells, _, _ in staging.rejects() for place, cell in enumerate(cells) if cell}
    return sorted(filled)


def _picked(cells: Sequence[str], places: Sequence[int]) -> list[str]:
    return [cells[place] if place < len(cells) else "" for place in places]


def _reason(refusal: Refused, line: int, *, is_own: bool, translate: Callable[[str], str]) -> str:
    stands_on = refusal.line
    refusal.line = None
    said = refusal.message(translate)
    return said if is_own else translate(ANOTHER_ROW) % {"line": stands_on, "reason": said}
