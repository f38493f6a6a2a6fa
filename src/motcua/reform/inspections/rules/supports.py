"""What a statement rests on: figures, records, files, and what was found and seen at a place."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.rules.figures import FigureRef


class WrongSupport(Refused):
    """What a statement is said to rest on is not there, or is not what it was."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a register."""

    id: int


@dataclass(frozen=True, slots=True)
class File:
    """A file by its digest, as ``foundation.files`` keeps it, and what it is called in the conclusion."""

    digest: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the checklist as it was answered at a place."""

    place: int
    code: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of a visit."""

    id: int


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph of a visit: the place, and the number of its event there."""

    place: int
    number: int


@dataclass(frozen=True, slots=True)
class Report:
    """The report that a place has handed in of itself."""

    place: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of the visit of a place: who was there, what was heard, what both sides said."""

    place: int


@dataclass(frozen=True, slots=True)
class Case:
    """A case of feedback."""

    id: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier by its code."""

    code: str


Support = FigureRef | Record | File | Line | Finding | Photograph | Report | Minutes | Case | Dossier

_KINDS: Mapping[str, type[Any]] = {
    "figure": FigureRef,
    "record": Record,
    "file": File,
    "line": Line,
    "finding": Finding,
    "photograph": Photograph,
    "report": Report,
    "minutes": Minutes,
    "case": Case,
    "dossier": Dossier,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def kind_of(support: Support) -> str:
    """Give the word that stands for what kind of support it is."""
    return _NAMES[type(support)]


def support_payload(support: Support) -> dict[str, Any]:
    """Give a support as JSON, with the word for its kind."""
    said = support.to_payload() if isinstance(support, FigureRef) else asdict(support)
    return {"is": kind_of(support), **said}


def read_support(payload: Mapping[str, Any]) -> Support:
    """Read a support from JSON. :raises WrongSupport: if it is none."""
    said = dict(payload)
    kind = _KINDS.get(said.pop("is", ""))
    try:
        if kind is FigureRef:
            return FigureRef.from_payload(said)
        if kind is not None:
            support: Support = kind(**said)
            return support
    except (TypeError, KeyError, ValueError):
        pass
    raise WrongSupport(
        gettext_noop("this supports nothing"),
        field="supports",
        value=str(dict(payload)),
        expected=gettext_noop("name one of: %(kinds)s"),
        params={"kinds": ", ".join(_KINDS)},
    )
