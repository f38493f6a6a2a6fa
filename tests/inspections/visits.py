"""A visit for tests: begun with the small checklist in a commune, and notes as a tablet writes them."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image

from inspections.checklists import SMALL
from inspections.conftest import BY, VISIT, Stage, open_one
from motcua.foundation.units import public as units
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import NewPlace, Note, NoteKind, Taken, hash_of


def put_on_shelf(home: Path, text: str = SMALL, name: str = "small.toml") -> None:
    """Put a checklist on the home's shelf."""
    folder = home / "checklists"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def at(day: int, hour: int = 2, minute: int = 0, second: int = 0) -> datetime:
    """Give a time in UTC of a day of October 2022; two o'clock is nine in Vietnam."""
    return datetime(2022, 10, day, hour, minute, second, tzinfo=UTC)


def place_at(stage: Stage, unit: units.Unit) -> int:
    """Open an inspection of one unit, and give the place."""
    opened = open_one(stage, places=[NewPlace(unit.id, VISIT)])
    return inspections.inspection(opened).places[0].id


def begun(home: Path, stage: Stage, unit: units.Unit | None = None) -> int:
    """Begin the visit of a commune, and give the place."""
    put_on_shelf(home)
    place_id = place_at(stage, unit or stage.one)
    inspections.begin_visit(place_id=place_id, checklist="small", by=BY, at=at(19))
    return place_id


def picture(shade: int = 120, size: tuple[int, int] = (32, 24)) -> bytes:
    """Draw a small photograph."""
    held = BytesIO()
    Image.new("RGB", size, (shade, 90, 60)).save(held, "JPEG")
    return held.getvalue()


@dataclass
class Tablet:
    """A device that writes notes down, each after the other."""

    name: str = "tablet-1"
    slow: timedelta = timedelta(0)
    previous: str = ""
    written: list[Note] = field(default_factory=list)

    def write(
        self,
        kind: NoteKind,
        line: str,
        payload: dict[str, Any],
        *,
        when: datetime | None = None,
        content: bytes = b"",
    ) -> Note:
        """Seal a note."""
        number = len(self.written) + 1
        seed = hashlib.sha256(f"{self.name}/{number}".encode()).digest()
        note = Note(
            uuid=str(UUID(bytes=seed[:16])),
            device=self.name,
            captured_at=(when or at(19, 3, number)) - self.slow,
            kind=kind,
            line=line,
            payload=payload,
            previous=self.previous,
            slow=self.slow,
            content=content,
        )
        self.previous = hash_of(note)
        note = replace(note, hash=self.previous)
        self.written.append(note)
        return note

    def answer(self, line: str, said: str, **more: Any) -> Note:
        """Write an answer down."""
        when = more.pop("when", None)
        return self.write(NoteKind.ANSWER, line, {"answer": said, **more}, when=when)

    def photograph(self, line: str, caption: str, content: bytes) -> Note:
        """Take a photograph."""
        digest = hashlib.sha256(content).hexdigest()
        return self.write(NoteKind.PHOTOGRAPH, line, {"digest": digest, "caption": caption}, content=content)


def take(place_id: int, *notes: Note, received: datetime | None = None) -> list[Taken]:
    """Hand notes over."""
    when = received or at(20)
    return [inspections.take_note(place_id=place_id, note=note, by=BY, at=when) for note in notes]
