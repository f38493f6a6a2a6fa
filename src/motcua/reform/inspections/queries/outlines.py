"""The outline of self-reports: the program's, or the one that the installation keeps in its home."""

import tomllib
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from motcua.foundation.units.public import Level
from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.public import REGISTRY
from motcua.reform.inspections.rules.outline import Outline, ReportPart, WrongOutline, in_force, read_outlines
from motcua.reform.registers.public import REGISTERS, ReformField

SHIPPED = Path(__file__).parents[1] / "data" / "outline.toml"


def outline(on: date) -> Outline:
    """Give the outline that holds on a day. :raises WrongOutline: if the installation's own cannot be read."""
    own = Path(settings.MOTCUA_HOME) / "outline.toml"
    path = own if own.is_file() else SHIPPED
    return in_force(_read(path, path.stat().st_mtime_ns), on)


def outline_parts(fields: Collection[ReformField], *, level: Level, on: date) -> tuple[ReportPart, ...]:
    """Give what a unit of a level reports on some fields, by the outline and the indicators of a day."""
    codes = {one.code for one in REGISTRY.in_force(on)}
    return outline(on).parts(fields, level=level, registers=REGISTERS.values(), indicators=codes)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> tuple[Outline, ...]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise WrongOutline(
            gettext_noop("the outline of self-reports cannot be read: %(fault)s"),
            field="outline",
            value=path.name,
            params={"fault": fault},
        ) from fault
    return read_outlines(data, known={one.code for one in REGISTRY})
