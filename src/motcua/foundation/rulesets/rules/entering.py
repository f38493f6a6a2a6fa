"""A record as a person enters it: read from text by its columns, and checked beside those that are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.foundation.rulesets.rules.declaring import GROUND, SINCE, Column, Kind, Record, Table, in_force
from motcua.kernel.refusals import Refused, gettext_noop

SURE = ("high", "medium", "illustrative")
"""How sure a source is: the document lies before one, one read of it, or it is an example."""

LONGEST_SOURCE = 300
YES, NO = "yes", "no"


class WrongRecord(Refused):
    """This cannot stand in such a record."""


@dataclass(frozen=True, slots=True)
class Ground:
    """By which document a record holds, and how sure that is. :raises WrongRecord:"""

    source: str
    sure: str

    def __post_init__(self) -> None:
        if not 0 < len(self.source.strip()) <= LONGEST_SOURCE:
            raise WrongRecord(
                gettext_noop("a rule needs its decision or source"),
                field="source",
                expected=gettext_noop("write its number and date, or where it was read"),
            )
        if self.sure not in SURE:
            raise WrongRecord(
                gettext_noop("choose one of the list"), field="sure", value=self.sure, expected=", ".join(SURE)
            )


def read_record(table: Table, given: Mapping[str, str]) -> dict[str, Any]:
    """Read a record from what was entered for each column. :raises WrongRecord: for the first that cannot stand."""
    return {
        column.name: value
        for column in table.columns
        if (value := _read(column, given.get(column.name, "").strip())) is not None
    }


def write_record(table: Table, record: Record) -> dict[str, str]:
    """Give a record as it is entered."""
    return {column.name: _write(column, record.get(column.name)) for column in table.columns}


def check_addition(table: Table, record: Record, since: date, known: Sequence[Record], *, today: date) -> None:
    """
    Check that a record may follow those that are known.

    It begins after today: what was decided under a rule stays decided under it, and so does every figure.

    :param known: all records of the table, those that wait for a second person included.
    :raises WrongRecord: if it begins too early, on a day that has one, or says what holds anyway.
    """
    if since <= today:
        raise WrongRecord(
            gettext_noop("a rule begins tomorrow at the earliest: what was decided until now stays as it was decided"),
            field=SINCE,
            value=since,
            expected=gettext_noop("give a later day"),
        )
    of_its_key = [one for one in known if table.of(one) == table.of(record)]
    if any(one[SINCE] == since for one in of_its_key):
        raise WrongRecord(
            gettext_noop("there is a record of this day already, and none is changed"),
            field=SINCE,
            value=since,
            expected=gettext_noop("give another day, or withdraw the one that waits"),
        )
    before = in_force(table, of_its_key, since)
    if before and all(before[0].get(name) == record.get(name) for name in _said(table)):
        raise WrongRecord(
            gettext_noop("this holds anyway on that day"),
            field=_said(table)[-1],
            expected=gettext_noop("change what is to be different"),
        )


def dated(record: Record, since: date, ground: Ground, table: Table) -> dict[str, Any]:
    """Give a record whole: from which day on it holds, and by which document."""
    whole = {**record, SINCE: since}
    return whole | (dict(zip(GROUND, (ground.source.strip(), ground.sure), strict=True)) if table.grounded else {})


def _said(table: Table) -> list[str]:
    return [one.name for one in table.columns if one.name not in table.key] or list(table.key)


def _read(column: Column, text: str) -> Any:
    if not text and column.may_lack:
        return "" if column.kind in {Kind.LINE, Kind.TEXT} else None
    match column.kind:
        case Kind.WHOLE:
            return _whole(column, text)
        case Kind.SWITCH if text in {YES, NO}:
            return text == YES
        case Kind.CHOICE if text in column.choices:
            return text
        case Kind.SEVERAL:
            chosen = _parts(text)
            if chosen and all(one in column.choices for one in chosen):
                return [one for one in column.choices if one in chosen]
        case Kind.WORDS:
            words = _parts(text)
            if words and all(len(one) <= column.most for one in words):
                return list(dict.fromkeys(words))
        case Kind.LINE | Kind.TEXT:
            return _text(column, text)
    raise WrongRecord(
        gettext_noop("choose one of the list") if column.choices or column.kind is Kind.SWITCH else _WRITE,
        field=column.name,
        value=text,
    )


_WRITE = gettext_noop("write something here")


def _whole(column: Column, text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 10 and column.least <= int(text) <= column.most:
        return int(text)
    raise WrongRecord(
        gettext_noop("this number cannot stand here"),
        field=column.name,
        value=text,
        expected=gettext_noop("write a whole number from %(least)s to %(most)s"),
        params={"least": column.least, "most": column.most},
    )


def _text(column: Column, text: str) -> str:
    shown = text.replace("\n", " ") if column.kind is Kind.TEXT else text
    if text and len(text) <= column.most and shown.isprintable():
        return text
    raise WrongRecord(
        gettext_noop("this is empty, too long, or holds signs that cannot be printed"),
        field=column.name,
        value=text,
        expected=gettext_noop("write at most %(most)s letters"),
        params={"most": column.most},
    )


def _parts(text: str) -> list[str]:
    return [part for one in text.split(",") if (part := one.strip()) and part.isprintable()]


def _write(column: Column, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)
