"""Maps: a TOML file that says what the columns and values of somebody else's file mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.rules.words import EXCHANGED, Channel

EVENT_COLUMNS = ("code", "event", "at", "unit", "procedure", "channel", "due", "actor", "detail")
DOSSIER_COLUMNS = (
    "code",
    "unit",
    "procedure",
    "channel",
    "due_at",
    *(f"{kind.value}_at" for kind in EXCHANGED),
    "actor",
    "detail",
)
CONSTANTS = ("unit", "procedure", "channel", "actor", "detail")
REJECTS_COLUMNS = ("line", "reason")
"""What a file of rejects has beside the input's columns. A file put right may keep them; they are not read."""

_KEYS = ("shape", "zone", "times", "sheet", "header_line", "other_columns", "columns", "constants", "skip")
_WORDS = {"events": "event", "channels": "channel", "units": "unit", "procedures": "procedure"}


class Shape(StrEnum):
    """What one row tells: a single event, or the whole life of a dossier."""

    EVENT = "event"
    DOSSIER = "dossier"

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns that this shape knows."""
        return EVENT_COLUMNS if self is Shape.EVENT else DOSSIER_COLUMNS


class WrongMap(Refused):
    """A map says something that cannot be meant."""


@dataclass(frozen=True, slots=True)
class Map:
    """
    What a file's columns and values mean.

    ``columns`` leads from the exchange's names to the file's. ``words`` leads from the file's values to the
    exchange's, by column. ``zone`` is that of times without an offset; ``times`` are the patterns (as of ``strptime``)
    in which times may stand beside ISO 8601. Rows with an event of ``skip`` are left out.
    """

    zone: ZoneInfo
    shape: Shape = Shape.EVENT
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()
    times: tuple[str, ...] = ()
    sheet: str = ""
    header_line: int = 1
    ignore_other_columns: bool = False


def read_map(path: Path, *, zone: ZoneInfo) -> Map:
    """
    Read a map.

    :param zone: of times without an offset, unless the map names another.
    :raises WrongMap: if it is no TOML, or says something that is not known; it names the place.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise WrongMap(
            gettext_noop("the map is not UTF-8"), value=path.name, expected=gettext_noop("save it as UTF-8")
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise WrongMap(
            gettext_noop("the map is not TOML: %(why)s"),
            value=path.name,
            expected=gettext_noop("put it right at that place"),
            params={"why": error},
        ) from None
    _known(said, (*_KEYS, *_WORDS), place="")
    shape = _shape(said)
    return Map(
        zone=_zone(said, zone),
        shape=shape,
        columns=_columns(said, shape),
        constants=_constants(said),
        words=_words(said, shape),
        skip=frozenset(_texts(said.get("skip", []), place="skip")),
        times=tuple(_pattern(text) for text in _texts(said.get("times", []), place="times")),
        sheet=_text(said.get("sheet", ""), place="sheet"),
        header_line=_header_line(said),
        ignore_other_columns=_ignore_other_columns(said),
    )


def near(word: str, words: tuple[str, ...] | list[str]) -> str:
    """Name the words that this one may stand for: the nearest ones, else all."""
    close = get_close_matches(word.casefold(), words, n=3, cutoff=0.6)
    return ", ".join(close or words)


def _known(said: Mapping[str, Any], words: tuple[str, ...], *, place: str) -> None:
    for key in said:
        if key not in words:
            raise WrongMap(
                gettext_noop("the map says something that is not known"),
                field=place,
                value=key,
                expected=gettext_noop("write one of: %(words)s"),
                params={"words": near(key, words)},
            )


def _wrong(place: str, value: object, expected: str, **params: object) -> WrongMap:
    return WrongMap(
        gettext_noop("the map says what cannot be"), field=place, value=value, expected=expected, params=params
    )


def _text(value: object, *, place: str) -> str:
    if not isinstance(value, str):
        raise _wrong(place, value, gettext_noop("write a text in quotes"))
    return value


def _texts(value: object, *, place: str) -> list[str]:
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _wrong(place, value, gettext_noop("write a text in quotes, or a list of them"))
    return list(value)


def _section(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = said.get(name, {})
    if not isinstance(section, dict):
        raise _wrong(name, section, gettext_noop("write it as a table: [%(name)s]"), name=name)
    return section


def _shape(said: Mapping[str, Any]) -> Shape:
    word = said.get("shape", Shape.EVENT.value)
    if word not in set(Shape):
        raise _wrong("shape", word, gettext_noop("write one of: %(words)s"), words=", ".join(Shape))
    return Shape(word)


def _zone(said: Mapping[str, Any], usual: ZoneInfo) -> ZoneInfo:
    if "zone" not in said:
        return usual
    name = _text(said["zone"], place="zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _wrong("zone", name, gettext_noop("write a name of the IANA list, as Asia/Ho_Chi_Minh")) from None


def _columns(said: Mapping[str, Any], shape: Shape) -> dict[str, str]:
    section = _section(said, "columns")
    _known(section, shape.columns, place="columns")
    columns = {ours: _text(theirs, place=f"columns.{ours}").strip() for ours, theirs in section.items()}
    for ours, theirs in columns.items():
        if not theirs:
            raise _wrong(f"columns.{ours}", theirs, gettext_noop("name the file's column, or leave the line out"))
    return columns


def _constants(said: Mapping[str, Any]) -> dict[str, str]:
    section = _section(said, "constants")
    _known(section, CONSTANTS, place="constants")
    for name in section:
        if name in _section(said, "columns"):
            raise _wrong(
                f"constants.{name}", section[name], gettext_noop("give a column or a constant for it, not both")
            )
    return {name: _text(value, place=f"constants.{name}").strip() for name, value in section.items()}


def _words(said: Mapping[str, Any], shape: Shape) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for name, column in _WORDS.items():
        section = _section(said, name)
        if name == "events":
            if section and shape is Shape.DOSSIER:
                raise _wrong(name, "", gettext_noop('leave it out: `shape = "dossier"` has a column for each event'))
            _known(section, tuple(kind.value for kind in EXCHANGED), place=name)
        elif name == "channels":
            _known(section, tuple(channel.value for channel in Channel), place=name)
        turned: dict[str, str] = {}
        for ours, theirs in section.items():
            for text in _texts(theirs, place=f"{name}.{ours}"):
                if turned.setdefault(text.strip(), ours) != ours:
                    raise _wrong(
                        f"{name}.{ours}",
                        text,
                        gettext_noop("it already stands for %(other)s"),
                        other=turned[text.strip()],
                    )
        if turned:
            words[column] = turned
    return words


def _pattern(text: str) -> str:
    told = datetime(2022, 10, 14, 9, 30)  # noqa: DTZ001 - only a sample to write and read back
    try:
        same = datetime.strptime(told.strftime(text), text).date() == told.date()  # noqa: DTZ007 - as above
    except ValueError:
        same = False
    if not same:
        raise _wrong("times", text, gettext_noop("write a pattern with day, month and year, as %%d/%%m/%%Y %%H:%%M"))
    return text


def _header_line(said: Mapping[str, Any]) -> int:
    line = said.get("header_line", 1)
    if not isinstance(line, int) or isinstance(line, bool) or not 1 <= line <= 100:
        raise _wrong("header_line", line, gettext_noop("write the number of a line, from 1 to 100"))
    return line


def _ignore_other_columns(said: Mapping[str, Any]) -> bool:
    word = said.get("other_columns", "refuse")
    if word not in {"refuse", "ignore"}:
        raise _wrong("other_columns", word, gettext_noop("write one of: %(words)s"), words="refuse, ignore")
    return bool(word == "ignore")
