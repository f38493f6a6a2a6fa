"""Columns, choices and levels that several registers share."""

from dataclasses import replace

from motcua.foundation.units.public import Level
from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.rules.words import AsFact, Choice, Column, Type

GOVERNMENTS = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})
UPPER = frozenset({Level.PROVINCE, Level.DISTRICT})
EVERYBODY = frozenset(Level)

NUMBER = Column("number", gettext_noop("number of the document"), Type.DOCUMENT, needed=True)
ISSUED_ON = Column("issued_on", gettext_noop("issued on"), Type.DAY, needed=True, as_fact=AsFact.DONE_ON)
SUBJECT = Column("subject", gettext_noop("subject"), Type.TEXT, needed=True)
SIGNED_BY = Column("signed_by", gettext_noop("signed by (post)"), Type.POST)
REPLACES = Column("replaces", gettext_noop("replaces the document"), Type.DOCUMENT)
ENDED_ON = Column("ended_on", gettext_noop("no longer in force from"), Type.DAY, as_fact=AsFact.ENDED_ON)
NOTE = Column("note", gettext_noop("note"), Type.TEXT, personal=True)
DOCUMENT = (NUMBER, ISSUED_ON, SUBJECT, SIGNED_BY)
"""What is asked of every document that is issued."""

CONDITIONS = (
    Choice("good", gettext_noop("good")),
    Choice("degraded", gettext_noop("degraded")),
    Choice("short", gettext_noop("short of need")),
)
CONDITION = Column(
    "condition", gettext_noop("condition"), Type.CHOICE, needed=True, choices=CONDITIONS, as_fact=AsFact.CONDITION
)


def kind(*choices: Choice, title: str = gettext_noop("kind")) -> Column:
    """Give the column that tells the kinds of a register's records apart."""
    return Column("kind", title, Type.CHOICE, needed=True, choices=choices, as_fact=AsFact.KIND)


def planned(name: str, title: str, type_: Type = Type.COUNT) -> Column:
    """Give the column of the whole: what was assigned, needed, estimated, to be looked at."""
    return Column(name, title, type_, needed=True, as_fact=AsFact.PLANNED)


def done(name: str, title: str, type_: Type = Type.COUNT) -> Column:
    """Give the column of the part: what of it was achieved, filled, spent, found."""
    return Column(name, title, type_, needed=True, as_fact=AsFact.DONE)


def count(name: str, title: str) -> Column:
    """Give a count that may be left out."""
    return Column(name, title, Type.COUNT)


def optional(column: Column) -> Column:
    """Give a column that a record may be without."""
    return replace(column, needed=False)
