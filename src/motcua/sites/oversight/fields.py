"""The fields of the reform, and which indicators belong to each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.reform.indicators.public import Indicator

FIELDS: tuple[tuple[str, str | Promise, frozenset[str]], ...] = (
    ("procedures", gettext_lazy("Administrative procedures"), frozenset({"dossiers", "postings", "publications"})),
    (
        "digital_government",
        gettext_lazy("Digital government"),
        frozenset({"procedures", "payments", "papers", "results", "equipment"}),
    ),
    ("citizens", gettext_lazy("What citizens say"), frozenset({"feedback", "surveys"})),
    (
        "steering",
        gettext_lazy("Steering"),
        frozenset({"registers", "tasks", "plans", "inspections", "findings", "recommendations"}),
    ),
    ("institutions", gettext_lazy("Institutions"), frozenset({"documents"})),
    ("civil_service", gettext_lazy("Civil service"), frozenset({"posts", "training"})),
    ("public_finance", gettext_lazy("Public finance"), frozenset({"budget"})),
    ("quality_system", gettext_lazy("Quality system"), frozenset({"quality"})),
    (
        "form",
        gettext_lazy("Columns of form II.06"),
        frozenset({"received", "resolved", "pending", "outcomes"}),
    ),
)
"""Each field with the first words of the codes that belong to it, in the order of the page."""

LEADING = (
    "dossiers.on_time",
    "dossiers.on_time_of_received",
    "dossiers.on_time_of_cohort",
    "dossiers.not_late",
    "dossiers.late",
    "dossiers.online",
    "dossiers.online_assisted",
)
"""The indicators that stand before the others of their field, which follow by their codes."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field and the indicators that belong to it."""

    key: str
    name: str | Promise
    indicators: tuple[Indicator, ...]


def first_word(indicator: Indicator) -> str:
    """Give the first word of an indicator's code: ``dossiers`` of ``dossiers.on_time``."""
    return indicator.code.partition(".")[0]


def by_field(indicators: Iterable[Indicator]) -> Iterator[Field]:
    """Gather indicators by field, each where it belongs; signals have a page of their own."""
    known = list(indicators)
    for key, name, first in FIELDS:
        of = tuple(sorted((one for one in known if first_word(one) in first), key=_place))
        if of:
            yield Field(key, name, of)


def _place(indicator: Indicator) -> tuple[int, int, str]:
    code, column = indicator.code, indicator.counts[0].column
    return LEADING.index(code) if code in LEADING else len(LEADING), column or 99, code


def field_of(indicator: Indicator) -> tuple[str, str | Promise]:
    """Give the key and the name of the field that an indicator belongs to."""
    return next((key, name) for key, name, first in FIELDS if first_word(indicator) in first)
