"""What can be taken home of a dossier, what was, and whether rows and events agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from operator import attrgetter

from motcua.foundation.ledger import public as ledger
from motcua.services.collecting.models import Download
from motcua.services.collecting.rules import PREFIX, Way, can_be_downloaded
from motcua.services.results import public as results


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How the result of a dossier stands for whoever it is for.

    ``issued`` says that there is one; ``digest`` is empty where it is not a file, or was annulled.
    """

    issued: bool
    text: str
    on: date | None
    digest: str

    @property
    def can_be_downloaded(self) -> bool:
        """Say whether it can be taken home as a file."""
        return bool(self.digest)


@dataclass(frozen=True, slots=True)
class Line:
    """A result was taken home."""

    at: datetime
    way: Way


def standing_of(dossier_id: int) -> Standing:
    """Say how the result of a dossier stands. Six SQL queries, one while nothing was drafted."""
    view = results.result_of(dossier_id)
    state = view.state if view else None
    if state is None or state.stage is not results.Stage.ISSUED:
        return Standing(False, "", None, "")
    return Standing(True, state.text, state.on, state.digest if can_be_downloaded(state) else "")


def downloads_of(dossier_id: int) -> list[Line]:
    """Give when a result was taken home and how, the latest first. One SQL query."""
    rows = Download.objects.filter(dossier_id=dossier_id).order_by("-number")
    return [Line(row.at, Way(row.way)) for row in rows]


def replay_all(*, most: int = 100) -> list[str]:
    """Hold the downloads of each dossier against their events, and say which differ. One query each and one more."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    rows = Download.objects.order_by("dossier_id", "number").iterator(chunk_size=1_000)
    for dossier_id, kept in groupby(rows, key=attrgetter("dossier_id")):
        events = ledger.read(stream := f"collected/{dossier_id}")
        told = [
            (event.number, event.kind, event.payload["way"], event.payload["digest"], event.occurred_at)
            for event in events
        ]
        if told != [(row.number, f"{PREFIX}downloaded", row.way, row.digest, row.at) for row in kept]:
            yield stream
