"""Engines: what reads the files and computes. Each lives in the file named after it, loaded when it is asked for."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from motcua.foundation.facts.tables import Table
from motcua.kernel.refusals import Refused, gettext_noop

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.LazyFrame[Any]


class Engine(Protocol):
    """Reads tables as Narwhals frames, so that one expression serves every engine, and computes them."""

    def scan(self, table: Table, paths: Sequence[Path]) -> "Frame":
        """Give a table as a frame that nothing has been read of yet."""
        ...

    def collect(self, *frames: "Frame") -> list[dict[str, list[Any]]]:
        """Compute frames, together where the engine can, and give each as columns. Row order is the frame's own."""
        ...


class UnknownEngine(Refused):
    """There is no engine of that name, or what it needs is not installed."""


def engine(name: str) -> Engine:
    """Give the engine of a name: ``polars``, ``duckdb`` or ``spark://host:port``. :raises UnknownEngine:"""
    word = "spark" if name.startswith("spark://") else name
    if word not in ("polars", "duckdb", "spark") or name == "spark":
        raise UnknownEngine(
            gettext_noop("there is no such engine"),
            field="MOTCUA_ENGINE",
            value=name,
            expected=gettext_noop("write polars, duckdb or spark://host:port"),
        )
    try:
        module = importlib.import_module(f"motcua.foundation.facts.engines.{word}")
    except ModuleNotFoundError as missing:
        raise UnknownEngine(
            gettext_noop("this engine needs the package %(package)s, which is not installed"),
            field="MOTCUA_ENGINE",
            value=name,
            expected=gettext_noop("install motcua[%(extra)s]"),
            params={"package": missing.name, "extra": word},
        ) from None
    made: Engine = module.make(name)
    return made
