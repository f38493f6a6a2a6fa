"""The words of the registers: what a register and its columns are, and what is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.foundation.units.public import Level
from motcua.kernel.refusals import Refused, gettext_noop

Value = str | int | bool
"""A value as it is kept: days in ISO 8601, decimals and everything that is written as text, units by their key."""


Translate = Callable[[str], str]
"""Turns a text that is marked for translation into a language."""


class ReformField(StrEnum):
    """The fields of administrative reform; steering and the quality system stand beside the six."""

    STEERING = "steering"
    INSTITUTIONS = "institutions"
    PROCEDURES = "procedures"
    ORGANISATION = "organisation"
    CIVIL_SERVICE = "civil_service"
    PUBLIC_FINANCE = "public_finance"
    DIGITAL_GOVERNMENT = "digital_government"
    QUALITY_SYSTEM = "quality_system"


FIELD_TITLES: Mapping[ReformField, str] = {
    ReformField.STEERING: gettext_noop("Steering and direction"),
    ReformField.INSTITUTIONS: gettext_noop("Reform of institutions"),
    ReformField.PROCEDURES: gettext_noop("Reform of administrative procedures"),
    ReformField.ORGANISATION: gettext_noop("Reform of the organisation"),
    ReformField.CIVIL_SERVICE: gettext_noop("Reform of the civil service"),
    ReformField.PUBLIC_FINANCE: gettext_noop("Reform of public finance"),
    ReformField.DIGITAL_GOVERNMENT: gettext_noop("Electronic and digital government"),
    ReformField.QUALITY_SYSTEM: gettext_noop("Quality management system"),
}
"""What the fields are called; marked for translation."""


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"  # a whole number, not negative
    DONG = "dong"  # whole đồng, not negative
    NUMBER = "number"  # not negative, at most three decimals
    PERCENT = "percent"  # 0 to 100, at most two decimals
    CHOICE = "choice"
    FLAG = "flag"
    POST = "post"  # the title of a post, never the name of who holds it
    UNIT = "unit"
    DOCUMENT = "document"  # the number of a document, as 05/KH-UBND; its zeros stay


class AsFact(StrEnum):
    """The columns of the facts that a register may fill: a whole, its part, and what they are about."""

    PLANNED = "planned"
    DONE = "done"
    CONDITION = "condition"
    KIND = "kind"
    DUE_ON = "due_on"
    DONE_ON = "done_on"
    ENDED_ON = "ended_on"


class Cadence(StrEnum):
    """How often a record is expected."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    BY_TERM = "by_term"  # once in the term of a people's council
    STANDING = "standing"  # one that is in force
    AS_IT_HAPPENS = "as_it_happens"


class Sure(StrEnum):
    """How sure it is that law asks for what is declared here."""

    SOURCED = "sourced"  # read in a stored source
    HIGH = "high"  # from memory
    MEDIUM = "medium"  # from memory
    ILLUSTRATIVE = "illustrative"  # our reading, an example that an installation replaces


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a column may have. The title is marked for translation."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column of a register.

    :param title: what people call it; marked for translation.
    :param needed: a record cannot be without it.
    :param as_fact: the column of the facts that it fills.
    :param personal: free text that may name persons: it stays out of the ledger, where a commitment stands for it.
    """

    name: str
    title: str
    type: Type
    needed: bool = False
    choices: tuple[Choice, ...] = ()
    as_fact: AsFact | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """
    A declared register: records of one kind, each of a unit and a period.

    :param code: stable; it stands in the ledger, in addresses and in figures.
    :param title: what people call it; marked for translation.
    :param source: where it is said that such records are kept.
    :param levels: the levels whose units must keep it; others may.
    :param within: pairs of columns of which the first may not exceed the second: a part and its whole, two days.
    :param once: a unit has one record for a period and these columns; empty: one a period; none: as many as there are.
    """

    code: str
    field: ReformField
    title: str
    columns: tuple[Column, ...]
    source: str
    sure: Sure
    levels: frozenset[Level]
    cadence: Cadence
    within: tuple[tuple[str, str], ...] = ()
    once: tuple[str, ...] | None = None

    def column(self, name: str) -> Column:
        """Give the column of a name. :raises KeyError: if there is none."""
        return {column.name: column for column in self.columns}[name]

    def as_fact(self, role: AsFact) -> Column | None:
        """Give the column that fills a column of the facts."""
        return next((column for column in self.columns if column.as_fact is role), None)


class UnknownRegister(Refused):
    """There is no register of this code."""


class UnknownRecord(Refused):
    """There is no such record, or it was withdrawn."""


class ValueRefused(Refused):
    """A value is not one that its column can hold."""


class PeriodRefused(Refused):
    """A period cannot be that of this record or declaration."""


class OutsideLife(PeriodRefused):
    """The unit did not exist then."""


class PeriodsOverlap(PeriodRefused):
    """Another record, or another declaration, is of the same days."""


class NotStated(Refused):
    """Something is needed and was not given."""


class NothingChanged(Refused):
    """A correction says what is on record already."""


class EvidenceRefused(Refused):
    """A file cannot be put beside this record, or is not there."""


class NotComplete(Refused):
    """A register cannot be declared complete for this period."""


class RecordRefused(Refused):
    """What is wrong with a record, all of it at once, by the names of the columns."""

    def __init__(self, by_column: Mapping[str, Refused]) -> None:
        super().__init__(gettext_noop("the record was refused"))
        self.by_column = dict(by_column)

    def message(self, translate: Translate = str) -> str:
        """Say all that is wrong, a line each."""
        return "\n".join(refusal.message(translate) for refusal in self.by_column.values())
