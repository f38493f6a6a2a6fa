"""A desk that takes files in: what tests write them with, and what they find afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure, Term
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.actions.recording import stream_name
from motcua.services.dossiers.models import Dossier, Remark
from motcua.services.procedures import public as procedures

HEADER = "code,event,at,unit,procedure,channel,due,actor,detail"
NOW = datetime.fromisoformat("2026-11-24T10:00+07:00")
YEAR = date(2020, 1, 1)


def set_up_offices() -> None:
    """Found two communes, and put in force a procedure of five working days and one without a term."""
    ledger.ensure_keys()
    for code, name in (("12472", "Xã Mẫu"), ("00338", "Xã Bên")):
        units.found(code=code, name=name, level=units.Level.COMMUNE, on=YEAR, by="test", at=NOW)
    for code, term in (("1.004222", Term(5, Measure.WORKING_DAYS)), ("1.999999", None)):
        procedures.publish(
            code=code, name=f"Thủ tục {code}", field_code="mau", field_name="Mẫu", on=YEAR, by="test", at=NOW, term=term
        )


def rows(*lines: str) -> str:
    """Give rows as a CSV of events with its header."""
    return "\n".join([HEADER, *lines]) + "\n"


@dataclass(frozen=True)
class Desk:
    """A folder for files, and the import."""

    folder: Path

    def write(self, content: str | bytes, name: str = "events.csv") -> Path:
        """Write a file."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def take(
        self,
        content: str | bytes | Path,
        *,
        by_map: str | bytes = "",
        create_missing: bool = False,
        rejects: Path | None = None,
        at: datetime = NOW,
    ) -> dossiers.Imported:
        """Import a file."""
        file = content if isinstance(content, Path) else self.write(content)
        mapping = self.write(by_map, "map.toml") if by_map else None
        wish = dossiers.Import(file, map=mapping, create_missing=create_missing, rejects=rejects)
        return dossiers.import_events(wish, at=at)

    def refused(self, content: str | bytes | Path, **how: Any) -> list[str]:
        """Import a file that is refused as a whole, and give what is said of it."""
        before = on_record()
        imported = self.take(content, **how)
        assert imported.whole_refused
        assert imported.rows.taken == imported.rows.unchanged == 0
        assert on_record() == before
        return [refusal.message() for _, refusal in imported.wrong]


def counts(imported: dossiers.Imported) -> tuple[int, int, int, int]:
    """Give read, taken, unchanged, refused."""
    told = imported.rows
    return told.read, told.taken, told.unchanged, told.refused


def on_record() -> dict[str, Mapping[str, Any]]:
    """Give every dossier by its code, with its columns, its events and its remarks, and without their chance ids."""
    found: dict[str, Mapping[str, Any]] = {}
    for row in Dossier.objects.values():
        number = row.pop("id")
        row["events"] = [
            (event.number, event.kind, event.occurred_at, event.actor, event.unit, _lasting(event.payload))
            for event in ledger.read(stream_name(number))
        ]
        row["remarks"] = list(
            Remark.objects.filter(dossier=number).order_by("number").values_list("number", "about", "author", "text")
        )
        found[row["code"]] = row
    return found


def _lasting(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out commitments, which are salted anew each time."""
    return {name: value for name, value in payload.items() if name != "remarks"}


def one_life(code: str = "A-1") -> Sequence[str]:
    """Give the rows of an ordinary dossier."""
    return (
        f"{code},received,2022-03-01T08:30,12472,1.004222,counter,,,",
        f"{code},forwarded,2022-03-02T09:00,00338,,,,,",
        f"{code},finished,2022-03-04T16:00,,,,,,",
        f"{code},returned,2022-03-07T09:00,,,,,,",
    )


def shuffled(lines: Iterable[str], order: Sequence[int]) -> list[str]:
    """Give rows in another order."""
    known = list(lines)
    return [known[place] for place in order]
