"""What a verification has found: what is wrong, and the place of it as exactly as it can be known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.refusals import gettext_noop

_FILE = gettext_noop("file %(file)s")
_OFFSET = gettext_noop("byte %(offset)s")
_TABLE = gettext_noop("table %(table)s")
_POSITION = gettext_noop("position %(position)s")
_POSITIONS = gettext_noop("positions %(position)s to %(until)s")
_STREAM = gettext_noop("event %(number)s of %(stream)s")


def _same(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing that is not as it was written.

    ``until`` ends the span of positions, inclusive, where the damage is known to lie somewhere within a span.
    """

    text: str
    file: str = ""
    offset: int | None = None
    table: str = ""
    position: int | None = None
    until: int | None = None
    stream: str = ""
    number: int | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    def place(self, translate: Callable[[str], str] = _same) -> str:
        """Say where."""
        parts = []
        if self.file:
            parts.append(translate(_FILE) % {"file": self.file})
        if self.offset is not None:
            parts.append(translate(_OFFSET) % {"offset": self.offset})
        if self.table:
            parts.append(translate(_TABLE) % {"table": self.table})
        if self.position is not None and self.until is not None and self.until > self.position:
            parts.append(translate(_POSITIONS) % {"position": self.position, "until": self.until})
        elif self.position is not None:
            parts.append(translate(_POSITION) % {"position": self.position})
        if self.stream:
            parts.append(translate(_STREAM) % {"number": self.number, "stream": self.stream})
        return ", ".join(parts)

    def message(self, translate: Callable[[str], str] = _same) -> str:
        """Say where and what."""
        said = translate(self.text) % self.params
        place = self.place(translate)
        return f"{place}: {said}" if place else said


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what was found; ``complete`` is False if the search ended at the bound of findings."""

    events: int
    pending: int
    checkpoints: int
    findings: tuple[Finding, ...]
    complete: bool = True

    @property
    def good(self) -> bool:
        """Say whether all is as it was written."""
        return not self.findings
