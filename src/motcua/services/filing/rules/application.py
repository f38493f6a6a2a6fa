"""What became of something that was filled in online: the fold of its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from motcua.kernel.refusals import Refused

PREFIX = "filing."
"""What the ledger's kinds of filings begin with."""


class Kind(StrEnum):
    """What can happen to something that is filed online."""

    SENT = "sent"
    COMPLETED = "completed"


class UnknownApplication(Refused):
    """Nothing of this number is filled in by whoever asks."""


class AlreadySent(Refused):
    """It was sent already."""


class NotTaken(Refused):
    """The office does not take this procedure online."""


class TooManyOpen(Refused):
    """One person has as much open as one may."""


class TooManyFiles(Refused):
    """A paper has more files than are taken."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: digests of files by paper, those of completions included. Its number counts the events."""

    number: int
    dossier: int
    files: Mapping[str, tuple[str, ...]]


class Happening(Protocol):
    """What the fold needs of a recorded event; the ledger's events are such."""

    @property
    def kind(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


def apply(before: Sent | None, kind: str, payload: Mapping[str, Any]) -> Sent:
    """Give what was sent after one more event; files that complete a paper are added to it."""
    came = {code: tuple(digests) for code, digests in payload["files"].items()}
    if before is None:
        return Sent(1, payload["dossier"], came)
    files = {**before.files, **{code: (*before.files.get(code, ()), *digests) for code, digests in came.items()}}
    return replace(before, number=before.number + 1, files=files)


def fold(events: Iterable[Happening]) -> Sent | None:
    """Give what was sent; None if nothing was."""
    sent: Sent | None = None
    for event in events:
        sent = apply(sent, event.kind.removeprefix(PREFIX), event.payload)
    return sent
