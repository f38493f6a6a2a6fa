"""The registry: every indicator that the program knows."""

from datetime import date

from motcua.reform.indicators.rules.feedback import OF_FEEDBACK
from motcua.reform.indicators.rules.filing import OF_FILING, OF_FORM
from motcua.reform.indicators.rules.indicators import Indicator, Registry
from motcua.reform.indicators.rules.inspections import OF_INSPECTIONS
from motcua.reform.indicators.rules.lateness import OF_LATENESS
from motcua.reform.indicators.rules.procedures import OF_PROCEDURES
from motcua.reform.indicators.rules.registers import OF_REGISTERS
from motcua.reform.indicators.rules.signals import SIGNALS
from motcua.reform.indicators.rules.surveys import OF_SURVEYS
from motcua.reform.indicators.rules.timeliness import OF_TIME

REGISTRY = Registry(
    [
        *OF_TIME,
        *OF_LATENESS,
        *OF_FILING,
        *OF_PROCEDURES,
        *OF_FEEDBACK,
        *OF_SURVEYS,
        *OF_REGISTERS,
        *OF_INSPECTIONS,
        *SIGNALS,
        *OF_FORM,
    ]
)

BESIDE_FORM = ("dossiers.on_time", "dossiers.late", "dossiers.online")
"""The shares that are printed beside form II.06: they are made of its columns alone."""


def beside_form(on: date) -> tuple[Indicator, ...]:
    """Give the shares that stand beside form II.06 on a day."""
    return tuple(one for one in REGISTRY.in_force(on) if one.code in BESIDE_FORM)
