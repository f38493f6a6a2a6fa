"""What was told of the dossiers of an office, and in which words it tells."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from motcua.foundation.ledger import public as ledger
from motcua.services.notices.models import Notice, Wording
from motcua.services.notices.rules import PREFIX, WORDS, About, Channel, Standing, Words


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as a page shows it; whom it went to is not in it."""

    id: int
    code: str
    unit_id: int
    about: About
    channel: Channel
    standing: Standing
    tries: int
    next_at: datetime | None
    said: str
    queued_at: datetime
    done_at: datetime | None


def words_of(unit_id: int, about: About, *, on: date) -> Words:
    """Give the words in which an office tells something on a day: its own, or the usual ones. One SQL query."""
    rows = Wording.objects.filter(unit_id=unit_id, about=about.value, valid_from__lte=on)
    row = rows.order_by("-valid_from").first()
    return Words(row.subject, row.text) if row else WORDS[about]


def lines_of(unit_ids: Collection[int], *, failed: bool = False, limit: int = 200) -> list[Line]:
    """Give what was told of the dossiers of offices, the latest first; or what was given up. One SQL query."""
    rows = Notice.objects.filter(unit_id__in=unit_ids).select_related("dossier").order_by("-queued_at", "-pk")
    if failed:
        rows = rows.filter(standing=Standing.GIVEN_UP.value)
    return [_line(row) for row in rows[:limit]]


def notice_of(notice: int) -> Line | None:
    """Give one notice; None if there is none. One SQL query."""
    row = Notice.objects.filter(pk=notice).select_related("dossier").first()
    return _line(row) if row else None


def _line(row: Notice) -> Line:
    return Line(
        id=row.pk,
        code=str(row.dossier.code),
        unit_id=row.unit_id,
        about=About(row.about),
        channel=Channel(row.channel),
        standing=Standing(row.standing),
        tries=row.tries,
        next_at=row.next_at,
        said=row.said,
        queued_at=row.queued_at,
        done_at=row.done_at,
    )


def replay_all(*, most: int = 100) -> list[str]:
    """Hold every notice against its events, and say which differ. One SQL query each and one more."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in Notice.objects.order_by("pk").iterator(chunk_size=1_000):
        events = ledger.read(f"notice/{row.pk}")
        last = events[-1].kind.removeprefix(PREFIX) if events else ""
        if len(events) != row.number or last != row.standing:
            yield f"notice/{row.pk}"
