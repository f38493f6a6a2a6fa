"""What can be taken home of a dossier, what was, and whether rows and events agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

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
    """Say how the result of a dossier stands. Five SQL queries, one while nothing was drafted."""
    view = results.result_of(dossier_id)
    state = view.state if view else None
    if state is None or state.stage is not results.Stage.ISSUED:
        return Standing(False, "", None, "")
    return Standing(True, state.text, state.on, state.digest if can_be_downloaded(state) else "")


def downloads_of(dossier_id: int) -> list[Line]:
    """Give when a result was taken home and how, the latest first. One SQL query."""
    rows = Download.objects.filter(dossier_id=dossier_id).order_by("-at", "-pk")
    return [Line(row.at, Way(row.way)) for row in rows]


def replay_all(*, most: int = 100) -> list[str]:
    """Hold every download against its event, and say which differ. One SQL query each and one more."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in Download.objects.order_by("pk").iterator(chunk_size=1_000):
        kept = [(f"{PREFIX}downloaded", {"dossier": row.dossier_id, "way": row.way, "digest": row.digest}, row.at)]
        told = [(event.kind, dict(event.payload), event.occurred_at) for event in ledger.read(f"download/{row.pk}")]
        if told != kept:
            yield f"download/{row.pk}"
