"""Why a unit is proposed for a visit, in words, in the language that is active."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext

from motcua.reform.inspections.rules.risk import GROUND_TITLES, Ground, Reason

SHARES = frozenset({Ground.LATE, Ground.RISING})
"""Whose figure is in tenths."""


def reason_said(reason: Reason) -> str:
    """Say a reason with its figure."""
    figure = (
        number_format(Decimal(reason.figure) / 10, decimal_pos=1) if reason.ground in SHARES else str(reason.figure)
    )
    return gettext(GROUND_TITLES[reason.ground]) % {"figure": figure}
