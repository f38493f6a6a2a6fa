"""Parquet, batch by batch."""

from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.exchange.readers.sources import Source
from motcua.services.dossiers.exchange.readers.tables import Rows, Table, Unreadable

AT_ONCE = 20_000


class UnusableColumn(Refused):
    """A column holds what is no text, number, day or time."""


def read_parquet(source: Source, *, folder: Path) -> Table:
    """Read a Parquet file as a table; line 1 is its first row. :raises Unreadable: if it is damaged."""
    path = source.file(folder)
    try:
        frame = pl.scan_parquet(path, glob=False)
        schema = frame.collect_schema()
    except (PolarsError, PanicException, OSError):
        raise _broken(path) from None
    texts = frame.select(_text(name, kind) for name, kind in schema.items())
    return Table(list(schema), _rows(texts, path))


def _rows(frame: pl.LazyFrame, path: Path) -> Rows:
    line = 0
    try:
        for batch in frame.collect_batches(chunk_size=AT_ONCE, maintain_order=True, lazy=True, engine="streaming"):
            for cells in batch.iter_rows():
                line += 1
                yield line, cells, None
    except (PolarsError, PanicException, OSError):
        raise _broken(path) from None


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    """Write a column as text: days and times in ISO 8601, whole numbers without a point."""
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        if kind.time_zone is not None:
            column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
        text = column.dt.to_string("iso:strict")
        text = text + "+00:00" if kind.time_zone is not None else text
    elif kind.is_float():
        whole = column.cast(pl.Int64, strict=False)
        text = pl.when(whole == column).then(whole.cast(pl.String)).otherwise(column.cast(pl.String))
    elif kind.is_nested() or kind.is_object() or kind == pl.Binary:
        raise UnusableColumn(
            gettext_noop("the column holds %(kind)s"),
            field=name,
            expected=gettext_noop("write it as texts"),
            params={"kind": kind},
        )
    else:
        text = column.cast(pl.String)
    return text.fill_null("").alias(name)


def _broken(path: Path) -> Unreadable:
    return Unreadable(
        gettext_noop("the Parquet file is damaged"), value=path.name, expected=gettext_noop("write it again")
    )
