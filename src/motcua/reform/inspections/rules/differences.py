"""What differs between a row and what its events say, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the row of a stream differs from what its events say."""

    stream: str
    field: str


def differences(stream: str, stored: "DataclassInstance", replayed: "DataclassInstance") -> Iterator[Difference]:
    """Set two states of one kind beside each other."""
    for one in fields(stored):
        if getattr(stored, one.name) != getattr(replayed, one.name):
            yield Difference(stream, one.name)
