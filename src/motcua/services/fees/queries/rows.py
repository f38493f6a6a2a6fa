"""Between the purse that the rules know and the rows that the database keeps."""

from motcua.services.fees import models
from motcua.services.fees.rules.state import Movement, Purse
from motcua.services.fees.rules.words import Part, Standing, Way, What


def movement_of(row: models.Movement) -> Movement:
    """Read a row."""
    return Movement(
        number=row.number,
        what=What(row.what),
        amount=row.amount,
        standing=Standing(row.standing),
        by=row.by,
        way=Way(row.way),
        receipt=row.receipt,
        digest=row.digest,
        day=row.day,
        part=Part(row.part),
    )


def purse_of(row: models.Purse) -> Purse:
    """Give the purse that rows stand for. One SQL query."""
    moved = models.Movement.objects.filter(purse=row).order_by("number")
    return Purse(row.number, row.assessed, tuple(map(movement_of, moved)))
