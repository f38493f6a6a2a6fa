"""What the indicators of dossiers share: whose counts they are made of, and from when the law knows them."""

from datetime import date

from motcua.reform.indicators.rules.counts import CAME, COUNTS, ENDED, HANDLED, closed, in_period
from motcua.reform.indicators.rules.populations import Condition, Count
from motcua.reform.indicators.rules.practice import Setting

FORM = date(2020, 10, 21)
"""TT 01/2020/TT-VPCP; its forms give the columns that the shares are made of."""

ONE_STOP = date(2018, 6, 21)
"""NĐ 61/2018/NĐ-CP."""

LEVELS = date(2011, 6, 13)
"""NĐ 43/2011/NĐ-CP, with levels 1 to 4."""

NEW_LEVELS = date(2022, 8, 15)
"""NĐ 42/2022/NĐ-CP, with partly and fully online."""

INDEX = date(2022, 6, 23)
"""QĐ 766/QĐ-TTg."""

IN_TIME = frozenset({Setting.ENDED_OTHERWISE, Setting.EXTENSIONS})
CHANNELS = frozenset({Setting.ASSISTED, Setting.INTERLINKED})

BY_CODE = {count.code: count for count in COUNTS}
ALL, RESOLVED, OVERDUE = (BY_CODE[code] for code in ("received.total", "resolved.total", "resolved.overdue"))
RECEIVED_IN_PERIOD = (BY_CODE["received.online"], BY_CODE["received.direct"])
EARLY_OR_ON_TIME = (BY_CODE["resolved.early"], BY_CODE["resolved.on_time"])


def resolved_and(code: str, title: str, also: Condition) -> Count:
    """Count the dossiers that were resolved in the period and for which something more holds."""
    return Count(code, title, HANDLED, lambda at, practice: closed(at) & also(at, practice), narrow=ENDED)


def received_and(code: str, title: str, also: Condition) -> Count:
    """Count the dossiers that were received in the period and for which something more holds."""
    return Count(code, title, HANDLED, lambda at, practice: in_period(at) & also(at, practice), narrow=CAME)
