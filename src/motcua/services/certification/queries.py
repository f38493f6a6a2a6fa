"""The register of what was certified, day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.services.certification.models import Certification
from motcua.services.certification.rules import told
from motcua.services.dossiers import public as dossiers


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the register: who asked for it and took it. ``who`` and ``what`` are empty once they were erased."""

    code: str
    number: str
    who: str
    what: str
    copies: int
    pages: int
    fee: int
    signer: str


def register_of(unit_id: int, on: date) -> list[Entry]:
    """Give what an office certified on a day, in order. Three SQL queries."""
    rows = list(Certification.objects.filter(unit_id=unit_id, on=on).select_related("dossier").order_by("pk"))
    titles, names = (
        accounts.titles_of({row.signer for row in rows}),
        dossiers.names_of([row.dossier_id for row in rows]),
    )
    return [
        Entry(
            code=str(row.dossier.code),
            number=row.number,
            who=names.get(row.dossier_id, ""),
            what=row.what or "",
            copies=row.copies,
            pages=row.pages,
            fee=row.fee,
            signer=titles.get(row.signer, row.signer),
        )
        for row in rows
    ]


def replay_all(*, most: int = 100) -> list[str]:
    """Hold every entry of the register against its event, and say which differ. One SQL query each and one more."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in Certification.objects.order_by("pk").iterator(chunk_size=1_000):
        events = ledger.read(f"certification/{row.dossier_id}")
        if [told(event.payload) for event in events] != [(row.number, row.copies, row.pages, row.fee, row.signer)]:
            yield f"certification/{row.dossier_id}"
