"""A table form with its head, columns, rows and notes, as an office hands it in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from motcua.kernel.refusals import Refused, gettext_noop


class NotASheet(Refused):
    """A table form whose parts do not fit together."""


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column of a table form.

    :param over: the head that it shares with its neighbours; empty for a head of its own.
    :param number: what stands beneath the head, as ``(1)=(2)+(3)``.
    :param width: its share of the page; numbers need 1, names 4.
    :param words: whether its cells are words and stand at the left.
    """

    name: str
    over: str = ""
    number: str = ""
    width: float = 1
    words: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A table form, as an office hands it in. All texts are as the reader will see them.

    :param agency: who reports; :param above: the agency that it belongs to.
    :param code: the form's number in law, as ``Biểu II.06a/VPCP/KSTT``.
    :param on: the day of the act; it dates the file, and stands in the line of the place.
    :param total: the cells of the last row.
    :param notes: what practice the figures follow; :param faults: the identities that do not hold.
    :param signers: who signs, each by post, from left to right.
    :param marks: what the figures can be checked by, as the facts' id and the checkpoint; on each page.
    :param address: where the form can be checked, drawn as a QR code too.
    """

    agency: str
    title: str
    period: str
    on: date
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    above: str = ""
    code: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    address: str = ""

    def __post_init__(self) -> None:
        width = len(self.columns)
        if not width:
            raise NotASheet(gettext_noop("a form needs a column"), field="columns")
        for place, row in enumerate((*self.rows, self.total) if self.total else self.rows, 1):
            if len(row) != width:
                raise NotASheet(
                    gettext_noop("the row has %(cells)s cells, and there are %(columns)s columns"),
                    field="rows",
                    value=place,
                    params={"cells": len(row), "columns": width},
                )

    def heads(self) -> Iterator[tuple[str, int]]:
        """Give the upper heads; see :func:`heads`."""
        return heads(self.columns)


def heads(columns: tuple[Column, ...]) -> Iterator[tuple[str, int]]:
    """Give the upper heads from left to right, each with how many columns it spans; a lone column has none."""
    for _, neighbours in groupby(enumerate(columns), lambda one: one[1].over or one[0]):
        shared = [column for _, column in neighbours]
        yield shared[0].over, len(shared)
