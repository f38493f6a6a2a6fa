"""Cases come in as the rows of a file that another system gave: whole or not at all."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.db import transaction

from motcua.kernel.periods import read_instant
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, Taken, Tally
from motcua.services.feedback.actions.coming import EnteredBefore, receive
from motcua.services.feedback.clocks import local_zone
from motcua.services.feedback.models import Case, Words
from motcua.services.feedback.rules.sender import Sender
from motcua.services.feedback.rules.words import About, Channel

NEEDED = ("outside", "came_at", "text")
"""The columns without which nothing is taken in."""
TAKEN = (*NEEDED, "channel", "about", "name", "phone", "email", "address", "dossier")
"""All columns that are read."""

Word = TypeVar("Word", bound=StrEnum)


def take_cases(rows: Sequence[Row], *, unit: str, by: str, at: datetime) -> Taken:
    """
    Take cases in, each under its number in the other system; of the national portal where no channel is named.

    A number that is here already with the same words is left as it is. Some nine SQL queries a row.

    :param unit: the key of the unit that receives them.
    :raises RowsRefused: with every row that is wrong; then nothing is taken.
    """
    tally = Tally(rows)
    with transaction.atomic():
        for row in rows:
            with tally.row(row):
                if not _taken(row, unit=unit, by=by, at=at):
                    tally.unchanged += 1
        return tally.taken()


def _taken(row: Row, *, unit: str, by: str, at: datetime) -> bool:
    """Take one row in; give False if it is here already. :raises Refused:"""
    if not row["outside"]:
        raise Refused(gettext_noop("nothing is written here"), field="outside", value="")
    channel = _word(row, "channel", Channel, Channel.NATIONAL_PORTAL)
    if (known := Case.objects.filter(channel=channel, outside=row["outside"]).first()) is not None:
        words = Words.objects.filter(case=known, number=1, part="text").values_list("text", flat=True).first()
        if words is None or words == row["text"]:
            return False
        raise EnteredBefore(
            gettext_noop("what has this number there is here already, with other words, as PA-%(case)s"),
            field="outside",
            value=row["outside"],
            params={"case": known.pk},
        )
    with transaction.atomic():
        receive(
            unit=unit,
            channel=channel,
            about=_word(row, "about", About, About.ACT),
            text=row["text"],
            came_at=read_instant(row["came_at"], field="came_at", zone=local_zone()),
            sender=Sender(row["name"], row["phone"], row["email"], row["address"]),
            dossier=row["dossier"] or None,
            outside=row["outside"],
            by=by,
            at=at,
        )
    return True


def _word(row: Row, column: str, words: type[Word], otherwise: Word) -> Word:
    """Read a word of a closed list. :raises Refused: if it is none of them."""
    text = row[column]
    if not text:
        return otherwise
    try:
        return words(text)
    except ValueError:
        raise Refused(
            gettext_noop("this word is not known"),
            field=column,
            value=text,
            expected=gettext_noop("one of %(words)s"),
            params={"words": ", ".join(words)},
        ) from None
