"""Points: exact fractions inside, two decimals outside, halves away from zero. No figure here is ever a float."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from motcua.kernel.refusals import Refused, gettext_noop

NONE = Decimal("0.00")
exact = lru_cache(maxsize=1024)(Fraction)
"""Points as an exact fraction. A scorecard has few different ones, and a country asks for them often."""

_WRITTEN = re.compile(r"[+-]?\d{1,6}([.,]\d{1,2})?", re.ASCII)


class NotPoints(Refused):
    """A text is not a number of points."""


def rounded(value: Fraction) -> Decimal:
    """Round to two decimals, halves away from zero (ROUND_HALF_UP)."""
    hundredths = (200 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return Decimal(hundredths if value.numerator >= 0 else -hundredths).scaleb(-2)


def read_points(text: str, *, field: str) -> Decimal:
    """Read points as people write them, ``1.25`` or ``1,25``. :raises NotPoints:"""
    written = text.strip()
    if not _WRITTEN.fullmatch(written):
        raise NotPoints(
            gettext_noop("this is not a number of points"),
            field=field,
            value=text,
            expected=gettext_noop("write digits with at most two decimals, as 1.25"),
        )
    return Decimal(written.replace(",", ".")).quantize(NONE)
