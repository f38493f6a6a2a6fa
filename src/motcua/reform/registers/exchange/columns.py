"""The columns of a register's file: whose record a row is, what every record says, the register's own, and remarks."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext

from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import heading
from motcua.reform.registers.rules.content import columns_of
from motcua.reform.registers.rules.words import Column, Register, Type
from motcua.reform.registers.tongue import in_vietnamese

RECORD = Column("record", gettext_noop("number of the record"), Type.COUNT)
UNIT = Column("unit", gettext_noop("unit"), Type.UNIT)
REASON = Column("reason", gettext_noop("reason of the correction"), Type.TEXT)
WRONG = Column("wrong", gettext_noop("what is wrong"), Type.TEXT)


def file_columns(register: Register) -> tuple[Column, ...]:
    """Give the columns of a register's file, in order; the file that goes out has all but the last."""
    return (RECORD, UNIT, *columns_of(register), REASON, WRONG)


def headings(register: Register) -> Mapping[str, str]:
    """Give what a column may be headed by beside its name: its title in English, Vietnamese, the language spoken."""
    columns = file_columns(register)
    also = {
        heading(title): column.name
        for column in columns
        for title in (column.title, gettext(column.title), in_vietnamese(column.title))
    }
    return also | {column.name: column.name for column in columns}


def code_on(known: units.History, unit_key: str, day: date) -> str:
    """Give the code that means a unit on a day: its own, or its key where another bears that code. No SQL query."""
    unit_id = known.id_of(unit_key)
    if unit_id is None:
        return unit_key
    code = known.latest(unit_id).code
    try:
        return code if known.find(code, day).id == unit_id else unit_key
    except Refused:
        return unit_key
