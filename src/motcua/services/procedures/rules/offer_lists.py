"""Taking in a list of what offices offer."""

from datetime import date

from motcua.kernel.periods import read_day
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row
from motcua.services.procedures.rules.lists import read_yes
from motcua.services.procedures.rules.offering import Reach, check_level

OFFERS_NEEDED = ("unit", "procedure")
OFFERS_KNOWN = ("level_old", "level_new", "payment_online", "valid_from")


def read_offer(row: Row, *, start: date) -> Reach:
    """
    Read what a row says that an office offers.

    :param start: the day for rows without ``valid_from``.
    :raises Refused: if a cell cannot be understood.
    """
    level = row["level_old"]
    old = int(level) if level.isascii() and level.isdecimal() else -1 if level else None
    return Reach(
        since=read_day(row["valid_from"], field="valid_from") if row["valid_from"] else start,
        offered=True,
        level_old=old,
        level_new=check_level(old, row["level_new"] or None),
        payment_online=read_yes(row["payment_online"], field="payment_online"),
    )


def check_once(lines: dict[tuple[str, str, date], int], said: tuple[str, str, date], line: int) -> None:
    """Check that no earlier line speaks of the same offer and day. :raises Refused: with that line."""
    other = lines.setdefault(said, line)
    if other != line:
        raise Refused(
            gettext_noop("line %(other)s speaks of the same offer and day"),
            field="procedure",
            value=said[1],
            expected=gettext_noop("take one of them out"),
            params={"other": other},
        )
