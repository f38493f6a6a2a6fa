"""What a record says, read and checked: its head, its values, and how they bear on each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.registers.rules.reading import Tongue, read_value
from motcua.reform.registers.rules.words import (
    AsFact,
    Column,
    NotStated,
    OutsideLife,
    PeriodRefused,
    RecordRefused,
    Register,
    Type,
    Value,
    ValueRefused,
)

FIRST_ON = Column("first_on", gettext_noop("from"), Type.DAY, needed=True)
LAST_ON = Column("last_on", gettext_noop("to"), Type.DAY, needed=True)
EFFECTIVE_ON = Column("effective_on", gettext_noop("effective on"), Type.DAY)
RESPONSIBLE = Column("responsible", gettext_noop("post responsible"), Type.POST)
PUBLIC = Column("public", gettext_noop("public"), Type.FLAG)
HEAD = (FIRST_ON, LAST_ON, EFFECTIVE_ON, RESPONSIBLE, PUBLIC)
"""What every record says: its period, since when it holds, who answers for it, whether the public may see it."""

Given = Mapping[str, object]
"""What is given for a record, by the names of the columns: texts as people write them, or dates and numbers."""


@dataclass(frozen=True, slots=True)
class Life:
    """The first and the last day of a unit; the last is none while it lives."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Say whether the unit existed on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Content:
    """
    What a record says.

    :param effective_on: since when it holds; not the day on which it was entered.
    :param values: by the names of the register's columns; what is empty is not there.
    """

    period: Period
    effective_on: date
    responsible: str
    public: bool
    values: Mapping[str, Value]


def columns_of(register: Register) -> tuple[Column, ...]:
    """Give all columns of a register's records, those of every record first."""
    return (*HEAD, *register.columns)


def read_content(register: Register, given: Given, *, life: Life, tongue: Tongue) -> Content:
    """
    Read and check what a record is to say.

    A record that does not say since when it holds, holds from the day that its register counts as done, as the day of
    issue, else from its first day. Units are those of its first day.

    :param life: the days of the unit that it is of.
    :raises RecordRefused: with all that is wrong, by column.
    """
    wrong: dict[str, Refused] = {}
    values: dict[str, Value] = {}
    for column in columns_of(register):
        try:
            value = read_value(column, given.get(column.name), tongue)
            if value is not None:
                values[column.name] = value
                if column is FIRST_ON:
                    tongue = replace(tongue, on=date.fromisoformat(str(value)))
            elif column.needed:
                raise NotStated(
                    gettext_noop("this is needed, and is not there"),
                    field=tongue.translate(column.title),
                )
        except Refused as refused:
            wrong[column.name] = refused
    for name in given.keys() - {column.name for column in columns_of(register)}:
        wrong[name] = ValueRefused(gettext_noop("the register has no such column"), field=name, value=given[name])
    days = _days(register, values, life=life, tongue=tongue, wrong=wrong)
    for name, too_much in _within(register, values, tongue):
        wrong.setdefault(name, too_much)
    if wrong or days is None:
        raise RecordRefused(wrong)
    own = {column.name for column in register.columns}
    return Content(
        period=days[0],
        effective_on=days[1],
        responsible=str(values.get(RESPONSIBLE.name, "")),
        public=bool(values.get(PUBLIC.name, False)),
        values={name: value for name, value in values.items() if name in own},
    )


def check_period(period: Period, life: Life) -> None:
    """Check that a unit existed throughout a period. :raises OutsideLife:"""
    for column, day in ((FIRST_ON, period.first), (LAST_ON, period.last)):
        if not life.covers(day):
            raise _outside(day, life, title=column.title)


def _days(
    register: Register, values: Mapping[str, Value], *, life: Life, tongue: Tongue, wrong: dict[str, Refused]
) -> tuple[Period, date] | None:
    """Give the period and the day since when it holds; what is wrong with them is gathered."""
    days = {column.name: date.fromisoformat(str(values[column.name])) for column in HEAD[:3] if column.name in values}
    issued = register.as_fact(AsFact.DONE_ON)
    if EFFECTIVE_ON.name not in days and FIRST_ON.name in days:
        days[EFFECTIVE_ON.name] = (
            date.fromisoformat(str(values[issued.name])) if issued and issued.name in values else days[FIRST_ON.name]
        )
    for column in HEAD[:3]:
        if column.name in days and not life.covers(days[column.name]):
            wrong.setdefault(column.name, _outside(days[column.name], life, title=tongue.translate(column.title)))
    if FIRST_ON.name not in days or LAST_ON.name not in days:
        return None
    try:
        return Period(days[FIRST_ON.name], days[LAST_ON.name]), days[EFFECTIVE_ON.name]
    except Refused as upside_down:
        wrong[LAST_ON.name] = PeriodRefused(
            upside_down.text,
            field=tongue.translate(LAST_ON.title),
            value=upside_down.value,
            expected=upside_down.expected,
            params=upside_down.params,
        )
        return None


def _outside(day: date, life: Life, *, title: str) -> OutsideLife:
    return OutsideLife(
        gettext_noop("the unit did not exist on that day"),
        field=title,
        value=day.isoformat(),
        expected=gettext_noop("write a day from %(first)s to %(last)s")
        if life.last
        else gettext_noop("write a day from %(first)s on"),
        params={"first": life.first, "last": life.last},
    )


def _within(register: Register, values: Mapping[str, Value], tongue: Tongue) -> Iterator[tuple[str, Refused]]:
    """Give what is more than its whole, or later than it may be."""
    for part, whole in register.within:
        if part in values and whole in values and _is_more(values[part], values[whole]):
            column = register.column(part)
            yield (
                part,
                ValueRefused(
                    gettext_noop("this is after the other day")
                    if column.type is Type.DAY
                    else gettext_noop("this is more than its whole"),
                    field=tongue.translate(column.title),
                    value=values[part],
                    expected=gettext_noop("“%(other)s” is %(most)s; write no more than that, or correct it"),
                    params={"other": tongue.translate(register.column(whole).title), "most": values[whole]},
                ),
            )


def _is_more(part: Value, whole: Value) -> bool:
    if isinstance(part, int) and isinstance(whole, int):
        return part > whole
    return str(part) > str(whole)
