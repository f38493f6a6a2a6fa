"""All sheets, folded again from their events and compared with their rows."""

from collections.abc import Iterator

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.reform.forms.models import KeptSheet
from motcua.reform.forms.rules.life import SheetState, Standing, fold
from motcua.reform.forms.rules.sheets import content_of_bytes

STREAM = "form/"


def replay_all() -> Iterator[int]:
    """Give the ids of the sheets whose row is not what their events say. One SQL query a sheet, and three more."""
    for row in KeptSheet.objects.order_by("pk"):
        if fold(ledger.read(f"{STREAM}{row.pk}")) != state_of(row):
            yield row.pk


def state_of(row: KeptSheet) -> SheetState:
    """Give a sheet as its row holds it, to go on from and to compare a replay with. One SQL query if it was sent."""
    return SheetState(
        number=row.events,
        standing=Standing(row.standing),
        edition=row.edition,
        content=content_of_bytes(bytes(row.content)),
        digest=row.digest,
        flagged=row.flagged,
        kept_at=row.kept_at,
        sent_to=units.by_id([row.sent_to_id])[row.sent_to_id].key if row.sent_to_id else "",
        sent_at=row.sent_at,
        received_at=row.received_at,
    )
