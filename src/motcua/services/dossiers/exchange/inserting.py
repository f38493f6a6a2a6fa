"""Inserting dossiers by the thousand: the same rows as through the ORM, without an object and a query part for each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection, models

from motcua.services.dossiers.models import Dossier

Convert = Callable[[Any], Any]


def insert_dossiers(rows: Sequence[Mapping[str, Any]]) -> range | list[int]:
    """
    Insert dossiers given as columns, and give their ids in the same order. Two SQL statements.

    Call it within a transaction: on SQLite that holds the database, so that nobody else takes the same ids.
    """
    if not rows:
        return []
    given = [field for field in Dossier._meta.local_concrete_fields if field.attname in rows[0]]
    plan = [(field.attname, _convert(field)) for field in given]
    names = ["id", *(str(field.column) for field in given)]
    ids = _ids(len(rows))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Dossier._meta.db_table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})",  # noqa: S608 - names of our own
            [
                [number, *(convert(row[name]) if convert else row[name] for name, convert in plan)]
                for number, row in zip(ids, rows, strict=True)
            ],
        )
    return ids


def _convert(field: Any) -> Convert | None:
    """Give what a value of this column must go through on its way to the database; None if nothing."""
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.JSONField):
        return lambda value: connection.ops.adapt_json_value(value, None)
    return None


def _ids(count: int) -> range | list[int]:
    """Reserve ids."""
    table = Dossier._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
    return range(last + 1, last + 1 + count)
