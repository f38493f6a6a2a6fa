"""Rows laid out by the million: written straight into their tables, indexes made when all of them lie."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

Lay = Callable[[str, Sequence[str], list[tuple[Any, ...]]], None]


@contextmanager
def laying(*tables: str) -> Iterator[Lay]:
    """Give a function that writes rows into a table, by columns; instants go in as :func:`at` writes them."""
    from django.db import connection, transaction

    sqlite, indexes = connection.vendor == "sqlite", []
    with connection.cursor() as cursor:
        if sqlite:
            named = ", ".join(f"'{table}'" for table in tables)
            cursor.execute(
                f"SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE INDEX%' AND tbl_name IN ({named})"
            )
            indexes = cursor.fetchall()
            cursor.execute("PRAGMA cache_size = -200000")
            cursor.execute("PRAGMA synchronous = OFF")
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')

        def lay(table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
            into = f"{table} ({', '.join(columns)})"
            with transaction.atomic():
                if sqlite:
                    cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", rows)
                else:
                    with cursor.copy(f"COPY {into} FROM STDIN") as copied:
                        for row in rows:
                            copied.write_row(row)

        yield lay
        for _, made in indexes:
            cursor.execute(made)
        cursor.execute("ANALYZE" if sqlite else "VACUUM ANALYZE")


def at(moment: datetime | None) -> str | None:
    """Write an instant of UTC as both databases read it."""
    return None if moment is None else f"{moment:%Y-%m-%d %H:%M:%S}+00:00"
